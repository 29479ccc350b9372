"""Pairs the paragraphs of two versions of a text: kept, changed, split, joined, new, gone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.text.alignment import anchors

LIKENESS = 0.4  # share of words in common; with less a paragraph is another one
PART = 0.9  # share of the shorter one's words in the other, which was cut short or went on
LEAST_PART = 3  # words of the shorter one
_SPLIT = 0.7  # the share of both halves that is in the paragraph that was split
_COMPARED = (
    4_000  # pairs of paragraphs of a stretch that are compared; of more, those near in place
)
_TABLE = 400_000  # pairs of a stretch; in a larger one no paragraph is paired


class Match(NamedTuple):
    """A stretch of both texts; one is empty where the other has a paragraph more."""

    before: str
    after: str


class _Paragraph(NamedTuple):
    text: str
    end: str  # the newlines after it
    words: Mapping[str, int]
    size: int


_Step = tuple[int, int]  # how many paragraphs of each text a match takes


def paired(before: str, after: str) -> Iterator[Match]:
    """Yield the paragraphs of both texts in order, those that belong together as one match.

    All `before` joined are the first text, all `after` the second. A moved paragraph is gone at one
    place and new at the other.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    for (i, j), (next_i, next_j) in pairwise([(0, 0), *_cuts(old, new), (len(old), len(new))]):
        yield from _of_stretch(old[i:next_i], new[j:next_j])


def _paragraphs(text: str) -> list[_Paragraph]:
    found = []
    for match in re.finditer(r"([^\n]+)(\n*)|(\n+)", text):
        words = Counter(re.findall(r"\w+", match[1] or ""))
        found.append(_Paragraph(match[1] or "", match[2] or match[3] or "", words, words.total()))
    return found


def _cuts(old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> list[tuple[int, int]]:
    """Return where to cut texts of many paragraphs: before equal ones that each has once."""
    if len(old) * len(new) <= _COMPARED:
        return []
    return anchors([paragraph.text for paragraph in old], [paragraph.text for paragraph in new])


def _of_stretch(old: list[_Paragraph], new: list[_Paragraph]) -> Iterator[Match]:
    """Yield the matches of a stretch: the same paragraphs at both its ends, and between them."""
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n].text != new[n].text), limit)
    limit -= start
    end = next((n for n in range(limit) if old[-1 - n].text != new[-1 - n].text), limit)
    i = j = 0
    middle = _steps(old[start : len(old) - end], new[start : len(new) - end])
    for one, other in [*[(1, 1)] * start, *middle, *[(1, 1)] * end]:
        yield from _matches(old[i : i + one], new[j : j + other])
        i, j = i + one, j + other


def _matches(old: list[_Paragraph], new: list[_Paragraph]) -> Iterator[Match]:
    """Yield paragraphs that belong together, and the newlines after them."""
    one, other = (
        ("".join(p.text + p.end for p in part[:-1]) + part[-1].text if part else "")
        for part in (old, new)
    )
    yield Match(one, other)
    yield Match(old[-1].end if old else "", new[-1].end if new else "")


def _steps(old: list[_Paragraph], new: list[_Paragraph]) -> list[_Step]:
    """Return the steps through both with the most words in common."""
    if not old or not new or len(old) * len(new) > _TABLE:
        return [*[(1, 0)] * len(old), *[(0, 1)] * len(new)]
    reach = max(len(old), len(new))
    if len(old) * len(new) > _COMPARED:
        reach = max(_COMPARED // reach // 2, 2)
    scores = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    taken: list[list[_Step]] = [[(1, 0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for j in range(len(new)):
        taken[len(old)][j] = (0, 1)
    for i in range(len(old) - 1, -1, -1):
        middle = i * len(new) // len(old)
        for j in range(len(new) - 1, -1, -1):
            best, step = scores[i + 1][j], (1, 0)
            if scores[i][j + 1] > best:
                best, step = scores[i][j + 1], (0, 1)
            if abs(j - middle) <= reach:
                for gain, taking in _gains(old, new, i, j):
                    score = gain + scores[i + taking[0]][j + taking[1]]
                    if score > best:
                        best, step = score, taking
            scores[i][j], taken[i][j] = best, step
    return [*_walked(taken, len(old), len(new))]


def _walked(taken: list[list[_Step]], rows: int, columns: int) -> Iterator[_Step]:
    i = j = 0
    while i < rows or j < columns:
        step = (0, 1) if i == rows else (1, 0) if j == columns else taken[i][j]
        yield step
        i, j = i + step[0], j + step[1]


def _gains(
    old: list[_Paragraph], new: list[_Paragraph], i: int, j: int
) -> Iterator[tuple[float, _Step]]:
    """Yield how many words each way to match the paragraphs at `i` and `j` has in common."""
    one, other = old[i], new[j]
    if one.text == other.text:
        yield max(one.size, 1) + 0.5, (1, 1)
        return
    common = _common(one.words, other.words)
    shorter = min(one.size, other.size)
    is_part = shorter >= LEAST_PART and common >= PART * shorter
    if common and (is_part or 2 * common >= LIKENESS * (one.size + other.size)):
        yield common, (1, 1)
    if j + 1 < len(new) and (gain := _split(one, common, other, new[j + 1])):
        yield gain, (1, 2)
    if i + 1 < len(old) and (gain := _split(other, common, one, old[i + 1])):
        yield gain, (2, 1)


def _split(whole: _Paragraph, common: int, first: _Paragraph, second: _Paragraph) -> int:
    """Return the words that a paragraph has in common with its two halves; 0 if they are not."""
    if common < _SPLIT * first.size or not first.size or not second.size:
        return 0
    if _common(whole.words, second.words) < _SPLIT * second.size:
        return 0
    both = _common(whole.words, Counter(first.words) + Counter(second.words))
    return both if both >= _SPLIT * max(whole.size, first.size + second.size) else 0


def _common(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """Return how many words two paragraphs have in common."""
    if len(one) > len(other):
        one, other = other, one
    return sum(min(count, other[word]) for word, count in one.items() if word in other)
