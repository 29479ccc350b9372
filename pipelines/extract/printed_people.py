"""Writers and editors as printed: with a role, in links, beside a date, in marked elements."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipelines.extract.body_lines import LABEL
from pipelines.extract.nearby_lines import MAX_SHORT_CHARS
from pipelines.extract.printed_fields import TAGS
from pipelines.extract.reading import MIN_PROSE_CHARS, Reading
from pipelines.extract.tags import TAG_METAS
from pipelines.html.class_names import is_elsewhere
from pipelines.html.tree import Node, Tree, outermost, select, text_of, words
from pipelines.text import bylines
from pipelines.text.bylines import Credits
from pipelines.text.not_people import is_job, is_outlet
from pipelines.urls import link_path

Names = tuple[str, ...]
MARKED_AUTHORS = ("[rel~=author]", "[itemprop=author] [itemprop=name]")
CLASSES = ("author", "reporter", "penulis", "byline")  # parts of the classes of bylines
# Where publishing systems keep the pages of their writers: WordPress /author/, Indonesian systems
# /penulis/, /reporter/, /redaksi/. /people/, /profile/ and /profil/ may lead to players.
AUTHOR_PATH = re.compile(
    r"/(?:authors?|penulis|reporters?|jurnalis|wartawan|editors?|redaktur|redaksi|kolumnis|columnists?|"
    r"contributors?|kontributor|writers?|users?|byline|staff)[/=-]",
    re.I,
)
AUTHOR_LINKS = ", ".join(
    f"a[href*='/{name}' i]"
    for name in ("author", "penulis", "reporter", "jurnalis", "wartawan", "kontributor")
)
TOPIC_PATH = re.compile(rf"/(?:{TAGS}|tokoh)/", re.I)
MONTH_FIRST = r"[a-z]{3,9}\.?\s\d{1,2},?\s\d{4}"
DATED = re.compile(
    rf"\d{{1,2}}[\s/.-](?:\d{{1,2}}|[a-z]{{3,9}})[\s/.-]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|{MONTH_FIRST}",
    re.I,
)
# A date in a byline, with the weekday, the time and the words before it.
WHEN = re.compile(
    r"(?:\s(?:pada|on|tanggal)\b:?)?(?:\s*\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?)?\s*\(?(?:{DATED.pattern})"
    r"(?:[\s,|\-–]*(?:pukul|pkl?\.?|jam|at)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?wi[bt]a?|\s(?-i:[A-Z]{3,4})\b)?)?\)?",
    re.I,
)
SENT = re.compile(
    r"^\W*(?:di)?(?:kirim|tulis|posting|publikasi|terbit|unggah|laporkan|submitted|posted|published|"
    r"written)\w*\s+(?:oleh|by)\b:?\s*",
    re.I,
)
BESIDE = " ,|-–—/•·»"
APART = re.compile(r"[|•·»]|\s[-–—]\s|,")
SET_APART = re.compile(r"[|•·»,–—-]")
SECTIONS = frozenset(
    {"news", "berita", "nasional", "peristiwa", "ekonomi", "bisnis", "olahraga", "bola", "home"}
)
SEVERAL = re.compile(r"[,;:/|&•·()]|\s[-–—]\s|\s(?:dan|and)\s", re.I)
ROLES = words(
    "penulis reporter jurnalis editor wartawan writer kontributor redaktur correspondent columnist"
)
WORD = re.compile(r"\w+")
MAX_NAME_CHARS = 40  # of a line that is nothing but names
OPENING_LINES = 2  # of the body, where a byline may stand
ENDING_LINES = 3
MIN_BOOK_DATA = 2
HELPED = "berkontribusi"


class PrintedPeople:
    """The people whom a page prints around its headline and text; read on first use."""

    def __init__(self, reading: Reading, section: str) -> None:
        self.reading = reading
        self.section = section

    @cached_property
    def labelled(self) -> tuple[Credits, ...]:
        """The credits in lines with a role, those of the page's own fields first.

        A publishing system prints its fields outside the text. A credit within the text
        (`Laporan Wartawan Koran Contoh, A`) counts where they name nobody.
        """
        lines, body = self.reading.nearby_lines, self.reading.located.body.lines
        above, further = self.reading.around_text
        opening = [line.text for line in body[:OPENING_LINES] if len(line.text) <= MAX_SHORT_CHARS]
        texts = {line.text for line in body}
        own: list[str] = []
        within: list[str] = []
        for line in without_books(joined((*lines.near, *above))) + without_books(
            joined(lines.below)
        ):
            (within if line in texts else own).append(line)
        bare = filter(None, map(bylines.bare_credit, lines.near))
        found = [*self._credits(own), *map(self._without_subjects, bare)]
        found += alone(self._credits(with_colons(further)))
        return tuple([*found, *self._credits([*opening, *within])])

    @cached_property
    def linked(self) -> Names:
        """The names in links to writers' pages that stand near the headline."""
        lines = self.reading.nearby_lines
        near = "\n".join((*lines.near, *lines.opening[:6])).casefold()
        found: list[str] = []
        for node in select(self.reading.facts.tree, AUTHOR_LINKS)[:20]:
            text = text_of(node, 100)
            path = link_path(node.attributes.get("href"))
            beside = text and text.casefold() in near and " " in text
            if beside and AUTHOR_PATH.search(path) and not is_elsewhere(node):
                found.append(text)
        return self._people(found)

    def others(self) -> Iterator[Credits]:
        """Yield the people without a role: in writers' links, beside a date, in marked elements."""
        yield Credits(authors=self.linked)
        yield from map(self._without_subjects, self._beside_dates())
        yield from self.marked

    def prints(self, names: Names) -> bool:
        """Return whether one of the names stands near headline or text, outside the text itself."""
        lines = self.reading.nearby_lines
        body = {line.text for line in self.reading.located.body.lines}
        around = (
            *lines.leading,
            *lines.opening,
            *lines.near,
            *lines.below,
            *self.reading.around_text[1],
        )
        printed = spaced("\n".join(line for line in around if line not in body))
        return any(spaced(name) in printed for name in names)

    def contradicts(self, names: Names) -> bool:
        """Return whether a printed credit is more reliable than names that the page states."""
        credited = next((c.authors for c in self.labelled if c.authors), self.linked)
        folded = {name.casefold() for name in credited}
        some = bool(folded) and {name.casefold() for name in names} != folded
        return some and ({n.casefold() for n in names} < folded or not self.prints(names))

    @cached_property
    def topics(self) -> frozenset[str]:
        """The keywords that the page states, in lower case."""
        metadata = self.reading.facts.metadata
        values = [value for name in TAG_METAS for value in metadata.contents(name)]
        values += metadata.strings("keywords")
        return frozenset(topic.strip().casefold() for value in values for topic in value.split(","))

    def is_only_topic(self, name: str) -> bool:
        """Return whether a stated name is a keyword and in the text, and printed as no credit.

        A line of its own near the headline is one; a list of tags or a caption is none.
        """
        if name.casefold() not in self.topics or not self.reading.speaks_of(name):
            return False
        near = (WHEN.sub(" ", line) for line in self.reading.nearby_lines.near)
        credited = (*(n for credit in self.labelled for n in credit.authors), *self.linked, *near)
        return spaced(name) not in map(spaced, credited)

    def _people(self, lines: Iterable[str]) -> Names:
        return named(lines, self.reading.facts.brands)

    def _without_subjects(self, credit: Credits) -> Credits:
        authors, editors = (
            tuple(name for name in people if not self.reading.speaks_of(name))
            for people in (credit.authors, credit.editors)
        )
        return Credits(authors=authors, editors=editors)

    def _credits(self, lines: Iterable[str]) -> Iterator[Credits]:
        """Yield the credits in the lines, without dates and with those behind other fields."""
        for line in filter(bylines.may_credit, lines):
            if HELPED in line:  # names somebody besides the author
                continue
            bare = WHEN.sub(" | ", line).strip(BESIDE) if DATED.search(line) else line
            if credit := bylines.credits(bare) or bylines.credits_within(line):
                yield credit

    def _beside_dates(self) -> Iterator[Credits]:
        """Yield names in the line of a date, and lines beside it that are nothing but names.

        A single word right before a date is a section; a name is set apart from it.
        """
        own = {spaced(brand) for brand in self.reading.facts.brands}
        lines = without_books(joined(self.reading.nearby_lines.near))
        near = [line for line in lines if spaced(line) not in own and not is_outlet(line)]
        for index, line in enumerate(near):
            dated = DATED.search(line) is not None
            beside = (near[index - 1], *near[index + 1 : index + 2])  # the last is above the title
            if bylines.credits(WHEN.sub(" ", line).strip(BESIDE) if dated else line):
                continue
            if dated:
                parts = APART.split(SENT.sub("", WHEN.sub(" | ", line)))
                words = [part for part in parts if not any(c.isdigit() for c in part)]
                found = self._no_section(self._people(words))
                apart = SET_APART.search(WHEN.sub("", line)) or SENT.match(line)
                yield Credits(authors=tuple(name for name in found if apart or " " in name))
            elif any(DATED.search(other) for other in beside) and len(line) < 2 * MAX_NAME_CHARS:
                found = self._no_section(self._people([line]))
                alone = bylines.is_only_names(line, self.reading.facts.brands)
                short = len(line) < MAX_NAME_CHARS * max(1, len(found))
                yield Credits(
                    authors=found if alone and short and any(" " in n for n in found) else ()
                )

    def _no_section(self, found: Names) -> Names:
        """Return the names that are neither a section's nor a label: dates stand by these too."""
        stated = (*self.reading.facts.metadata.breadcrumb, self.section)
        sections = {name.casefold() for name in stated} | SECTIONS
        people = (n for n in found if n.casefold() not in sections and not LABEL.fullmatch(n))
        return tuple(name for name in people if not name.isupper())

    @cached_property
    def marked(self) -> tuple[Credits, ...]:
        """The people in elements with the markup or a class of a byline."""
        return tuple(self._marked())

    def _marked(self) -> Iterator[Credits]:
        for nodes in marked(self.reading.facts.tree):
            for node in nodes[:3]:
                line = text_of(node, 300)
                if credit := bylines.credits(line):
                    yield credit
                elif len(line) < MIN_PROSE_CHARS:
                    found = self._people([line])
                    own = is_of_author(node) or not any(map(self.reading.speaks_of, found))
                    yield Credits(authors=found if own else ())


