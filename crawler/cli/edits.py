"""`warta edits`: what the outlets changed or took down after publication."""

from contextlib import closing
from typing import Annotated, Any

import typer

from crawler.cli import edit_views
from crawler.cli.errors import Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Outlet, known_site, period
from crawler.cli.output import console, print_json


def edits(
    db: Db = DEFAULT_DB,
    site: Outlet = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only headline, figures, quotations, paragraphs or wording.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only edits seen on this day or later."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Only edits seen on this day or earlier."),
    ] = None,
    silent: Annotated[
        bool, typer.Option("--silent", help="Only edits whose page states no new time of change.")
    ] = False,
    min_words: Annotated[
        int,
        typer.Option(
            "--min-words",
            metavar="N",
            min=0,
            help="Only edits of the headline, or of N words added and removed.",
        ),
    ] = 0,
    gone: Annotated[
        bool, typer.Option("--gone", help="List the articles that were taken down instead.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many to print.")
    ] = 50,
    as_json: Json = False,
) -> None:
    """List what the outlets changed after publication."""
    from pipelines import query as reading

    if kind is not None and kind not in reading.EDIT_KINDS:
        raise Problem(f"--kind {kind}: one of {', '.join(reading.EDIT_KINDS)}")
    first, last = period(since, until)
    name = known_site(site)
    rows: list[dict[str, Any]]
    with opening(), closing(reading.connect_readonly(db)) as conn:
        if gone:
            rows = reading.deletions(conn, site=name, limit=limit)
        else:
            which = reading.EditFilter(
                site=name, kind=kind, since=first, until=last, silent=silent, min_words=min_words
            )
            rows = reading.edits(conn, which, limit=limit)
    if as_json:
        print_json({"deletions" if gone else "edits": rows})
    elif gone:
        edit_views.show_deletions(console(), rows)
    else:
        edit_views.show_edits(console(), rows)
