"""Reads names from bylines and credit lines, for extraction and cleaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.text import credit_roles
from pipelines.text.credit_roles import Label
from pipelines.text.credit_roles import is_role as is_role
from pipelines.text.not_people import (
    NOBODY,
    is_affiliation,
    is_company,
    is_nobody,
    is_occupation,
    is_outlet,
    is_place,
    without_job,
)

_HARD = re.compile(r"\s*([;|/•·\n\r\t])\s*")  # between people or fields, never within a name
_SOFT = re.compile(
    r"\s*([,&])\s*(?:(?:dan|and|serta)\s+)?|\s+(dan|and|serta|bersama)\s+", re.IGNORECASE
)
_AFFILIATION = re.compile(r"\s+[-–—]\s*.*|\s*[-–—]\s+.*")
_DATE = re.compile(
    r"(?:\s(?:pada|on)\s)?"
    r"(?:\d{1,2}[\s/.\-](?:[A-Za-z]{3,10}|\d{1,2})[\s/.\-]|\b[A-Za-z]{3,10}\.?\s\d{1,2},?\s)\d{4}"
    r"(?:[\s,|/\-–•·]*(?:pukul|pkl?\.?|jam|at)?\s?\d{1,2}[.:]\d{2}(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:wib|wita|wit)|\s(?-i:[A-Z]{3,4})\b)?)?",
    re.IGNORECASE,
)
_NOISE = re.compile(r"\S+@\S+|https?://\S+|\([^)]*\)|\[[^\]]*\]|©.*|copyright.*", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_LEGAL = re.compile(r"\s*(?:copyright\b|©|\bsumber\s?[:：]).*", re.IGNORECASE)
# What social buttons, time stamps and lists of labels print behind a name: "Ikuti di Twitter",
# "Follow @sari", "di 05.12 Label: desa", "at 6:10 AM"; and the town: "By Sari Wulan in Medan".
_BEHIND = re.compile(
    r"(?:^|\s+)(?:(?:dari|from|in)\s(?-i:[A-Z]).*|(?:ikuti|follow)\b.*|@\w+.*|(?:di|at|pada|pukul|jam|on)?\s*\d{1,2}[.:]\d{2}\b.*|"
    r"(?:labels?|tags?|kategori|categor(?:y|ies)|rubrik|topik)\s?[:：].*)",
    re.IGNORECASE,
)
# "By Sari Wulan. Photographs by Bayu Rahman": a sentence for each.
_SENTENCES = re.compile(
    r"\.\s+(?=(?:photo|foto|picture|illustrat|ilustrasi|teks|words)\w*\b)", re.I
)
_DEGREE = re.compile(
    r"(?:S\.?\s?(?:H|E|T|Si|Sos|Kom|Pd|Ag|IP|Psi|Ked|I\.?Kom)|M\.?\s?(?:H|M|Si|Sc|Kom|Pd|Ag|A|T|Kn|Hum"
    r"|Ikom|B\.?A)|Ph\.?\s?D|Sp\.?\s?\w+|Lc|Ak|CPA|Psikolog)\.?"
)
_BOOK_DATA = re.compile(
    r"(?:judul|penerbit|halaman|tahun terbit|isbn|cetakan|tebal)\b", re.IGNORECASE
)
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_END = re.compile(r" ?\n[ \n]*")
_CODE = re.compile(r"[A-Za-z]{1,5}\d{1,4}")
_PARTICLE = {"bin", "binti", "van", "von", "de", "der", "den", "da", "di", "al", "el", "dan", "ibn"}
_COUNTS = re.compile(
    r"(?<!\d)\d[\d.,]{0,12}\s?(?:[kKmM]|rb|ribu|jt)?\s(?:views?|kali|dilihat|dibaca|shares?|comments?|komentar)\b"
    r"(?: dibaca| dilihat)?|\d{1,3}\s(?:menit|mins?|minutes?)(?: (?:mem)?baca| read)?\b",
    re.IGNORECASE,
)
MAX_CREDIT_CHARS = 250
MAX_FIELD_WORDS = 5  # words of the fields before a credit in the same line: a section, a counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The authors and editors named in a credit line."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


def names(text: str, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the names in a byline as printed, in order, without repeats (case ignored).

    `Penulis: A, B dan C - detikNews` gives A, B and C. Roles, photographers, outlets (also those in
    `brands`), companies, towns beside a name, agencies, desks, dates and e-mail addresses are left
    out. A reporter's code (`C31`) counts.
    """
    found: dict[str, str] = {}
    own = frozenset(map(_squeezed, brands))
    for statement in _statements(_tidied(text)):
        for piece in _people(statement, own):
            found.setdefault(piece.casefold(), piece)
    return tuple(found.values())


