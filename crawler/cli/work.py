"""Commands that fill the database: crawl and ingest."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Since, Until, period
from crawler.cli.output import complain, console, print_json, show_table
from crawler.progress import progress

if TYPE_CHECKING:
    from crawler.site import Site

INTERRUPTED = 130
COUNTED = ("seen", "new", "duplicates", "revised", "unchanged", "dropped", "failed")


def crawl(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SITE]...", help="Outlets, named as in `warta sites`."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All outlets.")] = False,
    db: Db = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="How many articles to keep of each outlet at most."),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--archive",
            metavar="DIR",
            envvar="WARTA_ARCHIVE",
            help="Write every response to WARC files in this folder.",
        ),
    ] = None,
    replay: Annotated[
        list[Path] | None,
        typer.Option(
            "--replay",
            metavar="FILE",
            help="Read this WARC file, or folder of them, and not the network; may be repeated.",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes that extract; one for each processor."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Print Scrapy's log to stderr.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fetch what is new of the outlets, under their robots.txt, and store the articles.

    What a crawl that was stopped or killed had left, the next one does.
    """
    chosen = _outlets(names or [], every)
    first, last = period(since, until)
    for path in replay or []:
        if not path.exists():
            raise Problem(f"--replay {path}: there is no such file or folder")
    if not replay and not os.environ.get("WARTA_CONTACT"):
        complain("no contact is set: set WARTA_CONTACT to a URL or address that reaches you")
    summaries = run_crawl(
        chosen,
        db,
        since=first,
        until=last,
        limit=limit,
        archive=archive,
        replay=replay or [],
        workers=workers,
        settings={"LOG_LEVEL": "INFO"} if verbose else {},
    )
    if as_json:
        print_json(summaries)
    else:
        _show_summaries(summaries)
    _leave(summaries)


def run_crawl(chosen: "Sequence[Site]", db: Path, **options: Any) -> list[dict[str, Any]]:
    """Return the summary of each outlet's crawl, showing progress. Raises `Problem`."""
    from crawler.crawl import crawl as run
    from crawler.replay import ReplayError

    with opening(), progress("crawl") as update:
        try:
            return run(chosen, db=db, on_progress=update, **options)
        except ReplayError as error:
            raise Problem(str(error)) from error


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="WARC, HTML, JSON lines or plain text: files or folders."
        ),
    ],
    db: Db = DEFAULT_DB,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where the page in the one file was found."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes that extract; one for each processor."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read pages that you have and store the articles, as a crawl would."""
    missing = [path for path in paths if not path.exists()]
    if len(missing) == len(paths):
        raise Problem(f"{missing[0]}: there is no such file or folder")
    if url is not None and (len(paths) > 1 or paths[0].is_dir()):
        raise Problem("--url says where one page was found: give one file with it")
    from pipelines.batch import ingest as run

    from crawler.sites import for_text, rules_for
    from pipelines.store import ArticleStore

    with opening():
        store = ArticleStore(db)
    with store, progress("ingest") as update:
        report = run(
            paths, store, rules_for, for_text, workers=workers, url=url, on_progress=update
        )
    if as_json:
        print_json(report)
    else:
        show_counts(["input"], [("all", {name: getattr(report, name) for name in COUNTED})])
    for problem in report.problems:
        complain(problem)
    if report.problems:
        raise typer.Exit(WRONG)


def show_counts(
    heads: Sequence[str], rows: Sequence[tuple[str, Mapping[str, Any]]], *more: str
) -> None:
    """Print counters in a table: a row for each name, then the columns named in `more`."""
    columns = [*heads, *((name, "right") for name in COUNTED), *more]
    counts = [(name, *(row[column] for column in (*COUNTED, *more))) for name, row in rows]
    show_table(console(), columns, counts)


def _outlets(names: Sequence[str], every: bool) -> "list[Site]":
    from crawler.sites import all_sites

    if every and names:
        raise Problem("give the names of outlets or --all, not both")
    if not every and not names:
        raise Problem("which outlets? name them, or give --all; `warta sites` lists them")
    return list(all_sites()) if every else [_outlet(name) for name in dict.fromkeys(names)]


def _outlet(name: str) -> "Site":
    """Return the outlet of a name, or of an address that belongs to it."""
    from crawler.sites import for_url, get

    if "://" not in name:
        return get(name)
    found = for_url(name)
    if found is None:
        raise Problem(
            f"{name} belongs to no outlet that warta knows: `warta sites` lists them, "
            "`warta try URL` shows what comes of a single page"
        )
    return found


def _show_summaries(summaries: Sequence[Mapping[str, Any]]) -> None:
    rows = [(s["site"], {**dict.fromkeys(COUNTED, 0), **s, "ended": s["finish_reason"]})
            for s in summaries]  # fmt: skip
    show_counts(["outlet"], rows, "ended")


def _leave(summaries: Sequence[Mapping[str, Any]]) -> None:
    """Name what is wrong on stderr and leave with the exit code that says so."""
    for summary in summaries:
        for problem in summary["problems"]:
            complain(problem)
    if any(summary["finish_reason"] == "interrupted" for summary in summaries):
        complain("interrupted: what was fetched is stored, the next crawl does the rest")
        sys.stdout.flush()
        raise typer.Exit(INTERRUPTED)
    if any(summary["problems"] for summary in summaries):
        raise typer.Exit(WRONG)
