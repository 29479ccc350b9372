"""Waiting is not failing: what a crawl makes of outlets that ask it to wait, over real sockets."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import connect_readonly
from pipelines.query.progress import next_due
from pipelines.query.stats import stats
from tests.support.crawling import crawl
from tests.support.loopback import Loopback, article, feed, in_turn, sitemap, text

NOW = datetime.now(UTC).replace(microsecond=0)
PUBLISHED = NOW - timedelta(days=40)
HTML = "text/html; charset=utf-8"
RULES = {"article_url": r"/berita/\d+/"}


def path(number: int) -> str:
    return f"/berita/{number}/kabar-{number}"


def page(number: int) -> Any:
    return text(article(number, PUBLISHED), HTML)


def status(code: int, retry_after: int | None = None) -> Any:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return text("", status=code, **headers)


def paper(site: Loopback, count: int, **fields: Any) -> dict[str, Any]:
    """Let the site have a feed of so many articles; return its record."""
    items = [(path(n), PUBLISHED) for n in range(count)]
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
    site.pages["/rss"] = text(feed(site.url, items), "application/rss+xml")
    site.pages |= {path(n): page(n) for n in range(count)}
    record = {"name": "koran", "hosts": ["127.0.0.1"], "delay": 0, "rules": RULES}
    return {**record, "feeds": [f"{site.url}/rss"], **fields}


def rows(db: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()


def change(db: Path, statement: str) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(statement)


def state_of(db: Path, number: int) -> tuple[str, int]:
    ((state, tries),) = rows(
        db, f"SELECT state, tries FROM frontier WHERE url LIKE '%{path(number)}'"
    )
    return state, tries


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as served:
        yield served


@pytest.mark.parametrize("code", [429, 503])
def test_a_page_that_asks_to_wait_again_and_again_is_not_given_up(
    site: Loopback, tmp_path: Path, code: int
) -> None:
    koran = paper(site, 3)
    db = tmp_path / "warta.db"
    site.pages[path(0)] = status(code, 1)
    for asked in (3, 6):
        summary = crawl([koran], db=db).summary
        assert Counter(site.paths())[path(0)] == asked, "three times a run"
        assert state_of(db, 0) == ("waiting", 0)
        assert (summary["failed"], summary["waiting"]) == (0, 1)
        (note,) = summary["notes"]
        assert note.startswith(
            "koran: URLs that wait because the server asked for it: 1, the last "
        )
        assert summary["problems"] == []
    assert rows(db, "SELECT sum(seen), sum(stored), sum(failed) FROM runs") == [(2, 2, 0)]
    with closing(connect_readonly(db)) as conn:
        assert stats(conn)["sites"][0]["waiting"] == 1
    site.pages[path(0)] = page(0)
    assert crawl([koran], db=db).summary["stored"] == 1
    assert state_of(db, 0) == ("done", 0)


def test_it_is_asked_for_at_the_time_that_was_asked(site: Loopback, tmp_path: Path) -> None:
    koran = paper(site, 2)
    db = tmp_path / "warta.db"
    began = datetime.now(UTC)
    site.pages[path(0)] = status(503, 3600)
    summary = crawl([koran], db=db).summary
    assert (summary["stored"], summary["finish_reason"]) == (1, "finished")
    ((due,),) = rows(db, "SELECT next_try_at FROM frontier WHERE state = 'waiting'")
    wait = datetime.fromisoformat(due) - began
    assert timedelta(minutes=59) < wait < timedelta(minutes=70)
    assert summary["waiting_until"] == str(datetime.fromisoformat(due))


def test_a_page_is_one_outcome_however_often_it_is_asked_for(
    site: Loopback, tmp_path: Path
) -> None:
    koran = paper(site, 3)
    db = tmp_path / "warta.db"
    site.pages[path(0)] = in_turn(status(500, 1), status(500, 1), page(0))
    site.pages[path(1)] = status(500, 1)
    summary = crawl([koran], db=db).summary
    assert Counter(site.paths())[path(0)] == 3
    assert Counter(site.paths())[path(1)] == 5
    assert (summary["seen"], summary["stored"], summary["failed"]) == (3, 2, 1)
    assert state_of(db, 1) == ("gone", 5)


def test_an_article_given_up_is_asked_for_again_while_it_is_listed(
    site: Loopback, tmp_path: Path
) -> None:
    koran = paper(site, 2)
    db = tmp_path / "warta.db"
    site.pages[path(0)] = status(404)
    crawl([koran], db=db)
    assert state_of(db, 0) == ("gone", 1)
    crawl([koran], db=db)
    assert Counter(site.paths())[path(0)] == 1, "not on the same day"
    yesterday = f"{NOW - timedelta(days=1, hours=1):%Y-%m-%dT%H:%M:%SZ}"
    change(db, f"UPDATE frontier SET fetched_at = '{yesterday}' WHERE state = 'gone'")
    site.pages[path(0)] = page(0)
    assert crawl([koran], db=db).summary["stored"] == 1
    assert state_of(db, 0) == ("done", 0)


def test_an_outlet_that_asks_for_an_hour_is_not_asked_before(
    site: Loopback, tmp_path: Path
) -> None:
    koran = paper(site, 4)
    db = tmp_path / "warta.db"
    began = datetime.now(UTC)
    site.pages |= {path(n): status(429, 3600) for n in range(4)}
    first = crawl([koran], db=db).summary
    assert first["finish_reason"] == "asked to wait"
    assert len(first["problems"]) == 1
    assert sum(p.startswith("/berita") for p in site.paths()) == 1, "nothing after the word"
    due = next_due(db, ["koran"])["koran"]
    assert due and timedelta(minutes=59) < due - began < timedelta(minutes=70)
    before = len(site.asked)
    second = crawl([koran], db=db).summary
    assert len(site.asked) == before, "not even robots.txt"
    assert second["finish_reason"] == "asked to wait"
    assert "nothing is asked before" in second["problems"][0]
    assert next_due(db, ["koran"])["koran"] == due
    change(db, "UPDATE runs SET wait_until = '2020-01-01T00:00:00Z'")
    change(db, "UPDATE frontier SET next_try_at = '2020-01-01T00:00:00Z' WHERE state = 'waiting'")
    site.pages |= {path(n): page(n) for n in range(4)}
    assert crawl([koran], db=db).summary["stored"] == 4


@pytest.mark.parametrize("code", [401, 403])
def test_left_alone_after_three_asks_three_times_and_says_so_once(
    site: Loopback, tmp_path: Path, code: int
) -> None:
    koran = paper(site, 12)
    db = tmp_path / "warta.db"
    site.pages |= {path(n): status(code) for n in range(12)}
    summary = crawl([koran], db=db).summary
    assert sum(p.startswith("/berita") for p in site.paths()) == 3
    (problem,) = summary["problems"]
    assert problem == f"koran answers with {code}: it is left alone until the next run"
    due = next_due(db, ["koran"])["koran"]
    assert due and due >= NOW + timedelta(minutes=5), "not now"


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (text("", status=503), "robots.txt unreadable"),
        (text("", status=429), "robots.txt unreadable"),
        (text("User-agent: *\nDisallow: /\n"), "disallowed"),
    ],
    ids=["503", "429", "forbids all"],
)
def test_a_run_that_could_ask_nothing_is_not_finished(
    site: Loopback, tmp_path: Path, robots: Any, reason: str
) -> None:
    koran = paper(site, 2)
    db = tmp_path / "warta.db"
    site.pages["/robots.txt"] = robots
    for minutes in (5, 20):
        summary = crawl([koran], db=db).summary
        assert summary["finish_reason"] == reason
        assert summary["problems"]
        assert (summary["seen"], summary["answers"]) == (0, 0)
        due = next_due(db, ["koran"])["koran"]
        assert due and due - NOW >= timedelta(minutes=minutes), "longer each time"
    assert set(site.paths()) == {"/robots.txt"}
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
    summary = crawl([koran], db=db).summary
    assert (summary["stored"], summary["finish_reason"]) == (2, "finished")


def test_a_page_that_robots_txt_disallows_has_not_failed(site: Loopback, tmp_path: Path) -> None:
    koran = paper(site, 3)
    db = tmp_path / "warta.db"
    site.pages["/robots.txt"] = text(f"User-agent: *\nDisallow: {path(1)}\n")
    summary = crawl([koran], db=db).summary
    assert (summary["seen"], summary["stored"], summary["failed"]) == (2, 2, 0)
    assert (summary["finish_reason"], summary["problems"]) == ("finished", [])
    assert summary["notes"] == ["koran: URLs that were due and that robots.txt disallows: 1"]
    assert state_of(db, 1) == ("waiting", 0)


def test_the_oldest_articles_come_first_whatever_lists_them(site: Loopback, tmp_path: Path) -> None:
    """Two feeds, a sitemap and index pages by day: by the dates of the articles."""
    days = {n: NOW - timedelta(days=n) for n in range(1, 10)}
    koran = paper(site, 0)
    site.pages |= {path(n): text(article(n, at), HTML) for n, at in days.items()}
    newest = feed(site.url, [(path(n), days[n]) for n in (1, 4, 8)])
    site.pages["/rss"] = text(newest, "text/xml")
    site.pages["/rss2"] = text(feed(site.url, [(path(n), days[n]) for n in (9, 2)]), "text/xml")
    mapped = sitemap([site.url + path(n) for n in (3, 7)])
    for n in (3, 7):
        entry = f"<lastmod>{days[n].isoformat()}</lastmod></url>"
        mapped = mapped.replace(f"{path(n)}</loc></url>", f"{path(n)}</loc>{entry}")
    site.pages["/peta.xml"] = text(mapped, "text/xml")
    for n, at in days.items():
        local = at + timedelta(hours=7)
        links = f'<a href="{path(n)}">Kabar</a>' if n in (5, 6) else ""
        site.pages[f"/indeks/{local:%Y-%m-%d}"] = text(f"<html>{links}</html>", HTML)
    koran |= {
        "feeds": [f"{site.url}/rss", f"{site.url}/rss2"],
        "sitemaps": [f"{site.url}/peta.xml"],
        "indexes": [{"url": site.url + "/indeks/{yyyy}-{mm}-{dd}", "item": "a"}],
    }
    since = f"{days[9] + timedelta(hours=7):%Y-%m-%d}"
    db = tmp_path / "warta.db"
    summary = crawl([koran], db=db, since=since, oldest_first=True).summary
    assert summary["stored"] == 9, summary
    assert [p for p in site.paths() if p.startswith("/berita")] == [
        path(n) for n in range(9, 0, -1)
    ]
    first = site.paths().index(path(9))
    assert {"/rss", "/rss2", "/peta.xml"} <= set(site.paths()[:first])


def test_a_limit_keeps_the_oldest(site: Loopback, tmp_path: Path) -> None:
    koran = paper(site, 0)
    days = {n: NOW - timedelta(days=n) for n in range(1, 6)}
    site.pages |= {path(n): text(article(n, at), HTML) for n, at in days.items()}
    listed = [(path(n), at) for n, at in days.items()]
    site.pages["/rss"] = text(feed(site.url, listed), "text/xml")
    summary = crawl([koran], db=tmp_path / "warta.db", limit=2, oldest_first=True).summary
    assert (summary["stored"], summary["finish_reason"]) == (2, "limit")
    assert [p for p in site.paths() if p.startswith("/berita")] == [path(5), path(4)]
