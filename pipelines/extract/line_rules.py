"""Which lines of a body go: page markers, links to other articles, headings without text.

Decided by the structure of the lines: which part of a line is link, where it points, and which
lines are next to it. `Removed.rule` names the rule. A list or table is kept or removed as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from pipelines.extract.body_lines import (
    LABEL,
    LINKED,
    Body,
    Line,
    is_headline_link,
    is_label,
    is_link,
    is_link_or_labelled,
)
from pipelines.extract.link_targets import ARTICLE, ELSEWHERE, OWN, WRITTEN
from pipelines.extract.trailing_feed import DATE_LINE
from pipelines.text.prose import is_headline

PAGES = re.compile(r"(?:halaman\s*:?\s*)?\d{1,2}\s*(?:dari|/|of)\s*\d{1,2}(?:\s*halaman)?\.?", re.I)
# A row of page numbers without a container of its own: numbers alone, some of them links.
PAGE_NUMBERS = re.compile(r"(?:halaman|page)?\s?:?\s?\d{1,2}(?:[\s|]+\d{1,2})+", re.I)
MAX_MARKER_CHARS = 40  # "halaman 2 dari 5 halaman" has 24
MAX_ENDING_HEADINGS = 2  # headings without text that are removed at the end of a body
OPEN_DATELINE = re.compile(r".{2,60}\s?[-–—]{1,2}")
PROSE_CHARS = 50  # a line of this length that is not link is text
MAX_PROSE_LINKED = 0.35
MIN_ANNOUNCING_BLANKS = 2
MAX_PROMPT_CHARS = 100
MAX_COMPARED = 100
MIN_REPEATED = 2  # links to other sites between paragraphs, after which one at the end is text too
# A paragraph of its own that is a link is announced by a sentence that speaks of what is linked.
POINTING = re.compile(
    r"\b(?:berikut|laman|tautan|link|situs|dokumen|unduh|below|here|following|page)\b|\bini\W*$",
    re.I,
)
PRICE = re.compile(r"[$€£]\s?\d|\bRp\.?\s?\d|\d\s?%|\d+ (?:percent|persen)\b", re.I)
ANNOUNCING = re.compile(r":$|\b(?:berikut|di bawah|following|below)\b[^.:]{0,80}\.$", re.I)
# A sentence that asks to read on announces no list of the article.
PROMPT = re.compile(
    r"^\W*(?:baca|simak|saksikan|tonton|lihat|klik|cek|ikuti|intip|kunjungi|yuk|jangan lewatkan|"
    r"read|watch|see|check|don.t miss|more|related)\b|"
    r"\b(?:berita|artikel|kabar|tulisan|video|konten|liputan|news|stories|articles)\b.{0,20}"
    r"\b(?:lain|lainnya|terkait|menarik|pilihan|populer|terpopuler|terbaru|terkini|rekomendasi)\b|"
    r"\b(?:topik|tags?|kata kunci|keywords?|topics)\b.{0,20}\b(?:terkait|ini|lain|related)\b|"
    r"\b(?:terkait|related) (?:dengan |to )?(?:artikel|berita|topik|tags?|topics)\b",
    re.I,
)


def tidied(body: Body) -> Body:
    """Return the body without page markers, links to other articles and headings at its end.

    The lines removed are added to `removed`, in the order of the page.
    """
    lines = with_dateline(body.lines)
    rules = rules_of(lines)
    shift = len(body.lines) - len(lines)
    kept = replace(body, lines=[], removed=[])
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


@dataclass(slots=True)
class Judged:
    """Lines with the rule that removes each, "" for one that stays.

    `written` are the indexes of wholly linked lines that are text of the article, `last` is the
    index of the last line that is a sentence.
    """

    lines: Sequence[Line]
    rules: list[str]
    last: int = -1
    written: set[int] = field(default_factory=set)


def rules_of(lines: Sequence[Line]) -> list[str]:
    """Return for every line the rule that removes it, "" for a line that stays."""
    judged = Judged(lines, [rule_of_line(line) for line in lines])
    rules = judged.rules
    if any(line.linked >= LINKED for line in lines):
        judged.last = max((i for i, line in enumerate(lines) if is_text(line)), default=-1)
        for block in blocks(lines):
            judge(judged, block)
    for index in range(len(lines) - 1):
        if not rules[index] and is_label(lines[index]):
            with_label(lines, rules, index)
    with_dates(lines, rules)
    if below := ending(judged):
        for index in below:
            rules[index] = "structure:links"
        with_prompt(judged, below[-1])
    last = last_with_text(lines, rules)
    return [rule or ("structure:heading" if i > last else "") for i, rule in enumerate(rules)]


def rule_of_line(line: Line) -> str:
    """Return the rule that removes a line whatever is next to it, "" if there is none."""
    if len(line.text) < MAX_MARKER_CHARS and PAGES.fullmatch(line.text):
        return "structure:pagination"
    if line.linked and len(line.text) < MAX_MARKER_CHARS and PAGE_NUMBERS.fullmatch(line.text):
        return "structure:pagination"
    if line.lead and line.linked and LABEL.fullmatch(line.lead):
        return "structure:related"
    return ""


def blocks(lines: Sequence[Line]) -> list[range]:
    """Return the lists, tables and runs of linked lines, as ranges of indexes."""
    found: list[range] = []
    start = 0
    while start < len(lines):
        end, first = start + 1, lines[start]
        if first.group or is_link_or_labelled(first):
            while end < len(lines) and belongs(first, lines[end]):
                end += 1
            found.append(range(start, end))
        start = end
    return found


def belongs(first: Line, line: Line) -> bool:
    """Return whether a line is in the block that another begins."""
    return line.group == first.group and (line.group != 0 or is_link_or_labelled(line))


def judge(judged: Judged, block: range) -> None:
    """Set the rules that remove a block of linked lines, or note that the writer put it there.

    It stays where a sentence announces it, where it is not only links, and between paragraphs
    where it points to topics or other sites.
    """
    lines, rules = judged.lines, judged.rules
    links = [i for i in block if lines[i].linked >= LINKED and not rules[i]]
    if not links:
        return
    mixed = any(is_item(lines[i]) for i in block if not rules[i])
    if mixed or is_announced(judged, block) or is_written(judged, links):
        judged.written.update(links)
    elif is_pointers(lines, block, links):
        for index in block:
            rules[index] = rules[index] or "structure:links"
        with_prompt(judged, block[0])
    elif len(block) == 1 and block[0] and is_pointer(lines[block[0]]):
        rules[block[0]] = "structure:link"
        with_prompt(judged, block[0])


def is_announced(judged: Judged, block: range) -> bool:
    """Return whether the line before a block is a sentence that announces it.

    A single paragraph that links to another article of the outlet may be a pointer that the system
    put behind any sentence: what that announces comes below.
    """
    lines, first = judged.lines, block[0]
    if not first or judged.rules[first - 1] or lines[first - 1].linked >= LINKED:
        return False
    text = lines[first - 1].text
    if not ANNOUNCING.search(text) or text.count(" ") < MIN_ANNOUNCING_BLANKS:
        return False
    if LABEL.fullmatch(text) or PROMPT.search(text):
        return False
    if len(block) > 1 or lines[first].kind != "p" or lines[first].target not in (OWN, ARTICLE):
        return True
    below = lines[first + 1].kind if first + 1 < len(lines) else ""
    return POINTING.search(text) is not None and below not in ("li", "heading")


def is_written(judged: Judged, links: Sequence[int]) -> bool:
    """Return whether links between paragraphs point to topics or other sites, below no label.

    After the text, such links are tags and places to follow the outlet. One of several links to
    other sites, each between paragraphs, may end the text.
    """
    lines = judged.lines
    if any(lines[i].target not in WRITTEN for i in links):
        return False
    if 2 * sum(is_foreign_headline(lines[i]) for i in links) > len(links):
        return False
    if links[0] and is_label(lines[links[0] - 1]):
        return False
    if judged.last > links[-1]:
        return True
    last = lines[links[-1]]
    alike = (
        lines[i].kind == last.kind and lines[i].target == last.target
        for i in islice(judged.written, MAX_COMPARED)
    )
    return last.target in (ELSEWHERE, ARTICLE) and len(links) == 1 and sum(alike) >= MIN_REPEATED


def is_foreign_headline(line: Line) -> bool:
    """Return whether a link to another site's article is its headline, in capitals as those are.

    Outlets of one group point to each other. A headline with a price is an offer.
    """
    return line.target == ARTICLE and is_headline(line.text) and not PRICE.search(line.text)


def is_pointers(lines: Sequence[Line], block: range, links: Sequence[int]) -> bool:
    """Return whether a block is several links to other articles; names have fewer words."""
    beside = [*lines[max(block[0] - 1, 0) : block[0]], *lines[block[-1] + 1 : block[-1] + 2]]
    several = len(block) > 1 or any(map(is_link_or_labelled, beside))
    return several and 2 * sum(is_link(lines[i]) for i in links) > len(links)


def is_pointer(line: Line) -> bool:
    """Return whether a line is a paragraph of its own that is another article's headline."""
    return line.kind == "p" and is_headline_link(line)


