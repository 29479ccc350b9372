"""The lines that a page prints around its headline and below its body, whatever their classes.

On a page without an outlet's template, dates, names, decks and breadcrumbs are recognised by their
position among these lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.body_lines import LABEL, Body
from pipelines.html.class_names import is_hover_card
from pipelines.html.tree import BLOCKS, SILENT, Node, Tree, clean_text, select, walk
from pipelines.text.match_key import match_key

LINES_AFTER = 12
LINES_BEFORE = 4
MIN_OWN_LINES = 1
MIN_ENDING_CHARS = 40  # a shorter last line may stand elsewhere on the page too
LINES_BELOW = 8
LINES_FURTHER = 8  # below those, where older templates print the credits behind tags and links
LINES_ABOVE = 8
LINES_LEADING = 10
LONG_LINE = 80
MAX_OPENING_CHARS = 300  # a longer line is the article's text
MAX_SHORT_CHARS = 150
MIN_BODY_START_CHARS = 6  # a shorter line is not taken for the start of the body's first line
MAX_PRINTED_LINES = 5_000
HEADLINES = "h1, h2, h3, [class*=title i], [class*=judul i], font[size]"
MAX_HEADLINES = 200
MAX_LISTED_LEVELS = 5  # from a link's text up to the item of its list
BREAKS = BLOCKS | SILENT | {"br", "td"}
LABELS = frozenset({"a", "span", "time", "b", "strong", "em", "i"})
PICTURES = frozenset({"img", "amp-img", "picture", "figure", "video", "iframe"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyLines:
    """Lines of a page by their position, each tuple in the page's order.

    - `leading`: the last lines before the headline (`LINES_LEADING` at most).
    - `opening`: the lines between the headline and the body.
    - `pictured`: how many lines after the headline come before the first picture.
    - `near`: the short lines around the headline, those after it first, then those before it.
    - `below`: the short lines that end the body or follow it.
    - `further`: the short lines after those below.
    - `text`: the headline and the body, one line each.
    """

    leading: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    pictured: int = 0
    near: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    text: str = ""


NO_LINES = NearbyLines()


@dataclass(slots=True)
class Printed:
    """The lines of a page without its headline.

    `at` is the number of lines before the headline, `picture` the number of lines before the first
    picture after it; None where the page has none.
    """

    lines: list[str]
    at: int | None = None
    picture: int | None = None


def headline(tree: Tree, title: str) -> Node | None:
    """Return the heading element that prints the title or a beginning of it, None if none does.

    A link in a list of articles prints it too, where the page has no heading for it (Republika's
    galleries of 2016).
    """
    wanted = match_key(title)
    if not wanted:
        return None
    for selector in ("h1", HEADLINES):  # a scan for classes takes four times as long
        for node in select(tree, selector)[:MAX_HEADLINES]:
            printed = match_key(node.text(deep=True)[:500])
            same = printed == wanted or (len(printed) > 20 and wanted.startswith(printed))
            if same and (selector == "h1" or not is_listed(node)):
                return node
    return None


def is_listed(node: Node) -> bool:
    """Return whether an element is a link, or in one, that stands in an item of a list."""
    linked = False
    above: Node | None = node
    for _ in range(MAX_LISTED_LEVELS):
        if above is None:
            return False
        linked = linked or above.tag == "a"
        if above.tag == "li":
            return linked
        above = above.parent
    return False


def nearby_lines(tree: Tree, heading: Node | None, title: str, body: Body) -> NearbyLines:
    """Return the lines around the article's title and below its body.

    `heading` is the element that prints the title. Without one, only the end of the body is
    returned.
    """
    last = [line.text for line in body.lines[-LINES_BELOW:]]
    text = f"{title}\n{body.text}"
    if heading is None:
        return NearbyLines(below=short(last), text=text)
    ending, later = ending_of(last)
    printed = printed_lines(tree, heading, ending, more=LINES_BELOW + LINES_FURTHER + later)
    lines, at = printed.lines, printed.at or 0
    after = own_lines(lines[at:][:LINES_AFTER])
    long = next((i for i, line in enumerate(after) if len(line) > MAX_OPENING_CHARS), len(after))
    ends = (i for i in range(len(lines) - 1, at, -1) if lines[i].startswith(ending))
    end = next(ends, len(lines)) + later
    start = body_start(lines, at, body)
    return NearbyLines(
        leading=tuple(lines[:at][-LINES_LEADING:]),
        opening=tuple(lines[at:start]),
        pictured=(len(lines) if printed.picture is None else printed.picture) - at,
        near=short((*after[: long + 1], *lines[:at][-LINES_BEFORE:])),
        below=short([*last, *lines[end + 1 :][:LINES_BELOW]]),
        further=short(lines[end + 1 + LINES_BELOW :][:LINES_FURTHER]),
        text=text,
    )


def around(tree: Tree, body: Body) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the last short lines before the body and the first after it; () where none is found.

    A body whose first or last line is too short to be known again is not looked for.
    """
    ends = [line.text[:LONG_LINE] for line in (*body.lines[:1], *body.lines[-1:])]
    if not ends or min(map(len, ends)) < MIN_ENDING_CHARS:
        return (), ()
    lines = printed_lines(tree, None, ends[-1], more=LINES_BELOW + LINES_FURTHER).lines
    start = next((i for i, line in enumerate(lines) if line.startswith(ends[0])), None)
    end = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].startswith(ends[-1])), None)
    above = lines[max(0, start - LINES_ABOVE) : start] if start is not None else []
    below = lines[end + 1 :][: LINES_BELOW + LINES_FURTHER] if end is not None else []
    return short(above), short(below)


