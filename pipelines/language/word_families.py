"""Which words are forms of one Indonesian word: "mengundang" and "undangan" of "undang".

simplemma has a dictionary of 35,000 forms and rules for affixes. What it misses or gets wrong on
news is mended here; `docs/decisions/0014` has the measurements.
"""

import re
from functools import lru_cache

from simplemma import is_known, lemmatize

from pipelines.text.places import PLACES

LEAST = 4  # letters: shorter words have no affixes
_STEM = 3
_WORD = re.compile("[a-z]+")
# simplemma joins these to a word of another meaning, or does not see what they come from.
_LEMMAS = {
    "belajar": "ajar",
    "pelajar": "ajar",
    "pembelajar": "ajar",
    "pembelajaran": "ajar",
    "kepemimpinan": "pimpin",
    "beruang": "beruang",  # the bear; "having money" is rare in news
    "empati": "empati",
    "berempati": "empati",
    "lebaran": "lebaran",
    "madam": "padam",  # simplemma: "pemadaman" of "madam"
    "memadam": "padam",
    "padamkan": "padam",
    "dipadamkan": "padam",
    "memperhatikan": "perhati",
    "diperhatikan": "perhati",
    "perhatian": "perhati",
    "perhatikan": "perhati",
    "pemerhati": "perhati",
    "tersangka": "tersangka",
    "terdakwa": "dakwa",
    "harian": "harian",
    "bersama": "bersama",
    "utara": "utara",
    "diutarakan": "utarakan",
    "mengutarakan": "utarakan",
}
# Names that end as affixed words do.
_NAMES = frozenset((
    "andi", "dani", "dadan", "jami", "yeni", "demian", "milan", "gunawan", "setiawan",
    "hermawan", "kurniawan", "irawan", "mulyani", "rani", "sari", "yani", "suryani",
    "indrawati", "megawati", "mentawai", "asahan", "belawan", "kauman", "astra", "teresa",
    "terawan", "sapian", "selan", "serui", "padan",
))  # fmt: skip
# Nouns that begin as those of persons do ("petani", of "tani"), and are none.
_NOT_PERSONS = frozenset(
    ("peserta", "pesiar", "pesisir", "pesang", "peluang", "pegawai", "pesan", "peran", "perang")
)
_CLITICS = ("nya", "lah", "kah", "pun")
# What "meng-" and its kind leave of the first letter of a word.
_NASALS = (("meny", "s"), ("peny", "s"), ("meng", "k"), ("peng", "k"), ("mem", "p"), ("pem", "p"),
           ("men", "t"), ("pen", "t"))  # fmt: skip


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Return the word that a word is a form of, itself where it is none.

    `word` is in lower case, as the full-text index has it. Names, numbers and words of three
    letters are returned as they are.
    """
    if len(word) < LEAST or not _WORD.fullmatch(word) or word in _NAMES or word in PLACES:
        return word
    seen = {word}
    while (shorter := _step(word)) not in seen:
        seen.add(shorter)
        word = shorter
    return word


def is_indonesian(word: str) -> bool:
    """Return whether a word in lower case is one of the dictionary: no name, no foreign word."""
    return bool(is_known(word, lang="id"))


def _step(word: str) -> str:
    if word in _LEMMAS:
        return _LEMMAS[word]
    found = str(lemmatize(word, lang="id"))
    if found != word:
        return found if found.islower() and _is_likely(word, found) else word
    return _without_clitic(word) or _person(word) or _assimilated(word) or word


def _is_likely(word: str, found: str) -> bool:
    """Return whether a lemma may be that of a word: a name is easily taken for an affixed word."""
    if is_indonesian(word):
        return len(found) >= _STEM
    suffix_only = word.startswith(found) and not word.endswith(("nya", "kan", "lah"))
    return len(found) >= (LEAST if suffix_only else _STEM)


def _without_clitic(word: str) -> str | None:
    """Return the word without "-nya" and its kind; words of the dictionary stay ("masalah")."""
    if is_indonesian(word):
        return None
    for clitic in _CLITICS:
        stem = word.removesuffix(clitic)
        if stem != word and len(stem) >= LEAST and (is_indonesian(stem) or lemma(stem) != stem):
            return stem
    return None


def _person(word: str) -> str | None:
    """Return what a person does: "tani" of "petani"."""
    stem = word.removeprefix("pe")
    is_one = stem != word and word not in _NOT_PERSONS and len(stem) >= LEAST
    return stem if is_one and is_indonesian(stem) and lemmatize(stem, lang="id") == stem else None


def _assimilated(word: str) -> str | None:
    """Return "korupsi" of "mengorupsi": the dictionary knows few of the loanwords in use."""
    if is_indonesian(word):
        return None
    for prefix, letter in _NASALS:
        if word.startswith(prefix):
            stem = letter + word.removeprefix(prefix)
            if len(stem) > LEAST and is_indonesian(stem):
                return stem
    return None
