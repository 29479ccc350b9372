"""Which articles the outlet has taken down, and which of them are there again."""

import sqlite3
from datetime import datetime
from urllib.parse import urlsplit

from pipelines.records import Article, Drop, Failure, Kind, Outcome
from pipelines.store.rows import nfc, stamp
from pipelines.urls import host_of

GONE = (404, 410)
NOT_MODIFIED = 304
# The article of a URL: that of its frontier row, or the one stored under it.
_OF_URL = """
SELECT article_id FROM frontier WHERE url = :url AND article_id IS NOT NULL
UNION ALL SELECT id FROM articles WHERE url = :url LIMIT 1
"""
# An article that is gone already keeps the time at which that was first seen.
_GONE = """
UPDATE articles SET gone_at = :at, gone_why = :why
WHERE id = :id AND coalesce(seen_at, fetched_at) < :at
    AND (gone_at IS NULL OR (back_at IS NOT NULL AND back_at < :at AND back_at >= gone_at))
"""
_BACK = """
UPDATE articles SET back_at = :at
WHERE id = :id AND gone_at < :at AND (back_at IS NULL OR back_at < gone_at)
"""


def mark(conn: sqlite3.Connection, outcome: Outcome, article_id: int | None, now: datetime) -> None:
    """Write what an outcome says of an article that is stored: gone, or there again.

    `article_id` is the article that the outcome stored, if any. Needs a transaction.
    """
    why = gone_why(outcome)
    if outcome.kind is not Kind.ARTICLE or not (why or is_there(outcome)):
        return
    if article_id is None:
        row = conn.execute(_OF_URL, {"url": nfc(outcome.url)}).fetchone()
        if row is None:
            return
        article_id = row[0]
    at = stamp(outcome.fetched_at or now)
    conn.execute(_GONE if why else _BACK, {"id": article_id, "at": at, "why": why})


def gone_why(outcome: Outcome) -> str:
    """Return how an outlet says that it has an article no longer, "" where it does not.

    It answers 404 or 410, or redirects to its front page.
    """
    result = outcome.result
    if isinstance(result, Failure):
        return str(result.status) if result.status in GONE else ""
    if isinstance(result, Drop) and result.url != outcome.url:
        parts = urlsplit(result.url)
        if parts.path in ("", "/") and not parts.query and host_of(result.url):
            return nfc(result.url)
    return ""


def is_there(outcome: Outcome) -> bool:
    """Return whether an outcome shows that the article stands where it stood."""
    return isinstance(outcome.result, Article) or outcome.status == NOT_MODIFIED
