"""Extracts the terms of an article and matches articles about one event; used by the store.

Reports of one event in different words share names, numbers, days and rare words, often also
quotations or sentences of a press release. Terms are weighted by kind (name, place, number, word
and its length), not by their frequency in the collection, so a match does not depend on what was
stored before. Measurements: `docs/decisions/0008-stories.md`.

A story is its earliest article, the leader, and the articles that match the leader, published at
most `WINDOW` after it. Articles do not join through a third one, so stories do not chain and are
the same for any order of arrival. The store:

1. Kept articles (not duplicates) are indexed by day under their `keys`, quotations and sentences.
2. Articles within the window that share a quotation, two sentences or `MIN_KEYS` keys are compared
   by `match_terms`; each match is a pair.
3. In order of (time of publication, URL), an article that matches no earlier leader is a leader;
   any other joins the leader it matches best.
4. Duplicates belong to the story of the article kept for them. A story counts only if its articles,
   duplicates included, are of two or more outlets.
"""

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from operator import mul
from typing import NamedTuple

from pipelines.stories import common_words
from pipelines.text import function_words
from pipelines.text.comparable import MONTHS, article_lines, fold, words
from pipelines.text.places import PLACES

# Identifies how terms are made; stored terms of different schemes are never compared.
SCHEME = "story/3"

WINDOW = timedelta(days=3)
LEAD_WORDS = 220  # without the title: the first third to half of a report
SIMILARITY = 0.45  # cosine of the weighted terms
TEMPLATE = 0.7  # from this cosine on, texts follow one template: numbers and names must agree
TEMPLATE_SENTENCES = 1 / 3  # the same from this share of the shorter text's sentences
NUMBERS = 0.7
MIN_NUMBERS = 3
NAMES = 0.4
MIN_NAMES = 4
QUOTE_WORDS = 6  # compared of a quoted sentence; one in common is a match
SENTENCE_WORDS = 8  # compared of any sentence
MIN_SENTENCES = 2
MAX_KEYS = 16
MIN_KEYS = 3
MAX_TERMS = 200
MAX_QUOTES = 60
MAX_SENTENCES = 30
MAX_SHOWN = 12

_PLACE, _NUMBER, _NAME, _WORD = 10, 10, 30, 20
_TIMES = (10, 17, 21, 24, 26)  # tenths: the factor for a term that occurs 1, 2, ... 5 times


class TermKind(StrEnum):
    """What a term is."""

    NAME = "name"  # capitalised at every occurrence
    PLACE = "place"
    NUMBER = "number"
    WORD = "word"
    QUOTE = "quote"
    SENTENCE = "sentence"


class Term(NamedTuple):
    """A word of an article, in lower case, with its kind and weight."""

    text: str
    kind: TermKind
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of an article, as stored and compared.

    `weights` maps the hash of each term to its weight. `names` are the hashes of rare names,
    `quotes` and `sentences` those of the first words of quoted and all sentences. `days`
    (`day/month`) and `numbers` are those in title and lead.
    """

    weights: Mapping[int, int]
    names: frozenset[int] = frozenset()
    quotes: frozenset[int] = frozenset()
    sentences: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The terms of an article and the words behind the hashes, to explain matches."""

    terms: Terms
    words: Mapping[int, Term] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMatch:
    """A match of two articles: their similarity (0..1) and the hashes they share."""

    similarity: float
    shared: tuple[int, ...]


def report(title: str, text: str) -> Report:
    """Return the terms of an article."""
    lines = article_lines(text)
    body = "\n".join(lines)
    lead = _lead(lines)
    stated = f"{title}\n{lead}"
    kept = sorted(_terms(stated), key=lambda term: (-term.weight, term.text))[:MAX_TERMS]
    known = {_hash(term.text): term for term in kept}
    quoted = _beginnings(_quoted(body), QUOTE_WORDS, MAX_QUOTES, TermKind.QUOTE)
    begun = _beginnings(_SENTENCE.split(body), SENTENCE_WORDS, MAX_SENTENCES, TermKind.SENTENCE)
    terms = Terms(
        weights={key: term.weight for key, term in known.items()},
        names=frozenset(key for key, term in known.items() if _is_rare_name(term)),
        quotes=frozenset(quoted),
        sentences=frozenset(begun),
        days=_days(stated),
        numbers=_figures(stated),
    )
    return Report(terms=terms, words={**known, **begun, **quoted})


