"""What a crawl starts from, and which days it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from crawler.site import Index, Site
from crawler.sources import in_range, indexes, is_wanted, listings, moment, sitemaps_of_robots
from pipelines.records import Article, Drop, FrontierRow, Kind, Reason, Rules

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)  # 03:00 of the 22nd in Jakarta
WIB = timezone(timedelta(hours=7))
DAILY = Index(url="https://koran.example/indeks/{yyyy}/{mm}/{dd}?page={page}", item="a", pages=2)
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(),
    feeds=("HTTPS://koran.example/rss#x",),
    sitemaps=("https://koran.example/sitemap.xml",),
    indexes=(DAILY, Index(url="https://koran.example/terbaru", item="a")),
)


def test_without_dates_the_days_listing_is_today_s_where_the_outlet_is() -> None:
    assert list(indexes(SITE, None, None, NOW)) == [
        "https://koran.example/indeks/2026/11/22?page=1",
        "https://koran.example/indeks/2026/11/22?page=2",
        "https://koran.example/terbaru",
    ]


def test_with_dates_there_is_a_listing_for_each_day_the_latest_first() -> None:
    since = moment("2026-11-01", "Asia/Jakarta")
    until = moment("2026-11-03", "Asia/Jakarta", end=True)
    days = [url[29:39] for url in indexes(SITE, since, until, NOW) if url.endswith("page=1")]
    assert days == ["2026/11/03", "2026/11/02", "2026/11/01"]
    later = moment("2030-01-01", "Asia/Jakarta")
    assert [u for u in indexes(SITE, later, None, NOW) if "page" in u] == []


def test_listings() -> None:
    found = listings(SITE, indexes(SITE, None, None, NOW))
    assert [(c.kind, c.url) for c in found][:2] == [
        (Kind.FEED, "https://koran.example/rss"),
        (Kind.SITEMAP, "https://koran.example/sitemap.xml"),
    ]
    assert [c.kind for c in found][2:] == [Kind.INDEX] * 3


@pytest.mark.parametrize(
    ("value", "end", "expected"),
    [
        (None, False, None),
        ("", False, None),
        ("2026-11-01", False, datetime(2026, 11, 1, tzinfo=WIB)),
        ("2026-11-01", True, datetime(2026, 11, 2, tzinfo=WIB)),
        (date(2026, 11, 1), True, datetime(2026, 11, 2, tzinfo=WIB)),
        ("2026-11-01T05:00:00Z", True, datetime(2026, 11, 1, 5, tzinfo=UTC)),
        (datetime(2026, 11, 1, 5), False, datetime(2026, 11, 1, 5, tzinfo=WIB)),
    ],
)
def test_moment(value: date | str | None, end: bool, expected: datetime | None) -> None:
    assert moment(value, "Asia/Jakarta", end=end) == expected


def test_moment_says_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="kemarin"):
        moment("kemarin", "Asia/Jakarta")


FEED, SITEMAP = "https://koran.example/rss", "https://koran.example/sitemap.xml"


@pytest.mark.parametrize(
    ("day", "found_in", "expected"),
    [
        (None, FEED, True),
        (9, FEED, False),
        (10, FEED, True),
        (19, FEED, True),
        (20, FEED, False),
        (9, SITEMAP, False),
        (25, SITEMAP, True),  # changed later than it was published
    ],
)
def test_is_wanted(day: int | None, found_in: str, expected: bool) -> None:
    row = FrontierRow(
        url="https://koran.example/1",
        site="koran",
        kind=Kind.ARTICLE,
        found_in=found_in,
        published_at=datetime(2026, 11, day, tzinfo=UTC) if day else None,
    )
    since, until = datetime(2026, 11, 10, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    assert is_wanted(row, since, until, frozenset({FEED})) is expected
    assert is_wanted(row, None, None, frozenset({FEED}))


def test_an_article_of_another_day_is_dropped_with_the_day() -> None:
    url = "https://koran.example/1"
    article = Article(url=url, site="koran", title="t", text="t", fetched_at=NOW, published_at=NOW)
    assert in_range(article, NOW, NOW + timedelta(days=1)) is article
    undated = replace(article, published_at=None)
    assert in_range(undated, NOW, NOW) is undated
    for since, until in ((NOW + timedelta(days=1), None), (None, NOW)):
        drop = in_range(article, since, until)
        assert isinstance(drop, Drop)
        assert (drop.reason, drop.url, drop.site) == (Reason.OUT_OF_RANGE, url, "koran")
        assert "2026-11-21" in drop.detail


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
