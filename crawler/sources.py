"""What a crawl of an outlet starts from, and which days it is about. Pure functions."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.discovery import index_urls
from crawler.site import Index, Site
from pipelines.records import Article, Candidate, Drop, FrontierRow, Kind, Reason
from pipelines.urls import host_matches, host_of, normalised


def listings(site: Site, indexes: dict[str, Index]) -> list[Candidate]:
    """Return the feeds, sitemaps and index pages that every crawl of the outlet asks for."""
    found = [Candidate(url=normalised(url), kind=Kind.FEED) for url in site.feeds]
    found += [Candidate(url=normalised(url), kind=Kind.SITEMAP) for url in site.sitemaps]
    return found + [Candidate(url=url, kind=Kind.INDEX) for url in indexes]


def sitemaps_of_robots(site: Site, named: Iterable[str], found_in: str) -> list[Candidate]:
    """Return the sitemaps that a robots.txt names, as far as they are of use for the outlet.

    They must stand on its hosts. Where the record names sitemaps itself only those of news count in
    addition: the others lead to the whole archive, which the record leaves out on purpose.
    """
    known = {normalised(url) for url in site.sitemaps}
    found = []
    for url in map(normalised, named):
        of_use = not known or "news" in urlsplit(url).path.lower()
        if of_use and url not in known and host_matches(host_of(url), site.hosts):
            found.append(Candidate(url=url, kind=Kind.SITEMAP, found_in=found_in))
    return found


def indexes(
    site: Site, since: datetime | None, until: datetime | None, now: datetime
) -> dict[str, Index]:
    """Return the outlet's index pages by URL, those by day for each day, the latest first.

    Without `since` the day is today's; `until` is the first moment that is not asked for.
    """
    last = min(until - timedelta(microseconds=1), now) if until else now
    days = _days(since or last, last, ZoneInfo(site.rules.time_zone))
    return {normalised(url): index for index in site.indexes for url in index_urls(index, days)}


def moment(value: date | str | None, zone: str, *, end: bool = False) -> datetime | None:
    """Return the moment at which a day begins, or has ended, in a time zone.

    A datetime stands for itself. Raises ValueError for text that is no ISO date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))
    day = value + timedelta(days=1) if end else value
    return datetime.combine(day, time.min, ZoneInfo(zone))


def is_wanted(
    row: FrontierRow, since: datetime | None, until: datetime | None, exact: frozenset[str]
) -> bool:
    """Tell whether an article may be of the days asked for, by the date of where it was found.

    `exact` names the listings that give dates of publication. A sitemap gives the time of the last
    change, which only says that an article is no younger. Without a date the article decides.
    """
    dated = row.published_at
    if dated is None:
        return True
    if since and dated < since:
        return False
    return not (until and dated >= until and row.found_in in exact)


def in_range(article: Article, since: datetime | None, until: datetime | None) -> Article | Drop:
    """Return the article, or its drop if it was not published on the days asked for."""
    at = article.published_at
    if at is None or ((not since or at >= since) and (not until or at < until)):
        return article
    return Drop(
        url=article.url,
        site=article.site,
        reason=Reason.OUT_OF_RANGE,
        step="crawl",
        detail=f"published {at:%Y-%m-%d}",
    )


def _days(first: datetime, last: datetime, zone: ZoneInfo) -> list[date]:
    start, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    return [end - timedelta(days=n) for n in range((end - start).days + 1)]
