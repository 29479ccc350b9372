"""Reading how far backfills are: days that are closed, what is left, how long that may take."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipelines.records import Checkpoint
from pipelines.store.checkpoints import checkpoint_of
from pipelines.store.connect import database_path, plain_errors

WIB = timedelta(hours=7)
# What says that a listing has an address for each day; the sitemaps have a row for each day too.
OF_DAY = ("{dd}", "{d}")
SITEMAPS = "sitemaps"
_DAYS = "SELECT * FROM checkpoints WHERE day <> '' ORDER BY site, day, listing"
_LEFT = """
SELECT count(*) FROM frontier
WHERE site = ? AND kind = 'article' AND next_try_at IS NOT NULL
    AND state IN ('pending', 'retry', 'waiting')
    AND (published_at IS NULL OR published_at BETWEEN ? AND ?)
"""
_RUNS = """
SELECT seen, unixepoch(coalesce(finished_at, heartbeat_at)) - unixepoch(started_at) AS seconds
FROM runs WHERE sites = json_array(?) AND seen > 0 ORDER BY id DESC LIMIT 5
"""


def backfill(db: sqlite3.Connection, sites: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return how far the days are that were asked for, an outlet each, all outlets without `sites`.

    Each has `site`, its `first_day` and `last_day`, the number of `days` and of those that are
    `closed`, of index `pages` read, `articles_left` (found and not fetched, of these days or
    without a date), `articles_per_hour` over its last runs, None without any, and `seconds_left`
    for those articles and for what the open days may hold, going by the closed ones; None where
    that cannot be told.
    """
    with plain_errors(database_path(db)):
        marks = [checkpoint_of(row) for row in db.execute(_DAYS)]
        named = sorted({mark.site for mark in marks if not sites or mark.site in sites})
        return [_outlet(db, [mark for mark in marks if mark.site == site]) for site in named]


def _outlet(db: sqlite3.Connection, marks: Sequence[Checkpoint]) -> dict[str, Any]:
    site = marks[0].site
    closed: dict[date, bool] = {}
    last = _last_day(marks)
    for mark in marks:
        for day, is_closed in _days(mark, last):
            closed[day] = closed.get(day, True) and is_closed
    first, done = min(closed), sum(closed.values())
    period = (f"{first - timedelta(days=1)}T17:00:00Z", f"{last}T16:59:59Z")  # WIB
    left: int = db.execute(_LEFT, (site, *period)).fetchone()[0]
    per_hour = _articles_per_hour(db, site)
    to_come = _to_come(marks, done, len(closed))
    told = per_hour is not None and to_come is not None
    return {
        "site": site,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "days": len(closed),
        "closed": done,
        "pages": sum(mark.pages for mark in marks),
        "articles_left": left,
        "articles_per_hour": per_hour and round(per_hour, 1),
        "seconds_left": round(3600 * (left + (to_come or 0)) / (per_hour or 1)) if told else None,
    }


def _articles_per_hour(db: sqlite3.Connection, site: str) -> float | None:
    runs = db.execute(_RUNS, (site,)).fetchall()
    seen, seconds = (sum(run[name] for run in runs) for name in ("seen", "seconds"))
    return 3600 * seen / max(seconds, 1) if seen else None


def _to_come(marks: Sequence[Checkpoint], done: int, days: int) -> float | None:
    """Return how many articles the open days may hold, going by the closed ones."""
    if done == days:
        return 0.0
    found = sum(mark.links for mark in marks if mark.closed_at)
    return found / done * (days - done) if done else None


def _last_day(marks: Sequence[Checkpoint]) -> date:
    """Return the last day that any row is about: a list not by day begins where it was read."""
    days = [mark.day for mark in marks if mark.day]
    read = [mark.read_at for mark in marks if mark.read_at and not _is_by_day(mark)]
    by_day = [mark.day for mark in marks if mark.day and _is_by_day(mark)]
    return max(by_day or [*days, *((at + WIB).date() for at in read)])


def _days(mark: Checkpoint, last: date) -> Iterator[tuple[date, bool]]:
    """Yield the days that a row is about, and whether each is closed by it."""
    assert mark.day is not None
    if _is_by_day(mark):
        yield mark.day, mark.closed_at is not None
        return
    reached = (mark.reached_at or datetime.max.replace(tzinfo=UTC) - WIB) + WIB
    for number in range((last - mark.day).days + 1):
        day = mark.day + timedelta(days=number)
        yield day, mark.closed_at is not None or day > reached.date()


def _is_by_day(mark: Checkpoint) -> bool:
    return mark.listing == SITEMAPS or any(part in mark.listing for part in OF_DAY)
