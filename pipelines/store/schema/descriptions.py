"""What every table, view and column of the database means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.store.schema.story_descriptions import STORY_TABLES, STORY_VIEWS

_ARRAY = "JSON array of strings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a table or view holds, and what its columns mean."""

    about: str
    columns: Mapping[str, str] = field(default_factory=dict)


_ARTICLE = {
    "id": "the article's number, which never changes",
    "url": "the canonical URL: one article has one, however it was linked",
    "site": "the outlet's name, or the host where no outlet is known",
    "title": "the title without the outlet's name",
    "deck": "the summary that the page prints under or over the title",
    "authors": f"who wrote it, as printed and without roles: {_ARRAY}",
    "editors": f"who edited it: {_ARRAY}",
    "published_at": "when the page says it was published; null where it does not say",
    "published_offset": "the UTC offset that the time was printed with: `+07:00` is WIB",
    "modified_at": "when the page says it was last changed",
    "modified_offset": "the UTC offset of `modified_at` as printed",
    "fetched_at": "when this version was fetched",
    "first_fetched_at": "when the first version was fetched",
    "dateline": "the place line that opens the text, without the dash",
    "section": "the section that the page names",
    "tags": f"the page's tags: {_ARRAY}",
    "image_url": "the lead image",
    "captions": f"the captions of the images: {_ARRAY}",
    "language": "ISO 639 code of the text: `id`, `ms`, `jv`, `en`, ...; `und` where open",
    "language_confidence": "how sure that is, 0 to 1",
    "source_agency": "the agency that the text says it is from: `ANTARA`, `Reuters`, ...",
    "flags": (
        "what a reader should know: `truncated` (the page was over the size limit), `continues` "
        "(more text follows elsewhere), `paywall`, `mixed-en` and the like (an eighth or more of "
        "the text is in that other language), `fallback` (the outlet's rules did not match), "
        "and what the publisher asks for: `noindex`, `noarchive`, `nosnippet`, `tdm-reserved`: "
        f"{_ARRAY}"
    ),
    "duplicate_of": "the article that is kept in place of this one; null for one that is kept",
    "text_hash": "digest of the words of the text, in hexadecimal; empty for a very short text",
    "words": "the length of the text in words",
    "revision": "how many other versions `revisions` holds",
    "run_id": "the run that stored this version; null if it was none",
    "origin": "where each field was found (`rule:2023`, `json-ld`, `meta`, ...): JSON object",
    "text": "the paragraphs, one per line",
    "story_id": "the article that its story starts with; null for one of no story",
}

