"""What a crawl takes from the frontier: each row once, the right ones, no more than are wanted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.planning.frontier_queue import FrontierQueue
from pipelines.records import Candidate, Failure, FrontierRow, Kind, Outcome, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
BASE = "https://koran.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=lambda: NOW) as opened:
        yield opened


def articles(count: int) -> list[Candidate]:
    return [Candidate(url=f"{BASE}/{n}") for n in range(count)]


def taken(queue: FrontierQueue) -> list[str]:
    rows = iter(lambda: queue.next(LATER), None)
    return [row.url for row in rows]


def test_each_row_is_handed_out_once(store: ArticleStore) -> None:
    store.seed(articles(200), "koran")
    queue = FrontierQueue(store, "koran")
    urls = taken(queue)
    assert len(urls) == len(set(urls)) == 200
    assert queue.out == 200
    queue.settle(urls[0])
    assert queue.out == 199


def test_a_settled_row_that_is_due_again_comes_back_and_one_left_alone_does_not(
    store: ArticleStore,
) -> None:
    store.seed(articles(2), "koran")
    queue = FrontierQueue(store, "koran")
    urls = taken(queue)
    queue.settle(urls[0])
    queue.leave_alone(urls[1])
    assert taken(queue) == []
    failed = Outcome(url=urls[0], site="koran", result=None, state=State.RETRY, next_try_at=LATER)
    store.commit([failed, replace(failed, url=urls[1])])
    assert taken(queue) == [urls[0]]


def test_other_outlets_and_rows_of_later_are_not_taken(store: ArticleStore) -> None:
    store.seed([Candidate(url="https://lain.example/1")], "lain")
    store.seed(articles(1), "koran")
    store.commit(
        [
            Outcome(
                url=f"{BASE}/0",
                site="koran",
                result=Failure(url=f"{BASE}/0", error="x"),
                state=State.RETRY,
                next_try_at=LATER + timedelta(hours=1),
            )
        ]
    )
    queue = FrontierQueue(store, "koran")
    assert taken(queue) == []
    assert queue.next_retry(LATER, 3600.0) == LATER + timedelta(hours=1)
    assert queue.next_retry(LATER, 3599.0) is None


def test_listings_of_the_record_come_first_and_each_once(store: ArticleStore) -> None:
    store.seed(articles(2), "koran")
    queue = FrontierQueue(store, "koran")
    feed = Candidate(url=f"{BASE}/rss", kind=Kind.FEED)
    assert queue.ask([feed, feed], NOW) == []
    assert taken(queue) == [f"{BASE}/rss", f"{BASE}/0", f"{BASE}/1"]


def test_a_listing_that_failed_waits_and_is_reported(store: ArticleStore) -> None:
    url = f"{BASE}/rss"
    failed = Outcome(
        url=url,
        site="koran",
        kind=Kind.FEED,
        result=Failure(url=url, error="x"),
        state=State.RETRY,
        next_try_at=LATER + timedelta(minutes=1),
    )
    store.commit([failed])
    queue = FrontierQueue(store, "koran")
    (row,) = queue.ask([Candidate(url=url, kind=Kind.FEED)], LATER)
    assert row.url == url
    assert taken(queue) == []
    assert queue.next(LATER + timedelta(minutes=2)) is not None


def test_sitemaps_found_on_the_way_alternate_with_articles(store: ArticleStore) -> None:
    maps = [Candidate(url=f"{BASE}/{n}.xml", kind=Kind.SITEMAP) for n in range(5)]
    store.seed([*maps, *articles(100)], "koran")
    urls = taken(FrontierQueue(store, "koran"))
    assert [url.endswith(".xml") for url in urls[:3]] == [True, True, False]
    assert len(urls) == 105


def test_listings_are_bounded(store: ArticleStore) -> None:
    maps = [Candidate(url=f"{BASE}/{n}.xml", kind=Kind.SITEMAP) for n in range(9)]
    store.seed(articles(3), "koran")
    store.seed(maps, "koran")
    queue = FrontierQueue(store, "koran", max_listings=4)
    urls = taken(queue)
    assert sum(url.endswith(".xml") for url in urls) == 4
    assert len(urls) == 7
    assert queue.cut
    assert queue.out == 7


def test_the_limit_counts_what_is_kept(store: ArticleStore) -> None:
    store.seed(articles(10), "koran")
    queue = FrontierQueue(store, "koran", limit=3)
    urls = taken(queue)
    assert len(urls) == 3
    queue.settle(urls[0], kept=True)
    queue.settle(urls[1], kept=True)
    queue.leave_alone(urls[2])  # gave no article
    assert not queue.is_full
    (more,) = taken(queue)
    queue.settle(more, kept=True)
    assert queue.is_full
    assert taken(queue) == []


def test_only_wanted_articles_are_taken_however_many_others_there_are(store: ArticleStore) -> None:
    store.seed(articles(2500), "koran")
    queue = FrontierQueue(store, "koran", wanted=lambda row: row.url.endswith("99"))
    assert len(taken(queue)) == 25
    assert queue.out == 25


def test_each_row_is_looked_at_once(store: ArticleStore) -> None:
    looked: Counter[str] = Counter()

    def wanted(row: FrontierRow) -> bool:
        looked[row.url] += 1
        return False

    maps = [Candidate(url=f"{BASE}/{n}.xml", kind=Kind.SITEMAP) for n in range(50)]
    store.seed([*maps, *articles(3000)], "koran")
    queue = FrontierQueue(store, "koran", wanted=wanted)
    assert taken(queue) == taken(queue) == []
    store.seed([Candidate(url=f"{BASE}/new")], "koran")
    assert taken(queue) == []
    assert len(looked) == looked.total() == 3051


def test_articles_of_a_recording_are_taken_though_it_is_of_the_past(store: ArticleStore) -> None:
    """What was found later may stand in an earlier recording."""
    queue = FrontierQueue(store, "koran")
    for number in (2, 1):
        url = f"{BASE}/{number}"
        listing = Outcome(
            url=f"{BASE}/rss/{number}",
            site="koran",
            kind=Kind.FEED,
            result=None,
            links=(Candidate(url=url),),
            fetched_at=NOW - timedelta(days=365 - number),
        )
        store.commit([listing])
        assert taken(queue) == [url]


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.INDEX])
def test_feeds_and_index_pages_that_nothing_asks_for_any_more_are_left(
    store: ArticleStore, kind: Kind
) -> None:
    """A record that changed, a crawl that was killed: the rows stay, their pages are of no use."""
    page = Candidate(url=f"{BASE}/indeks/7", kind=kind)
    store.seed([page], "koran")
    queue = FrontierQueue(store, "koran")
    assert taken(queue) == []
    queue.ask([page], LATER)
    assert taken(queue) == [page.url]


def test_a_feed_that_changes_seldom_is_left_out_unless_certain_articles_are_asked_for(
    tmp_path: Path,
) -> None:
    feed = Candidate(url=f"{BASE}/rss", kind=Kind.FEED)
    read = Outcome(
        url=feed.url, result=None, site="koran", kind=Kind.FEED, state=State.DONE, status=304
    )
    now = [NOW]
    with ArticleStore(tmp_path / "seldom.db", clock=lambda: now[0]) as store:
        for at in (NOW, NOW + timedelta(days=2)):
            now[0] = at
            store.commit([read])
        soon, later = at + timedelta(hours=1), at + timedelta(hours=5)
        for moment, wanted, expected in (
            (soon, None, 0),
            (soon, lambda row: True, 1),
            (later, None, 1),
        ):
            queue = FrontierQueue(store, "koran", wanted=wanted)
            assert queue.ask([feed], moment) == []
            assert len(taken(queue)) == expected


def test_a_row_tells_what_this_crawl_has_made_of_it_before(store: ArticleStore) -> None:
    store.seed(articles(2), "koran")
    queue = FrontierQueue(store, "koran")
    first, second = queue.next(LATER), queue.next(LATER)
    assert first and second
    assert (first.earlier, second.earlier) == (None, None)
    queue.settle(first.url, state=State.RETRY)
    queue.settle(second.url, kept=True, state=State.DONE)
    later = LATER + timedelta(hours=2)
    again = [
        Outcome(url=row.url, site="koran", result=None, state=state, fetched_at=later,
                next_try_at=later)
        for row, state in ((first, State.RETRY), (second, State.DONE))
    ]  # fmt: skip
    store.commit(again)
    rows = {row.url: row.earlier for row in iter(lambda: queue.next(later), None)}
    assert rows == {first.url: State.RETRY, second.url: State.DONE}


def test_a_row_that_waits_is_asked_for_three_times(store: ArticleStore) -> None:
    store.seed(articles(1), "koran")
    queue = FrontierQueue(store, "koran")
    asked = 0
    while (row := queue.next(LATER + timedelta(seconds=asked))) is not None:
        asked += 1
        at = LATER + timedelta(seconds=asked)
        failure = Failure(url=row.url, error="x", status=429, waits_for="server")
        waits = Outcome(url=row.url, site="koran", result=failure, state=State.WAITING,
                        next_try_at=at)  # fmt: skip
        store.commit([waits])
        queue.settle(row.url, state=State.WAITING)
    assert asked == 3


def test_once_the_crawl_has_ended_nothing_is_looked_up(store: ArticleStore) -> None:
    store.seed(articles(3), "koran")
    ended = False
    queue = FrontierQueue(store, "koran", has_ended=lambda: ended)
    assert queue.next(LATER)
    ended = True
    queue = FrontierQueue(store, "koran", has_ended=lambda: ended)
    assert queue.next(LATER) is None
    assert queue.next_oldest(LATER, None, None) is None
