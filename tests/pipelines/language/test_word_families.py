"""Forms of one word are found together, and words that only look alike are not."""

import pytest

from pipelines.language.word_families import is_indonesian, lemma
from tests.support.paths import ROOT

LISTS = ROOT / "tests" / "support" / "search"


def lines(name: str) -> list[list[str]]:
    """Return the words of each line of a list."""
    text = (LISTS / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("family", lines("families.txt"), ids=lambda family: family[0])
def test_a_family_is_whole(family: list[str]) -> None:
    assert {word: lemma(word) for word in family} == dict.fromkeys(family, lemma(family[0]))


def test_words_that_look_alike_are_apart() -> None:
    pairs = lines("apart.txt")
    assert len(pairs) > 140
    assert [pair for pair in pairs if lemma(pair[0]) == lemma(pair[1])] == []


@pytest.mark.parametrize("words", lines("common.txt"), ids=lambda words: words[0])
def test_common_words_stay_as_they_are(words: list[str]) -> None:
    assert {word: lemma(word) for word in words} == {word: word for word in words}


def test_no_two_families_are_one() -> None:
    heads = [lemma(family[0]) for family in lines("families.txt")]
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    "word",
    ["bekasi", "kuningan", "gunawan", "milan", "2026", "covid19", "kpk", "café", "masalah", "di"],
)
def test_names_numbers_and_short_words_stay(word: str) -> None:
    assert lemma(word) == word


def test_the_dictionary_has_words_and_no_names() -> None:
    assert is_indonesian("undangan")
    assert not is_indonesian("prabowo")
