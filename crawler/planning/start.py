"""The listings and walks that a crawl of an outlet starts from. Pure functions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from crawler.discovery import is_by_day, is_numbered
from crawler.planning.listing_walk import Walk, begin
from crawler.planning.scope import Scope, day_end
from crawler.site import Index, Site
from pipelines.records import Candidate, Checkpoint, Kind
from pipelines.urls import host_matches, host_of, listing_url

# A day that was not read since it was over is read by a crawl of the following week.
CATCH_UP = timedelta(days=7)
SITEMAPS = "sitemaps"


def listings(scope: Scope) -> list[Candidate]:
    """Return the feeds and sitemaps that every crawl of the outlet reads."""
    site = scope.site
    found = [Candidate(url=listing_url(url), kind=Kind.FEED) for url in site.feeds]
    found += [Candidate(url=listing_url(url), kind=Kind.SITEMAP) for url in site.sitemaps]
    return [candidate for candidate in found if scope.names(candidate.url)]


def kind_of(site: Site, url: str) -> Kind:
    """Return what a URL leads to by the outlet's record: a listing that it names, or an article."""
    key = listing_url(url)
    for kind, urls in ((Kind.FEED, site.feeds), (Kind.SITEMAP, site.sitemaps)):
        if key in map(listing_url, urls):
            return kind
    pages = (page for index in site.indexes for page in (index.url, index.first_url) if page)
    return Kind.INDEX if any(key == listing_url(page) for page in pages) else Kind.ARTICLE


def sitemaps_of_robots(site: Site, named: Iterable[str], found_in: str) -> list[Candidate]:
    """Return the sitemaps named in a robots.txt that are used for the outlet.

    They must be on its hosts. Where the record names sitemaps, only news sitemaps are added: the
    others lead to the whole archive, which the record leaves out on purpose.
    """
    known = {listing_url(url) for url in site.sitemaps}
    found = []
    for url in map(listing_url, named):
        of_use = not known or "news" in urlsplit(url).path.lower()
        if of_use and url not in known and host_matches(host_of(url), site.hosts):
            found.append(Candidate(url=url, kind=Kind.SITEMAP, found_in=found_in))
    return found


def planned(scope: Scope, now: datetime) -> list[Checkpoint]:
    """Return a blank checkpoint for each listing and day that a crawl has to read, latest first.

    Listings that are not by day come first. Where none is by day, each day of the scope has a row
    for the sitemaps.
    """
    site = scope.site
    indexes = [index for index in site.indexes if scope.names(index.url)]
    down_to = scope.since and scope.days(now)[-1:]
    marks = [
        _blank(site, index.url, down_to[0] if down_to and is_numbered(index) else None)
        for index in indexes
        if not is_by_day(index)
    ]
    by_day = [index.url for index in indexes if is_by_day(index)]
    if scope.is_dated and not by_day and any(scope.names(url) for url in site.sitemaps):
        by_day.append(SITEMAPS)
    return marks + [_blank(site, url, day) for day in scope.days(now) for url in by_day]


def listed_by(site: Site) -> list[str]:
    """Return the listings of an outlet that may have checkpoints."""
    by_day = any(is_by_day(index) for index in site.indexes)
    return [index.url for index in site.indexes] + ([] if by_day else [SITEMAPS])


def missed(scope: Scope, marks: Iterable[Checkpoint], now: datetime) -> list[Checkpoint]:
    """Return the open checkpoints of the last days, for a crawl without dates.

    `marks` are all checkpoints of the outlet. A day without one, on which no crawl ran, counts too
    if the listing was read for an earlier day.
    """
    today = scope.days(now)[0]
    of_day = {(mark.day, mark.listing): mark for mark in marks if mark.day}
    begun: dict[str, date] = {}
    for day, url in of_day:
        begun[url] = min(begun.get(url, day), day)
    by_day = [i.url for i in scope.site.indexes if is_by_day(i) and scope.names(i.url)]
    days = [today - timedelta(days=n) for n in range(1, CATCH_UP.days + 1)]
    found = [
        of_day.get((day, url)) or _blank(scope.site, url, day)
        for day in days
        for url in by_day
        if url in begun and begun[url] <= day
    ]
    return [mark for mark in found if not mark.closed_at]


def walks(
    scope: Scope,
    marks: Sequence[Checkpoint],
    now: datetime,
    *,
    oldest_first: bool = False,
    max_pages: int,
    first_pages: int,
) -> list[Walk]:
    """Return the walks through the index pages of open checkpoints, in their order.

    `oldest_first` reverses the order of the days. `max_pages` bounds the pages of one walk,
    `first_pages` those of the first walk through a listing that is not by day.
    """
    of_url = {index.url: index for index in scope.site.indexes}
    found = []
    for mark in sorted(marks, key=lambda m: m.day or date.min) if oldest_first else marks:
        index = of_url.get(mark.listing)
        if index is None or _is_done(scope, index, mark):
            continue
        first = mark.day is None and mark.whole_at is None
        walk = begin(
            index,
            mark,
            now,
            ends=_ends(scope, index, mark),
            since=None if is_by_day(index) else scope.since,
            most=min(first_pages, max_pages) if first else max_pages,
        )
        found.append(walk)
    return found


def read_sitemaps(scope: Scope, marks: Iterable[Checkpoint], now: datetime) -> list[Checkpoint]:
    """Return the checkpoints of the sitemaps, closed for the days that are over."""
    zone = scope.site.rules.time_zone
    return [
        Checkpoint(site=mark.site, listing=SITEMAPS, day=mark.day, read_at=now, closed_at=now)
        for mark in marks
        if mark.listing == SITEMAPS and mark.day and day_end(mark.day, zone) <= now
    ]


def _blank(site: Site, listing: str, day: date | None) -> Checkpoint:
    return Checkpoint(site=site.name, listing=listing, day=day)


def _ends(scope: Scope, index: Index, mark: Checkpoint) -> datetime | None:
    """Return when the part of a listing that a walk reads gets no more entries, None for never."""
    if is_by_day(index) and mark.day:
        return day_end(mark.day, scope.site.rules.time_zone)
    return scope.until if mark.day else None


def _is_done(scope: Scope, index: Index, mark: Checkpoint) -> bool:
    """Return whether a checkpoint is closed for the whole scope.

    A listing that is not by day is closed down to its first day, up to the day on which it was
    read: later articles are listed before those read then.
    """
    if mark.closed_at is None or is_by_day(index):
        return mark.closed_at is not None
    ends = _ends(scope, index, mark)
    return ends is not None and mark.whole_at is not None and mark.whole_at >= ends
