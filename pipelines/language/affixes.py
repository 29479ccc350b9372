"""Which words an Indonesian word may be derived from, by the rules of its affixes alone.

The rules are those of any grammar of the language: up to two prefixes, a suffix and a particle,
where "meng-" and "peng-" take the first letter of a word that begins with k, p, s or t.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SHORT = 3  # letters: the shortest stem
SAFE = 4  # letters of a stem that stands between weak affixes
_PARTICLES = ("nya", "lah", "kah", "pun", "ku", "mu")
_SUFFIXES = ("kan", "an", "i")
_VOWELS = "aeiou"
_WITH_ER = re.compile("[bpt]e[^aeiou]er")
_ROUND = "lrwy"  # "me-" and "pe-" change nothing before these
_STRONG = ("di", "me", "pe", "ber")  # prefixes that a stem of three letters may have
# Nouns of persons have a bare "pe-": "petani", of "tani".
_PERSON = "pe+"


@dataclass(frozen=True, slots=True)
class Derivation:
    """A word taken apart: what it may come from, and by which affixes.

    `literal` counts the letters of the stem that are printed: "memukul" of "pukul" has four.
    """

    stem: str
    literal: int
    prefixes: tuple[str, ...]
    suffix: str


def derivations(word: str) -> Iterator[Derivation]:
    """Yield how a word can be taken apart, the fewest affixes first."""
    for rest, suffix in _without_suffix(word):
        if rest != word:
            yield Derivation(rest, len(rest), (), suffix)
        for stem, literal, prefix in _without_prefix(rest):
            yield Derivation(stem, literal, (prefix,), suffix)
            if literal == len(stem):
                for inner, letters, second in _without_prefix(stem):
                    yield Derivation(inner, letters, (prefix, second), suffix)


def best(word: str, is_stem: Callable[[str], bool]) -> str | None:
    """Return the stem of which most letters are printed, None if no derivation has a stem."""
    found = [one for one in derivations(word) if is_regular(one) and is_stem(one.stem)]
    return max(found, key=lambda one: one.literal).stem if found else None


def is_regular(one: Derivation) -> bool:
    """Return whether these affixes stand together, and are enough for so short a stem."""
    if len(one.stem) < SHORT:
        return False
    if "ke" in one.prefixes and one.suffix != "an" and one.prefixes[0] == "ke":
        return one.prefixes[1:] in (("ber",), ("ter",))
    if one.prefixes == ("ketidak",) and one.suffix != "an":
        return False
    if one.suffix == "i" and not one.prefixes:
        return len(one.stem) >= SAFE and one.stem[-1] != "i"
    if _PERSON in one.prefixes and (one.suffix or one.prefixes[1:]):
        return False
    return len(one.stem) >= SAFE or (bool(one.prefixes) and one.prefixes[0] in _STRONG)


def _without_suffix(word: str) -> Iterator[tuple[str, str]]:
    yield word, ""
    whole = [word]
    for particle in _PARTICLES:
        rest = word.removesuffix(particle)
        if rest != word and len(rest) >= SHORT:
            whole.append(rest)
            yield rest, particle
    for each in whole:
        for suffix in _SUFFIXES:
            rest = each.removesuffix(suffix)
            if rest != each and len(rest) >= SHORT:
                yield rest, suffix


def _without_prefix(word: str) -> Iterator[tuple[str, int, str]]:
    """Yield the rest of a word, how much of it is printed, and the prefix."""
    for prefix in ("ketidak", "di", "ter", "ber", "per", "se", "ke"):
        if word.startswith(prefix):
            yield _plain(word[len(prefix) :], prefix)
    for prefix in ("ter", "ber", "per"):
        if word.startswith(prefix):  # before an r it loses its own: "beragam" of "ragam"
            yield _plain(word[2:], prefix)
    if _WITH_ER.match(word):  # and before a syllable with "er": "bekerja", "peternakan"
        yield _plain(word[2:], f"{word[:2]}r")
    if word.startswith(("me", "pe")):
        yield from _without_nasal(word[2:], word[:2])
    if word.startswith("pe"):
        yield _plain(word[2:], _PERSON)


def _without_nasal(rest: str, prefix: str) -> Iterator[tuple[str, int, str]]:
    """Yield what may follow "me-" or "pe-" and the nasal that goes with it."""
    if rest.startswith("ny"):
        yield _plain(rest, prefix)
        yield _with("s", rest[2:], prefix)
    elif rest.startswith("ng"):
        after = rest[2:]
        if after[:1] in tuple("ghkq"):
            yield _plain(after, prefix)
        elif after[:1] in tuple(_VOWELS):
            yield _plain(after, prefix)
            yield _with("k", after, prefix)
            if after[0] == "e" and len(after) <= SAFE + 1:  # "mengebom", of one syllable
                yield _plain(after[1:], prefix)
    elif rest[:1] in ("m", "n"):
        after, taken = rest[1:], "p" if rest[0] == "m" else "t"
        if after[:1] in tuple(_VOWELS):
            yield _plain(rest, prefix)  # "memakan" of "makan" before "pakan"
            yield _with(taken, after, prefix)
        elif after[:1] in tuple("bfvp" if rest[0] == "m" else "cdjzts"):
            yield _plain(after, prefix)
    elif rest[:1] in tuple(_ROUND):
        yield _plain(rest, prefix)


def _plain(stem: str, prefix: str) -> tuple[str, int, str]:
    return stem, len(stem), prefix


def _with(letter: str, rest: str, prefix: str) -> tuple[str, int, str]:
    return letter + rest, len(rest), prefix
