"""A fetched listing, and what every kind of listing makes of an address, a title and a date."""

import html
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.site import Index, Site
from pipelines.html.tree import clean_text
from pipelines.text.dates import parse_stamp
from pipelines.urls import absolute, canonical, host_matches, host_of, is_article, listing_url

MAX_TITLE = 300
MAX_URL = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A fetched listing: where it was found, for which outlet, and when (aware).

    `index` says how to read an index page; without it every link on it that looks like an article
    counts. `base` is what links are relative to where that is not `url`.
    """

    url: str
    body: bytes
    site: Site
    now: datetime
    content_type: str = ""
    index: Index | None = None
    base: str = ""

    @property
    def zone(self) -> str:
        """Return the outlet's time zone."""
        return self.site.rules.time_zone


def article_url(address: str, listing: Listing) -> str:
    """Return the canonical URL of an article of the outlet, "" for anything else."""
    url = canonical(_absolute(address, listing), listing.site.rules)
    on_site = host_matches(host_of(url), listing.site.hosts)
    return url if on_site and is_article(url, listing.site.rules) else ""


def sitemap_url(address: str, listing: Listing) -> str:
    """Return the URL of a sitemap of the outlet, "" for anything else and the listing itself."""
    url = listing_url(_absolute(address, listing))
    on_site = host_matches(host_of(url), listing.site.hosts)
    return url if on_site and url != listing_url(listing.url) else ""


def title_of(text: str) -> str:
    """Return a title in one line, without entities and of bounded length."""
    return clean_text(html.unescape(text))[:MAX_TITLE]


def stated(stamp: str, listing: Listing, *, zone: str = "") -> datetime | None:
    """Return the moment of a machine stamp, None if it is none or cannot be that of an article.

    A stamp without a zone is of `zone`, the outlet's own if that is empty. Of a source with a local
    clock the clock counts and not the zone it names.
    """
    moment = parse_stamp(stamp, zone=zone or listing.zone)
    if moment and listing.url.startswith(listing.site.local_clocks):
        moment = moment.replace(tzinfo=ZoneInfo(listing.zone))
    return plausible(moment, listing.now)


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """Return the moment unless no article can be of it: before the web, or after tomorrow."""
    if moment is None or moment.year < 1990 or moment > now + timedelta(days=1):
        return None
    return moment


def _absolute(address: str, listing: Listing) -> str:
    address = address.strip()
    if not address or len(address) > MAX_URL:
        return ""
    return absolute(listing.base or listing.url, address)
