"""The columns that an export can have: the fields of an article, and what the database adds."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from difflib import get_close_matches
from enum import Enum
from typing import Any

from pipelines.records import ARTICLE_FIELDS, Article, FieldKind
from pipelines.store.rows import article_row, moment_of, nfc
from pipelines.store.schema.descriptions import ARTICLE

Value = Any  # int, float, str, datetime, date, tuple of str or dict, dict, or None


class ColumnKind(Enum):
    """What the values of a column are."""

    TEXT = "text"
    TEXTS = "list of texts"
    MOMENT = "time"
    DAY = "day"
    INTEGER = "integer"
    REAL = "number"
    MAPPING = "mapping"
    REMOVED = "list of removed lines"


class UnknownColumn(ValueError):
    """There is no such column; the message names those that are near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `sql` is its value in a statement on `articles`."""

    name: str
    kind: ColumnKind
    meaning: str
    sql: str
    offset: str = ""

    def reader(self, zone: tzinfo | None) -> Callable[[Mapping[str, Any]], Value] | None:
        """Return what makes the value of a row, None where it is what the row has.

        Times are in the zone, without one as printed.
        """
        name, offset = self.name, self.offset
        match self.kind:
            case ColumnKind.MOMENT:
                return lambda row: in_zone(
                    moment_of(row[name], row[offset] if offset else None), zone
                )
            case ColumnKind.DAY:
                return lambda row: _day(row[name])
            case ColumnKind.TEXTS | ColumnKind.REMOVED:
                return lambda row: tuple(json.loads(row[name])) if row[name] != "[]" else ()
            case ColumnKind.MAPPING:
                return lambda row: json.loads(row[name])
        return None


_KINDS = {
    FieldKind.TEXT: ColumnKind.TEXT,
    FieldKind.TEXTS: ColumnKind.TEXTS,
    FieldKind.MOMENT: ColumnKind.MOMENT,
    FieldKind.NUMBER: ColumnKind.REAL,
    FieldKind.MAPPING: ColumnKind.MAPPING,
    FieldKind.REMOVED: ColumnKind.REMOVED,
}
_ADDED_KINDS = {
    "published_on": ColumnKind.DAY,
    "fetches": ColumnKind.TEXTS,
    **dict.fromkeys(("first_fetched_at", "seen_at", "gone_at", "back_at"), ColumnKind.MOMENT),
    **dict.fromkeys(
        ("id", "words", "duplicate_of", "story_id", "revision", "run_id"), ColumnKind.INTEGER
    ),
}
_AS_STORED = re.compile(r": JSON (?:array(?: of strings)?|object)$")  # true of the database only
_SPECIAL_SQL = {
    "duplicate_of_url": (
        "(SELECT url FROM articles AS kept WHERE kept.id = articles.duplicate_of)"
    ),
    "removed": (
        "(SELECT json_group_array(json_object('line', line, 'rule', rule, 'position', position))"
        " FROM (SELECT line, rule, position FROM removed WHERE article_id = articles.id"
        " ORDER BY number))"
    ),
}


def _columns() -> dict[str, Column]:
    """Return every column under its name: fields first, then what the database adds."""
    fields = {field.name: field for field in ARTICLE_FIELDS if field.is_exported}
    meanings = {
        **{name: field.meaning for name, field in fields.items()},
        **ARTICLE,
        "duplicate_of_url": "the URL of the article kept instead of this one",
        "removed": "the lines removed from the text: line, rule, position",
    }
    return {
        name: Column(
            name=name,
            kind=_KINDS[fields[name].kind]
            if name in fields
            else _ADDED_KINDS.get(name, ColumnKind.TEXT),
            meaning=_AS_STORED.sub("", meaning),
            sql=_SPECIAL_SQL.get(name, f"articles.{name}"),
            offset=fields[name].offset if name in fields else "",
        )
        for name, meaning in meanings.items()
    }


ALL_COLUMNS: Mapping[str, Column] = _columns()
FIELDS = tuple(field.name for field in ARTICLE_FIELDS if field.is_exported)
# What an export has unless columns are chosen: what a reader looks at first, then the other fields
# in their order, the text last.
_FIRST = (
    "id", "published_on", "site", "title", "deck", "authors", "section", "tags", "language",
    "words", "published_at", "modified_at", "url", "duplicate_of", "duplicate_of_url",
)  # fmt: skip
COLUMNS = (*_FIRST, *(name for name in FIELDS if name not in _FIRST))


def columns(names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the names in their order, each once. Raises `UnknownColumn`."""
    wanted = dict.fromkeys(names)
    for name in wanted:
        if name not in ALL_COLUMNS:
            near = get_close_matches(name.lower(), ALL_COLUMNS, n=3, cutoff=0.7)
            meant = f"did you mean {' or '.join(near)}?" if near else _all_names()
            raise UnknownColumn(f"there is no column {name!r}: {meant}")
    return tuple(ALL_COLUMNS[name] for name in wanted)


def _all_names() -> str:
    return f"choose from {', '.join(sorted(ALL_COLUMNS))}"


def plain(value: Value) -> Any:
    """Return a value as JSON has it: times and days in ISO 8601."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value


def in_zone(moment: datetime | None, zone: tzinfo | None) -> datetime | None:
    """Return the time in a zone; as it is at the ends of the calendar, where no zone fits."""
    if moment is None or zone is None:
        return moment
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def exported(article: Article) -> dict[str, Any]:
    """Return an article as `export` writes it once it is stored, in the order of `FIELDS`."""
    row = article_row(article)
    removed = tuple(
        {"line": nfc(removed.line), "rule": removed.rule, "position": removed.position}
        for removed in article.removed
    )
    fields: dict[str, Any] = {}
    for name in FIELDS:
        read = ALL_COLUMNS[name].reader(None) if name in row else None
        fields[name] = plain(read(row) if read else row.get(name, removed))
    return fields


def _day(stored: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(stored) if stored else None
    return None
