"""Records to database rows and back: times, JSON arrays, Unicode."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pipelines.records import Article, Fingerprint, FrontierRow, Kind, Removed, State

TUPLES = ("authors", "editors", "tags", "captions", "flags")
# What the text-search index covers, and what makes a new revision when it changes.
VERSIONED = ("title", "deck", "text")
# Every column of `articles` that comes straight from an Article, in the order of the table.
ARTICLE_COLUMNS = (
    "url", "site", "title", "deck", "authors", "editors", "published_at", "published_offset",
    "modified_at", "modified_offset", "fetched_at", "dateline", "section", "tags", "image_url",
    "captions", "language", "language_confidence", "source_agency", "flags", "origin", "text",
)  # fmt: skip

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
    return {
        "url": nfc(article.url),
        "site": nfc(article.site),
        "title": nfc(article.title),
        "deck": nfc(article.deck),
        **{name: array(getattr(article, name)) for name in TUPLES},
        "published_at": stamp_or_none(article.published_at),
        "published_offset": offset(article.published_at),
        "modified_at": stamp_or_none(article.modified_at),
        "modified_offset": offset(article.modified_at),
        "fetched_at": stamp(article.fetched_at),
        "dateline": nfc(article.dateline),
        "section": nfc(article.section),
        "image_url": nfc(article.image_url),
        "language": nfc(article.language),
        "language_confidence": float(article.language_confidence),
        "source_agency": nfc(article.source_agency),
        "origin": mapping(article.origin),
        "text": nfc(article.text),
    }


def article_of(row: Mapping[str, Any], removed: Iterable[Removed] = ()) -> Article:
    """Return the article of a row of `articles`, times in the offset they were printed with."""
    fetched_at = moment_of(row["fetched_at"])
    assert fetched_at is not None  # the column is NOT NULL
    return Article(
        url=row["url"],
        site=row["site"],
        title=row["title"],
        text=row["text"],
        fetched_at=fetched_at,
        deck=row["deck"],
        authors=tuple(json.loads(row["authors"])),
        editors=tuple(json.loads(row["editors"])),
        published_at=moment_of(row["published_at"], row["published_offset"]),
        modified_at=moment_of(row["modified_at"], row["modified_offset"]),
        dateline=row["dateline"],
        section=row["section"],
        tags=tuple(json.loads(row["tags"])),
        image_url=row["image_url"],
        captions=tuple(json.loads(row["captions"])),
        language=row["language"],
        language_confidence=row["language_confidence"],
        source_agency=row["source_agency"],
        removed=tuple(removed),
        flags=tuple(json.loads(row["flags"])),
        origin=json.loads(row["origin"]),
    )


def fingerprint_of(row: Mapping[str, Any]) -> Fingerprint:
    """Return the fingerprint of a row of `fingerprints`; its `signature` is left empty."""
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
    )
