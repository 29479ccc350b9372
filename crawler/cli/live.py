"""The progress of a crawl of several outlets: a line per outlet, live on a terminal.

The counts are read from the database, which has each of them as soon as it is committed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.cli.output import cell
from crawler.cli.progress import PLAIN_EVERY, Update, progress
from crawler.printable import WIB

if TYPE_CHECKING:
    from pipelines.query import OutletProgress

SELDOM = frozenset({"reprocessed"})  # a column only where an outlet has some
REFRESHES = 2  # in a second, on a terminal
COUNTED = (
    "found",
    "fetched",
    "stored",
    "duplicates",
    "revised",
    "reprocessed",
    "unchanged",
    "dropped",
    "failed",
)
NAMES = {"found": "links", "fetched": "seen"}  # what a summary of a run calls them


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
    # Loaded before the terminal's thread needs it, which must not import beside the main one.
    from pipelines.query.progress import progress as progress_of

    out = stream or sys.stderr
    since = datetime.now(UTC)

    def rows() -> "list[OutletProgress]":
        return progress_of(db, names, pid=os.getpid(), since=since)

    if out.isatty() and not quiet:
        console = Console(file=out)

        def table() -> Table:
            return as_table(rows(), console.size.height - 2)

        with Live(
            get_renderable=table, console=console, refresh_per_second=REFRESHES, transient=True
        ):
            yield lambda counts: None
        return
    with progress("crawl", stream=out, clock=clock) as totals:
        yield _with_ends(totals, rows, out, clock, len(names))


def _with_ends(
    totals: Update,
    read: "Callable[[], list[OutletProgress]]",
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
            if row.ended not in ("", "running") and row.site not in told:
                told.add(row.site)
                out.write(f"{as_line(row)}\n")
        out.flush()

    return update


def as_table(rows: "Sequence[OutletProgress]", height: int) -> Table:
    """Return the outlets as a table of at most `height` lines, running ones first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("outlet", no_wrap=True)
    names = [name for name in COUNTED if name not in SELDOM or any(getattr(r, name) for r in rows)]
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("next due", no_wrap=True)
    table.add_column("state", no_wrap=True)
    order = {"running": 0, "": 1}
    ranked = sorted(rows, key=lambda row: order.get(row.ended, 2))
    shown = ranked if len(rows) < height else ranked[: max(height - 2, 1)]
    for row in shown:
        counts = [cell(getattr(row, name)) for name in names]
        state = row.ended or "waiting"
        style = "red" if state in ("blocked", "failed", "in trouble") else ""
        table.add_row(row.site, *counts, due(row.next_due), state, style=style)
    if len(shown) < len(rows):
        table.add_row(f"and {len(rows) - len(shown)} more")
    return table


def as_line(row: "OutletProgress") -> str:
    """Return the outlet as a plain line: `republika finished: 40 found, 31 fetched, 30 stored`."""
    counts = ", ".join(f"{count:,} {name}" for name in COUNTED if (count := getattr(row, name)))
    return f"{row.site} {row.ended}: {counts or 'nothing new'}"


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
