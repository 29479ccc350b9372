"""The fields of an article beside its body, each from the first source that states it.

Every function returns the value and its origin: `rule:<template>`, `json-ld`, `meta`, `microdata`,
`visible`, or "" where no source had one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from pipelines import bylines, dates
from pipelines.markup import Node, Tree, select, text_of, value_of
from pipelines.records import Page, Rules, Template
from pipelines.structured import Structured

PUBLISHED_METAS = (
    "article:published_time",
    "dable/article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "content_publisheddate",
    "content_publishdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
)
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
AUTHOR_METAS = (
    "content_author",
    "dable/author",
    "dable/article:author",
    "author",
    "article:author",
    "article:author:name",
    "content_reporter",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
)
EDITOR_METAS = ("content_editor", "editor")
VISIBLE_DATES = (
    "time[datetime]",
    "[itemprop=datePublished]",
    "time",
    "[class*=publish i]",
    "[class*=posted-on i]",
    "[class*=entry-date i]",
    "[class*=date i]",
    "[class*=time i]",
    "[class*=tanggal i]",
    "[class*=waktu i]",
)
VISIBLE_AUTHORS = (
    "[rel~=author]",
    "[itemprop=author] [itemprop=name]",
    "[class*=author-name i]",
    "[class*=author i] a",
    "[class*=reporter i]",
    "[class*=penulis i]",
    "[class*=author i]",
    "[class*=byline i]",
)
SEPARATOR = re.compile(r"\s+[|\-–—•·»:]+\s+|\s*\|\s*|\s*»\s*|\s+::\s+")

INDONESIA = timedelta(hours=7)
SEVERAL = re.compile(r"[,;:/|&•·]|\s(?:dan|and)\s", re.I)

Found = tuple[str, str]
Dated = tuple[datetime | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that the fields of one page can come from."""

    page: Page
    rules: Rules
    tree: Tree
    data: Structured
    template: Template | None = None

    def ruled(self, selectors: Iterable[str]) -> Iterator[list[Node]]:
        """Yield what each selector of the template matches."""
        for selector in selectors:
            if nodes := select(self.tree, selector):
                yield nodes

    @property
    def rule(self) -> str:
        """The origin of values that the template gave."""
        return f"rule:{self.template.name}" if self.template else ""

    @property
    def brands(self) -> tuple[str, ...]:
        """The outlet's names, as rules and page state them."""
        host = (urlsplit(self.page.url).hostname or "").removeprefix("www.").removeprefix("m.")
        stated = (*self.rules.brands, self.data.meta("og:site_name", "application-name"), host)
        return tuple(dict.fromkeys(name for name in stated if name))


def title(sources: Sources) -> Found:
    """Return the headline without the outlet's name, and its origin."""
    data = sources.data
    for value, origin in titles(sources):
        stripped = without_brand(value, sources.brands, data.breadcrumb)
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
    headings = [text for node in select(sources.tree, "h1")[:5] if (text := text_of(node, 1_000))]
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
    yield data.title, "meta"


def without_brand(value: str, brands: Iterable[str], sections: Iterable[str] = ()) -> str:
    """Return the title without the outlet's name, and without the section that stands before it."""
    own = [squeezed(brand) for brand in brands if squeezed(brand)]
    shelves = {squeezed(section) for section in sections}
    text = value.strip()
    branded = False
    while True:
        cuts = list(SEPARATOR.finditer(text))
        if not cuts:
            return text.strip(" |")
        last = squeezed(text[cuts[-1].end() :])
        first = squeezed(text[: cuts[0].start()])
        if not last or is_brand(last, own):
            text, branded = text[: cuts[-1].start()], True
        elif branded and last in shelves:
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


def squeezed(text: str) -> str:
    """Return the text in lower case without anything but letters and digits, nor a domain's end."""
    text = re.sub(r"\.(?:com|co\.id|id|net|co|org|tv)\b", "", text.casefold())
    return "".join(c for c in text if c.isalnum())


