"""The dates that a page prints for its article, at its headline, and what each stands for.

A page prints many dates that are not the article's: today's in its head, those of other articles,
of comments, of shares, of pictures and of events that a sentence tells of.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from pipelines.extract.nearby_lines import LINES_AFTER
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.reading import Reading
from pipelines.html.class_names import is_elsewhere, rule_of
from pipelines.html.tree import BLOCKS, Node, select, text_of, value_of
from pipelines.text import dates

VISIBLE_DATES = (
    "time[datetime]",
    "[itemprop=datePublished]",
    "time",
    "abbr[title]",
    "[class*=publish i]",
    "[class*=posted-on i]",
    "[class*=entry-date i]",
    "[class*=date i]",
    "[class*=time i]",
    "[class*=tanggal i]",
    "[class*=waktu i]",
)
CHANGED_ELEMENTS = "[itemprop~=dateModified], [class*=updated i], [class*=modified i]"
# WordPress themes have one element for both: "entry-date published updated". hAtom wants the class
# "updated" of every entry, so some outlets give it to the only date they print (Kapanlagi, 2020).
OF_BOTH = re.compile(r"publish|posted|(?:entry|post)-?date|date-?post|created|timestamp", re.I)
CHANGED = (
    r"(?:(?:di|mem|ter)?perbarui|diperbaharui|dikemas\s?kini|kemas\s?kini|(?:last\s)?updated?|"
    r"last\smodified|modified|(?:terakhir\s)?diubah|disunting|direvisi)"
)
PUBLISHED = (
    r"(?:(?:di|ter)?terbit(?:kan)?|tayang|ditayangkan|dipublikasikan|diposting(?:kan)?|"
    r"diposkan|dipos|publish(?:ed)?|posted|created|dibuat|ditulis|dimuat|diunggah)"
)
LABEL = re.compile(
    rf"(?<![a-z])(?:(?P<changed>{CHANGED})|{PUBLISHED})(?![a-z])(?:\s(?:pada|on|at|tanggal|hari))*"
    r"\W*(?=(?:[a-z'’]{2,9}\W{1,3})?(?:[0-9]|[a-z]{3,9}\.?\s[0-9]))",
    re.I,
)
# Drupal: "Dikirim oleh NAME pada DATE".
CREDITED = re.compile(
    rf"(?<![a-z])(?:{CHANGED}|{PUBLISHED}|dikirim|submitted|oleh|by)(?![a-z])", re.I
)
# A date after one of these words is of an event, unless a label of publication comes before.
EVENT = re.compile(
    r"(?<![a-z])(?:pada|hingga|sampai|sejak|mulai|tanggal|hari|until|since|from|in)\W*"
    r"(?:[a-z'’]{3,9}\W{1,3})?$",
    re.I,
)
MAX_WORDS_BEFORE = 12  # credits and places before a date: "Laporan A, B | Kota C, Senin, ..."
MAX_PART_CHARS = 25  # a line that may be part of a date: "Rabu", "16/11/2005", "07:20 WIB"
MAX_PARTS = 3
LINES_ABOVE = 3  # above the headline old templates print date and kicker
DAY = timedelta(days=2)
MAX_BESIDE = 80  # characters besides the date in a line of names and dates
MIN_HEADLINE_BLANKS = 3
MAX_LEVELS = 2
MAX_TEASER_CHARS = 400
PAGE_HEADS = frozenset({"header", "nav", "footer", "aside"})
MAX_NODES = 8
MAX_ABOVE = 8


class Part(NamedTuple):
    """A piece of a line with one date in it, and whether that is the date of a change."""

    text: str
    changed: bool


def own_lines(reading: Reading) -> list[str]:
    """Return the lines at the headline that print nothing but dates, names and labels.

    Those between headline and text come first, then those above the headline. A date above it
    without a clock time counts only if the page was fetched later: page heads print today's date.
    """
    nearby = reading.nearby_lines
    body = reading.located.body
    last = [line.text for line in body.lines[:2]]
    after = [line for line in nearby.opening if len(line) <= 300][:LINES_AFTER]
    found = [line for line in joined(after) if is_date_line(line)]
    found += [line for line in last if len(line) <= 150 and is_date_line(line)]
    above = [line for line in nearby.leading[-LINES_ABOVE:] if len(line) <= 150]
    found += [line for line in above if is_above(reading.facts, line)]
    return found


def joined(lines: Sequence[str]) -> list[str]:
    """Return the lines, with the parts of a date that stand in several lines as one line each."""
    found: list[str] = []
    index = 0
    while index < len(lines):
        taken = 1
        line = lines[index]
        if dates.date_start(line) is not None:
            if index + 1 < len(lines) and dates.is_clock(lines[index + 1]):
                line, taken = f"{line} {lines[index + 1]}", 2
        elif len(line) <= MAX_PART_CHARS:
            parts = [part for part in lines[index : index + MAX_PARTS] if len(part) <= 12]
            whole = " ".join(parts)
            if len(parts) == MAX_PARTS and dates.date_start(whole) == 0:
                line, taken = whole, MAX_PARTS
        found.append(line)
        index += taken
    return found


def is_date_line(line: str) -> bool:
    """Return whether a line prints its date as a line of dates, names and labels does."""
    start = dates.date_start(line)
    if start is None:
        return len(line) <= MAX_BESIDE
    before = " ".join(line.split())[:start]
    if before.count(" ") > MAX_WORDS_BEFORE or re.search(r"[a-z]{3}\.\s[A-Z]", before):
        return False
    return not EVENT.search(before) or CREDITED.search(before) is not None


def is_above(facts: PageFacts, line: str) -> bool:
    """Return whether a line above the headline is a date line of the article: first the date."""
    start = dates.date_start(line)
    if start is None or is_today(facts, line):
        return False
    before = line[:start]
    return before.count(" ") <= 3 and not re.search(r"[0-9]", before) and is_date_line(line)


def is_today(facts: PageFacts, line: str) -> bool:
    """Return whether a line above the headline prints the day on which the page was fetched."""
    moment = dates.parse_date(line, zone=facts.zone)
    return (
        moment is not None
        and moment.hour == moment.minute == 0
        and abs(facts.page.fetched_at - moment) <= DAY
    )


def parts_of(line: str) -> list[Part]:
    """Return a line in pieces, cut where a label says what the date after it stands for."""
    parts: list[Part] = []
    begin, changed = 0, False
    for label in LABEL.finditer(line[:400]):
        if label.start() > begin:
            parts.append(Part(line[begin : label.start()], changed))
        begin, changed = label.start(), label["changed"] is not None
    return [*parts, Part(line[begin:], changed)]


def says_changed(node: Node) -> bool:
    """Return whether the class, itemprop or label of an element says that it dates a change."""
    attributes = node.attributes
    if "datemodified" in (attributes.get("itemprop") or "").lower():
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
    if re.search(r"(?<![a-z])(?:updated|modified)", names, re.I):
        # Blogger dates a post by an "updated" abbreviation in its permanent link.
        return OF_BOTH.search(names) is None and not is_permanent(node)
    label = LABEL.match(text_of(node, 200))
    return label is not None and label["changed"] is not None


def is_permanent(node: Node) -> bool:
    """Return whether an element is the date in or around a post's permanent link, as on Blogger."""
    inside = [node, node.parent, *select(node, "a")[:1]] if node.tag in ("abbr", "a") else []
    return any(n is not None and n.attributes.get("rel") == "bookmark" for n in inside)


