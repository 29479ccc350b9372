"""The people behind an article: authors and editors from what the page states and prints.

Values come with their origin: `rule:<template>`, `json-ld`, `meta`, `microdata`, `visible`.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines import bylines
from pipelines.markup import select, text_of, value_of, words
from pipelines.records import Template
from pipelines.sources import Sources

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
DATED = re.compile(r"\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.-]\d{4}|\d{4}-\d{2}-\d{2}", re.I)
APART = re.compile(r"[|•·»]|\s[-–—]\s|,")
NOBODY = re.compile(r"\b(?:developer|cyber media|media group|webmaster|publisher)\b", re.I)
SECTIONS = frozenset(
    {"news", "berita", "nasional", "peristiwa", "ekonomi", "bisnis", "olahraga", "bola", "home"}
)
SEVERAL = re.compile(r"[,;:/|&•·()]|\s[-–—]\s|\s(?:dan|and)\s", re.I)
ROLES = words("penulis reporter jurnalis editor wartawan writer kontributor redaktur")


def authors_and_editors(sources: Sources) -> tuple[tuple[str, ...], tuple[str, ...], str]:
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
    """Yield what the lines around the headline and common classes say of the people behind."""
    for index, line in enumerate(sources.near):
        beside = sources.near[max(index - 1, 0) : index] + sources.near[index + 1 : index + 2]
        if credit := bylines.credits(line):
            yield credit.authors, credit.editors, "visible"
        elif DATED.search(line):
            parts = [part for part in APART.split(line) if not any(c.isdigit() for c in part)]
            yield people_only(sources, named(parts, sources.brands)), (), "visible"
        elif any(DATED.search(other) for other in beside) and len(line) < 40:
            found = people_only(sources, named([line], sources.brands))
            yield found if found == (line,) and " " in line else (), (), "visible"
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
    people = [
        name for line in lines for name in names_in(line[:2_000], brands) if not NOBODY.search(name)
    ]
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:20]


def people_only(sources: Sources, found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that are no section's: those stand before a date just as people do."""
    shelves = {name.casefold() for name in sources.data.breadcrumb} | SECTIONS
    return tuple(n for n in found if n.casefold() not in shelves and not n.isupper())


def names_in(line: str, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in one line.

    A short line without separators is one name, be a word of it a role ("Rani Jurnalis Kelana").
    """
    people = bylines.names(line, brands)
    parts = line.split()
    if people and line.startswith(people[0]) and len(parts) <= 5 and not SEVERAL.search(line):
        return (line,) if parts[-1].casefold() not in ROLES else people
    return people
