"""The people behind an article: authors and editors from what the page states and prints.

Values come with their origin: `rule:<template>`, `json-ld`, `meta`, `microdata`, `visible`,
`analytics`.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines.extract.body_lines import LABEL
from pipelines.extract.page_facts import Sources
from pipelines.html.tree import Node, Tree, outermost, select, text_of, value_of, words
from pipelines.records import Template
from pipelines.text import bylines
from pipelines.text.bylines import Credits

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
MARKED_AUTHORS = ("[rel~=author]", "[itemprop=author] [itemprop=name]")
CLASSES = ("author", "reporter", "penulis", "byline")  # parts of the classes of bylines
DATED = re.compile(r"\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.-]\d{4}|\d{4}-\d{2}-\d{2}", re.I)
# A date in a byline, with the weekday, the time and what leads up to it.
WHEN = re.compile(
    r"(?:\s(?:pada|on|tanggal)\b:?)?(?:\s*\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?)?\s*\(?(?:{DATED.pattern})"
    r"(?:[\s,|\-–]*(?:pukul|pkl?\.?|jam|at)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?wi[bt]a?)?)?\)?",
    re.I,
)
SENT = re.compile(
    r"^\W*(?:di)?(?:kirim|tulis|posting|publikasi|terbit|unggah|laporkan|submitted|posted|published|"
    r"written)\w*\s+(?:oleh|by)\b:?\s*",
    re.I,
)
BESIDE = " ,|-–—/•·»"
APART = re.compile(r"[|•·»]|\s[-–—]\s|,")
NOBODY = re.compile(
    r"\b(?:developer|super user|cyber media|media group|webmaster|publisher|komentar|comments?|"
    r"dilihat|dibaca|views?|(?:wib)?diperbarui)\b",
    re.I,
)
SECTIONS = frozenset(
    {"news", "berita", "nasional", "peristiwa", "ekonomi", "bisnis", "olahraga", "bola", "home"}
)
SEVERAL_NAMES = re.compile(r"\s*(?:[,&]|\b(?:dan|and)\b)\s*", re.I)
SEVERAL = re.compile(r"[,;:/|&•·()]|\s[-–—]\s|\s(?:dan|and)\s", re.I)
LONGEST_CODE = 5  # letters of an editor's code
MACHINE_MADE = ("json-ld", "meta")
People = tuple[tuple[str, ...], str]
Lines = tuple[Credits, ...]
NOBODY_FOUND: People = ((), "")
ROLES = words("penulis reporter jurnalis editor wartawan writer kontributor redaktur")


def authors_and_editors(sources: Sources) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the authors, the editors, and the origin of the authors (or else of the editors).

    Structured data often calls the editor the author: whoever is named as editor elsewhere is the
    author only where nobody else is.
    """
    ruled = tuple(ruled_credits(sources, sources.template)) if sources.template else ()
    printed = tuple(visible_credits(sources)) if sources.layer != "rule" else ()
    stated = editors_of(sources, ruled, printed)
    editors, editors_origin = next(filter(names_some, stated), NOBODY_FOUND)
    editors = spelled_out(sources, editors)
    first = NOBODY_FOUND
    for writers, origin in filter(names_some, authors(sources, ruled, printed)):
        first = first if names_some(first) else (writers, origin)
        others = writers if origin not in MACHINE_MADE else without(writers, editors)
        if others:
            return others, without(editors, others), origin
    writers, origin = first
    if not writers and not editors:
        told = sources.data.told
        writers, editors = named(told.authors, sources.brands), named(told.editors, sources.brands)
        origin = "analytics" if writers or editors else ""
    return writers, without(editors, writers), origin or editors_origin


