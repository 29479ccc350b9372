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
    import sqlite3

    from crawler.site import Site

DEMO_DB = Path("warta-demo.db")
SHOWN_ODD = 15
OUTLETS = ("republika", "idntimes")
QUERY = "harga"
SHOWN = "Kebakaran Pasar Loak Karangmulya Padam, 112 Kios Hangus"
ODD_ONES = """
SELECT 'dropped', reason || ': ' || detail, url FROM drops
UNION ALL
SELECT 'failed', error, url FROM frontier WHERE kind = 'article' AND error <> ''
UNION ALL
SELECT 'duplicate', kind || printf(', similarity %.2f, kept: ', similarity) || kept.site, a.url
FROM articles AS a JOIN duplicates AS d
ON d.article_id = max(a.id, a.duplicate_of) AND d.other_id = min(a.id, a.duplicate_of)
JOIN articles AS kept ON kept.id = a.duplicate_of
UNION ALL
SELECT 'revised', 'its earlier version is kept', url FROM articles WHERE revision > 0
UNION ALL
SELECT 'language', language || ', not id', url FROM articles WHERE language <> 'id'
"""
# What a crawl found of an outlet, and how many of its articles are marked as duplicates.
TOTALS = """
SELECT (SELECT count(*) FROM frontier WHERE site = :site AND kind = 'article'),
    (SELECT count(duplicate_of) FROM articles WHERE site = :site)
"""
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
    from crawler.cli.crawl import leave, run_crawl
    from crawler.demo import SAMPLE
    from crawler.demo.listings import FIRST_DAY, LAST_DAY
    from pipelines.query import connect_readonly

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
        _show_crawl(out, conn, summaries, seconds)
        _show_search(out, conn)
        _show_article(out, conn)
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
    conn: "sqlite3.Connection",
    summaries: Sequence[Mapping[str, Any]],
    seconds: float,
) -> None:
    rows = []
    for run in summaries:
        found, copies = conn.execute(TOTALS, {"site": run["site"]}).fetchone()
        numbers = (run.get(name, 0) for name in COUNTED)
        rows.append((run["site"], found, *numbers, copies))
    heads = ["outlet", *((name, "right") for name in ("found", *COUNTED, "duplicates"))]
    show_table(out, heads, rows)
    listings = sum(run.get("listings", 0) for run in summaries)
    pages = sum(run["seen"] for run in summaries)
    out.print(f"\n{listings} feeds, sitemaps and index pages and {pages} pages in {seconds:.1f} s.")
    out.print("Each page has one outcome: seen = stored + revised + unchanged + dropped + failed.")
    out.print("Duplicates are among the stored, marked; searches leave them out.")
    out.print("\n[bold]What was not simply stored[/]")
    odd = [(what, why, _slug(url)) for what, why, url in conn.execute(ODD_ONES)]
    show_table(out, ["what", "why", ("page", "clip")], odd[:SHOWN_ODD])
    if len(odd) > SHOWN_ODD:
        out.print(f"and {len(odd) - SHOWN_ODD} more")


def _show_search(out: Console, conn: "sqlite3.Connection") -> None:
    from crawler.cli import views
    from pipelines.query import count_hits, search

    out.print(f'\n[bold]$ warta search "{QUERY}"[/]\n')
    marks = views.marks()
    hits = search(conn, QUERY, limit=3, marks=marks)
    views.show_hits(out, QUERY, hits, count_hits(conn, QUERY))


def _show_article(out: Console, conn: "sqlite3.Connection") -> None:
    from crawler.cli import views
    from pipelines.query import show

    row = conn.execute("SELECT id FROM articles WHERE title = ?", (SHOWN,)).fetchone()
    article = show(conn, row["id"]) if row else None
    if article is not None:
        # Numbers depend on which outlet was faster; the address is the same each time.
        out.print(f"\n[bold]$ warta show {escape(article['url'])}[/]\n")
        views.show_article(out, article)


def _show_next(out: Console, path: Path) -> None:
    name = escape(str(path))
    out.print(f"\nThe database is [bold]{name}[/]. Look into it:")
    for line in (
        f"warta stats --db {name}",
        f'warta search "gempa" --db {name}',
        f"warta export --format csv --output articles.csv --db {name}",
        f'sqlite3 {name} "SELECT published_at, site, title FROM clean_articles"',
    ):
        out.print(f"  {line}")


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
