"""Authors and editors of an article, from templates, metadata, microdata and printed bylines.

Origins: `rule:<template>`, `system:<template>`, `json-ld`, `meta`, `microdata`, `visible`,
`analytics`.
"""

from collections.abc import Iterable, Iterator

from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.printed_people import (
    AUTHOR_PATH,
    TOPIC_PATH,
    PrintedInText,
    PrintedPeople,
    named,
)
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, text_of, value_of
from pipelines.text import bylines
from pipelines.text.bylines import Credits
from pipelines.urls import link_path

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
MAX_CODE_LETTERS = 5  # letters of an editor's code
MACHINE_MADE = ("json-ld", "meta")
Names = tuple[str, ...]
People = Stated[Names]
CreditLines = tuple[Credits, ...]
NO_PEOPLE: People = Stated((), "")


def authors_and_editors(reading: Reading, section: str) -> tuple[People, People]:
    """Return the authors and the editors, nobody as both.

    JSON-LD and meta elements often name the editor as author: whoever another source names as
    editor is an author only where nobody else is. `section` is the article's; its name by a date
    is not a person's. The data layer counts only where no other source names anybody.

    Where an outlet's template found the body, the lines of the page are asked only if selectors
    and metadata name nobody, and those of the text if the template has no selector for people.
    """
    printed = PrintedPeople(reading, section)
    in_text = PrintedInText(reading, section)
    authors, editors, origin = _credited(reading, in_text if reading.is_ruled else printed)
    if reading.is_ruled and not (authors or editors or names_nobody(reading)):
        authors, editors, origin = _credited(reading, printed)
    return Stated(authors, origin if authors else ""), Stated(editors, origin if editors else "")


def names_nobody(reading: Reading) -> bool:
    """Return whether an element that the template names for people has text: the outlet's name."""
    template = reading.template
    selectors = (*template.byline, *template.authors, *template.editors)
    return any(value_of(node) for nodes in reading.matches(selectors) for node in nodes[:3])


def _credited(reading: Reading, printed: PrintedPeople) -> tuple[Names, Names, str]:
    """Return authors, editors, and the origin of the authors (of the editors without authors)."""
    facts = reading.facts
    ruled = tuple(ruled_credits(reading))
    found = filter(names_some, editors_of(reading, ruled, printed))
    editors, editors_origin = next(found, NO_PEOPLE)
    editors = spelled_out(facts, editors)
    first = NO_PEOPLE
    for people in filter(names_some, authors_of(reading, ruled, printed)):
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


def authors_of(reading: Reading, ruled: CreditLines, printed: PrintedPeople) -> Iterator[People]:
    """Yield the authors from every source, the most reliable first.

    `ruled` are the credit lines that the template finds, `printed` the people of the page's layout.
    A printed credit comes before a name in the metadata that is printed nowhere, or that is one of
    several in the credit: publishing systems state the account that uploaded an article.
    """
    yield from (Stated(credit.authors, reading.template_origin) for credit in ruled)
    yield from ruled_names(reading, reading.template.authors)
    stated = [people for people in stated_authors(reading.facts) if people.value]
    if stated and printed.contradicts(stated[0].value):
        yield from (Stated(credit.authors, "visible") for credit in printed.labelled)
        yield Stated(printed.linked, "visible")
    for names, origin in stated:
        yield Stated(tuple(n for n in names if not printed.is_only_topic(n)), origin)
    microdata = reading.facts.metadata.items.get("author", ())
    yield Stated(named(microdata, reading.facts.brands), "microdata")
    yield from (Stated(credit.authors, "visible") for credit in printed.labelled)
    yield from (Stated(credit.authors, "visible") for credit in printed.others())


def stated_authors(facts: PageFacts) -> Iterator[People]:
    """Yield the authors that JSON-LD and meta elements state."""
    metadata, brands = facts.metadata, facts.brands
    if facts.rules.json_ld_author == "author":
        yield Stated(named(metadata.people("author", "creator"), brands), "json-ld")
    for name in AUTHOR_METAS:
        stated = [value for value in metadata.contents(name) if "://" not in value]
        yield Stated(named(stated, brands), "meta")


def editors_of(reading: Reading, ruled: CreditLines, printed: PrintedPeople) -> Iterator[People]:
    """Yield the editors from every source, the most reliable first.

    `ruled` are the credit lines that the template finds, `printed` the people of the page's layout.
    """
    facts, metadata, brands = reading.facts, reading.facts.metadata, reading.facts.brands
    yield from (Stated(credit.editors, reading.template_origin) for credit in ruled)
    yield from ruled_names(reading, reading.template.editors)
    if facts.rules.json_ld_author == "editor":
        yield Stated(named(metadata.people("author", "creator"), brands), "json-ld")
    yield Stated(named(metadata.people("editor"), brands), "json-ld")
    stated = (value for name in EDITOR_METAS for value in metadata.contents(name))
    yield Stated(named(stated, brands), "meta")
    if not reading.is_ruled:
        yield Stated(named(metadata.items.get("editor", ()), brands), "microdata")
    yield from (Stated(credit.editors, "visible") for credit in printed.labelled)
    yield from (Stated(credit.editors, "visible") for credit in printed.marked)


def ruled_credits(reading: Reading) -> Iterator[Credits]:
    """Yield the credit lines that the template's selectors for bylines find."""
    for nodes in reading.matches(reading.template.byline):
        for node in nodes[:10]:
            if credit := bylines.credits(text_of(node, 1_000)):
                yield credit


def ruled_names(reading: Reading, selectors: Iterable[str]) -> Iterator[People]:
    """Yield the names in the elements that each of a template's selectors finds."""
    for nodes in reading.matches(selectors):
        people = [node for node in nodes[:20] if not leads_to_subject(reading, node)]
        names = named((value_of(node) for node in people), reading.facts.brands)
        yield Stated(names, reading.template_origin)


def leads_to_subject(reading: Reading, node: Node) -> bool:
    """Return whether an element is a link to the page of somebody whom the article is about.

    Older templates print the topic of an article in the place, and with the class, of its date
    and author (bola.net 2017).
    """
    link = node if node.tag == "a" else node.css_first("a[href]")
    if link is None:
        return False
    path = link_path(link.attributes.get("href"))
    if AUTHOR_PATH.search(path) or not path.strip("/"):
        return False
    if TOPIC_PATH.search(path):
        return True
    return reading.speaks_of(value_of(link))
