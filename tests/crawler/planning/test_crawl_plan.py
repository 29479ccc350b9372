"""A crawl's work over a real database: a paper with pages for each day, failures, limits, kills."""

import random
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import Found
from crawler.http.robots import Unreachable
from crawler.planning import retry_policy
from crawler.planning.crawl_plan import CrawlPlan
from crawler.planning.index_queue import Order
from crawler.planning.scope import Scope, day_end, moment
from crawler.site import Index, Site
from pipelines.records import (
    Article,
    Candidate,
    Failure,
    FrontierRow,
    Kind,
    Outcome,
    Rules,
)
from pipelines.store import ArticleStore

ZONE = "Asia/Jakarta"
BEGIN = datetime(2026, 11, 10, 22, tzinfo=UTC)  # 05:00 of the 11th in Jakarta
DAILY = Index(url="https://k.id/indeks/{yyyy}-{mm}-{dd}?p={page}", item="a")
NUMBERED = Index(url="https://k.id/terbaru/{page}", item="a")
FEED = "https://k.id/rss"
SIZE = 4


class Paper:
    """An outlet that publishes as the clock goes on, lists by day or by number, and has troubles.

    `asked` counts how often each URL was asked for, `stored` are the articles that were kept.
    """

    def __init__(self, draw: random.Random, store: ArticleStore, index: Index) -> None:
        self.draw, self.store, self.index = draw, store, index
        self.now = BEGIN
        self.published: list[tuple[datetime, str]] = []
        self.asked: Counter[str] = Counter()
        self.stored: set[str] = set()
        self.behind = draw.choice(["nothing", "last", "first"])
        self.trouble = draw.choice([0.0, 0.0, 0.2])
        self.site = Site(
            name="k", title="K", hosts=("k.id",), rules=Rules(), feeds=(FEED,), indexes=(index,)
        )

    def live(self, span: timedelta, count: int) -> None:
        """Let time pass, in which articles are published."""
        for _ in range(count):
            self.now += span / (count + 1)
            at = self.now.replace(microsecond=0)
            self.published.append((at, f"https://k.id/a/{len(self.published)}"))
        self.now += span / (count + 1)

    def of_day(self, url: str) -> list[tuple[datetime, str]]:
        """Return what the listing of an index page has, the newest first."""
        newest = self.published[::-1]
        if self.index is NUMBERED:
            return newest
        day = date.fromisoformat(url.split("/")[-1].split("?")[0])
        begin, end = moment(day, ZONE), day_end(day, ZONE)
        assert begin
        return [entry for entry in newest if begin <= entry[0] < end]

    def page(self, url: str) -> list[tuple[datetime, str]]:
        listed = self.of_day(url)
        number = int(url.replace("=", "/").split("/")[-1])
        last = -(-len(listed) // SIZE)
        if number > last:
            number = {"last": last, "first": 1}.get(self.behind, number)
        return listed[(number - 1) * SIZE : number * SIZE] if number else []

    def found(self, url: str) -> Found:
        if url == FEED:
            return Found(candidates=self.candidates(self.published[:-4:-1], dated=True))
        return Found(candidates=self.candidates(self.page(url), dated=False))

    def candidates(
        self, entries: list[tuple[datetime, str]], *, dated: bool
    ) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(url=url, found_in="https://k.id/", published_at=at if dated else None)
            for at, url in entries
        )

    def outcome(self, row: FrontierRow, work: CrawlPlan, scope: Scope) -> Outcome:
        """Return what became of a row that is asked for now."""
        self.asked[row.url] += 1
        self.now += timedelta(seconds=2)
        blank = Outcome(url=row.url, result=None, site="k", kind=row.kind, fetched_at=self.now)
        if self.draw.random() < self.trouble:
            failure = Failure(url=row.url, error="503", status=503, site="k")
            return work.read_nothing(replace(blank, result=failure), row)
        if row.kind is Kind.ARTICLE:
            at = next(at for at, url in self.published if url == row.url)
            article = Article(
                url=row.url,
                site="k",
                title=row.url,
                text=f"Kabar {row.url} tentang pasar.",
                published_at=at,
                fetched_at=self.now,
            )
            return replace(blank, result=scope.keeps(article), published_at=at)
        found = self.found(row.url)
        return work.read(replace(blank, links=found.candidates), row, lambda *_: found, self.now)

    def crawl(self, scope: Scope, *, kill: int | None = None, limit: int | None = None) -> None:
        """Crawl to the end, or up to a kill after so many requests."""
        order = Order(oldest_first=self.draw.random() < 0.5, first_pages=100)
        work = CrawlPlan(
            self.store, scope, order,
            limit=limit, max_listings=50, depth=5, problem=lambda _: None,
        )  # fmt: skip
        work.begin(self.now)
        waiting: list[Outcome] = []
        for _ in range(5000):
            if not work.has_more:
                self.commit(waiting)
            row = None if work.is_full or kill == 0 else work.next(self.now)
            if row is None:
                break
            kill = None if kill is None else kill - 1
            outcome = retry_policy.after(self.outcome(row, work, scope), row, self.now)
            waiting.append(outcome)
            work.settle(outcome, kept=isinstance(outcome.result, Article))
            if row.kind is Kind.ARTICLE and self.draw.random() < 0.08:
                self.live(timedelta(minutes=20), self.draw.choice([1, SIZE, 2 * SIZE]))
        else:
            pytest.fail("it does not come to an end")
        if kill == 0:
            return
        self.commit(waiting)
        work.finish(self.now, ended_early=work.is_full)

    def commit(self, waiting: list[Outcome]) -> None:
        self.store.commit(waiting)
        kept = [o.url for o in waiting if isinstance(o.result, Article)]
        self.stored.update(kept)
        waiting.clear()


