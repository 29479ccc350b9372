"""CSS selectors turned round: the markup that a selector matches."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

VOID = frozenset({"meta", "img", "link", "br"})
OPENING, CLOSING = "([", ")]"
SIMPLE = re.compile(
    r"(?P<tag>^[a-zA-Z][\w-]*|^\*)"
    r"|\.(?P<class>[\w-]+)"
    r"|#(?P<id>[\w-]+)"
    r"|\[(?P<name>[\w:-]+)(?:[*^$~|]?=(?P<value>'[^']*'|\"[^\"]*\"|[\w-]+)(?:\s+i)?)?\]"
    r"|:(?P<pseudo>[\w-]+)"
)


@dataclass
class Element:
    """What one part of a selector says of an element."""

    tag: str = "div"
    attributes: dict[str, str] = field(default_factory=dict)
    has: list[str] = field(default_factory=list)
    text: str = ""


def markup_of(
    selector: str,
    inner: str,
    attributes: Mapping[str, str] | None = None,
    *,
    known_by: bool = True,
) -> str:
    """Return elements, one in the other, of which the innermost matches the selector.

    It gets `inner` and, over what the selector asks of it, `attributes`. What the selector says
    with `:has()` stands before `inner`, unless `known_by` is false: then `inner` holds it already.
    Of several selectors between commas the first counts. Raises ValueError for what cannot be
    turned round.
    """
    built = inner
    for place, part in enumerate(reversed(_parts(selector))):
        element = _element(part)
        if place == 0:
            element.attributes.update(attributes or {})
        had = element.has if known_by or place else []
        built = "".join(markup_of(one, "") for one in had) + element.text + built
        built = _written(element, built)
    return built


def innermost(selector: str) -> Element:
    """Return what a selector says of the element that it matches."""
    return _element(_parts(selector)[-1])


def first_of(selector: str) -> str:
    """Return the first of several selectors between commas."""
    return _split(selector, ",")[0].strip()


def _parts(selector: str) -> Sequence[str]:
    """Return the parts of a selector from the outermost element to the innermost."""
    text = first_of(selector).lstrip("> ")
    parts = [part.strip() for piece in _split(text, ">") for part in _split(piece.strip(), " ")]
    if any(part in ("+", "~") for part in parts):
        raise ValueError(f"{selector!r} asks for a sibling")
    return [part for part in parts if part]


def _split(text: str, separator: str) -> list[str]:
    """Return the text cut at a separator that stands in no brackets."""
    depth, pieces = 0, [""]
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if character == separator and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def _element(part: str) -> Element:
    element, at = Element(), 0
    while at < len(part):
        match = SIMPLE.match(part, at) if at else SIMPLE.match(part)
        if match is None:
            raise ValueError(f"{part!r} cannot be turned round")
        at = match.end()
        if match["tag"]:
            element.tag = "div" if match["tag"] == "*" else match["tag"].lower()
        elif match["class"]:
            _add(element, "class", match["class"])
        elif match["id"]:
            _add(element, "id", match["id"])
        elif match["name"]:
            _add(element, match["name"], (match["value"] or "").strip("'\""))
        else:
            argument = _argument(part, at)
            at += len(argument) + 2 if argument else 0
            _pseudo(element, match["pseudo"], argument)
    return element


def _argument(part: str, at: int) -> str:
    """Return what stands between the brackets that open at a place, "" where none do."""
    if part[at : at + 1] != "(":
        return ""
    depth = 0
    for end in range(at, len(part)):
        depth += (part[end] == "(") - (part[end] == ")")
        if depth == 0:
            return part[at + 1 : end]
    raise ValueError(f"{part!r} has a bracket that is not closed")


def _pseudo(element: Element, name: str, argument: str) -> None:
    if name == "has":
        element.has.append(argument)
    elif name in ("contains", "lexbor-contains"):
        element.text = escape(argument.strip("'\""))
    elif name not in ("first-child", "last-child", "first-of-type", "not"):
        raise ValueError(f":{name} cannot be turned round")


def _add(element: Element, name: str, value: str) -> None:
    known = element.attributes.get(name, "")
    element.attributes[name] = f"{known} {value}".strip()


def _written(element: Element, inner: str) -> str:
    attributes = "".join(
        f' {name}="{escape(value, quote=True)}"' for name, value in element.attributes.items()
    )
    start = f"<{element.tag}{attributes}>"
    return start if element.tag in VOID else f"{start}{inner}</{element.tag}>"
