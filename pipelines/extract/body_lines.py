"""The lines of a body, and the removal of page markers, links to other articles, last headings.

What is removed is decided by the structure of the lines: which part of a line is link, and which
lines are next to it. `Removed.rule` names the rule.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.records import Removed

MAX_RECORD_CHARS = 2_000  # characters kept of one removed line
MAX_RECORDS = 500
PAGES = re.compile(r"(?:halaman\s*:?\s*)?\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}(?:\s*halaman)?\.?", re.I)
# A row of page numbers without a container of its own: numbers alone, some of them links.
PAGE_NUMBERS = re.compile(r"(?:halaman|page)?\s?:?\s?\d{1,2}(?:[\s|]+\d{1,2})+", re.I)
MAX_MARKER_CHARS = 40  # "halaman 2 dari 5 halaman" has 24
MAX_ENDING_HEADINGS = 2  # headings without text that are removed at the end of a body
OPEN_DATELINE = re.compile(r".{2,60}\s?[-–—]{1,2}")
LINKED = 0.8  # a line with this share of its characters in links counts as a link
NEARLY_ALL = 0.95
MIN_HEADLINE_BLANKS = 3  # fewer are a name or a label
MAX_LEAD_CHARS = 40  # a label before a link is shorter
LABEL = re.compile(
    r"[\W_]*(?:(?:baca|simak|lihat|tonton|cek)(?: (?:juga|selengkapnya|lainnya|dulu|pula|ini))*|"
    r"(?:berita|artikel|kabar|tulisan|video|konten)(?: (?:terkait|lain|lainnya|selanjutnya|"
    r"sebelumnya|pilihan|rekomendasi|menarik|populer|terpopuler|terbaru|terkini))+|"
    r"(?:read|see) (?:also|more|"
    r"too)|also read|related(?: (?:posts?|news|articles?|stories))?|pilihan (?:editor|redaksi)|"
    r"rekomendasi(?: untuk anda)?|menarik (?:dibaca|lainnya)|selanjutnya|terkait)[\W_]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body.

    `kind` is the element it is in: `p`, `heading`, `li`, `row` (of a table) or `quote`. `linked` is
    the share of its characters in links, from 0 to 1. `lead` is the text before the first link if
    nothing but links follows it, else "".
    """

    text: str
    kind: str = "p"
    linked: float = 0.0
    lead: str = ""


@dataclass(slots=True)
class Body:
    """The text read from containers: its lines in order, captions, and the lines removed.

    `cut` says that the containers have more lines than are read.
    """

    lines: list[Line] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    cut: bool = False

    def take_out(self, text: str, rule: str) -> None:
        """Record a line as removed at this point of the body; at most `MAX_RECORDS` are kept."""
        if text and len(self.removed) < MAX_RECORDS:
            self.removed.append(
                Removed(line=text[:MAX_RECORD_CHARS], rule=rule, position=len(self.lines))
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
        """The share of the text that is in links, from 0 to 1."""
        total = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.linked for line in self.lines) / total if total else 0.0


def tidied(body: Body) -> Body:
    """Return the body without page markers, links to other articles and headings at its end.

    The lines removed are added to `removed`, in the order of the page.
    """
    lines = with_dateline(body.lines)
    rules = rules_of(lines)
    shift = len(body.lines) - len(lines)
    kept = Body(captions=body.captions, cut=body.cut)
    pending = iter([*body.removed, None])
    waiting = next(pending)
    for index, line in enumerate(lines):
        while waiting is not None and waiting.position - shift <= index:
            kept.take_out(waiting.line, waiting.rule)
            waiting = next(pending)
        if rules[index]:
            kept.take_out(line.text, rules[index])
        else:
            kept.lines.append(line)
    while waiting is not None:
        kept.take_out(waiting.line, waiting.rule)
        waiting = next(pending)
    return kept