def authors(sources: Sources) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the authors, the editors, and the origin of the authors (or else of the editors)."""
    writers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    origin = ""
    for found_writers, found_editors, found_in in credits_of(sources):
        if not writers and found_writers:
            writers, origin = found_writers, found_in
        if not editors and found_editors:
            editors, origin = found_editors, origin or found_in
    known = {name.casefold() for name in writers}
    return writers, tuple(n for n in editors if n.casefold() not in known), origin


Credit = tuple[tuple[str, ...], tuple[str, ...], str]


def credits_of(sources: Sources) -> Iterator[Credit]:
    """Yield authors and editors from every source, the best first."""
    data, brands = sources.data, sources.brands
    if sources.template:
        yield from ruled_credits(sources, sources.template)
    people = named(data.strings("author", "creator"), brands)
    if sources.rules.json_ld_author != "none":
        is_editor = sources.rules.json_ld_author == "editor"
        yield ((), people, "json-ld") if is_editor else (people, (), "json-ld")
    yield (), named(data.strings("editor"), brands), "json-ld"
    for name in AUTHOR_METAS:
        stated = [v for v in data.metas.get(name, ()) if "://" not in v]
        yield named(stated, brands), (), "meta"
    yield (), named((v for name in EDITOR_METAS for v in data.metas.get(name, ())), brands), "meta"
    yield named(data.items.get("author", ()), brands), (), "microdata"
    if not sources.template:
        yield from visible_credits(sources)


def ruled_credits(sources: Sources, template: Template) -> Iterator[Credit]:
    """Yield what the template's selectors say of the people behind the article."""
    for nodes in sources.ruled(template.byline):
        for node in nodes[:10]:
            if credit := bylines.credits(text_of(node, 1_000)):
                yield credit.authors, credit.editors, sources.rule
    for nodes in sources.ruled(template.authors):
        yield named((value_of(node) for node in nodes[:20]), sources.brands), (), sources.rule
    for nodes in sources.ruled(template.editors):
        yield (), named((value_of(node) for node in nodes[:20]), sources.brands), sources.rule


def visible_credits(sources: Sources) -> Iterator[Credit]:
    """Yield what common class names say of the people behind the article."""
    for selector in VISIBLE_AUTHORS:
        nodes = select(sources.tree, selector)
        for node in nodes[:3]:
            line = text_of(node, 300)
            if credit := bylines.credits(line):
                yield credit.authors, credit.editors, "visible"
            elif len(line) < 80:
                yield named([line], sources.brands), (), "visible"


def named(lines: Iterable[str], brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in the lines, each once."""
    people = [name for line in lines for name in names_in(line[:2_000], brands)]
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:20]


def names_in(line: str, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in one line; a line without separators is one name at most."""
    people = bylines.names(line, brands)
    if len(people) > 1 and line.startswith(people[0]) and not SEVERAL.search(line):
        return (line,)
    return people


def published(sources: Sources) -> Dated:
    """Return when the article was published and the origin.

    A source that states the day only gives way to a later one that states a time on the same day.
    """
    day: Dated = (None, "")
    for moment, origin in stated_dates(sources):
        if moment is None:
            continue
        timed = (moment.hour, moment.minute, moment.second) != (0, 0, 0)
        if day[0] is None and timed:
            return moment, origin
        if day[0] is None:
            day = (moment, origin)
        elif timed and moment.astimezone(day[0].tzinfo).date() == day[0].date():
            return moment, origin
    return day


def stated_dates(sources: Sources) -> Iterator[Dated]:
    """Yield every statement of the publication time, the best first."""
    data = sources.data
    if sources.template:
        for nodes in sources.ruled(sources.template.published):
            yield from ((printed(sources, node), sources.rule) for node in nodes[:3])
    for stamp in data.strings("datePublished", "dateCreated", of="@value"):
        yield parsed(sources, stamp), "json-ld"
    for stamp in data.items.get("datePublished", ())[:3]:
        yield parsed(sources, stamp), "microdata"
    for name in PUBLISHED_METAS:
        yield from ((parsed(sources, stamp), "meta") for stamp in data.metas.get(name, ())[:3])
    for selector in () if sources.template and sources.template.published else VISIBLE_DATES:
        for node in select(sources.tree, selector)[:5]:
            yield printed(sources, node), "visible"


def printed(sources: Sources, node: Node) -> datetime | None:
    """Return the moment that an element states, by attribute or in print."""
    line = value_of(node)[:300]
    zone = sources.rules.time_zone
    return parsed(sources, line) or dates.parse_date(
        line, now=sources.page.fetched_at if len(line) < 80 else None, zone=zone
    )


def parsed(sources: Sources, stamp: str) -> datetime | None:
    """Return the moment of a machine stamp.

    An offset of seven hours west stands for seven hours east: no page here means the Pacific.
    """
    moment = dates.parse_stamp(stamp[:100], zone=sources.rules.time_zone)
    if moment and moment.utcoffset() == -INDONESIA:
        return moment.replace(tzinfo=timezone(INDONESIA))
    return moment


def modified(sources: Sources, since: datetime | None) -> Dated:
    """Return when the article was last changed, if that was after it was published."""
    data = sources.data
    found: list[Dated] = []
    if sources.template:
        for nodes in sources.ruled(sources.template.modified):
            found.append((printed(sources, nodes[0]), sources.rule))
    found += [
        (parsed(sources, stamp), "json-ld") for stamp in data.strings("dateModified", of="@value")
    ]
    found += [(parsed(sources, s), "microdata") for s in data.items.get("dateModified", ())[:1]]
    found += [(parsed(sources, s), "meta") for m in MODIFIED_METAS for s in data.metas.get(m, ())]
    for moment, origin in found:
        if moment is not None and (since is None or moment >= since):
            return moment, origin
    return None, ""
