"""Options that several commands share, and the parsing of their values."""

import re
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import typer

from crawler.cli import completion
from crawler.cli.errors import Problem
from crawler.printable import WIB

Db = Annotated[
    Path,
    typer.Option("--db", envvar="WARTA_DB", help="The database file.", metavar="FILE"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only articles published on this day or later: 2026-11-20, or 7d for 7 days ago.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only articles published on this day or earlier."),
]
Outlet = Annotated[
    str | None,
    typer.Option(
        "--site",
        metavar="SITE",
        help="Only this outlet, named as in `warta sites`.",
        autocompletion=completion.outlets,
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Only articles in this language: id, en, jv."),
]
Section = Annotated[
    str | None, typer.Option("--section", metavar="NAME", help="Only articles of this section.")
]
Author = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Only articles by this person.")
]
Tag = Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Only articles with it.")]
Duplicates = Annotated[
    bool, typer.Option("--duplicates", help="Include duplicates, which are hidden by default.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Worker processes that extract; default: one per processor.",
    ),
]
Snapshots = Annotated[
    Path | None,
    typer.Option(
        "--to", envvar="WARTA_SNAPSHOTS", metavar="DIR", help="The folder of the snapshots."
    ),
]
DEFAULT_DB = Path("warta.db")
OF_INDONESIA = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def day(text: str | None, option: str) -> date | None:
    """Return the day that a date or a number of days back means. Raises `Problem`."""
    if text is None:
        return None
    if days := re.fullmatch(r"(\d{1,4})d", text.strip()):
        return datetime.now(WIB).date() - timedelta(days=int(days[1]))
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Problem(f"{option} {text}: not a date; write it as 2026-11-20 or 7d") from None


def period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of the period. Raises `Problem`."""
    first, last = day(since, "--since"), day(until, "--until")
    if first and last and last < first:
        raise Problem(f"--until {until} is before --since {since}: no day is in that period")
    return first, last


def known_site(name: str | None) -> str | None:
    """Return the name of an outlet. Raises `UnknownSite`, which names the nearest ones.

    A host is returned as it is: articles of an unknown outlet are stored under their host.
    """
    if name is not None and "." not in name:
        from crawler.sites import get

        return get(name).name
    return name


def time_zone(name: str | None) -> ZoneInfo | None:
    """Return the time zone of a name, None for none. Raises `Problem` for an unknown one."""
    if name is None:
        return None
    key = OF_INDONESIA.get(name.strip().upper(), name.strip())
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(key, available_timezones(), n=1)
        meant = f"did you mean {near[0]}?" if near else "names are as in Asia/Jakarta or UTC"
        raise Problem(f"--time-zone {name}: no such time zone; {meant}") from None