def keys(report: Report) -> tuple[int, ...]:
    """Return the hashes of the terms that an article is indexed under, names first."""
    telling = [
        (term.kind is not TermKind.NAME, -term.weight, key)
        for key, term in report.words.items()
        if term.kind in (TermKind.NAME, TermKind.WORD) and term.weight > _PLACE
    ]
    return tuple(key for *_, key in sorted(telling)[:MAX_KEYS])


def match_terms(one: Terms, two: Terms) -> EventMatch | None:
    """Return the match of two articles published within the window, or None; symmetric."""
    quotes = sorted(one.quotes & two.quotes)
    sentences = sorted(one.sentences & two.sentences)
    short, long = sorted((one.weights, two.weights), key=len)
    common = [key for key in short if key in long]
    dot = sum(short[key] * long[key] for key in common)
    norms = _square(one) * _square(two)
    similarity = dot / norms**0.5 if norms else 0.0
    copied = len(sentences) >= MIN_SENTENCES
    alike = similarity >= SIMILARITY
    fewer = min(len(one.sentences), len(two.sentences))
    template = similarity >= TEMPLATE or len(sentences) >= max(
        MIN_SENTENCES, TEMPLATE_SENTENCES * fewer
    )
    joined = (copied and alike and not template) or (
        (copied or alike) and _figures_agree(one, two, template=template or not alike)
    )
    if not quotes and (not joined or (template and not _names_agree(one, two))):
        return None
    common.sort(key=lambda key: (-short[key] * long[key], key))
    return EventMatch(similarity=round(similarity, 4), shared=(*quotes, *sentences, *common))


def within_window(one: datetime, two: datetime) -> bool:
    """Return whether two times are at most `WINDOW` apart."""
    return abs(one - two) <= WINDOW


def explain(match: EventMatch, words: Mapping[int, Term]) -> dict[str, list[str]]:
    """Return the shared words by kind, highest weight first, at most `MAX_SHOWN` each."""
    shared: dict[str, list[str]] = {}
    for key in match.shared:
        term = words[key]
        listed = shared.setdefault(term.kind, [])
        if len(listed) < MAX_SHOWN:
            listed.append(term.text)
    return {kind: shared[kind] for kind in TermKind if kind in shared}


def pack(code: str, values: Iterable[int]) -> bytes:
    """Return integers as little-endian bytes: `I` 32 bits, `B` 8."""
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(code: str, packed: bytes) -> Sequence[int]:
    """Return the integers packed by `pack`."""
    values = array(code)
    values.frombytes(packed)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _is_rare_name(term: Term) -> bool:
    return term.kind is TermKind.NAME and term.weight >= _NAME


def _lead(lines: list[str]) -> str:
    lead: list[str] = []
    left = LEAD_WORDS
    for line in lines:
        lead.append(" ".join(line.split()[:left]))
        left -= len(line.split())
        if left <= 0:
            break
    return "\n".join(lead)


_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W_]+(?:-[^\W_]+)*")


