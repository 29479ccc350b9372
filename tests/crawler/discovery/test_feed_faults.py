"""Feeds and sitemaps with one fault each: what must be read of them."""

from datetime import UTC, datetime

import pytest

from crawler.discovery import Listing, read
from crawler.site import Site
from pipelines.records import Rules
from tests.support.faults.feed_faults import FEED_FAULTS, FeedFault
from tests.support.faults.known_failing import marked

SITE = Site(
    name="kabarteluk",
    title="Kabar Teluk",
    hosts=("kabarteluk.example",),
    rules=Rules(site="kabarteluk", article_url=r"/kabar/\d+$"),
)
NOW = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("fault", marked(FEED_FAULTS))
def test_feed(fault: FeedFault) -> None:
    listing = Listing(url=fault.url, body=fault.body, site=SITE, now=NOW)
    found = read(listing).candidates
    assert tuple(candidate.url for candidate in found) == fault.urls
    if fault.titles:
        assert tuple(candidate.title for candidate in found) == fault.titles
    if fault.dates:
        wanted = [datetime.fromisoformat(date) if date else None for date in fault.dates]
        assert [candidate.published_at for candidate in found] == wanted
