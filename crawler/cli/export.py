"""`warta export`: the articles as JSON lines or CSV."""

import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.cli import completion
from crawler.cli.errors import Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Db,
    Duplicates,
    Outlet,
    Since,
    Until,
    known_site,
    period,
    time_zone,
)
from crawler.cli.output import complain, plural

FORMATS = ("jsonl", "csv")
DELIMITERS = {",": ",", ";": ";", "tab": "\t"}

TimeZone = Annotated[
    str | None,
    typer.Option(
        "--time-zone",
        metavar="ZONE",
        help="Write all times in this zone, such as Asia/Jakarta or UTC; default: as printed.",
    ),
]
Bom = Annotated[
    bool | None,
    typer.Option(
        "--bom/--no-bom",
        help="Begin CSV with the mark that tells spreadsheets it is UTF-8; default: in *.csv.",
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option("--delimiter", metavar=",|;|tab", help="What separates the cells of CSV."),
]


def export(
    db: Db = DEFAULT_DB,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="jsonl|csv",
            help="Default: what --output ends in, else jsonl.",
            autocompletion=completion.formats,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file instead of stdout."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    site: Outlet = None,
    since: Since = None,
    until: Until = None,
    duplicates: Duplicates = False,
    zone: TimeZone = None,
    bom: Bom = None,
    delimiter: Delimiter = None,
) -> None:
    """Write the articles as JSON lines or CSV.

    Keys and columns are the fields of an article (docs/article.md), its id, and for a duplicate
    the id and URL of the article kept for it.
    """
    from pipelines.query import connect_readonly
    from pipelines.query.export import export as write
    from pipelines.query.export import left_out

    chosen = _format(format, output)
    how = _how(chosen, output, zone, bom, delimiter)
    first, last = period(since, until)
    wanted: dict[str, Any] = {"site": known_site(site), "since": first, "until": last}
    if output and output.exists():
        if output.is_file() and _is_database(output):
            raise Problem(f"{output} is a database, which is never replaced: give another name")
        if not force:
            raise Problem(f"{output} exists: give --force to replace it, or another name")
    with opening(), closing(connect_readonly(db)) as conn:
        hidden = 0 if duplicates else left_out(conn, **wanted)
        wanted["duplicates"] = duplicates
        if output is None:
            written = write(conn, out=sys.stdout, **how, **wanted)
        else:
            written = _replace(output, lambda out: write(conn, out=out, **how, **wanted))
    more = f", {plural(hidden, 'duplicate')} left out: --duplicates includes them" if hidden else ""
    if output is not None or hidden:
        complain(f"{plural(written, 'article')} written to {output or 'stdout'}{more}")


def _format(format: str | None, output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else "jsonl"
    chosen = format or ending
    if chosen not in FORMATS:
        where = f"--format {format}" if format else f"{output} does not say the format"
        raise Problem(f"{where}: choose one of {', '.join(FORMATS)} with --format")
    return chosen


def _how(
    format: str, output: Path | None, zone: str | None, bom: bool | None, delimiter: str | None
) -> dict[str, Any]:
    """Return how the articles are written. Raises `Problem` for options that do not fit."""
    if format != "csv" and (bom or delimiter):
        raise Problem(f"{'--bom' if bom else '--delimiter'} is for csv, the format is {format}")
    if delimiter is not None and delimiter not in DELIMITERS:
        raise Problem(f"--delimiter {delimiter!r}: choose one of {', '.join(DELIMITERS)}")
    in_a_file = output is not None and output.suffix.lower() == ".csv"
    return {
        "format": format,
        "zone": time_zone(zone),
        "bom": format == "csv" and (in_a_file if bom is None else bom),
        "delimiter": DELIMITERS[delimiter or ","],
    }


def _is_database(path: Path) -> bool:
    """Return whether the file is a SQLite database or its log."""
    if path.name.endswith(("-wal", "-shm")):
        return True
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _replace(path: Path, write: Any) -> int:
    """Replace a file atomically: a reader sees the old file or the complete new one."""
    if path.is_dir() or not path.parent.is_dir():
        raise Problem(f"{path}: its folder does not exist, or it is a folder itself")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Problem(f"{path} cannot be written: {error.strerror}") from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            written = int(write(out))
        umask = os.umask(0)
        os.umask(umask)
        draft.chmod(0o666 & ~umask)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return written