class PrintedInText(PrintedPeople):
    """The people credited in the first and last lines of a text whose template names nobody.

    The other lines of the page are read only where such a credit and the metadata differ.
    """

    @cached_property
    def labelled(self) -> tuple[Credits, ...]:
        """The credits in the first and last lines of the text."""
        template = self.reading.template
        if template.byline or template.authors or template.editors:
            return ()
        body = self.reading.located.body.lines
        ends = (*body[:OPENING_LINES], *body[OPENING_LINES:][-ENDING_LINES:])
        short = (line.text for line in ends if len(line.text) <= MAX_SHORT_CHARS)
        return tuple(self._credits(joined(short)))

    linked = ()
    marked = ()

    def others(self) -> Iterator[Credits]:
        """Yield nobody."""
        yield from ()

    def is_only_topic(self, name: str) -> bool:
        """Return that nobody is taken for a topic: the outlet's metadata are known."""
        return False


def spaced(text: str) -> str:
    """Return the words of a text in lower case, with a blank around each."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def is_of_author(node: Node) -> bool:
    """Return whether markup or link of an element say that it names the author."""
    attributes = node.attributes
    if "author" in (attributes.get("rel") or "").split() or attributes.get("itemprop"):
        return True
    link = node if node.tag == "a" else node.css_first("a[href]")
    href = (link.attributes.get("href") or "") if link is not None else ""
    return AUTHOR_PATH.search(link_path(href)) is not None


def without_books(lines: Sequence[str]) -> list[str]:
    """Return the lines without those beside the data of a book, whose writer they name.

    One such line alone may be a pager ("Halaman 1").
    """
    books = [bylines.is_book_data(line) for line in lines]
    if sum(books) < MIN_BOOK_DATA:
        return list(lines)
    return [line for i, line in enumerate(lines) if not any(books[max(i - 1, 0) : i + 2])]


def alone(found: Iterable[Credits]) -> list[Credits]:
    """Return the credits if they name one team: a list of other articles has a credit for each."""
    credits = list(found)
    authors = {credit.authors for credit in credits if credit.authors}
    editors = {credit.editors for credit in credits if credit.editors}
    return credits if len(authors) <= 1 and len(editors) <= 1 else []


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


def joined(lines: Iterable[str]) -> list[str]:
    """Return the lines without jobs, those that are only a role joined to a name beside them.

    A colon may have a line, or a cell of a table, of its own. The name stands above where roles
    without colons follow names, and no name follows the last of them (`A`, `Author`, `B`, `Editor`,
    `Bagikan`).
    """
    found: list[str] = []
    left = [line for line in lines if line.strip(" :：") and not is_job(line)]
    index = 0
    while index < len(left):
        if not bylines.is_role(left[index]):
            found.append(left[index])
            index += 1
            continue
        last = index
        while last + 2 < len(left) and bylines.is_role(left[last + 2]):
            last += 2
        roles, names = left[index : last + 1 : 2], left[index + 1 : last + 2 : 2]
        if found and follow_names(roles, found[-1], left[last + 1 : last + 2]):
            names = [found.pop(), *names[: len(roles) - 1]]
            index = last + 1
        else:
            index = last + 2
        pairs = zip(roles, [*names, ""], strict=False)
        found += [f"{role.rstrip(' :：')}: {name.lstrip(' :：')}" for role, name in pairs]
    return found


def with_colons(lines: Iterable[str]) -> list[str]:
    """Return the lines, a role joined to the name below it only where a colon says so.

    Far below the text a role alone is as often an entry of a menu.
    """
    found: list[str] = []
    for line in lines:
        role = found[-1].rstrip(" :：") if found else ""
        bare = line.strip(" :：")
        if not bare and bylines.is_role(role):
            found[-1] = f"{role}:"
        elif found and found[-1].endswith((":", "：")) and bylines.is_role(role):
            found[-1] = f"{role}: {bare}"
        else:
            found.append(line)
    return found


def follow_names(roles: list[str], before: str, after: list[str]) -> bool:
    """Return whether roles stand behind their names: `before` is a name, `after` is none."""
    if any(mark in role for role in roles for mark in ":："):
        return False
    return (bylines.is_only_names(before) or is_outlet(before)) and not any(
        map(bylines.is_only_names, after)
    )


def named(lines: Iterable[str], brands: Names) -> Names:
    """Return the names in the lines, each once, 20 at most; without `brands`."""
    people = [name for line in lines for name in names_in(line[:2_000], brands)]
    return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:20]


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
