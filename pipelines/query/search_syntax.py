"""What people type into a search: words, phrases, operators and filters, read into a `SearchQuery`.

    harga beras            all the words           "harga beras"      a phrase, curly quotes too
    korup*                 a beginning             beras OR jagung    either
    -cabai, NOT cabai      without it              (a OR b) c         groups
    site:kompas since:2026-11-01 until:7d lang:id author:"Ani Sari" section:Ekonomi tag:beras

Everything else is text: any string can be typed, and only one without a word or with a date that
is none is refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.store.rows import nfc

MAX_LENGTH = 1000
MAX_PIECES = 64
FILTERS = ("site", "since", "until", "lang", "author", "section", "tag")
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')
_PIECE = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<name>[A-Za-z]+):(?="|[^\s"():]))?
        (?:"(?P<phrase>[^"]*)"?(?P<star>\*)?|(?P<sign>[()])|(?P<word>[^\s"()]+))""",
    re.VERBOSE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_DAYS_BACK = re.compile(r"(\d{1,4})d")


class QueryError(ValueError):
    """The query cannot be searched for; the message says why and what to write."""


class EmptyQuery(QueryError):
    """The query has no word and no filter, only signs: nothing has them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase: `text` as typed, in NFC; with `prefix`, words that begin so."""

    text: str
    prefix: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts, and none of what is in `without`."""

    parts: "tuple[Node, ...]"
    without: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: "tuple[Node, ...]"


Node = Term | Both | Either


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """One `name:value` of a query; `value` is a date in ISO form for `since` and `until`."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query as it was understood: `words` is None where there are only filters."""

    words: Node | None
    filters: tuple[FieldFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # term, filter, or, not, open, close
    value: Term | FieldFilter | None = None
    negated: bool = False


def read_query(query: str, today: date) -> SearchQuery:
    """Return what a query means; `today` is the day from which `since:7d` counts.

    Raises `QueryError`.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is {len(query):,} characters long: {MAX_LENGTH:,} are enough")
    tokens = list(_tokens(nfc(query).translate(_QUOTES), today))
    if len(tokens) > MAX_PIECES:
        raise QueryError(f"the query has {len(tokens)} parts: {MAX_PIECES} are enough")
    filters = tuple(t.value for t in tokens if isinstance(t.value, FieldFilter))
    rest = [token for token in tokens if token.kind != "filter"]
    words = _either(rest, [0])
    if words is None and any(token.kind == "term" for token in rest):
        raise QueryError(
            f"{query.strip()!r} only says what is not wanted: add a word that is, as in banjir -rob"
        )
    if words is None and not filters:
        raise EmptyQuery(f"there is no word to search for in {query!r}: give a word or a number")
    return SearchQuery(words=words, filters=filters)


def _tokens(query: str, today: date) -> Iterator[_Token]:
    for found in _PIECE.finditer(query):
        name, negated = (found["name"] or "").lower(), found["minus"] == "-"
        if found["sign"]:
            if negated:
                yield _Token("not")
            yield _Token("open" if found["sign"] == "(" else "close")
        elif name in FILTERS:
            value = found["word"] if found["phrase"] is None else found["phrase"]
            yield _Token("filter", _filter(name, value.strip(), negated, today))
        elif found["name"] is None and not negated and found["word"] in ("OR", "NOT"):
            yield _Token(found["word"].lower())
        else:
            yield from _terms(found, negated)


def _terms(found: re.Match[str], negated: bool) -> Iterator[_Token]:
    """Yield the term of a piece, none where nothing of it is a letter or digit."""
    is_phrase = found["phrase"] is not None
    text = found["phrase"] if is_phrase else found["word"]
    if found["name"]:
        text = f"{found['name']}:{text}"  # no filter: `catatan:` is a word like others
    prefix = bool(found["star"]) or (not is_phrase and text.endswith("*"))
    if any(map(_is_word_character, text)):
        yield _Token("term", Term(text, prefix, is_phrase), negated)


def _is_word_character(character: str) -> bool:
    """Return whether FTS5's unicode61 makes a token of it: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _filter(name: str, value: str, negated: bool, today: date) -> FieldFilter:
    if name in ("since", "until"):
        if negated:
            raise QueryError(f"-{name}:{value}: a date cannot be excluded; use since: and until:")
        value = _day(name, value, today).isoformat()
    return FieldFilter(name, value, negated)


def _day(name: str, value: str, today: date) -> date:
    """Return the day of `2026-11-20`, the first or last of `2026-11` and `2026`, or days back."""
    if back := _DAYS_BACK.fullmatch(value):
        return today - timedelta(days=int(back[1]))
    if parts := _DATE.fullmatch(value):
        year, month, day = (int(part) if part else None for part in parts.groups())
        try:
            if name == "since" or day:
                return date(year or 0, month or 1, day or 1)
            date(year or 0, month or 1, 1)  # raises for a month that is none
            after = (year or 0) + (month or 12) // 12, (month or 12) % 12 + 1
            return date(*after, 1) - timedelta(days=1)
        except ValueError:
            pass
    raise QueryError(f"{name}:{value}: not a date; write 2026-11-20, 2026-11, 2026 or 7d")


def _either(tokens: list[_Token], at: list[int]) -> Node | None:
    """Return the alternatives from `at[0]` on, up to the end or a closing parenthesis."""
    parts = [_both(tokens, at)]
    while at[0] < len(tokens) and tokens[at[0]].kind == "or":
        at[0] += 1
        parts.append(_both(tokens, at))
    found = tuple(part for part in parts if part is not None)
    return found[0] if len(found) == 1 else Either(found) if found else None


def _both(tokens: list[_Token], at: list[int]) -> Node | None:
    wanted: list[Node] = []
    without: list[Node] = []
    negated = False
    while at[0] < len(tokens):
        token = tokens[at[0]]
        if token.kind == "or" or (token.kind == "close" and at[1:]):
            break
        at[0] += 1
        if token.kind == "close":  # nothing was opened
            continue
        if token.kind == "not":
            negated = True
            continue
        node = _group(tokens, at) if token.kind == "open" else token.value
        if isinstance(node, Term | Both | Either):
            (without if negated or token.negated else wanted).append(node)
        negated = False
    if not wanted:
        return None
    return wanted[0] if len(wanted) == 1 and not without else Both(tuple(wanted), tuple(without))


def _group(tokens: list[_Token], at: list[int]) -> Node | None:
    """Return what stands up to the closing parenthesis, which may be missing."""
    inner = [at[0], 1]  # a second number: within parentheses
    found = _either(tokens, inner)
    at[0] = inner[0] + 1
    return found
