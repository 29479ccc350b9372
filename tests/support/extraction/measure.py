"""How good an extraction is, against the gold of its page.

Body text is compared by 4-gram shingles of folded words, so punctuation and case do not count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from tests.support.extraction.samples import Gold

WORD = re.compile(r"\w+")
CODE = re.compile(r"\s*(?:\(\w{2,12}(?:/\w{2,12})+\)|\[\w{2,4}\])\s*$")
SHINGLE = 4
LONG = 5  # words of a paragraph whose loss counts
NO_NAMES = frozenset({"dan", "kontributor", "jurnalis", "detikinet", "detikhealth", "detikcom"})
WIB = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a system made of a page. A field that the system never gives is None.

    `published` is as the system states it: a time, a date or text, "" where it found none.
    """

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    deck: str | None = None
    published: datetime | str | None = None
    people: tuple[str, ...] | None = None
    section: str | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one page. A field that the page does not state, or a system never does, is None.

    `leaks` are the boilerplate lines that stand in the text, `boilerplate` how many could have,
    `lost` the paragraphs that do not.
    """

    f1: float
    exact: bool
    leaks: tuple[str, ...]
    boilerplate: int
    lost: tuple[str, ...]
    title: bool
    deck: bool | None
    published: bool | None
    authors: bool | None
    section: bool | None
    tags: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many."""

    good: int
    of: int

    def __str__(self) -> str:
        return f"{self.good}/{self.of}" if self.of else "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The marks of many pages: `f1` is their mean; of leaks and lost, fewer are better."""

    pages: int
    f1: float
    exact: Share
    leaks: Share
    lost: int
    title: Share
    deck: Share
    published: Share
    authors: Share
    section: Share
    tags: Share


def marks(gold: Gold, got: Extracted) -> Marks:
    """Return the marks of one page."""
    optional = {folded(line) for line in gold.optional}
    wanted = body(gold.paragraphs, optional)
    found = body(got.paragraphs, optional)
    heading = folded(gold.title)
    if found and found[0] == heading and wanted[:1] != [heading]:
        found = found[1:]  # a headline printed twice is neither body nor boilerplate
    text = "\n".join(found)
    noise = [line for raw in gold.boilerplate if (line := folded(raw))]
    leaks = [line for line in noise if line not in optional and leaked(line, found, wanted)]
    return Marks(
        f1=agreement(wanted, found),
        exact=wanted == found,
        leaks=tuple(leaks),
        boilerplate=len(set(noise)),
        lost=tuple(line for line in wanted if len(line.split()) >= LONG and line not in text),
        title=folded(got.title) == heading,
        deck=same(gold.deck, got.deck),
        published=same_time(gold.published, got.published),
        authors=same_people(gold.people, got.people),
        section=same(gold.section, got.section),
        tags=same(gold.tags, got.tags),
    )


def totals(pages: Sequence[Marks]) -> Totals:
    """Return the marks of all pages together."""
    return Totals(
        pages=len(pages),
        f1=round(sum(page.f1 for page in pages) / max(len(pages), 1), 4),
        exact=share(page.exact for page in pages),
        leaks=Share(
            good=sum(len(page.leaks) for page in pages), of=sum(p.boilerplate for p in pages)
        ),
        lost=sum(len(page.lost) for page in pages),
        title=share(page.title for page in pages),
        deck=share(page.deck for page in pages),
        published=share(page.published for page in pages),
        authors=share(page.authors for page in pages),
        section=share(page.section for page in pages),
        tags=share(page.tags for page in pages),
    )


def share(values: Iterable[bool | None]) -> Share:
    """Return how many of the values that are stated are true."""
    stated = [value for value in values if value is not None]
    return Share(good=sum(stated), of=len(stated))


def same(gold: str | tuple[str, ...], got: str | tuple[str, ...] | None) -> bool | None:
    """Return whether two fields say the same; None if the page or the system does not state it."""
    if got is None or not gold:
        return None
    if isinstance(gold, str) or isinstance(got, str):
        return folded(str(gold)) == folded(str(got))
    return {folded(tag) for tag in gold} == {folded(tag) for tag in got}


def folded(line: str) -> str:
    """Return the words of a line in lower case, one blank between them."""
    return " ".join(WORD.findall(line.casefold()))


def body(paragraphs: Iterable[str], optional: set[str]) -> list[str]:
    """Return the folded paragraphs, without reporter codes and optional lines."""
    lines = [line for line in paragraphs if folded(line) and folded(line) not in optional]
    return [folded(CODE.sub("", line)) for line in lines]


def leaked(line: str, found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether a boilerplate line stands in the text, alone or glued to a paragraph."""
    if line in found:
        return True
    telling = len(line.split()) >= 3 and line not in "\n".join(wanted)
    return telling and line in "\n".join(found)


def agreement(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the F1 of two texts' shingles, 0 to 1."""
    ours, theirs = shingles(found), shingles(wanted)
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def shingles(lines: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, counted; a shorter text is one run."""
    words = " ".join(lines).split()
    if len(words) < SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))


def names(people: Iterable[str]) -> set[str]:
    """Return the words of all names: how a byline separates people does not count."""
    return {word for name in people for word in folded(name).split()} - NO_NAMES


def same_people(gold: tuple[str, ...], got: tuple[str, ...] | None) -> bool | None:
    """Return whether the same people are named; None as in `same`."""
    return None if got is None or not gold else names(gold) == names(got)


def same_time(gold: str | None, got: datetime | str | None) -> bool | None:
    """Return whether a time is the gold's to the minute, or the day is where the gold is a day.

    None as in `same`.
    """
    if gold is None or got is None:
        return None
    wanted, found = stated_time(gold), stated_time(got)
    if wanted is None or found is None:
        return False
    if not isinstance(wanted, datetime):
        return wanted == (found.astimezone(WIB).date() if isinstance(found, datetime) else found)
    if not isinstance(found, datetime) or found.tzinfo is None:
        return False
    wanted = wanted if wanted.tzinfo else wanted.replace(tzinfo=WIB)
    return abs(wanted - found) < timedelta(minutes=1)


def stated_time(value: datetime | str) -> datetime | date | None:
    """Return the time or the day that a value states."""
    if isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None
