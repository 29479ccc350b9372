"""The facts of one page: what it states about itself, read once and never changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlsplit

from pipelines.extract.metadata import Metadata
from pipelines.extract.nearby_lines import headline
from pipelines.html.tree import Node, Tree, select, text_of
from pipelines.records import Page, Rules
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import host_of, link_parts

SEPARATOR = re.compile(r"\s+[|\-–—•·»:]+\s+|\s*\|\s*|\s*»\s*|\s+::\s+")
LARGE_PRINT = "h2, [class*=title i], [class*=judul i], font[size='5'], font[size='4']"
PAGE_NUMBER = re.compile(
    r"\s*[-–—|(]?\s*(?:halaman|hal\.?|laman|page)\s*\d{1,3}(?:\s*(?:dari|of|/)\s*\d{1,3})?\)?\s*$",
    re.I,
)
MIN_TITLE_LETTERS = 15  # a shorter heading is a label
MIN_HEADLINE_BLANKS = 3  # fewer are an outlet's name
MIN_PATH_WORDS = 3  # words of the URL's path that a headline must contain
MIN_WORD_CHARS = 4
MAX_TITLE_CHARS = 1_000
ZONES = {"my": "Asia/Kuala_Lumpur", "sg": "Asia/Singapore"}  # by top-level domain

T_co = TypeVar("T_co", covariant=True)


class Stated(NamedTuple, Generic[T_co]):
    """A value that a page states and its origin: `rule:2023`, `json-ld`, `meta`, `visible`, ...

    The origin is "" where the page states no value.
    """

    value: T_co
    origin: str


Texts = tuple[str, ...]
NO_TEXT: Stated[str] = Stated("", "")
NO_TEXTS: Stated[Texts] = Stated((), "")


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """What is known of a page before its body is located: the page, its tree and its metadata.

    The properties are computed on first use and kept.
    """

    page: Page
    rules: Rules
    tree: Tree
    metadata: Metadata

    @cached_property
    def host(self) -> str:
        """The host of the page's URL."""
        return host_of(self.page.url)

    @cached_property
    def domain(self) -> str:
        """The registered domain of the page's URL."""
        return registrable(self.host)

    @cached_property
    def address(self) -> SplitResult:
        """The parts of the page's URL, all empty where it cannot be read."""
        return link_parts(self.page.url) or urlsplit("")

    @property
    def zone(self) -> str:
        """The time zone of times without one: the outlet's, for unknown outlets the country's."""
        country = self.host.rpartition(".")[2]
        return self.rules.time_zone if self.rules.site else ZONES.get(country, self.rules.time_zone)

    @cached_property
    def brands(self) -> tuple[str, ...]:
        """The outlet's names from its rules, the metadata, the host and the title element."""
        host = self.host.removeprefix("www.").removeprefix("m.")
        label = self.domain.split(".")[0]
        named = self.metadata.meta("og:site_name", "application-name")
        label = label if len(label) >= 4 else ""
        stated = (*self.rules.brands, named, host, label, *self.names_in_title)
        return tuple(dict.fromkeys(name for name in stated if name))

    @cached_property
    def names_in_title(self) -> tuple[str, ...]:
        """What the title element contains besides the headline: usually the outlet's name."""
        return tuple(names_in_title(self.metadata, self.heading_keys))

    @cached_property
    def headings(self) -> list[tuple[Node, str]]:
        """The first main headings with their texts, without empty ones."""
        texts = ((node, text_of(node, MAX_TITLE_CHARS)) for node in select(self.tree, "h1")[:5])
        return [(node, text) for node, text in texts if text]

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """The match keys of the first headings and of the page's title for shared links."""
        stated = (*(text for _, text in self.headings), self.metadata.meta("og:title"))
        return frozenset(match_key(text) for text in stated if text)

    @cached_property
    def heading(self) -> Node | None:
        """The heading element that prints the stated title, None if none does."""
        return headline(self.tree, self.stated_title.value)

    def is_outlet(self, name: str) -> bool:
        """Return whether a name is the outlet's: its host, or a name that rules or page state.

        A single word that is the first part of the host is none: "Bola" is a section of bola.com.
        """
        if "." in name and " " not in name:
            return registrable(name.casefold()) == self.domain
        key = match_key(name)
        if " " in name and key == match_key(self.domain.partition(".")[0]):
            return True
        return bool(key) and key in self.outlet_keys

    @cached_property
    def outlet_keys(self) -> frozenset[str]:
        """The match keys of the outlet's names in rules, metadata and title element."""
        stated = self.metadata.meta("og:site_name", "application-name")
        return frozenset(map(match_key, (*self.rules.brands, stated, *self.names_in_title)))

    @cached_property
    def stated_title(self) -> Stated[str]:
        """The headline without the outlet's name, from all sources but an outlet's template."""
        return first_title(self, titles(self))


def names_in_title(metadata: Metadata, headings: frozenset[str]) -> Iterator[str]:
    """Yield what the title element contains besides the headline: usually the outlet's name."""
    title = metadata.title
    cuts = list(SEPARATOR.finditer(title))
    if cuts:
        last, first = title[cuts[-1].end() :], title[: cuts[0].start()]
        if match_key(title[: cuts[-1].start()]) in headings:
            yield last
        if match_key(title[cuts[0].end() :]) in headings:
            yield first


