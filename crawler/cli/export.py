"""`warta export`: the articles as files for programs, spreadsheets and feed readers."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import completion
from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Author,
    Db,
    Duplicates,
    Language,
    Section,
    Since,
    Tag,
    Until,
    known_site,
    period,
    time_zone,
)
from crawler.cli.output import complain, plural

if TYPE_CHECKING:
    from pipelines.query.export import Chosen, Written

DELIMITERS = {",": ",", ";": ";", "tab": "\t"}
HAS_BOM = ".csv"  # files that spreadsheets open
FEED_LENGTH = 100  # articles of a feed
REMOVAL_SECONDS = 30.0  # after Ctrl-C, to remove a folder of many files

FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=(
            "jsonl, csv, parquet, xlsx, text, huggingface or atom; default: what --output ends in, "
            "else jsonl."
        ),
        autocompletion=completion.formats,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write to this file, or folder of text and huggingface; default: stdout.",
    ),
]
Query = Annotated[
    str | None,
    typer.Option("--query", metavar="QUERY", help="Only what `warta search` finds with this."),
]
Exact = Annotated[
    bool, typer.Option("--exact", help="With --query: only the words as typed, no other forms.")
]
Sites = Annotated[
    list[str] | None,
    typer.Option(
        "--site",
        metavar="SITE",
        help="Only this outlet, named as in `warta sites`; may be given several times.",
        autocompletion=completion.outlets,
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="NAME,...",
        help="Only these columns, in this order: title,text,published_on.",
        autocompletion=completion.columns,
    ),
]
TimeZone = Annotated[
    str | None,
    typer.Option(
        "--time-zone",
        metavar="ZONE",
        help="Write all times in this zone, such as Asia/Jakarta or UTC; default: as printed.",
    ),
]
SinceId = Annotated[
    int,
    typer.Option(
        "--since-id", metavar="N", min=0, help="Only articles with a higher id: go on from there."
    ),
]
Bom = Annotated[
    bool | None,
    typer.Option(
        "--bom/--no-bom",
        help="Begin CSV with the mark that tells spreadsheets it is UTF-8; default: in *.csv.",
    ),
]


def export(
    db: Db = DEFAULT_DB,
    format: FormatName = None,
    output: Output = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file or the export in the folder.")
    ] = False,
    query: Query = None,
    site: Sites = None,
    since: Since = None,
    until: Until = None,
    language: Language = None,
    section: Section = None,
    author: Author = None,
    tag: Tag = None,
    exact: Exact = False,
    duplicates: Duplicates = False,
    columns: Columns = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="At most so many; atom: 100 by default."),
    ] = None,
    since_id: SinceId = 0,
    order: Annotated[
        str,
        typer.Option("--order", metavar="id|newest", help="By id, or the last published first."),
    ] = "id",
    zone: TimeZone = None,
    bom: Bom = None,
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", metavar=",|;|tab", help="What separates the cells of CSV."),
    ] = None,
    feed_url: Annotated[
        str | None, typer.Option("--feed-url", metavar="URL", help="Where the Atom feed will be.")
    ] = None,
    shard_rows: Annotated[
        int,
        typer.Option(
            "--shard-rows", metavar="N", min=1, help="Articles in a Parquet file of huggingface."
        ),
    ] = 100_000,
) -> None:
    """Write the articles: JSON lines, CSV, Parquet, Excel, text, Atom.

    The columns are the fields of an article (docs/article.md), its id, day and length, and for a
    duplicate the id and URL of the article kept for it. docs/export.md has recipes.
    """
    from pipelines.query import Filter, connect_readonly
    from pipelines.query.export import Chosen, Style, save
    from pipelines.query.export import export as write

    chosen_format = _format(format, output)
    first, last = period(since, until)
    if query is not None and not query.strip():
        raise Problem('the query is empty: give a word, as in --query "harga beras"')
    _check(chosen_format, columns, order, since_id, bom, delimiter, feed_url)
    chosen = Chosen(
        which=Filter(
            since=first, until=last, language=language, section=section, author=author, tag=tag,
            duplicates=duplicates,
        ),
        sites=tuple(name for name in map(known_site, site or ()) if name),
        query=query or "",
        exact=exact,
        since_id=since_id,
        limit=FEED_LENGTH if chosen_format == "atom" and limit is None else limit,
        order=order,
        columns=tuple(name.strip() for name in (columns or "").split(",") if name.strip()),
        zone=time_zone(zone),
    )  # fmt: skip
    in_a_file = output is not None and output.suffix.lower() == HAS_BOM
    style = Style(
        made_at=datetime.now(UTC),
        bom=chosen_format == "csv" and (in_a_file if bom is None else bom),
        delimiter=DELIMITERS[delimiter or ","],
        feed_url=feed_url or "",
        shard_rows=shard_rows,
    )
    with _explained(output), opening(), closing(connect_readonly(db)) as conn, _stoppable():
        if output is None:
            written = write(conn, chosen_format, sys.stdout, chosen, style)
        else:
            written = save(conn, chosen_format, output, chosen, style, replace=force)
    _say(written, output, chosen, goes_on=chosen_format != "atom" and order == "id")


def _format(name: str | None, output: Path | None) -> str:
    """Return the format that is asked for. Raises `Problem`."""
    from pipelines.query.export.formats import FORMATS, Target, format_of_ending

    if name is not None and name not in FORMATS:
        raise Problem(f"--format {name}: choose one of {', '.join(FORMATS)}")
    chosen = name or (format_of_ending(output.suffix.lstrip(".")) if output else "jsonl")
    if chosen is None:
        raise Problem(
            f"{output} does not say the format: choose one of {', '.join(FORMATS)} with --format"
        )
    target = FORMATS[chosen].target
    if output is None and target is not Target.STREAM:
        what = "a folder" if target is Target.FOLDER else "a file"
        raise Problem(f"the format {chosen} is {what}: name it with --output")
    return chosen


def _check(
    format: str,
    columns: str | None,
    order: str,
    since_id: int,
    bom: bool | None,
    delimiter: str | None,
    feed_url: str | None,
) -> None:
    """Raise `Problem` for options that do not fit the format or each other."""
    from pipelines.query.export.rows import ORDERS

    given = {"--bom": bom and "csv", "--delimiter": delimiter and "csv"}
    given["--feed-url"] = feed_url and "atom"
    for option, wanted in given.items():
        if wanted and format != wanted:
            raise Problem(f"{option} is for {wanted}, the format is {format}")
    if delimiter is not None and delimiter not in DELIMITERS:
        raise Problem(f"--delimiter {delimiter!r}: choose one of {', '.join(DELIMITERS)}")
    if order not in ORDERS:
        raise Problem(f"--order {order}: choose one of {', '.join(ORDERS)}")
    if order == "newest" and since_id:
        raise Problem("--since-id goes on in the order of ids: leave out --order newest")
    if format == "atom" and columns is not None:
        raise Problem("--columns does not fit a feed, whose elements are given: leave it out")
    if columns is not None and not columns.replace(",", " ").strip():
        raise Problem("--columns is empty: name columns, as in title,text,published_on")
    if feed_url and not feed_url.startswith(("http://", "https://")):
        raise Problem(f"--feed-url {feed_url}: not an address; it begins with https://")


@contextmanager
def _explained(output: Path | None) -> Iterator[None]:
    """Turn what can go wrong with an export into a `Problem`."""
    from pipelines.query import QueryError
    from pipelines.query.export import ExportRefused, MissingExtra, UnknownColumn

    try:
        yield
    except (ExportRefused, MissingExtra, QueryError) as error:
        raise Problem(str(error)) from error
    except UnknownColumn as error:
        raise Problem(f"--columns: {error}") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        why = (os.strerror(error.errno) if error.errno else str(error)).lower()
        kept = "nothing was left there" if output else "the output is not complete"
        raise Problem(f"{output or 'stdout'} cannot be written: {why}; {kept}", WRONG) from error


@contextmanager
def _stoppable() -> Iterator[None]:
    """End with Ctrl-C and SIGTERM as with any error: what is half-written is removed."""
    from crawler.stop import Stop

    says = "the export is ending; nothing half-written is left"
    with Stop(says, overdue=lambda: None, seconds=REMOVAL_SECONDS):
        yield


def _say(written: "Written", output: Path | None, chosen: "Chosen", *, goes_on: bool) -> None:
    """Say on stderr what was written; of a whole export to stdout nothing."""
    is_part = chosen.limit is not None or bool(chosen.since_id)
    if output is None and written.articles and not written.hidden and not is_part:
        return
    parts = [f"{plural(written.articles, 'article')} written to {output or 'stdout'}"]
    if written.hidden:
        hidden = plural(written.hidden, "duplicate")
        parts.append(f"{hidden} left out: --duplicates includes them")
    if goes_on:
        parts.append(f"last id {written.last_id}: --since-id {written.last_id} goes on from there")
    complain("; ".join(parts))
