"""What a page tells its own analytics about the article: writer, editor, topics, section.

Outlets fill an object in a script (`dataLayer`, `window.kly.gtm`) from the same form as the page.
It is no JSON as a rule (keys without quotes, commas before a bracket), so it is read pair by pair,
and it says what the page does not print: it counts last.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipelines.html.tree import clean_text

MAX_OBJECT_BYTES = 6_000  # bytes behind the name of the object in which the article is described
MAX_OBJECTS = 5
MAX_POSITIONS = 1000

# A plain search finds what names begin with a hundred times faster than the patterns could.
_BEGINNINGS = (b"kly.", b"kmklabs.", b"dataLayer")
_NAMES = (b"kly.gtm", b"kmklabs.gtm", b"dataLayer.push(", b"dataLayer = [", b"dataLayer=[")
_CATEGORY_NAMES = (b"kly.category", b"kmklabs.category")
_OPENING = re.compile(rb"(?:\s*=)?\s*\{")
_PAIR = re.compile(r"""["']?\b(\w{2,30})["']?\s*:\s*(?:"([^"\n]{1,1000})"|'([^'\n]{1,1000})')""")
_CATEGORY = re.compile(rb"""\s*=\s*\{[^{}]{0,300}?\bname["']?\s*:\s*["']([^"'\n]{1,80})""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_APART = re.compile(r"\s*[|;]\s*|\s*,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLayer:
    """What the analytics of a page are told. `codes` are short forms of names that it prints."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    codes: tuple[tuple[str, str], ...] = ()


NO_DATA_LAYER = DataLayer()


def read_data_layer(markup: bytes) -> DataLayer:
    """Return what the page's analytics objects say, empty where it has none."""
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
    """The places where a name may stand, in the order of the page for each beginning."""
    places: list[int] = []
    for beginning in _BEGINNINGS:
        place = markup.find(beginning)
        while place >= 0 and len(places) < MAX_POSITIONS:
            places.append(place)
            place = markup.find(beginning, place + 1)
    return places


def _ends(markup: bytes, begun: list[int], names: tuple[bytes, ...]) -> Iterator[int]:
    """Yield where the names end, the first few of each."""
    for name in names:
        found = (place + len(name) for place in begun if markup.startswith(name, place))
        yield from islice(found, MAX_OBJECTS)


def _object(opened: bytes) -> str:
    """The object up to the bracket that ends its statement, which no value in it holds."""
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
    """The string as a reader would see it, without the escapes of a script."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], value)
    return clean_text(html.unescape(text))
