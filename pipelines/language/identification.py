"""Identifies the language of an article; runs after cleaning, before quality.

langdetect has no profile for Malay or any regional language and calls them Indonesian with
certainty. So function words decide first: they are a steady share of the texts of each language
(`TYPICAL`), and the estimate for a language is their share of this text divided by that.
Indonesian and Malay count as one there; `indonesian_or_malay` separates them. Texts that function
words do not settle go to langdetect.
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
MALAYIC = "id+ms"  # Indonesian or Malay, not yet separated

# The median share of the words of running text that the list of its language covers.
TYPICAL = {
    MALAYIC: 0.33, "jv": 0.30, "su": 0.28, "min": 0.22, "ban": 0.22, "bjn": 0.22, "ace": 0.29,
    "bug": 0.25, "mak": 0.27, "bbc": 0.38, "mad": 0.19, "tet": 0.46, "en": 0.39, "nl": 0.43,
    "tl": 0.37,
}  # fmt: skip

MAX_CHARACTERS = 20_000  # characters of a text that are read
MAX_DETECT = 800  # characters given to langdetect; more do not change its answers
TRIALS = 5  # rounds of langdetect instead of 7: the same answers in a quarter less time
SHORT_WORDS = 12  # shorter texts: names and the capitals of the headline count too
MIN_ESTIMATE = 0.4  # from this estimate on, function words decide
MIN_FOREIGN_ESTIMATE = 0.7  # for foreign languages: a list of Dutch words covers half of German
REGIONAL_FACTOR = 1.5  # regional texts borrow many Indonesian words, not the other way round
MIN_LEAD = 1.5  # ratio to the next estimate
MIN_EVIDENCE = 0.25  # lower estimates are no evidence of a language
LONG_WORDS = 60  # a text of this length has function words
MIN_DISTINCT = 0.03  # distinct words of a language per word of text; foreign texts have fewer
MAX_DISTINCT_WORDS = 300  # words counted for that; longer texts add few distinct words
MIN_MIXED_SHARE = 0.12  # smaller shares of a second language are not reported
MIN_MIXED_WORDS = 40
BORROWED = 2 / 3  # share of a regional text that may look Indonesian: it borrows whole sentences
FLAG = "mixed-"  # prefix to the code of a second language
MIXED_CONFIDENCE = 0.95  # how often the language of the larger part is right

_TOKEN = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n")
_LEFT_OUT = re.compile("[\u0300-\u036f'’‘`´ʼ]")
_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The language of a text.

    `code` is ISO 639 (two letters if available), `und` if undetermined. `confidence` is how often
    such an answer is right (0..1; measured by `python -m benchmarks.language`). `second` is the
    language of another part of the text, or "", and `second_share` its share (0..1).
    """

    code: str
    confidence: float
    second: str = ""
    second_share: float = 0.0


def with_language(article: Article, rules: Rules, limits: Limits) -> Article:
    """Return the article with its language, and a flag for a second language in it."""
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
    """Return the language of a text, judged by title and text together."""
    whole = f"{title}\n{text}"[:MAX_CHARACTERS]
    words = _words(whole)
    if not words:
        return Identified(code=UNDETERMINED, confidence=0.0)
    estimates = _estimates(words)
    kind, sure = _kind(whole, words, estimates)
    (first, _), (second, share) = _parts(whole, kind, words, estimates)
    if share < MIN_MIXED_SHARE:
        code, half = _named(kind, words, whole)
        return Identified(code=code, confidence=round(sure * half, 2))
    code, half = _named(first, words, whole)
    return Identified(
        code=code,
        confidence=round(MIXED_CONFIDENCE * half, 2),
        second=_named(second, words, whole)[0],
        second_share=round(share, 2),
    )


def _kind(whole: str, words: Counter[str], estimates: Mapping[str, float]) -> tuple[str, float]:
    """Return the language, with Indonesian and Malay as one, and its confidence."""
    code, estimate = _highest(estimates)
    _, runner_up = _highest(_without(estimates, code))
    enough = MIN_FOREIGN_ESTIMATE if code in data.FOREIGN else MIN_ESTIMATE
    leads = estimate >= enough and estimate >= MIN_LEAD * runner_up
    if leads and (code == MALAYIC or _has_evidence(words, code)):
        return code, 0.98 if words.total() >= SHORT_WORDS else 0.9
    return _by_langdetect(whole, words, estimates)


def _named(kind: str, words: Counter[str], whole: str) -> tuple[str, float]:
    return indonesian_or_malay.choose(words, whole) if kind == MALAYIC else (kind, 1.0)


