"""Stores checkpoints: how far an outlet's listings are read, by day. The crawler decides."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipelines.records import Checkpoint
from pipelines.store.rows import array, moment_of, nfc, stamp_or_none

TIMES = ("reached_at", "begun_at", "read_at", "whole_at", "closed_at")
_PLAN = "INSERT INTO checkpoints (site, day, listing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_FORGET = """
DELETE FROM checkpoints WHERE site = ? AND day <> '' AND closed_at IS NULL
    AND listing NOT IN (SELECT value FROM json_each(?))
"""
_PUT = """
INSERT INTO checkpoints VALUES (:site, :day, :listing, :next_page, :pages, :links, :reached_at,
    :begun_at, :read_at, :whole_at, :closed_at)
ON CONFLICT (site, day, listing) DO UPDATE SET
    next_page = excluded.next_page, pages = excluded.pages, links = links + :found,
    reached_at = excluded.reached_at, begun_at = excluded.begun_at, read_at = excluded.read_at,
    whole_at = excluded.whole_at, closed_at = excluded.closed_at
"""
_OF_DAYS = "SELECT * FROM checkpoints WHERE site = ? AND day BETWEEN ? AND ?"


def plan(conn: sqlite3.Connection, checkpoints: Iterable[Checkpoint]) -> None:
    """Add rows for listings to read; existing rows stay. Needs a transaction."""
    conn.executemany(_PLAN, ((c.site, _day(c.day), nfc(c.listing)) for c in checkpoints))


def forget(conn: sqlite3.Connection, site: str, listings: Iterable[str]) -> None:
    """Delete the open days of an outlet's other listings: nothing will read them."""
    conn.execute(_FORGET, (site, array([*listings])))


def put(conn: sqlite3.Connection, checkpoint: Checkpoint, links: int = 0) -> None:
    """Write a checkpoint and add `links` new articles to its count.

    New articles are counted by the store: the crawler does not know which of them are new.
    """
    conn.execute(
        _PUT,
        {
            "site": checkpoint.site,
            "day": _day(checkpoint.day),
            "listing": nfc(checkpoint.listing),
            "next_page": checkpoint.next_page,
            "pages": checkpoint.pages,
            "links": checkpoint.links + links,
            "found": links,
            **{name: stamp_or_none(getattr(checkpoint, name)) for name in TIMES},
        },
    )


def of_days(
    conn: sqlite3.Connection, site: str, first: date | None, last: date | None
) -> list[Checkpoint]:
    """Return the outlet's checkpoints of these days, inclusive; those without a day for None."""
    rows = conn.execute(_OF_DAYS, (site, _day(first), _day(last)))
    return [checkpoint_of(row) for row in rows]


def checkpoint_of(row: Mapping[str, Any]) -> Checkpoint:
    """Return the `Checkpoint` of a row."""
    return Checkpoint(
        site=row["site"],
        listing=row["listing"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        next_page=row["next_page"],
        pages=row["pages"],
        links=row["links"],
        **{name: moment_of(row[name]) for name in TIMES},
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
