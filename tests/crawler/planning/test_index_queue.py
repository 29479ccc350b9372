"""The index pages of one crawl: in what order they are asked for, and what is closed by them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.discovery import Found
from crawler.planning.index_queue import IndexQueue, Order
from crawler.planning.scope import Scope, day_end, moment
from crawler.site import Index, Site
from pipelines.records import Candidate, Checkpoint, Failure, Kind, Outcome, Rules, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)  # noon in Jakarta
ZONE = "Asia/Jakarta"
DAILY = Index(url="https://k.id/indeks/{dd}?p={page}", item="article")
NUMBERED = Index(url="https://k.id/terbaru/{page}", item="article")
SITE = Site(name="koran", title="Koran", hosts=("k.id",), rules=Rules(), indexes=(DAILY,))
TWO_DAYS = Scope(
    site=SITE,
    since=moment(date(2026, 11, 10), ZONE),
    until=day_end(date(2026, 11, 11), ZONE),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=lambda: NOW) as opened:
        yield opened


class Crawl:
    """A crawl that reads what it is given; what it reads is committed at once."""

    def __init__(
        self, store: ArticleStore, scope: Scope = TWO_DAYS, now: datetime = NOW, **order: Any
    ) -> None:
        self.store, self.scope, self.now = store, scope, now
        self.queue = IndexQueue(store, scope, Order(**order))
        self.queue.begin(now)

    def next(self) -> str | None:
        page = self.queue.next()
        return page.url.removeprefix("https://k.id/") if page else None

    def read(self, address: str, *articles: int, as_recorded: bool = True) -> None:
        found = tuple(Candidate(url=f"https://k.id/a/{n}") for n in articles)
        outcome = self.outcome(address, links=found)
        self.commit(self.queue.read(outcome, Found(candidates=found, as_recorded=as_recorded)))

    def fail(self, address: str, status: int) -> Outcome:
        url = f"https://k.id/{address}"
        failure = Failure(url=url, error=str(status), status=status, gone=status == 404)
        outcome = self.queue.missing(self.outcome(address, result=failure))
        self.commit(outcome)
        return outcome

    def outcome(self, address: str, **fields: Any) -> Outcome:
        url = f"https://k.id/{address}"
        blank = Outcome(url=url, result=None, site="koran", kind=Kind.INDEX, state=State.DONE)
        return replace(blank, fetched_at=self.now, **fields)

    def commit(self, outcome: Outcome) -> None:
        self.store.commit([outcome])

    def marks(self) -> dict[int, Checkpoint]:
        days = self.store.checkpoints("koran", date(2026, 11, 1), date(2026, 11, 30))
        return {mark.day.day: mark for mark in days if mark.day}


def test_one_page_at_a_time_one_day_after_the_other(store: ArticleStore) -> None:
    crawl = Crawl(store)
    assert crawl.next() == "indeks/11?p=1"
    assert crawl.next() is None, "the answer is awaited"
    crawl.read("indeks/11?p=1", 1, 2)
    assert crawl.next() == "indeks/11?p=2"
    crawl.read("indeks/11?p=2", 2)
    assert crawl.marks()[11].closed_at == NOW
    assert crawl.next() == "indeks/10?p=1"
    crawl.read("indeks/10?p=1", 3)
    assert crawl.next() == "indeks/10?p=2"
    assert crawl.fail("indeks/10?p=2", 404).result is None, "the end, and no failure"
    assert crawl.next() is None
    marks = crawl.marks()
    assert {day: (mark.pages, mark.links) for day, mark in marks.items()} == {
        11: (2, 2),
        10: (2, 1),
    }
    assert all(mark.closed_at for mark in marks.values())
    assert Crawl(store).next() is None


def test_the_days_asked_for_stand_in_the_database_from_the_start(store: ArticleStore) -> None:
    crawl = Crawl(store, oldest_first=True)
    assert crawl.marks().keys() == {10, 11}
    assert crawl.next() == "indeks/10?p=1"


def test_a_page_that_fails_does_not_hold_up_the_others(store: ArticleStore) -> None:
    crawl = Crawl(store)
    assert crawl.next() == "indeks/11?p=1"
    assert isinstance(crawl.fail("indeks/11?p=1", 503).result, Failure)
    assert crawl.next() == "indeks/10?p=1"
    crawl.read("indeks/11?p=1", 1)  # asked for again meanwhile
    crawl.read("indeks/10?p=1", 2)
    assert [crawl.next(), crawl.next()] == ["indeks/10?p=2", None]
    crawl.read("indeks/10?p=2", 2)
    assert crawl.next() == "indeks/11?p=2"


def test_a_first_page_that_is_gone_leaves_its_day_open(store: ArticleStore) -> None:
    crawl = Crawl(store)
    crawl.next()
    assert isinstance(crawl.fail("indeks/11?p=1", 404).result, Failure)
    assert crawl.marks()[11].closed_at is None


def test_a_day_without_articles_is_closed_if_the_listing_was_as_recorded(
    store: ArticleStore,
) -> None:
    crawl = Crawl(store)
    crawl.next()
    crawl.read("indeks/11?p=1", 77, as_recorded=False)
    crawl.next()
    crawl.queue.finish(NOW, sitemaps_read=False)
    assert crawl.marks()[11].closed_at is None
    crawl.read("indeks/10?p=1", 1)
    crawl.queue.finish(NOW, sitemaps_read=False)
    assert crawl.marks()[11].closed_at == NOW
    assert crawl.queue.problems() == []


def test_a_listing_that_was_rebuilt_is_named(store: ArticleStore) -> None:
    crawl = Crawl(store)
    crawl.next()
    crawl.read("indeks/11?p=1", 77, as_recorded=False)
    (problem,) = crawl.queue.problems()
    assert DAILY.url in problem and "not built as its record says" in problem
    assert store.listed(["https://k.id/a/77"]), "what looks like an article is taken"


def test_what_stands_behind_the_last_page_is_not_taken(store: ArticleStore) -> None:
    crawl = Crawl(store)
    crawl.next()
    crawl.read("indeks/11?p=1", 1)
    crawl.next()
    crawl.read("indeks/11?p=2", 99, as_recorded=False)
    assert not store.listed(["https://k.id/a/99"])


def test_pages_that_are_left_are_named_and_read_by_the_next_crawls(store: ArticleStore) -> None:
    for number in (1, 2, 3):
        crawl = Crawl(store, max_pages=1)
        if number > 1:
            assert crawl.next() == f"indeks/11?p={number - 1}", "the last page that was read"
            crawl.read(f"indeks/11?p={number - 1}", number - 1)
        assert crawl.next() == f"indeks/11?p={number}"
        crawl.read(f"indeks/11?p={number}", number)
        assert crawl.next() == "indeks/10?p=1"
        (problem,) = crawl.queue.problems()
        assert "--max-pages" in problem


def test_without_dates_today_is_read_and_the_day_that_was_missed(store: ArticleStore) -> None:
    everything = Scope(site=SITE)
    yesterday = NOW - timedelta(days=1)
    first = Crawl(store, everything, yesterday)
    assert first.next() == "indeks/20?p=1"
    first.read("indeks/20?p=1", 1)
    assert first.next() == "indeks/20?p=2"
    first.read("indeks/20?p=2")
    assert first.next() is None
    second = Crawl(store, everything)
    assert second.next() == "indeks/21?p=1"
    second.read("indeks/21?p=1", 9)
    second.next()
    second.read("indeks/21?p=2")
    assert second.next() == "indeks/20?p=1", "more was published after it was read"
    second.read("indeks/20?p=1", 8, 1)
    assert second.next() == "indeks/20?p=2"
    second.read("indeks/20?p=2", 1)
    assert second.next() is None
    assert {day: bool(mark.closed_at) for day, mark in second.marks().items()} == {
        20: True,
        21: False,
    }
    assert Crawl(store, everything).next() == "indeks/21?p=1"


def test_a_page_that_was_read_whole_may_be_unchanged(store: ArticleStore) -> None:
    everything = Scope(site=replace(SITE, indexes=(NUMBERED,)))
    crawl = Crawl(store, everything)
    crawl.next()
    assert not crawl.queue.may_be_unchanged("https://k.id/terbaru/1")
    crawl.read("terbaru/1", 1)
    crawl.next()
    crawl.read("terbaru/2")
    later = Crawl(store, everything, NOW + timedelta(minutes=5))
    assert later.next() == "terbaru/1"
    assert later.queue.may_be_unchanged("https://k.id/terbaru/1")
    outcome = later.queue.read(later.outcome("terbaru/1"), None)
    assert outcome.checkpoint and outcome.checkpoint.whole_at == later.now
    assert later.next() is None


def test_sitemaps_close_the_days_of_an_outlet_without_listings_by_day(store: ArticleStore) -> None:
    site = replace(SITE, indexes=(), sitemaps=("https://k.id/peta.xml",))
    crawl = Crawl(store, replace(TWO_DAYS, site=site))
    assert crawl.next() is None
    crawl.queue.finish(NOW, sitemaps_read=False)
    assert [mark.closed_at for mark in crawl.marks().values()] == [None, None]
    crawl.queue.finish(NOW, sitemaps_read=True)
    assert [mark.closed_at for mark in crawl.marks().values()] == [NOW, NOW]


@pytest.mark.parametrize(
    ("since", "is_said"), [("2026-11-10", True), ("2026-11-15", False), (None, False)]
)
def test_an_outlet_that_cannot_be_gone_back_with_is_named(
    store: ArticleStore, since: str | None, is_said: bool
) -> None:
    site = replace(SITE, indexes=(), feeds=("https://k.id/rss",))
    crawl = Crawl(store, Scope(site=site, since=moment(since and date.fromisoformat(since), ZONE)))
    problems = crawl.queue.problems()
    assert bool(problems) is is_said
    assert not is_said or "goes back to 2026-11-10" in problems[0]


def test_days_that_have_not_begun_are_said_to(store: ArticleStore) -> None:
    crawl = Crawl(store, replace(TWO_DAYS, since=moment(date(2026, 11, 22), ZONE), until=None))
    assert crawl.next() is None
    assert crawl.queue.problems() == ["koran: 2026-11-22 has not begun there yet"]
    today = Crawl(store, replace(TWO_DAYS, since=moment(date(2026, 11, 21), ZONE), until=None))
    assert today.next() == "indeks/21?p=1"
    assert today.queue.problems() == []


def test_a_page_that_is_asked_for_again_after_a_change_of_the_record_is_of_the_new_one(
    store: ArticleStore,
) -> None:
    crawl = Crawl(store)
    crawl.next()
    crawl.read("indeks/11?p=1", 1)
    rebuilt = replace(SITE, indexes=(replace(DAILY, url="https://k.id/arsip/{dd}/{page}"),))
    again = Crawl(store, replace(TWO_DAYS, site=rebuilt))
    assert again.next() == "arsip/11/1", "the checkpoint of the other listing says nothing"


def test_open_days_of_a_listing_that_the_record_has_no_more_are_forgotten(
    store: ArticleStore,
) -> None:
    gone = Index(url="https://k.id/arsip/{dd}?p={page}", item="article")
    Crawl(store, replace(TWO_DAYS, site=replace(SITE, indexes=(DAILY, gone))))
    assert len(store.checkpoints("koran", date(2026, 11, 1), date(2026, 11, 30))) == 4
    assert Crawl(store).marks().keys() == {10, 11}
    left = store.checkpoints("koran", date(2026, 11, 1), date(2026, 11, 30))
    assert {mark.listing for mark in left} == {DAILY.url}