def first_title(facts: PageFacts, candidates: Iterator[Stated[str]]) -> Stated[str]:
    """Return the first candidate with text left once the outlet's name is cut off it.

    The number of the page goes too where the page also states the title without it.
    """
    for candidate in candidates:
        if title := without_brand(facts, candidate.value):
            bare = PAGE_NUMBER.sub("", title)
            numbered = bare != title and match_key(bare) in facts.heading_keys
            return Stated(bare if numbered else title, candidate.origin)
    return NO_TEXT


def titles(facts: PageFacts) -> Iterator[Stated[str]]:
    """Yield the headlines that metadata and headings state, the most reliable first."""
    metadata = facts.metadata
    shared = metadata.meta("og:title", "dable:title")
    headings = [text for node, text in facts.headings if not is_home_link(node)]
    stated = stated_headline(metadata, (*headings, shared))
    # Some publishing systems cut the JSON-LD headline short; heading or og:title have all of it.
    for whole in (*headings, shared):
        if stated and whole.startswith(stated.rstrip(" .…")) and len(whole) > len(stated):
            yield Stated(whole, "visible")
    yield Stated(stated, "json-ld")
    for heading in headings:
        if shared and heading.casefold() in shared.casefold() and heading.count(" ") >= 2:
            yield Stated(heading, "visible")
    yield Stated(shared, "meta")
    yield Stated(metadata.meta("twitter:title", "title"), "meta")
    yield Stated(next(iter(metadata.items.get("headline", ())), ""), "microdata")
    yield from (Stated(heading, "visible") for heading in headings)
    if not headings:
        large = (text_of(node, MAX_TITLE_CHARS) for node in select(facts.tree, LARGE_PRINT)[:20])
        yield from (Stated(text, "visible") for text in large if is_in_path(facts, text))
    yield Stated(metadata.title, "meta")


def stated_headline(metadata: Metadata, others: Sequence[str]) -> str:
    """Return the headline in JSON-LD, "" if there is none or other sources contradict it.

    `others` are the page's headings and its title for shared links. The headline goes where none of
    them nor the title element has its words and two of these agree: some systems state a summary,
    the first words of the text, or the title of the section's page.
    """
    headline = next(iter(metadata.strings("headline")), "")
    key, title = match_key(PAGE_NUMBER.sub("", headline)), match_key(metadata.title)
    known = [other for text in others if len(other := match_key(text)) >= MIN_TITLE_LETTERS]
    if not key or key in title or any(key in other or other in key for other in known):
        return headline
    agreed = any(other in title for other in known) or len(set(known)) < len(known)
    return "" if agreed else headline


def is_home_link(heading: Node) -> bool:
    """Return whether a heading is one link to the home page: the outlet's name, no headline."""
    link = heading.css_first("a[href]")
    if link is None:
        return False
    parts = link_parts(link.attributes.get("href"))
    texts = (text_of(node, MAX_TITLE_CHARS) for node in (link, heading))
    whole = len(set(map(match_key, texts))) == 1
    if parts is None or parts.query or parts.fragment:
        return False
    return whole and parts.path in ("", "/")


def is_in_path(facts: PageFacts, text: str) -> bool:
    """Return whether a line is the page's headline: the path of the URL is made of its words.

    A path with too few words decides nothing; then the title element must be the outlet's name.
    """
    if text.count(" ") < MIN_HEADLINE_BLANKS:
        return False
    path = facts.address.path.casefold()
    words = [word for word in re.split(r"[^a-z0-9]+", path) if len(word) >= MIN_WORD_CHARS]
    if len(words) >= MIN_PATH_WORDS:
        key = match_key(text)
        return sum(word in key for word in words) >= MIN_PATH_WORDS
    label = match_key(facts.domain.split(".")[0])
    title = facts.metadata.title
    return match_key(title).startswith(label) and title.count(" ") < MIN_HEADLINE_BLANKS


def without_brand(facts: PageFacts, title: str) -> str:
    """Return a title without the outlet's name and without the section next to it."""
    text = title.strip()
    if not SEPARATOR.search(text):
        return text
    brands = [key for brand in facts.brands if (key := match_key(brand))]
    branded = False
    while True:
        cuts = list(SEPARATOR.finditer(text))
        if not cuts:
            return text.strip(" |")
        last = match_key(text[cuts[-1].end() :])
        first = match_key(text[: cuts[0].start()])
        if not last or is_brand(last, brands):
            text, branded = text[: cuts[-1].start()], True
        elif branded and last in map(match_key, facts.metadata.breadcrumb):
            text = text[: cuts[-1].start()]
        elif first in brands:
            text = text[cuts[0].end() :]
        else:
            return text.strip(" |")


def is_brand(part: str, brands: list[str]) -> bool:
    """Return whether the last part of a title is the outlet's name, alone or with a section.

    `part` and `brands` are keys made by `match_key`.
    """
    return any(
        part == brand
        or (len(brand) >= 4 and part.startswith(brand) and len(part) < 40)
        or (len(brand) >= 5 and part.endswith(brand) and len(part) < 40)
        for brand in brands
    )
