"""The language of an article: Indonesian, Malay, a regional language of Indonesia, or another one.

langdetect knows neither Malay nor any regional language and calls them all Indonesian with
certainty, so words decide first: each language's function words are a steady share of its texts
(`TYPICAL`), and an estimate of how much of a text is in a language is its words' share of the text
over that. Indonesian and Malay count as one there and are told apart by the words that only one of
them writes. What the words leave open goes to langdetect.
"""

import re
import threading
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipelines.language import indonesian_or_malay
from pipelines.records import Article, Limits, Rules
from pipelines.text import function_words as data
from pipelines.text.comparable import with_ascii_marks

UNDETERMINED = "und"
MALAYIC = "id+ms"  # Indonesian or Malay, before the two are told apart

# The share of a text's words that the list of its language covers, the median of running text.
TYPICAL = {
    MALAYIC: 0.33, "jv": 0.30, "su": 0.28, "min": 0.22, "ban": 0.22, "bjn": 0.22, "ace": 0.29,
    "bug": 0.25, "mak": 0.27, "bbc": 0.38, "mad": 0.19, "tet": 0.46, "en": 0.39, "nl": 0.43,
    "tl": 0.37,
}  # fmt: skip

READ = 20_000  # characters of a text that are looked at
DETECT = 800  # and that langdetect is given: its answers do not change beyond
TRIALS = 5  # of its seven rounds: the same answers in a quarter less time
SHORT = 12  # words; below that names and the writing of the headline count
ENOUGH = 0.4  # an estimate from which on the words settle it
KIN = 0.7  # the same for a foreign language: German is half Dutch to a list of Dutch words
BORROWING = 1.5  # regional writing is full of Indonesian words, Indonesian writing of no others
LEADING = 1.5  # and by how much it must lead
FAINT = 0.25  # below it a language's words are no evidence of it
LONG = 60  # words; a text of that length has function words
DIFFERENT = 0.03  # different words of a language in each word of a text: foreign texts have less
COUNTED = 300  # words; after that a text has few words that it did not have before
MIXED = 0.12  # a second language of a smaller share is not told
MIXED_WORDS = 40
BORROWED = 2 / 3  # of a regional text may look Indonesian: such writing borrows whole sentences
FLAG = "mixed-"  # before the code of a second language
MIXED_SURE = 0.95  # how often the language of the larger part is right

_TOKEN = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n")
_LEFT_OUT = re.compile("[\u0300-\u036f'’‘`´ʼ]")
_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The language of a text.

    `code` is ISO 639 (two letters where there are two), `und` where it cannot be told. `confidence`
    is how often such an answer is right (0..1; `python -m benchmarks.language` shows the table).
    `second` is another language that a part of the text is in, `second_share` how much of it.
    """

    code: str
    confidence: float
    second: str = ""
    second_share: float = 0.0


def with_language(article: Article, rules: Rules, limits: Limits) -> Article:
    """Return the article with its language, and flagged where a part of it is in another one."""
    found = identify(article.title, article.text)
    flags = [flag for flag in article.flags if not flag.startswith(FLAG)]
    if found.second:
        flags.append(FLAG + found.second)
    return replace(
        article,
        language=found.code,
        language_confidence=found.confidence,
        flags=tuple(flags),
    )


def identify(title: str, text: str) -> Identified:
    """Return the language that a text is written in, judged by title and text together."""
    whole = f"{title}\n{text}"[:READ]
    words = _words(whole)
    if not words:
        return Identified(code=UNDETERMINED, confidence=0.0)
    estimates = _estimates(words)
    kind, sure = _kind(whole, words, estimates)
    (first, _), (second, share) = _parts(whole, kind, words, estimates)
    if share < MIXED:
        code, half = _named(kind, words, whole)
        return Identified(code=code, confidence=round(sure * half, 2))
    code, half = _named(first, words, whole)
    return Identified(
        code=code,
        confidence=round(MIXED_SURE * half, 2),
        second=_named(second, words, whole)[0],
        second_share=round(share, 2),
    )


def _kind(whole: str, words: Counter[str], estimates: Mapping[str, float]) -> tuple[str, float]:
    """Return the language, Indonesian and Malay as one, and how sure that is."""
    code, estimate = _first(estimates)
    _, runner_up = _first(_without(estimates, code))
    enough = KIN if code in data.FOREIGN else ENOUGH
    leads = estimate >= enough and estimate >= LEADING * runner_up
    if leads and (code == MALAYIC or _evident(words, code)):
        return code, 0.98 if words.total() >= SHORT else 0.9
    return _unsettled(whole, words, estimates)


def _named(kind: str, words: Counter[str], whole: str) -> tuple[str, float]:
    return indonesian_or_malay.or_malay(words, whole) if kind == MALAYIC else (kind, 1.0)


def _parts(
    whole: str, kind: str, words: Counter[str], estimates: Mapping[str, float]
) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return the language of the body and of another part of the text, each with its share.

    Indonesian and Malay are told apart there where they are the two.
    """
    alone = (kind, 1.0), ("", 0.0)
    if kind not in estimates or words.total() < MIXED_WORDS:
        return alone
    other = _second(kind, estimates)
    if other:
        shares = _shares(whole, kind, lambda part: _of_two(kind, other, part))
    elif kind == MALAYIC and indonesian_or_malay.both(words):
        shares = _shares(
            whole, indonesian_or_malay.or_malay(words, whole)[0], indonesian_or_malay.leaning
        )
    else:
        return alone
    if len(shares) < 2:
        return alone
    one, two = sorted(shares.items(), key=lambda part: (-part[1], part[0]))
    regional = {kind, other} & data.REGIONAL.keys()
    return (two, one) if regional and one[0] != kind and one[1] < BORROWED else (one, two)


