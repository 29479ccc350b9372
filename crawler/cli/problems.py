"""`warta problems`: what failed or was dropped, and what to do about it."""

from collections import Counter
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
from crawler.cli.problem_advice import advice

if TYPE_CHECKING:
    from pipelines.query.problems import Problem as Found
    from pipelines.query.problems import Problems

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
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", min=0, help="How many of the newest to skip.")
    ] = 0,
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
        found = read(conn, limit=limit, offset=offset, **wanted)  # type: ignore[arg-type]
    if as_json:
        print_json(_as_data(found))
        return
    out = console()
    if not found.count:
        narrowed = any(value is not None for value in wanted.values())
        out.print(_nothing(is_empty=found.is_empty, narrowed=narrowed))
        return
    _show(found, out, offset)


def _nothing(*, is_empty: bool, narrowed: bool) -> str:
    if is_empty:
        return "the database has no page yet: `warta crawl SITE` fetches some"
    return "nothing of that failed or was dropped" if narrowed else "nothing failed or was dropped"


def _as_data(found: "Problems") -> dict[str, object]:
    return {
        "found": found.count,
        "groups": [
            {
                **asdict(group),
                "advice": advice(
                    group.reason, step=group.step, is_listing=group.is_listing, site=group.site
                ),
            }
            for group in found.groups
        ],
        "problems": [
            {
                **asdict(one),
                "advice": advice(
                    one.reason,
                    step=one.step,
                    is_listing=_is_listing(one),
                    url=one.url,
                    site=one.site,
                ),
            }
            for one in found.newest
        ],
    }


def _show(found: "Problems", out: Console, offset: int) -> None:
    """Print the problems under their outlet and reason, the largest groups first."""
    _show_sum(found, out)
    of_group = {key: list(rows) for key, rows in groupby(sorted(found.newest, key=_key), key=_key)}
    for group in found.groups:
        key = (group.what, group.site, group.is_listing, group.step, group.reason)
        rows = sorted(of_group.get(key, []), key=lambda row: row.last_at, reverse=True)
        what = "listing" if group.is_listing else "page"
        number = plural(group.count, f"{what} {group.what}", f"{what}s {group.what}")
        name = f"{group.site}  {group.reason}"
        last = when(group.last_at)
        out.print(
            f"[bold]{escape(name)}[/]  {number}, step {escape(group.step)}[dim], last {last}[/]"
        )
        text = advice(
            group.reason,
            step=group.step,
            is_listing=group.is_listing,
            site=group.site,
        )
        show_text(out, text)
        for line in _lines(rows):
            out.print(escape(line))
        out.print()
    _show_page(found, out, offset)


def _show_sum(found: "Problems", out: Console) -> None:
    """Print how many there are by reason, if more than one group is listed."""
    if len(found.groups) < 2:
        return
    reasons: Counter[str] = Counter()
    for group in found.groups:
        reasons[group.reason] += group.count
    out.print(f"[bold]{plural(found.count, 'problem')}[/]")
    show_text(out, ", ".join(f"{name} {count:,}" for name, count in reasons.most_common()))
    out.print()


def _show_page(found: "Problems", out: Console, offset: int) -> None:
    """Print which problems are listed, if not all of them, and how to list the next ones."""
    shown = len(found.newest)
    if shown == found.count:
        return
    if not offset:
        listed = f"the newest {shown:,} of {found.count:,} are listed"
    elif shown:
        listed = f"{offset + 1:,} to {offset + shown:,} of {found.count:,} are listed"
    else:
        listed = f"there are only {found.count:,}: --offset {offset} skips them all"
    more = offset + shown < found.count
    out.print(
        f"{listed}: --limit N lists more, --offset {offset + shown} goes on" if more else listed
    )


def _lines(rows: "Iterable[Found]") -> Iterator[str]:
    """Yield the lines of each problem."""
    for row in rows:
        often = "" if row.times < 2 else f", {row.times} times"
        again = f", next {when(row.next_try_at)}" if row.next_try_at else ""
        if row.what == "failed" and not row.next_try_at:
            again = ", not asked again"
        yield f"  {row.url}"
        yield f"    {when(row.last_at)}{often}{again}{': ' if row.detail else ''}{row.detail}"


def _key(row: "Found") -> tuple[str, str, bool, str, str]:
    return (row.what, row.site, _is_listing(row), row.step, row.reason)


def _is_listing(row: "Found") -> bool:
    return row.kind != "article"
