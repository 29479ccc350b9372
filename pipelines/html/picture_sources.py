"""The URL of a picture, from the attributes of its element.

Pictures are often loaded when they come into view: `src` has a placeholder until then.
"""

import re
from collections.abc import Mapping

MAX_URL_CHARS = 4_000
# Scripts that load pictures when they come into view keep the URL in one of these.
LAZY = ("data-original", "data-src", "data-lazy-src", "data-lazy", "data-image", "data-url")
SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
# What stands in `src` until the picture is loaded.
PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:placeholder|blank|spacer|pixel|1x1|transparent|loading|loader|lazy(?:load)?|"
    r"default|noimage|no-image|dummy)(?:[/_.-]|$)|^data:",
    re.I,
)


def source_of(attributes: Mapping[str, str | None]) -> str:
    """Return the URL of a picture as written: the one loaded later, `src`, or the largest, else "".

    A placeholder counts as none.
    """
    for name in (*LAZY, "src"):
        stated = (attributes.get(name) or "").strip()
        if stated and len(stated) < MAX_URL_CHARS and not PLACEHOLDER.search(stated):
            return stated
    return next(filter(None, (largest(attributes.get(name) or "") for name in SOURCE_SETS)), "")


def largest(source_set: str) -> str:
    """Return the URL of the largest picture in a `srcset`, "" if it has none."""
    best, most = "", -1.0
    for candidate in re.split(r",\s+", source_set[:20_000]):
        url, _, size = candidate.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        width = float(number[0].rstrip(".") or 0) if number else 0.0
        if url and width > most and not PLACEHOLDER.search(url):
            best, most = url.rstrip(","), width
    return best
