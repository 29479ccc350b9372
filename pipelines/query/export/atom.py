"""Articles as an Atom feed (RFC 4287) of what came or changed last."""

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO
from urllib.parse import quote

from pipelines.query.export.columns import Value
from pipelines.query.export.rows import Chosen, Rows
from pipelines.query.export.style import Style, made_by
from pipelines.query.export.xml_text import element, legal

DEFAULT_LIMIT = 100
SUMMARY = 300  # characters of the text, where there is no deck
_LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-zA-Z0-9]{1,8})*")
_NAMESPACE = uuid.UUID("5d7f3a58-9d0f-5e0e-8d0a-3f0f5a4f9b61")


def write(rows: Rows, out: TextIO, style: Style) -> None:
    """Write the feed. Its time is that of its newest entry, and without any that of the export."""
    outlets = rows.outlets()
    # Read twice, so that only one article is in memory: the first element states the newest time.
    entries = sorted(((updated(row), -row["id"]) for row in rows), reverse=True)
    newest = entries[0][0] if entries else style.made_at
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    out.write('<feed xmlns="http://www.w3.org/2005/Atom">\n')
    for line in _head(rows.chosen, style, newest):
        out.write(f"  {line}\n")
    for moment, number in entries:
        row = rows.article(-number)
        out.write("  <entry>\n")
        for line in _entry(row, moment, outlets.get(row["site"], {})):
            out.write(f"    {line}\n")
        out.write("  </entry>\n")
    out.write("</feed>\n")


def updated(row: Mapping[str, Value]) -> datetime:
    """Return when the entry last changed: by the page, else when it was fetched.

    An article that has changed since it was stored has changed when its new version was fetched,
    whatever its page says.
    """
    fetched: datetime = row["fetched_at"]
    modified: datetime | None = row["modified_at"]
    if modified is None:
        return fetched
    return max(modified, fetched) if row["revision"] else modified


def _head(chosen: Chosen, style: Style, newest: datetime) -> Iterator[str]:
    yield element("id", _iri(style.feed_url) if style.feed_url else _feed_id(chosen))
    yield element("title", _title(chosen))
    yield element("updated", _stamp(newest))
    if style.feed_url:
        yield element("link", rel="self", type="application/atom+xml", href=_iri(style.feed_url))
    name, _, number = made_by().partition(" ")
    yield element("generator", name, **({"version": number} if number else {}))
    yield element("rights", "The texts belong to their publishers.")


def _entry(row: Mapping[str, Value], moment: datetime, outlet: Mapping[str, Any]) -> Iterator[str]:
    url = _iri(row["url"])
    yield element("id", url)
    yield element("title", _line(row["title"]) or url)
    yield element("updated", _stamp(moment))
    if row["published_at"] is not None:
        yield element("published", _stamp(row["published_at"]))
    language = {"hreflang": row["language"]} if _LANGUAGE.fullmatch(row["language"]) else {}
    yield element("link", rel="alternate", type="text/html", href=url, **language)
    authors = [name for name in map(_line, row["authors"]) if name]
    for name in authors or [_line(outlet.get("title") or row["site"]) or url]:
        yield f"<author>{element('name', name)}</author>"
    for name in filter(None, map(_line, row["editors"])):
        yield f"<contributor>{element('name', name)}</contributor>"
    terms = [term for term in map(_line, (row["section"], *row["tags"])) if term]
    spelled: dict[str, str] = {}  # a section is often a tag too
    for term in terms:
        spelled.setdefault(term.casefold(), term)
    for term in spelled.values():
        yield element("category", term=term)
    yield element("summary", summary(row))


def summary(row: Mapping[str, Value]) -> str:
    """Return the deck, or the beginning of the text up to the end of a word."""
    if deck := _line(row["deck"]):
        return deck
    text = _line(row["text"][: SUMMARY * 4])
    if len(text) <= SUMMARY:
        return text
    return f"{text[:SUMMARY].rpartition(' ')[0] or text[:SUMMARY]} …"


def _title(chosen: Chosen) -> str:
    which = chosen.which
    about = (
        chosen.query, *chosen.sites, which.site, which.section, which.author, which.tag,
        which.language,
    )  # fmt: skip
    return ": ".join(filter(None, ("warta", ", ".join(filter(None, about)) or "new articles")))


def _feed_id(chosen: Chosen) -> str:
    """Return an id that is the same for the same choice of articles, and names no domain."""
    which = chosen.which
    choice = [
        chosen.query, sorted(chosen.sites), which.site, which.language, which.section,
        which.author, which.tag, which.duplicates,
    ]  # fmt: skip
    return uuid.uuid5(_NAMESPACE, json.dumps(choice)).urn


def _line(text: str) -> str:
    return " ".join(legal(text).split())


def _iri(url: str) -> str:
    """Return the address with what no address may have in percent signs; letters stay."""
    return "".join(
        character if character.isalnum() else quote(character, safe="%/:?#[]@!$&'()*+,;=-._~")
        for character in legal(url).strip()
    )


def _stamp(moment: datetime) -> str:
    """Return a time as RFC 3339 has it, in its own zone, to the second."""
    whole = moment.replace(microsecond=0)
    offset = whole.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        whole = whole.astimezone(UTC)
    return whole.isoformat().replace("+00:00", "Z")
