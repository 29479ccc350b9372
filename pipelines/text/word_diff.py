"""The words that an edit of a text removed and added, as a reader would mark them.

Paragraphs are aligned first, so that an inserted or moved one leaves the others alone; then the
words of those that changed. A change that goes on after a function word is one change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from pipelines.text.alignment import Pair, aligned
from pipelines.text.paragraph_pairs import PART, Match, paired

Kind = Literal["same", "removed", "added"]
CHANGED: tuple[Kind, Kind] = ("removed", "added")

# "15.750", "Rp15.750", "US$2,5", "12,5 persen", "Rp1,5 miliar", "07.15", "20/11/2026", "2-1".
_NUMBER = (
    r"(?:(?:Rp|US\$|S\$|A\$|[$€£¥])\.? ?)?\d+(?:[.,:/\-–]\d+)*"
    r"(?: ?%| ?(?:persen|ribu|juta|miliar|triliun)\b)*"
)
_TOKEN = re.compile(rf"(\s*)({_NUMBER}|[^\W\d_]\w*(?:[-'’]\w+)*|\w+|\W|$)")
_FUNCTION = frozenset(  # of Indonesian and English
    re.findall(
        r"\w+",
        """
        yang dan di ke dari untuk dengan pada dalam oleh itu ini tersebut juga akan telah sudah
        adalah para atau sebagai bahwa karena agar serta kepada sebuah seorang
        the a of and to in
        """,
    )
)
_ENDS_SENTENCE = frozenset('.!?"”')
_WEIGHTS = {"mark": 1, "function": 3, "word": 8}
_LEAST_SAME = 0.2  # share of the words; with less in common a paragraph is shown as replaced
_SHORT = 3  # words: a single word left between two changes of as many is part of them


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A stretch of text that both versions have, or only one of them."""

    kind: Kind
    text: str


class _Token(NamedTuple):
    space: str  # the white space before the word
    word: str


class _Change(NamedTuple):
    """The tokens from `old` to `old_end` became those from `new` to `new_end`."""

    old: int
    old_end: int
    new: int
    new_end: int


def word_diff(before: str, after: str) -> tuple[DiffPart, ...]:
    """Return the parts of the two texts in order, a removed part before the one that replaced it.

    `same` and `removed` parts joined are `before`; `same` and `added` ones are `after`.
    """
    return tuple(_in_order(part for match in paired(before, after) for part in _of_match(match)))


def _of_match(match: Match) -> Iterator[DiffPart]:
    if match.before == match.after:
        yield DiffPart("same", match.before)
    elif not match.before or not match.after:
        yield DiffPart("removed", match.before)
        yield DiffPart("added", match.after)
    else:
        yield from _of_words(match.before, match.after)


def _of_words(before: str, after: str) -> Iterator[DiffPart]:
    """Yield the parts of two versions of a paragraph."""
    old, new = _tokens(before), _tokens(after)
    pairs = aligned([token.word for token in old], [token.word for token in new], _weight)
    same = sum(_weight(old[i].word) for i, _ in pairs)
    sizes = [sum(_weight(token.word) for token in tokens) for tokens in (old, new)]
    if 2 * same < _LEAST_SAME * sum(sizes) and same < PART * min(sizes):
        yield DiffPart("removed", before)
        yield DiffPart("added", after)
        return
    changes = [*_slid(_joined(_changes(pairs, old, new), old), old, new)]
    i = j = 0
    for change in (*changes, _Change(len(old), len(old), len(new), len(new))):
        while i < change.old:
            yield from _kept(old[i], new[j])
            i, j = i + 1, j + 1
        yield from _replaced(old[i : change.old_end], new[j : change.new_end])
        i, j = change.old_end, change.new_end


def _tokens(text: str) -> list[_Token]:
    """Return the words, numbers and marks of the text; the last token holds its last white space.

    The last one has no word: it is the same in every text.
    """
    found = [_Token(*match.groups()) for match in _TOKEN.finditer(text)]
    while len(found) > 1 and not found[-1].word and not found[-2].word:
        found.pop()
    return found


def _weight(word: str) -> int:
    """Return how much it says that two versions have this word in common."""
    if not word or (len(word) == 1 and not word.isalnum()):
        return _WEIGHTS["mark"]
    return _WEIGHTS["function" if word.lower() in _FUNCTION else "word"]


def _changes(pairs: Sequence[Pair], old: list[_Token], new: list[_Token]) -> Iterator[_Change]:
    """Yield the changes between the pairs of equal tokens."""
    i = j = 0
    for one, other in (*pairs, (len(old), len(new))):
        if one > i or other > j:
            yield _Change(i, one, j, other)
        i, j = one + 1, other + 1


def _joined(changes: Iterable[_Change], old: list[_Token]) -> list[_Change]:
    """Return the changes, those with only an island between them as one."""
    joined: list[_Change] = []
    for change in changes:
        while joined and _is_island(joined[-1], change, old):
            change = _one(joined.pop(), change)
        joined.append(change)
    return [one for sentence in _by_sentence(joined, old) for one in _rewritten(sentence, old)]


def _one(first: _Change, last: _Change) -> _Change:
    return _Change(first.old, last.old_end, first.new, last.new_end)


