"""Everything that the fields of one page can come from, and the headline among it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from pipelines.extract.metadata import Structured
from pipelines.extract.nearby_lines import Surroundings
from pipelines.html.tree import Node, Tree, select, text_of, value_of
from pipelines.records import Page, Rules, Template
from pipelines.text.match_key import registrable, squeezed
from pipelines.urls import host_of

SEPARATOR = re.compile(r"\s+[|\-–—•·»:]+\s+|\s*\|\s*|\s*»\s*|\s+::\s+")
LARGE_PRINT = "h2, [class*=title i], [class*=judul i], font[size='5'], font[size='4']"
FEW_BLANKS = 3  # in an outlet's name; a headline has as many
FEW_WORDS = 3  # of an address that are in the headline
LEAST_WORD = 4
Found = tuple[str, str]
NOTHING_AROUND = Surroundings()


@dataclass(kw_only=True)
class Sources:
    """Everything that the fields of one page can come from.

    Extraction fills in what it finds on its way: `template` and `layer` say where the body was
    found, `around` are the lines that stand around headline and body, for pages that no outlet's
    template knows; `shelf` is the section.
    """

    page: Page
    rules: Rules
    tree: Tree
    data: Structured
    template: Template | None = None
    layer: str = "rule"
    around: Surroundings = NOTHING_AROUND
    shelf: str = ""

    def ruled(self, selectors: Iterable[str]) -> Iterator[list[Node]]:
        """Yield what each selector of the template matches."""
        for selector in selectors:
            if nodes := select(self.tree, selector):
                yield nodes

    @property
    def rule(self) -> str:
        """The origin of values that the template gave."""
        return f"{self.layer}:{self.template.name}" if self.template else ""

    @cached_property
    def host(self) -> str:
        """The host that the page is from."""
        return host_of(self.page.url)

    @cached_property
    def brands(self) -> tuple[str, ...]:
        """The outlet's names, as rules and page state them."""
        host = self.host.removeprefix("www.").removeprefix("m.")
        label = registrable(self.host).split(".")[0]
        named = self.data.meta("og:site_name", "application-name")
        label = label if len(label) >= 4 else ""
        stated = (*self.rules.brands, named, host, label, *signed(self.tree, self.data))
        return tuple(dict.fromkeys(name for name in stated if name))


def signed(tree: Tree, data: Structured) -> Iterator[str]:
    """Yield what the title element says beside the headline: mostly the outlet's name."""
    cuts = list(SEPARATOR.finditer(data.title))
    if cuts:
        last, first = data.title[cuts[-1].end() :], data.title[: cuts[0].start()]
        headings = [text_of(node, 1_000) for node in select(tree, "h1")[:5]]
        known = {squeezed(text) for text in (*headings, data.meta("og:title")) if text}
        if squeezed(data.title[: cuts[-1].start()]) in known:
            yield last
        if squeezed(data.title[cuts[0].end() :]) in known:
            yield first


def title(sources: Sources) -> Found:
    """Return the headline without the outlet's name, and its origin."""
    for value, origin in titles(sources):
        stripped = without_brand(value, sources)
        if stripped:
            return stripped, origin
    return "", ""


def titles(sources: Sources) -> Iterator[Found]:
    """Yield every statement of the headline, the best first."""
    data = sources.data
    if sources.template:
        for nodes in sources.ruled(sources.template.title):
            yield value_of(nodes[0]), sources.rule
    headline = next(iter(data.strings("headline")), "")
    shared = data.meta("og:title", "dable:title")
    headings = [
        text
        for node in select(sources.tree, "h1")[:5]
        if (text := text_of(node, 1_000)) and not leads_home(node)
    ]
    # A headline cut short by its publishing system stands whole in the heading or og:title.
    for whole in (*headings, shared):
        if headline and whole.startswith(headline.rstrip(" .…")) and len(whole) > len(headline):
            yield whole, "visible"
    yield headline, "json-ld"
    for heading in headings:
        if shared and heading.casefold() in shared.casefold() and heading.count(" ") >= 2:
            yield heading, "visible"
    yield shared, "meta"
    yield data.meta("twitter:title", "title"), "meta"
    yield next(iter(data.items.get("headline", ())), ""), "microdata"
    yield from ((heading, "visible") for heading in headings)
    large = (text_of(node, 1_000) for node in select(sources.tree, LARGE_PRINT)[:20])
    yield from ((text, "visible") for text in large if not headings and is_addressed(sources, text))
    yield data.title, "meta"


def leads_home(heading: Node) -> bool:
    """Return whether a heading is the outlet's name: all of it a link to the front page."""
    link = heading.css_first("a[href]")
    if link is None:
        return False
    parts = urlsplit(link.attributes.get("href") or "")
    alone = squeezed(text_of(link, 1_000)) == squeezed(text_of(heading, 1_000))
    return alone and parts.path in ("", "/") and not parts.query and not parts.fragment


def is_addressed(sources: Sources, text: str) -> bool:
    """Return whether a line is a headline of the page: its address is made of the line's words.

    An address without words cannot tell. There the title element must be no headline.
    """
    if text.count(" ") < FEW_BLANKS:
        return False
    path = urlsplit(sources.page.url).path.casefold()
    words = [word for word in re.split(r"[^a-z0-9]+", path) if len(word) >= LEAST_WORD]
    if len(words) >= FEW_WORDS:
        folded = squeezed(text)
        return sum(word in folded for word in words) >= FEW_WORDS
    label = squeezed(registrable(sources.host).split(".")[0])
    titled = sources.data.title
    return squeezed(titled).startswith(label) and titled.count(" ") < FEW_BLANKS


def without_brand(value: str, sources: Sources) -> str:
    """Return the title without the outlet's name, and without the section that stands before it."""
    text = value.strip()
    if not SEPARATOR.search(text):
        return text
    own = [short for brand in sources.brands if (short := squeezed(brand))]
    branded = False
    while True:
        cuts = list(SEPARATOR.finditer(text))
        if not cuts:
            return text.strip(" |")
        last = squeezed(text[cuts[-1].end() :])
        first = squeezed(text[: cuts[0].start()])
        if not last or is_brand(last, own):
            text, branded = text[: cuts[-1].start()], True
        elif branded and last in map(squeezed, sources.data.breadcrumb):
            text = text[: cuts[-1].start()]
        elif first in own:
            text = text[cuts[0].end() :]
        else:
            return text.strip(" |")


def is_brand(part: str, brands: list[str]) -> bool:
    """Return whether the last part of a title is the outlet's name, alone or with a section."""
    return any(
        part == brand
        or (len(brand) >= 4 and part.startswith(brand) and len(part) < 40)
        or (len(brand) >= 5 and part.endswith(brand) and len(part) < 40)
        for brand in brands
    )
