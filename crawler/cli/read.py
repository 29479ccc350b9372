"""Commands that read the database: search, show, stats, export."""

import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.cli import views
from crawler.cli.errors import Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Db,
    Duplicates,
    Json,
    Outlet,
    Since,
    Until,
    known_site,
    period,
)
from crawler.cli.output import complain, console, plural, print_json

FORMATS = ("jsonl", "csv")


def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help='Words; "two words" is a phrase, korup* a beginning.'),
    ],
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many hits to print.")
    ] = 10,
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", min=0, help="How many hits to skip.")
    ] = 0,
    site: Outlet = None,
    since: Since = None,
    until: Until = None,
    duplicates: Duplicates = False,
    as_json: Json = False,
) -> None:
    """Find articles that contain all the words, the best match first."""
    from pipelines import query as reading

    words = " ".join(query)
    if not words.strip():
        raise Problem('the query is empty: give a word to search for, as in warta search "banjir"')
    first, last = period(since, until)
    wanted: dict[str, Any] = {
        "site": known_site(site), "since": first, "until": last, "duplicates": duplicates,
    }  # fmt: skip
    marks = ("[", "]") if as_json else views.marks()
    with opening(), closing(reading.connect_readonly(db)) as conn:
        try:
            hits = reading.search(conn, words, limit=limit, offset=offset, marks=marks, **wanted)
            counts = reading.count_hits(conn, words, **wanted)
        except reading.QueryError as error:
            complain(str(error))
            hits, counts = [], reading.Counts(found=0, hidden=0)
    if as_json:
        print_json({"query": words, "found": counts.found, "hidden": counts.hidden, "hits": hits})
    else:
        views.show_hits(console(), words, hits, counts, shown_from=offset)


def show(
    article: Annotated[str, typer.Argument(metavar="ID|URL", help="Its number or its address.")],
    db: Db = DEFAULT_DB,
    text: Annotated[bool, typer.Option("--text", help="Print only the text.")] = False,
    as_json: Json = False,
) -> None:
    """Show one article: what was removed, its copies, its story and why."""
    from pipelines.query.search import connect_readonly
    from pipelines.query.search import show as find

    with opening(), closing(connect_readonly(db)) as conn:
        found = find(conn, article)
    if found is None:
        raise Problem(f"{db} has no article {article}: `warta search` shows the numbers")
    if as_json:
        print_json(found)
    elif text:
        typer.echo(found["text"])
    else:
        views.show_article(console(), found)


def stats(
    db: Db = DEFAULT_DB,
    syndication: Annotated[
        bool, typer.Option("--syndication", help="Who carried whose text instead.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what is stored, what was dropped and why, the last runs."""
    from pipelines import query as reading

    with opening(), closing(reading.connect_readonly(db)) as conn:
        data = reading.syndication(conn) if syndication else reading.stats(conn)
    if as_json:
        print_json({"database": str(db), **data})
    elif syndication:
        views.show_syndication(console(), data)
    else:
        views.show_stats(console(), db, data)


def export(
    db: Db = DEFAULT_DB,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="jsonl|csv", help="jsonl, or what --output ends in."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A file instead of stdout."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    site: Outlet = None,
    since: Since = None,
    until: Until = None,
    duplicates: Duplicates = False,
) -> None:
    """Write the articles as JSON lines or CSV.

    The columns are the fields of an article (docs/article.md) under their names.
    """
    from pipelines.query.export import export as write
    from pipelines.query.export import left_out
    from pipelines.query.search import connect_readonly

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
    more = f", {plural(hidden, 'duplicate')} left out: --duplicates has them" if hidden else ""
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
    """Return whether the file is a SQLite database or the log beside one."""
    if path.name.endswith(("-wal", "-shm")):
        return True
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _replace(path: Path, write: Any) -> int:
    """Write a file in one step: whoever opens it sees the old one or the whole new one."""
    if path.is_dir() or not path.parent.is_dir():
        raise Problem(f"{path}: the folder {path.parent} does not exist, or this is a folder")
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