def _is_island(left: _Change, right: _Change, old: list[_Token]) -> bool:
    """Return whether what stayed between two changes is too little to read as unchanged."""
    between = [token.word for token in old[left.old_end : right.old]]
    words = [word for word in between if _weight(word) == _WEIGHTS["word"]]
    if words:
        sizes = (max(c.old_end - c.old, c.new_end - c.new) for c in (left, right))
        return len(words) * _SHORT <= min(sizes) and not _ends_sentence(between)
    if any(_weight(word) == _WEIGHTS["function"] for word in between):
        return not (_ends_sentence(between) and _is_replacement(left) and _is_replacement(right))
    # Only marks: they stay with what was added or removed beside them.
    return _is_replacement(left) and _is_replacement(right) and not _ends_sentence(between)


def _ends_sentence(words: Iterable[str]) -> bool:
    return any(word in _ENDS_SENTENCE for word in words)


def _by_sentence(changes: Iterable[_Change], old: list[_Token]) -> Iterator[list[_Change]]:
    """Yield the changes in groups; none of a group has an end of a sentence before the next."""
    group: list[_Change] = []
    for change in changes:
        between = old[group[-1].old_end : change.old] if group else ()
        if _ends_sentence(token.word for token in between):
            yield group
            group = []
        group.append(change)
    yield group


def _rewritten(changes: list[_Change], old: list[_Token]) -> list[_Change]:
    """Return the changes of a sentence; as one if few words between them stayed."""
    if len(changes) < 2 or (len(changes) == 2 and not all(map(_is_replacement, changes))):
        return changes
    stayed = sum(
        _weight(token.word) == _WEIGHTS["word"]
        for left, right in pairwise(changes)
        for token in old[left.old_end : right.old]
    )
    changed = sum(max(c.old_end - c.old, c.new_end - c.new) for c in changes)
    return [_one(changes[0], changes[-1])] if stayed * _SHORT <= changed else changes


def _is_replacement(change: _Change) -> bool:
    return change.old_end > change.old and change.new_end > change.new


def _slid(changes: Sequence[_Change], old: list[_Token], new: list[_Token]) -> Iterator[_Change]:
    """Yield the changes; what was only added or removed at the best of the equal places.

    "A. [B. ]C." and "A[. B]. C." are the same edit; the first is the one to show.
    """
    left = 0
    for number, change in enumerate(changes):
        following = changes[number + 1].old if number + 1 < len(changes) else len(old)
        if not _is_replacement(change):
            added = change.new_end > change.new
            tokens, start, end = (
                (new, change.new, change.new_end) if added else (old, change.old, change.old_end)
            )
            room = (change.old - left, following - change.old_end)
            shift = _best_shift(tokens, start, end, room)
            change = _Change(*(place + shift for place in change))
        left = change.old_end
        yield change


def _best_shift(tokens: Sequence[_Token], start: int, end: int, room: tuple[int, int]) -> int:
    """Return by how many tokens to move a stretch so that it begins and ends at a boundary."""
    shifts = [0]
    for shift in range(1, room[0] + 1):
        if tokens[start - shift].word != tokens[end - shift].word:
            break
        shifts.append(-shift)
    for shift in range(1, room[1] + 1):
        if tokens[start + shift - 1].word != tokens[end + shift - 1].word:
            break
        shifts.append(shift)
    return max(
        shifts, key=lambda n: (_boundary(tokens, start + n) + _boundary(tokens, end + n), -abs(n))
    )


def _boundary(tokens: Sequence[_Token], place: int) -> int:
    """Return how much of a boundary is before a token: of a sentence, a clause, a word."""
    if place == 0 or place >= len(tokens) - 1:
        return 4
    before, token = tokens[place - 1].word, tokens[place]
    if not token.space:
        return 0
    if "\n" in token.space:
        return 4
    return 3 if before in _ENDS_SENTENCE else 2 if before in ",;:" else 1


def _kept(one: _Token, other: _Token) -> Iterator[DiffPart]:
    """Yield a word that both have; the white space before it may differ."""
    if one.space == other.space:
        yield DiffPart("same", one.space + one.word)
        return
    yield DiffPart("removed", one.space)
    yield DiffPart("added", other.space)
    yield DiffPart("same", one.word)


def _replaced(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[DiffPart]:
    """Yield the words that only one has; white space that both begin with is the same."""
    removed, added = ("".join(f"{space}{word}" for space, word in part) for part in (old, new))
    space = old[0].space if old and new and old[0].space == new[0].space else ""
    yield DiffPart("same", space)
    yield DiffPart("removed", removed[len(space) :])
    yield DiffPart("added", added[len(space) :])


def _in_order(parts: Iterable[DiffPart]) -> Iterator[DiffPart]:
    """Yield the parts, neighbours of a kind as one; of a change what was removed stands first."""
    texts: dict[Kind, list[str]] = {"same": [], "removed": [], "added": []}
    for part in parts:
        if not part.text:
            continue
        others: tuple[Kind, ...] = CHANGED if part.kind == "same" else ("same",)
        if any(any(texts[kind]) for kind in others):
            yield from _flushed(texts)
        texts[part.kind].append(part.text)
    for _ in range(2):  # the second time for the newlines that were kept
        yield from _flushed(texts)


def _flushed(texts: dict[Kind, list[str]]) -> Iterator[DiffPart]:
    """Yield the collected parts; newlines at the end of both versions are kept as the same."""
    parts: dict[Kind, str] = {kind: "".join(found) for kind, found in texts.items()}
    newlines = min(len(parts[kind]) - len(parts[kind].rstrip("\n")) for kind in CHANGED)
    for kind, text in parts.items():
        texts[kind].clear()
        if kind in CHANGED and newlines:
            text = text[:-newlines]
        if text:
            yield DiffPart(kind, text)
    texts["same"].append("\n" * newlines)
