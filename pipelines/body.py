"""The body of an article: containers of a page read into lines, with what is no text taken out.

Removal here is by structure: what an element is, how it is classed, how much of it is links. What
only its wording gives away is left to `pipelines.clean`. Everything taken out is recorded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipelines.markup import BLOCKS, HEADINGS, SILENT, Node, clean_text, measure, walk, words
from pipelines.records import Removed

LONGEST_RECORD = 2_000  # characters of one removed line that are kept
MOST_RECORDS = 500
MOST_LINES = 10_000  # no article has more

# Class and id words, each between the start, the end, a hyphen, an underscore or a space.
NOISE: tuple[tuple[str, str], ...] = (
    (
        "structure:ad",
        r"ads?|ads?\d+|advert\w*|adv|adsense|adsbygoogle|iklan|banner|gpt|dfp|adunit|adslot|"
        r"parallax\w*|inarticle|adbox|adwrap\w*|sponsor\w*|paradetail|revive|taboola|outbrain|"
        r"mgid|recreativ\w*|skyscraper|billboard|leaderboard|dableads|dable|popin|geniee|innity",
    ),
    (
        "structure:related",
        r"related\w*|terkait|bacajuga|baca-?juga|readalso|read-also|lihatjuga|lihatjg|linksisip|"
        r"sisip\w*|picked-article|recommend\w*|rekomendasi|beritaterkait|artikelterkait|"
        r"bacaan|readmore|read-more|read-too|sambungan|suggest\w*|crosslink\w*|(?<!\S)baca(?!\S)",
    ),
    ("structure:popular", r"popular|populer|terpopuler|trending|terkini|latest|newest|mostread"),
    (
        "structure:share",
        r"share\w*|sharing|sharer|social\w*|sosmed\w*|sosial|socmed|addthis\w*|a2a|follow\w*|"
        r"whatsapp|telegram|googlenews|google-news|gnews",
    ),
    ("structure:tags", r"tags?|tagging|taglist|keywords?|topik|hashtag"),
    (
        "structure:comments",
        r"comments?|komentar|disqus\w*|reply|respond|fb-comments",
    ),
    (
        "structure:navigation",
        r"breadcrumbs?|pagination|paging|pager|navigation|nav|menu|toc|sidebar|prevnext|next-prev|"
        r"nextprev|page-?links|pagelink",
    ),
    ("structure:form", r"newsletter|subscribe\w*|login|register|modal|popup|paywall-\w+|polling"),
    (
        "structure:caption",
        r"caption\w*|wp-caption-text|photo-?credit|foto-?caption|keterangan|gallery|lightbox",
    ),
    ("structure:embed", r"twitter-tweet|instagram-media|tiktok-embed|embed|fb-post|fb-video"),
    ("structure:author", r"author-?box|author-?bio|about-?author|penulis-?box"),
)
PATTERN = re.compile(
    "|".join(
        rf"(?P<r{i}>(?<![^\s_-])(?:{words})(?![^\s_-]))" for i, (_, words) in enumerate(NOISE)
    ),
    re.I,
)
PAGES = re.compile(r"(?:halaman\s*:?\s*)?\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}(?:\s*halaman)?\.?", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PAGE_OF_TEXT = re.compile(
    r"(?<![^\s_-])(?:main|body|content|detail|article|post|paragraph|text|item)(?![^\s_-])", re.I
)
MOST_ENDING = 2  # headings without text at the end of a body that are taken out
CELL = "\x1f"  # stands between two cells of a row
KINDS = {**dict.fromkeys(HEADINGS, "heading"), "li": "li", "tr": "row", "blockquote": "quote"}
PROSE = 0.4  # share of a container's text that no single noise element has
SENTENCE = 100  # characters of unlinked text that no menu, share bar or tag list has
HOLDERS = frozenset(
    f"structure:{what}" for what in ("navigation", "tags", "share", "popular", "hidden")
)
"""Rules whose classes also stand on what holds the pages of a long article."""
MOST_SPARED = 50  # noise elements found to be prose; after that many the classes mean nothing
INLINE = words("a b strong i em u s font mark small sup sub abbr cite q code time label")
OPEN_DATELINE = re.compile(r".{2,60}\s?[-–—]{1,2}")
LINKED = 0.8  # share of a line's characters in links from which it counts as a link


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body: its text, the element it stands in, and how much of it is link."""

    text: str
    kind: str = "p"
    linked: float = 0.0


