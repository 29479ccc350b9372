"""Word diffs: what a careful editor would mark, nothing lost, bounded time."""

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.word_diff import DiffPart, word_diff
from tests.support.bounded import cpu_bound
from tests.support.word_diffs import MARKED, both

MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
TEXTS = st.lists(
    st.sampled_from([*'abc.,\n \t"-1', "harga ", "naik ", "di ", "Rp15.750 ", "15.750", "\n\n"])
    | st.characters(codec="utf-8"),
    max_size=40,
).map("".join)


def marked(parts: tuple[DiffPart, ...]) -> str:
    """Return the diff as one text with marks."""
    return "".join(part.text.join(MARKS[part.kind]) for part in parts)


def tidied(text: str) -> str:
    """Return a marked text with white space at the edge of a mark outside it, and single.

    Where a space belongs to is not a question of reading.
    """
    text = re.sub(r"\[-(\s*)(.*?)(\s*)-\]", r"\1[-\2-]\3", text, flags=re.DOTALL)
    text = re.sub(r"\{\+(\s*)(.*?)(\s*)\+\}", r"\1{+\2+}\3", text, flags=re.DOTALL)
    text = re.sub(r"\[--\]|\{\+\+\}", "", text)
    text = re.sub(r"-\](\s*)\[-", r"\1", text)
    return re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip()


@pytest.mark.parametrize("name", MARKED)
def test_what_an_editor_would_mark(name: str) -> None:
    text = MARKED[name]
    assert tidied(marked(word_diff(*both(text)))) == tidied(text)


@settings(deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_nothing_is_lost(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
    assert all(part.text for part in parts)
    assert all(one.kind != other.kind for one, other in pairwise(parts))


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_equal_texts_have_one_part(text: str) -> None:
    assert word_diff(text, text) == ((DiffPart("same", text),) if text else ())


@pytest.mark.parametrize("paragraphs", [1, 40, 400, 20_000])
@pytest.mark.parametrize("words", [["harga", "naik", "di", "."], [f"kata{n}" for n in range(5000)]])
def test_texts_of_20000_words_take_bounded_time(paragraphs: int, words: list[str]) -> None:
    draw = random.Random(paragraphs)
    each = 20_000 // paragraphs
    lines = [[draw.choice(words) for _ in range(each)] for _ in range(paragraphs)]
    edited = [[w if draw.random() > 0.1 else draw.choice(words) for w in line] for line in lines]
    before, after = ("\n".join(" ".join(line) for line in text) for text in (lines, edited))
    with cpu_bound(10):
        parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.kind != "removed") == after
