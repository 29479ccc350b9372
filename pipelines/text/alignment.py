"""Aligns two sequences of words or paragraphs: which items of one are which of the other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise

Pair = tuple[int, int]
CELLS = 60_000  # of one table: about 20 ms; longer stretches are cut at runs that occur once
RUNS = (1, 3, 8)  # the lengths of these runs, one after the other


def aligned(old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]) -> list[Pair]:
    """Return the pairs of equal items, in order, with the largest total weight.

    Long sequences are cut where each has the same item, or run of items, once. A stretch without
    those that is too long for a table has pairs only at its ends, so the time stays bounded.
    """
    found: list[Pair] = []
    for one, other, first, last in _stretches(old, new):
        start = _same(old[one:first], new[other:last])
        found += [(one + n, other + n) for n in range(start)]
        one, other = one + start, other + start
        end = _same(old[one:first][::-1], new[other:last][::-1])
        middle = (first - end - one) * (last - end - other)
        if 0 < middle <= CELLS:
            table = _heaviest(old[one : first - end], new[other : last - end], weight)
            found += [(one + i, other + j) for i, j in table]
        found += [(first - end + n, last - end + n) for n in range(end)]
    return found


def _stretches(
    old: Sequence[str], new: Sequence[str], lengths: Sequence[int] = RUNS
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the starts and ends of the stretches to align; the long ones are cut at anchors."""
    if not lengths or len(old) * len(new) <= CELLS:
        yield 0, 0, len(old), len(new)
        return
    cuts = anchors(*(_runs(items, lengths[0]) for items in (old, new)))
    for (i, j), (next_i, next_j) in pairwise([(0, 0), *cuts, (len(old), len(new))]):
        for start, other, end, last in _stretches(old[i:next_i], new[j:next_j], lengths[1:]):
            yield i + start, j + other, i + end, j + last


def _runs(items: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """Return the runs of so many neighbours, by the place of the first."""
    return list(zip(*(items[n:] for n in range(length)), strict=False))


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many items both begin with."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))


def anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the longest run of pairs, in order, of items that each of the two has once."""
    once = {item for item, count in Counter(old).items() if count == 1}
    once &= {item for item, count in Counter(new).items() if count == 1}
    place = {item: j for j, item in enumerate(new) if item in once}
    pairs = [(i, place[item]) for i, item in enumerate(old) if item in once]
    # The longest increasing subsequence of the places.
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        last[length : length + 1] = [number]
    kept = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(pairs[number])
        number = before[number]
    return kept[::-1]


def _heaviest(
    old: Sequence[str], new: Sequence[str], weight: Callable[[str], int]
) -> Iterator[Pair]:
    """Yield the pairs of equal items with the largest total weight: a table of both."""
    width = len(new)
    rows = [[0] * (width + 1)]
    for item in reversed(old):
        below = rows[-1]
        row = [0] * (width + 1)
        gain = weight(item)
        best = 0
        for j in range(width - 1, -1, -1):
            if below[j] > best:
                best = below[j]
            if new[j] == item and below[j + 1] + gain > best:
                best = below[j + 1] + gain
            row[j] = best
        rows.append(row)
    rows.reverse()
    i = j = 0
    while i < len(old) and j < width:
        if old[i] == new[j] and rows[i][j] == rows[i + 1][j + 1] + weight(old[i]):
            yield i, j
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
