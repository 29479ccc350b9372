"""Robots directives and text-and-data-mining reservations, which become flags of the article.

What to do about them is the operator's decision. Sources: the robots meta tag and X-Robots-Tag as
search engines document them, and the W3C community report "TDM Reservation Protocol" (meta and
header `tdm-reservation`).
"""

from collections.abc import Iterable

DIRECTIVES = ("noindex", "noarchive", "nosnippet")
RESERVED = "tdm-reserved"
TOKEN = "warta"

_MEANS = {"none": "noindex"}  # with nofollow, which is about links


def of_headers(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the flags of response headers, given as pairs of name and value."""
    found: set[str] = set()
    for name, value in pairs:
        if name.lower() == "x-robots-tag":
            found |= _directives(_for_us(value))
        elif name.lower() == "tdm-reservation" and value.strip() == "1":
            found.add(RESERVED)
    return _in_order(found)


def of_metas(contents: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the flags of meta elements, given as pairs of name in lower case and content."""
    found: set[str] = set()
    for name, content in contents:
        if name in ("robots", TOKEN):
            found |= _directives(content)
        elif name == "tdm-reservation" and content.strip() == "1":
            found.add(RESERVED)
    return _in_order(found)


def _for_us(value: str) -> str:
    """Return the directives of an X-Robots-Tag, "" if they are for another crawler.

    A directive with a value (`max-snippet: 20`) has a colon too; none of those becomes a flag.
    """
    agent, colon, rest = value.partition(":")
    if not colon or "," in agent:
        return value
    return rest if agent.strip().lower() == TOKEN else ""


def _directives(text: str) -> set[str]:
    words = {word.strip().lower() for word in text.split(",")}
    return {_MEANS.get(word, word) for word in words} & set(DIRECTIVES)


def _in_order(found: set[str]) -> tuple[str, ...]:
    return tuple(flag for flag in (*DIRECTIVES, RESERVED) if flag in found)
