"""Describes every table, view and column of the database, for docs/database.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.records import ARTICLE_FIELDS
from pipelines.records.article import ARRAY
from pipelines.store.schema.story_descriptions import STORY_TABLES, STORY_VIEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The description of a table or view and of its columns."""

    about: str
    columns: Mapping[str, str] = field(default_factory=dict)


_ARTICLE = {
    "id": "the article's number, which never changes",
    **{field.name: field.meaning for field in ARTICLE_FIELDS if field.is_stored},
    **{f.offset: f.offset_meaning for f in ARTICLE_FIELDS if f.offset},
    "first_fetched_at": "when the first version was fetched",
    "seen_at": "when this version was fetched last",
    "fetches": "when it was fetched, the last fifty times: JSON array",
    "gone_at": "when the outlet no longer had it; null if it always had",
    "gone_why": "how the outlet said so: `404`, `410`, or the URL it redirected to",
    "back_at": "when it was there again after that",
    "duplicate_of": "the article kept instead of this one; null for a kept article",
    "text_hash": "digest of the words of the text, in hexadecimal; empty for a very short text",
    "words": "the length of the text in words",
    "revision": "the number of other versions in `revisions`",
    "run_id": "the run that stored this version; null if none",
    "story_id": "the first article of its story; null if it is in none",
}
# What `clean_articles` leaves out: the same in all its rows, or about the database.
_NOT_CLEAN = (
    "modified_offset", "first_fetched_at", "language", "duplicate_of", "text_hash", "run_id",
    "origin", "page_hash", "made_by", "seen_at", "fetches", "gone_at", "gone_why", "back_at",
)  # fmt: skip

_EDITS = {
    "article_id": "the article",
    "url": "its URL",
    "site": "its outlet",
    "seen_before_at": "when the version before the edit was fetched",
    "seen_after_at": "when the version after the edit was fetched",
    "title_before": "the title before",
    "title_after": "the title after",
    "words_before": "the length before, in words",
    "words_after": "the length after, in words",
    "kind": (
        "the first that holds of `headline`, `figures`, `quotations`, `paragraphs`, `wording`; "
        "null until compared"
    ),
    "headline": "1 if the title changed",
    "figures": "figures that only one of the versions has",
    "quotations": "quotations that only one of the versions has",
    "paragraphs_added": "paragraphs added",
    "paragraphs_removed": "paragraphs removed",
    "words_added": "words added",
    "words_removed": "words removed",
    "modified_before": "when the version before was last changed, by the page",
    "modified_after": "when the version after was last changed, by the page",
    "silent": "1 if the page states no new time of change",
    "rules_changed": "1 if another warta or other rules read the version after",
}

