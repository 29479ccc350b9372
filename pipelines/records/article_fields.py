"""What is declared of a field of `Article` beside its type, and the table that is made of it.

A field is declared once, in `pipelines.records.article`: its name, type and default, and in its
metadata what `about` takes. Rows, exports, JSON lines, `warta try`, `warta show` and fill rates all
follow the table `ARTICLE_FIELDS`, so that a new field needs no change in any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Any


class FieldKind(Enum):
    """How a field is stored and written."""

    TEXT = "text"
    TEXTS = "texts"
    MOMENT = "moment"
    NUMBER = "number"
    MAPPING = "mapping"
    REMOVED = "removed"  # in a table of its own
    FINGERPRINT = "fingerprint"  # in tables of its own, never exported


class Join(Enum):
    """Where the field of an article over several pages comes from."""

    FIRST_PAGE = 0
    FIRST_FOUND = 1  # the first page that has it
    ALL_PAGES = 2


class Shown(Enum):
    """Whether `warta show` and `warta try` list a field, and where."""

    NO = 0
    FIRST = 1
    LAST = 2  # after all fields that come first


_KINDS: dict[object, FieldKind] = {
    str: FieldKind.TEXT,
    tuple[str, ...]: FieldKind.TEXTS,
    datetime: FieldKind.MOMENT,
    datetime | None: FieldKind.MOMENT,
    float: FieldKind.NUMBER,
    Mapping[str, str]: FieldKind.MAPPING,
}
_OPTIONAL_KINDS = (FieldKind.TEXT, FieldKind.TEXTS, FieldKind.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleField:
    """One field of `Article`: its name, how it is stored, and what `about` declares of it."""

    name: str
    kind: FieldKind
    meaning: str
    optional: bool
    versioned: bool
    joined: Join
    shown: Shown
    offset: str
    offset_meaning: str
    follows: str
    goes_with: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of `articles` that hold the field; none if it has a table of its own."""
        if not self.is_stored:
            return ()
        return (self.name, self.offset) if self.offset else (self.name,)

    @property
    def is_stored(self) -> bool:
        """Whether the field is a column of `articles`."""
        return self.kind not in (FieldKind.REMOVED, FieldKind.FINGERPRINT)

    @property
    def is_exported(self) -> bool:
        """Whether exports and JSON lines have the field."""
        return self.kind is not FieldKind.FINGERPRINT


def about(
    meaning: str,
    *,
    kind: FieldKind | None = None,
    optional: bool = False,
    versioned: bool = False,
    joined: Join = Join.FIRST_PAGE,
    shown: Shown = Shown.NO,
    offset: str = "",
    offset_meaning: str = "",
    follows: str = "",
    goes_with: str = "",
) -> dict[str, object]:
    """Return the metadata of a field of `Article`.

    `meaning` describes its column. `kind` is only for a type that does not say it. An `optional`
    field (a text, list or time) may be empty: its fill rate is watched, and a later fetch fills it.
    A change of a `versioned` one makes a new revision. `joined` and `shown` are as in `Join` and
    `Shown`. `offset` names the column of a time's UTC offset, `offset_meaning` describes it.
    `follows` is the field after which columns and exports have this one, where that is not the one
    declared before it. `goes_with` is the field with which this one is filled.
    """
    return {
        "meaning": meaning,
        "kind": kind,
        "optional": optional,
        "versioned": versioned,
        "joined": joined,
        "shown": shown,
        "offset": offset,
        "offset_meaning": offset_meaning,
        "follows": follows,
        "goes_with": goes_with,
    }


def field_table(article: type[Any]) -> tuple[ArticleField, ...]:
    """Return the fields of the dataclass in the order of columns and exports.

    Raises `TypeError` for a field that is declared without `about`, or in a way that rows cannot
    hold.
    """
    table: list[ArticleField] = []
    moved: list[ArticleField] = []
    for declared in fields(article):
        entry = _entry(declared.name, declared.type, declared.metadata)
        (moved if entry.follows else table).append(entry)
    for entry in moved:
        names = [other.name for other in table]
        if entry.follows not in names:
            raise TypeError(f"{entry.name} follows {entry.follows}, which is no field")
        table.insert(names.index(entry.follows) + 1, entry)
    return tuple(table)


def _entry(name: str, declared: object, metadata: Mapping[str, Any]) -> ArticleField:
    if not metadata:
        raise TypeError(f"{name} is declared without metadata: give it about(...)")
    kind = metadata["kind"] or _KINDS.get(declared)
    if kind is None:
        raise TypeError(f"{name} has a type that has no kind of field: {declared}")
    entry = ArticleField(**{**metadata, "name": name, "kind": kind})
    if entry.optional and kind not in _OPTIONAL_KINDS:
        raise TypeError(f"{name} is optional and neither a text, nor a list of them, nor a time")
    if entry.offset and kind is not FieldKind.MOMENT:
        raise TypeError(f"{name} has a UTC offset and is not a time")
    return entry
