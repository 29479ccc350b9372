"""Stores the frontier: new URLs, due rows, outcomes. The crawler's retry policy decides."""

import heapq
import itertools
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from pipelines.records import Added, Candidate, Failure, FrontierRow, Kind, Outcome
from pipelines.store.rows import array, frontier_row_of, moment_of, nfc, stamp, stamp_or_none

_FOUND = """
INSERT INTO frontier (url, site, kind, state, next_try_at, found_at, found_in, published_at, title)
VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?)
ON CONFLICT (url) DO NOTHING
"""
_DATED = "UPDATE frontier SET published_at = ? WHERE url = ? AND published_at IS NULL"
# A page that changed after it was fetched is due now. A time in the future is ignored.
_CHANGED = """
UPDATE frontier SET next_try_at = :now
WHERE url = :url AND state = 'done' AND fetched_at < :changed_at AND :changed_at <= :now
    AND (next_try_at IS NULL OR next_try_at > :now)
"""
# An article that is stored already (from an archive, from saved pages) is not fetched.
_STORED = """
UPDATE frontier SET state = 'done', next_try_at = NULL, article_id = articles.id
FROM articles WHERE articles.url = frontier.url AND frontier.id = ?
"""
_MARK = """
INSERT INTO frontier (url, site, kind, state, tries, next_try_at, found_at, fetched_at, status,
    error, etag, last_modified, article_id, published_at)
VALUES (:url, :site, :kind, :state, :failed, :next_try_at, :now, :fetched_at, :status,
    :error, :etag, :last_modified, :article_id, :published_at)
ON CONFLICT (url) DO UPDATE SET
    state = excluded.state,
    tries = CASE WHEN :failed THEN tries + 1 ELSE 0 END,
    next_try_at = excluded.next_try_at,
    fetched_at = excluded.fetched_at,
    status = excluded.status,
    error = excluded.error,
    etag = CASE WHEN :keep AND excluded.etag = '' THEN etag ELSE excluded.etag END,
    last_modified = CASE WHEN :keep AND excluded.last_modified = ''
        THEN last_modified ELSE excluded.last_modified END,
    article_id = coalesce(excluded.article_id, article_id),
    published_at = coalesce(excluded.published_at, published_at)
"""
_LISTED = """
SELECT url, found_at, published_at FROM frontier WHERE url IN (SELECT value FROM json_each(?))
"""
_DUE = """
SELECT * FROM frontier
WHERE site = :site AND kind = :kind AND next_try_at > :from AND next_try_at <= :now
ORDER BY next_try_at, id LIMIT :limit
"""
# Tens of thousands of rows may be due at the same second: the links of one sitemap.
_DUE_SINCE_THEN = """
SELECT * FROM frontier
WHERE site = :site AND kind = :kind AND next_try_at = :from AND id > :id
ORDER BY id LIMIT :limit
"""

_CHANGED_AT = """
UPDATE frontier SET changed_at = :at WHERE url = :url AND (:new OR changed_at IS NULL)
"""
_NEXT_RETRY = """
SELECT min(next_try_at) FROM frontier
WHERE site = ? AND kind = ? AND next_try_at > ? AND next_try_at <= ? AND state = 'retry'
"""
# Retries always have next_try_at, so that the partial index applies.
_FAILING = """
SELECT count(*) FROM frontier
WHERE site = ? AND kind = ? AND next_try_at IS NOT NULL AND state = 'retry'
"""
_FAILED = """
SELECT * FROM frontier
WHERE site = ? AND state IN ('retry', 'gone') AND kind IN ('article', 'feed', 'sitemap')
ORDER BY id
"""


def found(
    conn: sqlite3.Connection,
    candidates: Iterable[Candidate],
    site: str,
    now: datetime,
    *,
    found_at: datetime | None = None,
) -> int:
    """Add candidates, due at once, and return the number of new ones. Needs a transaction.

    `found_at` is when they were found, if not now (a recording is read later). A known URL keeps
    its row: a missing date is filled in, and it is due at once if it changed after its last fetch.
    """
    new = 0
    for candidate in candidates:
        url = nfc(candidate.url)
        published = stamp_or_none(candidate.published_at)
        cursor = conn.execute(
            _FOUND,
            (
                url,
                nfc(site),
                candidate.kind,
                stamp(now),
                stamp(found_at or now),
                nfc(candidate.found_in),
                published,
                nfc(candidate.title),
            ),
        )
        if cursor.rowcount:
            new += 1
            if candidate.kind is Kind.ARTICLE:
                conn.execute(_STORED, (cursor.lastrowid,))
            continue
        if published:
            conn.execute(_DATED, (published, url))
        if candidate.changed_at:
            changed = {"url": url, "changed_at": stamp(candidate.changed_at), "now": stamp(now)}
            conn.execute(_CHANGED, changed)
    return new


