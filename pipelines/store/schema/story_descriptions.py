"""Describes the tables and views of stories and syndication, for docs/database.md."""

STORY_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "story_reports": (
        "One row per kept article (not a duplicate): its leader, and the terms by which articles "
        "are compared.",
        {
            "article_id": "the article",
            "scheme": "how the row was made; only rows of one scheme are compared",
            "at": "when it was published or, if unknown, first fetched",
            "day": "the day of `at`, counted from the year 1",
            "leader_id": "the earlier leader that it matches best, else its own id",
            "filed": "how many of `terms`, from the first, are keys of `story_keys`",
            "terms": "hashes of names, places, numbers and words: 32-bit little-endian integers",
            "weights": "the weight of each of `terms`: a byte each",
            "quotes": "hashes of the first words of quotations: 32-bit little-endian integers",
            "sentences": "hashes of the first words of sentences: 32-bit little-endian integers",
            "days": "the days in title and lead, `day/month`: JSON array of strings",
            "numbers": "the numbers in title and lead: JSON array of strings",
            "names": "those of `terms` that are rare names",
        },
    ),
    "story_keys": (
        "The index of stories: articles of near days are compared when they share a quotation, two "
        "sentences or three of the other keys.",
        {
            "day": "the day of the article, counted from the year 1",
            "key": "the hash of a name or word; 2³² is added for a sentence, 2³³ for a quotation",
            "article_id": "an article with this key",
        },
    ),
    "story_pairs": (
        "One row per pair of articles that match as one event.",
        {
            "article_id": "the article with the higher id",
            "other_id": "the other one",
            "similarity": "0 to 1: the cosine of their weighted terms",
            "shared": "what they share: JSON object of `quote`, `sentence`, `name`, `place`, "
            "`number` and `word`, each an array of strings",
        },
    ),
    "story_queue": (
        "The articles whose stories must be updated. Filled by triggers and emptied in the same "
        "transaction, so readers see it empty.",
        {"article_id": "the article"},
    ),
}

STORY_VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "stories": (
        "One row per story: articles of different outlets about one event, published within three "
        "days of the first. Its articles: `SELECT * FROM articles WHERE story_id = ...`.",
        {
            "id": "the first article of the story",
            "title": "that article's title",
            "first_at": "when the first article was published or, if unknown, fetched",
            "last_at": "the same for the last article",
            "articles": "number of articles",
            "duplicates": "number of duplicates among them",
            "sites": "number of outlets",
        },
    ),
    "syndication": (
        "One row per outlet and text from elsewhere: the article names an agency or outlet as its "
        "source, or another outlet published the same text first. Other copies by the same outlet, "
        "such as mobile pages, are left out.",
        {
            "article_id": "the article",
            "site": "its outlet",
            "credited": "the agency or outlet that it names as its source; empty if none or itself",
            "first_id": "the kept article, of another outlet: the earliest published; null if none",
            "first_site": "the outlet of that article",
            "lag_hours": "hours between the publication of that article and of this one",
        },
    ),
}
