"""Which articles are about one event: what an article is told by, and when two of them match.

Two outlets that report one event in their own words share its names, its numbers, its days and
some rare words, and often what somebody said or sentences of one release. Terms are weighted by
what they are (a name, a place, a number, a word and its length), never by how often the collection
has them, so a pair is judged the same whatever was stored before it. What was measured:
`docs/decisions/0008-stories.md`.

A story starts with its earliest article and holds the articles that match that one, published at
most `WINDOW` after it. Nothing is joined through a third article, so stories do not chain, and
`leader` gives the same stories for any order of arrival. What a store does with it:

1. Articles kept (no duplicates) are filed by day under their `keys`, quotations and sentences.
2. Those that share a quotation, two sentences or `MIN_KEYS` keys within the window are compared by
   `compare`; each match is a pair.
3. In order of `Report.order`, an article whose earlier matches include no leader is a leader;
   any other joins the leader it matches best.
4. Duplicates belong to the story of the article kept in their place. A story counts as one where
   its articles, duplicates included, are of two outlets or more.
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

# Names what stored terms depend on; terms of different schemes are never compared.
SCHEME = "story/3"

WINDOW = timedelta(days=3)
LEAD_WORDS = 220  # title apart; the first third to half of a report, where the event is told
SIMILARITY = 0.45  # cosine of the weighted terms
TEMPLATE = 0.7  # from here on texts follow one template: figures and names have to agree
PRINTED = 1 / 3  # and where they have this share of the sentences of the shorter one in common
NUMBERS = 0.7
MIN_NUMBERS = 3
NAMES = 0.4
MIN_NAMES = 4
QUOTE_WORDS = 6  # of a quoted sentence: one in common is enough
SENTENCE_WORDS = 8  # of any sentence
MIN_SENTENCES = 2
MAX_KEYS = 16
MIN_KEYS = 3
MAX_TERMS = 200
MAX_QUOTES = 60
MAX_SENTENCES = 30
SHOWN = 12

_PLACE, _NUMBER, _NAME, _WORD = 10, 10, 30, 20
_TIMES = (10, 17, 21, 24, 26)  # tenths: how much more a term counts that comes again


class Kind(StrEnum):
    """What a term is."""

    NAME = "name"  # written with a capital wherever it stands
    PLACE = "place"
    NUMBER = "number"
    WORD = "word"
    QUOTE = "quote"
    SENTENCE = "sentence"


class Term(NamedTuple):
    """A word of an article, in lower case, with what it is and how much it tells."""

    text: str
    kind: Kind
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an article is told by, as it is stored and compared.

    `weights` maps the hash of each term to its weight, `names` are those of names that few reports
    have, `quotes` and `sentences` hashes of how quoted and other sentences begin, `days`
    (`day/month`) and `numbers` what title and lead state.
    """

    weights: Mapping[int, int]
    names: frozenset[int] = frozenset()
    quotes: frozenset[int] = frozenset()
    sentences: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The terms of an article with the words behind them, which say why it matched."""

    terms: Terms
    words: Mapping[int, Term] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two articles about one event: how alike they are (0..1), and the hashes they share."""

    similarity: float
    shared: tuple[int, ...]


def report(title: str, text: str) -> Report:
    """Return what an article is told by."""
    lines = article_lines(text)
    body = "\n".join(lines)
    lead = _lead(lines)
    stated = f"{title}\n{lead}"
    kept = sorted(_terms(stated), key=lambda term: (-term.weight, term.text))[:MAX_TERMS]
    known = {_hash(term.text): term for term in kept}
    quoted = _beginnings(_quoted(body), QUOTE_WORDS, MAX_QUOTES, Kind.QUOTE)
    said = _beginnings(_SENTENCE.split(body), SENTENCE_WORDS, MAX_SENTENCES, Kind.SENTENCE)
    terms = Terms(
        weights={key: term.weight for key, term in known.items()},
        names=frozenset(key for key, term in known.items() if _is_telling(term)),
        quotes=frozenset(quoted),
        sentences=frozenset(said),
        days=_days(stated),
        numbers=_figures(stated),
    )
    return Report(terms=terms, words={**known, **said, **quoted})


def keys(report: Report) -> tuple[int, ...]:
    """Return the hashes of the terms under which an article is filed: names first, then words."""
    telling = [
        (term.kind is not Kind.NAME, -term.weight, key)
        for key, term in report.words.items()
        if term.kind in (Kind.NAME, Kind.WORD) and term.weight > _PLACE
    ]
    return tuple(key for *_, key in sorted(telling)[:MAX_KEYS])


