"""Parses text copied from a page into an article: the extraction step for text files.

A copied text is a header block (breadcrumb, headline, deck, byline, date, buttons, photo credit and
caption), the body, and lines below it. The body starts at the dateline, or else at the first
running text. Header lines are recorded in `removed`, as in cleaning. Boilerplate in and below the
body is left to `pipelines.clean.cleaning`.

Without a headline, the title is the first sentence of the body.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipelines.clean.rules import RuleScope, whole_line
from pipelines.inputs.copied_text.header import (
    CLOCK,
    Head,
    is_breadcrumb,
    is_header_line,
    is_labelled,
    read_above,
    read_glued,
    read_line,
    title_line,
)
from pipelines.inputs.copied_text.lines import lines_of
from pipelines.records import Article, Drop, Reason, Removed, Rules
from pipelines.text.bylines import credits, names
from pipelines.text.datelines import dateline
from pipelines.text.dates import parse_date
from pipelines.text.prose import is_prose, plain
from pipelines.urls import host_of

__all__ = ["parse"]

STEP = "plaintext"
MAX_TITLE = 120  # characters of a title made from the first sentence
MAX_HEADER_LINES = 40
MIN_SENTENCE_BLANKS = 4  # of a sentence that opens a body; "Foto: Dok. Kodim." has fewer

_STATED = (
    "title", "text", "deck", "authors", "editors", "published_at", "modified_at", "dateline",
    "section", "tags", "captions",
)  # fmt: skip
_WRITER_BOX = re.compile(
    r"(?P<name>\w[\w.'’\- ]{1,60}?)\s+(?:Photo\s+)?"
    r"(?:(?:Verified|Community|Regular|Senior|Official)\s+)?"
    r"(?:Writer|Author|Editor|Member|Penulis)s?\s+(?P=name)"
)
# Rules that mark the end of an article, if enough running text is above.
_ENDS = ("legal.copyright", "legal.rights", "code.line", "page.read_on", "tags.line", "credit.line")
_SENTENCE = re.compile(r".{20,}?[.!?](?=[\"”’)]*\s|[\"”’)]*$)")


def parse(text: str, *, url: str, fetched_at: datetime, rules: Rules) -> Article | Drop:
    """Return the article of a copied text, not yet cleaned, or a Drop without title or body.

    Relative dates in the header count from `fetched_at`. `origin` is `text` for the fields that
    were read, and `first sentence` for a title made from the body.
    """
    printed = lines_of(text)
    if not printed:
        return _drop(url, rules, Reason.EMPTY, "nothing but white space")
    lines = [plain(line) for line in printed]
    start = _body_start(lines, rules)
    head = Head()
    _read_head(head, lines[:start], fetched_at, rules)
    body = _read_body(printed[start:], head, rules)
    if not body:
        return _drop(url, rules, Reason.NO_TEXT, "a headline without a body")
    title = head.title or _first_sentence(body[0], rules)
    if not title:
        return _drop(url, rules, Reason.NO_TITLE, "no headline, and no sentence to make one of")
    article = Article(
        url=url,
        site=rules.site or host_of(url),
        title=title,
        text="\n".join(body),
        fetched_at=fetched_at,
        deck=head.deck,
        authors=tuple(dict.fromkeys(head.authors)),
        editors=tuple(dict.fromkeys(head.editors)),
        published_at=head.published_at,
        modified_at=head.modified_at,
        dateline=dateline(body[0], rules.brands),
        section=head.section,
        tags=tuple(head.tags),
        captions=tuple(dict.fromkeys(head.captions)),
        removed=tuple(head.removed),
    )
    origin = {name: "text" for name in _STATED if getattr(article, name)}
    return replace(article, origin=origin if head.title else {**origin, "title": "first sentence"})


def _read_head(head: Head, lines: Sequence[str], fetched_at: datetime, rules: Rules) -> None:
    """Read the header block: from the headline down, then the lines above to fill gaps."""
    top = title_line(lines, rules)
    for number, line in enumerate(lines[top:], top):
        read_line(head, line, lines[number + 1 :], fetched_at, rules)
    for number, line in enumerate(lines[:top]):
        in_path = top <= 3 or any(is_breadcrumb(above) for above in lines[max(0, top - 4) : top])
        read_above(head, line, near=in_path and number == top - 1)
        stated = parse_date(line, zone=rules.time_zone) if CLOCK.search(line) else None
        head.published_at = head.published_at or stated


def _drop(url: str, rules: Rules, reason: Reason, detail: str) -> Drop:
    return Drop(url=url, reason=reason, step=STEP, site=rules.site or host_of(url), detail=detail)


def _body_start(lines: Sequence[str], rules: Rules) -> int:
    """Return the index of the first line of the body."""
    sentences = [n for n, line in enumerate(lines) if _is_body(line, rules)]
    for n in sentences:
        early = n < MAX_HEADER_LINES or n in sentences[:3]
        if early and dateline(lines[n], rules.brands) and not _is_glued(lines, n):
            return n
    if not sentences:
        return min(1, len(lines) - 1)
    start = sentences[0]
    for n in sentences[1:]:
        between = lines[start + 1 : n]
        if n >= MAX_HEADER_LINES or len(lines[start].split()) > 45 or start == 0:
            break
        if not any(is_header_line(line, rules) for line in between):
            break
        start = n
    return start - _short_sentences(lines[:start], rules)


def _short_sentences(above: Sequence[str], rules: Rules) -> int:
    """Return how many lines right above the body are sentences too short to be known as prose.

    The body opens with them, where a headline is above: a headline does not end with a full stop.
    """
    count = 0
    for n in range(len(above) - 1, 0, -1):
        line = above[n]
        if not line.endswith(".") or line.endswith("..") or line.count(" ") < MIN_SENTENCE_BLANKS:
            break
        if is_header_line(line, rules) or is_labelled(line) or credits(line) is not None:
            break
        if not any(_may_be_headline(other, rules) for other in above[:n]):
            break
        count += 1
    return count


def _may_be_headline(line: str, rules: Rules) -> bool:
    words = line.count(" ") + 1
    return words >= 3 and line[-1] not in ".,;:" and not is_header_line(line, rules)


def _is_body(line: str, rules: Rules) -> bool:
    if not is_prose(line):
        return len(line.split()) < 6 and dateline(line, rules.brands) == line.rstrip(" -–—:")
    known = whole_line(line, RuleScope.LINE, rules.site) or whole_line(
        line, RuleScope.HEAD, rules.site
    )
    return known is None and not is_labelled(line)


def _is_glued(lines: Sequence[str], n: int) -> bool:
    return any(len(lines[m]) > 15 and lines[n].startswith(lines[m]) for m in range(n))


def _read_body(printed: Sequence[str], head: Head, rules: Rules) -> list[str]:
    """Return the lines from the body on, without title captions and author boxes."""
    body: list[str] = []
    in_box = over = False
    for number, raw in enumerate(printed):
        line = plain(raw)
        if head.title and read_glued(head, line, len(body)):
            continue
        if match := _WRITER_BOX.fullmatch(line):
            head.authors += names(match["name"])
            head.removed.append(Removed(line=line, rule="tail.writer", position=len(body)))
            in_box = True
            continue
        in_box = in_box and not is_prose(line) and whole_line(line, RuleScope.TAIL, "") is None
        if in_box:
            head.removed.append(Removed(line=line, rule="tail.biography", position=len(body)))
            continue
        over = over or (_ends(line, rules) and _is_over(printed, number))
        if over and is_prose(line) and whole_line(line, RuleScope.LINE, "") is None:
            head.removed.append(Removed(line=line, rule="tail.below_end", position=len(body)))
        else:
            body.append(raw)
    return body


def _ends(line: str, rules: Rules) -> bool:
    known = whole_line(line, RuleScope.TAIL, rules.site) or whole_line(
        line, RuleScope.LINE, rules.site
    )
    if known is None or known.id not in _ENDS:
        return False
    return known.id != "credit.line" or credits(line) is not None


def _is_over(lines: Sequence[str], number: int) -> bool:
    """Return whether at most half as much running text follows as is above."""
    above = sum(len(line) for line in lines[:number] if is_prose(line))
    below = sum(len(line) for line in lines[number + 1 :] if is_prose(line))
    return above > 0 and below <= 0.5 * above


def _first_sentence(paragraph: str, rules: Rules) -> str:
    """Return the first sentence without its dateline, cut at a word if too long."""
    place = dateline(paragraph, rules.brands)
    text = paragraph[len(place) :].lstrip(" -–—:") if place else paragraph
    sentence = _SENTENCE.match(text)
    title = (sentence[0] if sentence else text).strip().rstrip(".")
    if len(title) <= MAX_TITLE:
        return title
    return title[:MAX_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
