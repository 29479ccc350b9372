"""`warta stats`: what is stored, what was dropped, the last runs."""

from contextlib import closing
from typing import Annotated

import typer

from crawler.cli import stats_views
from crawler.cli.errors import Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Db,
    Json,
    Outlet,
    Since,
    Until,
    known_site,
    period,
)
from crawler.cli.output import console, print_json


def stats(
    db: Db = DEFAULT_DB,
    syndication: Annotated[
        bool, typer.Option("--syndication", help="Show who carried whose text instead.")
    ] = False,
    site: Outlet = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        str, typer.Option("--by", metavar="SPAN", help="Count by day, week or month.")
    ] = "day",
    as_json: Json = False,
) -> None:
    """Show what is stored, what was dropped, and the last runs."""
    from pipelines import query as reading
    from pipelines.query.stats import SPANS

    if by not in SPANS:
        raise Problem(f"--by {by}: one of {', '.join(SPANS)}")
    first, last = period(since, until)
    name = known_site(site)
    if syndication and (name or first or last):
        raise Problem("--syndication counts all outlets and days: leave --site and dates away")
    with opening(), closing(reading.connect_readonly(db)) as conn:
        if syndication:
            data = reading.syndication(conn)
        else:
            data = reading.stats(conn, reading.Filter(site=name, since=first, until=last), by=by)
    if as_json:
        print_json({"database": str(db), **data})
    elif syndication:
        stats_views.show_syndication(console(), data)
    else:
        stats_views.show_stats(console(), db, data)
