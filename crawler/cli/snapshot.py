"""`warta snapshot`: a page kept for regression."""

from typing import Annotated

import typer

from crawler.cli.errors import Problem
from crawler.cli.options import Snapshots
from crawler.cli.output import complain
from crawler.cli.overrides import Set, overrides


def snapshot(
    target: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="A web address or a file.")],
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where the page in the file was found."),
    ] = None,
    folder: Snapshots = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the snapshot if it is there.")
    ] = False,
    pairs: Set = None,
) -> None:
    """Keep a page with what comes of it, outside the repository.

    `warta regen` says later what comes out otherwise. A URL is fetched politely.
    """
    from crawler.cli.try_page import source_of
    from crawler.snapshot import SnapshotError, default_folder, keep, missing
    from pipelines.records import Page

    settings = overrides(pairs, a_page=True)
    page, more = source_of(target, url, settings.given)
    place = folder or settings.path("WARTA_SNAPSHOTS") or default_folder()
    if not isinstance(page, Page):
        raise Problem(f"{target} is no web page: only HTML can be kept")
    try:
        path, outcome = keep(page, place, replace=force)
    except SnapshotError as error:
        raise Problem(str(error)) from error
    typer.echo(path)
    if outcome["outcome"] == "drop":
        complain(f"no article comes of it ({outcome['reason']}): that is what regen will expect")
    if missed := missing(outcome):
        complain(f"it has no {', no '.join(missed)}: look at it with `warta try`")
    if more:
        complain(f"{target} holds more than one page: this is the first; choose one with --url")
