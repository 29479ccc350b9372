"""When an article was published and changed: which statement counts, which none can be."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.sites import rules_for
from pipelines.extract.extraction import extract
from pipelines.records import Article, Limits, Page, Rules

WIB = timezone(timedelta(hours=7))
FETCHED = datetime(2026, 7, 24, 12, tzinfo=UTC)
TEXT = "<p>" + "Warga menanam pohon di tepi kali sejak pagi, kata kepala desa. " * 8 + "</p>"
URL = "https://contoh.id/berita/pohon"
OKEZONE = "https://news.okezone.com/read/2026/07/24/337/3100001/warga-menanam-pohon"


def article(head: str, *, fetched_at: datetime = FETCHED, line: str = "") -> Article:
    html = (
        f"<html><head><title>Warga Menanam Pohon</title>{head}</head><body><article>"
        f"<h1>Warga Menanam Pohon</h1><div>{line}</div>{TEXT}</article></body></html>"
    )
    page = Page(url=URL, html=html.encode(), fetched_at=fetched_at)
    found = extract(page, Rules(), Limits())
    assert isinstance(found, Article), found
    return found


def meta(name: str, value: str) -> str:
    return f'<meta property="article:{name}_time" content="{value}">'


@pytest.mark.parametrize(
    "stamp",
    [
        "1970-01-01T00:00:00+00:00",
        "1970-01-01T07:00:00+07:00",
        "0",
        "1900-01-01 00:00:00",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "2026-07-27T08:00:00+07:00",
        "2099-12-31T23:59:59+07:00",
        "9999-12-31",
        "null WIB",
    ],
)
def test_what_no_article_can_be_of_is_none(stamp: str) -> None:
    found = article(meta("published", stamp) + meta("modified", stamp))
    assert (found.published_at, found.modified_at) == (None, None)
    assert not {"published_at", "modified_at"} & set(found.origin)


def test_a_later_statement_serves_where_the_first_one_cannot_be() -> None:
    found = article(meta("published", "1970-01-01T00:00:00Z"), line="Jumat, 24 Juli 2026 08:10 WIB")
    assert found.published_at == datetime(2026, 7, 24, 8, 10, tzinfo=WIB)
    assert found.origin["published_at"] == "visible"


def test_an_article_may_be_a_little_ahead_of_the_clock_and_very_old() -> None:
    ahead = article(meta("published", "2026-07-25T08:00:00+07:00"))
    assert ahead.published_at == datetime(2026, 7, 25, 8, tzinfo=WIB)
    old = article(meta("published", "1971-03-13T08:00:00+07:00"))
    assert old.published_at == datetime(1971, 3, 13, 8, tzinfo=WIB)


def test_a_file_that_lost_its_own_date_does_not_cost_the_articles() -> None:
    zero = datetime(1970, 1, 1, tzinfo=UTC)
    found = article(meta("published", "2026-07-24T08:10:00+07:00"), fetched_at=zero)
    assert found.published_at == datetime(2026, 7, 24, 8, 10, tzinfo=WIB)


@pytest.mark.parametrize(
    ("stamp", "expected", "origin"),
    [
        ("2026-07-24T15:18:24+07:00", datetime(2026, 7, 24, 15, 18, 24, tzinfo=WIB), "json-ld"),
        ("2026-07-24T08:18:24Z", datetime(2026, 7, 24, 15, 18, 24, tzinfo=WIB), "json-ld"),
        ("2026-07-24T15:20:24+07:00", datetime(2026, 7, 24, 15, 18, tzinfo=WIB), "rule:2024"),
    ],
)
def test_seconds_come_from_the_stamp_of_the_same_minute(
    stamp: str, expected: datetime, origin: str
) -> None:
    html = (
        "<html><head><script type='application/ld+json'>"
        f'{{"@type":"NewsArticle","headline":"Warga Menanam Pohon","datePublished":"{stamp}",'
        '"dateModified":"2026-07-24 15:16:40"}</script></head><body>'
        "<div class='title-article'><h1>Warga Menanam Pohon</h1></div>"
        "<div class='journalist'><span>, Jurnalis-Jum'at, 24 Juli 2026 |15:18 WIB</span></div>"
        f"<div class='c-detail read'>{TEXT}</div></body></html>"
    )
    page = Page(url=OKEZONE, html=html.encode(), fetched_at=FETCHED)
    found = extract(page, rules_for(OKEZONE), Limits())
    assert isinstance(found, Article), found
    assert found.published_at == expected
    assert found.published_at.utcoffset() == timedelta(hours=7)
    assert found.origin["published_at"] == origin
    assert found.modified_at is None, "a change before the publication is none"