TABLES: dict[str, Described] = {
    "articles": Described(about="One row per article, in its newest version.", columns=_ARTICLE),
    "articles_fts": Described(
        about=(
            "The search index (FTS5) over title, deck and text of `articles`, kept up by triggers. "
            "Case and accents make no difference; a hyphen separates words. "
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
            "published_at": "when the page said then that it was published",
            "modified_at": "when the page said then that it was last changed",
            "fetched_at": "when this version was fetched",
            "words": "the length of the text then",
            "run_id": "the run that stored this version",
            "fields": "the other fields of that version: JSON object",
            "text": "the text then",
        },
    ),
    "removed": Described(
        about="One row per line that cleaning took out of an article's newest version.",
        columns={
            "article_id": "the article",
            "number": "the line's place among the removed ones, from 1",
            "position": "how many paragraphs of the text stand before it",
            "rule": "the rule that took it out",
            "line": "the line as it was",
        },
    ),
    "duplicates": Described(
        about=(
            "One row per pair of articles that carry the same text. What pairs connect is one "
            "cluster; `articles.duplicate_of` points at the one kept: the earliest published, "
            "else the longest. Of many articles with exactly the same text each is paired with one."
        ),
        columns={
            "article_id": "the article with the higher id",
            "other_id": "the other one",
            "kind": (
                "`exact` (the same words), `near` (an edited copy), `contained` (one is a part of "
                "the other)"
            ),
            "similarity": (
                "0 to 1: the share of 3-word shingles in common, of all (`near`) or of the shorter "
                "text (`contained`)"
            ),
            "numbers_shared": (
                "the share of the smaller set of numbers that both state; null where one has none"
            ),
        },
    ),
    "fingerprints": Described(
        about="One row per article: what comparing it with another takes.",
        columns={
            "article_id": "the article",
            "scheme": "how it was made; only fingerprints of one scheme are compared",
            "period": (
                "when the article was published, in spans of 91 days since the year 1; 0 where it "
                "does not say. Articles whose texts differ are compared within a span and with the "
                "spans before and after it, those without a date with all"
            ),
            "text_hash": "digest of the words of the text",
            "numbers": f"the numbers that the text states: {_ARRAY}",
            "shingles": (
                "the hashes of the 3-word shingles: 32-bit little-endian integers; empty once the "
                "article is aged out, which is then found by `text_hash` alone"
            ),
            "names": "the hashes of the names in the text: 32-bit little-endian integers",
        },
    ),
    "bands": Described(
        about=(
            "The index of near-duplicates: two texts are compared when they share a key. Of "
            "several articles of one period with exactly the same text one is filed."
        ),
        columns={
            "period": "the article's period, so that what is read and written stands together",
            "key": "the key of one band",
            "article_id": "an article that has it",
        },
    ),
    "new_bands": Described(
        about=(
            "The rows of `bands` for the newest articles: a table small enough to be written often."
        ),
        columns={
            "key": "the key of one band",
            "article_id": "an article that has it",
            "period": "the article's period",
        },
    ),
    "band_index": Described(
        about="One row: the state of the index.",
        columns={
            "id": "always 1",
            "scheme": "the scheme of the keys in `bands` and `new_bands`: hash, seeds and sizes",
            "waiting": "how many articles stand in `new_bands`",
            "outdated_to": (
                "articles up to this number may have fingerprints of an older scheme, which are "
                "made again bit by bit; 0 when all are done"
            ),
        },
    ),
    "frontier": Described(
        about="One row per URL ever discovered, with what is to be done about it.",
        columns={
            "id": "the row's number, in the order of discovery",
            "url": "the canonical URL",
            "site": "the outlet that it was found for",
            "kind": "what it leads to: `article`, `feed`, `sitemap`, `index`",
            "state": (
                "`pending` (not fetched yet), `done`, `dropped` (no article), `retry` (failed, to "
                "be tried again), `gone` (failed for good)"
            ),
            "tries": "how many times it failed since the last success",
            "next_try_at": "when it is to be fetched; null for never again",
            "found_at": "when it was discovered",
            "found_in": "the feed, sitemap or page that it was discovered in",
            "published_at": "the date that this source states for it",
            "title": "the title that this source states for it",
            "fetched_at": "when it was last asked for",
            "status": "the HTTP status it last answered",
            "error": "why the last try failed; empty after a success",
            "etag": "the ETag of the last answer, for asking whether it has changed",
            "last_modified": "the Last-Modified of the last answer",
            "article_id": "the article that it gave",
            "changed_at": "when a feed, sitemap or index page last led to something new",
        },
    ),
    "checkpoints": Described(
        about=(
            "One row per listing and day: how far it is read. A crawl with `--since` makes a row "
            "for each of its days, and goes on with those that are not closed."
        ),
        columns={
            "site": "the outlet",
            "day": (
                "the day that is listed, in the outlet's time zone; for a listing that is not by "
                "day the one down to which it is read, empty for what is new in it"
            ),
            "listing": "the template of the listing's addresses; `sitemaps` for all sitemaps",
            "next_page": "the page, from 1, to go on with; null where no reading was broken off",
            "pages": "how many pages of it were read",
            "links": "how many articles it listed that were not known",
            "reached_at": "the oldest date that it listed",
            "begun_at": "when its pages were last begun to be read",
            "read_at": "when a page of it was last read",
            "whole_at": "when that reading had begun which was the last to come to its end",
            "closed_at": "when it was read to its end, its day being over; null for an open day",
        },
    ),
    "drops": Described(
        about=(
            "One row per page that did not become an article, with the newest reason. It goes when "
            "the page becomes an article later; an article that was stored before stays."
        ),
        columns={
            "id": "the row's number",
            "url": "the page",
            "site": "the outlet",
            "step": "the step of the pipeline that refused it",
            "reason": "`too_short`, `not_article`, `no_text`, `timeout`, ...",
            "detail": "what exactly was found",
            "first_at": "when it was first refused",
            "last_at": "when it was last refused",
            "times": "how many times it was refused",
            "run_id": "the run that refused it last",
        },
    ),
    "runs": Described(
        about=(
            "One row per crawl or ingest. The counters are written with each batch, so they are "
            "right for a run that was killed too, and "
            "`seen = stored + unchanged + revised + dropped + failed` always."
        ),
        columns={
            "id": "the run's number",
            "command": "what was run",
            "sites": f"the outlets that it alone works on until it ends: {_ARRAY}",
            "started_at": "when it started",
            "heartbeat_at": "when it last stored something",
            "finished_at": "when it ended; null while it runs",
            "finish_reason": "`finished`, `limit`, `interrupted`, `killed`, ...",
            "host": "the host it runs on",
            "pid": "its process id",
            "process": "what tells the process from a later one with the same id",
            "seen": "article pages that had an outcome",
            "stored": "articles stored for the first time: `new` and `duplicates`",
            "new": "of those, articles with a text of their own",
            "duplicates": "of those, articles whose text was there already",
            "unchanged": "articles that were there already, in this version",
            "revised": "articles that were there already, in another version",
            "dropped": "pages that gave no article",
            "failed": "pages that could not be fetched or read",
            "listings": "feeds, sitemaps and index pages read",
            "listings_failed": "feeds, sitemaps and index pages that could not be read",
            "links": "URLs that were new to the frontier",
            "extracted": "articles extracted: what the fill rates are a share of",
            "filled": "in how many of them each field was not empty: JSON object",
            "versions": "the versions of warta and of what it rests on: JSON object",
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

_COUNTED_DUPLICATES = "of those, duplicates"

VIEWS: dict[str, Described] = {
    "clean_articles": Described(
        about="The articles in Indonesian that are no duplicates: what most questions are about.",
        columns={
            name: _ARTICLE[name]
            for name in (
                "id", "url", "site", "title", "deck", "authors", "editors", "published_at",
                "published_offset", "modified_at", "fetched_at", "dateline", "section", "tags",
                "image_url", "captions", "language_confidence", "source_agency", "flags",
                "story_id", "words", "revision", "text",
            )
        },
    ),
    "daily_counts": Described(
        about="One row per day of publication and site.",
        columns={
            "day": "the day in western Indonesia (WIB); null for articles that state no date",
            "site": _ARTICLE["site"],
            "articles": "articles published that day",
            "duplicates": _COUNTED_DUPLICATES,
            "in_indonesian": "of those, in Indonesian",
            "words": "the length of their texts in words",
        },
    ),
    "edits": Described(
        about="One row per edit: a version of an article and the one that followed it.",
        columns={
            "article_id": "the article",
            "url": "its URL",
            "site": "its outlet",
            "seen_before_at": "when the version before the edit was fetched",
            "seen_after_at": "when the version after the edit was fetched",
            "title_before": "the title before",
            "title_after": "the title after",
            "words_before": "the length before, in words",
            "words_after": "the length after, in words",
        },
    ),
    "site_health": Described(
        about="One row per site: what was stored of it, what waits, and how complete it is.",
        columns={
            "site": _ARTICLE["site"],
            "articles": "articles stored",
            "duplicates": _COUNTED_DUPLICATES,
            "dropped": "pages that gave no article",
            "pending": "URLs that were never fetched",
            "retrying": "URLs that failed and will be tried again",
            "gone": "URLs that failed for good",
            "newest_published_at": "the newest time of publication",
            "last_stored_at": "when the last article or revision was fetched",
            "last_fetched_at": "when anything of the site was last asked for",
            "last_dropped_at": "when a page was last refused",
            "last_run_at": "when the last crawl of it began",
            "last_run_ended": "why that crawl ended: `blocked` is refused by the outlet",
            "with_published_at": "the share of articles that state when they were published",
            "with_authors": "the share of articles that name an author",
            "by_fallback": "the share of articles that the outlet's rules did not match",
            "average_words": "the average length of an article",
        },
    ),
    **{name: Described(about=about, columns=of) for name, (about, of) in STORY_VIEWS.items()},
}  # fmt: skip
