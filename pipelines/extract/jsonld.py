"""JSON-LD of a page: the objects of every readable script, and single fields of broken ones."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Object = dict[str, Any]

DECODER = json.JSONDecoder(strict=False)
MAX_SCRIPT_CHARS = 1_000_000  # the rest of a script is not read
MAX_BLOCKS = 30
MAX_NODES = 2_000  # objects visited in one page
WRAPPERS = ("<!--", "-->", "<![CDATA[", "]]>", "/*", "*/", "//")
ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "report",
        "techarticle",
    }
)
ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "website"})
# The fields that are read from a script that no repair makes valid.
SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|description)"\s*:\s*"([^"\n]{1,500})"'
)
SALVAGED_AUTHOR = re.compile(r'"author"\s*:[^"]{0,40}"[^}]{0,200}?"name"\s*:\s*"([^"\n]{1,200})"')


def load(script: str) -> list[Object]:
    """Return the objects of one JSON-LD script, outermost first; [] if there are none.

    Accepts control characters inside strings, HTML entities, comment and CDATA marks, trailing
    commas and several documents in one script. From a script that stays invalid, single fields of
    an article are read (`salvage`). Never raises.
    """
    text = unwrapped(script[:MAX_SCRIPT_CHARS])
    for candidate in forms(text):
        try:
            return list(objects(documents(candidate)))
        except (ValueError, RecursionError):
            continue
    return salvage(text)


def forms(text: str) -> Iterator[str]:
    """Yield the script unchanged and then with one repair after the other."""
    yield text
    if "&quot;" in text or "&#34;" in text:
        text = html.unescape(text)
        yield text
    yield without_stray_commas(text)


def unwrapped(script: str) -> str:
    """Return the script without the comment or CDATA marks around it."""
    text = script.strip().lstrip("\ufeff")
    stripped = True
    while stripped:
        stripped = False
        for mark in WRAPPERS:
            if text.startswith(mark):
                text, stripped = text[len(mark) :].lstrip(), True
            if text.endswith(mark):
                text, stripped = text[: -len(mark)].rstrip(), True
    return text.rstrip(";").rstrip()


def documents(text: str) -> list[Any]:
    """Return the JSON documents in the text, which follow each other.

    Raises ValueError for invalid JSON.
    """
    found: list[Any] = []
    position = 0
    while position < len(text) and len(found) < MAX_BLOCKS:
        document, position = DECODER.raw_decode(text, position)
        found.append(document)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return found


def without_stray_commas(text: str) -> str:
    """Return the text without commas before closing brackets and without line comments.

    Strings are left unchanged.
    """
    out: list[str] = []
    position, length = 0, len(text)
    while position < length:
        char = text[position]
        if char == '"':
            end = string_end(text, position)
            out.append(text[position:end])
            position = end
            continue
        if char in "]}":
            while out and (out[-1].isspace() or out[-1] == ","):
                out.pop()
        if text.startswith("//", position):
            end = text.find("\n", position)
            position = length if end < 0 else end
            continue
        out.append(char)
        position += 1
    return "".join(out)


def string_end(text: str, start: int) -> int:
    """Return the position after the string that opens at `start`."""
    position = start + 1
    while True:
        quote = text.find('"', position)
        if quote < 0:
            return len(text)
        backslashes = 0
        while text[quote - 1 - backslashes] == "\\" and quote - 1 - backslashes > start:
            backslashes += 1
        if backslashes % 2 == 0:
            return quote + 1
        position = quote + 1


def objects(roots: list[Any]) -> Iterator[Object]:
    """Yield every object in the documents, outer ones first, `MAX_NODES` at most."""
    level: list[Any] = roots
    seen = 0
    while level and seen < MAX_NODES:
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                seen += 1
                yield value
                inner.extend(v for v in value.values() if isinstance(v, dict | list))
            elif isinstance(value, list):
                inner.extend(value[:MAX_NODES])
            if seen >= MAX_NODES:
                return
        level = inner


def salvage(text: str) -> list[Object]:
    """Return an article object with the fields found in invalid JSON, [] if there are none."""
    fields: Object = {}
    for name, value in SALVAGED.findall(text):
        fields.setdefault(name, html.unescape(value))
    if not fields:
        return []
    if author := SALVAGED_AUTHOR.search(text):
        fields["author"] = html.unescape(author[1])
    return [{"@type": "NewsArticle", **fields}]


def types(node: Object) -> frozenset[str]:
    """Return the object's types in lower case, without the vocabulary's URL."""
    stated = node.get("@type", node.get("type"))
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(n.rsplit("/", 1)[-1].casefold() for n in names if isinstance(n, str))


def is_article(node: Object) -> bool:
    """Return whether the object describes an article."""
    return bool(types(node) & ARTICLE_TYPES)


def by_reference(nodes: Iterable[Object]) -> dict[str, Object]:
    """Return the objects by their `@id`, each as the fullest of those that state it."""
    found: dict[str, Object] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(found.get(name, {"@id": name})):
            found[name] = node
    return found


def strings(
    value: Any,
    key: str = "name",
    references: Mapping[str, Object] | None = None,
    *,
    persons: bool = False,
) -> list[str]:
    """Return the strings of a value: itself, the value of its `key`, or those of its members.

    An object that only refers to another by `@id` is that one; a reference to an object that the
    page does not hold names nobody. With `persons` objects that are organisations are left out.
    """
    found: list[str] = []
    pending = [value]
    while pending and len(found) < 100:
        item = pending.pop(0)
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            inner = item.get(key)
            if inner is None and references:
                item = references.get(str(item.get("@id")), {})
                inner = item.get(key)
            if persons and types(item) & ORGANISATIONS:
                continue
            if isinstance(inner, str | list):
                pending.insert(0, inner)
        elif isinstance(item, list):
            pending[:0] = item[:100]
    return [text for text in found if text.strip()]
