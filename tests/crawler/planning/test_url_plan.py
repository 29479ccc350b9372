"""A crawl of certain URLs over a real database: which are asked for, how often, and which not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.http.robots import Unreachable
from crawler.planning import retry_policy
from crawler.planning.scope import Scope
from crawler.planning.url_plan import TRIES, UrlPlan
from crawler.site import Site
from pipelines.records import Candidate, Failure, FrontierRow, Kind, Outcome, Rules, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SITE = Site(
    name="k", title="K", hosts=("k.id",), rules=Rules(), sitemaps=("https://k.id/peta.xml",)
)
ONE, TWO, FEED = "https://k.id/1", "https://k.id/2", "https://k.id/rss"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "a.db", clock=lambda: NOW) as store:
        yield store


class Crawl:
    """A plan with what it has said of URLs that it leaves and of problems."""

    def __init__(self, store: ArticleStore, *urls: str, limit: int | None = None) -> None:
        self.store = store
        self.left: dict[str, str] = {}
        self.problems: list[str] = []
        self.plan = UrlPlan(
            store,
            Scope(site=SITE),
            urls=urls,
            limit=limit,
            depth=4,
            problem=self.problems.append,
            left=self._leave,
        )
        self.plan.begin(NOW)

    def _leave(self, outcome: Outcome) -> None:
        assert isinstance(outcome.result, Failure)
        self.left[outcome.url] = outcome.result.error

    def asked(self, now: datetime = NOW) -> list[str]:
        """Return the URLs that are handed out, all that there are."""
        rows = iter(lambda: self.plan.next(now), None)
        return [row.url for row in rows if row]

    def fail(self, url: str, status: int, now: datetime = NOW, wait: float | None = None) -> None:
        """Have a request for a URL fail."""
        settle(self.store, url, status, now, wait, plan=self.plan)


def _waits_for(status: int, wait: float | None) -> str:
    if not status:
        return "robots.txt"
    return "server" if status == 429 or (status == 503 and wait is not None) else ""


def settle(
    store: ArticleStore,
    url: str,
    status: int,
    now: datetime = NOW,
    wait: float | None = None,
    *,
    kind: Kind = Kind.ARTICLE,
    plan: UrlPlan | None = None,
) -> None:
    row = store.frontier_row(url) or FrontierRow(url=url, site="k", kind=kind)
    failure = Failure(
        url=url, error=f"the server answered {status}", status=status, retry_after=wait,
        gone=status == 404,
        waits_for=_waits_for(status, wait),
    )  # fmt: skip
    outcome = Outcome(url=url, site="k", kind=kind, result=failure, fetched_at=now, status=status)
    outcome = retry_policy.after(outcome, row, now)
    store.commit([outcome])
    if plan:
        plan.settle(outcome, kept=False)


def test_given_urls_are_asked_for_whatever_is_known_of_them(store: ArticleStore) -> None:
    settle(store, ONE, 404)
    store.seed([Candidate(url="https://k.id/3"), Candidate(url=FEED, kind=Kind.FEED)], "k")
    assert Crawl(store, TWO, ONE).asked() == [TWO, ONE]


def test_a_listing_is_no_article(store: ArticleStore) -> None:
    store.seed([Candidate(url=FEED, kind=Kind.FEED)], "k")
    crawl = Crawl(store, FEED, "https://k.id/peta.xml", ONE)
    assert crawl.asked() == [ONE]
    assert crawl.left == {
        FEED: "it is no article but a listing (feed)",
        "https://k.id/peta.xml": "it is no article but a listing (sitemap)",
    }


def test_without_urls_what_failed_is_asked_for(store: ArticleStore) -> None:
    settle(store, ONE, 404)
    settle(store, TWO, 500)
    settle(store, FEED, 500, kind=Kind.FEED)
    settle(store, "https://k.id/indeks", 500, kind=Kind.INDEX)
    store.seed([Candidate(url="https://k.id/3")], "k")
    assert sorted(Crawl(store).asked()) == [ONE, TWO, FEED]
    assert Crawl(store, limit=1).asked() == [FEED, ONE]


@pytest.mark.parametrize(
    ("status", "wait", "held"),
    [(429, None, True), (429, 600.0, True), (503, 600.0, True), (503, None, False),
     (503, 60.0, True), (500, None, False), (0, 7 * 86400.0, False)],
)  # fmt: skip
def test_the_server_s_wait_is_kept(
    store: ArticleStore, status: int, wait: float | None, held: bool
) -> None:
    settle(store, ONE, status, wait=wait)
    crawl = Crawl(store)
    assert crawl.asked() == ([] if held else [ONE])
    assert ONE in crawl.left if held else not crawl.left
    assert len(crawl.problems) == held
    row = store.frontier_row(ONE)
    assert row is not None and row.next_try_at is not None
    assert not retry_policy.is_told_to_wait(row, row.next_try_at)


def test_a_url_is_asked_for_again_once_it_is_due_and_not_forever(store: ArticleStore) -> None:
    crawl, now, asked = Crawl(store, ONE), NOW, 0
    while crawl.asked(now) == [ONE]:
        asked += 1
        crawl.fail(ONE, 429, now, wait=2.0)
        assert crawl.asked(now) == []
        due = crawl.plan.next_retry(now, 60.0)
        now = due or now + timedelta(seconds=2)
        if due is None:
            break
    assert asked == TRIES
    assert crawl.plan.next_retry(NOW, 60.0) is None


def test_a_late_retry_is_left_for_another_crawl(store: ArticleStore) -> None:
    crawl = Crawl(store, ONE)
    crawl.asked()
    crawl.fail(ONE, 500)
    assert crawl.plan.next_retry(NOW, 60.0) is None
    row = store.frontier_row(ONE)
    assert row is not None and row.state is State.RETRY


def test_a_host_whose_robots_txt_cannot_be_read_is_left(store: ArticleStore) -> None:
    crawl = Crawl(store, ONE, TWO)
    row = crawl.plan.next(NOW)
    assert row is not None
    crawl.plan.leave_origin(Unreachable("https://k.id", "the server answered 503"))
    crawl.plan.leave(row)
    assert crawl.asked() == []
    assert set(crawl.left) == {ONE, TWO}
    assert all("robots.txt: the server answered 503" in why for why in crawl.left.values())
    crawl.plan.finish(NOW, ended_early=False)
    assert len(crawl.problems) == 1
