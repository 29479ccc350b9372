"""Alignment of sequences: pairs of equal items, in order, in bounded time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.alignment import CELLS, aligned, anchors
from tests.support.bounded import cpu_bound

ITEMS = st.lists(st.sampled_from("abcde"), max_size=30)


@settings(deadline=None, derandomize=True)
@given(ITEMS, ITEMS)
def test_pairs_are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new, lambda item: 1)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("abc", "abc", "abc"),
        ("abc", "xbc", "bc"),
        ("Ad", "dA", "A"),
        ("", "abc", ""),
        ("ab", "", ""),
    ],
)
def test_the_heavier_items_stay(old: str, new: str, same: str) -> None:
    pairs = aligned(old, new, lambda item: 5 if item.isupper() else 1)
    assert "".join(old[i] for i, _ in pairs) == same


def test_anchors_are_what_each_has_once() -> None:
    assert anchors("abacd", "dbxc") == [(1, 1), (3, 3)]


def test_long_sequences_of_few_words_are_aligned_in_bounded_time() -> None:
    draw = random.Random(4)
    old = [draw.choice(["harga", "naik", "turun", "."]) for _ in range(20_000)]
    new = [word if draw.random() > 0.01 else "baru" for word in old]
    assert len(old) * len(new) > 1000 * CELLS
    with cpu_bound(10):
        pairs = aligned(old, new, lambda item: 1)
    assert len(pairs) > 19_000
