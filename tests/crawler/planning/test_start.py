"""What a crawl starts from, and which listings it reads for which days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from crawler.planning.listing_walk import Walk
from crawler.planning.scope import Scope, day_end, moment
from crawler.planning.start import (
    listings,
    missed,
    planned,
    read_sitemaps,
    sitemaps_of_robots,
    walks,
)
from crawler.site import Index, Site
from pipelines.records import Checkpoint, Kind, Rules

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)  # 03:00 of the 22nd in Jakarta
TODAY = date(2026, 11, 22)
DAILY = Index(url="https://koran.example/indeks/{yyyy}/{mm}/{dd}?page={page}", item="a")
NUMBERED = Index(url="https://koran.example/ekonomi/{page}", item="a")
NEWEST = Index(url="https://koran.example/terbaru", item="a")
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(),
    feeds=("HTTPS://koran.example/rss#x", "https://koran.example/rss/olahraga/1"),
    sitemaps=("https://koran.example/sitemap.xml",),
    indexes=(DAILY, NUMBERED, NEWEST),
    sections=("ekonomi", "olahraga"),
)
EVERYTHING = Scope(site=SITE)
THREE_DAYS = Scope(
    site=SITE,
    since=moment(date(2026, 11, 1), "Asia/Jakarta"),
    until=day_end(date(2026, 11, 3), "Asia/Jakarta"),
)


def mark(index: Index, day: date | None, **known: datetime | int) -> Checkpoint:
    blank = Checkpoint(site="koran", listing=index.url, day=day)
    return replace(blank, **known)  # type: ignore[arg-type]


def urls(planned: Iterable[Walk]) -> list[str]:
    return [walk.url.removeprefix("https://koran.example/") for walk in planned]


def test_listings() -> None:
    assert [(c.kind, c.url) for c in listings(EVERYTHING)] == [
        (Kind.FEED, "https://koran.example/rss"),
        (Kind.FEED, "https://koran.example/rss/olahraga/1"),
        (Kind.SITEMAP, "https://koran.example/sitemap.xml"),
    ]
    economy = listings(replace(EVERYTHING, sections=("ekonomi",)))
    assert [c.url[22:] for c in economy] == ["rss", "sitemap.xml"]


def test_a_crawl_without_dates_reads_today_and_what_is_new() -> None:
    marks = planned(EVERYTHING, NOW)
    assert [(m.day, m.listing) for m in marks] == [
        (None, NUMBERED.url),
        (None, NEWEST.url),
        (TODAY, DAILY.url),
    ]


def test_a_crawl_with_dates_reads_each_of_its_days_the_latest_first() -> None:
    marks = planned(THREE_DAYS, NOW)
    assert [(m.day and m.day.day, m.listing) for m in marks] == [
        (1, NUMBERED.url),  # down to the first day
        (None, NEWEST.url),
        *((day, DAILY.url) for day in (3, 2, 1)),
    ]
    alone = replace(THREE_DAYS, site=replace(SITE, indexes=()))
    marks = planned(alone, NOW)
    assert [(m.day and m.day.day, m.listing) for m in marks] == [(d, "sitemaps") for d in (3, 2, 1)]
    assert planned(replace(alone, since=None, until=None), NOW) == []


def test_days_of_the_last_week_that_were_missed_are_read() -> None:
    days = [mark(DAILY, date(2026, 11, day), pages=day) for day in (13, 20, 17, 15, 16, 22)]
    days[2] = replace(days[2], closed_at=NOW)
    others = [mark(NUMBERED, date(2026, 11, 20)), replace(days[1], listing="sitemaps")]
    found = missed(EVERYTHING, [*days, *others], NOW)
    no_crawl_ran = 0
    assert [(m.day and m.day.day, m.pages) for m in found] == [
        (21, no_crawl_ran),
        (20, 20),
        (19, no_crawl_ran),
        (18, no_crawl_ran),
        (16, 16),
        (15, 15),
    ]


def test_days_before_the_first_crawl_were_not_missed() -> None:
    days = [mark(DAILY, date(2026, 11, 20)), mark(DAILY, TODAY)]
    assert [m.day and m.day.day for m in missed(EVERYTHING, days, NOW)] == [21, 20]
    assert missed(EVERYTHING, days[1:], NOW) == []
    long_ago = [mark(DAILY, date(2026, 10, 1), closed_at=NOW)]
    assert len(missed(EVERYTHING, long_ago, NOW)) == 7
    elsewhere = replace(
        SITE, indexes=(replace(DAILY, url=DAILY.url.replace("indeks", "olahraga")),)
    )
    economy = Scope(site=elsewhere, sections=("ekonomi",))
    assert missed(economy, [replace(days[0], listing=elsewhere.indexes[0].url)], NOW) == []


def test_a_listing_that_is_not_by_day_is_closed_up_to_when_it_was_read() -> None:
    read = datetime(2026, 11, 10, tzinfo=UTC)
    closed = mark(
        NUMBERED, date(2026, 11, 1), begun_at=read, read_at=read, whole_at=read, closed_at=read
    )

    def again(scope: Scope) -> list[str]:
        return urls(walks(scope, [closed], NOW, max_pages=9, first_pages=2))

    assert again(THREE_DAYS) == []
    assert again(replace(THREE_DAYS, until=day_end(date(2026, 11, 9), "Asia/Jakarta"))) == []
    later = day_end(date(2026, 11, 15), "Asia/Jakarta")
    assert again(replace(THREE_DAYS, until=later)) == ["ekonomi/1"]
    assert again(replace(THREE_DAYS, until=None)) == ["ekonomi/1"]


def test_days_up_to_one_without_a_first_do_not_read_all_of_a_listing() -> None:
    then = datetime(2026, 11, 21, tzinfo=UTC)
    scope = replace(THREE_DAYS, since=None)
    marks = [mark(NUMBERED, None, begun_at=then, read_at=then, whole_at=then)]
    (walk,) = walks(scope, marks, NOW, max_pages=9, first_pages=2)
    assert walk.whole and walk.ends is None, "it ends at what was read"


def test_walks_are_made_for_what_is_open() -> None:
    marks = [replace(m, closed_at=NOW) if m.day == date(2026, 11, 2) else m
             for m in planned(THREE_DAYS, NOW)]  # fmt: skip
    found = walks(THREE_DAYS, marks, NOW, max_pages=9, first_pages=2)
    assert urls(found) == [
        "ekonomi/1",
        "terbaru",
        "indeks/2026/11/03?page=1",
        "indeks/2026/11/01?page=1",
    ]
    assert [walk.most for walk in found] == [9, 2, 9, 9]
    assert [walk.since for walk in found] == [THREE_DAYS.since, THREE_DAYS.since, None, None]
    assert found[2].ends == THREE_DAYS.until == found[0].ends
    upwards = walks(THREE_DAYS, marks, NOW, max_pages=9, first_pages=2, oldest_first=True)
    assert urls(upwards)[-2:] == ["indeks/2026/11/01?page=1", "indeks/2026/11/03?page=1"]


def test_only_the_first_look_at_a_listing_that_is_not_by_day_is_short() -> None:
    marks = planned(EVERYTHING, NOW)
    found = walks(EVERYTHING, marks, NOW, max_pages=9, first_pages=2)
    assert [walk.most for walk in found] == [2, 2, 9]
    known = [replace(m, begun_at=NOW, read_at=NOW, whole_at=NOW) for m in marks]
    found = walks(EVERYTHING, known, NOW, max_pages=9, first_pages=2)
    assert [walk.most for walk in found] == [9, 9, 9]


def test_with_the_sitemaps_read_the_days_that_are_over_are_closed() -> None:
    days = [Checkpoint(site="koran", listing="sitemaps", day=date(2026, 11, d)) for d in (21, 22)]
    (closed,) = read_sitemaps(EVERYTHING, [*days, mark(DAILY, date(2026, 11, 21))], NOW)
    assert (closed.day, closed.closed_at, closed.listing) == (days[0].day, NOW, "sitemaps")


def test_sitemaps_of_robots_txt() -> None:
    named = [
        "https://koran.example/sitemap.xml#x",
        "https://koran.example/sitemap-2019.xml",
        "https://koran.example/sitemap-News.xml",
        "https://lain.example/sitemap-news.xml",
        "/sitemap-news.xml",
        "file:///etc/passwd",
    ]
    robots = "https://koran.example/robots.txt"
    added = sitemaps_of_robots(SITE, named, robots)
    assert [c.url for c in added] == ["https://koran.example/sitemap-News.xml"]
    assert {(c.kind, c.found_in) for c in added} == {(Kind.SITEMAP, robots)}
    alone = sitemaps_of_robots(replace(SITE, sitemaps=()), named, robots)
    assert [c.url for c in alone] == [
        "https://koran.example/sitemap.xml",
        "https://koran.example/sitemap-2019.xml",
        "https://koran.example/sitemap-News.xml",
    ]
