"""Reading a listing page by page: where a walk begins, goes on and ends."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import Found
from crawler.planning.listing_walk import End, Walk, begin, closed, turn
from crawler.site import Index
from pipelines.records import Candidate, Checkpoint

DAY = date(2026, 11, 20)
ENDS = datetime(2026, 11, 21, tzinfo=UTC)
NOON, NIGHT = ENDS - timedelta(hours=12), ENDS + timedelta(hours=3)
MINUTE = timedelta(minutes=1)
DAILY = Index(url="https://k.id/{dd}?p={page}")
NUMBERED = Index(url="https://k.id/{page}")


def mark(index: Index = DAILY, **known: object) -> Checkpoint:
    blank = Checkpoint(site="k", listing=index.url, day=DAY if index is DAILY else None)
    return replace(blank, **known)  # type: ignore[arg-type]


def page(*numbers: int, as_recorded: bool = True, dated: datetime | None = None) -> Found:
    found = tuple(Candidate(url=f"https://k.id/a/{n}", published_at=dated) for n in numbers)
    return Found(candidates=found, as_recorded=as_recorded)


def known(
    at: datetime, *numbers: int, dated: datetime | None = None
) -> dict[str, tuple[datetime, datetime | None]]:
    return {f"https://k.id/a/{n}": (at, dated) for n in numbers}


def of_day(now: datetime, **checkpoint: object) -> Walk:
    return begin(DAILY, mark(DAILY, **checkpoint), now, ends=ENDS)


def test_a_day_that_is_over_is_read_until_a_page_repeats_what_was_listed_and_closed() -> None:
    walk = of_day(NIGHT)
    assert walk.url == "https://k.id/20?p=1"
    saved, on, _ = turn(walk, page(1, 2), {}, NIGHT)
    assert on is not None and on.url == "https://k.id/20?p=2"
    assert (saved.next_page, saved.pages, saved.begun_at, saved.closed_at) == (2, 1, NIGHT, None)
    saved, on, _ = turn(on, page(3), known(NOON, 3), NIGHT + MINUTE)
    assert on is not None
    saved, nothing, end = turn(on, page(3), {}, NIGHT + 2 * MINUTE)
    assert (nothing, end) == (None, End.EXHAUSTED)
    assert (saved.next_page, saved.pages, saved.whole_at) == (None, 3, NIGHT)
    assert saved.closed_at == saved.read_at == NIGHT + 2 * MINUTE


@pytest.mark.parametrize(
    "last", [page(), page(1, 2, as_recorded=False), page(7, as_recorded=False)]
)
def test_a_later_page_without_entries_is_behind_the_end(last: Found) -> None:
    _, on, _ = turn(of_day(NIGHT), page(1, 2), {}, NIGHT)
    assert on
    saved, nothing, end = turn(on, last, {}, NIGHT)
    assert (nothing, end, saved.closed_at) == (None, End.EXHAUSTED, NIGHT)


def test_a_day_that_is_not_over_is_not_closed() -> None:
    _, on, _ = turn(of_day(NOON), page(1, 2), {}, NOON)
    assert on
    saved, _, end = turn(on, page(), {}, NIGHT)  # read on past midnight
    assert (end, saved.whole_at, saved.closed_at) == (End.EXHAUSTED, NOON, None)


def test_a_first_page_without_entries_closes_nothing_by_itself() -> None:
    walk = of_day(NIGHT)
    saved, on, end = turn(walk, page(9, as_recorded=False), {}, NIGHT)
    assert (on, end, saved.closed_at, saved.whole_at) == (None, End.BLANK, None, None)
    (empty_day,) = closed([replace(walk, mark=saved)])
    assert empty_day.closed_at == NIGHT
    assert closed([replace(of_day(NOON), mark=replace(saved, begun_at=NOON))]) == []


def test_a_walk_that_was_broken_off_after_the_day_goes_on_at_its_page() -> None:
    broken = {"begun_at": NIGHT, "read_at": NIGHT + MINUTE, "next_page": 7}
    walk = of_day(NIGHT + MINUTE, **broken)
    assert walk.page == 6, "the last that was read, for what is repeated behind the end"
    _, on, _ = turn(walk, page(1, 2), known(NIGHT, 1, 2), NIGHT + MINUTE)
    assert on
    saved, _, end = turn(on, page(2), known(NIGHT, 2), NIGHT + MINUTE)
    assert (end, saved.closed_at) == (End.EXHAUSTED, NIGHT + MINUTE)
    assert of_day(NIGHT, **{**broken, "begun_at": NOON}).page == 1, "it began while more could come"
    whole = {**broken, "whole_at": NIGHT, "next_page": None}
    assert of_day(NIGHT, **whole).page == 1


def test_today_is_read_until_what_a_whole_walk_has_read() -> None:
    earlier = {"begun_at": NOON, "read_at": NOON + MINUTE, "whole_at": NOON}
    walk = of_day(NOON + 30 * MINUTE, **earlier)
    _, on, _ = turn(walk, page(5, 4), known(NOON, 4), NOON + 30 * MINUTE)
    assert on, "5 is new"
    seen = known(NOON, 3) | known(NOON + MINUTE, 2)
    saved, _, end = turn(on, page(3, 2), seen, NOON + 31 * MINUTE)
    assert (end, saved.whole_at) == (End.KNOWN, NOON + 30 * MINUTE)


def test_what_a_feed_found_meanwhile_does_not_end_a_walk() -> None:
    earlier = {"begun_at": NOON, "read_at": NOON + 5 * MINUTE, "whole_at": NOON}
    walk = of_day(NOON + 30 * MINUTE, **earlier)
    _, on, _ = turn(walk, page(9, 8), known(NOON + MINUTE, 9, 8), NOON + 30 * MINUTE)
    assert on, "found after the first page was read: what stands behind them may be new"
    _, on, _ = turn(walk, page(9, 8), known(NOON + 20 * MINUTE, 9) | known(NOON, 8), NIGHT)
    assert on, "found after the walk"


def test_a_broken_walk_through_what_grows_goes_on_where_it_was() -> None:
    broken = {"begun_at": NOON, "read_at": NOON + MINUTE, "next_page": 40}
    walk = begin(NUMBERED, mark(NUMBERED, **broken), NIGHT)
    assert walk.page == 1
    _, on, _ = turn(walk, page(9, 8), known(NOON, 8), NIGHT)
    assert on and on.page == 2
    _, on, _ = turn(on, page(7, 6), known(NOON, 7, 6), NIGHT)
    assert on and on.page == 39
    _, on, _ = turn(on, page(1), known(NOON, 1), NIGHT)
    assert on and on.page == 40, "no walk was whole"


def test_an_unchanged_page_is_what_it_was() -> None:
    times = {"begun_at": NOON, "read_at": NOON + MINUTE}
    _, _, end = turn(of_day(NOON + MINUTE, **times, whole_at=NOON), None, {}, NOON + MINUTE)
    assert end is End.KNOWN
    walk = of_day(NOON + MINUTE, **times, next_page=5)
    _, on, _ = turn(walk, None, {}, NOON + MINUTE)
    assert on and on.page == 4


@pytest.mark.parametrize("in_listing", [True, False])
def test_a_listing_that_is_not_by_day_ends_with_what_is_older(in_listing: bool) -> None:
    walk = replace(begin(NUMBERED, mark(NUMBERED), NIGHT, since=NOON), ends=NIGHT)
    young, old = NOON + MINUTE, NOON - MINUTE
    first = page(9, 8, dated=young if in_listing else None)
    _, on, _ = turn(walk, first, known(NIGHT, 9, 8, dated=young), NIGHT)
    assert on
    second = page(7, 6, dated=old if in_listing else None)
    saved, on, end = turn(on, second, {}, NIGHT)
    if not in_listing:  # what the articles say is known when the page after is read
        assert on
        saved, on, end = turn(on, page(5), known(NIGHT, 7, 6, dated=old), NIGHT)
    assert end is End.PASSED
    assert saved.reached_at == (old if in_listing else NIGHT)


@pytest.mark.parametrize(("index", "again"), [(DAILY, 3), (NUMBERED, None)])
def test_a_cut_leaves_the_rest_of_a_day_and_none_of_what_is_new(
    index: Index, again: int | None
) -> None:
    walk = begin(index, mark(index), NIGHT, ends=ENDS if index is DAILY else None, most=2)
    _, on, _ = turn(walk, page(1, 2), {}, NIGHT)
    assert on
    saved, on, end = turn(on, page(3, 4), {}, NIGHT)
    assert (on, end, saved.next_page) == (None, End.CUT, again)
    assert (saved.whole_at is None) is (index is DAILY)
    assert saved.closed_at is None


def test_the_outlet_s_own_last_page_is_the_end() -> None:
    walk = begin(replace(DAILY, pages=1), mark(), NIGHT, ends=ENDS)
    saved, _, end = turn(walk, page(1), {}, NIGHT)
    assert (end, saved.closed_at) == (End.EXHAUSTED, NIGHT)
    single = begin(Index(url="https://k.id/baru"), mark(NUMBERED), NIGHT)
    saved, _, end = turn(single, page(1), {}, NIGHT)
    assert (end, saved.closed_at) == (End.EXHAUSTED, None)


def test_a_full_page_of_new_articles_is_not_taken_for_the_end() -> None:
    walk = begin(NUMBERED, mark(NUMBERED), NOON)
    _, on, _ = turn(walk, page(9, 8), {}, NOON)
    assert on
    _, on, _ = turn(on, page(9, 8), {}, NOON)  # 11 and 10 came meanwhile
    assert on and on.page == 3
    _, on, _ = turn(on, page(7, 6), {}, NOON)
    assert on and on.page == 4


@pytest.mark.parametrize("behind", [(7, 6), (9, 8)])
def test_where_more_may_come_what_repeats_is_looked_at_twice(behind: tuple[int, ...]) -> None:
    walk: Walk | None = begin(NUMBERED, mark(NUMBERED), NOON)
    for listed in ((9, 8), (7, 6), behind):
        assert walk
        _, walk, _ = turn(walk, page(*listed), {}, NOON)
    assert walk
    _, walk, end = turn(walk, page(*behind), {}, NOON)
    assert (walk, end) == (None, End.EXHAUSTED)


def test_pages_that_list_the_same_in_any_order_come_to_an_end() -> None:
    walk: Walk | None = begin(NUMBERED, mark(NUMBERED), NOON)
    draw = random.Random(1)
    pages = 0
    while walk:
        pages += 1
        _, walk, _ = turn(walk, page(*draw.sample(range(20), 5)), {}, NOON)
    assert pages < 100


def test_one_old_article_on_a_page_does_not_end_what_is_asked_for() -> None:
    walk = begin(NUMBERED, mark(NUMBERED), NIGHT, since=NOON)
    pinned = known(NIGHT, 1, dated=NOON - MINUTE)
    _, on, _ = turn(walk, page(1, 9, 8), pinned, NIGHT)
    assert on
    _, on, _ = turn(on, page(7, 6, 5), pinned, NIGHT)
    assert on


def test_a_record_with_fewer_pages_than_were_read_ends_a_walk() -> None:
    broken = {"begun_at": NIGHT, "read_at": NIGHT, "next_page": 9}
    walk = begin(replace(DAILY, pages=5), mark(DAILY, **broken), NIGHT, ends=ENDS)
    assert turn(walk, page(1), {}, NIGHT)[2] is End.EXHAUSTED


class Paper:
    """A listing that grows at its front, and what a crawler that can be killed knows of it."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.count = draw.randint(1, 30)
        self.size = draw.randint(2, 6)
        self.behind = draw.choice(["nothing", "last", "first"])
        self.known: dict[str, tuple[datetime, datetime | None]] = {}
        self.mark = mark(NUMBERED)
        self.clock = NOON

    def listed(self, number: int) -> Found:
        """Return a page; behind the end it is empty, the last one or the first, as the paper is."""
        newest_first = range(self.count, 0, -1)
        last = -(-self.count // self.size)
        number = number if number <= last else {"last": last, "first": 1}.get(self.behind, number)
        return page(*newest_first[(number - 1) * self.size : number * self.size])

    def find(self, urls: Iterator[str]) -> None:
        for url in urls:
            self.known.setdefault(url, (self.clock, None))

    def crawl(self, *, killed_after: int | None) -> None:
        """Read the feed, which has the newest two, and pages until the end or the kill."""
        self.find(f"https://k.id/a/{n}" for n in range(self.count, max(self.count - 2, 0), -1))
        walk: Walk | None = begin(NUMBERED, self.mark, self.clock)
        while walk and killed_after != 0:
            self.clock += timedelta(seconds=1)
            found = self.listed(walk.page)
            urls = [c.url for c in found.candidates]
            before = {url: self.known[url] for url in urls if url in self.known}
            self.mark, walk, _ = turn(walk, found, before, self.clock)
            self.find(iter(urls))
            killed_after = None if killed_after is None else killed_after - 1
            if self.draw.random() < 0.3:
                self.count += 1
            if len(before) < len(urls) and self.draw.random() < 0.2:  # its articles take their time
                self.count += self.draw.choice([self.size, 2 * self.size + 1])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 30))
def test_nothing_is_missed_however_often_a_crawl_is_killed(seed: int) -> None:
    draw = random.Random(seed)
    paper = Paper(draw)
    for _ in range(draw.randint(0, 4)):
        paper.crawl(killed_after=draw.choice([None, 0, 1, 2, 3, 5]))
        paper.count += draw.choice([0, 0, 1, 3, 12])
        paper.clock += MINUTE
    there = paper.count
    paper.crawl(killed_after=None)
    missing = {f"https://k.id/a/{n}" for n in range(1, there + 1)} - paper.known.keys()
    assert not missing
