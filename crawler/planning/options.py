"""What a crawl is asked for: the arguments of a spider and of `warta crawl`, checked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from crawler.planning.scope import Scope, moment, sections_of
from crawler.site import Site
from pipelines.urls import canonical, host_of

NAMES = (
    "since", "until", "sections", "limit", "max_pages", "oldest_first", "retry_failed", "urls",
)  # fmt: skip
_DAYS_BACK = re.compile(r"(\d{1,4})d")
_TRUE, _FALSE = ("true", "1", "yes"), ("false", "0", "no", "")


@dataclass(frozen=True, kw_only=True)
class CrawlOptions:
    """What one crawl of an outlet is asked for.

    `limit` is the number of articles to keep, None for all; `max_pages` bounds the index pages read
    for one day, None for the setting; `oldest_first` begins with the first day. `urls` are the
    canonical URLs to ask for, and nothing else; `retry_failed` asks only for what failed before.
    """

    scope: Scope
    limit: int | None = None
    max_pages: int | None = None
    oldest_first: bool = False
    urls: tuple[str, ...] = ()
    retry_failed: bool = False


def crawl_options(
    site: Site, arguments: Mapping[str, Any], clock: Callable[[], datetime]
) -> CrawlOptions:
    """Return the options of a crawl from the arguments of a spider, which are often text.

    Raises ValueError that names the argument at fault.
    """
    for name in arguments:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(NAMES)}"
            raise ValueError(f"unknown argument {name}; {meant}")
    zone = site.rules.time_zone
    today = clock().astimezone(ZoneInfo(zone)).date()
    since = day(arguments.get("since"), "since", today)
    until = day(arguments.get("until"), "until", today)
    sections: Iterable[str] | str | None = arguments.get("sections")
    first, last = moment(since, zone), moment(until, zone, end=True)
    if first and last and last <= first:
        raise ValueError(f"until {until} is before since {since}")
    return CrawlOptions(
        scope=Scope(site=site, since=first, until=last, sections=sections_of(site, sections)),
        limit=_count(arguments, "limit"),
        max_pages=_count(arguments, "max_pages"),
        oldest_first=_flag(arguments, "oldest_first"),
        urls=_urls(site, arguments.get("urls")),
        retry_failed=_flag(arguments, "retry_failed"),
    )


def day(value: date | str | None, name: str, today: date) -> date | None:
    """Return the day that a date or a number of days back (`7d`) stands for, None for none.

    A datetime stands for itself. Raises ValueError that names the argument.
    """
    if value is None or isinstance(value, date):
        return value
    text = value.strip()
    if not text:
        return None
    if days := _DAYS_BACK.fullmatch(text):
        return today - timedelta(days=int(days[1]))
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name} {value}: not a date; write it as 2026-11-20 or 7d") from None


def _count(arguments: Mapping[str, Any], name: str) -> int | None:
    value = arguments.get(name)
    if value is None:
        return None
    if not str(value).strip().isdecimal() or int(value) < 1:
        raise ValueError(f"{name} {value}: not a number from 1 on")
    return int(value)


def _flag(arguments: Mapping[str, Any], name: str) -> bool:
    value = str(arguments.get(name, False)).strip().lower()
    if value not in (*_TRUE, *_FALSE):
        raise ValueError(f"{name} {value}: write true or false")
    return value in _TRUE


def _urls(site: Site, value: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return the canonical URLs, each once; text has several separated by blanks."""
    given = value.split() if isinstance(value, str) else value or ()
    for url in given:
        if not host_of(url):
            raise ValueError(f"urls {url}: not a URL; it starts with http:// or https://")
    return tuple(dict.fromkeys(canonical(url, site.rules) for url in given))
