"""What the tables and views of stories and syndication hold, column by column."""

STORY_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "story_reports": (
        "One row per article that is kept (no duplicate): what it is told by, and whose story it "
        "would be in. Two articles are compared by these rows.",
        {
            "article_id": "the article",
            "scheme": "how the row was made; only rows of one scheme are compared",
            "at": "when it was published or, where that is not known, first fetched",
            "day": "the day of `at`, counted from the year 1",
            "leader_id": "the earlier article that it matches best; its own id where there is none",
            "filed": "how many of `terms`, from the first, are keys of `story_keys`",
            "terms": "hashes of names, places, numbers and words: 32-bit little-endian integers",
            "weights": "how much each of `terms` tells: a byte each",
            "quotes": "hashes of how quoted sentences begin: 32-bit little-endian integers",
            "sentences": "hashes of how sentences begin: 32-bit little-endian integers",
            "days": "the days that title and lead name, `day/month`: JSON array of strings",
            "numbers": "the numbers that title and lead state: JSON array of strings",
            "names": "those of `terms` that are names which few reports have",
        },
    ),
    "story_keys": (
        "The index of stories: articles of near days are compared when they share a quotation, two "
        "sentences or three of the other keys.",
        {
            "day": "the day of the article, counted from the year 1",
            "key": "the hash of a name or word; 2³² is added for a sentence, 2³³ for a quotation",
            "article_id": "an article that has it",
        },
    ),
    "story_pairs": (
        "One row per pair of articles that match as one event.",
        {
            "article_id": "the article with the higher id",
            "other_id": "the other one",
            "similarity": "0 to 1: the cosine of their weighted terms",
            "shared": "what joins them: JSON object of `quote`, `sentence`, `name`, `place`, "
            "`number` and `word`, each an array of strings",
        },
    ),
    "story_queue": (
        "The articles whose stories are to be settled. Filled by triggers and emptied in the same "
        "transaction, so it is empty to a reader.",
        {"article_id": "the article"},
    ),
}

STORY_VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "stories": (
        "One row per story: articles of different outlets about one event, published within three "
        "days of the first. Its articles: `SELECT * FROM articles WHERE story_id = ...`.",
        {
            "id": "the article that the story starts with",
            "title": "that article's title",
            "first_at": "when the first article was published or, where not known, fetched",
            "last_at": "the same of the last article",
            "articles": "how many articles it has",
            "duplicates": "of those, duplicates",
            "sites": "how many outlets they are from",
        },
    ),
    "syndication": (
        "One row per outlet and text that is another's: the article names an agency or outlet as "
        "its source, or another outlet published the same text first. Further copies of an article "
        "by its own outlet, such as mobile pages, are left out.",
        {
            "article_id": "the article",
            "site": "its outlet",
            "credited": "the agency or outlet that it names; empty if none, or only itself",
            "first_id": "the article of another outlet that is kept in its place: the earliest "
            "published; null if there is none",
            "first_site": "the outlet of that article",
            "lag_hours": "how many hours after that article it was published",
        },
    ),
}