def paper_of(draw: random.Random, folder: str, index: Index) -> tuple[Paper, ArticleStore]:
    clock = [BEGIN]
    store = ArticleStore(Path(folder) / "k.db", clock=lambda: clock[0])
    paper = Paper(draw, store, index)
    store._clock = lambda: paper.now
    return paper, store


@pytest.mark.parametrize("index", [DAILY, NUMBERED], ids=["by day", "numbered"])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 30))
def test_every_article_is_found_in_the_end(index: Index, seed: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        paper, store = paper_of(draw, folder, index)
        everything = Scope(site=paper.site)
        with store:
            paper.live(timedelta(hours=9), draw.choice([0, 1, 7]))
            paper.crawl(everything)
            for _ in range(draw.randint(1, 4)):
                paper.live(draw.choice([1, 8, 30]) * timedelta(hours=1), draw.choice([0, 3, 30]))
                paper.crawl(everything, kill=draw.choice([None, 1, 3, 9, 25]))
            paper.trouble = 0.0
            paper.now += timedelta(days=1)
            there = {url for _, url in paper.published}
            paper.crawl(everything)
            paper.now += timedelta(days=1)
            paper.crawl(everything)
            assert there - paper.stored == set()


@pytest.mark.parametrize("index", [DAILY, NUMBERED], ids=["by day", "numbered"])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 30))
def test_days_that_were_asked_for_are_found_whole_and_closed(index: Index, seed: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        paper, store = paper_of(draw, folder, index)
        first, last = date(2026, 11, 12), date(2026, 11, 12) + timedelta(days=draw.randint(0, 2))
        scope = Scope(site=paper.site, since=moment(first, ZONE), until=day_end(last, ZONE))
        assert scope.since and scope.until
        with store:
            for _ in range(5):
                paper.live(timedelta(days=1), draw.choice([1, 9, 21]))
                if draw.random() < 0.5:
                    kill, limit = draw.choice([(None, None), (7, None), (None, 3), (2, None)])
                    paper.crawl(scope, kill=kill, limit=limit)
            paper.trouble = 0.0
            paper.now += timedelta(days=1)
            paper.crawl(scope)
            wanted = {url for at, url in paper.published if scope.since <= at < scope.until}
            assert wanted - paper.stored == set()
            marks = store.checkpoints("k", first, last)
            assert marks and all(mark.closed_at for mark in marks)
            paper.asked.clear()
            paper.crawl(scope)
            assert {url for url in paper.asked if "/a/" not in url} == {FEED}


def test_a_host_that_cannot_be_asked_is_left_with_all_that_is_due(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "k.db", clock=lambda: BEGIN) as store:
        store.seed([Candidate(url=f"https://k.id/a/{n}") for n in range(300)], "k")
        site = Site(name="k", title="K", hosts=("k.id",), rules=Rules(), indexes=(DAILY,))
        scope = Scope(site=site, since=moment(date(2026, 11, 1), ZONE))
        work = CrawlPlan(
            store, scope, Order(),
            limit=None, max_listings=50, depth=5, problem=lambda _: None,
        )  # fmt: skip
        work.begin(BEGIN)
        row = work.next(BEGIN)
        assert row
        work.leave_origin(Unreachable("https://k.id", "503"))
        work.leave(row)
        assert work.next(BEGIN) is None
        assert work.out == 0
        work.finish(BEGIN, ended_early=False)
        assert not any(m.closed_at for m in store.checkpoints("k", date(2026, 11, 1), date.max))
