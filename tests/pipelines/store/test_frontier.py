"""The frontier's rows in the database: what a mark writes and what a new discovery changes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipelines.records import Candidate, Failure, FrontierRow, Kind, Outcome, State
from pipelines.store import ArticleStore
from tests.support.articles import NOW

URL = "https://koran.example/berita/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=lambda: NOW) as opened:
        yield opened


def row_of(store: ArticleStore, url: str = URL) -> FrontierRow:
    row = store.frontier_row(url)
    assert row is not None
    return row


def done(store: ArticleStore, next_try_at: datetime | None = None, url: str = URL) -> None:
    """Mark a URL as fetched, to be looked at again at that time."""
    outcome = Outcome(
        url=url,
        result=None,
        site="koran",
        fetched_at=NOW,
        state=State.DONE,
        next_try_at=next_try_at,
    )
    store.commit([outcome])


@pytest.mark.parametrize("extra", [timedelta(), timedelta(microseconds=1), timedelta(seconds=0.9)])
def test_a_wait_is_never_cut_short(store: ArticleStore, extra: timedelta) -> None:
    done(store, NOW + extra)
    at = row_of(store).next_try_at
    assert at is not None
    assert extra <= at - NOW <= timedelta(seconds=1)
    assert not store.due("koran", kinds=[Kind.ARTICLE], now=at - timedelta(seconds=1), limit=9)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize("planned", [None, NOW + HOUR])
@pytest.mark.parametrize(
    ("changed_at", "is_due"),
    [
        (NOW + HOUR / 2, True),
        (NOW, False),
        (NOW - HOUR, False),
        (NOW + 2 * HOUR, False),
        (None, False),
    ],
    ids=["newer", "the same", "older", "to come", "none"],
)
def test_what_changed_after_it_was_fetched_is_due_at_once(
    tmp_path: Path, planned: datetime | None, changed_at: datetime | None, is_due: bool
) -> None:
    later = NOW + HOUR * 0.75
    with ArticleStore(tmp_path / "warta.db", clock=lambda: later) as store:
        done(store, planned)
        assert store.seed([Candidate(url=URL, changed_at=changed_at)], "koran") == 0
        assert row_of(store).next_try_at == (later if is_due else planned)
        assert row_of(store).state is State.DONE


def test_a_failure_waits_although_the_page_changed(tmp_path: Path) -> None:
    later = NOW + HOUR
    with ArticleStore(tmp_path / "warta.db", clock=lambda: later) as store:
        failure = Failure(url=URL, error="x", site="koran")
        retry = Outcome(
            url=URL, result=failure, fetched_at=NOW, state=State.RETRY, next_try_at=NOW + 2 * HOUR
        )
        store.commit([retry])
        store.seed([Candidate(url=URL, changed_at=NOW + HOUR / 2)], "koran")
        assert row_of(store).next_try_at == NOW + 2 * HOUR


def test_only_what_failed_is_waited_for(store: ArticleStore) -> None:
    """An article that is to be looked at again soon keeps no crawl from its end."""

    def next_retry(after: timedelta, until: timedelta) -> datetime | None:
        kinds = (Kind.ARTICLE, Kind.FEED)
        return store.next_retry("koran", kinds=kinds, after=NOW + after, until=NOW + until)

    done(store, NOW + HOUR / 60)
    for number in (2, 3):
        url = f"https://koran.example/berita/{number}"
        failed = Outcome(
            url=url,
            result=Failure(url=url, error="x", site="koran"),
            site="koran",
            kind=Kind.FEED,
            state=State.RETRY,
            next_try_at=NOW + number * HOUR,
        )
        store.commit([failed])
    assert next_retry(timedelta(), HOUR) is None
    assert next_retry(timedelta(), 3 * HOUR) == NOW + 2 * HOUR
    assert next_retry(2 * HOUR, 3 * HOUR) == NOW + 3 * HOUR
    assert next_retry(3 * HOUR, 4 * HOUR) is None


def test_a_listing_remembers_when_it_last_led_to_something_new(tmp_path: Path) -> None:
    times = [NOW + hours * HOUR for hours in range(5)]

    def read(store: ArticleStore, at: datetime, *numbers: int, status: int = 200) -> datetime:
        links = tuple(Candidate(url=f"https://koran.example/berita/{n}") for n in numbers)
        failed = Failure(url=URL, error="x", site="koran") if status >= 400 else None
        store.commit(
            [
                Outcome(
                    url=URL,
                    result=failed,
                    site="koran",
                    kind=Kind.FEED,
                    links=links,
                    status=status,
                    fetched_at=at,
                    state=State.RETRY if failed else State.DONE,
                )
            ]
        )
        changed = row_of(store).changed_at
        assert changed is not None
        return changed

    with ArticleStore(tmp_path / "warta.db") as store:
        assert read(store, times[0]) == times[0], "the first reading"
        assert read(store, times[1], 1, 2) == times[1]
        assert read(store, times[2], 2, 1) == times[1]
        assert read(store, times[3], status=304) == times[1]
        assert read(store, times[3], status=503) == times[1]
        assert read(store, times[4], 3, 2) == times[4]


def failed(
    store: ArticleStore, *, state: State, status: int, times: int = 1, found_in: str = ""
) -> None:
    """Let the article fail so often."""
    store.seed([Candidate(url=URL, found_in=found_in)], "koran")
    failure = Failure(url=URL, error="x", site="koran", status=status)
    later = NOW + HOUR if state is not State.GONE else None
    store.commit(
        [
            Outcome(url=URL, result=failure, fetched_at=NOW, state=state, next_try_at=later)
            for _ in range(times)
        ]
    )


def test_waiting_is_no_try(store: ArticleStore) -> None:
    failed(store, state=State.RETRY, status=500, times=2)
    failed(store, state=State.WAITING, status=429, times=9)
    row = row_of(store)
    assert (row.state, row.tries, row.next_try_at) == (State.WAITING, 2, NOW + HOUR)
    assert store.waiting("koran") == (1, NOW + HOUR)
    assert store.waiting("lain") == (0, None)
    kinds = (Kind.ARTICLE,)
    assert store.next_retry("koran", kinds=kinds, after=NOW, until=NOW + HOUR) == NOW + HOUR


def test_what_robots_txt_disallows_waits_for_no_server(store: ArticleStore) -> None:
    failed(store, state=State.WAITING, status=0)
    assert store.waiting("koran") == (0, None)


@pytest.mark.parametrize(
    ("status", "times", "hours", "is_asked"),
    [
        (404, 1, 23, False),
        (404, 1, 25, True),
        (404, 4, 25, True),
        (410, 5, 25, False),
        (500, 5, 23, False),
        (500, 5, 25, True),
        (0, 29, 25, True),
        (500, 30, 25, False),
    ],
)
@pytest.mark.parametrize("is_modified", [True, False], ids=["read", "304"])
def test_what_was_given_up_and_is_still_listed_is_asked_for_again(
    tmp_path: Path, status: int, times: int, hours: int, is_asked: bool, is_modified: bool
) -> None:
    rss = "https://koran.example/rss"
    later = NOW + hours * HOUR
    with ArticleStore(tmp_path / "warta.db", clock=lambda: later) as store:
        failed(store, state=State.GONE, status=status, times=times, found_in=rss)
        links = (Candidate(url=URL, found_in=rss),) if is_modified else ()
        read = Outcome(
            url=rss, result=None, site="koran", kind=Kind.FEED, links=links, state=State.DONE,
            status=200 if is_modified else 304, fetched_at=later,
        )  # fmt: skip
        store.commit([read])
        row = row_of(store)
        assert (row.state, row.next_try_at) == (
            (State.RETRY, later) if is_asked else (State.GONE, None)
        )
        assert row.tries == times, "it is given up again after one more failure"


def test_the_oldest_come_first_and_those_without_a_date_last(store: ArticleStore) -> None:
    indeks = "https://koran.example/indeks"
    dates = {1: NOW - HOUR, 2: None, 3: NOW - 3 * HOUR, 4: NOW - 2 * HOUR, 5: None}
    found = [
        Candidate(
            url=f"https://koran.example/{n}",
            published_at=at,
            found_in=indeks if n == 5 else "https://koran.example/rss",
        )
        for n, at in dates.items()
    ]
    store.seed([Candidate(url=indeks, kind=Kind.INDEX), *found], "koran")

    def numbers(**bounds: object) -> list[int]:
        rows = store.oldest("koran", now=NOW + HOUR, limit=9, **bounds)  # type: ignore[arg-type]
        return [int(row.url.rpartition("/")[2]) for row in rows]

    assert numbers() == [3, 4, 1, 2, 5]
    assert numbers(since=NOW - 2 * HOUR) == [4, 1, 2, 5]
    assert numbers(before=NOW - HOUR) == [3, 4, 5]
    four = store.frontier_row("https://koran.example/4")
    two = store.frontier_row("https://koran.example/2")
    assert numbers(after=four) == [1, 2, 5]
    assert numbers(after=two) == [5]
