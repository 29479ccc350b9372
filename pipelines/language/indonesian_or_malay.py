"""Indonesian or Malay: the two are told apart by the words that one of them writes.

They share their grammar and most of their words. What counts is the other spelling of a loan
(`universitas`, `universiti`) and the other word for the same thing (`kantor`, `pejabat`); words
that both write, one of them more often, count a third of that, and headlines add what each of them
prefers.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from pipelines.text import function_words as data

TELLING = 3  # a word that one of the two alone writes, against one that it writes more often
BOTH = 3  # different telling words of each in a text that is partly in the other
INDONESIAN_ENDINGS = ("itas", "isasi")
MALAY_ENDINGS = ("iti", "syen")
LOAN_ENDINGS = (*INDONESIAN_ENDINGS, *MALAY_ENDINGS)

_TOKEN = re.compile(r"[^\W\d_]+")


def or_malay(words: Counter[str], whole: str) -> tuple[str, float]:
    """Return `id` or `ms` for a text in one of the two, by its words, and how sure that is."""
    votes = _votes(words)
    balance = sum(votes)
    if abs(balance) >= 2 * TELLING and abs(balance) * 3 >= sum(map(abs, votes)):
        return _code(balance), 1.0
    if abs(balance) >= TELLING:
        return _code(balance), 0.9
    balance += sum(_hints().get(word, 0) * count for word, count in words.items())
    balance += _capitalised(whole)
    return (_code(balance), 0.8) if balance else ("id", 0.3)


def leaning(words: Counter[str]) -> str:
    """Return `id` or `ms` for a sentence, "" where no telling word outweighs the others."""
    balance = sum(_votes(words))
    return _code(balance) if abs(balance) >= TELLING else ""


def both(words: Counter[str]) -> bool:
    """Say whether the text has several telling words of each of the two."""
    known = vocabulary()
    votes = [known[word] for word in known.keys() & words.keys()]
    return min(votes.count(TELLING), votes.count(-TELLING)) >= BOTH


@cache
def vocabulary() -> Mapping[str, int]:
    """Return the words that speak for Indonesian (above 0) and Malay (below), and how much."""
    weak = set(data.LEANING.split())
    words = _signed(
        data.INDONESIAN + data.INDONESIAN_VOCABULARY, data.MALAY + data.MALAY_VOCABULARY
    )
    return {word: sign if word in weak else sign * TELLING for word, sign in words.items()}


@cache
def _hints() -> Mapping[str, int]:
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
        TELLING * _ending(word) * words[word]
        for word in words
        if word.endswith(LOAN_ENDINGS) and word not in known
    ]
    return votes


def _code(balance: int) -> str:
    return "id" if balance > 0 else "ms"


def _ending(word: str) -> int:
    """Return the sign of a loan's ending: -itas is Indonesian, -iti and -syen are Malay."""
    if len(word) < 7:
        return 0
    return word.endswith(INDONESIAN_ENDINGS) - word.endswith(MALAY_ENDINGS)


def _capitalised(headline: str) -> bool:
    """Say whether a headline is written as most Indonesian outlets do: Each Word Like This."""
    initials = [word[0] for word in _TOKEN.findall(headline)[1:] if len(word) > 3]
    return sum(map(str.isupper, initials)) > 0.6 * len(initials)
