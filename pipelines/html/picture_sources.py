"""The URL of a picture, from the attributes of its element.

Pictures are often loaded when they come into view: `src` has a placeholder until then.
"""

import re
from collections.abc import Mapping

MAX_URL_CHARS = 4_000
# Scripts that load pictures when they come into view keep the URL in one of these.
LAZY = ("data-original", "data-src", "data-lazy-src", "data-lazy", "data-image", "data-url")
SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
# Names of files that stand in `src` until the picture is loaded. A whole name: Drupal keeps
# pictures in /sites/default/files/, and a picture's name may have any of these words.
PLACEHOLDER = re.compile(
    r"(?:(?:img|image|pic|bg|ajax|thumb|thumbnail|news|post|photo|foto|article|artikel)[-_.]?)?"
    r"(?:placeholder|blank|spacer|pixel|1x1|transparent|loading|loader|lazy(?:[-_]?load)?|default|"
    r"no-?image|dummy)"
    r"(?:[-_.]?(?:image|img|pic|bg|thumb|thumbnail|small|large|news|\d+(?:x\d+)?))*\.\w{2,5}",
    re.I,
)


def source_of(attributes: Mapping[str, str | None]) -> str:
    """Return the URL of a picture as written: the one loaded later, `src`, or the largest, else "".

    A placeholder counts as none.
    """
    for name in (*LAZY, "src"):
        stated = (attributes.get(name) or "").strip()
        if stated and len(stated) < MAX_URL_CHARS and not is_placeholder(stated):
            return stated
    return next(filter(None, (largest(attributes.get(name) or "") for name in SOURCE_SETS)), "")


def largest(source_set: str) -> str:
    """Return the URL of the largest picture in a `srcset`, "" if it has none."""
    best, most = "", -1.0
    for candidate in re.split(r",\s+", source_set[:20_000]):
        url, _, size = candidate.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        width = float(number[0].rstrip(".") or 0) if number else 0.0
        if url and width > most and not is_placeholder(url):
            best, most = url.rstrip(","), width
    return best


def is_placeholder(url: str) -> bool:
    """Return whether a URL is that of a picture that only stands in for another."""
    name = re.split(r"[?#]", url, maxsplit=1)[0].rpartition("/")[2]
    return url.startswith("data:") or PLACEHOLDER.fullmatch(name) is not None
