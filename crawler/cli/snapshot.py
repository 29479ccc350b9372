"""`warta snapshot`: keep a page as a regression test."""

from typing import Annotated

import typer

from crawler.cli.errors import Problem
from crawler.cli.options import Snapshots
from crawler.cli.output import complain
from crawler.cli.overrides import Set, overrides


def snapshot(
    target: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="A URL or a file.")],
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="The URL of the page in the file."),
    ] = None,
    folder: Snapshots = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing snapshot.")] = False,
    pairs: Set = None,
) -> None:
    """Keep a page and its result, outside the repository.

    `warta regen` shows later what has changed. A URL is fetched under robots.txt.
    """
    from crawler.cli.try_page import source_of
    from crawler.snapshot import SnapshotError, default_folder, keep, missing
    from pipelines.records import Page

    settings = overrides(pairs, a_page=True)
    page, more = source_of(target, url, settings.given)
    place = folder or settings.path("WARTA_SNAPSHOTS") or default_folder()
    if not isinstance(page, Page):
        raise Problem(f"{target} is not a web page: only HTML can be kept")
    try:
        path, outcome = keep(page, place, replace=force)
    except SnapshotError as error:
        raise Problem(str(error)) from error
    typer.echo(path)
    if outcome["outcome"] == "drop":
        complain(f"it becomes no article ({outcome['reason']}): `warta regen` will expect that")
    if missed := missing(outcome):
        complain(f"it has no {', no '.join(missed)}: look at it with `warta try`")
    if more:
        complain(f"{target} holds more than one page: the first was taken; select one with --url")