def ending_of(last: Sequence[str]) -> tuple[str, int]:
    """Return the beginning of the last long line of a body and how many lines come after it.

    Of the last line where none is long, "" for a body without lines.
    """
    for later, line in enumerate(reversed(last)):
        if len(line) >= MIN_ENDING_CHARS:
            return line[:LONG_LINE], later
    return (last[-1] if last else ""), 0


def own_lines(after: Sequence[str]) -> list[str]:
    """Return the lines up to a label such as "Berita Terkait": what follows is of other articles.

    A label right below the headline stands before the article's own date, and ends nothing.
    """
    labels = (i for i, line in enumerate(after) if i >= MIN_OWN_LINES and LABEL.fullmatch(line))
    return list(after[: next(labels, len(after))])


def body_start(lines: Sequence[str], at: int, body: Body) -> int:
    """Return the index of the line that begins the body, `at` if no line does.

    A heading at the start of the body is skipped: it may be the deck. So may a first line that the
    page prints twice: the second one begins the body.
    """
    text = next((line.text for line in body.lines if line.kind != "heading"), "")
    for index in range(at, min(at + 2 * LINES_AFTER, len(lines))):
        line = lines[index]
        if line.startswith(text[:LONG_LINE]):
            again = lines[index + 1 : index + 1 + LINES_AFTER]
            twice = len(line) <= MAX_OPENING_CHARS and line in again
            return index + 1 + again.index(line) if twice else index
        if len(line) >= MIN_BODY_START_CHARS and text.startswith(line):
            return index
    return at


def short(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines short enough for a date with names (`MAX_SHORT_CHARS`)."""
    return tuple(line for line in lines if len(line) <= MAX_SHORT_CHARS)


def printed_lines(tree: Tree, heading: Node | None, ending: str = "", *, more: int = 0) -> Printed:
    """Return the lines that a page prints, with the positions of its headline and first picture.

    At most `MAX_PRINTED_LINES` lines are read. `ending` is the beginning of one of the body's last
    lines: `more` lines after it nothing more is read, for half of a page is what follows. A short
    one ends nothing: it may stand elsewhere on the page too.
    """
    stop = MAX_PRINTED_LINES
    ending = ending if len(ending) >= MIN_ENDING_CHARS else ""
    at = heading.mem_id if heading is not None else None
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
            pieces.append(" ")  # style sheets separate labels that the markup does not
        if pieces and entering and tag == "span" and is_hover_card(node.attributes):
            steps.send(True)
            continue
        if entering and tag in PICTURES and found.at is not None and found.picture is None:
            found.picture = len(found.lines) + bool(pieces)
        is_heading = entering and node.mem_id == at  # may be a font or span
        if tag not in BREAKS and not is_heading:
            continue
        if pieces and (line := clean_text("".join(pieces)[:1_000])):
            found.lines.append(line)
            if ending and (at is None or found.at is not None) and line.startswith(ending):
                stop = min(stop, len(found.lines) + more)
            if len(found.lines) >= stop:
                break
        pieces.clear()
        if is_heading:
            found.at = len(found.lines) if found.at is None else found.at
            steps.send(True)
        elif entering and tag in SILENT:
            steps.send(True)
    return found
