"""How far a backfill is: days done, what is left, how long that takes."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.query import backfill, connect_readonly
from pipelines.records import Candidate, Checkpoint, Drop, Outcome, Reason, State
from pipelines.store import ArticleStore
from tests.support.articles import NOW
from tests.support.command import data, warta

DAILY, NUMBERED = "https://k.id/{dd}?p={page}", "https://k.id/{page}"


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=clock) as opened:
        yield opened


@pytest.fixture
def db(store: ArticleStore) -> Iterator[sqlite3.Connection]:
    connection = connect_readonly(store.path)
    yield connection
    connection.close()


def day(number: int, *, closed: bool = False, listing: str = DAILY, links: int = 0) -> Checkpoint:
    at = NOW if closed else None
    return Checkpoint(
        site="koran",
        listing=listing,
        day=date(2026, 11, number),
        pages=2 if closed else 0,
        links=links,
        closed_at=at,
    )


def test_nothing_was_asked_for(db: sqlite3.Connection) -> None:
    assert backfill(db) == []


def test_a_day_is_done_when_all_its_listings_are(
    store: ArticleStore, db: sqlite3.Connection
) -> None:
    other = DAILY.replace("k.id", "sport.k.id")
    store.close_days(
        [
            day(1, closed=True),
            day(1, closed=True, listing=other),
            day(2, closed=True),
            day(2, listing=other),
            day(3, listing="sitemaps"),
            Checkpoint(site="koran", listing=NUMBERED, pages=9, read_at=NOW),  # what is new
        ]
    )
    (koran,) = backfill(db)
    assert (koran["first_day"], koran["last_day"]) == ("2026-11-01", "2026-11-03")
    assert (koran["days"], koran["closed"], koran["pages"]) == (3, 1, 6)
    assert koran["articles_per_hour"] is koran["seconds_left"] is None
    assert backfill(db, ["lain"]) == []


def test_a_listing_that_is_not_by_day_is_done_as_far_as_it_is_read(
    store: ArticleStore, db: sqlite3.Connection
) -> None:
    reached = datetime(2026, 11, 18, 20, tzinfo=UTC)  # the 19th in Jakarta
    mark = Checkpoint(
        site="koran", listing=NUMBERED, day=date(2026, 11, 1), read_at=NOW, reached_at=reached
    )
    store.close_days([mark])
    (koran,) = backfill(db)
    assert (koran["last_day"], koran["days"], koran["closed"]) == ("2026-11-21", 21, 2)


def test_what_is_left_and_how_long_it_takes(
    store: ArticleStore, db: sqlite3.Connection, clock: Clock
) -> None:
    store.close_days([day(1, closed=True, links=10), day(2, closed=True, links=20), day(3)])
    urls = [f"https://k.id/{n}" for n in range(6)]
    dates = [None, datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 9, tzinfo=UTC)] * 2
    store.seed(
        [Candidate(url=u, published_at=d) for u, d in zip(urls, dates, strict=True)], "koran"
    )
    run = store.start_run("crawl koran", ["koran"])
    clock.now += timedelta(minutes=30)
    drop = Drop(url=urls[0], site="koran", reason=Reason.TOO_SHORT, step="quality")
    store.commit([Outcome(url=urls[0], result=drop, site="koran", state=State.DROPPED)], run)
    (koran,) = backfill(db)
    assert koran["articles_left"] == 3, "the one without a date, and two of these days"
    assert koran["articles_per_hour"] == 2
    # 3 that are known, and 15 on the day that is open, as on the ones that are closed.
    assert koran["seconds_left"] == 18 / 2 * 3600


def test_the_command_shows_it(store: ArticleStore) -> None:
    store.close_days([day(1, closed=True), day(2)])
    shown = warta("crawl", "--status", "--db", store.path)
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.stdout.splitlines()]
    assert lines[1] == ["koran", "2026-11-01", "2026-11-02", "2", "1", "2", "0", "-", "-"]
    (koran,) = data("crawl", "--status", "--db", store.path)
    assert koran["closed"] == 1
    assert "no days" in warta("crawl", "kompas", "--status", "--db", store.path).stdout


def test_the_command_needs_a_database(tmp_path: Path) -> None:
    missing = tmp_path / "tidak-ada.db"
    shown = warta("crawl", "--status", "--db", missing)
    assert (shown.exit_code, missing.exists()) == (2, False)
    assert str(missing) in shown.output
