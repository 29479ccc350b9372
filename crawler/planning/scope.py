"""What a crawl is about: days of publication and sections. Pure functions of its options."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.site import Site
from pipelines.records import Article, Drop, FrontierRow, Kind, Reason, State
from pipelines.urls import listing_url

# A sitemap's own day or month: sitemap-2024-01.xml, /2024/01/15.xml, sitemap_20240115.xml.gz.
_OF_TIME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_/]?(?P<month>0[1-9]|1[0-2])"
    r"(?:[-_/]?(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_NUMBER = "9182736455"  # a placeholder for the numbers in a URL


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which articles of an outlet a crawl is for.

    Published from `since` (included) to `until` (excluded), in `sections` of the outlet's record,
    none for all.
    """

    site: Site
    since: datetime | None = None
    until: datetime | None = None
    sections: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it is limited to certain days."""
        return bool(self.since or self.until)

    @property
    def is_everything(self) -> bool:
        """Whether it has every article of the outlet."""
        return not (self.is_dated or self.sections)

    def names(self, url: str) -> bool:
        """Return whether a URL is of the sections: it names one of them, or no section at all."""
        if not self.sections:
            return True
        places = _places(url)
        return not places.isdisjoint(self.sections) or places.isdisjoint(self.site.sections)

    def wants(self, row: FrontierRow) -> bool:
        """Return whether a frontier row may be in scope.

        A sitemap gives the time of the last change: the article is not younger. Other listings give
        dates of publication. Without a date the article itself decides.
        """
        if row.kind is Kind.SITEMAP:
            return self._may_hold(row)
        if row.kind is not Kind.ARTICLE:
            return True
        if not self.names(row.url):
            return False
        dated = row.published_at
        if dated is None:
            return True
        if self.since and dated < self.since:
            return False
        return not (self.until and dated >= self.until and self._is_exact(row))

    def keeps(self, article: Article) -> Article | Drop:
        """Return the article, or its drop if it is out of scope."""
        at = article.published_at
        early = at and self.since and at < self.since
        late = at and self.until and at >= self.until
        if early or late:
            return _out(article, f"published {at:%Y-%m-%d}")
        if self.sections and article.section and _places(article.url).isdisjoint(self.sections):
            section = "-".join(article.section.lower().split())
            if section not in self.sections:
                return _out(article, f"of the section {article.section}")
        return article

    def days(self, now: datetime) -> list[date]:
        """Return the days of the scope that have begun, latest first, in the outlet's time zone.

        Without `since` only the last one.
        """
        zone = ZoneInfo(self.site.rules.time_zone)
        last = min(self.until - timedelta(microseconds=1), now) if self.until else now
        start, end = (self.since or last).astimezone(zone).date(), last.astimezone(zone).date()
        return [end - timedelta(days=n) for n in range((end - start).days + 1)]

    def _may_hold(self, row: FrontierRow) -> bool:
        """Return whether a sitemap may list articles of these days, by its URL and last change.

        Its articles were published before it last changed.
        """
        if self.since and row.published_at and row.published_at < self.since:
            return False
        match = _OF_TIME.search(urlsplit(row.url).path)
        if not match or not self.names(row.url):
            return self.names(row.url)
        zone = ZoneInfo(self.site.rules.time_zone)
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 1)
        try:
            first = datetime(year, month, day, tzinfo=zone)
        except ValueError:
            return True
        # A margin of a day on either side: a site may count its days in another zone.
        after = first + timedelta(days=2 if match["day"] else 32)
        return not (
            (self.since and after < self.since)
            or (self.until and first - timedelta(days=1) >= self.until)
        )

    def _is_exact(self, row: FrontierRow) -> bool:
        """Return whether a row's date is that of publication: its page or a dating listing gave it.

        A row that only failed or waits has the date with which it was found.
        """
        is_unread = row.state in (State.RETRY, State.WAITING)
        was_fetched = row.fetched_at is not None and not is_unread
        return was_fetched or bool(self._dating.fullmatch(row.found_in))

    @cached_property
    def _dating(self) -> re.Pattern[str]:
        """The URLs of the listings that give dates of publication."""
        templates = [*self.site.feeds]
        for index in self.site.indexes:
            templates += filter(None, (index.url, index.first_url))
        found = [listing_url(re.sub(r"\{[a-z]+\}", _NUMBER, template)) for template in templates]
        patterns = [re.escape(url).replace(_NUMBER, r"[\d-]+") for url in found]
        return re.compile("|".join(patterns) or r"(?!)")


def moment(value: date | None, zone: str, *, end: bool = False) -> datetime | None:
    """Return the moment at which a day begins, or has ended, in a time zone; None for no day.

    A datetime is returned as it is, in this zone where it names none.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))
    return day_end(value, zone) if end else datetime.combine(value, time.min, ZoneInfo(zone))


def day_end(day: date, zone: str) -> datetime:
    """Return the moment at which a day is over in a time zone, in UTC."""
    after = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))
    return after.astimezone(UTC)


def sections_of(site: Site, wanted: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return the wanted sections that the record has; text has several separated by commas.

    Raises ValueError where it has none of them.
    """
    parts = wanted.split(",") if isinstance(wanted, str) else wanted or ()
    asked = tuple(dict.fromkeys(part.strip().lower() for part in parts if part.strip()))
    known = tuple(section for section in asked if section in site.sections)
    if asked and not known:
        named = ", ".join(site.sections) or "none"
        raise ValueError(f"{site.name} has no section {' or '.join(asked)}; it has: {named}")
    return known


def check_sections(sites: Iterable[Site], wanted: Iterable[str]) -> None:
    """Raise ValueError for a section that none of the outlets has, and an outlet that has none."""
    wanted, known = [*wanted], {name for site in sites for name in sections_of(site, wanted)}
    for section in wanted:
        if section.strip().lower() not in known:
            raise ValueError(f"no outlet of this crawl has a section {section}")


def _places(url: str) -> set[str]:
    """Return what may name a section in an article's address: the labels of its host, its path."""
    parts = urlsplit(url)
    return {*(parts.hostname or "").split("."), *parts.path.lower().split("/")[:-1]}


def _out(article: Article, detail: str) -> Drop:
    return Drop(
        url=article.url,
        site=article.site,
        reason=Reason.OUT_OF_RANGE,
        step="crawl",
        detail=detail,
    )
