"""An outlet over five crawls: what the database says of each article after each of them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from pipelines.query import connect_readonly, deletions, edits, show
from tests.support.crawling import crawl
from tests.support.loopback import Answer, Loopback, article, feed, text

NOW = datetime.now(UTC).replace(microsecond=0)
PUBLISHED = NOW - timedelta(minutes=20)
HTML = "text/html; charset=utf-8"
NAMES = ("headline", "figure", "style", "waits", "down", "trouble", "moves")
PARAGRAPH = "<p>Pemerintah desa mencatat {} pedagang yang kembali berjualan pada pekan ini.</p>"


def path(number: int) -> str:
    return f"/berita/{number}/kabar-{number}"


def markup(number: int, change: Callable[[str], str] = lambda page: page) -> Answer:
    page = article(number, PUBLISHED)
    return text(change(page.replace("<p>", PARAGRAPH.format(120 + number) + "<p>", 1)), HTML)


def retitled(page: str) -> str:
    for opening in ("<title>", "<h1>", 'og:title" content="'):
        page = page.replace(opening, f"{opening}Pembaruan ")
    return page


def status(code: int, retry_after: int | None = None) -> Answer:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return text("", status=code, **headers)


def redirect(target: str) -> Answer:
    return lambda _: web.Response(status=301, headers={"Location": target})


class Outlet:
    """A news site with one article for each name, and the database of its crawls."""

    def __init__(self, site: Loopback, db: Path) -> None:
        self.site, self.db = site, db
        self.record = {
            "name": "koran",
            "hosts": ["127.0.0.1"],
            "delay": 0,
            "rules": {"article_url": r"/berita/\d+/"},
            "feeds": [f"{site.url}/rss"],
        }
        site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
        for number in range(len(NAMES)):
            site.pages[path(number)] = markup(number)
        self.announce(range(len(NAMES)))

    def announce(self, numbers: Any) -> None:
        items = [(path(n), PUBLISHED) for n in numbers]
        self.site.pages["/rss"] = text(feed(self.site.url, items), "application/rss+xml")

    def answer(self, name: str, answer: Answer) -> None:
        self.site.pages[path(NAMES.index(name))] = answer

    def crawl(self) -> dict[str, Any]:
        """Crawl once, with everything due that waits for nothing."""
        with closing(sqlite3.connect(self.db)) as conn, conn:
            conn.execute("PRAGMA busy_timeout = 10000")
            if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'frontier'").fetchone():
                conn.execute(
                    "UPDATE frontier SET next_try_at = '2026-01-01T00:00:00Z'"
                    " WHERE state IN ('done', 'retry')"
                )
                # What was given up is asked for again after a day, while a feed lists it.
                conn.execute(
                    "UPDATE frontier SET fetched_at = '2026-01-01T00:00:00Z' WHERE state = 'gone'"
                )
        return crawl([self.record], db=self.db).summary

    def article(self, name: str) -> dict[str, Any]:
        with closing(connect_readonly(self.db)) as conn:
            return show(conn, self.site.url + path(NAMES.index(name))) or {}

    def edits(self) -> list[tuple[str, str]]:
        """Return name and kind of each edit."""
        with closing(connect_readonly(self.db)) as conn:
            found = [(int(row["url"].split("/")[-2]), row["kind"]) for row in edits(conn)]
        return sorted((NAMES[number], kind) for number, kind in found)

    def deletions(self) -> dict[str, bool]:
        """Return whether each article that was taken down is gone."""
        with closing(connect_readonly(self.db)) as conn:
            rows = deletions(conn)
        return {NAMES[int(row["url"].split("/")[-2])]: bool(row["is_gone"]) for row in rows}


@pytest.fixture
def outlet(tmp_path: Path) -> Iterator[Outlet]:
    with Loopback() as site:
        yield Outlet(site, tmp_path / "warta.db")


def test_five_runs(outlet: Outlet) -> None:
    # 1. New; one page asks to wait, each time it is asked for.
    outlet.answer("waits", status(429, 1))
    first = outlet.crawl()
    assert (first["stored"], first["waiting"], first["failed"]) == (len(NAMES) - 1, 1, 0)
    assert outlet.edits() == [] and outlet.deletions() == {}

    # 2. What had to wait is there. Edits: a headline, a figure; one page has another style only.
    number = NAMES.index("figure")
    outlet.answer("headline", markup(0, retitled))
    outlet.answer("figure", markup(number, lambda page: page.replace(str(120 + number), "999")))
    outlet.answer("style", markup(2, lambda page: page.replace("<p>", '<p  class="baru">\n ')))
    outlet.answer("trouble", status(503))
    outlet.answer("waits", markup(NAMES.index("waits")))
    second = outlet.crawl()
    assert (second["revised"], second["stored"], second["waiting"]) == (2, 1, 0)
    assert outlet.edits() == [("figure", "figures"), ("headline", "headline")]
    assert outlet.article("trouble")["gone_at"] is None, "503 is trouble, no deletion"

    # 3. Taken down: 410, and a redirect to the front page.
    outlet.site.pages["/"] = text("<html><title>Koran</title><h1>Koran</h1></html>", HTML)
    outlet.answer("down", status(410))
    outlet.answer("trouble", markup(NAMES.index("trouble")))
    outlet.answer("style", redirect("/"))
    outlet.crawl()
    assert outlet.deletions() == {"down": True, "style": True}
    assert outlet.article("down")["gone_why"] == "410"
    assert outlet.article("style")["text"], "the article stays"

    # 4. Back again, since the feed lists it; another one moves.
    outlet.answer("down", markup(NAMES.index("down")))
    outlet.answer("moves", redirect("/berita/99/kabar-99"))
    outlet.site.pages["/berita/99/kabar-99"] = markup(NAMES.index("moves"))
    outlet.crawl()
    assert outlet.deletions()["down"] is False
    assert outlet.article("moves")["gone_at"] is None, "a move is no deletion"

    # 5. Nothing changes.
    fifth = outlet.crawl()
    assert (fifth["revised"], fifth["stored"]) == (0, 0)
    assert outlet.edits() == [("figure", "figures"), ("headline", "headline")]
