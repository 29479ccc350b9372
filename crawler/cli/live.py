"""The progress of a crawl of several outlets: a line per outlet, live on a terminal.

The counts are read from the database, which has each of them as soon as it is committed.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.cli.output import WIB, cell
from crawler.cli.progress import PLAIN_EVERY, Update, progress

REFRESHES = 2  # in a second, on a terminal
COUNTED = ("found", "fetched", "stored", "duplicates", "revised", "unchanged", "dropped", "failed")
NAMES = {"found": "links", "fetched": "seen"}  # what the database calls them
KINDS = ("article", "feed", "sitemap", "index")
RUNS = """
SELECT json_extract(sites, '$[0]') AS site, links, seen, stored, duplicates, revised, unchanged,
    dropped, failed, coalesce(finish_reason, 'running') AS ended
FROM runs WHERE pid = ? AND started_at >= ? ORDER BY id
"""
NEXT_DUE = (
    "SELECT min(next_try_at) FROM frontier WHERE site = ? AND kind = ? AND next_try_at IS NOT NULL"
)

Row = dict[str, Any]


@contextmanager
def crawl_progress(
    db: Path,
    names: Sequence[str],
    *,
    quiet: bool = False,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Update]:
    """Give a function that takes the counts so far, and show the progress of the crawl.

    On a terminal a table of the outlets is updated, and removed at the end. Elsewhere plain lines
    are printed when the function is called, at most every ten seconds: the counts, and of several
    outlets those that have ended since. `quiet` means plain lines on a terminal too, beside a log.
    """
    out = stream or sys.stderr
    since = datetime.now(UTC)
    if out.isatty() and not quiet:
        console = Console(file=out)

        def table() -> Table:
            return as_table(outlets(db, names, since), console.size.height - 2)

        with Live(
            get_renderable=table, console=console, refresh_per_second=REFRESHES, transient=True
        ):
            yield lambda counts: None
        return
    with progress("crawl", stream=out, clock=clock) as totals:
        yield _with_ends(totals, lambda: outlets(db, names, since), out, clock, len(names))


def _with_ends(
    totals: Update,
    read: Callable[[], list[Row]],
    out: TextIO,
    clock: Callable[[], float],
    many: int,
) -> Update:
    """Return a function that shows the totals, and a line for each outlet that has ended."""
    told: set[str] = set()
    due = clock() + PLAIN_EVERY

    def update(counts: Mapping[str, int | str]) -> None:
        nonlocal due
        totals(counts)
        now = clock()
        if many == 1 or now < due:
            return
        due = now + PLAIN_EVERY
        for row in read():
            if row["ended"] not in ("", "running") and row["site"] not in told:
                told.add(row["site"])
                out.write(f"{as_line(row)}\n")
        out.flush()

    return update


def outlets(db: Path, names: Sequence[str], since: datetime) -> list[Row]:
    """Return the counts of each outlet in this process's crawl, and when something is due next.

    An outlet whose run has not begun has zeros; where nothing can be read, all have.
    """
    rows: dict[str, Row] = {
        name: {"site": name, **dict.fromkeys(COUNTED, 0), "next_due": None, "ended": ""}
        for name in names
    }
    try:
        with closing(_connect(db)) as conn:
            started = f"{since:%Y-%m-%dT%H:%M:%S}"
            for run in conn.execute(RUNS, (os.getpid(), started)):
                if run["site"] in rows:
                    counts = {name: run[NAMES.get(name, name)] for name in COUNTED}
                    rows[run["site"]] |= {**counts, "ended": run["ended"]}
    except sqlite3.Error:
        return list(rows.values())  # no database yet, or one that is being made
    for name, moment in dues(db, names).items():
        rows[name]["next_due"] = moment
    return list(rows.values())


def dues(db: Path, names: Sequence[str]) -> dict[str, datetime | None]:
    """Return when the next page or listing of each outlet is due, None if none is."""
    try:
        with closing(_connect(db)) as conn:
            return {name: _next_due(conn, name) for name in names}
    except sqlite3.Error:
        return {}


def _connect(db: Path) -> sqlite3.Connection:
    """Return a connection that neither creates the database nor writes to it."""
    conn = sqlite3.connect(f"{db.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
    conn.row_factory = sqlite3.Row
    return conn


def _next_due(conn: sqlite3.Connection, site: str) -> datetime | None:
    stamps = [conn.execute(NEXT_DUE, (site, kind)).fetchone()[0] for kind in KINDS]
    first = min((stamp for stamp in stamps if stamp), default=None)
    return datetime.fromisoformat(first) if first else None


def as_table(rows: Sequence[Row], height: int) -> Table:
    """Return the outlets as a table of at most `height` lines, running ones first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("outlet", no_wrap=True)
    for name in COUNTED:
        table.add_column(name, justify="right")
    table.add_column("next due", no_wrap=True)
    table.add_column("state", no_wrap=True)
    order = {"running": 0, "": 1}
    ranked = sorted(rows, key=lambda row: order.get(row["ended"], 2))
    shown = ranked if len(rows) < height else ranked[: max(height - 2, 1)]
    for row in shown:
        counts = [cell(row[name]) for name in COUNTED]
        state = row["ended"] or "waiting"
        style = "red" if state in ("blocked", "failed", "in trouble") else ""
        table.add_row(row["site"], *counts, due(row["next_due"]), state, style=style)
    if len(shown) < len(rows):
        table.add_row(f"and {len(rows) - len(shown)} more")
    return table


def as_line(row: Row) -> str:
    """Return the outlet as a plain line: `republika finished: 40 found, 31 fetched, 30 stored`."""
    counts = ", ".join(f"{row[name]:,} {name}" for name in COUNTED if row[name])
    return f"{row['site']} {row['ended']}: {counts or 'nothing new'}"


def due(moment: datetime | None) -> str:
    """Return when something is due: `now`, a time of today, or a day and a time (WIB)."""
    if moment is None:
        return "-"
    now = datetime.now(UTC)
    if moment <= now:
        return "now"
    local = moment.astimezone(WIB)
    return (
        f"{local:%H:%M}" if local.date() == now.astimezone(WIB).date() else f"{local:%m-%d %H:%M}"
    )
