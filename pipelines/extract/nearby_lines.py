"""The lines that a page prints around its headline and below its body, whatever their classes.

Dates, names, decks and breadcrumbs of a page that no rules know are told by where they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.body_lines import Body
from pipelines.html.tree import BLOCKS, SILENT, Node, Tree, clean_text, select, walk
from pipelines.text.match_key import squeezed

LINES_AFTER = 12
LINES_BEFORE = 4
LINES_BELOW = 8
LINES_LEADING = 10
LONG_LINE = 80
LONGEST_OPENING = 300  # a line longer than that is the article's text
LONGEST_SHORT = 150
LEAST_OPENING = 6  # characters of a line that the body's first line may begin with
MOST_PRINTED = 5_000
HEADLINES = "h1, h2, h3, [class*=title i], [class*=judul i], font[size]"
MOST_HEADLINES = 200
BREAKS = BLOCKS | SILENT | {"br", "td"}
LABELS = frozenset({"a", "span", "time", "b", "strong", "em", "i"})
PICTURES = frozenset({"img", "amp-img", "picture", "figure", "video", "iframe"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Lines of a page by where they stand, each tuple in the page's order.

    `leading` stand before the headline, `opening` between it and the body, `pictured` of those
    before the first picture. `near` are the short ones around it, those after it first, and `below`
    those that end the body or follow it. `text` is the headline and the body.
    """

    leading: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    pictured: int = 0
    near: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Printed:
    """The lines of a page without its headline, how many stand before that, and in between."""

    lines: list[str]
    at: int | None = None
    picture: int | None = None


def headline(tree: Tree, heading: str) -> Node | None:
    """Return the heading element that prints the article's title, or most of it."""
    wanted = squeezed(heading)
    for node in select(tree, HEADLINES)[:MOST_HEADLINES]:
        printed = squeezed(node.text(deep=True)[:500]) if wanted else ""
        if printed == wanted or (len(printed) > 20 and wanted.startswith(printed)):
            return node
    return None


def surroundings(tree: Tree, heading: str, body: Body) -> Surroundings:
    """Return the lines around the article's title and below its body."""
    last = [line.text for line in body.lines[-LINES_BELOW:]]
    title = headline(tree, heading)
    text = f"{heading}\n{body.text}"
    if title is None:
        return Surroundings(below=short(last), text=text)
    printed = printed_lines(tree, title)
    lines, at = printed.lines, printed.at or 0
    after = lines[at:][:LINES_AFTER]
    long = next((i for i, line in enumerate(after) if len(line) > LONGEST_OPENING), len(after))
    ending = body.lines[-1].text[:LONG_LINE] if body.lines else ""
    end = next(
        (i for i in range(len(lines) - 1, at, -1) if lines[i].startswith(ending)), len(lines)
    )
    start = body_start(lines, at, body)
    return Surroundings(
        leading=tuple(lines[:at][-LINES_LEADING:]),
        opening=tuple(lines[at:start]),
        pictured=(len(lines) if printed.picture is None else printed.picture) - at,
        near=short((*after[: long + 1], *lines[:at][-LINES_BEFORE:])),
        below=short([*last, *lines[end + 1 :][:LINES_BELOW]]),
        text=text,
    )


def body_start(lines: Sequence[str], at: int, body: Body) -> int:
    """Return where the body begins among the lines; where the title ends if that cannot be told.

    A heading that opens the body may be the deck.
    """
    text = next((line.text for line in body.lines if line.kind != "heading"), "")
    for index in range(at, min(at + 2 * LINES_AFTER, len(lines))):
        line = lines[index]
        if line.startswith(text[:LONG_LINE]):
            return index
        if len(line) >= LEAST_OPENING and text.startswith(line):
            return index
    return at


def short(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that are no longer than a date with names is."""
    return tuple(line for line in lines if len(line) <= LONGEST_SHORT)


def printed_lines(tree: Tree, title: Node) -> Printed:
    """Return the lines that a page prints, and where its title and a picture stand in them."""
    found = Printed([])
    pieces: list[str] = []
    if tree.body is None:
        return found
    steps = walk(tree.body)
    for node, entering in steps:
        if node.is_text_node:
            text = node.text_content or ""
            if pieces or not text.isspace():
                pieces.append(text)
            continue
        tag = node.tag or ""
        if pieces and tag in LABELS and entering and (before := node.prev) and before.tag in LABELS:
            pieces.append(" ")  # style sheets part what markup does not
        if entering and tag in PICTURES and found.at is not None and found.picture is None:
            found.picture = len(found.lines) + bool(pieces)
        if tag not in BREAKS:
            continue
        if pieces and (line := clean_text("".join(pieces)[:1_000])):
            found.lines.append(line)
            if len(found.lines) >= MOST_PRINTED:
                break
        pieces.clear()
        if entering and node.mem_id == title.mem_id:
            found.at = len(found.lines) if found.at is None else found.at
            steps.send(True)
        elif entering and tag in SILENT:
            steps.send(True)
    return found
