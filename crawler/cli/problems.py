"""`warta problems`: what failed or was dropped, and what to do about it."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from crawler.cli import completion
from crawler.cli.errors import Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Outlet, day, known_site
from crawler.cli.output import console, plural, print_json, show_text, when

if TYPE_CHECKING:
    from pipelines.query.problems import Problem as Found
    from pipelines.query.problems import Problems

ADVICE = {
    "empty": "The page had no content; `warta fetch URL` asks for it again.",
    "not_html": "It is a file or a picture, not a page: nothing to do.",
    "not_article": (
        "It is a listing, gallery or video page. If it is an article, `warta try URL` shows what "
        "was read; correct the address pattern or the selectors of the record."
    ),
    "no_title": "Look at it with `warta try URL`; add a selector for the title to the record.",
    "no_text": (
        "The text is elsewhere on the page, or is loaded by a script: look at it with "
        "`warta try URL`, and add a selector for the body to the record."
    ),
    "too_short": (
        "Too few words for an article, often a picture's caption or a paid text's opening; "
        "`warta try URL` shows them."
    ),
    "timeout": (
        "Extraction took too long and was stopped: try the page with `warta try URL`, and report "
        "it if it happens again."
    ),
    "crash": "A fault of warta: keep the page with `warta snapshot URL` and report it.",
    "out_of_range": (
        "It is not of the days or sections that were asked for; a crawl that asks for them "
        "stores it."
    ),
    "not_found": "The page is gone or the link was wrong: nothing to do.",
    "taken_down": "The outlet took the article down; what was stored of it stays.",
    "refused": (
        "The server refuses crawlers or wants a login: read the terms, and ask the publisher for "
        "permission before you ask again."
    ),
    "challenge": (
        "The outlet is behind protection against crawlers: leave it alone, or ask the publisher "
        "for access."
    ),
    "too_many_requests": (
        "It was asked too often; the next crawl asks again once the wait is over. If it happens "
        "often, raise the delay of the record."
    ),
    "server_error": (
        "A fault of the server; the next crawls ask again, `warta crawl SITE --retry-failed` asks "
        "at once."
    ),
    "redirected": "It leads in a circle or off the outlet: open it in a browser to see where.",
    "http_error": "The server does not take the request: open the URL in a browser.",
    "robots_txt": "robots.txt disallows it: leave it alone, or ask the publisher for permission.",
    "not_allowed": (
        "It leads to a host that is not the outlet's, or to a private address: if the host is the "
        "outlet's, add it to the record."
    ),
    "no_address": "The host name does not resolve: see whether the outlet has moved.",
    "no_connection": "The server takes no connections or breaks them off; try again later.",
    "no_answer": (
        "The server was too slow; try again later, or raise the time with "
        "`--set DOWNLOAD_TIMEOUT=60`."
    ),
    "too_large": "The page is too large; `--set DOWNLOAD_MAXSIZE=BYTES` raises the limit.",
    "other": "The detail says what happened; `warta fetch URL --verbose` shows more.",
}
"""What to do, by reason."""
OF_LISTINGS = {
    "not_found": (
        "The feed, sitemap or index page has moved: correct the record; `warta sites add --force` "
        "finds the listings anew."
    ),
    "refused": "The server refuses this listing: correct the record, or ask the publisher.",
}
"""What to do about a feed, sitemap or index page, where that differs."""

Why = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        help="Only this reason, named as it is printed.",
        autocompletion=completion.reasons,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only what failed or was dropped on this day or later: 2026-11-20, or 7d.",
    ),
]


def problems(
    db: Db = DEFAULT_DB,
    site: Outlet = None,
    reason: Why = None,
    since: Since = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many to list, newest first.")
    ] = 50,
    as_json: Json = False,
) -> None:
    """List what failed or was dropped, and what to do about it."""
    from pipelines.query import connect_readonly
    from pipelines.query.problems import REASONS
    from pipelines.query.problems import problems as read

    if reason is not None and reason not in REASONS:
        raise Problem(f"--reason {reason}: choose one of {', '.join(REASONS)}")
    wanted = {"site": known_site(site), "reason": reason, "since": day(since, "--since")}
    with opening(), closing(connect_readonly(db)) as conn:
        found = read(conn, limit=limit, **wanted)  # type: ignore[arg-type]
    if as_json:
        print_json(_as_data(found))
        return
    out = console()
    if not found.count:
        narrowed = any(value is not None for value in wanted.values())
        out.print(_nothing(is_empty=found.is_empty, narrowed=narrowed))
        return
    _show(found, out)


def advice(reason: str, *, is_listing: bool = False) -> str:
    """Return what to do about a reason."""
    return (OF_LISTINGS.get(reason) if is_listing else None) or ADVICE[reason]


def _nothing(*, is_empty: bool, narrowed: bool) -> str:
    if is_empty:
        return "the database has no page yet: `warta crawl SITE` fetches some"
    return "nothing of that failed or was dropped" if narrowed else "nothing failed or was dropped"


def _as_data(found: "Problems") -> dict[str, object]:
    return {
        "found": found.count,
        "groups": [
            {**asdict(group), "advice": advice(group.reason, is_listing=group.is_listing)}
            for group in found.groups
        ],
        "problems": [
            {**asdict(one), "advice": advice(one.reason, is_listing=_is_listing(one))}
            for one in found.newest
        ],
    }


def _show(found: "Problems", out: Console) -> None:
    """Print the problems under their outlet and reason, the largest groups first."""
    of_group = {key: list(rows) for key, rows in groupby(sorted(found.newest, key=_key), key=_key)}
    for group in found.groups:
        what = "listing" if group.is_listing else "page"
        number = plural(group.count, f"{what} {group.what}", f"{what}s {group.what}")
        name = f"{group.site}  {group.reason}"
        out.print(f"[bold]{escape(name)}[/]  {number}, step {escape(group.step)}")
        show_text(out, advice(group.reason, is_listing=group.is_listing))
        key = (group.what, group.site, group.is_listing, group.step, group.reason)
        for line in _lines(of_group.get(key, [])):
            out.print(escape(line))
        out.print()
    if found.count > len(found.newest):
        out.print(
            f"the newest {len(found.newest):,} of {found.count:,} are listed: --limit N lists more"
        )


def _lines(rows: "Iterable[Found]") -> Iterator[str]:
    """Yield the lines of each problem, the newest first."""
    for row in sorted(rows, key=lambda row: row.last_at, reverse=True):
        often = "" if row.times < 2 else f", {row.times} times"
        again = f", next {when(row.next_try_at)}" if row.next_try_at else ""
        yield f"  {row.url}"
        yield f"    {when(row.last_at)}{often}{again}{': ' if row.detail else ''}{row.detail}"


def _key(row: "Found") -> tuple[str, str, bool, str, str]:
    return (row.what, row.site, _is_listing(row), row.step, row.reason)


def _is_listing(row: "Found") -> bool:
    return row.kind != "article"