def spelled_out(sources: Sources, people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names, those that the page prints as a code (`CE`) as its analytics spell them."""
    if not any(name.isupper() and len(name) <= LONGEST_CODE for name in people):
        return people
    codes = dict(sources.data.told.codes)
    return tuple(codes.get(name, name) for name in people)


def without(people: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people who are none of the others, whatever the case of their names."""
    known = {name.casefold() for name in others}
    return tuple(name for name in people if name.casefold() not in known)


def names_some(people: People) -> bool:
    """Return whether a source names anybody."""
    return bool(people[0])


def authors(sources: Sources, ruled: Lines, printed: Lines) -> Iterator[People]:
    """Yield the authors from every source, the best first; credit lines are read already."""
    data, brands, template = sources.data, sources.brands, sources.template
    yield from ((credit.authors, sources.rule) for credit in ruled)
    if template:
        yield from ruled_names(sources, template.authors)
    if sources.rules.json_ld_author == "author":
        yield named(data.strings("author", "creator"), brands), "json-ld"
    for name in AUTHOR_METAS:
        stated = [value for value in data.contents(name) if "://" not in value]
        yield named(stated, brands), "meta"
    yield named(data.items.get("author", ()), brands), "microdata"
    yield from ((credit.authors, "visible") for credit in printed)


def editors_of(sources: Sources, ruled: Lines, printed: Lines) -> Iterator[People]:
    """Yield the editors from every source, the best first; credit lines are read already."""
    data, brands, template = sources.data, sources.brands, sources.template
    yield from ((credit.editors, sources.rule) for credit in ruled)
    if template:
        yield from ruled_names(sources, template.editors)
    if sources.rules.json_ld_author == "editor":
        yield named(data.strings("author", "creator"), brands), "json-ld"
    yield named(data.strings("editor"), brands), "json-ld"
    stated = (value for name in EDITOR_METAS for value in data.contents(name))
    yield named(stated, brands), "meta"
    if sources.layer != "rule":
        yield named(data.items.get("editor", ()), brands), "microdata"
    yield from ((credit.editors, "visible") for credit in printed)


def ruled_credits(sources: Sources, template: Template) -> Iterator[Credits]:
    """Yield the credit lines that the template's selectors find."""
    for nodes in sources.ruled(template.byline):
        for node in nodes[:10]:
            if credit := bylines.credits(text_of(node, 1_000)):
                yield credit


def ruled_names(sources: Sources, selectors: Iterable[str]) -> Iterator[People]:
    """Yield the names in what each of a template's selectors finds."""
    for nodes in sources.ruled(selectors):
        yield named((value_of(node) for node in nodes[:20]), sources.brands), sources.rule


def visible_credits(sources: Sources) -> Iterator[Credits]:
    """Yield what lines around headline and body and common classes say of the people behind."""
    near = labelled(sources.around.near)
    for index, line in enumerate(near):
        beside = (near[index - 1], *near[index + 1 : index + 2])  # the last stands above the title
        dated = DATED.search(line) is not None
        if credit := bylines.credits(WHEN.sub(" ", line).strip(BESIDE) if dated else line):
            yield credit
        elif dated:
            apart = APART.split(SENT.sub("", WHEN.sub(" | ", line)))
            parts = [part for part in apart if not any(c.isdigit() for c in part)]
            yield Credits(authors=people_only(sources, named(parts, sources.brands)))
        elif any(DATED.search(other) for other in beside) and len(line) < 40:
            found = people_only(sources, named([line], sources.brands))
            alone = " ".join(found) == SEVERAL_NAMES.sub(" ", APART.split(line)[0]).strip()
            yield Credits(authors=found if alone and " " in line else ())
    yield from filter(None, map(bylines.credits, labelled(sources.around.below)))
    for nodes in marked(sources.tree):
        for node in nodes[:3]:
            line = text_of(node, 300)
            if credit := bylines.credits(line):
                yield credit
            elif len(line) < 80:
                yield Credits(authors=named([line], sources.brands))


def marked(tree: Tree) -> Iterator[list[Node]]:
    """Yield the elements that are marked or classed as a byline, the surest first."""
    yield from (select(tree, selector) for selector in MARKED_AUTHORS)
    # A scan of the page costs more than to tell what it found apart.
    either = select(tree, ", ".join(f"[class*={name} i]" for name in CLASSES))
    classes = [(node, (node.attributes["class"] or "").lower()) for node in either]
    authors, *others = ([node for node, names in classes if name in names] for name in CLASSES)
    reporters, writers, bylines = others
    yield [node for node, names in classes if "author-name" in names]
    yield [
        link
        for node in outermost(authors)
        for link in select(node, "a")
        if link.mem_id != node.mem_id
    ]
    yield from (reporters, writers, authors, bylines)


def labelled(lines: Iterable[str]) -> list[str]:
    """Return the lines, a role that stands alone joined to the name below it."""
    joined: list[str] = []
    for line in lines:
        if joined and bylines.is_role(joined[-1]) and not bylines.is_role(line):
            joined[-1] = f"{joined[-1].rstrip(' :：')}: {line.lstrip(' :：')}"
        else:
            joined.append(line)
    return joined


def named(lines: Iterable[str], brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in the lines, each once."""
    people = [
        name for line in lines for name in names_in(line[:2_000], brands) if not NOBODY.search(name)
    ]
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:20]


def people_only(sources: Sources, found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that are no section's or label's: those stand by a date as people do."""
    shelves = {name.casefold() for name in (*sources.data.breadcrumb, sources.shelf)} | SECTIONS
    people = (n for n in found if n.casefold() not in shelves and not LABEL.fullmatch(n))
    return tuple(name for name in people if not name.isupper())


def names_in(line: str, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in one line.

    A short line without separators is one name, be a word of it a role ("Rani Jurnalis Kelana").
    """
    people = bylines.names(line, brands)
    parts = line.split()
    if people and line.startswith(people[0]) and len(parts) <= 5 and not SEVERAL.search(line):
        return (line.strip(" .,"),) if parts[-1].casefold() not in ROLES else people
    return people