def _second(kind: str, estimates: Mapping[str, float]) -> str:
    """Return the language that another part of the text may be in, "" where there is none.

    Beside Indonesian that may be any; what looks like another one in a text of a third language is
    that language's homographs, except where it is Indonesian.
    """
    others = (
        _without(estimates, kind) if kind == MALAYIC else {MALAYIC: estimates.get(MALAYIC, 0.0)}
    )
    second, estimate = _first(others)
    return second if estimate >= MIXED * (estimate + estimates[kind]) else ""


def _of_two(one: str, two: str, words: Counter[str]) -> str:
    """Return which of two languages a sentence is in, "" where it says too little."""
    estimates = _estimates(words)
    first, second = estimates.get(one, 0.0), estimates.get(two, 0.0)
    if max(first, second) < FAINT or first == second:
        return ""
    return one if first > second else two


def _shares(whole: str, first: str, language_of: Callable[[Counter[str]], str]) -> dict[str, float]:
    """Return the share of a text's letters that the sentences of each language have.

    A sentence that says too little to tell is of the language of the one before it.
    """
    letters: Counter[str] = Counter()
    here = first
    for words in filter(None, map(_words, _SENTENCE.split(whole))):
        here = language_of(words) or here
        letters[here] += sum(len(word) * count for word, count in words.items())
    return {code: count / letters.total() for code, count in letters.items()}


def _words(text: str) -> Counter[str]:
    """Return the words in lower case without accents and apostrophes, and how often each stands."""
    marked = with_ascii_marks(text)
    if marked.isascii():
        return Counter(marked.lower().encode().translate(_LETTERS, b"'`").decode().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return Counter(_TOKEN.findall(_LEFT_OUT.sub("", plain)))


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """Return for each listed word the languages that list it."""
    lists = {**data.REGIONAL, **data.FOREIGN}
    lists[MALAYIC] = f"{data.SHARED} {data.INDONESIAN} {data.MALAY}"
    found: dict[str, tuple[str, ...]] = {}
    for code, words in lists.items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), code)
    return found


def _estimates(words: Counter[str]) -> dict[str, float]:
    """Return how much of the text is in each language: 1 for running text, 0 for none of it."""
    owners = _owners()
    points: dict[str, float] = defaultdict(float)
    total = words.total()
    for word, count in words.items():
        if codes := owners.get(word):
            share = count / len(codes)
            for code in codes:
                points[code] += share
    if total < SHORT:  # a headline has few function words
        known = indonesian_or_malay.vocabulary().keys() & words.keys() - owners.keys()
        points[MALAYIC] += sum(words[word] for word in known)
    for code in data.REGIONAL.keys() & points.keys():
        points[code] *= BORROWING
    return {code: point / total / TYPICAL[code] for code, point in points.items()}


def _without(estimates: Mapping[str, float], code: str) -> dict[str, float]:
    return {other: estimate for other, estimate in estimates.items() if other != code}


def _first(estimates: Mapping[str, float]) -> tuple[str, float]:
    return min(estimates.items(), key=lambda item: (-item[1], item[0]), default=("", 0.0))


def _unsettled(
    whole: str, words: Counter[str], estimates: Mapping[str, float]
) -> tuple[str, float]:
    """Return what langdetect makes of a text, corrected for the languages it does not know."""
    best, estimate = _first(estimates)
    guess, probability = _langdetect(whole)
    if guess != "id":
        known = best in data.FOREIGN or estimates.get(guess, 0.0) * LEADING >= estimate
        if estimate >= ENOUGH and not known and _evident(words, best):
            return best, 0.6
        return guess, 0.8 * probability
    malayic = estimates.get(MALAYIC, 0.0)
    if estimate > malayic and estimate >= ENOUGH and _evident(words, best):
        return best, 0.7
    if words.total() >= LONG and malayic < FAINT:
        told = estimate >= FAINT and _evident(words, best)
        return (best, 0.6) if told else (UNDETERMINED, 0.5)
    return MALAYIC, 0.85


def _evident(words: Counter[str], code: str) -> bool:
    """Say whether enough different words speak for the language.

    One may be a name, and a few short ones stand again and again in a language that nobody listed:
    `de`, `e`, `na` and `no` of Portuguese are words of Buginese and Madurese.
    """
    owners = _owners()
    different = [word for word in words if code in owners.get(word, ())]
    enough = max(2, DIFFERENT * min(words.total(), COUNTED))
    telling = code in data.FOREIGN or any(len(word) > 2 for word in different)
    return telling and len(different) >= enough


@cache
def _factory() -> Any:
    """Return langdetect's profiles, loaded once: it does so without a lock at first use."""
    from langdetect import detector_factory

    with _lock:
        detector_factory.DetectorFactory.seed = 0
        detector_factory.init_factory()
        return detector_factory._factory


def _langdetect(text: str) -> tuple[str, float]:
    """Return langdetect's answer and its probability, `und` where it has none."""
    from langdetect import LangDetectException

    sample = text[:DETECT]
    letters = sum(map(str.isalpha, sample))
    if sum(map(str.isupper, sample)) > letters / 2:
        sample = sample.lower()
    detector = _factory().create()
    detector.n_trial = TRIALS
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return UNDETERMINED, 0.0
    return str(best.lang).partition("-")[0], float(best.prob)
