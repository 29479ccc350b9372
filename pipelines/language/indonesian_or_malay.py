"""Distinguishes Indonesian from Malay by words that only one of them uses.

They share their grammar and most words. Evidence is a different spelling of a loan (`universitas`,
`universiti`) or a different word for the same thing (`kantor`, `pejabat`). Words that one of them
only uses more often count a third. Short texts also use preferred words, names and capitals.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from pipelines.text import function_words as data

EXCLUSIVE = 3  # weight of a word of only one of the two; 1 for a word that it uses more often
MIN_BOTH = 3  # distinct exclusive words of each in a text that mixes them
INDONESIAN_ENDINGS = ("itas", "isasi")
MALAY_ENDINGS = ("iti", "syen")
LOAN_ENDINGS = (*INDONESIAN_ENDINGS, *MALAY_ENDINGS)

_TOKEN = re.compile(r"[^\W\d_]+")


def choose(words: Counter[str], whole: str) -> tuple[str, float]:
    """Return `id` or `ms` for a text in one of the two, and the confidence."""
    votes = _votes(words)
    balance = sum(votes)
    if abs(balance) >= 2 * EXCLUSIVE and abs(balance) * 3 >= sum(map(abs, votes)):
        return _code(balance), 1.0
    if abs(balance) >= EXCLUSIVE:
        return _code(balance), 0.9
    balance += sum(_weak_hints().get(word, 0) * count for word, count in words.items())
    balance += _capitalised(whole)
    return (_code(balance), 0.8) if balance else ("id", 0.3)


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
        data.INDONESIAN + data.INDONESIAN_VOCABULARY, data.MALAY + data.MALAY_VOCABULARY
    )
    return {word: sign if word in weak else sign * EXCLUSIVE for word, sign in words.items()}


@cache
def _weak_hints() -> Mapping[str, int]:
    return _signed(
        data.INDONESIAN_NAMES + data.INDONESIAN_PREFERRED,
        data.MALAYSIAN_NAMES + data.MALAY_PREFERRED,
    )


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
    return "id" if balance > 0 else "ms"


def _ending(word: str) -> int:
    """Return the sign of a loan's ending: 1 for Indonesian, -1 for Malay, 0 for neither."""
    if len(word) < 7:
        return 0
    return word.endswith(INDONESIAN_ENDINGS) - word.endswith(MALAY_ENDINGS)


def _capitalised(headline: str) -> bool:
    """Return whether most words are capitalised, as in headlines of most Indonesian outlets."""
    initials = [word[0] for word in _TOKEN.findall(headline)[1:] if len(word) > 3]
    return sum(map(str.isupper, initials)) > 0.6 * len(initials)
