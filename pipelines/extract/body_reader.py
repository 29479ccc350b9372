"""The body of an article: containers of a page read into lines, without boilerplate.

Boilerplate is recognised here by structure: the element, its class, and how much of it is links.
Recognising it by wording is left to `pipelines.clean`. Every removed line is recorded.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipelines.extract.body_lines import LINKED, MAX_LEAD_CHARS, Body, Line
from pipelines.extract.buttons import is_panel_title, is_term
from pipelines.extract.embedded_posts import AMP_POSTS, is_frame, is_post, is_post_address, posts_in
from pipelines.extract.line_rules import tidied
from pipelines.extract.link_targets import OWN, target_of
from pipelines.extract.trailing_feed import DATE_LINE
from pipelines.html.class_names import (
    SENTENCE,
    is_hidden,
    is_hover_card,
    is_named_text,
    is_text,
    noise,
    rule_of,
)
from pipelines.html.tree import (
    BLOCKS,
    HEADINGS,
    SILENT,
    Node,
    clean_text,
    lines_of,
    measure,
    text_of,
    walk,
    words,
)

MAX_LINES = 10_000  # more than any article has
CELL = "\x1f"  # separates the cells of a row while a line is read
KINDS = {**dict.fromkeys(HEADINGS, "heading"), "li": "li", "tr": "row", "blockquote": "quote"}
MAX_SPARED = 50  # elements of noise classes found to be prose; after so many, classes are ignored
MAX_BUTTONS = 100  # buttons looked at; each may take a search of the page
INLINE = words("a b strong i em u s font mark small sup sub abbr cite q code time label")
CARD_RULE = "structure:card"
CARDS = frozenset({"span", "div"})
NEARLY_ALL = 0.9
HIDDEN_RULE = "structure:hidden"
MAX_CAPTION_CHARS = 300
SENTENCE_ENDS = '.!?:;,"”’'
MAX_APART_CHARS = 4  # characters (blanks, marks) between a line's links
SIDES = frozenset({"left", "right"})
# Exponents and footnote marks keep their own digits: `10<sup>6</sup>` is not 106.
RAISED = {
    "sup": str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
DIGITS = re.compile(r"\s*[+-]?\d{1,4}n?\s*")
MAX_ROW_CHARS = 400  # a longer row of a table is layout, not data
GROUPS = frozenset({"ul", "ol", "table"})
NOTED = GROUPS | {"a", "tr"}
POST_RULES = frozenset(f"structure:{what}" for what in ("embed", "caption", "share", "aside"))
"""Rules of elements in which a post of a platform may be embedded."""


class Reader:
    """Reads containers into a `Body`, one node after the other.

    `remove` are elements to leave out, `captions` elements to record as captions, `posts` other
    articles, `site` is the registered domain of the page.
    """

    def __init__(
        self,
        remove: Iterable[Node] = (),
        captions: Iterable[Node] = (),
        posts: Iterable[Node] = (),
        site: str = "",
    ) -> None:
        self.body = Body()
        self.ruled = {node.mem_id: "structure:template" for node in remove}
        self.ruled |= {node.mem_id: "structure:post" for node in posts}
        self.ruled |= {node.mem_id: "structure:caption" for node in captions}
        self.pieces: list[str] = []
        self.kinds: list[str] = ["p"]
        self.site = site
        self.groups: list[int] = []
        self.hrefs: list[str] = []
        self.links = 0
        self.linked = 0
        self.small = 0
        self.smaller = 0
        self.picture = -1
        self.pictured = False
        self.lead = 0
        self.trail = 0
        self.spared = 0
        self.buttons = 0
        self.size = 0
        self.raised = ""
        self.in_row = False
        self.root: Node | None = None

    @property
    def total(self) -> int:
        """The number of characters in the current container, counted on first use."""
        if self.root is not None:
            self.size, self.root = measure(self.root)[0], None
        return self.size

    def read(self, root: Node) -> None:
        """Read one container; stop after `MAX_LINES` lines of the body."""
        if rule := self.ruled.get(root.mem_id):
            self.record(root, rule)
            return
        self.root = root
        self.enter(root.tag or "")
        steps = walk(root)
        for node, entering in steps:
            if node.is_text_node:
                self.take(node.text_content or "")
                continue
            tag = node.tag or ""
            if not entering:
                self.leave(tag)
                continue
            if self.skips(node, tag):
                steps.send(True)
            else:
                self.enter(tag)
                if tag in NOTED:
                    self.note(node, tag)
            if len(self.body.lines) >= MAX_LINES:
                self.body.cut = True
                break
        self.leave(root.tag or "")
        self.flush()

    def take(self, raw: str) -> None:
        """Add raw text to the current line; white space at its start is dropped."""
        if not self.pieces and raw.isspace():
            return
        if self.raised and DIGITS.fullmatch(raw):
            raw = raw.translate(RAISED[self.raised])
        self.pieces.append(raw)
        if self.links:
            self.linked += len(raw.strip())
            self.trail = len(self.pieces)
        if self.small:
            self.smaller += len(raw.strip())

    def enter(self, tag: str) -> None:
        """Handle the start of an element."""
        if tag == "a":
            self.links += 1
            if not self.linked:
                self.lead = len(self.pieces)
        elif tag == "small":
            self.small += 1
        elif tag == "img":
            self.picture = len(self.body.lines)
            self.pictured = not self.pieces
        elif tag in ("td", "th"):
            self.pieces.append(CELL)
        elif tag in RAISED:
            self.raised = tag
        elif self.in_row and tag != "tr" and (tag == "br" or tag in BLOCKS):
            self.pieces.append(" ")
        elif tag == "br" or tag in BLOCKS:
            self.flush()
            if tag in KINDS:
                self.kinds.append(KINDS[tag])

    def note(self, node: Node, tag: str) -> None:
        """Note what an element that was entered says: where a link points, which list begins."""
        if tag == "a":
            self.hrefs.append(node.attributes.get("href") or "")
        elif tag == "tr":
            self.in_row = is_data_row(node)
        elif tag in GROUPS:
            self.groups.append(node.mem_id)

    def leave(self, tag: str) -> None:
        """Handle the end of an element."""
        if tag == "a":
            self.links = max(self.links - 1, 0)
        elif tag == "small":
            self.small = max(self.small - 1, 0)
        elif tag in RAISED:
            self.raised = ""
        elif self.in_row and tag != "tr" and tag in BLOCKS:
            self.pieces.append(" ")
        elif tag in BLOCKS:
            self.in_row = self.in_row and tag != "tr"
            self.flush()
            if tag in KINDS:
                self.kinds.pop()
            elif tag in GROUPS and self.groups:
                self.groups.pop()

    def skips(self, node: Node, tag: str) -> bool:
        """Return whether an element is not text of the article, and record its lines as removed."""
        if tag in SILENT or tag in AMP_POSTS:
            return self.skips_silent(node, tag)
        rule = self.ruled.get(node.mem_id) or self.rule_of(node, tag)
        if not rule:
            return False
        if may_hold_posts(node, rule) and self.takes_posts(node, rule):
            return True
        # Cards and hidden words are within a line.
        if rule != CARD_RULE and not (rule == HIDDEN_RULE and (tag in INLINE or tag in CARDS)):
            self.flush()
        self.record(node, rule)
        return True

    def skips_silent(self, node: Node, tag: str) -> bool:
        """Return whether an element that never holds text is skipped: not every button is."""
        if tag == "button":
            self.buttons += 1
            if self.buttons > MAX_BUTTONS:
                return True
            if not is_panel_title(node):
                return not is_term(node)
            self.flush()
            self.body.lines.append(Line(text_of(node, MAX_ROW_CHARS), "heading"))
        elif not (tag in AMP_POSTS and self.takes_posts(node, "structure:embed")):
            self.body.post_missing = self.body.post_missing or is_frame(node)
        return True

    def takes_posts(self, node: Node, rule: str) -> bool:
        """Return whether an element is or has embedded posts; their words are read as quotations.

        What else it holds is recorded as removed.
        """
        posts = posts_in(node)
        if posts is None:
            return False
        self.flush()
        self.body.lines += [Line(line, "quote") for line in posts.words]
        self.body.post_missing = self.body.post_missing or posts.missing
        self.record(node, rule, set(posts.words))
        return True

    def rule_of(self, node: Node, tag: str) -> str:
        """Return the rule that removes an element, "" for one that stays."""
        if tag in ("figure", "figcaption"):
            # WordPress wraps a table of the text in a figure too.
            return "" if tag == "figure" and node.css_first("table") else "structure:caption"
        if tag in ("br", "img", "article", "a"):
            return ""
        attributes = node.attributes
        if attributes and is_hidden(attributes) and not self.is_prose(node, HIDDEN_RULE, ""):
            return HIDDEN_RULE
        if tag in INLINE or tag in HEADINGS:
            return ""
        if tag == "p" or not (attributes or tag == "aside"):
            return self.rule_of_paragraph(node, attributes)
        if tag in CARDS and is_hover_card(attributes):
            return CARD_RULE
        if tag == "span" and any(piece.strip() for piece in self.pieces):
            return ""  # a word of a line, whatever its class
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        rule = noise(names[:300]) if names != " " else ""
        if (rule == "structure:embed" and is_post(attributes)) or "data-oembed-url" in attributes:
            return "structure:embed"
        if rule and not self.links and self.is_named(node, rule, names[:300]):
            return ""
        floats = tag == "table" and (attributes.get("align") or "").lower() in SIDES
        if not rule and (floats or tag == "aside"):
            rule = "structure:aside"
        return "" if rule and self.is_prose(node, rule, names) else rule

    def rule_of_paragraph(self, node: Node, attributes: Mapping[str, str | None]) -> str:
        """Return the rule that removes a paragraph, "" for one that stays."""
        names = (attributes.get("class") or "")[:300] if attributes else ""
        rule = noise(names) if names else ""
        if rule not in ("structure:caption", "structure:related", "structure:ad"):
            return ""
        return "" if not self.links and self.is_named(node, rule, names) else rule

    def is_named(self, node: Node, rule: str, names: str) -> bool:
        """Return whether an element with a class of noise is a sentence under its own name."""
        found = self.spared < MAX_SPARED and is_named_text(node, rule, names)
        self.spared += found
        return found

    def is_prose(self, node: Node, rule: str, names: str) -> bool:
        """Return whether an element with a class of noise contains the article nevertheless."""
        if self.spared >= MAX_SPARED:
            return True
        size, linked = measure(node)
        if size - linked <= SENTENCE or not is_text((size, linked), rule, names, self.total):
            return False
        self.spared += 1
        return True

    def record(self, node: Node, rule: str, kept: Collection[str] = ()) -> None:
        """Record the lines of a removed element; captions are added to the body's captions too.

        `kept` are lines of it that stay.
        """
        for text in (line for line in lines_of(node) if line not in kept):
            if rule == "structure:caption":
                self.body.captions.append(text)
            self.body.take_out(text, rule)

    def flush(self) -> None:
        """End the current line and add it to the body, or to its captions."""
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        if CELL in raw:
            text = " | ".join(cell for part in raw.split(CELL) if (cell := clean_text(part)))
        else:
            text = clean_text(raw)
        if text and self.is_below_picture(text):
            self.body.captions.append(text)
            self.body.take_out(text, "structure:caption")
        elif text:
            self.body.post_missing = self.body.post_missing or is_post_address(text)
            kind = self.kinds[-1]
            share = min(self.linked / max(len(text) - self.dated(text), 1), 1.0)
            lead = self.leading(text) if self.lead and share else ""
            target = self.target() if share >= LINKED else ""
            group = self.groups[-1] if self.groups and (kind == "li" or self.in_row) else 0
            self.body.lines.append(Line(text, kind, share, lead, target, group))
        self.pieces.clear()
        self.hrefs = self.hrefs[-self.links :] if self.links else []
        self.pictured = False
        self.linked = self.lead = self.smaller = self.trail = 0

    def dated(self, text: str) -> int:
        """Return the length of the date that follows a line's links, 0 if there is none."""
        if not self.linked or self.trail == len(self.pieces) or 2 * self.linked < len(text):
            return 0
        trail = clean_text("".join(self.pieces[self.trail :])[: 4 * MAX_LEAD_CHARS])
        return len(trail) if DATE_LINE.fullmatch(trail.strip(" |·•-–()")) else 0

    def target(self) -> str:
        """Return where the links of the current line point, `OWN` if one of them does."""
        targets = [target_of(href, self.site) for href in self.hrefs]
        return OWN if OWN in targets else "".join(targets[:1])

    def is_below_picture(self, text: str) -> bool:
        """Return whether a line is a caption: small print right below a picture.

        A line in the element of a picture at the start of the text is a caption too unless it
        ends like a sentence. Italics do not count as small print: prayers and poems are set so.
        """
        if self.picture != len(self.body.lines) or len(text) > MAX_CAPTION_CHARS:
            return False
        return self.smaller >= NEARLY_ALL * len(text) or (
            self.pictured and not self.picture and text[-1] not in SENTENCE_ENDS
        )

    def leading(self, text: str) -> str:
        """Return the text before a line's links if nothing but a date follows them, else ""."""
        lead = clean_text("".join(self.pieces[: self.lead])[: 4 * MAX_LEAD_CHARS])
        apart = len(text) - len(lead) - self.linked
        if apart > MAX_APART_CHARS and len(lead) < MAX_LEAD_CHARS:
            apart -= self.dated(text)
        return lead if len(lead) < MAX_LEAD_CHARS and apart <= MAX_APART_CHARS else ""


def may_hold_posts(node: Node, rule: str) -> bool:
    """Return whether a removed element may hold embedded posts; templates remove those too."""
    return rule in POST_RULES or (
        rule == "structure:template" and rule_of(node) == "structure:embed"
    )


def is_data_row(row: Node) -> bool:
    """Return whether a table's row is data: several cells with little text. Others are layout."""
    cells = sum(child.tag in ("td", "th") for child in row.iter())
    return cells > 1 and measure(row)[0] <= MAX_ROW_CHARS


def read_body(
    containers: Sequence[Node],
    remove: Iterable[Node] = (),
    captions: Iterable[Node] = (),
    posts: Iterable[Node] = (),
    site: str = "",
) -> Body:
    """Return the body in the containers, read in order.

    `remove` are elements that a template leaves out (recorded as `structure:template`), `captions`
    those that it names as captions, `posts` other articles (`structure:post`), `site` is the
    registered domain of the page. Page markers ("2 dari 5 halaman"), lists of links and headings
    with nothing under them are removed too.
    """
    reader = Reader(remove, captions, posts, site)
    for container in containers:
        reader.read(container)
    return tidied(reader.body)
