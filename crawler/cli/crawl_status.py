"""`warta crawl --status`: the progress of the days that crawls with `--since` have planned."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from crawler.cli.errors import opening
from crawler.cli.output import console, print_json, show_table

HEADINGS = (
    "outlet", "first day", "last day", ("days", "right"), ("done", "right"),
    ("index pages", "right"), ("articles left", "right"), ("per hour", "right"),
    ("time left", "right"),
)  # fmt: skip


def show_status(db: Path, sites: Sequence[str], *, as_json: bool = False) -> None:
    """Print a line for each outlet that has planned days. Raises `Problem`."""
    from pipelines.query import backfill, connect_readonly

    with opening(), closing(connect_readonly(db)) as connection:
        outlets = backfill(connection, sites)
    if as_json:
        print_json(outlets)
    elif outlets:
        show_table(console(), HEADINGS, map(_row, outlets))
    else:
        console().print("no days are planned: `warta crawl SITE --since DATE` plans some")


def _row(outlet: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        *(outlet[name] for name in ("site", "first_day", "last_day", "days", "closed", "pages")),
        outlet["articles_left"],
        "-" if outlet["articles_per_hour"] is None else f"{outlet['articles_per_hour']:,.0f}",
        _span(outlet["seconds_left"]),
    )


def _span(seconds: int | None) -> str:
    """Return a duration in its two largest units: `3 d 4 h`, `12 min`."""
    if seconds is None:
        return "-"
    minutes = -(-seconds // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
