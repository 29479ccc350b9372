"""`warta crawl`: fetch what is new and store the articles."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.cli import completion, live
from crawler.cli.crawl_status import show_status
from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Since, Until, Workers, period
from crawler.cli.output import complain, console, print_json, show_table
from crawler.cli.overrides import Overrides, Set, ask_for_contact, overrides
from crawler.stop import exit_code

if TYPE_CHECKING:
    from crawler.site import Site

LISTINGS_NAMED = 5
# The options that mean nothing for the URL of an article, by their parameters.
OF_OUTLETS = {
    "every": "--all", "since": "--since", "until": "--until", "sections": "--sections",
    "limit": "--limit", "max_pages": "--max-pages", "oldest_first": "--oldest-first",
    "retry_failed": "--retry-failed",
}  # fmt: skip

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SITE",
        help="Outlets, named as in `warta sites`; or URLs of articles, which are fetched.",
        autocompletion=completion.outlets,
    ),
]
Every = Annotated[bool, typer.Option("--all", help="All outlets that are not marked as blocked.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Store at most N articles per outlet."),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections",
        metavar="NAME,...",
        help="Only these sections, named as in `warta sites SITE`.",
    ),
]
MaxPages = Annotated[
    int | None,
    typer.Option(
        "--max-pages",
        metavar="N",
        min=1,
        help="Read at most N index pages per day, or of a listing that is not by day.",
    ),
]
OldestFirst = Annotated[
    bool,
    typer.Option("--oldest-first", help="Fetch the oldest articles first, not those listed last."),
]
RetryFailed = Annotated[
    bool,
    typer.Option("--retry-failed", help="Ask only for what failed or was given up before."),
]
Status = Annotated[
    bool,
    typer.Option("--status", help="Fetch nothing; show which days are done and what is left."),
]
Archive = Annotated[
    Path | None,
    typer.Option(
        "--archive", metavar="DIR", help="Write every response to WARC files in this folder."
    ),
]
Replay = Annotated[
    list[Path] | None,
    typer.Option(
        "--replay",
        metavar="FILE",
        help="Read this WARC file or folder instead of the network; may be repeated.",
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print Scrapy's log to stderr.")]


def crawl(
    ctx: typer.Context,
    names: Names = None,
    every: Every = False,
    db: Db = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    sections: Sections = None,
    limit: Limit = None,
    max_pages: MaxPages = None,
    oldest_first: OldestFirst = False,
    retry_failed: RetryFailed = False,
    status: Status = False,
    archive: Archive = None,
    replay: Replay = None,
    workers: Workers = None,
    pairs: Set = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Fetch what is new and store the articles.

    robots.txt is obeyed. A crawl that was stopped or killed is continued by the next one. With
    --since and --until it goes back in time: each day is read to its end once.
    """
    settings = overrides(pairs)
    db = chosen_db(ctx, db, settings)
    if status:
        show_status(db, [_outlet(name).name for name in names or []], as_json=as_json)
        return
    if articles := _articles(ctx, names or []):
        from crawler.cli.fetch import fetch_articles

        fetch_articles(
            articles,
            db,
            settings,
            archive=archive,
            replay=chosen_recordings(replay, settings),
            workers=workers,
            verbose=verbose,
            as_json=as_json,
        )
        return
    chosen = _outlets(names or [], every)
    first, last = period(since, until)
    if retry_failed and (max_pages or oldest_first):
        raise Problem("--retry-failed reads no index pages: leave out --max-pages, --oldest-first")
    _check_delay(chosen, settings)
    recordings = chosen_recordings(replay, settings)
    summaries = run_crawl(
        _with_sections(chosen, wanted) if (wanted := _parts(sections)) else chosen,
        db,
        since=first,
        until=last,
        sections=wanted,
        limit=limit,
        max_pages=max_pages,
        oldest_first=oldest_first,
        retry_failed=retry_failed,
        archive=archive or settings.path("WARTA_ARCHIVE"),
        replay=recordings,
        workers=settings.workers(workers),
        settings={**({"LOG_LEVEL": "INFO"} if verbose else {}), **settings.given},
        quiet=verbose,
    )
    for summary in summaries:
        summary["problems"] += _failed_listings(db, summary)
        if recordings and not summary["problems"] and not summary.get("answers"):
            summary["problems"].append(f"{summary['site']}: nothing of it is in the recording")
        if retry_failed and not (summary["problems"] or summary["seen"] or summary["listings"]):
            complain(f"{summary['site']}: nothing had failed before")
    print_json(summaries) if as_json else _show_summaries(summaries)
    leave(summaries)


