"""A body without the feed of teasers below its text: dates, linked headlines and lines repeat.

Publishing systems print the newest articles below the one that was asked for, often in the same
container. A feed is recognised by its rhythm alone: short dates, most of them beside a headline
that is a link, with one line of prose between two of them at most. Pointers between paragraphs
("Baca juga") have no dates, a chronology has no linked headlines beside its dates.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract.body_lines import Body, is_link
from pipelines.records import Removed
from pipelines.text.bylines import credits

FEED = "structure:feed"
DATE = (
    r"(?:\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.,-]{1,2}\d{2,4}|"
    r"[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
DATED = re.compile(DATE, re.I)
DATE_LINE = re.compile(
    rf"(?:[a-z' ]{{3,20}}[,|]?\s*)?(?:{DATE}.{{0,25}}|"
    r"\d{1,2} (?:menit|jam|hari|minggu|bulan) (?:yang )?lalu|"
    r"(?:\d{1,2}|an?) (?:minute|hour|day|week|month)s? ago)",
    re.I,
)
CUT = re.compile(r".{40,300}(?:\.\.\.|…|\[(?:…|\.\.\.)\])")  # an excerpt, as WordPress cuts it
LINK_RULES = frozenset({"structure:link", "structure:links", "structure:related"})
MIN_TEASERS = 4  # an article may have three dated links below its text
MIN_HEADED_SHARE = 0.6  # of the dates; the others belong to teasers whose headline was removed
MAX_APART = 12  # entries from one date to the next: headline, teaser, counts, category, headings
MAX_DATED_CHARS = 200
MIN_LINKED = 0.3  # share of a line that holds category, date and linked headline
LONG_LINE = 80
SHORT_LINE = 60
MAX_LABELS = 4  # short lines between text and feed: tags, a credit, a heading, "Prev"
SENTENCE_ENDS = '.!?"”’'


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a body or one removed from it, with its index in the body's lines.

    `rule` is the rule that removed it, "" for a line that stays. `dated` says that it is a date or
    an excerpt that is cut off, `headline` that it links to another article; a line may be both.
    """

    text: str
    index: int
    rule: str
    dated: bool
    headline: bool

    @property
    def prose(self) -> bool:
        """Whether the line is a sentence of the text or a teaser's."""
        return not (self.rule or self.dated or self.headline) and len(self.text) >= LONG_LINE


def without_feed(body: Body) -> Body:
    """Return the body without the feed of teasers at its end; its lines are recorded.

    A body that is nothing but such a feed stays: it is a listing, and judged as one.
    """
    seen = entries(body)
    start = feed_start(seen)
    if start is None:
        return body
    first = with_labels(body, seen[start].index)
    if not any(len(line.text) >= LONG_LINE for line in body.lines[:first]):
        return body
    kept = replace(body, lines=body.lines[:first], removed=[])
    for entry in seen:
        if entry.rule or entry.index >= first:
            position = min(entry.index, first)
            rule = entry.rule or FEED
            kept.removed.append(Removed(line=entry.text, rule=rule, position=position))
    return kept


def entries(body: Body) -> list[Entry]:
    """Return the lines of a body and those removed from it, in the page's order."""
    found: list[Entry] = []
    removed = deque(body.removed)
    for index in range(len(body.lines) + 1):
        while removed and (removed[0].position <= index or index == len(body.lines)):
            gone = removed.popleft()
            linked = gone.rule in LINK_RULES
            dated = is_dated(gone.line, 1.0 if linked else 0.0)
            found.append(Entry(gone.line, index, gone.rule, dated, linked))
        if index < len(body.lines):
            line = body.lines[index]
            dated = is_dated(line.text, line.linked)
            headline = is_link(line) or (dated and line.linked >= MIN_LINKED)
            found.append(Entry(line.text, index, "", dated, headline))
    return found


def is_dated(text: str, linked: float) -> bool:
    """Return whether a line is a date, alone or before a linked headline, or a cut excerpt."""
    if linked < MIN_LINKED and CUT.fullmatch(text):
        return True
    if len(text) > MAX_DATED_CHARS:
        return False
    if linked >= MIN_LINKED:
        return DATED.search(text) is not None
    return len(text) < SHORT_LINE and DATE_LINE.fullmatch(text) is not None


def feed_start(seen: Sequence[Entry]) -> int | None:
    """Return the index of the entry that begins the feed at the end, None if there is none."""
    dates: list[int] = []
    after = prose = 0
    for at in range(len(seen) - 1, -1, -1):
        after, prose = after + 1, prose + seen[at].prose
        if after > MAX_APART or prose > 1:
            break
        if seen[at].dated:
            dates.append(at)
            after = prose = 0
    headed = sum(any(entry.headline for entry in beside(seen, at)) for at in dates)
    if len(dates) < MIN_TEASERS or headed < MIN_HEADED_SHARE * len(dates):
        return None
    start = dates[-1]
    while start and seen[start - 1].headline:
        start -= 1
    return start


def beside(seen: Sequence[Entry], at: int) -> Sequence[Entry]:
    """Return the entries around a date in which a teaser's headline may stand."""
    return seen[max(at - 2, 0) : at + 3]


def with_labels(body: Body, first: int) -> int:
    """Return the index of the first of the short lines before the feed that belong to it.

    A longer run of short lines is a list of the article and stays.
    """
    start = first
    while start and is_label(body.lines[start - 1].text):
        start -= 1
    return start if first - start <= MAX_LABELS else first


def is_label(text: str) -> bool:
    """Return whether a line is too short for a sentence and does not end as one, or is a credit."""
    return len(text) < SHORT_LINE and (text[-1] not in SENTENCE_ENDS or bool(credits(text)))
