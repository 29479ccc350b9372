"""Connections that cannot write, and which articles a query is about.

The day of an article is one where its outlet is; the day of an edit or a failure is one in western
Indonesia (WIB). Duplicates are left out unless they are asked for.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pipelines.store.connect import open_readonly
from pipelines.store.rows import nfc, stamp
from pipelines.text.time_zones import WIB

_BY_NAME = {
    "section": "articles.section = :section COLLATE NOCASE",
    "author": "articles.id IN (SELECT article_id FROM article_people WHERE name = :author)",
    "tag": "articles.id IN (SELECT article_id FROM article_tags WHERE tag = :tag)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles: of a site, a language, published from `since` to the end of `until`.

    A day is one where the outlet is (`published_on`), a time is a moment. `section`, `author` and
    `tag` compare whole values without regard to case; an editor is found as an author is.
    """

    site: str | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    language: str | None = None
    section: str | None = None
    author: str | None = None
    tag: str | None = None
    duplicates: bool = False

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on `articles` as SQL, and its parameters."""
        conditions = ["1"]
        values: dict[str, Any] = {}
        for column in ("site", "language"):
            if (value := getattr(self, column)) is not None:
                conditions.append(f"articles.{column} = :{column}")
                values[column] = value
        for name, sign in (("since", ">="), ("until", "<=")):
            if (value := getattr(self, name)) is not None:
                column, bound = _bound(value)
                conditions.append(f"articles.{column} {sign} :{name}")
                values[name] = bound
        for name, condition in _BY_NAME.items():
            if (value := getattr(self, name)) is not None:
                conditions.append(condition)
                values[name] = nfc(value)
        if not self.duplicates:
            conditions.append("articles.duplicate_of IS NULL")
        return " AND ".join(conditions), values


def _bound(value: date | datetime) -> tuple[str, str]:
    """Return the column that a day or a time bounds, and the bound as it is stored."""
    if isinstance(value, datetime):
        return "published_at", stamp(_aware(value))
    return "published_on", value.isoformat()


def first_moment(day: date | datetime) -> datetime:
    """Return the beginning of a day in western Indonesia; a time is returned as it is."""
    return _aware(day) if isinstance(day, datetime) else datetime.combine(day, time.min, WIB)


def last_moment(day: date | datetime) -> datetime:
    """Return the end of a day in western Indonesia; a time is returned as it is."""
    return _aware(day) if isinstance(day, datetime) else datetime.combine(day, time.max, WIB)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)


def connect_readonly(path: str | Path) -> sqlite3.Connection:
    """Return a connection that cannot write. Raises `StoreError` for a file that is no database."""
    return open_readonly(path)