def _terms(stated: str) -> list[Term]:
    count: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for printed, times in Counter(_TOKEN.findall(stated)).items():
        word = fold(printed)
        count[word] += times
        capitals[word] += times if printed[0].isupper() else 0
    made = []
    for word, times in count.items():
        kind, weight = _weigh(word, name=capitals[word] == times)
        if weight:
            made.append(Term(text=word, kind=kind, weight=weight * _TIMES[min(times, 5) - 1] // 10))
    return made


def _weigh(word: str, *, name: bool) -> tuple[TermKind, int]:
    """Return the kind and weight of a word: weight 0 for words of every text."""
    if word[0].isdigit():
        return TermKind.NUMBER, _NUMBER if len(word) > 1 else 0
    known = _known().get(word)
    if known is TermKind.PLACE:
        return known, _PLACE
    if len(word) < 2 or known is TermKind.WORD:
        return TermKind.WORD, 0
    if name:
        return TermKind.NAME, _NAME if known is None else _PLACE
    if known is not None:
        return TermKind.WORD, _PLACE
    return TermKind.WORD, _WORD * min(14, max(4, 10 * (len(word) - 2) // 6)) // 10


@cache
def _known() -> Mapping[str, TermKind]:
    """Return the common words with a low or zero weight.

    `NAME` are frequent names and titles, `PLACE` places, `WORD` function words (weight 0).
    """
    frequent = (
        common_words.OFFICES,
        function_words.INDONESIAN_NAMES,
        function_words.MALAYSIAN_NAMES,
    )
    common = (
        function_words.SHARED, function_words.INDONESIAN, function_words.MALAY,
        function_words.INDONESIAN_VOCABULARY, function_words.MALAY_VOCABULARY,
        *function_words.FOREIGN.values(), common_words.REPORTING,
    )  # fmt: skip
    return {
        **dict.fromkeys(" ".join(frequent).split(), TermKind.NAME),
        **dict.fromkeys(PLACES, TermKind.PLACE),
        **dict.fromkeys(" ".join(common).split(), TermKind.WORD),
    }


_MARKS = re.compile("[“”„‟″]")
_QUOTED = re.compile(r'(?<!\w)"(?=[\w#@.…(])([^"\n]{20,1000})')
_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s*(?=[A-Z\"“])|(?<=[.!?])\s+|\n")


def _quoted(text: str) -> Iterator[str]:
    """Yield the sentences in quotation marks."""
    for said in _QUOTED.findall(_MARKS.sub('"', text)):
        yield from _SENTENCE.split(said)


def _beginnings(
    sentences: Iterable[str], length: int, limit: int, kind: TermKind
) -> dict[int, Term]:
    """Return the first words of each sentence that is long enough, by hash."""
    found: dict[int, Term] = {}
    for sentence in sentences:
        begin = words(sentence[: 20 * length])[:length]
        if len(begin) == length and len(found) < limit:
            text = " ".join(begin)
            found[_hash(f"{kind} {text}")] = Term(text=text, kind=kind, weight=0)
    return found


_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})\b(?!\d)|\b(\d{1,2}) ([A-Za-z]{3,9})\b")
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")


def _days(text: str) -> frozenset[str]:
    days = set()
    for day, month, written_day, name in _DAY.findall(text):
        if day:
            days.add(f"{int(day)}/{int(month)}")
        elif number := MONTHS.get(name.lower()):
            days.add(f"{int(written_day)}/{number}")
    return frozenset(days)


def _figures(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,:]", "", figure) for figure in _FIGURE.findall(text))


def _figures_agree(one: Terms, two: Terms, *, template: bool) -> bool:
    """Return whether the days agree and, in a template, the numbers."""
    if one.days and two.days and one.days.isdisjoint(two.days):
        return False
    fewer = min(len(one.numbers), len(two.numbers))
    if not template or fewer < MIN_NUMBERS:
        return True
    return len(one.numbers & two.numbers) >= NUMBERS * fewer


def _names_agree(one: Terms, two: Terms) -> bool:
    """Return whether the text with fewer names shares two in five with the other."""
    fewer = min(len(one.names), len(two.names))
    return fewer < MIN_NAMES or len(one.names & two.names) >= NAMES * fewer


def _square(terms: Terms) -> int:
    return sum(map(mul, terms.weights.values(), terms.weights.values()))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "little")
