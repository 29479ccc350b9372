"""The data layer of a page: the article as described to web analytics (writer, editor, tags).

Outlets fill an object in a script (`dataLayer`, `window.kly.gtm`) from the same form as the page.
It is rarely valid JSON (keys without quotes, trailing commas), so it is read pair by pair. Readers
never see it, so its values count last.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipelines.html.tree import clean_text

MAX_OBJECT_BYTES = 6_000  # bytes read after the name of the object
MAX_OBJECTS = 5
MAX_POSITIONS = 1000

# A plain search for the beginnings of the names is a hundred times as fast as the patterns.
BEGINNINGS = (b"kly.", b"kmklabs.", b"dataLayer")
_NAMES = (b"kly.gtm", b"kmklabs.gtm", b"dataLayer.push(", b"dataLayer = [", b"dataLayer=[")
_CATEGORY_NAMES = (b"kly.category", b"kmklabs.category")
_OPENING = re.compile(rb"(?:\s*=)?\s*\{")
_PAIR = re.compile(r"""["']?\b(\w{2,30})["']?\s*:\s*(?:"([^"\n]{1,1000})"|'([^'\n]{1,1000})')""")
_CATEGORY = re.compile(rb"""\s*=\s*\{[^{}]{0,300}?\bname["']?\s*:\s*["']([^"'\n]{1,80})""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_APART = re.compile(r"\s*[|;]\s*|\s*,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLayer:
    """An article as its page describes it to analytics.

    `codes` maps initials that the page prints to names, as pairs.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    codes: tuple[tuple[str, str], ...] = ()


NO_DATA_LAYER = DataLayer()


def read_data_layer(markup: bytes) -> DataLayer:
    """Return the data layer of a page's markup, `NO_DATA_LAYER` if it has none."""
    pairs: dict[str, str] = {}
    begun = _begun(markup)
    for place in _ends(markup, begun, _NAMES):
        if opening := _OPENING.match(markup, place):
            text = _object(markup[opening.end() : opening.end() + MAX_OBJECT_BYTES])
            for pair in _PAIR.finditer(text):
                if value := _plain(pair[2] or pair[3]):
                    pairs.setdefault(pair[1].casefold(), value)
    categories = (_CATEGORY.match(markup, place) for place in _ends(markup, begun, _CATEGORY_NAMES))
    category = next(filter(None, categories), None)
    if not pairs and not category:
        return NO_DATA_LAYER
    return _of_pairs(pairs, _plain(category[1].decode("utf-8", "replace")) if category else "")


def _begun(markup: bytes) -> list[int]:
    """Return the positions where a name may start, in the order of the page for each beginning."""
    places: list[int] = []
    for beginning in BEGINNINGS:
        place = markup.find(beginning)
        while place >= 0 and len(places) < MAX_POSITIONS:
            places.append(place)
            place = markup.find(beginning, place + 1)
    return places


def _ends(markup: bytes, begun: list[int], names: tuple[bytes, ...]) -> Iterator[int]:
    """Yield the positions after the names, `MAX_OBJECTS` of each name at most."""
    for name in names:
        found = (place + len(name) for place in begun if markup.startswith(name, place))
        yield from islice(found, MAX_OBJECTS)


def _object(opened: bytes) -> str:
    """Return the object's text up to the `};` or `})` that ends its statement."""
    ends = (place for mark in (b"};", b"})") if (place := opened.find(mark)) >= 0)
    return opened[: min(ends, default=len(opened))].decode("utf-8", "replace")


def _of_pairs(pairs: dict[str, str], section: str) -> DataLayer:
    writers = _first(pairs, "names", "penulis", "reporter", "author", "authors")
    by_editor = "names" in pairs and pairs.get("type", "").casefold() == "editor"
    editors = writers if by_editor else _first(pairs, "editor")
    code, name = pairs.get("editor_id", ""), pairs.get("editor", "")
    return DataLayer(
        authors=() if by_editor else writers,
        editors=editors,
        tags=_first(pairs, "tag", "tags"),
        section=section,
        codes=((code, name),) if code and name else (),
    )


def _first(pairs: dict[str, str], *names: str) -> tuple[str, ...]:
    value = next((pairs[name] for name in names if name in pairs), "")
    apart = value.split("|") if "|" in value else _APART.split(value)
    return tuple(dict.fromkeys(part.strip() for part in apart if part.strip()))


def _plain(value: str) -> str:
    """Return the string as a reader would see it, without a script's escapes."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], value)
    return clean_text(html.unescape(text))
