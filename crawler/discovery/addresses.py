"""The addresses of an index's pages."""

from collections.abc import Iterable
from datetime import date, timedelta

from crawler.site import Index

OF_DAY = ("{yyyy}", "{mm}", "{dd}", "{m}", "{d}", "{next}")


def index_urls(index: Index, days: Iterable[date]) -> list[str]:
    """Return the URLs of an index: its pages, for each of the days where it lists by day."""
    by_day = any(mark in index.url for mark in OF_DAY)
    return [url for day in (days if by_day else [date.min]) for url in _pages(index, day)]


def _pages(index: Index, day: date) -> list[str]:
    """Return the addresses of an index's pages for one day, in their order."""
    numbered = "{page}" in index.url or "{offset}" in index.url
    numbers = [index.first + index.step * i for i in range(index.pages if numbered else 1)]
    templates = [index.first_url or index.url, *(index.url for _ in numbers[1:])]
    return [
        _of_day(template, day).replace("{page}", str(number)).replace("{offset}", str(number))
        for template, number in zip(templates, numbers, strict=True)
    ]


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