def mark(conn: sqlite3.Connection, outcome: Outcome, added: Added | None, now: datetime) -> None:
    """Write the state and next try of an outcome's URL, if set. Needs a transaction.

    A failure or a page that was not modified keeps the validators (ETag, Last-Modified).
    """
    if outcome.state is None:
        return
    failure = outcome.result if isinstance(outcome.result, Failure) else None
    conn.execute(
        _MARK,
        {
            "url": nfc(outcome.url),
            "site": nfc(outcome.site),
            "kind": outcome.kind,
            "state": outcome.state,
            "failed": int(failure is not None),
            "keep": int(failure is not None or outcome.status == 304),
            "next_try_at": stamp_or_none(_whole_seconds(outcome.next_try_at)),
            "now": stamp(now),
            "fetched_at": stamp(outcome.fetched_at or now),
            "status": outcome.status or (failure.status if failure else None),
            "error": nfc(failure.error) if failure else "",
            "etag": nfc(outcome.etag),
            "last_modified": nfc(outcome.last_modified),
            "article_id": added.article_id if added else None,
            "published_at": stamp_or_none(outcome.published_at),
        },
    )


def mark_read(conn: sqlite3.Connection, outcome: Outcome, new: int, now: datetime) -> None:
    """Set `changed_at` of a listing if it had new links or is read for the first time."""
    if outcome.kind is Kind.ARTICLE or isinstance(outcome.result, Failure):
        return
    at = stamp(outcome.fetched_at or now)
    conn.execute(_CHANGED_AT, {"url": nfc(outcome.url), "at": at, "new": new})


def _whole_seconds(moment: datetime | None) -> datetime | None:
    """Return the time rounded up to a whole second, so that a wait is never shortened."""
    if moment is None or not moment.microsecond:
        return moment
    return moment.replace(microsecond=0) + timedelta(seconds=1)


def due(
    conn: sqlite3.Connection,
    site: str,
    *,
    kinds: Collection[Kind],
    now: datetime,
    limit: int,
    after: FrontierRow | None = None,
) -> list[FrontierRow]:
    """Return at most `limit` due rows, longest due first; with `after`, the rows after that one.

    Each kind is read along the index on its own, so the cost does not grow with the frontier.
    """
    place = {
        "site": site,
        "now": stamp(now),
        "limit": limit,
        "from": stamp_or_none(after.next_try_at) if after else "",
        "id": after.id if after else 0,
    }
    rows = heapq.merge(
        *(
            conn.execute(query, {**place, "kind": kind})
            for kind in sorted(set(kinds))
            for query in (_DUE_SINCE_THEN, _DUE)
        ),
        key=lambda row: (row["next_try_at"], row["id"]),
    )
    return [frontier_row_of(row) for row in itertools.islice(rows, limit)]


def next_retry(
    conn: sqlite3.Connection,
    site: str,
    *,
    kinds: Collection[Kind],
    after: datetime,
    until: datetime,
) -> datetime | None:
    """Return the first due time of a failed row in this interval, or None."""
    times = [
        conn.execute(_NEXT_RETRY, (site, kind, stamp(after), stamp(until))).fetchone()[0]
        for kind in kinds
    ]
    return moment_of(min((time for time in times if time is not None), default=None))


def row_of(conn: sqlite3.Connection, url: str) -> FrontierRow | None:
    """Return the row of a URL, or None if it is unknown."""
    row = conn.execute("SELECT * FROM frontier WHERE url = ?", (nfc(url),)).fetchone()
    return None if row is None else frontier_row_of(row)


def listed(
    conn: sqlite3.Connection, urls: Iterable[str]
) -> dict[str, tuple[datetime, datetime | None]]:
    """Return by known URL when it was found, and its article's date or None."""
    rows = conn.execute(_LISTED, (array([*urls]),))
    return {
        row["url"]: (datetime.fromisoformat(row["found_at"]), moment_of(row["published_at"]))
        for row in rows
    }


def failing(conn: sqlite3.Connection, site: str, kind: Kind) -> int:
    """Return the number of URLs of a kind that failed at their last request."""
    count: int = conn.execute(_FAILING, (site, kind)).fetchone()[0]
    return count


def failed(conn: sqlite3.Connection, site: str) -> list[FrontierRow]:
    """Return the articles, feeds and sitemaps that failed at their last request or are given up.

    Index pages are read again by each crawl, at the place where they belong.
    """
    return [frontier_row_of(row) for row in conn.execute(_FAILED, (nfc(site),))]
