"""The lines of a body, what was removed from it, and which lines are links and labels."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.records import Removed

MAX_RECORD_CHARS = 2_000  # characters kept of one removed line
MAX_RECORDS = 500
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


class Line(NamedTuple):
    """One line of a body.

    `kind` is the element it is in: `p`, `heading`, `li`, `row` (of a table) or `quote`. `linked` is
    the share of its characters in links, from 0 to 1. `lead` is the text before the first link if
    nothing but links and dates follows it, else "". `target` says where the links of a line that is
    wholly link point: `OWN` if one of them is to another article, "" for other lines. `group` is
    the same for the lines of one list or table, 0 outside.
    """

    text: str
    kind: str = "p"
    linked: float = 0.0
    lead: str = ""
    target: str = ""
    group: int = 0


@dataclass(slots=True)
class Body:
    """The text read from containers: its lines in order, captions, and the lines removed.

    `cut` says that the containers have more lines than are read, `post_missing` that they hold a
    post of a platform without its words.
    """

    lines: list[Line] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    cut: bool = False
    post_missing: bool = False

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