def is_book_data(line: str) -> bool:
    """Return whether a line begins as one of a book's data: title, publisher, pages, ISBN."""
    return _BOOK_DATA.match(line) is not None


def is_only_names(line: str, brands: tuple[str, ...] = ()) -> bool:
    """Return whether a line is nothing but names, with the outlet or town of these people.

    `A dan B`, `A, Harian Contoh`, `A (Surabaya)`.
    """
    own = frozenset(map(_squeezed, brands))
    line = _one_blank(line)
    parts = [piece for _, piece in _pieces(_NOISE.sub("|", _BRACKETED.sub(r"\1", line))) if piece]
    named = [piece for piece in parts if _is_name(piece)]
    return bool(named) and all(
        _is_name(piece) or _squeezed(piece) in own or is_outlet(piece) or is_place(piece)
        for piece in parts
    )


def credits(line: str) -> Credits | None:
    """Return the people named in a credit line, or None if the line is not one.

    The whole line must match: `Rep: A/ Red: B`, `Pewarta: A Editor: B`, `(Reporter: A | Editor:
    B)`, `Penulis A | Editor B`, `A (Reporter), B (Editor)`, `Kontributor Surabaya, A`, `Posted by
    A`, `Laporan Wartawan Tribun, A`, `A berkontribusi dalam penulisan artikel ini`. Photographers
    beside writers are named by nobody.
    """
    return _credits(line) if len(line) < 2 * MAX_CREDIT_CHARS else None


@lru_cache(maxsize=2048)  # extraction and cleaning ask of the same lines
def _credits(line: str) -> Credits | None:
    if not may_credit(line):
        return None
    line = _unbracketed(_LEGAL.sub("", " ".join(line.split())))
    if not 5 < len(line) < MAX_CREDIT_CHARS:
        return None
    line = _BEHIND.sub("", _SENTENCES.sub(" | ", _COUNTS.sub("", line)))
    if other := _REPORT.fullmatch(line) or _HELPED.fullmatch(line) or _INTERN.fullmatch(line):
        people = names(other["names"])
        return Credits(authors=people) if people else None
    if (stationed := credit_roles.STATION.match(line)) and is_station(stationed):
        line = f"{stationed['role']}: {line[stationed.end() :]}"
    if (alone := _BY.fullmatch(line)) and _capitalised_all(alone["names"]):
        return Credits(authors=names(alone["names"]))
    found = credit_roles.labels(line) or credit_roles.bare_labels(line)
    if found and found[0].start > 0 and _BY_FIRST.match(line):
        line = _BY_FIRST.sub("by: ", line)
        found = credit_roles.labels(line)
    if not found:
        return _roles_behind(line)
    return None if found[0].start > 0 else _labelled(line, found)


def bare_credit(line: str) -> Credits | None:
    """Return the people of a line that is a role and a name without a mark.

    `Penulis Sari Wulan`, `Bayu Rahman Editor`.

    Sentences and headings begin so too: only for lines in the place of a byline.
    """
    match = _BARE_CREDIT.fullmatch(line) or _BARE_BEHIND.fullmatch(line)
    if match is None or match["name"].isupper() or not names(match["name"]):
        return None
    people = names(match["name"])
    is_editor = credit_roles.kind_of(match["role"]) == "editor"
    return Credits(editors=people) if is_editor else Credits(authors=people)


def may_credit(line: str) -> bool:
    """Return whether a line has a beginning of a role's name: a plain search, for speed."""
    folded = line.casefold()
    for stem in credit_roles.STEMS:  # noqa: SIM110  a generator takes twice the time
        if stem in folded:
            return True
    return False


def credits_within(line: str) -> Credits | None:
    """Return the people in a credit that ends a line of other fields, None if there is none.

    `Politik | 12 Maret 2016 | Penulis: A`, `1.203 Views / Penulis. A`: the section, the date and
    counters stand before it, not a sentence.
    """
    line = _one_blank(line)
    labels = credit_roles.labels(line) if may_credit(line) else []
    if not labels or not 0 < labels[0].start <= 80:
        return None
    before = _COUNTS.sub("|", _DATE.sub("|", line[: labels[0].start])).rstrip()
    words = re.findall(r"[^\W\d_][\w.'’]*", before)
    if len(words) > MAX_FIELD_WORDS or any(w[0].islower() for w in words) or '"' in before:
        return None
    if not before.endswith(credit_roles.BETWEEN):  # "Pilihan Editor: ..." is a label of its own
        return None
    return credits(_DATE.sub(" ", line[labels[0].start :]))


