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
)
from crawler.cli.output import complain, plural

FORMATS = ("jsonl", "csv")


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
) -> None:
    """Write the articles as JSON lines or CSV.

    Keys and columns are the fields of an article: docs/article.md.
    """
    from pipelines.query import connect_readonly
    from pipelines.query.export import export as write
    from pipelines.query.export import left_out

    chosen = _format(format, output)
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
            written = write(conn, format=chosen, out=sys.stdout, **wanted)
        else:
            written = _replace(output, lambda out: write(conn, format=chosen, out=out, **wanted))
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
