"""Authors and editors of an article, from templates, metadata, microdata and printed bylines.

Origins: `rule:<template>`, `system:<template>`, `json-ld`, `meta`, `microdata`, `visible`,
`analytics`.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines.extract.body_lines import LABEL
from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, Tree, outermost, select, text_of, value_of, words
from pipelines.text import bylines
from pipelines.text.bylines import Credits
from pipelines.text.match_key import match_key

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
# A date in a byline, with the weekday, the time and the words before it.
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
MAX_CODE_LETTERS = 5  # letters of an editor's code
MACHINE_MADE = ("json-ld", "meta")
Names = tuple[str, ...]
People = Stated[Names]
CreditLines = tuple[Credits, ...]
NO_PEOPLE: People = Stated((), "")
ROLES = words(
    "penulis reporter jurnalis editor wartawan writer kontributor redaktur correspondent columnist"
)


def authors_and_editors(reading: Reading, section: str) -> tuple[People, People]:
    """Return the authors and the editors, nobody as both.

    JSON-LD and meta elements often name the editor as author: whoever another source names as
    editor is an author only where nobody else is. `section` is the article's; its name by a date
    is not a person's. The data layer counts only where no other source names anybody.
    """
    authors, editors, origin = _credited(reading, section, printed=not reading.is_ruled)
    if reading.is_ruled and not (authors or editors or names_nobody(reading)):
        authors, editors, origin = _credited(reading, section, printed=True)
        authors = named_outside(reading.title.value, authors)
    return Stated(authors, origin if authors else ""), Stated(editors, origin if editors else "")


def names_nobody(reading: Reading) -> bool:
    """Return whether an element that the template names for people has text: the outlet's name."""
    template = reading.template
    selectors = (*template.byline, *template.authors, *template.editors)
    return any(value_of(node) for nodes in reading.matches(selectors) for node in nodes[:3])


def named_outside(title: str, people: Names) -> Names:
    """Return the people whom the headline does not name: its subject may be printed by a date."""
    key = match_key(title)
    return tuple(name for name in people if match_key(name) not in key)


def _credited(reading: Reading, section: str, *, printed: bool) -> tuple[Names, Names, str]:
    """Return authors, editors, and the origin of the authors (of the editors without authors).

    `printed` says whether lines of the page are asked: those of an outlet's template name people
    only where the template's selectors and the metadata name nobody.
    """
    facts = reading.facts
    ruled = tuple(ruled_credits(reading))
    lines = tuple(visible_credits(reading, section)) if printed else ()
    editors, editors_origin = next(filter(names_some, editors_of(reading, ruled, lines)), NO_PEOPLE)
    editors = spelled_out(facts, editors)
    first = NO_PEOPLE
    for people in filter(names_some, authors_of(reading, ruled, lines)):
        first = first if names_some(first) else people
        writers, origin = people
        others = writers if origin not in MACHINE_MADE else without(writers, editors)
        if others:
            return others, without(editors, others), origin
    writers, origin = first
    if not writers and not editors:
        data_layer = facts.metadata.data_layer
        writers = named(data_layer.authors, facts.brands)
        editors = named(data_layer.editors, facts.brands)
        origin = "analytics" if writers or editors else ""
    return writers, without(editors, writers), origin or editors_origin


def spelled_out(facts: PageFacts, people: Names) -> Names:
    """Return the names, with codes (`CE`) replaced by the names that the data layer gives them."""
    if not any(name.isupper() and len(name) <= MAX_CODE_LETTERS for name in people):
        return people
    codes = dict(facts.metadata.data_layer.codes)
    return tuple(codes.get(name, name) for name in people)


def without(people: Names, others: Names) -> Names:
    """Return the people who are not among the others, compared without regard to case."""
    known = {name.casefold() for name in others}
    return tuple(name for name in people if name.casefold() not in known)


def names_some(people: People) -> bool:
    """Return whether a source names anybody."""
    return bool(people.value)


def authors_of(reading: Reading, ruled: CreditLines, printed: CreditLines) -> Iterator[People]:
    """Yield the authors from every source, the most reliable first.

    `ruled` and `printed` are the credit lines that the template and the page's layout give.
    """
    facts, metadata, brands = reading.facts, reading.facts.metadata, reading.facts.brands
    yield from (Stated(credit.authors, reading.template_origin) for credit in ruled)
    yield from ruled_names(reading, reading.template.authors)
    if facts.rules.json_ld_author == "author":
        yield Stated(named(metadata.strings("author", "creator"), brands), "json-ld")
    for name in AUTHOR_METAS:
        stated = [value for value in metadata.contents(name) if "://" not in value]
        yield Stated(named(stated, brands), "meta")
    yield Stated(named(metadata.items.get("author", ()), brands), "microdata")
    yield from (Stated(credit.authors, "visible") for credit in printed)


