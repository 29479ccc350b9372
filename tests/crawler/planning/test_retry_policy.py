"""When a URL is asked for again: the policy, outcome by outcome."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.http.responses import DISALLOWED_FOR
from crawler.planning.retry_policy import (
    REVISITS,
    after,
    has_to_wait,
    is_quiet,
    next_visit,
    retry_wait,
)
from pipelines.records import Article, Drop, Failure, FrontierRow, Kind, Outcome, Reason, State

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://koran.example/berita/1"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def row(**fields: object) -> FrontierRow:
    return FrontierRow(**{"url": URL, "site": "koran", "kind": Kind.ARTICLE, **fields})  # type: ignore[arg-type]


def failure(**fields: object) -> Failure:
    return Failure(**{"url": URL, "error": "x", **fields})  # type: ignore[arg-type]


def waits(word: str = "server", **fields: object) -> Failure:
    return failure(waits_for=word, **fields)


def decided(
    result: Article | Drop | Failure | None, frontier_row: FrontierRow
) -> tuple[State | None, timedelta | None]:
    outcome = after(Outcome(url=URL, result=result), frontier_row, NOW)
    return outcome.state, outcome.next_try_at and outcome.next_try_at - NOW


def article(age: timedelta | None) -> Article:
    return Article(
        url=URL,
        site="koran",
        title="t",
        text="t",
        fetched_at=NOW,
        published_at=None if age is None else NOW - age,
    )


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(0), HOUR),
        (timedelta(minutes=59), timedelta(minutes=1)),
        (HOUR, 5 * HOUR),
        (timedelta(hours=7), 17 * HOUR),
        (2 * DAY, DAY),
        (6 * DAY, DAY),
        (7 * DAY, None),
        (400 * DAY, None),
        (-HOUR, 2 * HOUR),
        (None, None),
    ],
)
def test_a_young_article_is_looked_at_again(age: timedelta | None, wait: timedelta | None) -> None:
    assert decided(article(age), row()) == (State.DONE, wait)


def test_a_page_that_was_not_modified_keeps_the_dates_of_its_row() -> None:
    assert decided(None, row(published_at=NOW - 2 * HOUR)) == (State.DONE, 4 * HOUR)
    assert decided(None, row()) == (State.DONE, None)


def test_a_drop_is_not_asked_for_again() -> None:
    drop = Drop(url=URL, reason=Reason.NOT_ARTICLE, step="extract")
    assert decided(drop, row(published_at=NOW)) == (State.DROPPED, None)


@pytest.mark.parametrize(
    ("result", "tries", "state", "wait"),
    [
        (failure(status=500), 0, State.RETRY, timedelta(minutes=5)),
        (failure(status=500), 1, State.RETRY, timedelta(minutes=20)),
        (failure(status=500), 3, State.RETRY, timedelta(minutes=320)),
        (failure(status=500), 4, State.GONE, None),
        (failure(), 4, State.RETRY, timedelta(minutes=1280)),
        (failure(), 10, State.RETRY, DAY),
        (failure(), 11, State.GONE, None),
        (failure(status=403), 4, State.RETRY, timedelta(minutes=1280)),
        (failure(status=404, gone=True), 0, State.GONE, None),
        (failure(status=500, retry_after=30.0), 0, State.RETRY, timedelta(seconds=30)),
        (failure(status=500, retry_after=30.0), 4, State.GONE, None),
        (waits(status=503, retry_after=30.0), 0, State.WAITING, timedelta(seconds=30)),
        (waits(status=503, retry_after=30.0), 99, State.WAITING, timedelta(seconds=30)),
        (waits(status=503, retry_after=0.0), 0, State.WAITING, timedelta(seconds=1)),
        (waits(status=429, retry_after=1e12), 0, State.WAITING, 7 * DAY),
        (waits(status=429), 50, State.WAITING, timedelta(minutes=5)),
        (waits("robots.txt", retry_after=DISALLOWED_FOR), 50, State.WAITING, 7 * DAY),
        (waits("refusal"), 50, State.WAITING, timedelta(minutes=5)),
    ],
)
def test_failures_of_an_article(
    result: Failure, tries: int, state: State, wait: timedelta | None
) -> None:
    assert decided(result, row(tries=tries)) == (state, wait)


def test_a_listing_is_never_given_up() -> None:
    feed = row(kind=Kind.FEED, tries=50)
    assert decided(failure(status=500), feed) == (State.RETRY, DAY)
    assert decided(failure(status=404, gone=True), feed) == (State.RETRY, DAY)
    assert decided(failure(status=503, retry_after=2.0), feed) == (
        State.RETRY,
        timedelta(seconds=2),
    )


def test_a_listing_that_robots_txt_disallows_is_due_in_each_run_as_robots_txt_is() -> None:
    disallowed = waits("robots.txt", retry_after=DISALLOWED_FOR)
    assert decided(disallowed, row(kind=Kind.FEED)) == (State.WAITING, None)
    below = row(kind=Kind.SITEMAP, found_in="https://koran.example/sitemap.xml")
    assert decided(disallowed, below) == (State.WAITING, 7 * DAY)


def test_what_an_earlier_request_of_the_run_led_to_goes_with_the_outcome() -> None:
    outcome = Outcome(url=URL, result=article(HOUR))
    assert after(outcome, row(earlier=State.RETRY), NOW).earlier is State.RETRY
    assert after(outcome, row(), NOW).earlier is None


def test_listings_of_the_record_wait_for_the_next_run_and_sitemaps_below_them_for_their_time() -> (
    None
):
    assert decided(None, row(kind=Kind.FEED)) == (State.DONE, None)
    assert decided(None, row(kind=Kind.SITEMAP)) == (State.DONE, None)
    below = {"kind": Kind.SITEMAP, "found_in": "https://koran.example/sitemap.xml"}
    assert decided(None, row(**below)) == (State.DONE, HOUR)
    assert decided(None, row(**below, published_at=NOW - DAY)) == (State.DONE, HOUR)
    assert decided(None, row(**below, published_at=NOW - 30 * DAY)) == (State.DONE, 7 * DAY)


@pytest.mark.parametrize(
    ("frontier_row", "expected"),
    [
        (row(kind=Kind.FEED), False),
        (row(kind=Kind.FEED, state=State.DONE), False),
        (row(kind=Kind.FEED, state=State.RETRY, next_try_at=NOW - HOUR), False),
        (row(kind=Kind.FEED, state=State.RETRY, next_try_at=NOW + HOUR), True),
        (row(kind=Kind.FEED, state=State.WAITING, next_try_at=NOW + HOUR), True),
        (row(kind=Kind.FEED, state=State.WAITING, next_try_at=None), False),
    ],
)
def test_each_run_asks_for_each_listing_unless_it_has_to_wait(
    frontier_row: FrontierRow, expected: bool
) -> None:
    assert has_to_wait(frontier_row, NOW) is expected


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("unchanged", "asked", "expected"),
    [
        (timedelta(0), timedelta(0), False),  # it had something new: each run asks
        (49 * MINUTE, timedelta(0), False),
        (50 * MINUTE, timedelta(0), True),
        (50 * MINUTE, 5 * MINUTE, False),
        (DAY, 2 * HOUR, True),
        (DAY, 144 * MINUTE, False),
        (7 * DAY, 359 * MINUTE, True),
        (7 * DAY, 6 * HOUR, False),
        (400 * DAY, 6 * HOUR, False),
    ],
)
@pytest.mark.parametrize("kind", [Kind.FEED, Kind.SITEMAP])
def test_a_listing_that_changes_seldom_is_asked_for_less_often(
    kind: Kind, unchanged: timedelta, asked: timedelta, expected: bool
) -> None:
    """`unchanged` is for how long it had nothing new when asked, `asked` how long ago that is."""
    read = row(
        kind=kind, state=State.DONE, fetched_at=NOW - asked, changed_at=NOW - asked - unchanged
    )
    assert is_quiet(read, NOW) is expected


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.INDEX},
        {"kind": Kind.ARTICLE},
        {"state": State.RETRY},
        {"state": State.PENDING},
        {"changed_at": None},
        {"fetched_at": None},
    ],
)
def test_only_a_feed_or_sitemap_that_was_read_is_quiet(fields: dict[str, object]) -> None:
    quiet = {"kind": Kind.FEED, "state": State.DONE, "fetched_at": NOW, "changed_at": NOW - DAY}
    assert is_quiet(row(**quiet), NOW)
    assert not is_quiet(row(**quiet | fields), NOW)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(-(10**8), 10**8))
def test_the_next_time_is_always_later_and_soon_enough(tries: int, age: int) -> None:
    assert timedelta(minutes=5) <= retry_wait(tries) <= DAY
    visit = next_visit(NOW - timedelta(seconds=age), NOW)
    assert visit is None or NOW < visit <= max(NOW, NOW - timedelta(seconds=age)) + REVISITS[-1]
