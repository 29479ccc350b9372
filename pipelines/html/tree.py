"""HTML trees: parsing that stays linear on hostile input, selecting, and text as a reader sees it.

The parser is selectolax's lexbor, the fastest measured that has CSS selectors. Nothing here changes
a tree, so each layer of extraction sees the same one. Nothing here recurses, so deep nesting is
safe.
"""

import re
import unicodedata
from collections.abc import Generator, Iterable
from typing import Any

from selectolax.lexbor import (
    LexborDocumentOptions,
    LexborHTMLParser,
    LexborNode,
    SelectolaxError,
)

from pipelines.html.picture_sources import MAX_URL_CHARS, source_of
from pipelines.text.invisible import INVISIBLE

Node = LexborNode


class Tree:
    """A parsed page, never changed; the matches of each selector are kept.

    `markup` is the parsed markup, in UTF-8. `kept` is for what two steps read of the tree, so that
    it is read once.
    """

    def __init__(self, markup: bytes) -> None:
        self.markup = markup
        self.kept: dict[str, Any] = {}
        self._parser = LexborHTMLParser(markup, options=LexborDocumentOptions.WO_EVENTS)
        self._matches: dict[str, list[Node]] = {}

    @property
    def root(self) -> Node | None:
        """The outermost element, None for empty markup."""
        return self._parser.root

    @property
    def body(self) -> Node | None:
        """The body element, None if there is none."""
        return self._parser.body

    def css(self, selector: str) -> list[Node]:
        """Return the elements that match, in document order.

        Raises SelectolaxError for a selector that is not valid CSS.
        """
        found = self._matches.get(selector)
        if found is None:
            found = self._matches[selector] = self._parser.css(selector)
        return found

    def css_first(self, selector: str) -> Node | None:
        """Return the first element that matches, None if none does."""
        return self._parser.css_first(selector)


def words(text: str) -> frozenset[str]:
    """Return the set of words in the text."""
    return frozenset(text.split())


BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu ol optgroup option p pre section summary table tbody tfoot thead tr ul"
)
HEADINGS = words("h1 h2 h3 h4 h5 h6")
SILENT = words(
    "script style noscript template svg math iframe object embed applet canvas audio video map "
    "head title button select textarea input datalist nav frameset amp-ad amp-embed amp-iframe "
    "amp-analytics amp-video amp-youtube amp-instagram amp-twitter amp-facebook amp-social-share "
    "amp-sticky-ad amp-sidebar amp-auto-ads amp-pixel amp-state amp-img"
)
"""Elements whose content is never text of an article."""

CONTROLS = {i: " " for i in (*range(32), *range(0x7F, 0xA0)) if chr(i) not in "\t\n\r"}
NOT_TEXT = {**CONTROLS, **INVISIBLE}
SURROGATES = re.compile("[\ud800-\udfff]+")
MARKS = re.compile("([\u0300-\u036f]{30})[\u0300-\u036f]+")  # Stream-Safe Text Format: at most 30

