"""`warta reprocess`: read archived pages again with today's code and rules."""

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Outlet, Workers, day, known_site
from crawler.cli.output import complain, console, plural, print_json, show_table, show_text
from crawler.cli.overrides import overrides
from crawler.cli.progress import progress
from crawler.printable import WIB
from crawler.stop import stopping

if TYPE_CHECKING:
    from pipelines.work.reprocess import Changes

MAX_SHOWN_CHARS = 100


def reprocess(
    archive: Annotated[
        list[Path] | None,
        typer.Option(
            "--archive",
            metavar="DIR",
            help="A folder of WARC files or saved pages; may be repeated. Default: WARTA_ARCHIVE.",
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    site: Outlet = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only pages fetched on this day or later."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change and write nothing.")
    ] = False,
    workers: Workers = None,
    as_json: Json = False,
) -> None:
    """Read archived pages again with today's rules."""
    with stopping("reading", db):
        _reprocess(archive or [], db, site, since, dry_run, workers, as_json)


def _reprocess(
    archive: list[Path],
    db: Path,
    site: str | None,
    since: str | None,
    dry_run: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    settings = overrides(None)
    paths = archive or list(filter(None, [settings.path("WARTA_ARCHIVE")]))
    if not paths:
        raise Problem(
            "no archive: name the folder that `warta crawl --archive` wrote with --archive"
        )
    for path in paths:
        if not path.exists():
            raise Problem(f"{path}: there is no such file or folder")
    first = day(since, "--since")
    from crawler.registry.stored_outlets import open_store
    from crawler.sites import for_text, rules_for
    from pipelines.work.reprocess import reprocess as run

    with opening():
        store = open_store(db, create=False)
    with store, progress("reprocess") as update:
        report, changes = run(
            paths,
            store,
            rules_for,
            for_text,
            site=known_site(site),
            since=datetime.combine(first, time.min, WIB) if first else None,
            dry_run=dry_run,
            workers=settings.workers(workers),
            on_progress=update,
        )
    if as_json:
        print_json(as_data(changes, dry_run=dry_run))
    else:
        show(console(), changes, dry_run=dry_run)
    for problem in report.problems:
        complain(problem)
    if report.problems:
        raise typer.Exit(WRONG)


def as_data(changes: "Changes", *, dry_run: bool) -> dict[str, object]:
    """Return the changes ready for JSON."""
    return {
        "dry_run": dry_run,
        "read_before": changes.left,
        "articles": [
            {"site": site, "kind": kind, "count": count}
            for (site, kind), count in sorted(changes.kinds.items())
        ],
        "fields": [
            {
                "site": site,
                "field": name,
                "count": count,
                "examples": changes.examples.get((site, name), []),
            }
            for (site, name), count in sorted(changes.fields.items())
        ],
    }


def show(out: Console, changes: "Changes", *, dry_run: bool) -> None:
    """Print what changes, by outlet and field, with examples."""
    if changes.left:
        what = "had been read by this warta and these rules already"
        out.print(f"{plural(changes.left, 'page')} {what}")
    if not changes.kinds:
        out.print("no pages to read again")
        return
    kinds = sorted({kind for _, kind in changes.kinds})
    sites = sorted({site for site, _ in changes.kinds})
    rows = [(site, *(changes.kinds[site, kind] for kind in kinds)) for site in sites]
    out.print("[bold]articles that would be[/]" if dry_run else "[bold]articles[/]")
    show_table(out, ["outlet", *((kind, "right") for kind in kinds)], rows)
    if changes.fields:
        out.print("\n[bold]fields that differ[/]")
    for (site, name), count in sorted(changes.fields.items()):
        out.print(f"{escape(site)}  {name}  {count:,}")
        for example in changes.examples.get((site, name), []):
            show_text(out, example.url, indent=4)
            now, then = first_difference(example.now, example.then)
            show_text(out, f"- {now}", indent=6)
            show_text(out, f"+ {then}", indent=6)


def first_difference(now: str, then: str) -> tuple[str, str]:
    """Return the first lines in which two values differ, shortened."""
    old, new = now.split("\n"), then.split("\n")
    gone = next((line for line in old if line not in new), "")
    come = next((line for line in new if line not in old), "")
    return gone[:MAX_SHOWN_CHARS], come[:MAX_SHOWN_CHARS]
