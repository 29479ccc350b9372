"""Stores the frontier: new URLs, due rows, outcomes. The crawler's retry policy decides."""

import heapq
import itertools
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from pipelines.records import Added, Candidate, Failure, FrontierRow, Kind, Outcome, State
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
VALUES (:url, :site, :kind, :state, :failed AND NOT :waits, :next_try_at, :now, :fetched_at,
    :status, :error, :etag, :last_modified, :article_id, :published_at)
ON CONFLICT (url) DO UPDATE SET
    state = excluded.state,
    tries = CASE WHEN :waits THEN tries WHEN :failed THEN tries + 1 ELSE 0 END,
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
# Only a date before `before` is known to be next; what an index page lists belongs to its day.
_OLDEST = """
SELECT * FROM frontier
WHERE site = :site AND kind = 'article' AND next_try_at <= :now
    AND (published_at IS NULL, coalesce(published_at, ''), id) > (:undated, :date, :id)
    AND coalesce(published_at >= :since, 1) AND (:before = '' OR coalesce(published_at < :before,
        EXISTS (SELECT 1 FROM frontier AS i WHERE i.url = frontier.found_in AND i.kind = 'index')))
ORDER BY published_at IS NULL, coalesce(published_at, ''), id LIMIT :limit
"""

_CHANGED_AT = """
UPDATE frontier SET changed_at = :at WHERE url = :url AND (:new OR changed_at IS NULL)
"""
_NEXT_RETRY = """
SELECT min(next_try_at) FROM frontier
WHERE site = ? AND kind = ? AND next_try_at > ? AND next_try_at <= ?
    AND state IN ('retry', 'waiting')
"""
# A page given up on that a listing still has is asked for again a day after its last try: five
# times where it was missing (taken down, but sitemaps keep it for years), for a month else.
_LISTED_AGAIN = """
UPDATE frontier SET state = 'retry', next_try_at = :now
WHERE {which} AND kind = 'article' AND state = 'gone' AND fetched_at <= :before
    AND tries < CASE WHEN status IN (404, 410) THEN :missing ELSE :failing END
"""
ASKED_AGAIN_AFTER = timedelta(days=1)
TRIES = {"missing": 5, "failing": 30}
_WAITING = """
SELECT count(*), max(next_try_at) FROM frontier
WHERE site = ? AND kind = ? AND next_try_at IS NOT NULL AND state = 'waiting' AND status > 0
"""
# Retries always have next_try_at, so that the partial index applies.
_FAILING = """
SELECT count(*) FROM frontier
WHERE site = ? AND kind = ? AND next_try_at IS NOT NULL AND state IN ('retry', 'waiting')
"""
_FAILED = """
SELECT * FROM frontier
WHERE site = ? AND state IN ('retry', 'waiting', 'gone') AND kind IN ('article', 'feed', 'sitemap')
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
    its row: a missing date is filled in, and it is due at once if it changed after its last fetch,
    or was given up on a day ago and is still listed.
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
        if candidate.kind is Kind.ARTICLE:
            _ask_again(conn, "url = :url", url, now)
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
            "waits": int(outcome.state is State.WAITING),
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


def _ask_again(conn: sqlite3.Connection, which: str, url: str, now: datetime) -> None:
    values = {"url": url, "now": stamp(now), "before": stamp(now - ASKED_AGAIN_AFTER), **TRIES}
    conn.execute(_LISTED_AGAIN.format(which=which), values)


def mark_read(conn: sqlite3.Connection, outcome: Outcome, new: int, now: datetime) -> None:
    """Set `changed_at` of a listing if it had new links or is read for the first time."""
    if outcome.kind is Kind.ARTICLE or isinstance(outcome.result, Failure):
        return
    if outcome.status == 304:  # what it listed is still listed
        _ask_again(conn, "found_in = :url", nfc(outcome.url), now)
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


def oldest(
    conn: sqlite3.Connection,
    site: str,
    *,
    now: datetime,
    limit: int,
    since: datetime | None = None,
    before: datetime | None = None,
    after: FrontierRow | None = None,
) -> list[FrontierRow]:
    """Return at most `limit` due articles, oldest first, those without a date last.

    With `after`, the rows after that one. `since` and `before` bound the dates; with `before`, only
    those without a date that an index page lists.
    """
    dated = stamp_or_none(after.published_at) if after else None
    place = {
        "site": site,
        "now": stamp(now),
        "limit": limit,
        "since": stamp(since) if since else "",
        "before": stamp(before) if before else "",
        "undated": int(after is not None and dated is None),
        "date": dated or "",
        "id": after.id if after else 0,
    }
    return [frontier_row_of(row) for row in conn.execute(_OLDEST, place)]


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


def waiting(conn: sqlite3.Connection, site: str) -> tuple[int, datetime | None]:
    """Return how many URLs wait because a server asked for it, and the last of their times."""
    found = [conn.execute(_WAITING, (site, kind)).fetchone() for kind in Kind]
    last = max((until for _, until in found if until), default=None)
    return sum(count for count, _ in found), moment_of(last)


def failing(conn: sqlite3.Connection, site: str, kind: Kind) -> int:
    """Return the number of URLs of a kind that failed at their last request."""
    count: int = conn.execute(_FAILING, (site, kind)).fetchone()[0]
    return count


def failed(conn: sqlite3.Connection, site: str) -> list[FrontierRow]:
    """Return the articles, feeds and sitemaps that failed at their last request or are given up.

    Index pages are read again by each crawl, at the place where they belong.
    """
    return [frontier_row_of(row) for row in conn.execute(_FAILED, (nfc(site),))]
