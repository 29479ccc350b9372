"""`warta age-out`: remove old articles from the index of near-duplicates."""

from datetime import datetime
from typing import Annotated

import typer

from crawler.cli.errors import Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, day
from crawler.cli.output import plural, print_json
from crawler.printable import WIB


def age_out(
    before: Annotated[
        str,
        typer.Option("--before", metavar="DATE", help="A day: 2026-01-01, or 365d for a year ago."),
    ],
    db: Db = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Remove old articles from the index of near-duplicates.

    The articles stay. An exact copy of one is still found, an edited one no longer.
    """
    from pipelines.store import ArticleStore

    first = day(before, "--before")
    if first is None:
        raise Problem("--before needs a day: write it as 2026-01-01 or 365d")
    with opening(), ArticleStore(db, create=False) as store:
        count = store.age_out(datetime(first.year, first.month, first.day, tzinfo=WIB))
    if as_json:
        print_json({"database": str(db), "before": first.isoformat(), "aged_out": count})
        return
    typer.echo(
        f"{plural(count, 'article')} published before {first} removed from the index of "
        "near-duplicates."
    )
