"""Records to database rows and back: times, JSON arrays, Unicode."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pipelines.records import (
    ARTICLE_FIELDS,
    Article,
    ArticleField,
    FieldKind,
    Fingerprint,
    FrontierRow,
    Kind,
    Removed,
    State,
)

STORED = tuple(field for field in ARTICLE_FIELDS if field.is_stored)
# What the text-search index covers, and what makes a new revision when it changes.
VERSIONED = tuple(field.name for field in STORED if field.versioned)
# Every column of `articles` that comes straight from an Article, in the order of the table.
ARTICLE_COLUMNS = tuple(column for field in STORED for column in field.columns)

# The day of `published_at` where the outlet is: in the printed offset if that is WITA or WIT, else
# in WIB. Many pages give UTC in their data, and the day in UTC is wrong before 7 in the morning.
LOCAL_DAY = """
coalesce(date(:published_at, CASE WHEN :published_offset IN ('+08:00', '+09:00')
    THEN :published_offset ELSE '+07:00' END), substr(:published_at, 1, 10))
"""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, without NUL and lone surrogates, which SQLite cannot hold."""
    if text.isascii() and "\0" not in text:
        return text
    if _UNSTORABLE.search(text):
        text = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", text)


def array(values: Sequence[str]) -> str:
    """Return a JSON array of the strings, compact, as SQLite's own functions write it."""
    if not values:
        return "[]"
    return json.dumps([nfc(value) for value in values], ensure_ascii=False, separators=(",", ":"))


def mapping(values: Mapping[str, Any]) -> str:
    """Return a JSON object of the mapping with its keys in order."""
    clean = {nfc(k): nfc(v) if isinstance(v, str) else v for k, v in values.items()}
    return json.dumps(clean, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def stamp(moment: datetime) -> str:
    """Return an aware datetime as `2026-11-21T22:57:03Z`: UTC, to the second, fixed width."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment!r}")
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # within a day of year 1 or 9999
        moment = moment.replace(tzinfo=UTC)
    return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def stamp_or_none(moment: datetime | None) -> str | None:
    """Return `stamp(moment)`, None for None."""
    return None if moment is None else stamp(moment)


def offset(moment: datetime | None) -> str | None:
    """Return the UTC offset of a datetime as `+07:00`, None for None."""
    return None if moment is None else moment.isoformat()[19:].lstrip(".0123456789") or "+00:00"


def moment_of(stamp: str | None, offset: str | None = None) -> datetime | None:
    """Return the aware datetime of a stored stamp, in the offset it was printed with."""
    if stamp is None:
        return None
    moment = datetime.fromisoformat(stamp)
    if offset is None or offset == "+00:00":
        return moment
    zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").utcoffset() or timedelta()
    try:
        return moment.astimezone(timezone(zone))
    except OverflowError:
        return moment


def article_row(article: Article) -> dict[str, Any]:
    """Return the columns of `articles` that an article fills, keyed as in `ARTICLE_COLUMNS`."""
    row: dict[str, Any] = {}
    for field in STORED:
        value = getattr(article, field.name)
        row[field.name] = _TO_COLUMN[field.kind](value)
        if field.offset:
            row[field.offset] = offset(value)
    return row


def article_of(row: Mapping[str, Any], removed: Iterable[Removed] = ()) -> Article:
    """Return the article of a row of `articles`, times in the offset they were printed with."""
    values = {field.name: _value_of(row, field) for field in STORED}
    return Article(**values, removed=tuple(removed))


def removed_of(conn: sqlite3.Connection, article_id: int) -> list[Removed]:
    """Return the lines that were removed from an article's newest version, in their order."""
    rows = conn.execute(
        "SELECT line, rule, position FROM removed WHERE article_id = ? ORDER BY number",
        (article_id,),
    )
    return [Removed(line=line, rule=rule, position=position) for line, rule, position in rows]


def _value_of(row: Mapping[str, Any], field: ArticleField) -> Any:
    stored = row[field.name]
    match field.kind:
        case FieldKind.TEXTS:
            return tuple(json.loads(stored))
        case FieldKind.MOMENT:
            return moment_of(stored, row[field.offset] if field.offset else None)
        case FieldKind.MAPPING:
            return json.loads(stored)
    return stored


_TO_COLUMN: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.TEXT: nfc,
    FieldKind.TEXTS: array,
    FieldKind.MOMENT: stamp_or_none,
    FieldKind.NUMBER: float,
    FieldKind.MAPPING: mapping,
}


def fingerprint_of(row: Mapping[str, Any]) -> Fingerprint:
    """Return the fingerprint of a row of `_fingerprints`; its `signature` is left empty."""
    return Fingerprint(
        scheme=row["scheme"],
        text_hash=row["text_hash"],
        signature=b"",
        shingles=row["shingles"],
        numbers=tuple(json.loads(row["numbers"])),
        names=row["names"],
    )


def frontier_row_of(row: Mapping[str, Any]) -> FrontierRow:
    """Return the record of a row of `frontier`."""
    return FrontierRow(
        url=row["url"],
        site=row["site"],
        kind=Kind(row["kind"]),
        id=row["id"],
        state=State(row["state"]),
        tries=row["tries"],
        next_try_at=moment_of(row["next_try_at"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        found_in=row["found_in"],
        published_at=moment_of(row["published_at"]),
        title=row["title"],
        fetched_at=moment_of(row["fetched_at"]),
        changed_at=moment_of(row["changed_at"]),
        status=row["status"] or 0,
    )