def is_item(line: Line) -> bool:
    """Return whether a line of a list is no link, and not what systems put beside links.

    Lists that systems make have labels, dates and prompts beside their links, nothing else.
    """
    text = line.text
    return line.linked < LINKED and not (is_label(line) or is_date(line) or PROMPT.match(text))


def is_text(line: Line) -> bool:
    """Return whether a line is long enough for a sentence and hardly any of it is link."""
    return len(line.text) >= PROSE_CHARS and line.linked <= MAX_PROSE_LINKED


def with_prompt(judged: Judged, first: int) -> None:
    """Remove the line before links that go, if all it says is to read what is below."""
    before = first - 1
    if before < 0 or judged.rules[before] or len(judged.lines[before].text) > MAX_PROMPT_CHARS:
        return
    text = judged.lines[before].text
    if text.endswith(":") and PROMPT.search(text):
        judged.rules[before] = "structure:related"


def with_label(lines: Sequence[Line], rules: list[str], index: int) -> None:
    """Set the rules that remove a label, the links below it, and dates and excerpts beside them."""
    below, seen = index + 1, False
    while below < len(lines):
        line, after = lines[below], lines[below + 1 : below + 2]
        excerpt = seen and not line.linked and any(map(is_date, after))
        if not (is_link(line) or is_date(line) or excerpt):
            break
        seen = seen or is_link(line)
        below += 1
    for at in range(index + 1, below if seen else index):
        rules[at] = "structure:links"
    if seen:
        rules[index] = "structure:related"


def with_dates(lines: Sequence[Line], rules: list[str]) -> None:
    """Set the rules that remove a headline that links to another article and the date below it.

    Only where it stands between paragraphs: several in a row are a listing, judged as one.
    """
    for index in range(1, len(lines) - 2):
        line = lines[index]
        if line.target != OWN or not is_headline_link(line) or not is_date(lines[index + 1]):
            continue
        if is_text(lines[index - 1]) and is_text(lines[index + 2]):
            rules[index] = rules[index] or "structure:link"
            rules[index + 1] = rules[index + 1] or "structure:link"


def is_date(line: Line) -> bool:
    """Return whether a line is nothing but a date, as teasers have it below their headline."""
    return len(line.text) < PROSE_CHARS and DATE_LINE.fullmatch(line.text) is not None


def ending(judged: Judged) -> list[int]:
    """Return the indexes of the lines after the last text that are only links: a tag list."""
    lines, rules = judged.lines, judged.rules
    found: list[int] = []
    for index in range(len(lines) - 1, 0, -1):
        if index in judged.written:
            break
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
        joined = lines[1]._replace(text=f"{lines[0].text} {lines[1].text}", lead="")
        return [joined, *lines[2:]]
    return lines