def own_elements(reading: Reading) -> Iterator[Node]:
    """Yield the elements with a date's tag or class that are the article's, by kind of element."""
    heading = reading.heading
    for selector in VISIBLE_DATES:
        yield from (n for n in at_headline(reading, selector, heading) if is_own(reading, n))


def texts_of_others(reading: Reading) -> list[str]:
    """Return what dated elements of other articles print, unless one of the article prints it."""
    times = select(reading.facts.tree, "time, [class*=date i]")[:MAX_NODES]
    found: dict[bool, list[str]] = {True: [], False: []}
    for node in times:
        found[is_elsewhere(node)].append(text_of(node, 200))
    return [text for text in found[True] if text and text not in found[False]]


def changed_elements(reading: Reading) -> list[Node]:
    """Return the article's elements that date its last change."""
    tree, selector = reading.facts.tree, f"{CHANGED_ELEMENTS}, time"
    if not any(map(says_changed, select(tree, selector))):
        return []  # most pages: the headline need not be located
    nodes = at_headline(reading, selector, reading.heading)
    return [n for n in nodes if says_changed(n) and is_own(reading, n)]


def at_headline(reading: Reading, selector: str, heading: Node | None) -> list[Node]:
    """Return the first elements after the headline; those before it where none is after it."""
    tree = reading.facts.tree
    if not (found := select(tree, selector)):
        return []
    if heading is None:
        return found[:MAX_NODES]
    both = select(tree, f"{heading.tag}, {selector}")
    at = next((i for i, node in enumerate(both) if node.mem_id == heading.mem_id), -1)
    own = {node.mem_id for node in found}
    after = [node for node in both[at + 1 :] if node.mem_id in own]
    before = [node for node in both[: max(at, 0)] if node.mem_id in own]
    today = [node for node in before if not is_today(reading.facts, value_of(node)[:300])]
    return [*after[:MAX_NODES], *today[-2:]]


def is_own(reading: Reading, node: Node) -> bool:
    """Return whether a dated element is the article's: no part of a sentence, teaser or page head.

    A caption's date is that of the picture.
    """
    if is_elsewhere(node) or text_of(node, 200).count(" ") > 2 * MAX_WORDS_BEFORE:
        return False
    own = text_of(node, 300)
    above = node.parent
    while above is not None and above.tag not in BLOCKS:
        above = above.parent
    if above is not None and above.tag == "p" and len(text_of(above, 400)) > len(own) + MAX_BESIDE:
        return False
    title = reading.title.value
    above = node
    for _ in range(MAX_ABOVE):
        if above is None or above.tag in ("article", "main", "body"):
            return True
        if rule_of(above) == "structure:caption" or above.tag in ("figure", "figcaption"):
            return False
        if above.tag in PAGE_HEADS and title not in text_of(above, 3_000):
            return False
        above = above.parent
    return True


def is_teaser(node: Node, title: str) -> bool:
    """Return whether a link as long as a headline stands beside a dated element."""
    if "itemprop" in node.attributes:  # Blogger: share links stand beside the post's own date
        return False
    above = node.parent
    for _ in range(MAX_LEVELS):
        if above is None or above.tag in ("article", "main", "body", "td"):
            return False
        inside = text_of(above, 1_000)
        if (title and title in inside) or len(inside) > MAX_TEASER_CHARS:
            return False
        links = (text_of(link, 300) for link in select(above, "a")[:3])
        if any(text.count(" ") >= MIN_HEADLINE_BLANKS for text in links):
            return True
        above = above.parent
    return False
