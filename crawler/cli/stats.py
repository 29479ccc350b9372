"""`warta stats`: what is stored, what was dropped, the last runs."""

from contextlib import closing
from typing import Annotated

import typer

from crawler.cli import stats_views
from crawler.cli.errors import opening
from crawler.cli.options import (
    DEFAULT_DB,
    Db,
    Json,
)
from crawler.cli.output import console, print_json


def stats(
    db: Db = DEFAULT_DB,
    syndication: Annotated[
        bool, typer.Option("--syndication", help="Show who carried whose text instead.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what is stored, what was dropped, and the last runs."""
    from pipelines import query as reading

    with opening(), closing(reading.connect_readonly(db)) as conn:
        data = reading.syndication(conn) if syndication else reading.stats(conn)
    if as_json:
        print_json({"database": str(db), **data})
    elif syndication:
        stats_views.show_syndication(console(), data)
    else:
        stats_views.show_stats(console(), db, data)
