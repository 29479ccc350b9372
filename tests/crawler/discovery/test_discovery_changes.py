"""Listings that say when an article last changed."""

from datetime import UTC, datetime

import pytest

from crawler.discovery import Listing, candidates
from crawler.site import Site
from pipelines.records import Rules
from tests.support.articles import NOW

SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(site="koran", article_url=r"/berita/\d+$"),
)


def changes(body: str) -> list[datetime | None]:
    listing = Listing(url="https://koran.example/x", body=body.encode(), site=SITE, now=NOW)
    return [candidate.changed_at for candidate in candidates(listing)]


def urlset(*stamps: str) -> str:
    return "<urlset>" + "".join(
        f"<url><loc>https://koran.example/berita/{n}</loc><lastmod>{stamp}</lastmod></url>"
        for n, stamp in enumerate(stamps)
    )


def at(hour: int) -> datetime:
    return datetime(2026, 11, 21, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (urlset("2026-11-21T03:00:00Z", "2026-11-21T15:00:00+07:00"), [at(3), at(8)]),
        (urlset("kemarin", ""), [None, None]),
        (urlset("2026-11-21T03:00:00Z", "2026-11-21T03:00:00Z"), [at(3), at(3)]),
        (urlset(*["2026-11-21T03:00:00Z"] * 3), [None, None, None]),
        (
            "<feed><entry><link href='/berita/1'/><published>2026-11-21T03:00:00Z</published>"
            "<updated>2026-11-21T08:00:00Z</updated></entry></feed>",
            [at(8)],
        ),
        ("<rss><item><link>/berita/1</link><pubDate>21 Nov 2026</pubDate></item></rss>", [None]),
    ],
    ids=["sitemap", "no time", "two alike", "the time of the sitemap itself", "Atom", "RSS"],
)
def test_time_of_the_last_change(body: str, expected: list[datetime | None]) -> None:
    assert changes(body) == expected
