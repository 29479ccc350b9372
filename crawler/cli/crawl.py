"""`warta crawl`: fetch what is new of the outlets."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.cli import live
from crawler.cli.crawl_status import show_status
from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Since, Until, Workers, period
from crawler.cli.output import complain, console, print_json, show_table

if TYPE_CHECKING:
    from crawler.site import Site

INTERRUPTED = 130
LISTINGS_NAMED = 5

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="SITE", help="Outlets, named as in `warta sites`."),
]
Every = Annotated[bool, typer.Option("--all", help="All outlets that are not marked as blocked.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", min=1, help="How many articles to keep of each outlet at most."
    ),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections",
        metavar="NAME,...",
        help="Only these sections of the outlets, named as in `warta sites SITE`.",
    ),
]
MaxPages = Annotated[
    int | None,
    typer.Option(
        "--max-pages",
        metavar="N",
        min=1,
        help="How many index pages to read for one day, or of a list that is not by day, at most.",
    ),
]
OldestFirst = Annotated[
    bool, typer.Option("--oldest-first", help="Begin with the first day and not with the last.")
]
Status = Annotated[
    bool,
    typer.Option("--status", help="Fetch nothing: show which days are done and what is left."),
]
Archive = Annotated[
    Path | None,
    typer.Option("--archive", metavar="DIR", help="Write every response to WARC files there."),
]
Replay = Annotated[
    list[Path] | None,
    typer.Option(
        "--replay",
        metavar="FILE",
        help="Read this WARC file, or folder of them, and not the network; may be repeated.",
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print Scrapy's log to stderr.")]


def crawl(
    names: Names = None,
    every: Every = False,
    db: Db = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    sections: Sections = None,
    limit: Limit = None,
    max_pages: MaxPages = None,
    oldest_first: OldestFirst = False,
    status: Status = False,
    archive: Archive = None,
    replay: Replay = None,
    workers: Workers = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Fetch what is new of the outlets and store the articles.

    robots.txt is obeyed. What a crawl that was stopped or killed had left, the next one does. With
    --since and --until it goes back: each day is read to its end once.
    """
    if status:
        show_status(db, [_outlet(name).name for name in names or []], as_json=as_json)
        return
    chosen = _outlets(names or [], every)
    first, last = period(since, until)
    _check_source(replay or [])
    summaries = run_crawl(
        _with_sections(chosen, wanted) if (wanted := _parts(sections)) else chosen,
        db,
        since=first,
        until=last,
        sections=wanted,
        limit=limit,
        max_pages=max_pages,
        oldest_first=oldest_first,
        archive=archive,
        replay=replay or [],
        workers=workers,
        settings={"LOG_LEVEL": "INFO"} if verbose else {},
        quiet=verbose,
    )
    for summary in summaries:
        summary["problems"] += _failed_listings(db, summary)
        if replay and not summary["problems"] and not summary.get("answers"):
            summary["problems"].append(f"{summary['site']}: nothing of it is in the recording")
    print_json(summaries) if as_json else _show_summaries(summaries)
    leave(summaries)


def run_crawl(
    chosen: "Sequence[Site]", db: Path, *, quiet: bool = False, **options: Any
) -> list[dict[str, Any]]:
    """Return the summary of each outlet's crawl, showing progress. Raises `Problem`.

    Beside what `crawler.crawl` gives, a summary has `found`, the addresses that were new, and
    `next_due`, when the first page or listing is due again. `quiet` asks for plain progress.
    """
    from crawler.crawl import crawl as run
    from crawler.http.replay import ReplayError
    from pipelines.query import next_due

    names = [site.name for site in chosen]
    with opening(), live.crawl_progress(db, names, quiet=quiet) as update:
        try:
            summaries = run(chosen, db=db, on_progress=update, **options)
        except ReplayError as error:
            raise Problem(str(error)) from error
    dues = next_due(db, names)
    for summary in summaries:
        summary |= {"found": summary.get("links", 0), "next_due": dues.get(summary["site"])}
    return summaries


def _parts(sections: str | None) -> list[str]:
    return [part for part in (sections or "").split(",") if part.strip()]


def _with_sections(chosen: "Sequence[Site]", wanted: Sequence[str]) -> "Sequence[Site]":
    """Return the outlets that have one of the sections. Raises `Problem` for one that none has."""
    from crawler.planning.scope import check_sections

    names = {part.strip().lower() for part in wanted}
    having = [site for site in chosen if not names.isdisjoint(site.sections)]
    try:
        check_sections(having or chosen, wanted)
    except ValueError as error:
        raise Problem(f"--sections: {error}") from None
    return having


def _check_source(replay: Sequence[Path]) -> None:
    """Raise `Problem` for a recording that is not there; without one, ask for a contact."""
    for path in replay:
        if not path.exists():
            raise Problem(f"--replay {path}: there is no such file or folder")
    if not replay and not os.environ.get("WARTA_CONTACT"):
        complain("no contact is set: set WARTA_CONTACT to a URL or address that reaches you")


def _outlets(names: Sequence[str], every: bool) -> "list[Site]":
    from crawler.sites import all_sites

    if every and names:
        raise Problem("give the names of outlets or --all, not both")
    if not every and not names:
        raise Problem("which outlets? name them, or give --all; `warta sites` lists them")
    if every:
        return [site for site in all_sites() if site.status != "blocked" and _is_listed(site)]
    chosen = [_outlet(name) for name in names]
    for site in chosen:
        if not _is_listed(site):
            raise Problem(
                f"{site.name}: nothing is known of where its articles are listed; "
                "`warta ingest` reads pages of it that you have"
            )
    return list({site.name: site for site in chosen}.values())


def _is_listed(site: "Site") -> bool:
    return bool(site.feeds or site.sitemaps or site.indexes)


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


def _failed_listings(db: Path, summary: Mapping[str, Any]) -> list[str]:
    """Return a line for each of the first listings that gave an error in the run."""
    from pipelines.query import connect_readonly, failed_listings

    failed = int(summary.get("listings_failed", 0))
    if not failed:
        return []
    with closing(connect_readonly(db)) as conn:
        listings = failed_listings(conn, summary["site"], summary["started_at"])
    lines = [f"{listing.url}: {listing.error}" for listing in listings[:LISTINGS_NAMED]]
    if failed > len(lines):
        lines.append(
            f"{summary['site']}: {failed - len(lines)} more of its feeds, sitemaps and index pages "
            "gave an error; the table frontier has them"
        )
    return lines


def _show_summaries(summaries: Sequence[Mapping[str, Any]]) -> None:
    """Print a line for each outlet: what was found, what became of it, when more is due."""
    rows = [
        (
            run["site"],
            *(run.get(live.NAMES.get(name, name), 0) for name in live.COUNTED),
            live.due(run["next_due"]),
            run["finish_reason"],
        )
        for run in summaries
    ]
    numbers = [(name, "right") for name in live.COUNTED]
    show_table(console(), ["outlet", *numbers, "next due", "ended"], rows)


def leave(summaries: Sequence[Mapping[str, Any]]) -> None:
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
