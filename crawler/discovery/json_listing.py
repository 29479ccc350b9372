"""Listings that are data: JSON of WordPress, Tempo, JawaPos, kumparan and JSON Feed."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler.discovery.listing import Listing, article_url, stated, title_of
from pipelines.records import Candidate

MAX_VALUES = 1_000_000  # looked at in one listing
PLACE = re.compile(r"\{([\w.]+)\}")

_ADDRESSES = ("{link}", "{url}")
_TITLES = ("title.rendered", "title_digital", "title", "headline")
_DATES = (
    ("date_gmt", "UTC"),  # WordPress: UTC, though it does not say so
    ("published_at", ""),
    ("publishedAt", ""),
    ("date_published", ""),
    ("datePublished", ""),
    ("date", ""),
)


def entries(text: str, listing: Listing) -> list[Candidate]:
    """Return what the entries of a JSON listing lead to, nothing for text that is not JSON.

    An entry is an object, however deep, that has every field of the index's `entry` template, or a
    `link` or `url` without one, and whose address is that of an article.
    """
    try:
        values = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return []
    template = listing.index.entry if listing.index else ""
    addresses = (template,) if template else _ADDRESSES
    found = []
    for entry in _objects(values):
        for address in addresses:
            if url := article_url(_filled(address, entry), listing):
                found.append(_candidate(url, entry, listing))
                break
    return found


def is_data(text: str) -> bool:
    """Return whether a listing looks like JSON."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


class _Entry:
    """An object of a listing; `values` holds what its fields refer to, if they are references."""

    def __init__(self, fields: dict[str, Any], values: list[Any] | None) -> None:
        self._fields = fields
        self._values = values

    def text(self, path: str) -> str:
        """Return a field's text, or that of an object's field (`title.rendered`), "" without it."""
        value: Any = self._fields
        for name in path.split("."):
            value = self._meant(value.get(name)) if isinstance(value, dict) else None
        is_text = isinstance(value, str | int) and not isinstance(value, bool)
        return str(value) if is_text else ""

    def _meant(self, value: Any) -> Any:
        if self._values is None or not isinstance(value, int) or isinstance(value, bool):
            return value
        return self._values[value] if 0 <= value < len(self._values) else None


def _objects(values: Any) -> Iterator[_Entry]:
    """Yield the objects in JSON, in its order."""
    table = values if _is_table(values) else None
    waiting = [values]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield _Entry(value, table)
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)


def _is_table(values: Any) -> bool:
    """Return whether JSON is a Nuxt payload: a list whose objects name their values by position.

    https://github.com/Rich-Harris/devalue writes it.
    """
    if not isinstance(values, list) or not any(isinstance(value, str) for value in values):
        return False
    objects = [value for value in values if isinstance(value, dict)]
    return bool(objects) and all(type(place) is int for o in objects for place in o.values())


def _filled(template: str, entry: _Entry) -> str:
    """Return an address with the entry's fields in the template's places, "" if one is missing."""
    fields = {path: entry.text(path) for path in PLACE.findall(template)}
    if not all(fields.values()):
        return ""
    return PLACE.sub(lambda place: fields[place[1]], template)


def _candidate(url: str, entry: _Entry, listing: Listing) -> Candidate:
    title = next(filter(None, (entry.text(path) for path in _TITLES)), "")
    return Candidate(
        url=url, found_in=listing.url, published_at=_date(entry, listing), title=title_of(title)
    )


def _date(entry: _Entry, listing: Listing) -> datetime | None:
    for path, zone in _DATES:
        if (stamp := entry.text(path)) and (moment := stated(stamp, listing, zone=zone)):
            return moment
    return None