def compare(one: Terms, two: Terms) -> Match | None:
    """Return the match of two articles published within the window, or None; the same both ways."""
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
    template = similarity >= TEMPLATE or len(sentences) >= max(MIN_SENTENCES, PRINTED * fewer)
    joined = (copied and alike and not template) or (
        (copied or alike) and _figures_agree(one, two, template=template or not alike)
    )
    if not quotes and (not joined or (template and not _names_agree(one, two))):
        return None
    common.sort(key=lambda key: (-short[key] * long[key], key))
    return Match(similarity=round(similarity, 4), shared=(*quotes, *sentences, *common))


def within_window(one: datetime, two: datetime) -> bool:
    """Return whether two articles are near enough in time to be one story; both ends count."""
    return abs(one - two) <= WINDOW


def explain(match: Match, words: Mapping[int, Term]) -> dict[str, list[str]]:
    """Return what two articles share by kind, the most telling first and at most `SHOWN` each."""
    shared: dict[str, list[str]] = {}
    for key in match.shared:
        term = words[key]
        listed = shared.setdefault(term.kind, [])
        if len(listed) < SHOWN:
            listed.append(term.text)
    return {kind: shared[kind] for kind in Kind if kind in shared}


def pack(code: str, values: Iterable[int]) -> bytes:
    """Return numbers as little-endian bytes: `I` 32 bits, `B` 8."""
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(code: str, packed: bytes) -> Sequence[int]:
    """Return the numbers that `pack` packed."""
    values = array(code)
    values.frombytes(packed)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _is_telling(term: Term) -> bool:
    return term.kind is Kind.NAME and term.weight >= _NAME


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


def _weigh(word: str, *, name: bool) -> tuple[Kind, int]:
    """Return what a word is and how much it tells: 0 for what every text has."""
    if word[0].isdigit():
        return Kind.NUMBER, _NUMBER if len(word) > 1 else 0
    known = _known().get(word)
    if known is Kind.PLACE:
        return known, _PLACE
    if len(word) < 2 or known is Kind.WORD:
        return Kind.WORD, 0
    if name:
        return Kind.NAME, _NAME if known is None else _PLACE
    if known is not None:
        return Kind.WORD, _PLACE
    return Kind.WORD, _WORD * min(14, max(4, 10 * (len(word) - 2) // 6)) // 10


@cache
def _known() -> Mapping[str, Kind]:
    """Return the words that tell little of an event.

    Names and titles that most reports of a day print are a `NAME` here, places a `PLACE`, and the
    grammar of the languages of the news, which tells nothing, a `WORD`.
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
        **dict.fromkeys(" ".join(frequent).split(), Kind.NAME),
        **dict.fromkeys(PLACES, Kind.PLACE),
        **dict.fromkeys(" ".join(common).split(), Kind.WORD),
    }


_MARKS = re.compile("[“”„‟″]")
_QUOTED = re.compile(r'(?<!\w)"(?=[\w#@.…(])([^"\n]{20,1000})')
_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s*(?=[A-Z\"“])|(?<=[.!?])\s+|\n")


def _quoted(text: str) -> Iterator[str]:
    """Yield the sentences in quotation marks."""
    for said in _QUOTED.findall(_MARKS.sub('"', text)):
        yield from _SENTENCE.split(said)


def _beginnings(sentences: Iterable[str], length: int, limit: int, kind: Kind) -> dict[int, Term]:
    """Return how sentences begin, by hash: the words that who copies one repeats."""
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
    """Say whether the two state a common day and, if printed from a template, the same figures."""
    if one.days and two.days and one.days.isdisjoint(two.days):
        return False
    fewer = min(len(one.numbers), len(two.numbers))
    if not template or fewer < MIN_NUMBERS:
        return True
    return len(one.numbers & two.numbers) >= NUMBERS * fewer


def _names_agree(one: Terms, two: Terms) -> bool:
    """Say whether the one that has fewer names has two in five from the other."""
    fewer = min(len(one.names), len(two.names))
    return fewer < MIN_NAMES or len(one.names & two.names) >= NAMES * fewer


def _square(terms: Terms) -> int:
    return sum(map(mul, terms.weights.values(), terms.weights.values()))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "little")