@dataclass(slots=True)
class Body:
    """What reading containers gave: lines in order, captions, and what was taken out.

    `cut` says that there are more lines than are read.
    """

    lines: list[Line] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    cut: bool = False

    def take_out(self, text: str, rule: str) -> None:
        """Record a line as taken out at this point of the body."""
        if text and len(self.removed) < MOST_RECORDS:
            self.removed.append(
                Removed(line=text[:LONGEST_RECORD], rule=rule, position=len(self.lines))
            )

    @property
    def text(self) -> str:
        """The lines, separated by newlines."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> int:
        """The number of words in the lines."""
        return sum(line.text.count(" ") + 1 for line in self.lines)

    @property
    def linked(self) -> float:
        """The share of the text that is link."""
        total = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.linked for line in self.lines) / total if total else 0.0


@lru_cache(maxsize=4096)
def noise(names: str) -> str:
    """Return the rule that an element's class and id fall under, or ""."""
    match = PATTERN.search(names)
    return NOISE[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""


class Reader:
    """Reads containers into a `Body`, one node after the other."""

    def __init__(self, remove: Iterable[Node] = (), captions: Iterable[Node] = ()) -> None:
        self.body = Body()
        self.ruled = {node.mem_id: "structure:template" for node in remove}
        self.ruled |= {node.mem_id: "structure:caption" for node in captions}
        self.pieces: list[str] = []
        self.kinds: list[str] = ["p"]
        self.links = 0
        self.linked = 0
        self.spared = 0
        self.size = 0
        self.root: Node | None = None

    @property
    def total(self) -> int:
        """The characters in the container that is being read, counted when first asked for."""
        if self.root is not None:
            self.size, self.root = measure(self.root)[0], None
        return self.size

    def read(self, root: Node) -> None:
        """Read one container."""
        self.root = root
        steps = walk(root)
        for node, entering in steps:
            if node.is_text_node:
                self.take(node.text_content or "")
            elif not entering:
                self.leave(node.tag or "")
            elif self.skips(node):
                steps.send(True)
            else:
                self.enter(node.tag or "")
            if len(self.body.lines) >= MOST_LINES:
                self.body.cut = True
                break
        self.flush()

    def take(self, raw: str) -> None:
        """Add raw text to the line that is being read; it never begins with white space."""
        if not self.pieces and raw.isspace():
            return
        self.pieces.append(raw)
        if self.links:
            self.linked += len(raw.strip())

    def enter(self, tag: str) -> None:
        """Begin an element."""
        if tag == "a":
            self.links += 1
        elif tag in ("td", "th"):
            self.pieces.append(CELL)
        elif tag == "br" or tag in BLOCKS:
            self.flush()
            if tag in KINDS:
                self.kinds.append(KINDS[tag])

    def leave(self, tag: str) -> None:
        """End an element."""
        if tag == "a":
            self.links = max(self.links - 1, 0)
        elif tag in BLOCKS:
            self.flush()
            if tag in KINDS:
                self.kinds.pop()

    def skips(self, node: Node) -> bool:
        """Return whether an element is no text of the article; record it if it had any."""
        tag = node.tag or ""
        if tag in SILENT:
            return True
        rule = self.ruled.get(node.mem_id) or self.rule_of(node, tag)
        if not rule:
            return False
        self.flush()
        self.record(node, rule)
        return True

    def rule_of(self, node: Node, tag: str) -> str:
        """Return the rule under which an element goes, or ""."""
        if tag in ("figure", "figcaption"):
            # WordPress wraps a table of the text in a figure too.
            return "" if tag == "figure" and node.css_first("table") else "structure:caption"
        if tag in INLINE or tag in HEADINGS or tag in ("br", "img", "article"):
            return ""
        attributes = node.attributes
        if not attributes or tag == "p":
            return self.rule_of_paragraph(attributes)
        if tag == "span" and any(piece.strip() for piece in self.pieces):
            return ""  # a word of a line, whatever its class
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        rule = noise(names[:300]) if names != " " else ""
        if not rule and HIDDEN.search((attributes.get("style") or "")[:200]):
            rule = "structure:hidden"
        return "" if rule and self.is_prose(node, rule, names) else rule

    def rule_of_paragraph(self, attributes: Mapping[str, str | None]) -> str:
        """Return the rule under which a paragraph goes, "" for one of text."""
        rule = noise((attributes.get("class") or "")[:300]) if attributes else ""
        return rule if rule in ("structure:caption", "structure:related", "structure:ad") else ""

    def is_prose(self, node: Node, rule: str, names: str) -> bool:
        """Return whether an element that is classed as noise holds the article all the same."""
        if self.spared >= MOST_SPARED:
            return True
        size, linked = measure(node)
        if size - linked <= SENTENCE or not is_text((size, linked), rule, names, self.total):
            return False
        self.spared += 1
        return True

    def record(self, node: Node, rule: str) -> None:
        """Record the lines of an element that goes; captions are kept as such too."""
        for text in lines_of(node):
            if rule == "structure:caption":
                self.body.captions.append(text)
            self.body.take_out(text, rule)

    def flush(self) -> None:
        """End the line that is being read."""
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        if CELL in raw:
            text = " | ".join(cell for part in raw.split(CELL) if (cell := clean_text(part)))
        else:
            text = clean_text(raw)
        if text:
            share = min(self.linked / len(text), 1.0)
            self.body.lines.append(Line(text, self.kinds[-1], share))
        self.pieces.clear()
        self.linked = 0


def is_text(measured: tuple[int, int], rule: str, names: str, total: int) -> bool:
    """Return whether an element of this size and classes is text, whatever rule it falls under.

    It is if it holds a large part of the `total`, or if the classes are such as pages of a long
    article have too and it is mostly no link.
    """
    size, linked = measured
    if size - linked > max(PROSE * total, SENTENCE):
        return True
    share = 0.7 if PAGE_OF_TEXT.search(names) else 0.2
    return rule in HOLDERS and size - linked > SENTENCE and linked < share * size


def lines_of(node: Node) -> list[str]:
    """Return the lines of an element, nothing taken out but what is never text."""
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


def read_body(
    containers: Sequence[Node], remove: Iterable[Node] = (), captions: Iterable[Node] = ()
) -> Body:
    """Return the body that stands in the containers, read in order.

    `remove` are elements that the outlet's rules take out, recorded as `structure:template`, and
    `captions` those that it prints under pictures. Page markers ("2 dari 5 halaman"), lists of
    links and headings with nothing under them go too.
    """
    reader = Reader(remove, captions)
    for container in containers:
        reader.read(container)
    return tidied(reader.body)


def tidied(body: Body) -> Body:
    """Return the body without page markers, runs of links and headings at its end."""
    lines = with_dateline(body.lines)
    last = last_with_text(lines)
    shift = len(body.lines) - len(lines)
    kept = Body(captions=body.captions, cut=body.cut)
    pending = iter([*body.removed, None])
    waiting = next(pending)
    for index, line in enumerate(lines):
        while waiting is not None and waiting.position - shift <= index:
            kept.take_out(waiting.line, waiting.rule)
            waiting = next(pending)
        if rule := rule_of_line(lines, index, last):
            kept.take_out(line.text, rule)
        else:
            kept.lines.append(line)
    while waiting is not None:
        kept.take_out(waiting.line, waiting.rule)
        waiting = next(pending)
    return kept


def last_with_text(lines: list[Line]) -> int:
    """Return the index of the last line that is no heading left without text.

    Numbered headings at the end, and more than two, are the items of a picture story and stay.
    """
    end = len(lines)
    while end and lines[end - 1].kind == "heading" and not lines[end - 1].text[:1].isdigit():
        end -= 1
    return end - 1 if len(lines) - end <= MOST_ENDING else len(lines) - 1


def rule_of_line(lines: list[Line], index: int, last: int) -> str:
    """Return the rule under which a whole line goes, or ""."""
    line = lines[index]
    if PAGES.fullmatch(line.text):
        return "structure:pagination"
    if index > last:
        return "structure:heading"
    if is_link(line) and any(map(is_link, neighbours(lines, index))):
        return "structure:links"
    return ""


def with_dateline(lines: list[Line]) -> list[Line]:
    """Return the lines with a dateline that stands alone ("Jakarta -") joined to the next one."""
    if len(lines) > 1 and lines[0].kind != "heading" and OPEN_DATELINE.fullmatch(lines[0].text):
        joined = Line(f"{lines[0].text} {lines[1].text}", lines[1].kind, lines[1].linked)
        return [joined, *lines[2:]]
    return lines


def is_link(line: Line) -> bool:
    """Return whether a line is nothing but a link of a headline's length."""
    return line.linked >= LINKED and line.text.count(" ") >= 2


def neighbours(lines: list[Line], index: int) -> list[Line]:
    """Return the lines before and after one."""
    return lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
