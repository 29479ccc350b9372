"""Several crawls in processes of their own write one database; an outlet has one of them."""

import json
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.store import ArticleStore
from tests.support.crawling import crawl, start
from tests.support.loopback import Loopback, article, feed, text

NOW = datetime.now(UTC).replace(microsecond=0)
HTML = "text/html; charset=utf-8"
ARTICLES = 12
DELAY = 0.2


def path(name: str, number: int) -> str:
    return f"/{name}/{number}/kabar-{number}"


def outlet(site: Loopback, name: str) -> dict[str, Any]:
    """Let a site have a feed of articles; return its record."""
    published = NOW - timedelta(days=40)
    paths = [path(name, number) for number in range(ARTICLES)]
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
    listing = feed(site.url, [(each, published) for each in paths])
    site.pages["/rss"] = text(listing, "application/rss+xml")
    for number, each in enumerate(paths):
        body = article(hash_of(name) + number, published)
        site.pages[each] = text(body, HTML)
    rules = {"article_url": rf"/{name}/\d+/"}
    feeds = [f"{site.url}/rss"]
    return {"name": name, "hosts": ["127.0.0.1"], "delay": DELAY, "feeds": feeds, "rules": rules}


def hash_of(name: str) -> int:
    return int.from_bytes(name.encode(), "big") % 10**6


@pytest.fixture
def sites() -> Iterator[dict[str, Loopback]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(Loopback()) for name in ("koran", "warta", "kabar")}


def test_processes_with_outlets_of_their_own_share_a_file(
    sites: dict[str, Loopback], tmp_path: Path
) -> None:
    db = tmp_path / "warta.db"
    records = {name: outlet(site, name) for name, site in sites.items()}
    # The file is made by whichever comes first.
    processes = [start([record], db=db) for record in records.values()]
    finished = [process.communicate(timeout=120) for process in processes]
    for process, (_, errors) in zip(processes, finished, strict=True):
        assert process.returncode == 0, errors
        assert "Traceback" not in errors
    for output, _ in finished:
        (summary,) = json.loads(output)
        assert (summary["stored"], summary["finish_reason"]) == (ARTICLES, "finished")
        assert summary["problems"] == []
    for name, site in sites.items():
        asked = Counter(site.paths())
        assert asked == Counter(["/robots.txt", "/rss", *(path(name, n) for n in range(ARTICLES))])
    with ArticleStore(db) as store:
        assert store.check() == []
    with closing(sqlite3.connect(db)) as connection:
        counts = dict(connection.execute("SELECT site, count(*) FROM articles GROUP BY site"))
        overlap = connection.execute(
            "SELECT count(*) FROM runs AS a JOIN runs AS b ON a.id < b.id"
            " AND a.finished_at >= b.started_at AND b.finished_at >= a.started_at"
        ).fetchone()[0]
    assert counts == dict.fromkeys(sites, ARTICLES)
    assert overlap, "they ran at the same time"


def test_an_outlet_that_is_being_crawled_is_refused(
    sites: dict[str, Loopback], tmp_path: Path
) -> None:
    db = tmp_path / "warta.db"
    koran, other = outlet(sites["koran"], "koran"), outlet(sites["warta"], "warta")
    koran["delay"] = 5  # it is at work for a minute
    first = start([koran], db=db)
    deadline = time.monotonic() + 60
    while "/robots.txt" not in sites["koran"].paths() and time.monotonic() < deadline:
        time.sleep(0.01)
    second = crawl([koran, other], db=db)
    refused, done = second.summaries
    (problem,) = refused["problems"]
    assert refused["finish_reason"] == "failed"
    assert problem.startswith("koran: run 1 (crawl koran, process ")
    assert problem.endswith("wait until it is done, or stop it")
    assert done["stored"] == ARTICLES, "the other outlet is crawled all the same"
    assert set(Counter(sites["koran"].paths()).values()) == {1}
    first.send_signal(signal.SIGINT)
    output, errors = first.communicate(timeout=60)
    assert first.returncode == 0, errors
    assert json.loads(output)[0]["finish_reason"] == "interrupted"
