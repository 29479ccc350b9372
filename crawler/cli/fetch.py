"""`warta fetch`: fetch single articles by their URLs and store them."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from crawler.cli.crawl import (
    Archive,
    Replay,
    Verbose,
    chosen_db,
    chosen_recordings,
    tell,
)
from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Workers
from crawler.cli.output import complain, console, plural, print_json
from crawler.cli.overrides import Overrides, Set, overrides
from crawler.cli.url_list import read_urls

if TYPE_CHECKING:
    from crawler.url_fetch import Fetched, Fetching

Urls = Annotated[
    list[str] | None,
    typer.Argument(metavar="URL", help="URLs of articles; - is a list on standard input."),
]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Read URLs from this file, one on a line; - is standard input; may be repeated.",
    ),
]


def fetch(
    ctx: typer.Context,
    urls: Urls = None,
    files: Files = None,
    db: Db = DEFAULT_DB,
    archive: Archive = None,
    replay: Replay = None,
    workers: Workers = None,
    pairs: Set = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Fetch single articles by their URLs and store them.

    Of outlets that warta knows, and of others by the generic way; under robots.txt and the delays
    of a crawl. Prints what became of each URL.
    """
    settings = overrides(pairs)
    wanted = read_urls(urls or [], files or [])
    fetch_articles(
        wanted,
        chosen_db(ctx, db, settings),
        settings,
        archive=archive,
        replay=chosen_recordings(replay, settings),
        workers=workers,
        verbose=verbose,
        as_json=as_json,
    )


def fetch_articles(
    urls: Sequence[str],
    db: Path,
    settings: Overrides,
    *,
    archive: Path | None,
    replay: Sequence[Path],
    workers: int | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Fetch the URLs, print what became of each, and exit with the code that says so."""
    from crawler.http.replay import ReplayError
    from crawler.url_fetch import fetch_urls

    _check_delay(settings)
    with opening():
        try:
            fetching, summaries = fetch_urls(
                urls,
                db=db,
                on_result=_ignore if as_json else _show,
                settings={**({"LOG_LEVEL": "INFO"} if verbose else {}), **settings.given},
                wait=settings.ours["WARTA_WAIT"],
                archive=archive or settings.path("WARTA_ARCHIVE"),
                replay=replay,
                workers=settings.workers(workers),
            )
        except ReplayError as error:
            raise Problem(str(error)) from error
    if as_json:
        print_json(_as_data(fetching, db))
    _leave(fetching, summaries)


def _check_delay(settings: Overrides) -> None:
    """Raise `Problem` for a delay below that of every host: it can only be raised."""
    from crawler.url_fetch import UNKNOWN_DELAY

    delay = settings.given.get("DOWNLOAD_DELAY")
    if delay is not None and delay < UNKNOWN_DELAY:
        raise Problem(
            f"--set DOWNLOAD_DELAY={delay:g}: the delay can only be raised, from {UNKNOWN_DELAY:g} "
            "s or that of the record"
        )


def _show(result: "Fetched") -> None:
    """Print a line: what became of a URL, and why."""
    said = [
        f"article {result.article_id}" if result.article_id else "",
        f"a duplicate of {result.duplicate_of}" if result.duplicate_of else "",
        result.reason,
    ]
    about = ", ".join(filter(None, said))
    detail = ": ".join(filter(None, (about, result.detail)))
    style = "bold red" if result.result == "failed" else "bold"
    out = console()
    out.print(f"[{style}]{result.result:<9}[/] {escape(result.url)}  {escape(detail)}".rstrip())
    sys.stdout.flush()


def _ignore(_: "Fetched") -> None:
    """Print nothing: JSON comes at the end."""


def _as_data(fetching: "Fetching", db: Path) -> list[dict[str, Any]]:
    """Return the results in the order in which the URLs were given."""
    from pipelines.query import article_ids, connect_readonly

    results = [fetching.done[key] for key in fetching.given]
    with closing(connect_readonly(db)) as conn:
        ids = article_ids(conn, [result.key for result in results])
    return [
        {
            "url": result.url,
            "site": result.site,
            "result": result.result,
            "article_id": result.article_id or ids.get(result.key),
            "duplicate_of": result.duplicate_of,
            "reason": result.reason or None,
            "detail": result.detail or None,
        }
        for result in results
    ]


def _leave(fetching: "Fetching", summaries: Sequence[dict[str, Any]]) -> None:
    """Print what is wrong to stderr and exit with the code that says so."""
    if fetching.repeated:
        complain(f"given more than once and fetched once: {plural(len(fetching.repeated), 'URL')}")
    tell(summaries, rest="the same command asks for all again")
    results = [result.result for result in fetching.done.values()]
    if failed := results.count("failed"):
        complain(f"{failed} of {plural(len(results), 'URL')} failed")
        raise typer.Exit(WRONG)
