"""The part of a page that is read: its markup up to a limit, in which only markup counts.

A page saved in one file (SingleFile, monolith, Save Page WE) carries its images and fonts as data
URIs and its style sheets in place, several megabytes before the first word of the text; pages of
script frameworks carry their state so. None of that is text: it is left out of a page that is too
long, and only what remains is held to the limit.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.extract.data_layer import BEGINNINGS
from pipelines.extract.metadata import STATE

# The payload of a data URI (RFC 2397); one of fewer bytes is not worth the trouble.
_DATA_URI = re.compile(rb"(data:[\w/.+-]{0,100}+(?:;[\w=.:+-]{1,60}+){0,4}+,)[^\"'\s<>()\\]{256,}+")
_OPENING = re.compile(rb"<(?:!--|(script|style)\b)", re.I)
_CLOSING = {
    b"script": re.compile(rb"</script\b", re.I),
    b"style": re.compile(rb"</style\b", re.I),
}
MAX_TAG_BYTES = 4_000  # of the start tag of a script or style sheet
# Scripts that metadata is read from.
_STATED = (b"ld+json", STATE.encode())
MAX_DATA_LAYER_BYTES = 200_000  # of a script that holds a data layer; libraries are longer


class Bounded(NamedTuple):
    """The markup of a page that is read, and whether there was more."""

    markup: bytes
    is_cut: bool


def markup_within(html: bytes, limit: int) -> Bounded:
    """Return the page's markup up to a limit; a page of no more bytes is returned as it is.

    Of a longer page neither the payloads of data URIs nor the contents of styles and scripts count,
    and both are left out, but for scripts with metadata: up to `limit` bytes of those are kept.
    Runs in time proportional to the page's length.
    """
    if len(html) <= limit:
        return Bounded(html, is_cut=False)
    html = _DATA_URI.sub(rb"\1", html)
    pieces: list[bytes] = []
    done = counted = stated = 0
    for start, end, is_stated in _contents(html):
        if counted + start - done > limit:
            break
        pieces.append(html[done:start])
        counted += start - done
        if is_stated and stated + end - start <= limit:
            pieces.append(html[start:end])
            stated += end - start
        done = end
    is_cut = counted + len(html) - done > limit
    pieces.append(html[done : done + limit - counted])
    return Bounded(b"".join(pieces), is_cut)


def _contents(html: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each script and style sheet begins and ends, and whether metadata is in it.

    One that is not closed is not yielded, nor is anything after it: a browser takes all that
    follows for its content.
    """
    place = 0
    while opening := _OPENING.search(html, place):
        if opening[1] is None:
            end = html.find(b"-->", opening.end())
            if end < 0:
                return
            place = end
            continue
        start = html.find(b">", opening.end(), opening.end() + MAX_TAG_BYTES) + 1
        closing = _CLOSING[opening[1].lower()].search(html, start) if start else None
        if not start:
            place = opening.end()
            continue
        if closing is None:
            return
        tag = html[opening.start() : start].lower()
        yield start, closing.start(), _is_read(tag, html[start : closing.start()])
        place = closing.end()


def _is_read(tag: bytes, content: bytes) -> bool:
    """Return whether extraction reads metadata from a script."""
    if any(name.lower() in tag for name in _STATED):
        return True
    return len(content) <= MAX_DATA_LAYER_BYTES and any(name in content for name in BEGINNINGS)
