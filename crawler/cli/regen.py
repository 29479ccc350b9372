"""`warta regen`: extract the snapshots again and compare."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from crawler.cli import completion
from crawler.cli.errors import WRONG, Problem
from crawler.cli.options import Json, Snapshots
from crawler.cli.output import complain, console, plural, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from crawler.snapshot import Compared, Difference


def regen(
    sites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SITE",
            help="Only the snapshots of these outlets.",
            autocompletion=completion.outlets,
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; only show what differs.")
    ] = False,
    folder: Snapshots = None,
    as_json: Json = False,
) -> None:
    """Extract all snapshots again and show the differences.

    Works offline. Writes the new goldens and ends with 1 if it wrote any, so that somebody reviews
    them. With --check it writes nothing and ends with 1 if any differ.
    """
    from crawler.snapshot import SnapshotError, compare_all, default_folder, write_golden

    place = folder or default_folder()
    try:
        found = list(compare_all(place, tuple(sites or ())))
    except SnapshotError as error:
        raise Problem(str(error), WRONG) from error
    if not found:
        of_sites = f" of {', '.join(sites)}" if sites else ""
        raise Problem(f"{place}: no snapshot{of_sites} found; `warta snapshot URL` keeps one")
    changed = [compared for compared in found if compared.differs]
    if as_json:
        print_json(
            [{"name": c.name, "new": c.is_new, "differences": c.differences} for c in changed]
        )
    else:
        _show(changed, console())
    if not check:
        for compared in changed:
            write_golden(compared)
    written = "" if check else ", new goldens written: review them"
    said = f"{plural(len(changed), 'differs', 'differ')}{written if changed else ''}"
    complain(f"{plural(len(found), 'snapshot')}, {said}")
    if changed:
        raise typer.Exit(WRONG)


def _show(changed: "list[Compared]", out: "Console") -> None:
    for compared in changed:
        out.print(f"[bold]{escape(compared.name)}[/]{' (new)' if compared.is_new else ''}")
        for difference in compared.differences:
            out.print(f"  {difference.field}")
            for line in _lines(difference):
                out.print(f"    {escape(line)}")


def _lines(difference: "Difference") -> Iterator[str]:
    """Yield the old lines with a minus and the new ones with a plus; only those that differ."""
    was, now = _text(difference.was), _text(difference.now)
    for line in difflib.ndiff(was, now):
        if line[:2] in ("- ", "+ "):
            yield line


def _text(value: Any) -> list[str]:
    """Return a value as lines: the paragraphs of a text, the items of a list."""
    if isinstance(value, str):
        return value.split("\n")
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, dict):
        return [f"{name}: {held}" for name, held in value.items()]
    return [str(value)]
