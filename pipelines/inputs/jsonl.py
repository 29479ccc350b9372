"""Articles from JSON lines: the fields of `Article` under their names, as `warta export` has them.

A line needs `title`, `text`, and `url` or `id`. A URL is a web address, which is brought into its
canonical form, or the key of a file or an id. What is left out has the default of `Article`, and
`fetched_at` the time given by the caller. Fields with other names are left alone.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pipelines.records import ARTICLE_FIELDS, Article, FieldKind, Removed
from pipelines.text.dates import parse_stamp
from pipelines.text.invisible import without_invisible
from pipelines.urls import canonical, host_of

REQUIRED = ("url", "title", "text")
YEARS = range(1900, 2101)  # a year outside is a slip, and at the ends of the calendar no zone fits


def article_of_line(line: bytes, fetched_at: datetime) -> Article:
    """Return the article of one line. Raises ValueError that says what is wrong with the line."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("broken JSON: nested too deeply") from error
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object but {type(row).__name__}")
    return article_of(row, fetched_at)


def article_of(row: dict[str, Any], fetched_at: datetime) -> Article:
    """Return the article of a decoded line. Raises ValueError that names the field at fault."""
    fields: dict[str, Any] = {"fetched_at": fetched_at, "site": "", "url": _url(row)}
    for name in ("title", "text"):
        fields[name] = _text(row.get(name), name)
        if not fields[name].strip():
            raise ValueError(f"no {name}")
    for field in ARTICLE_FIELDS:
        name = field.name
        if field.is_exported and name not in REQUIRED and row.get(name) not in (None, ""):
            fields[name] = _READERS[field.kind](row[name], name)
    return Article(**fields)


def _url(row: dict[str, Any]) -> str:
    """Return the URL; an id that is none becomes `id:...`."""
    if url := _text(row.get("url"), "url").strip():
        return _address(url)
    given = row.get("id")
    number = isinstance(given, int) and not isinstance(given, bool)
    key = str(given) if number else _text(given, "id").strip()
    if not key:
        raise ValueError("neither url nor id")
    return _address(key) if key.startswith(("http://", "https://")) else f"id:{quote(key)}"


def _address(url: str) -> str:
    """Return the URL if it is a web address, or a key that `warta export` has written."""
    if url.startswith(("file:", "id:")):
        return url
    if not url.lower().startswith(("http://", "https://")) or not host_of(url):
        raise ValueError(f"url is no web address: {url[:80]}")
    return canonical(url)


def _text(value: Any, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a string")
    return without_invisible(value)


def _list(value: Any, name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ValueError(f"{name} is not a list of strings")
    return tuple(map(without_invisible, value))


def _time(value: Any, name: str) -> datetime:
    text = _text(value, name)
    try:
        moment: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        moment = parse_stamp(text)
    if moment is None or moment.year not in YEARS:
        raise ValueError(f"{name} is no date: {text[:40]}")
    return moment


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is not a number")
    return float(value)


def _mapping(value: Any, name: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError(f"{name} is not an object of strings")
    return value


def _removed(value: Any, name: str) -> tuple[Removed, ...]:
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise ValueError(f"{name} is not a list of objects")
    lines = []
    for row in value:
        position = row.get("position", 0)
        if not isinstance(position, int) or position < 0:
            raise ValueError(f"{name} has a position that is not a number from 0 on")
        line, rule = _text(row.get("line"), "line"), _text(row.get("rule"), "rule")
        lines.append(Removed(line=line, rule=rule, position=position))
    return tuple(lines)


_READERS: dict[FieldKind, Callable[[Any, str], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.TEXTS: _list,
    FieldKind.MOMENT: _time,
    FieldKind.NUMBER: _number,
    FieldKind.REMOVED: _removed,
    FieldKind.MAPPING: _mapping,
}
