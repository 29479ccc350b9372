"""`warta show`: one article."""

from contextlib import closing
from typing import Annotated

import typer

from crawler.cli import show_views
from crawler.cli.errors import Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Db,
    Json,
)
from crawler.cli.output import console, print_json
from crawler.printable import printable


def show(
    article: Annotated[str, typer.Argument(metavar="ID|URL", help="Its number or its URL.")],
    db: Db = DEFAULT_DB,
    text: Annotated[bool, typer.Option("--text", help="Print only the text.")] = False,
    removed: Annotated[
        bool, typer.Option("--removed", help="Mark the removed lines at their places in the text.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print only what the outlet changed, word by word.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show one article: removed lines, edits, copies, story."""
    from pipelines.query import connect_readonly
    from pipelines.query import show as find

    with opening(), closing(connect_readonly(db)) as conn:
        found = find(conn, article)
    if found is None:
        raise Problem(f"{db} has no article {article}: `warta search` shows the numbers")
    if as_json:
        print_json(found)
    elif text:
        typer.echo(printable(found["text"]))
    else:
        show_views.show_article(console(), found, removed=removed, only_edits=diff)
