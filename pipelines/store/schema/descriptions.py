"""Describes the tables of the database and their columns, for docs/database.md."""

from pipelines.records import ARTICLE_FIELDS
from pipelines.records.article import ARRAY
from pipelines.store.schema.described import Described
from pipelines.store.schema.internal_descriptions import INTERNAL

ARTICLE = {
    "id": "the article's number, which never changes",
    "published_on": (
        "the day of publication where the outlet is: in WITA or WIT if the page prints such a "
        "time, else in WIB; null if not stated"
    ),
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
TABLES: dict[str, Described] = {
    "articles": Described(
        about="One row per article, in its newest version.",
        columns=ARTICLE,
        example=(
            "SELECT published_on, site, title FROM articles\n"
            "WHERE duplicate_of IS NULL ORDER BY published_at DESC LIMIT 10"
        ),
    ),
    "articles_fts": Described(
        about=(
            "The search index (FTS5) over title, deck and text of `articles`, updated by triggers. "
            "Case and accents are ignored; a hyphen separates words. `rank` is BM25 in which a "
            "word of the title counts eight times, one of the deck four times."
        ),
        example=(
            "SELECT published_on, site, articles.title FROM articles_fts\n"
            "JOIN articles ON articles.id = articles_fts.rowid\n"
            "WHERE articles_fts MATCH 'banjir' ORDER BY rank LIMIT 10"
        ),
    ),
    "article_tags": Described(
        about=(
            "One row per tag of an article: what `articles.tags` holds, to search and count by. "
            "Kept by triggers; compared without regard to case."
        ),
        columns={"tag": "the tag", "article_id": "the article"},
        example=(
            "SELECT tag, count(*) AS articles FROM article_tags\n"
            "GROUP BY tag ORDER BY articles DESC LIMIT 10"
        ),
    ),
    "article_people": Described(
        about=(
            "One row per author or editor of an article: what `articles.authors` and `editors` "
            "hold, to search and count by. Kept by triggers; compared without regard to case."
        ),
        columns={
            "name": "the name as printed",
            "role": "`author` or `editor`",
            "article_id": "the article",
        },
        example=(
            "SELECT name, count(*) AS articles FROM article_people\n"
            "WHERE role = 'author' GROUP BY name ORDER BY articles DESC LIMIT 10"
        ),
    ),
    "word_forms": Described(
        about=(
            "One row per word of the texts that is a form of another: by its lemma a search for "
            "one form finds the others. A word that is its own lemma has no row."
        ),
        columns={
            "lemma": "the word of the dictionary: `undang`",
            "word": "a form of it that some text has, in lower case: `mengundang`",
        },
        example="SELECT word FROM word_forms WHERE lemma = 'undang'",
    ),
    "outlets": Described(
        about=(
            "One row per outlet: what its record says, written when a crawl or an ingest begins. "
            "An outlet without a record has its host for a name and the status `unknown`."
        ),
        columns={
            "name": "its name, as in `articles.site`",
            "title": "what it calls itself",
            "media_group": "its owner or network; empty if it stands alone or is not known",
            "language": "the language it writes in: ISO 639",
            "province": "the province it reports from; empty for a national outlet",
            "status": (
                "what is known of its pages: `active`, `listed`, `unverified`, `blocked`, `unknown`"
            ),
            "hosts": f"its hosts, `*.` for every subdomain: {ARRAY}",
            "permission": "what its robots.txt or terms say of scrapers and AI use, with a date",
        },
        example=(
            "SELECT media_group, count(*) AS articles FROM articles\n"
            "JOIN outlets ON outlets.name = articles.site\n"
            "GROUP BY media_group ORDER BY articles DESC"
        ),
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
            "page_hash": ARTICLE["page_hash"],
            "made_by": ARTICLE["made_by"],
            "seen_at": "when this version was fetched last",
            "fetches": "when it was fetched, the last fifty times: JSON array",
            "figures": "figures that only this or the next version has; null until compared",
            "quotations": "quotations that only this or the next version has",
            "paragraphs_added": "paragraphs that the next version added",
            "paragraphs_removed": "paragraphs that the next version removed",
            "words_added": "words that the next version added",
            "words_removed": "words that the next version removed",
        },
        example=(
            "SELECT article_id, fetched_at, title FROM revisions\nORDER BY fetched_at DESC LIMIT 10"
        ),
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
            "page_hash": ARTICLE["page_hash"],
            "made_by": "the warta and rules that had read it",
            "title": "the title before",
            "deck": "the deck before",
            "words": "the length of the text before",
            "run_id": "the run that had stored it",
            "fields": "the other fields before: JSON object",
            "text": "the text before",
        },
        example="SELECT article_id, replaced_at, made_by, title FROM reprocessed",
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
        example="SELECT rule, count(*) AS lines FROM removed GROUP BY rule ORDER BY lines DESC",
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
        example="SELECT kind, count(*) AS pairs, avg(similarity) FROM duplicates GROUP BY kind",
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
        example="SELECT site, state, count(*) AS urls FROM frontier GROUP BY site, state",
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
        example="SELECT site, day, pages, links FROM checkpoints WHERE closed_at IS NULL",
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
        example="SELECT site, reason, count(*) AS pages FROM drops GROUP BY site, reason",
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
        example=(
            "SELECT id, command, started_at, stored, failed, finish_reason FROM runs ORDER BY id\n"
            "DESC"
        ),
    ),
    **INTERNAL,
}