_BY = re.compile(r"(?:Oleh|OLEH|oleh|By|BY)\s+(?P<names>[A-Z][\w.,&'’\- ]{3,120})")
_BY_FIRST = re.compile(r"(?i:oleh|by)\s+(?=[A-Z])")
_REPORT = re.compile(
    r"laporan\s(?:wartawan|reporter|jurnalis|kontributor|koresponden)(?:\s[\w.]+){0,3}[,:]?\s*[,:]\s*"
    r"(?P<names>[A-Z][^.:;]{2,60})",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"(?P<names>[A-Z][^.:;]{2,90}?)\s(?:ikut\s)?(?:berkontribusi|turut berkontribusi)\s"
    r"(?:dalam|pada|untuk)\s(?:penulisan\s)?(?:artikel|laporan|tulisan|berita)\sini\.?"
)

_INTERN = re.compile(
    r"(?:artikel|berita|tulisan) ini ditulis (?:oleh )?(?P<names>[A-Z][^.:;]{2,60}?),? peserta "
    r"(?:program )?magang\b.{0,120}",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[A-Z][\w.'’\-]*(?:\s[A-Z][\w.'’\-]*){1,3})"
_NOUN = (
    r"(?P<role>(?i:penulis|reporter|pewarta|jurnalis|wartawan|kontributor|editor|redaktur|author))"
)
_BARE_CREDIT = re.compile(rf"{_NOUN}\s+{_NAME}")
_BARE_BEHIND = re.compile(rf"{_NAME}\s(?!(?i:author)){_NOUN}")
_ROLE_BEHIND = re.compile(
    r"(?P<name>[^(\[,\-–—]+?)\s*"
    r"(?:[(\[](?P<inside>[^)\]]+)[)\]]|(?:,|\s[-–—])\s*(?P<after>\w[\w ]*))"
)


def is_station(match: re.Match[str]) -> bool:
    """Return whether the words between a role and a comma are a place or outlet, no name.

    A contributor's single word is a town even if no list has it: contributors are named by region.
    """
    of = " ".join(match["of"].split())
    is_contributor = match["role"].casefold() in ("kontributor", "koresponden")
    return is_affiliation(of) or (is_contributor and " " not in of)


def _labelled(line: str, found: Sequence[Label]) -> Credits | None:
    """Return the people behind the labels, None if a value is not only names."""
    people: dict[str, list[str]] = {"author": [], "editor": [], "picture": []}
    ends = [*(label.start for label in found[1:]), len(line)]
    for label, end in zip(found, ends, strict=True):
        value = _unbracketed(line[label.end : end].strip(" ,|/-–—;•·"))
        if label.kind != "picture" and not _only_names(value):
            return None
        people[label.kind].extend(names(value) if label.kind != "picture" else ())
    if all(label.kind == "picture" for label in found):
        return None
    return Credits(authors=_once(people["author"]), editors=_once(people["editor"]))


def _roles_behind(line: str) -> Credits | None:
    """Return the people of `A (Reporter), B (Editor)` or `A, Editor`, None if a part is not so."""
    if not any(mark in line for mark in "([,-–—"):
        return None
    people: dict[str, list[str]] = {"author": [], "editor": [], "picture": []}
    parts = re.split(r"\s*[;|/&]\s*|(?<=[)\]])\s*,?\s*(?:(?:dan|and)\s+)?", line)
    for part in filter(None, parts):
        match = _ROLE_BEHIND.fullmatch(part)
        kind = credit_roles.role_in(match["inside"] or match["after"]) if match else None
        if match is None or kind is None or not _capitalised(match["name"]):
            return None
        people[kind].extend(names(match["name"]))
    authors, editors = _once(people["author"]), _once(people["editor"])
    return Credits(authors=authors, editors=editors) if authors or editors else None


def _unbracketed(line: str) -> str:
    """Return the line without stars and without the bracket around all of it."""
    line = line.strip("*• ")
    whole = _BRACKETED.match(line)
    if whole:
        return whole[1].strip()
    for opening, closing in ("()", "[]"):
        if line.count(opening) != line.count(closing):
            line = line.strip(f"{opening}{closing} ")
    return line


def _capitalised(name: str) -> bool:
    """Return whether this is a name of one to five capitalised words, particles aside."""
    words = name.split()
    return 1 <= len(words) <= 5 and all(w[0].isupper() or w.lower() in _PARTICLE for w in words)


def _capitalised_all(value: str) -> bool:
    """Return whether the value is nothing but capitalised names, of which one has two words."""
    pieces = [piece for piece in _SOFT.split(value) if piece and piece.strip(" ,&")]
    pieces = [p for p in pieces if p.casefold() not in ("dan", "and", "serta", "bersama", ",", "&")]
    return any(" " in piece for piece in pieces) and all(map(_capitalised, pieces))


def _squeezed(name: str) -> str:
    """Return a name without blanks and case: outlets print theirs in several ways."""
    return "".join(name.casefold().split())


