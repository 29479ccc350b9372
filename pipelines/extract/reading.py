"""A page with its body located: everything that the fields of an article are read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from pipelines.extract.body_lines import Body
from pipelines.extract.nearby_lines import NearbyLines, around, headline, nearby_lines
from pipelines.extract.page_facts import PageFacts, Stated, first_title
from pipelines.extract.trailing_feed import Entry, entries
from pipelines.html.tree import Node, select, value_of
from pipelines.records import Template
from pipelines.text.dates import parse_date

RULE = "rule"  # the layer of the outlet's own templates
LINES_BESIDE = 3
MIN_PROSE_CHARS = 80
MAX_DATE_CHARS = 100  # "Reporter: A | Editor: B | Kamis, 12 Mei 2016 22:05 WIB"
NO_TEMPLATE = Template(name="", body=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The body of a page and what found it.

    `origin` is the layer and, after a colon, the template or selector: `rule:2023`,
    `system:wordpress`, `next-data`, `generic:article`, `density`, `json-ld`, `trafilatura`; ""
    where nothing was looked for. `template` is the outlet's or publishing system's template,
    `NO_TEMPLATE` in the other layers. `fallback` is True where the outlet has templates and none
    matched, and for trafilatura.
    """

    body: Body
    origin: str
    template: Template = NO_TEMPLATE
    fallback: bool = False

    @property
    def layer(self) -> str:
        """The layer that found the body: the origin up to its colon."""
        return self.origin.partition(":")[0]

    @property
    def template_origin(self) -> str:
        """The origin of values that the template's selectors find, "" without a template."""
        return "" if self.template is NO_TEMPLATE else f"{self.layer}:{self.template.name}"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A page's facts, its located body, its title, and the lines printed around both."""

    facts: PageFacts
    located: Located
    title: Stated[str]

    @cached_property
    def heading(self) -> Node | None:
        """The heading element that prints the title, None if none does."""
        if self.title.origin and self.title.origin == self.template_origin:
            return headline(self.facts.tree, self.title.value)
        return self.facts.heading

    @cached_property
    def nearby_lines(self) -> NearbyLines:
        """The lines around headline and body, read on first use.

        Where an outlet's template names every field, nothing asks for them.
        """
        return nearby_lines(self.facts.tree, self.heading, self.title.value, self.located.body)

    @cached_property
    def around_text(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The short lines right before the text, and those far below it, where credits may stand.

        Where a heading prints the title, `nearby_lines` has what is before the text.
        """
        if self.heading is None:
            return around(self.facts.tree, self.located.body)
        return (), self.nearby_lines.further

    @cached_property
    def prose(self) -> str:
        """The title and the longer lines of the body, in lower case."""
        lines = (line.text for line in self.located.body.lines)
        prose = (line for line in lines if len(line) > MIN_PROSE_CHARS)
        return "\n".join((self.title.value, *prose)).casefold()

    def speaks_of(self, name: str) -> bool:
        """Return whether the headline or a sentence of the text speaks of somebody."""
        key = name.casefold().strip()
        if not key or key not in self.prose:  # most names; the words are looked at for the others
            return False
        return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", self.prose) is not None

    @cached_property
    def entries(self) -> list[Entry]:
        """The lines of the body and those removed from it, in order."""
        return entries(self.located.body)

    @cached_property
    def prints_date(self) -> bool:
        """Whether a date stands right before the headline or between headline and text."""
        lines, zone = self.nearby_lines, self.facts.rules.time_zone
        texts = {line.text for line in self.located.body.lines}
        after = takewhile(lambda line: line not in texts, lines.opening or lines.near)
        beside = (*lines.leading[-LINES_BESIDE:], *islice(after, 2 * LINES_BESIDE))
        short = (line for line in beside if len(line) < MAX_DATE_CHARS)
        return any(parse_date(line, zone=zone) is not None for line in short)

    @property
    def template(self) -> Template:
        """The template that found the body, with no selectors where no template did."""
        return self.located.template

    @property
    def is_ruled(self) -> bool:
        """Whether one of the outlet's own templates found the body."""
        return self.located.layer == RULE

    @property
    def template_origin(self) -> str:
        """The origin of values that the template's selectors find, "" without a template."""
        return self.located.template_origin

    def matches(self, selectors: Iterable[str]) -> Iterator[list[Node]]:
        """Yield the elements that each selector matches, leaving out selectors without a match."""
        yield from matches(self.facts, selectors)


def read_page(facts: PageFacts, located: Located, title: Stated[str]) -> Reading:
    """Return the reading of a page whose body is located and whose title is known."""
    return Reading(facts=facts, located=located, title=title)


def title_of(facts: PageFacts, located: Located) -> Stated[str]:
    """Return the headline without the outlet's name: the template's, else the one stated.

    Value and origin are "" where the page states no headline.
    """
    origin = located.template_origin
    nodes = (found[0] for found in matches(facts, located.template.title))
    ruled = first_title(facts, (Stated(value_of(node), origin) for node in nodes))
    return ruled if ruled.value else facts.stated_title


def matches(facts: PageFacts, selectors: Iterable[str]) -> Iterator[list[Node]]:
    """Yield the elements that each selector matches, leaving out selectors without a match."""
    for selector in selectors:
        if nodes := select(facts.tree, selector):
            yield nodes
