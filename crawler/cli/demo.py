"""`warta demo`: crawl a recorded sample offline and show the result."""

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from crawler.cli.output import console, show_table

if TYPE_CHECKING:
    from crawler.site import Site
    from pipelines.query.outcomes import Found, Remark

DEMO_DB = Path("warta-demo.db")
SHOWN_ODD = 15
OUTLETS = ("republika", "idntimes")
QUERY = "harga"
SHOWN = (
    "https://news.republika.co.id/berita/tkm4a1x18"
    "/kebakaran-pasar-loak-karangmulya-padam-setelah-lima-jam"
)
COUNTED = ("seen", "stored", "revised", "unchanged", "dropped", "failed")


def demo(
    db: Annotated[
        Path | None,
        typer.Option(
            "--db", metavar="FILE", help="Add to this database; default: a new warta-demo.db."
        ),
    ] = None,
) -> None:
    """Crawl a recorded sample of two outlets, offline.

    Shows the result. The news is invented; the markup and its faults are real.
    """
    from crawler.cli import search_views, show_views
    from crawler.cli.crawl import leave, run_crawl
    from crawler.demo import SAMPLE
    from crawler.demo.listings import FIRST_DAY, LAST_DAY
    from pipelines.query import (
        connect_readonly,
        count_hits,
        found_of,
        remarks,
        search,
        show,
    )

    out = console()
    path = db or _fresh(DEMO_DB)
    out.print("[bold]Crawling[/] two outlets from a recording, with their robots.txt, feeds and")
    out.print(f"sitemaps, into {escape(str(path))} ...\n")
    started = time.monotonic()
    sites = [_first_pages(name) for name in OUTLETS]
    summaries = run_crawl(sites, path, since=FIRST_DAY, until=LAST_DAY, replay=[SAMPLE])
    seconds = time.monotonic() - started
    if any(summary["finish_reason"] == "interrupted" for summary in summaries):
        leave(summaries)
    with closing(connect_readonly(path)) as conn:
        found = {run["site"]: found_of(conn, run["site"]) for run in summaries}
        _show_crawl(out, summaries, found, seconds)
        _show_remarks(out, remarks(conn))
        hits = search(conn, QUERY, limit=3, marks=search_views.marks())
        out.print(f'\n[bold]$ warta search "{QUERY}"[/]\n')
        search_views.show_hits(out, QUERY, hits, count_hits(conn, QUERY))
        if article := show(conn, SHOWN):
            # Numbers depend on which outlet was faster; the address is the same each time.
            out.print(f"\n[bold]$ warta show {SHOWN}[/]\n")
            show_views.show_article(out, article)
    _show_next(out, path)
    leave(summaries)


def _fresh(path: Path) -> Path:
    """Return the path of the demo's own database, after deleting that of an earlier run."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    return path


def _first_pages(name: str) -> "Site":
    """Return the outlet with only the first page of each listing, as recorded."""
    from crawler.sites import get

    site = get(name)
    return replace(site, indexes=tuple(replace(index, pages=1) for index in site.indexes))


def _show_crawl(
    out: Console,
    summaries: Sequence[Mapping[str, Any]],
    found: "Mapping[str, Found]",
    seconds: float,
) -> None:
    rows = []
    for run in summaries:
        of_outlet = found[run["site"]]
        numbers = (run.get(name, 0) for name in COUNTED)
        rows.append((run["site"], of_outlet.found, *numbers, of_outlet.duplicates))
    heads = ["outlet", *((name, "right") for name in ("found", *COUNTED, "duplicates"))]
    show_table(out, heads, rows)
    listings = sum(run.get("listings", 0) for run in summaries)
    pages = sum(run["seen"] for run in summaries)
    out.print(f"\n{listings} feeds, sitemaps and index pages and {pages} pages in {seconds:.1f} s.")
    out.print("Each page has one outcome: seen = stored + revised + unchanged + dropped + failed.")
    out.print("Duplicates are among the stored, marked; searches leave them out.")


def _show_remarks(out: Console, found: "Sequence[Remark]") -> None:
    out.print("\n[bold]What was not simply stored[/]")
    rows = [(remark.what, remark.why, _slug(remark.url)) for remark in found]
    show_table(out, ["what", "why", ("page", "clip")], rows[:SHOWN_ODD])
    if len(rows) > SHOWN_ODD:
        out.print(f"and {len(rows) - SHOWN_ODD} more")


def _show_next(out: Console, path: Path) -> None:
    name = escape(str(path))
    out.print(f"\nThe database is [bold]{name}[/]. Look into it:")
    for line in (
        f"warta stats --db {name}",
        f'warta search "gempa" --db {name}',
        f"warta serve --open --db {name}      (needs pip install 'warta\\[serve]')",
        f"warta export --format csv --output articles.csv --db {name}",
        f'sqlite3 {name} "SELECT published_local, site, title FROM clean_articles"',
    ):
        out.print(f"  {line}")


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
