"""What came of a crawl: pages found, listings that failed, pages that were not simply stored."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.query import connect_readonly, failed_listings, found_of, remarks
from pipelines.query.outcomes import FailedListing, Found, Remark
from pipelines.records import Article, Candidate, Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
ONE = Article(
    url="https://a.example/1",
    site="a",
    title="Judul satu",
    text=" ".join(f"kata{n}" for n in range(80)),
    fetched_at=NOW,
    language="id",
)
COPY = replace(ONE, url="https://a.example/2", fetched_at=NOW + timedelta(hours=1))
MALAY = replace(
    ONE, url="https://a.example/3", text=" ".join(f"perkataan{n}" for n in range(80)), language="ms"
)
REVISED = replace(MALAY, title="Tajuk lain", fetched_at=NOW + timedelta(hours=2))
DROPPED = Drop(
    url="https://a.example/4", reason=Reason.TOO_SHORT, step="quality", site="a", detail="3 words"
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    links = tuple(Candidate(url=f"https://a.example/{n}") for n in range(1, 6))
    feed = Outcome(
        url="https://a.example/rss", result=None, site="a", kind=Kind.FEED, links=links,
        fetched_at=NOW, state=State.DONE, next_try_at=NOW,
    )  # fmt: skip
    broken = [
        replace(
            feed, url=f"https://a.example/{kind}", links=(), kind=kind, state=State.RETRY,
            fetched_at=NOW + timedelta(hours=hour),
            result=Failure(url=f"https://a.example/{kind}", error=f"HTTP 50{hour}"),
        )
        for hour, kind in enumerate((Kind.SITEMAP, Kind.INDEX))
    ]  # fmt: skip
    missing = Failure(url="https://a.example/5", error="HTTP 404", gone=True)
    with ArticleStore(tmp_path / "a.db", clock=lambda: NOW) as store:
        store.commit([feed, *broken])
        for result in (ONE, COPY, MALAY, REVISED, DROPPED, missing):
            at = result.fetched_at if isinstance(result, Article) else NOW
            state = State.GONE if result is missing else State.DONE
            store.commit(
                [Outcome(url=result.url, result=result, site="a", fetched_at=at, state=state)]
            )
    conn = connect_readonly(tmp_path / "a.db")
    yield conn
    conn.close()


def test_listings_that_failed(db: sqlite3.Connection) -> None:
    sitemap = FailedListing(url="https://a.example/sitemap", error="HTTP 500")
    index = FailedListing(url="https://a.example/index", error="HTTP 501")
    assert failed_listings(db, "a", "2026-11-21T08:00:00Z") == [sitemap, index]
    assert failed_listings(db, "a", "2026-11-21T08:30:00Z") == [index]
    assert failed_listings(db, "b", "2026-11-21T08:00:00Z") == []


def test_pages_that_were_found(db: sqlite3.Connection) -> None:
    assert found_of(db, "a") == Found(found=5, duplicates=1)
    assert found_of(db, "b") == Found(found=0, duplicates=0)


def test_pages_that_were_not_simply_stored(db: sqlite3.Connection) -> None:
    assert remarks(db) == [
        Remark(what="dropped", why="too_short: 3 words", url=DROPPED.url),
        Remark(what="failed", why="HTTP 404", url="https://a.example/5"),
        Remark(what="duplicate", why="exact, similarity 1.00, kept: a", url=COPY.url),
        Remark(what="revised", why="its earlier version is kept", url=MALAY.url),
        Remark(what="language", why="ms, not id", url=MALAY.url),
    ]
