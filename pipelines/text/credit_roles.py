"""The words that credit lines name roles with, and where they stand in a line."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipelines.text.not_people import is_affiliation

Kind = Literal["author", "editor", "picture"]

# Pictures first: "pewarta foto" and "penata foto" begin like writers.
_PICTURE = (
    r"(?:pewarta |penata |jurnalis |sumber |reporter )?foto(?:grafer)?|"
    r"photo(?:s|graphs?|grapher|graphy)?|"
    r"ilustra(?:si|tor)|illustrat(?:ions?|or)|(?:info)?grafis|infografik|videografer|video(?:grapher)?|"
    r"kamera(?:men|man|wan)?|juru kamera|cameraman|desain(?:er)?(?: grafis)?|graphics?|gambar"
)
_EDITOR = r"copy editor|editor|red|redaktur pelaksana|redaktur|penyunting|penyelia|uploader|editing"
_PICTURED = r"foto|photos?|photographs?|pictures?|gambar|ilustrasi"
_WORDS = r"teks|naskah|penulis|text|words|story"
_BOTH = rf"(?:{_WORDS}) (?:dan|and|&) (?:{_PICTURED})|(?:{_PICTURED}) (?:dan|and|&) (?:{_WORDS})"
_AUTHOR = (
    r"(?:reporter|penulis|jurnalis|wartawan) magang|penulis naskah|penulis|reporter|pewarta|rep|"
    r"oleh|kontributor|jurnalis|wartawan|koresponden|laporan|by|author|verified writer|writer|teks|"
    r"naskah|tim (?:liputan|peliput|penulis)"
)
_WITH_COLON = rf"{_BOTH}|text|words|story|reporting"  # of magazines; without a colon plain words
# Passives: "Ditulis oleh Sari Wulan", "Posted by Sari Wulan". They need no colon.
_WRITTEN_BY = (
    r"(?:di)?(?:tulis|lapor|pos|kirim|publikasi|terbit|unggah|rangkum|himpun)\w* oleh|"
    rf"(?:{_BOTH}|posted|written|published|submitted|reported|compiled|contributed|story|text|words|"
    r"reporting) by"
)
_EDITED_BY = r"(?:di)?(?:sunting|edit)\w* oleh|edited by|editing by"
_TAKEN_BY = (
    r"(?:foto|gambar|ilustrasi|video|difoto|dipotret) oleh|"
    r"(?:photos?|photographs?|photography|pictures?|illustrations?|graphics?|video) by"
)
_BY = rf"{_TAKEN_BY}|{_EDITED_BY}|{_WRITTEN_BY}"
_ROLE = rf"(?:{_BY}|{_PICTURE}|{_EDITOR}|{_AUTHOR})"
_IS_PICTURE = re.compile(rf"{_TAKEN_BY}|{_PICTURE}", re.IGNORECASE)
_IS_EDITOR = re.compile(rf"{_EDITED_BY}|{_EDITOR}", re.IGNORECASE)
# Who reports from where: "Kontributor Kupang dan Ende: ...".
_STATIONED = r"kontributor|koresponden|wartawan|reporter|jurnalis|pewarta|laporan(?: wartawan)?"
_OF = r"(?P<of>(?:\s(?:[A-Z][\w.]*|dan|di|dari)){1,6})"

# A role with a colon, or one of the words that stand alone in a cell with a full stop.
_LABEL = re.compile(
    rf"(?<![\w.])(?:(?P<role>(?i:{_ROLE}|{_WITH_COLON}))\s?[:：]|(?P<stationed>(?i:{_STATIONED})){_OF}\s?[:：]|"
    r"(?P<stopped>(?i:penulis|editor|reporter|redaktur|pewarta|fotografer))\.(?=\s[A-Z])|"
    rf"(?P<by>(?i:{_BY}))(?=\s+[A-Z]))\s*"
)
_BARE = re.compile(rf"(?<![\w.])(?P<role>(?i:{_ROLE}))\s+(?=[A-Z])")
_STATIONED_ALONE = re.compile(rf"\s*(?i:{_STATIONED}){_OF}\s*")
_ALONE = re.compile(rf"\W*{_ROLE}\s?[:：]?\s*", re.IGNORECASE)
_WRITES_OR_EDITS = re.compile(rf"\W*(?:{_EDITOR}|{_AUTHOR})\s?[:：]?\s*", re.IGNORECASE)
BETWEEN = ("|", "/", "-", "•", "·", ";", ",", "–", "—")
# A role without a colon, at the start of a name or between two names. Inside a name, two
# capitalised words must follow: with one, the role is part of the name.
ROLE_WORD = re.compile(
    rf"(?:^|(?<=[|/,;•&\n]))\s*(?i:{_AUTHOR}|{_EDITOR})\s+(?=[A-Z])|"
    rf"(?<![\w.])(?i:{_AUTHOR}|{_EDITOR})\s+(?=[A-Z][\w.'’\-]*\s+[A-Z])"
)
# "Kontributor Surabaya, Sari Wulan": the role, where from, and the name behind the comma.
STATION = re.compile(
    rf"\s*(?P<role>(?i:kontributor|koresponden)|(?i:{_STATIONED})){_OF}\s?,\s*(?=[A-Z])"
)


# One of these is in each line that names a writer or an editor with a role.
STEMS = (
    *("penulis", "editor", "reporter", "oleh", "by", "wartawan", "jurnalis", "pewarta", "kontrib"),
    *(
        "author",
        "writer",
        "redaktur",
        "rep",
        "red",
        "korespond",
        "lapor",
        "teks",
        "naskah",
        "sunting",
    ),
    *("penyelia", "upload", "tim ", "berkontribusi", "magang", "edit", "text", "words", "story"),
)


class Label(NamedTuple):
    """A label in a line: where it starts, where its value starts, and whom it names."""

    start: int
    end: int
    kind: Kind


def labels(line: str) -> list[Label]:
    """Return the labels of a line, in order."""
    return list(_labels(line))


def _labels(line: str) -> Iterator[Label]:
    for match in _LABEL.finditer(line):
        of = match["of"]
        if of and not is_affiliation(of) and _is_a_name(match["stationed"]):
            continue
        role = match["role"] or match["stationed"] or match["stopped"] or match["by"]
        yield Label(match.start(), match.end(), kind_of(role))


def _is_a_name(role: str) -> bool:
    """Return whether unknown words behind the role are a name: not a contributor's, who has a town.

    National outlets print `Kontributor` with the town for their people in the regions.
    """
    return role.casefold() not in ("kontributor", "koresponden")


def bare_labels(line: str) -> list[Label]:
    """Return labels without colons that marks separate: `Penulis A | Editor B`, [] if not so."""
    found = [Label(m.start(), m.end(), kind_of(m["role"])) for m in _BARE.finditer(line)]
    apart = all(line[: label.start].rstrip().endswith(BETWEEN) for label in found[1:])
    return found if len(found) > 1 and apart else []


def kind_of(role: str) -> Kind:
    """Return whom a role names."""
    if _IS_PICTURE.fullmatch(role):
        return "picture"
    return "editor" if _IS_EDITOR.fullmatch(role) else "author"


def is_role(line: str) -> bool:
    """Return whether the line is only the role of a writer or editor: `Penulis`, `Editor :`."""
    return _WRITES_OR_EDITS.fullmatch(line) is not None


def role_in(text: str) -> Kind | None:
    """Return whom the words name as a role, None if they are none.

    `Reporter`, `Fotografer`, `Kontributor Makassar`.
    """
    if (stationed := _STATIONED_ALONE.fullmatch(text)) and is_affiliation(stationed["of"]):
        return "author"
    return kind_of(text.strip(" :")) if _ALONE.fullmatch(text) else None