def editors_of(reading: Reading, ruled: CreditLines, printed: CreditLines) -> Iterator[People]:
    """Yield the editors from every source, the most reliable first.

    `ruled` and `printed` are the credit lines that the template and the page's layout give.
    """
    facts, metadata, brands = reading.facts, reading.facts.metadata, reading.facts.brands
    yield from (Stated(credit.editors, reading.template_origin) for credit in ruled)
    yield from ruled_names(reading, reading.template.editors)
    if facts.rules.json_ld_author == "editor":
        yield Stated(named(metadata.strings("author", "creator"), brands), "json-ld")
    yield Stated(named(metadata.strings("editor"), brands), "json-ld")
    stated = (value for name in EDITOR_METAS for value in metadata.contents(name))
    yield Stated(named(stated, brands), "meta")
    if not reading.is_ruled:
        yield Stated(named(metadata.items.get("editor", ()), brands), "microdata")
    yield from (Stated(credit.editors, "visible") for credit in printed)


def ruled_credits(reading: Reading) -> Iterator[Credits]:
    """Yield the credit lines that the template's selectors for bylines find."""
    for nodes in reading.matches(reading.template.byline):
        for node in nodes[:10]:
            if credit := bylines.credits(text_of(node, 1_000)):
                yield credit


def ruled_names(reading: Reading, selectors: Iterable[str]) -> Iterator[People]:
    """Yield the names in the elements that each of a template's selectors finds."""
    for nodes in reading.matches(selectors):
        names = named((value_of(node) for node in nodes[:20]), reading.facts.brands)
        yield Stated(names, reading.template_origin)


def visible_credits(reading: Reading, section: str) -> Iterator[Credits]:
    """Yield the credits in the lines around headline and body, then in elements marked as bylines.

    A line next to a date is a byline without a label if it is nothing but a person's name.
    """
    facts, lines = reading.facts, reading.nearby_lines
    near = labelled(lines.near)
    for index, line in enumerate(near):
        beside = (near[index - 1], *near[index + 1 : index + 2])  # the last is above the title
        dated = DATED.search(line) is not None
        if credit := bylines.credits(WHEN.sub(" ", line).strip(BESIDE) if dated else line):
            yield credit
        elif dated:
            parts = APART.split(SENT.sub("", WHEN.sub(" | ", line)))
            words = [part for part in parts if not any(c.isdigit() for c in part)]
            yield Credits(authors=people_only(facts, section, named(words, facts.brands)))
        elif any(DATED.search(other) for other in beside) and len(line) < 40:
            found = people_only(facts, section, named([line], facts.brands))
            alone = " ".join(found) == SEVERAL_NAMES.sub(" ", APART.split(line)[0]).strip()
            yield Credits(authors=found if alone and " " in line else ())
    yield from filter(None, map(bylines.credits, labelled(lines.below)))
    for nodes in marked(facts.tree):
        for node in nodes[:3]:
            line = text_of(node, 300)
            if credit := bylines.credits(line):
                yield credit
            elif len(line) < 80:
                yield Credits(authors=named([line], facts.brands))


def marked(tree: Tree) -> Iterator[list[Node]]:
    """Yield the elements with the markup or a class of a byline, the most reliable first."""
    yield from (select(tree, selector) for selector in MARKED_AUTHORS)
    # One scan of the page for all classes is faster than one for each.
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
    """Return the lines without jobs, each that is only a role joined to the name below it."""
    joined: list[str] = []
    for line in lines:
        if bylines.is_job(line):
            continue
        if joined and bylines.is_role(joined[-1]) and not bylines.is_role(line):
            joined[-1] = f"{joined[-1].rstrip(' :：')}: {line.lstrip(' :：')}"
        else:
            joined.append(line)
    return joined


def named(lines: Iterable[str], brands: Names) -> Names:
    """Return the names in the lines, each once, 20 at most; without `brands`."""
    people = [
        name for line in lines for name in names_in(line[:2_000], brands) if not NOBODY.search(name)
    ]
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:20]


def people_only(facts: PageFacts, section: str, found: Names) -> Names:
    """Return the names that are neither a section's nor a label: both are printed by dates too."""
    sections = {name.casefold() for name in (*facts.metadata.breadcrumb, section)} | SECTIONS
    people = (n for n in found if n.casefold() not in sections and not LABEL.fullmatch(n))
    return tuple(name for name in people if not name.isupper())


def names_in(line: str, brands: Names) -> Names:
    """Return the names in one line.

    A short line without separators is one name, even if a word in it is a role ("Rani Jurnalis
    Kelana").
    """
    people = bylines.names(line, brands)
    parts = line.split()
    if people and line.startswith(people[0]) and len(parts) <= 5 and not SEVERAL.search(line):
        return (line.strip(" .,"),) if parts[-1].casefold() not in ROLES else people
    return people
