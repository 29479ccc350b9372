"""How a crawl of many outlets is getting on, while it runs: the counts of each, what is due next.

These run twice a second, beside the process that writes. They take a path and not a
connection: a database that is not there yet, or is just being made, is no error but no news.
"""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipelines.records import Kind
from pipelines.store.rows import array, moment_of, stamp

BUSY_SECONDS = 1.0

_RUNS = """
SELECT json_extract(sites, '$[0]') AS site, links AS found, seen AS fetched, stored, duplicates,
    revised, reprocessed, unchanged, dropped, failed, coalesce(finish_reason, 'running') AS ended
FROM runs WHERE pid = :pid AND started_at >= :since ORDER BY id
"""
# For each outlet and kind the first row of the index `frontier_due`, however many there are.
# An outlet that its last crawl had to leave alone has nothing due before that is over.
_NEXT_DUE = """
SELECT outlet.value AS site, min((
    SELECT min(next_try_at) FROM frontier
    WHERE site = outlet.value AND kind = kinds.value AND next_try_at IS NOT NULL
)) AS next_due, (
    SELECT coalesce(wait_until, '') FROM runs
    WHERE sites = json_array(outlet.value) AND command LIKE 'crawl %' AND finished_at IS NOT NULL
        AND finish_reason NOT IN ('interrupted', 'killed', 'failed', 'no network')
    ORDER BY id DESC LIMIT 1
) AS wait_until
FROM json_each(:sites) AS outlet, json_each(:kinds) AS kinds
GROUP BY outlet.value
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletProgress:
    """What the crawl of an outlet has done so far.

    `found` is how many addresses were new, `fetched` how many article pages had an outcome; the
    other counts are as in `runs`. `next_due` is when the next page or listing is due, None where
    none ever is. `ended` is why the crawl ended: "running" while it runs, "" before it begins.
    """

    site: str
    found: int = 0
    fetched: int = 0
    stored: int = 0
    duplicates: int = 0
    revised: int = 0
    reprocessed: int = 0
    unchanged: int = 0
    dropped: int = 0
    failed: int = 0
    next_due: datetime | None = None
    ended: str = ""


def progress(
    path: Path, sites: Sequence[str], *, pid: int, since: datetime
) -> list[OutletProgress]:
    """Return how each outlet is getting on in the crawl that a process began at `since` or later.

    An outlet whose run has not begun has zeros; where nothing can be read, all have.
    """
    rows = {site: OutletProgress(site=site) for site in sites}
    try:
        with closing(_connect(path)) as conn:
            for run in conn.execute(_RUNS, {"pid": pid, "since": stamp(since)}):
                if run["site"] in rows:
                    rows[run["site"]] = OutletProgress(**dict(run))
            dues = _dues(conn, sites)
    except sqlite3.Error:
        return list(rows.values())
    return [replace(row, next_due=dues[row.site]) for row in rows.values()]


def next_due(path: Path, sites: Collection[str]) -> dict[str, datetime | None]:
    """Return when the next page or listing of each outlet is due, None where none ever is.

    Where nothing can be read, it is empty.
    """
    try:
        with closing(_connect(path)) as conn:
            return _dues(conn, sites)
    except sqlite3.Error:
        return {}


def _dues(conn: sqlite3.Connection, sites: Collection[str]) -> dict[str, datetime | None]:
    asked = {"sites": array(list(sites)), "kinds": array([kind.value for kind in Kind])}
    return {
        row["site"]: moment_of(max(row["next_due"] or "", row["wait_until"] or "") or None)
        for row in conn.execute(_NEXT_DUE, asked)
    }


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that neither makes the database nor writes to it."""
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    conn.row_factory = sqlite3.Row
    return conn