def _one_blank(text: str) -> str:
    """Return the text with one blank, or one line end, for each run: patterns stay linear."""
    return _LINE_END.sub("\n", _BLANKS.sub(" ", text))


def _tidied(text: str) -> str:
    """Return a byline with bars in the place of what is no name: dates, addresses, brackets."""
    text = _NOISE.sub("|", _BRACKETED.sub(r"\1", _one_blank(text)))
    if any(char.isdigit() for char in text):
        text = _COUNTS.sub("|", _DATE.sub("|", text))
    return text if len(text) < 4 else _BEHIND.sub("|", _SENTENCES.sub(" | ", text))


def _statements(text: str) -> Iterator[str]:
    """Yield the values of the labels in a byline, and what stands before the first label.

    The value of a photographer's label is left out up to the next bar or line.
    """
    found = credit_roles.labels(text)
    starts = [0, *(label.end for label in found)]
    ends = [*(label.start for label in found), len(text)]
    kinds = ["author", *(label.kind for label in found)]
    for start, end, kind in zip(starts, ends, kinds, strict=True):
        value = text[start:end]
        if kind == "picture":
            value = "|".join(re.split(r"[|\n]", value)[1:])
        if (station := credit_roles.STATION.match(value)) and is_station(station):
            value = value[station.end() :]
        yield credit_roles.ROLE_WORD.sub("|", value)


def _people(statement: str, own: frozenset[str]) -> Iterator[str]:
    """Yield the names in the value of one label.

    What follows an outlet behind a name is the outlet's place, section or day: `A and B, The
    Jakarta Post, Jakarta | Headlines | Tue`.
    """
    pieces = list(_pieces(statement))
    several = sum(1 for _, piece in pieces if piece) > 1
    named = False
    of_company = False
    for separator, piece in pieces:
        of_company = of_company and separator.casefold() in ("dan", "and", "serta", "&")
        if _squeezed(piece) in own or is_company(piece) or is_outlet(piece):
            if named:
                return
            of_company = is_company(piece)
        elif not of_company and _is_name(piece) and not (several and is_place(piece)):
            named = True
            yield piece


def _pieces(statement: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a statement with the separator before each; degrees stay with names."""
    last: tuple[str, str] | None = None
    for separator, part in _parts(statement):
        piece = " ".join(_AFFILIATION.sub("", part).split()).strip(" .:,-–—*\"'“”")
        piece = without_job(piece)
        if last and _DEGREE.fullmatch(part.strip()):
            last = (last[0], f"{last[1]}, {part.strip()}")
            continue
        if last:
            yield last
        last = (separator, piece)
    if last:
        yield last


def _parts(statement: str) -> Iterator[tuple[str, str]]:
    """Yield the parts between separators, each with the separator before it."""
    between = ""
    for field in _HARD.split(statement):
        if field in (";", "|", "/", "•", "·", "\n", "\r", "\t"):
            between = field
            continue
        start = 0
        for match in _SOFT.finditer(field):
            yield between, field[start : match.start()]
            between, start = match[1] or match[2], match.end()
        yield between, field[start:]
        between = ""


def _is_name(piece: str) -> bool:
    if len(piece) < 2 or len(piece) > 60 or piece.casefold() in NOBODY or is_nobody(piece):
        return False
    if piece.islower() and len(piece) <= 3:  # reporter initials: abs, kpl
        return False
    words = piece.split(",")[0].split()
    if len(words) > 6 or _prose(piece) or re.search(r"[@#:?!=»>]", piece):
        return False
    return bool(_CODE.fullmatch(piece)) or not any(c.isdigit() for c in piece)


def _only_names(value: str) -> bool:
    """Return whether a labelled value is only names, or empty (`Editor:`)."""
    value = _NOISE.sub("|", value)
    if re.search(r"[:;?!=]|\d{3}|[a-z]{3}\.\s", value):
        return False
    pieces = [piece for _, piece in _pieces(credit_roles.ROLE_WORD.sub("|", value)) if piece]
    return all(
        len(piece.split()) <= 6 and (not _prose(piece) or is_occupation(piece)) for piece in pieces
    )


def _prose(piece: str) -> bool:
    """Return whether lower-case words are mixed with capitalised ones, as in a sentence."""
    words = piece.split(",")[0].split()
    words = [w for w in words if w.casefold().split("-")[0] not in _PARTICLE]
    lower = sum(w[0].islower() for w in words)
    return lower > 0 and (lower < len(words) or len(words) > 3) and not is_outlet(piece)


def _once(people: Iterable[str]) -> tuple[str, ...]:
    return tuple({name.casefold(): name for name in reversed(list(people))}.values())[::-1]
