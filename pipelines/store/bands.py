"""The near-duplicate index in the database: finds stored articles that share a band key.

Band keys are random numbers, so a plain table of keys has random reads and writes and slows down as
it grows. Here the newest articles are in `_new_bands`, a table of a few hundred kilobytes. When it
holds `MAX_NEW` articles, they are moved to `_bands`, ordered by period of publication first: a
crawl reads and writes neighbouring pages, and old periods stay untouched. Cost:
`docs/decisions/0009`.

Two articles are compared if their periods are at most `WINDOW` apart or one has no date. This does
not depend on the order of arrival, so neither do clusters. Articles with the same text are found
whatever their dates.

Every function needs a transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sized
from datetime import date

from pipelines.duplicates import StoredFingerprint, bands
from pipelines.records import Fingerprint
from pipelines.store.rows import fingerprint_of

PERIOD_DAYS = 91
WINDOW = 1  # periods: copies up to 3 months apart are always found, from 6 months on never
UNDATED = 0
MAX_NEW = 1024

_EXISTING = """
WITH RECURSIVE existing (period) AS (
    SELECT min(period) FROM _bands
    UNION ALL
    SELECT (SELECT min(period) FROM _bands WHERE _bands.period > existing.period) FROM existing
    WHERE existing.period IS NOT NULL
)
SELECT period FROM existing WHERE period IS NOT NULL
"""
_TWIN = """
SELECT article_id FROM _fingerprints
WHERE text_hash = :text_hash AND text_hash <> '' AND scheme = :scheme AND article_id <> :article_id
"""


def period_of(published_at: str | None) -> int:
    """Return the period of a stored time of publication, or `UNDATED` for None."""
    if published_at is None:
        return UNDATED
    return date.fromisoformat(published_at[:10]).toordinal() // PERIOD_DAYS + 1


def add(conn: sqlite3.Connection, article_id: int, own: Fingerprint, period: int) -> None:
    """Add an article's keys to the index."""
    keys = bands(own)
    if not keys:
        return
    conn.executemany(
        "INSERT OR IGNORE INTO _new_bands (key, article_id, period) VALUES (?, ?, ?)",
        [(key, article_id, period) for key in keys],
    )
    waiting = conn.execute(
        "UPDATE _band_index SET waiting = waiting + 1 RETURNING waiting"
    ).fetchone()[0]
    if waiting >= MAX_NEW:
        _move_new(conn)


def remove(conn: sqlite3.Connection, article_id: int, own: Fingerprint, period: int) -> bool:
    """Remove an article's keys from the index and return whether there were any."""
    keys = bands(own)
    where = f"key IN ({_marks(keys)}) AND article_id = ?"
    new = conn.execute(f"DELETE FROM _new_bands WHERE {where}", (*keys, article_id)).rowcount
    old = conn.execute(
        f"DELETE FROM _bands WHERE period = ? AND {where}", (period, *keys, article_id)
    ).rowcount
    return new + old > 0


def twin(
    conn: sqlite3.Connection, article_id: int, own: Fingerprint, period: int | None = None
) -> int | None:
    """Return the id of another article with the same text, or None.

    With a period: the first one of that period that is not aged out.
    """
    within = "ORDER BY period, article_id" if period is None else (
        "AND period = :period AND shingles <> x'' ORDER BY article_id"
    )  # fmt: skip
    row = conn.execute(
        f"{_TWIN} {within} LIMIT 1",
        {
            "text_hash": own.text_hash,
            "scheme": own.scheme,
            "article_id": article_id,
            "period": period,
        },
    ).fetchone()
    return None if row is None else row[0]


def stored_fingerprint(
    conn: sqlite3.Connection, article_id: int, scheme: str
) -> StoredFingerprint | None:
    """Return the fingerprint of a stored article, or None if it has another scheme."""
    row = conn.execute(
        "SELECT * FROM _fingerprints WHERE article_id = ? AND scheme = ?", (article_id, scheme)
    ).fetchone()
    return row and StoredFingerprint(article_id=article_id, fingerprint=fingerprint_of(row))


class Candidates:
    """The `FingerprintIndex` that `judge` queries for an article not indexed yet.

    `near` is a twin of the same period, if any: its matches are also those of this article.
    """

    def __init__(
        self, conn: sqlite3.Connection, article_id: int, period: int, near: int | None
    ) -> None:
        self._conn = conn
        self._article_id = article_id
        self._period = period
        self._near = near

    def candidates(self, fingerprint: Fingerprint) -> Iterator[StoredFingerprint]:
        """Yield the twin of the period, or else articles that share a key, and any other twin."""
        if self._near is not None:
            ids = {self._near}
        else:
            ids = self._ids_sharing(bands(fingerprint))
            far = twin(self._conn, self._article_id, fingerprint)
            ids |= set() if far is None else {far}
        for article_id in sorted(ids - {self._article_id}):
            found = stored_fingerprint(self._conn, article_id, fingerprint.scheme)
            if found is not None:
                yield found

    def _ids_sharing(self, keys: tuple[int, ...]) -> set[int]:
        if self._period == UNDATED:
            periods = [UNDATED, *(row[0] for row in self._conn.execute(_EXISTING))]
            within = ""
        else:
            periods = [UNDATED, *range(self._period - WINDOW, self._period + WINDOW + 1)]
            within = f"AND period IN ({_list(periods)})"
        wanted = f"key IN ({_marks(keys)})"
        new = f"SELECT article_id FROM _new_bands WHERE {wanted} {within}"
        old = f"SELECT article_id FROM _bands WHERE period IN ({_list(periods)}) AND {wanted}"
        return {row[0] for query in (new, old) for row in self._conn.execute(query, keys)}


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))


def clear(conn: sqlite3.Connection, scheme: str) -> None:
    """Empty the index and set the scheme of its future keys."""
    conn.execute("DELETE FROM _bands")
    conn.execute("DELETE FROM _new_bands")
    conn.execute(
        "UPDATE _band_index SET scheme = ?, waiting = 0,"
        " outdated_to = (SELECT coalesce(max(article_id), 0) FROM _fingerprints)",
        (scheme,),
    )


def _move_new(conn: sqlite3.Connection) -> None:
    """Move the keys from `_new_bands` to `_bands`."""
    conn.execute(
        "INSERT OR IGNORE INTO _bands (period, key, article_id)"
        " SELECT period, key, article_id FROM _new_bands ORDER BY period, key, article_id"
    )
    conn.execute("DELETE FROM _new_bands")
    conn.execute("UPDATE _band_index SET waiting = 0")