LONG_TAG_BYTES = 20_000  # only in a tag of this length are attributes counted
TAG_NAME = re.compile(rb"[a-zA-Z][\w:-]*")
QUOTED = re.compile(b"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 1000
NESTING = re.compile(
    rb"<(/?)(?:div|section|article|blockquote|ul|ol|dl|center|main|aside|header|footer|nav|figure|"
    rb"details|fieldset|address|menu|pre|dir|hgroup|summary|dialog|li|dd|dt)\b[^>]*>",
    re.I,
)
MANY_TAGS = 8_000
MAX_DEPTH = 2_000


def parse(text: str | bytes) -> Tree:
    """Return the tree of a page's text; bytes must be UTF-8.

    First the attributes of tags with more than `MAX_ATTRIBUTES`, and block tags nested deeper than
    `MAX_DEPTH`, are removed: lexbor's time grows with the square of both (measured: 47 s and 43 s
    for a hundred thousand of each). Real pages stay far below these limits.
    """
    markup = text.encode("utf-8", "ignore") if isinstance(text, str) else text
    return Tree(flatten(strip_attributes(markup.replace(b"\0", b""))))


def strip_attributes(markup: bytes) -> bytes:
    """Return the markup with tags of more than `MAX_ATTRIBUTES` attributes reduced to their names.

    Jumps from one ">" to the last one within `LONG_TAG_BYTES`, so only long tags cost time.
    """
    kept: list[bytes] = []
    done = start = 0
    while start + LONG_TAG_BYTES <= len(markup):
        end = markup.rfind(b">", start, start + LONG_TAG_BYTES)
        if end < 0:
            end = markup.find(b">", start + LONG_TAG_BYTES)
            end = len(markup) if end < 0 else end
            tag = markup.rfind(b"<", start, end)
            name = TAG_NAME.match(markup, tag + 1, end) if tag >= 0 else None
            if name and attributes_in(markup[name.end() : end]) > MAX_ATTRIBUTES:
                kept.append(markup[done : name.end()])
                done = end
        start = end + 1
    return b"".join([*kept, markup[done:]])


def attributes_in(tag: bytes) -> int:
    """Return an upper bound of the number of attributes in a tag."""
    return max(tag.count(b"="), len(QUOTED.sub(b"", tag).split()))


def flatten(markup: bytes) -> bytes:
    """Return the markup without block tags nested deeper than `MAX_DEPTH`."""
    if len(markup) < 3 * MANY_TAGS or markup.count(b"<") < MANY_TAGS:
        return markup
    depth = 0

    def level(match: re.Match[bytes]) -> bytes:
        nonlocal depth
        if match[1]:
            depth = max(depth - 1, 0)
            return match[0] if depth < MAX_DEPTH else b" "
        depth += 1
        return match[0] if depth <= MAX_DEPTH else b" "

    return NESTING.sub(level, markup)


def clean_text(raw: str) -> str:
    """Return the text on one line: white space collapsed, no control characters, Unicode NFC."""
    text = " ".join(raw.split())
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = " ".join(SURROGATES.sub("\ufffd", text).translate(NOT_TEXT).split())
    return unicodedata.normalize("NFC", MARKS.sub(r"\1", text))


def walk(root: Node) -> Generator[tuple[Node, bool], bool | None, None]:
    """Yield the nodes below `root` in order: (node, True) on entering, (element, False) on leaving.

    `send(True)` after an element is entered skips its content and its leaving; the call returns the
    same pair again.
    """
    above: list[Node] = []
    node = root.first_child
    while True:
        if node is None:
            if not above:
                return
            node = above.pop()
            yield node, False
        elif node.is_text_node:
            yield node, True
        elif node.is_element_node:
            if (yield node, True):
                yield node, True
            else:
                child = node.first_child
                if child is not None:
                    above.append(node)
                    node = child
                    continue
                yield node, False
        node = node.next


def text_of(node: Node | None, limit: int = 100_000) -> str:
    """Return the text of an element on one line, as a reader sees it.

    Blocks and line breaks add a space, inline elements do not. Reading stops after `limit`
    characters. "" for None.
    """
    if node is None:
        return ""
    pieces: list[str] = []
    length = 0
    steps = walk(node)
    for item, entering in steps:
        if item.is_text_node:
            raw = item.text_content or ""
            pieces.append(raw)
            length += len(raw)
            if length > limit:
                break
        elif item.tag in SILENT and entering:
            steps.send(True)
        elif item.tag in BLOCKS or item.tag == "br" or item.tag in ("td", "th"):
            pieces.append(" ")
    return clean_text("".join(pieces)[:limit])


def lines_of(node: Node) -> list[str]:
    """Return the lines of an element, leaving out only elements that are never text (`SILENT`)."""
    lines: list[str] = []
    pieces: list[str] = []
    steps = walk(node)
    for item, entering in steps:
        if item.is_text_node:
            pieces.append(item.text_content or "")
        elif item.tag in SILENT and entering:
            steps.send(True)
        elif item.tag in BLOCKS or item.tag == "br":
            lines.append("".join(pieces))
            pieces.clear()
    lines.append("".join(pieces))
    return [text for raw in lines if (text := clean_text(raw))]


def value_of(node: Node) -> str:
    """Return the value of an element: its `content`, `datetime` or source URL, else its text."""
    attributes = node.attributes
    for name in ("content", "datetime"):
        if stated := attributes.get(name):
            return clean_text(stated[:10_000])
    if node.tag in ("img", "amp-img", "source", "link"):
        return source_of(attributes) or (attributes.get("href") or "").strip()[:MAX_URL_CHARS]
    return text_of(node, 10_000)


def select(tree: Tree | Node, selector: str) -> list[Node]:
    """Return the elements that match a CSS selector, each once, in document order.

    Raises ValueError for a selector that is not valid CSS.
    """
    try:
        found = tree.css(selector)
    except SelectolaxError as error:
        raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
    if "," in selector:  # lexbor returns an element once for each alternative that it matches
        found = list({node.mem_id: node for node in found}.values())
    return found


def outermost(nodes: Iterable[Node]) -> list[Node]:
    """Return the elements that are not inside another one of them, in order."""
    kept: list[Node] = []
    chosen: set[int] = set()
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in chosen:
            above = above.parent
        if above is None:
            kept.append(node)
            chosen.add(node.mem_id)
    return kept


def measure(node: Node, most: int | None = None) -> tuple[int, int]:
    """Return the number of characters of an element's text, and how many of them are in links.

    Counting stops after `most` characters.
    """
    size = linked = links = 0
    steps = walk(node)
    for item, entering in steps:
        if item.is_text_node:
            length = len((item.text_content or "").strip())
            size += length
            linked += length if links else 0
            if most is not None and size > most:
                break
        elif item.tag == "a":
            links += 1 if entering else -1
        elif entering and item.tag in SILENT:
            steps.send(True)
    return size, linked
