"""What a crawl is about: days, sections, and which sitemaps may hold them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from crawler.planning.scope import Scope, check_sections, day_end, moment, sections_of
from crawler.site import Index, Site
from pipelines.records import Article, Drop, FrontierRow, Kind, Reason, Rules, State

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)  # 03:00 of the 22nd in Jakarta
WIB = timezone(timedelta(hours=7))
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example", "*.koran.example"),
    rules=Rules(),
    feeds=("https://koran.example/rss",),
    indexes=(Index(url="https://koran.example/indeks?d={yyyy}/{mm}/{dd}&p={page}"),),
    sections=("ekonomi", "olahraga"),
)
FEED, SITEMAP = SITE.feeds[0], "https://koran.example/sitemap.xml"
INDEX = "https://koran.example/indeks?d=2026/11/12&p=3"
SCOPE = Scope(
    site=SITE,
    since=datetime(2026, 11, 10, tzinfo=UTC),
    until=datetime(2026, 11, 20, tzinfo=UTC),
)


def row(
    url: str = "https://koran.example/1", kind: Kind = Kind.ARTICLE, **more: object
) -> FrontierRow:
    return replace(FrontierRow(url=url, site="koran", kind=kind), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "found_in", "expected"),
    [
        (None, FEED, True),
        (9, FEED, False),
        (10, FEED, True),
        (19, FEED, True),
        (20, FEED, False),
        (20, INDEX, False),
        (9, SITEMAP, False),
        (25, SITEMAP, True),  # changed later than it was published
    ],
)
def test_wants(day: int | None, found_in: str, expected: bool) -> None:
    published = datetime(2026, 11, day, tzinfo=UTC) if day else None
    found = row(found_in=found_in, published_at=published)
    assert SCOPE.wants(found) is expected
    assert Scope(site=SITE).wants(found)


def test_the_date_of_an_article_that_was_had_is_its_own() -> None:
    late = datetime(2026, 11, 25, tzinfo=UTC)
    had = row(found_in=SITEMAP, published_at=late, fetched_at=NOW)
    assert not SCOPE.wants(had)
    failed = replace(had, state=State.RETRY)
    assert SCOPE.wants(failed), "its date is still that of the sitemap"
    assert not SCOPE.wants(replace(failed, found_in=FEED))


@pytest.mark.parametrize(
    ("url", "last_change", "expected"),
    [
        ("https://koran.example/sitemap-2026-11.xml", None, True),
        ("https://koran.example/sitemap/2026/10.xml", None, False),
        ("https://koran.example/sitemap/2026/09.xml", None, False),
        ("https://koran.example/sitemap_202612.xml.gz", None, False),
        ("https://koran.example/sitemap-20261109.xml", None, True),
        ("https://koran.example/sitemap-20261107.xml", None, False),
        ("https://koran.example/sitemap-2026-11-22.xml", None, False),
        ("https://koran.example/post-sitemap12.xml", None, True),
        ("https://koran.example/post-sitemap2026.xml", None, True),
        ("https://koran.example/post-sitemap12.xml", datetime(2026, 11, 9, tzinfo=UTC), False),
        ("https://koran.example/post-sitemap12.xml", NOW, True),
        ("https://koran.example/arsip/1/2026-02-30.xml", None, True),  # no day at all
    ],
)
def test_a_sitemap_is_read_if_it_may_hold_the_days(
    url: str, last_change: datetime | None, expected: bool
) -> None:
    assert SCOPE.wants(row(url, Kind.SITEMAP, published_at=last_change)) is expected
    assert Scope(site=SITE).wants(row(url, Kind.SITEMAP, published_at=last_change))


@pytest.mark.parametrize(
    ("url", "section", "asked_for", "kept"),
    [
        ("https://koran.example/ekonomi/1", "", True, True),
        ("https://ekonomi.koran.example/1", "Saham", True, True),
        ("https://koran.example/olahraga/1", "", False, None),
        ("https://koran.example/berita/1", "Ekonomi", True, True),
        ("https://koran.example/berita/1", "Gaya Hidup", True, False),
        ("https://koran.example/berita/1", "", True, True),
        ("https://koran.example/berita/ekonomi", "Olahraga", True, False),  # a title, no section
    ],
)
def test_sections(url: str, section: str, asked_for: bool, kept: bool | None) -> None:
    scope = Scope(site=SITE, sections=("ekonomi",))
    assert scope.wants(row(url)) is asked_for
    if kept is not None:
        article = Article(
            url=url, site="koran", title="t", text="t", fetched_at=NOW, section=section
        )
        assert isinstance(scope.keeps(article), Article) is kept
        assert Scope(site=SITE).keeps(article) is article


def test_an_article_of_another_day_is_dropped_with_the_day() -> None:
    url = "https://koran.example/1"
    article = Article(url=url, site="koran", title="t", text="t", fetched_at=NOW, published_at=NOW)
    day = timedelta(days=1)
    assert Scope(site=SITE, since=NOW, until=NOW + day).keeps(article) is article
    undated = replace(article, published_at=None)
    assert Scope(site=SITE, since=NOW, until=NOW).keeps(undated) is undated
    for scope in (Scope(site=SITE, since=NOW + day), Scope(site=SITE, until=NOW)):
        drop = scope.keeps(article)
        assert isinstance(drop, Drop)
        assert (drop.reason, drop.url, drop.site) == (Reason.OUT_OF_RANGE, url, "koran")
        assert "2026-11-21" in drop.detail


def test_days_are_those_of_the_outlet_and_have_begun() -> None:
    assert Scope(site=SITE).days(NOW) == [date(2026, 11, 22)]
    since, until = (
        moment(date(2026, 11, 1), "Asia/Jakarta"),
        day_end(date(2026, 11, 3), "Asia/Jakarta"),
    )
    days = Scope(site=SITE, since=since, until=until).days(NOW)
    assert days == [date(2026, 11, 3), date(2026, 11, 2), date(2026, 11, 1)]
    assert Scope(site=SITE, since=moment(date(2030, 1, 1), "Asia/Jakarta")).days(NOW) == []


@pytest.mark.parametrize(
    ("value", "end", "expected"),
    [
        (None, False, None),
        (date(2026, 11, 1), False, datetime(2026, 11, 1, tzinfo=WIB)),
        (date(2026, 11, 1), True, datetime(2026, 11, 2, tzinfo=WIB)),
        (datetime(2026, 11, 1, 5, tzinfo=UTC), True, datetime(2026, 11, 1, 5, tzinfo=UTC)),
        (datetime(2026, 11, 1, 5), False, datetime(2026, 11, 1, 5, tzinfo=WIB)),
    ],
)
def test_moment(value: date | None, end: bool, expected: datetime | None) -> None:
    assert moment(value, "Asia/Jakarta", end=end) == expected


def test_sections_are_those_of_the_record() -> None:
    assert sections_of(SITE, " Ekonomi,hukum ,ekonomi") == ("ekonomi",)
    assert sections_of(SITE, None) == sections_of(SITE, ()) == ()
    with pytest.raises(ValueError, match=r"koran has no section hukum; it has: ekonomi, olahraga"):
        sections_of(SITE, ["hukum"])


def test_a_section_that_no_outlet_has_is_a_mistake() -> None:
    other = replace(SITE, name="lain", sections=("hukum",))
    check_sections([SITE, other], ["ekonomi", "hukum"])
    with pytest.raises(ValueError, match="section hukkum"):
        check_sections([SITE, other], ["ekonomi", "hukum", "hukkum"])