def rules_of(lines: Sequence[Line]) -> list[str]:
    """Return for every line the rule that removes it, "" for a line that stays."""
    rules = [rule_of_line(lines, index) for index in range(len(lines))]
    for index in range(len(lines) - 1):
        if not rules[index] and is_link(lines[index + 1]) and is_label(lines[index]):
            with_label(lines, rules, index)
    for index in ending(lines, rules):
        rules[index] = "structure:links"
    last = last_with_text(lines, rules)
    return [rule or ("structure:heading" if i > last else "") for i, rule in enumerate(rules)]


def rule_of_line(lines: Sequence[Line], index: int) -> str:
    """Return the rule that removes a line, "" if it stays."""
    line = lines[index]
    if len(line.text) < MAX_MARKER_CHARS and PAGES.fullmatch(line.text):
        return "structure:pagination"
    if not line.linked:
        return ""
    if len(line.text) < MAX_MARKER_CHARS and PAGE_NUMBERS.fullmatch(line.text):
        return "structure:pagination"
    if line.lead and LABEL.fullmatch(line.lead):
        return "structure:related"
    if is_link(line) and any(map(is_link_or_labelled, neighbours(lines, index))):
        return "structure:links"
    if index and line.kind == "p" and is_headline_link(line):
        return "structure:link"
    return ""


def with_label(lines: Sequence[Line], rules: list[str], index: int) -> None:
    """Set the rules that remove a label and the links below it."""
    below = index + 1
    while below < len(lines) and is_link(lines[below]):
        rules[below] = "structure:links"
        below += 1
    if below > index + 1:
        rules[index] = "structure:related"


def ending(lines: Sequence[Line], rules: Sequence[str]) -> list[int]:
    """Return the indexes of the lines after the last text that are only links: a tag list."""
    found: list[int] = []
    for index in range(len(lines) - 1, 0, -1):
        if not rules[index]:
            if lines[index].linked < LINKED or lines[index].kind in ("row", "heading"):
                break
            found.append(index)
    return found


def last_with_text(lines: Sequence[Line], rules: Sequence[str]) -> int:
    """Return the index of the last line that stays; headings after it have no text under them.

    Numbered headings at the end, and more than `MAX_ENDING_HEADINGS`, are the items of a picture
    story and stay.
    """
    headings = 0
    for index in range(len(lines) - 1, -1, -1):
        if rules[index]:
            continue
        if lines[index].kind != "heading" or lines[index].text[:1].isdigit():
            return index if headings <= MAX_ENDING_HEADINGS else len(lines) - 1
        headings += 1
    return -1 if headings <= MAX_ENDING_HEADINGS else len(lines) - 1


def with_dateline(lines: list[Line]) -> list[Line]:
    """Return the lines, a first line that is only a dateline ("Jakarta -") joined to the next."""
    if len(lines) > 1 and lines[0].kind != "heading" and OPEN_DATELINE.fullmatch(lines[0].text):
        joined = Line(f"{lines[0].text} {lines[1].text}", lines[1].kind, lines[1].linked)
        return [joined, *lines[2:]]
    return lines


def is_link(line: Line) -> bool:
    """Return whether a line is nothing but a link of three words or more."""
    return line.linked >= LINKED and line.text.count(" ") >= 2


def is_headline_link(line: Line) -> bool:
    """Return whether a line is one link with the form of a headline: another article's."""
    first, last = line.text[0], line.text[-1]
    enough = line.linked > NEARLY_ALL and line.text.count(" ") >= MIN_HEADLINE_BLANKS
    return enough and not first.isdigit() and last not in ".!:;,"


def is_label(line: Line) -> bool:
    """Return whether a line is only a label such as "Baca juga" for links to other articles."""
    return len(line.text) < MAX_LEAD_CHARS and LABEL.fullmatch(line.text) is not None


def is_link_or_labelled(line: Line) -> bool:
    """Return whether a line is nothing but a link, with or without a label before it."""
    return is_link(line) or bool(line.lead and LABEL.fullmatch(line.lead))


def neighbours(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the lines before and after the one at `index`."""
    return [*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]]