def _parts(
    whole: str, kind: str, words: Counter[str], estimates: Mapping[str, float]
) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return the main language of the text and that of another part, each with its share.

    The two may be Indonesian and Malay, given by their own codes.
    """
    alone = (kind, 1.0), ("", 0.0)
    if kind not in estimates or words.total() < MIN_MIXED_WORDS:
        return alone
    other = _second(kind, estimates)
    if other:
        shares = _shares(whole, kind, lambda part: _of_two(kind, other, part))
    elif kind == MALAYIC and indonesian_or_malay.is_mixed(words):
        code, _ = indonesian_or_malay.choose(words, whole)
        shares = _shares(whole, code, indonesian_or_malay.choose_for_sentence)
    else:
        return alone
    if len(shares) < 2:
        return alone
    one, two = sorted(shares.items(), key=lambda part: (-part[1], part[0]))
    regional = {kind, other} & data.REGIONAL.keys()
    return (two, one) if regional and one[0] != kind and one[1] < BORROWED else (one, two)


def _second(kind: str, estimates: Mapping[str, float]) -> str:
    """Return the possible language of another part of the text, or "".

    With Indonesian it may be any language. With any other it can only be Indonesian: words of a
    third language are homographs.
    """
    others = (
        _without(estimates, kind) if kind == MALAYIC else {MALAYIC: estimates.get(MALAYIC, 0.0)}
    )
    second, estimate = _highest(others)
    return second if estimate >= MIN_MIXED_SHARE * (estimate + estimates[kind]) else ""


def _of_two(one: str, two: str, words: Counter[str]) -> str:
    """Return which of two languages a sentence is in, or "" without enough evidence."""
    estimates = _estimates(words)
    first, second = estimates.get(one, 0.0), estimates.get(two, 0.0)
    if max(first, second) < MIN_EVIDENCE or first == second:
        return ""
    return one if first > second else two


def _shares(whole: str, first: str, language_of: Callable[[Counter[str]], str]) -> dict[str, float]:
    """Return for each language the share of the text's letters in its sentences.

    A sentence without enough evidence counts for the language of the one before it.
    """
    letters: Counter[str] = Counter()
    here = first
    for words in filter(None, map(_words, _SENTENCE.split(whole))):
        here = language_of(words) or here
        letters[here] += sum(len(word) * count for word, count in words.items())
    return {code: count / letters.total() for code, count in letters.items()}


def _words(text: str) -> Counter[str]:
    """Return the counts of the words, in lower case without accents and apostrophes."""
    marked = with_ascii_marks(text)
    if marked.isascii():
        return Counter(marked.lower().encode().translate(_LETTERS, b"'`").decode().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return Counter(_TOKEN.findall(_LEFT_OUT.sub("", plain)))


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """Return for each listed word the languages with it in their list."""
    lists = {**data.REGIONAL, **data.FOREIGN}
    lists[MALAYIC] = f"{data.SHARED} {data.INDONESIAN} {data.MALAY}"
    found: dict[str, tuple[str, ...]] = {}
    for code, words in lists.items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), code)
    return found


def _estimates(words: Counter[str]) -> dict[str, float]:
    """Return the estimate for each language: 1 if all of the text is in it, 0 if none."""
    owners = _owners()
    points: dict[str, float] = defaultdict(float)
    total = words.total()
    for word, count in words.items():
        if codes := owners.get(word):
            share = count / len(codes)
            for code in codes:
                points[code] += share
    if total < SHORT_WORDS:  # a headline has few function words
        known = indonesian_or_malay.vocabulary().keys() & words.keys() - owners.keys()
        points[MALAYIC] += sum(words[word] for word in known)
    for code in data.REGIONAL.keys() & points.keys():
        points[code] *= REGIONAL_FACTOR
    return {code: point / total / TYPICAL[code] for code, point in points.items()}


def _without(estimates: Mapping[str, float], code: str) -> dict[str, float]:
    return {other: estimate for other, estimate in estimates.items() if other != code}


def _highest(estimates: Mapping[str, float]) -> tuple[str, float]:
    return min(estimates.items(), key=lambda item: (-item[1], item[0]), default=("", 0.0))


def _by_langdetect(
    whole: str, words: Counter[str], estimates: Mapping[str, float]
) -> tuple[str, float]:
    """Return langdetect's answer, corrected for the languages it has no profile for."""
    best, estimate = _highest(estimates)
    guess, probability = _langdetect(whole)
    if guess != "id":
        known = best in data.FOREIGN or estimates.get(guess, 0.0) * MIN_LEAD >= estimate
        if estimate >= MIN_ESTIMATE and not known and _has_evidence(words, best):
            return best, 0.6
        return guess, 0.8 * probability
    malayic = estimates.get(MALAYIC, 0.0)
    if estimate > malayic and estimate >= MIN_ESTIMATE and _has_evidence(words, best):
        return best, 0.7
    if words.total() >= LONG_WORDS and malayic < MIN_EVIDENCE:
        known = estimate >= MIN_EVIDENCE and _has_evidence(words, best)
        return (best, 0.6) if known else (UNDETERMINED, 0.5)
    return MALAYIC, 0.85


def _has_evidence(words: Counter[str], code: str) -> bool:
    """Return whether the text has enough distinct words of the language.

    One may be a name, and an unlisted language may repeat a few short ones: `de`, `e`, `na` and
    `no` of Portuguese are words of Buginese and Madurese.
    """
    owners = _owners()
    different = [word for word in words if code in owners.get(word, ())]
    enough = max(2, MIN_DISTINCT * min(words.total(), MAX_DISTINCT_WORDS))
    telling = code in data.FOREIGN or any(len(word) > 2 for word in different)
    return telling and len(different) >= enough


@cache
def _factory() -> Any:
    """Return langdetect's profiles, loaded once under a lock (langdetect itself uses none)."""
    from langdetect import detector_factory

    with _lock:
        detector_factory.DetectorFactory.seed = 0
        detector_factory.init_factory()
        return detector_factory._factory


def _langdetect(text: str) -> tuple[str, float]:
    """Return langdetect's language and its probability, or `und` and 0."""
    from langdetect import LangDetectException

    sample = text[:MAX_DETECT]
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