TABLES: dict[str, Described] = {
    "articles": Described(about="One row per article, in its newest version.", columns=_ARTICLE),
    "articles_fts": Described(
        about=(
            "The search index (FTS5) over title, deck and text of `articles`, updated by triggers. "
            "Case and accents are ignored; a hyphen separates words. "
            "`SELECT ... FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid "
            "WHERE articles_fts MATCH 'banjir'`."
        )
    ),
    "revisions": Described(
        about=(
            "One row per other version of an article whose title, deck or text has changed. The "
            "newest version is in `articles`."
        ),
        columns={
            "id": "the revision's number",
            "article_id": "the article",
            "title": "the title then",
            "deck": "the deck then",
            "published_at": "when it was published, by the page then",
            "modified_at": "when it was last changed, by the page then",
            "fetched_at": "when this version was fetched",
            "words": "the length of the text then",
            "run_id": "the run that stored this version",
            "fields": "the other fields of that version: JSON object",
            "text": "the text then",
            "page_hash": _ARTICLE["page_hash"],
            "made_by": _ARTICLE["made_by"],
            "seen_at": "when this version was fetched last",
            "fetches": "when it was fetched, the last fifty times: JSON array",
            "figures": "figures that only this or the next version has; null until compared",
            "quotations": "quotations that only this or the next version has",
            "paragraphs_added": "paragraphs that the next version added",
            "paragraphs_removed": "paragraphs that the next version removed",
            "words_added": "words that the next version added",
            "words_removed": "words that the next version removed",
        },
    ),
    "reprocessed": Described(
        about=(
            "One row per version that was read again from the same page with another result, by a "
            "newer warta or other rules: what it was before. These are no edits of the outlet."
        ),
        columns={
            "id": "the row's number",
            "article_id": "the article",
            "fetched_at": "when the version was fetched",
            "replaced_at": "when it was read again",
            "page_hash": _ARTICLE["page_hash"],
            "made_by": "the warta and rules that had read it",
            "title": "the title before",
            "deck": "the deck before",
            "words": "the length of the text before",
            "run_id": "the run that had stored it",
            "fields": "the other fields before: JSON object",
            "text": "the text before",
        },
    ),
    "removed": Described(
        about="One row per line removed from an article's newest version.",
        columns={
            "article_id": "the article",
            "number": "the line's number among the removed ones, from 1",
            "position": "the number of paragraphs of the text before it",
            "rule": "the rule that removed it",
            "line": "the line as it was",
        },
    ),
    "duplicates": Described(
        about=(
            "One row per pair of articles with the same text. Connected pairs form a cluster; "
            "`articles.duplicate_of` refers to its kept article: the earliest published, then the "
            "longest. Of many articles with exactly the same text, each is paired with one."
        ),
        columns={
            "article_id": "the article with the higher id",
            "other_id": "the other one",
            "kind": (
                "`exact` (the same words), `near` (an edited copy), `contained` (one is part "
                "of the other)"
            ),
            "similarity": (
                "0 to 1: the share of 3-word shingles in common, of all (`near`) or of the shorter "
                "text (`contained`)"
            ),
            "numbers_shared": (
                "the share of the smaller set of numbers that both have; null if one has none"
            ),
        },
    ),
    "fingerprints": Described(
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
    "bands": Described(
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
    "new_bands": Described(
        about=(
            "The rows of `bands` for the newest articles: a table small enough to be written often."
        ),
        columns={
            "key": "the key of one band",
            "article_id": "an article with this key",
            "period": "the article's period",
        },
    ),
    "band_index": Described(
        about="One row: the state of the index.",
        columns={
            "id": "always 1",
            "scheme": "the scheme of the keys in `bands` and `new_bands`: hash, seeds and sizes",
            "waiting": "the number of articles in `new_bands`",
            "outdated_to": (
                "articles up to this id may have fingerprints of an older scheme, which are remade "
                "in batches; 0 if there are none"
            ),
        },
    ),
    "frontier": Described(
        about="One row per discovered URL, with its state and next try.",
        columns={
            "id": "the row's number, in the order of discovery",
            "url": "the canonical URL",
            "site": "the outlet",
            "kind": "what it leads to: `article`, `feed`, `sitemap`, `index`",
            "state": (
                "`pending` (not fetched yet), `done`, `dropped` (not an article), `retry` (failed, "
                "to be tried again), `waiting` (the server or robots.txt asked to wait), `gone` "
                "(given up on)"
            ),
            "tries": "the number of failures since the last success",
            "next_try_at": "when to fetch it next; null for never",
            "found_at": "when it was discovered",
            "found_in": "the feed, sitemap or page with the link",
            "published_at": "its date in that source",
            "title": "its title in that source",
            "fetched_at": "when it was last requested",
            "status": "the HTTP status of the last response",
            "error": "why the last try failed; empty after a success",
            "etag": "the ETag of the last response, for conditional requests",
            "last_modified": "the Last-Modified of the last response",
            "article_id": "the article at this URL",
            "changed_at": "when a feed, sitemap or index page last had new links",
        },
    ),
    "checkpoints": Described(
        about=(
            "One row per listing and day: how far it is read. A crawl with `--since` adds a row "
            "for each of its days and continues those that are not closed."
        ),
        columns={
            "site": "the outlet",
            "day": (
                "the listed day, in the outlet's time zone; for a listing that is not by day, the "
                "day down to which it is read, empty for its new articles"
            ),
            "listing": "the URL template of the listing; `sitemaps` for all sitemaps",
            "next_page": "the page, from 1, to continue with; null if no walk was interrupted",
            "pages": "the number of pages read",
            "links": "the number of new articles listed",
            "reached_at": "the oldest date listed",
            "begun_at": "when the last walk through its pages began",
            "read_at": "when a page was last read",
            "whole_at": "when the last completed walk began",
            "closed_at": "when it was read to its end after its day was over; null for an open day",
        },
    ),
    "drops": Described(
        about=(
            "One row per page that is not an article, with the newest reason. Deleted if the page "
            "becomes an article later; an article stored before stays."
        ),
        columns={
            "id": "the row's number",
            "url": "the page",
            "site": "the outlet",
            "step": "the step of the pipeline that dropped it",
            "reason": "`too_short`, `not_article`, `no_text`, `timeout`, ...",
            "detail": "details of the reason",
            "first_at": "when it was first dropped",
            "last_at": "when it was last dropped",
            "times": "the number of times it was dropped",
            "run_id": "the run that dropped it last",
        },
    ),
    "runs": Described(
        about=(
            "One row per crawl or ingest. The counters are written with each batch, so they are "
            "right for killed runs too. Always "
            "`seen = stored + unchanged + revised + dropped + failed`."
        ),
        columns={
            "id": "the run's number",
            "command": "the command",
            "sites": f"the outlets that it owns until it ends: {ARRAY}",
            "started_at": "when it started",
            "heartbeat_at": "when it last stored something",
            "finished_at": "when it ended; null while it runs",
            "finish_reason": "`finished`, `limit`, `interrupted`, `killed`, ...",
            "wait_until": "until when the outlet is left alone; null for no such time",
            "host": "its host",
            "pid": "its process id",
            "process": "distinguishes the process from a later one with the same id",
            "seen": "article pages with an outcome",
            "stored": "articles stored for the first time: `new` and `duplicates`",
            "new": "of those, articles without an earlier copy",
            "duplicates": "of those, articles with a text stored before",
            "unchanged": "articles stored before, in the same version",
            "revised": "articles stored before, in another version",
            "reprocessed": "articles stored before, read again with another result",
            "dropped": "pages that are not articles",
            "failed": "pages that could not be fetched or read",
            "listings": "feeds, sitemaps and index pages read",
            "listings_failed": "feeds, sitemaps and index pages that could not be read",
            "links": "URLs that were new to the frontier",
            "extracted": "articles extracted, the total for fill rates",
            "filled": "the number of them with each field not empty: JSON object",
            "versions": (
                "the versions of warta and its dependencies; `code`: digest of what reads pages; "
                "`rules`: what the articles of a crawl have as `made_by`: JSON object"
            ),
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
    **{name: Described(about=about, columns=of) for name, (about, of) in STORY_TABLES.items()},
}

_COUNTED_DUPLICATES = "number of duplicates among them"

VIEWS: dict[str, Described] = {
    "clean_articles": Described(
        about="The Indonesian articles without duplicates, for most queries.",
        columns={
            name: meaning for name, meaning in _ARTICLE.items() if name not in _NOT_CLEAN
        },
    ),
    "daily_counts": Described(
        about="One row per day of publication and site.",
        columns={
            "day": "the day in western Indonesia (WIB); null for articles without a date",
            "site": _ARTICLE["site"],
            "articles": "articles published that day",
            "duplicates": _COUNTED_DUPLICATES,
            "in_indonesian": "of those, in Indonesian",
            "words": "the length of their texts in words",
        },
    ),
    "edits": Described(
        about=(
            "One row per edit of the outlet: a version of an article and the one that followed it. "
            "What changed because warta or its rules did is in `reprocessed`."
        ),
        columns=_EDITS,
    ),
    "silent_edits": Described(
        about="The rows of `edits` whose page states no new time of change.", columns=_EDITS
    ),
    "deletions": Described(
        about="One row per article that the outlet took down, also if it is there again.",
        columns={
            "article_id": "the article",
            "url": "its URL",
            "site": "its outlet",
            "title": "its title",
            "published_at": _ARTICLE["published_at"],
            "last_changed_at": "when its newest version was fetched first",
            "last_seen_at": "when it was fetched last",
            "gone_at": "when the outlet no longer had it",
            "gone_why": _ARTICLE["gone_why"],
            "back_at": "when it was there again",
            "is_gone": "1 if it is gone, 0 if it is there again",
        },
    ),
    "site_health": Described(
        about="One row per site: articles stored, URLs pending, and completeness of fields.",
        columns={
            "site": _ARTICLE["site"],
            "articles": "articles stored",
            "duplicates": _COUNTED_DUPLICATES,
            "dropped": "pages that are not articles",
            "pending": "URLs never fetched",
            "retrying": "URLs that failed and will be tried again",
            "waiting": "URLs that wait because the server or robots.txt asked for it",
            "gone": "URLs given up on",
            "newest_published_at": "the newest time of publication",
            "last_stored_at": "when the last article or revision was fetched",
            "last_fetched_at": "when any URL of the site was last requested",
            "last_dropped_at": "when a page was last dropped",
            "last_run_at": "when the last crawl of it began",
            "last_run_ended": "why that crawl ended: `blocked` means by the outlet",
            "with_published_at": "the share of articles with a time of publication",
            "with_authors": "the share of articles with an author",
            "by_fallback": "the share of articles that the outlet's rules did not match",
            "average_words": "the average length of an article",
        },
    ),
    **{name: Described(about=about, columns=of) for name, (about, of) in STORY_VIEWS.items()},
}  # fmt: skip
