"""Distinguishes Indonesian from Malay by words that only one of them uses.

They share their grammar and most words. Evidence is a different spelling of a loan (`universitas`,
`universiti`) or a different word for the same thing (`kantor`, `pejabat`): the lists of
`function_words`, in which words that one of them only uses more often count a third. What else each
uses more often is weighed by counts of other texts (`word_weights.txt`): bare verbs of Malay
headlines (`mohon`, `umum`), `ketika` and `apabila`. Headlines also use names and capitals.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipelines.text import function_words as data

EXCLUSIVE = 3  # weight of a word of only one of the two; 1 for a word that it uses more often
MIN_BOTH = 3  # distinct exclusive words of each in a text that mixes them
INDONESIAN_ENDINGS = ("itas", "isasi")
MALAY_ENDINGS = ("iti", "syen")
LOAN_ENDINGS = (*INDONESIAN_ENDINGS, *MALAY_ENDINGS)

# In units of `word_weights.txt`. A regression on labelled texts gave about these, for the headlines
# of other sources than those it was made on: docs/decisions/0004-language.md.
LISTED = 4  # for each point of a listed word
LEANING_MOST = 6  # words of news of both: chat and subtitles, which were counted, exaggerate them
REPEATS = 3  # times that a word counts; more are a hashtag or a name
NAME = 8
CAPITALISED = 12
PRIOR = 4  # headlines without evidence are Indonesian: nearly all that is crawled is
HEADLINE_WORDS = 16
FORMAL_WORDS = 8  # so many words of running text have one point too much for Indonesian: the counts
# of Malay are more of talk, so words of formal writing in both (`masyarakat`) look Indonesian
CONFIDENCE = ((36, 1.0), (16, 0.95), (6, 0.8), (0, 0.45))  # by the balance that is reached

_WEIGHTS = "word_weights.txt"
_TOKEN = re.compile(r"[^\W\d_]+")


def choose(words: Counter[str], whole: str) -> tuple[str, float]:
    """Return `id` or `ms` for a text in one of the two, and the confidence."""
    weights = _weights()
    balance = LISTED * sum(_votes(words))
    for word in weights.keys() & words:
        count = words[word]
        balance += weights[word] * (count if count < REPEATS else REPEATS)
    if words.total() <= HEADLINE_WORDS:
        names = _names()
        balance += NAME * sum(names[word] * words[word] for word in names.keys() & words.keys())
        balance += PRIOR + CAPITALISED * _capitalised(whole)
    else:
        balance -= words.total() // FORMAL_WORDS
    return _code(balance), next(sure for least, sure in CONFIDENCE if abs(balance) >= least)


def choose_for_sentence(words: Counter[str]) -> str:
    """Return `id` or `ms` for a sentence, or "" without enough evidence."""
    balance = sum(_votes(words))
    return _code(balance) if abs(balance) >= EXCLUSIVE else ""


def is_mixed(words: Counter[str]) -> bool:
    """Return whether the text has several exclusive words of each of the two."""
    known = vocabulary()
    votes = [known[word] for word in known.keys() & words.keys()]
    return min(votes.count(EXCLUSIVE), votes.count(-EXCLUSIVE)) >= MIN_BOTH


@cache
def vocabulary() -> Mapping[str, int]:
    """Return the weight of each word: positive for Indonesian, negative for Malay."""
    weak = set(data.LEANING.split())
    words = _signed(
        data.INDONESIAN + data.INDONESIAN_VOCABULARY + data.INDONESIAN_HEADLINES,
        data.MALAY + data.MALAY_VOCABULARY + data.MALAY_HEADLINES,
    )
    return {word: sign if word in weak else sign * EXCLUSIVE for word, sign in words.items()}


@cache
def _weights() -> Mapping[str, int]:
    """Return the weight of words that one of the two uses more often; positive for Indonesian."""
    text = resources.files("pipelines.language").joinpath(_WEIGHTS).read_text(encoding="ascii")
    found: dict[str, int] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            weight, *words = line.split()
            found |= dict.fromkeys(words, int(weight))
    for word in found.keys() & set(data.LEANING.split()):
        found[word] = max(-LEANING_MOST, min(LEANING_MOST, found[word]))
    return found


@cache
def _names() -> Mapping[str, int]:
    malaysian = data.MALAYSIAN_NAMES + data.MALAYSIAN_PEOPLE_AND_TOWNS
    return _signed(data.INDONESIAN_NAMES, malaysian)


def _signed(indonesian: str, malay: str) -> dict[str, int]:
    return dict.fromkeys(indonesian.split(), 1) | dict.fromkeys(malay.split(), -1)


def _votes(words: Counter[str]) -> list[int]:
    known = vocabulary()
    votes = [known[word] * words[word] for word in known.keys() & words.keys()]
    votes += [
        EXCLUSIVE * _ending(word) * words[word]
        for word in words
        if word.endswith(LOAN_ENDINGS) and word not in known
    ]
    return votes


def _code(balance: int) -> str:
    return "id" if balance >= 0 else "ms"


def _ending(word: str) -> int:
    """Return the sign of a loan's ending: 1 for Indonesian, -1 for Malay, 0 for neither."""
    if len(word) < 7:
        return 0
    return word.endswith(INDONESIAN_ENDINGS) - word.endswith(MALAY_ENDINGS)


def _capitalised(headline: str) -> bool:
    """Return whether most words are capitalised, as in headlines of most Indonesian outlets.

    Headlines in capitals only say nothing.
    """
    if headline.isupper():
        return False
    initials = [word[0] for word in _TOKEN.findall(headline)[1:] if len(word) > 3]
    return sum(map(str.isupper, initials)) > 0.6 * len(initials)
