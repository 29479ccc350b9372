"""`warta search`: full-text search."""

from contextlib import closing
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
from crawler.cli.output import complain, console, print_json


def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help='Words; "two words" is a phrase, korup* a prefix.'),
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
    """Find articles that contain all the words, best match first."""
    from pipelines import query as reading

    words = " ".join(query)
    if not words.strip():
        raise Problem('the query is empty: give a word, as in warta search "banjir"')
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
