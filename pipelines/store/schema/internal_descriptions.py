"""Describes the internal tables of the database, for docs/database.md."""

from pipelines.records.article import ARRAY
from pipelines.store.schema.described import Described

INTERNAL: dict[str, Described] = {
    "_fingerprints": Described(
        about="One row per article: the data for comparing it with others.",
        columns={
            "article_id": "the article",
            "scheme": "how it was made; only fingerprints of one scheme are compared",
            "period": (
                "the period of publication, in spans of 91 days since the year 1; 0 if unknown. "
                "Articles with different texts are compared within a period and with the periods "
                "before and after it; those without a date with all"
            ),
            "text_hash": "digest of the words of the text",
            "numbers": f"the numbers in the text: {ARRAY}",
            "shingles": (
                "the hashes of the 3-word shingles: 32-bit little-endian integers; empty if the "
                "article is aged out and only found by `text_hash`"
            ),
            "names": "the hashes of the names in the text: 32-bit little-endian integers",
        },
    ),
    "_bands": Described(
        about=(
            "The index of near-duplicates: two texts are compared if they share a key. Of "
            "several articles of one period with exactly the same text, one is in it."
        ),
        columns={
            "period": "the article's period; first in the key to keep rows of a period together",
            "key": "the key of one band",
            "article_id": "an article with this key",
        },
    ),
    "_new_bands": Described(
        about=(
            "The rows of `_bands` for the newest articles: a table small enough to be written "
            "often."
        ),
        columns={
            "key": "the key of one band",
            "article_id": "an article with this key",
            "period": "the article's period",
        },
    ),
    "_band_index": Described(
        about="One row: the state of the index.",
        columns={
            "id": "always 1",
            "scheme": "the scheme of the keys in `_bands` and `_new_bands`: hash, seeds and sizes",
            "waiting": "the number of articles in `_new_bands`",
            "outdated_to": (
                "articles up to this id may have fingerprints of an older scheme, which are remade "
                "in batches; 0 if there are none"
            ),
        },
    ),
    "_story_reports": Described(
        about=(
            "One row per kept article (not a duplicate): its leader, and the terms by which "
            "articles are compared."
        ),
        columns={
            "article_id": "the article",
            "scheme": "how the row was made; only rows of one scheme are compared",
            "at": "when it was published or, if unknown, first fetched",
            "day": "the day of `at`, counted from the year 1",
            "leader_id": "the earlier leader that it matches best, else its own id",
            "filed": "how many of `terms`, from the first, are keys of `_story_keys`",
            "terms": "hashes of names, places, numbers and words: 32-bit little-endian integers",
            "weights": "the weight of each of `terms`: a byte each",
            "quotes": "hashes of the first words of quotations: 32-bit little-endian integers",
            "sentences": "hashes of the first words of sentences: 32-bit little-endian integers",
            "days": "the days in title and lead, `day/month`: JSON array of strings",
            "numbers": "the numbers in title and lead: JSON array of strings",
            "names": "those of `terms` that are rare names",
        },
    ),
    "_story_keys": Described(
        about=(
            "The index of stories: articles of near days are compared when they share a "
            "quotation, two sentences or three of the other keys."
        ),
        columns={
            "day": "the day of the article, counted from the year 1",
            "key": "the hash of a name or word; 2³² is added for a sentence, 2³³ for a quotation",
            "article_id": "an article with this key",
        },
    ),
    "_story_pairs": Described(
        about="One row per pair of articles that match as one event.",
        columns={
            "article_id": "the article with the higher id",
            "other_id": "the other one",
            "similarity": "0 to 1: the cosine of their weighted terms",
            "shared": (
                "what they share: JSON object of `quote`, `sentence`, `name`, `place`, `number` "
                "and `word`, each an array of strings"
            ),
        },
    ),
    "_story_queue": Described(
        about=(
            "The articles whose stories must be updated. Filled by triggers and emptied in the "
            "same transaction, so readers see it empty."
        ),
        columns={
            "article_id": "the article",
        },
    ),
    "_day_counts": Described(
        about=(
            "How many articles there are by day, outlet and language, kept by triggers, so that no "
            "count reads the articles."
        ),
        columns={
            "day": "the day of publication, `articles.published_on`; empty without a date",
            "site": "the outlet",
            "language": "the language",
            "articles": "the number of articles",
            "duplicates": "the number of duplicates among them",
            "words": "the length of their texts in words",
            "with_authors": "the number of them that have an author",
            "by_fallback": "the number of them that the outlet's rules did not match",
        },
    ),
    "_sqlite_migrations": Described(
        about="One row per migration applied to this file. A newer warta adds rows.",
        columns={
            "id": "the row's number",
            "migration_set": "always `warta`",
            "name": "the migration",
            "applied_at": "when it was applied",
        },
    ),
}