def run_crawl(
    chosen: "Sequence[Site]", db: Path, *, quiet: bool = False, **options: Any
) -> list[dict[str, Any]]:
    """Return the summary of each outlet's crawl, and show progress meanwhile. Raises `Problem`.

    In addition to what `crawler.crawl` returns, a summary has `found`, the number of new URLs, and
    `next_due`, when the first URL is due again. `quiet` means plain lines of progress.
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
    """Return the outlets that have one of the sections. Raises `Problem` for an unknown section."""
    from crawler.planning.scope import check_sections

    names = {part.strip().lower() for part in wanted}
    having = [site for site in chosen if not names.isdisjoint(site.sections)]
    try:
        check_sections(having or chosen, wanted)
    except ValueError as error:
        raise Problem(f"--sections: {error}") from None
    return having


def chosen_db(ctx: typer.Context, db: Path, settings: Overrides) -> Path:
    """Return the database: that of --db, else of --set, else of the environment."""
    if "WARTA_DB" in settings.given and not _is_given(ctx, "db"):
        return Path(settings.given["WARTA_DB"])
    return db


def chosen_recordings(replay: Sequence[Path] | None, settings: Overrides) -> list[Path]:
    """Return the recordings to read instead of the network. Raises `Problem` for a missing one.

    Without one, a contact is asked for.
    """
    recordings = list(replay or map(Path, settings.ours["WARTA_REPLAY"]))
    _check_source(recordings, settings)
    return recordings


def _articles(ctx: typer.Context, names: Sequence[str]) -> list[str]:
    """Return the names if they are URLs of articles of known outlets, else none.

    Raises `Problem` for outlets among them, and for options that are for outlets.
    """
    found = [name for name in names if _is_article(name)]
    if not found:
        return []
    if others := [name for name in names if name not in found]:
        raise Problem(f"{found[0]} is an article and {others[0]} an outlet: give them one by one")
    for parameter, option in OF_OUTLETS.items():
        if _is_given(ctx, parameter):
            raise Problem(f"{found[0]} is an article: {option} is for outlets")
    return found


def _is_article(name: str) -> bool:
    """Return whether a name is the URL of an article of a known outlet."""
    if "://" not in name:
        return False
    from crawler.planning.start import kind_of
    from crawler.sites import for_url
    from pipelines.records import Kind
    from pipelines.urls import canonical, is_article

    site = for_url(name)
    if site is None or kind_of(site, name) is not Kind.ARTICLE:
        return False
    return is_article(canonical(name, site.rules), site.rules)


def _is_given(ctx: typer.Context, name: str) -> bool:
    """Return whether an option is on the command line, not from its default or environment."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _check_source(replay: Sequence[Path], settings: Overrides) -> None:
    """Raise `Problem` for a recording that does not exist; without one, ask for a contact."""
    for path in replay:
        if not path.exists():
            raise Problem(f"--replay {path}: there is no such file or folder")
    if not replay:
        ask_for_contact(settings)


def _check_delay(chosen: "Sequence[Site]", settings: Overrides) -> None:
    """Raise `Problem` for a delay below that of every outlet: it can only be raised."""
    delay = settings.given.get("DOWNLOAD_DELAY")
    least = min((site.delay for site in chosen), default=0.0)
    if delay is not None and delay < least:
        raise Problem(
            f"--set DOWNLOAD_DELAY={delay:g}: the delay of the record is {least:g} s and can only "
            "be raised"
        )


def _outlets(names: Sequence[str], every: bool) -> "list[Site]":
    from crawler.sites import all_sites

    if every and names:
        raise Problem("give the names of outlets or --all, not both")
    if not every and not names:
        raise Problem("no outlet is named: name some, or give --all; `warta sites` lists them")
    if every:
        return [site for site in all_sites() if site.status != "blocked" and _is_listed(site)]
    chosen = [_outlet(name) for name in names]
    for site in chosen:
        if not _is_listed(site):
            raise Problem(
                f"{site.name}: its record has no feed, sitemap or index page to crawl; "
                "`warta ingest` reads saved pages of it"
            )
    return list({site.name: site for site in chosen}.values())


def _is_listed(site: "Site") -> bool:
    return bool(site.feeds or site.sitemaps or site.indexes)


def _outlet(name: str) -> "Site":
    """Return the outlet with this name, or the one that a URL belongs to."""
    from crawler.sites import for_url, get

    if "://" not in name:
        return get(name)
    found = for_url(name)
    if found is None:
        raise Problem(
            f"{name} belongs to no outlet that warta knows: `warta sites` lists them, "
            "`warta fetch URL` stores a single article of any outlet"
        )
    return found


def _failed_listings(db: Path, summary: Mapping[str, Any]) -> list[str]:
    """Return a line for each of the first listings that failed in the run."""
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
    """Print a line per outlet: what was found, the outcomes, when more is due."""
    counted = {name: live.NAMES.get(name, name) for name in live.COUNTED}
    for name in live.SELDOM:
        if not any(run.get(counted[name]) for run in summaries):
            del counted[name]
    rows = [
        (
            run["site"],
            *(run.get(name, 0) for name in counted.values()),
            live.due(run["next_due"]),
            run["finish_reason"],
        )
        for run in summaries
    ]
    numbers = [(name, "right") for name in counted]
    show_table(console(), ["outlet", *numbers, "next due", "ended"], rows)


def tell(summaries: Sequence[Mapping[str, Any]], *, rest: str) -> None:
    """Print notes and problems to stderr; exit with the code of the signal that interrupted.

    `rest` says how what was left is done.
    """
    for summary in summaries:
        for line in (*summary.get("notes", ()), *summary["problems"]):
            complain(line)
    if any(summary["finish_reason"] == "interrupted" for summary in summaries):
        complain(f"interrupted: what was fetched is stored; {rest}")
        sys.stdout.flush()
        raise typer.Exit(exit_code(summaries[0].get("signal", 0)))


def leave(summaries: Sequence[Mapping[str, Any]]) -> None:
    """Print the problems to stderr and exit with the code that says so."""
    tell(summaries, rest="the next crawl does the rest")
    if any(summary["problems"] for summary in summaries):
        raise typer.Exit(WRONG)
