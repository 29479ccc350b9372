"""What came of a crawl: pages found, listings that failed, pages that were not simply stored."""

import sqlite3
from dataclasses import dataclass

from pipelines.store.connect import database_path, plain_errors

_FAILED_LISTINGS = """
SELECT url, error FROM frontier
WHERE site = :site AND kind IN ('feed', 'sitemap', 'index') AND next_try_at IS NOT NULL
    AND error <> '' AND fetched_at >= :since
ORDER BY id
"""
_FOUND = """
SELECT (SELECT count(*) FROM frontier WHERE site = :site AND kind = 'article') AS found,
    (SELECT count(duplicate_of) FROM articles WHERE site = :site) AS duplicates
"""
_REMARKS = """
SELECT 'dropped' AS what, reason || ': ' || detail AS why, url FROM drops
UNION ALL
SELECT 'failed', error, url FROM frontier WHERE kind = 'article' AND error <> ''
UNION ALL
SELECT 'duplicate', kind || printf(', similarity %.2f, kept: ', similarity) || kept.site, a.url
FROM articles AS a JOIN duplicates AS d
ON d.article_id = max(a.id, a.duplicate_of) AND d.other_id = min(a.id, a.duplicate_of)
JOIN articles AS kept ON kept.id = a.duplicate_of
UNION ALL
SELECT 'revised', 'its earlier version is kept', url FROM articles WHERE revision > 0
UNION ALL
SELECT 'language', language || ', not id', url FROM articles WHERE language <> 'id'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedListing:
    """A feed, sitemap or index page, and the error that its last try gave."""

    url: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many article pages of an outlet are known, and how many articles are duplicates."""

    found: int
    duplicates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A page that was not simply stored: `what` became of it (`dropped`, `revised`, ...), `why`."""

    what: str
    why: str
    url: str


def failed_listings(db: sqlite3.Connection, site: str, since: str) -> list[FailedListing]:
    """Return the listings of an outlet whose last try, at `since` or later, gave an error.

    `since` is a time as the database has it, `started_at` of a run for example.
    """
    with plain_errors(database_path(db)):
        rows = db.execute(_FAILED_LISTINGS, {"site": site, "since": since})
        return [FailedListing(**dict(row)) for row in rows]


def found_of(db: sqlite3.Connection, site: str) -> Found:
    """Return how many pages of an outlet were found, and how many duplicates are among them."""
    with plain_errors(database_path(db)):
        return Found(**dict(db.execute(_FOUND, {"site": site}).fetchone()))


def remarks(db: sqlite3.Connection) -> list[Remark]:
    """Return the pages that were dropped, failed, or are stored with something to say of them."""
    with plain_errors(database_path(db)):
        return [Remark(**dict(row)) for row in db.execute(_REMARKS)]
