"""The URLs of an index's pages."""

from collections.abc import Iterable
from datetime import date, timedelta

from crawler.site import Index

OF_DAY = ("{yyyy}", "{mm}", "{dd}", "{m}", "{d}", "{next}")


def is_by_day(index: Index) -> bool:
    """Return whether an index has a listing for each day."""
    return any(mark in index.url for mark in OF_DAY)


def is_numbered(index: Index) -> bool:
    """Return whether an index may have more pages than one."""
    return "{page}" in index.url or "{offset}" in index.url


def page_url(index: Index, page: int, day: date | None = None) -> str:
    """Return the URL of a page of an index, counted from 1; `day` if the index lists by day."""
    template = (index.first_url or index.url) if page == 1 else index.url
    number = str(index.first + index.step * (page - 1))
    if day is not None:
        template = _of_day(template, day)
    return template.replace("{page}", number).replace("{offset}", number)


def index_urls(index: Index, days: Iterable[date]) -> list[str]:
    """Return the URL of an index's first page, one for each day if the index lists by day."""
    return [page_url(index, 1, day) for day in days] if is_by_day(index) else [page_url(index, 1)]


def _of_day(template: str, day: date) -> str:
    values = (
        f"{day.year:04}",
        f"{day.month:02}",
        f"{day.day:02}",
        str(day.month),
        str(day.day),
        f"{day + timedelta(days=1)}",
    )
    for mark, value in zip(OF_DAY, values, strict=True):
        template = template.replace(mark, value)
    return template
