"""A word diff as text: what was removed and added, in colour or between marks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from crawler.cli.output import has_colour, wrapped
from crawler.printable import printable

MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}"}
STYLES = {"same": "", "removed": "red strike", "added": "green"}
BREAK = "¶"  # where a paragraph was split or joined
KEPT = 12  # words on each side of a change that stay of a long unchanged stretch
GAP = "…"


class Piece(NamedTuple):
    """Words of one kind: `same`, `removed` or `added`."""

    kind: str
    text: str


def show_diff(out: Console, parts: Iterable[Mapping[str, str]], *, indent: int, width: int) -> None:
    """Print the paragraphs that changed, each with the line before and after it."""
    room = max(min(out.width, width) - indent, 20)
    colour = has_colour(out)
    for pieces in shortened(list(paragraphs(parts)), room):
        text = Text()
        last = ""
        for kind, text_of in pieces:
            said = printable(text_of)  # before `Text`, which drops some control signs
            if not colour and kind != "same":
                said = _marked(kind, said)
            elif colour and (last, kind) == ("removed", "added"):
                text.append(" ")  # or the two would read as one word
            last = kind
            text.append(said, STYLES[kind] if colour else "")
        for line in text.divide(_breaks(text.plain, room)):
            line.rstrip()
            out.print(Text(" " * indent) + line)


def _breaks(text: str, room: int) -> Iterator[int]:
    """Yield where to begin a new line; no word is cut."""
    start = 0
    for word in re.finditer(r"\S+", text):
        if word.end() - start > room and word.start() > start:
            start = word.start()
            yield start


def _marked(kind: str, text: str) -> str:
    """Return the text between its marks; white space at its ends stays outside."""
    inner = text.strip()
    start = text[: len(text) - len(text.lstrip())]
    return f"{start}{MARKS[kind].format(inner)}{text[len(start) + len(inner) :]}"


def paragraphs(parts: Iterable[Mapping[str, str]]) -> Iterator[list[Piece]]:
    """Yield the paragraphs of a diff, each as its pieces; they have no newlines."""
    pieces: list[Piece] = []
    for part in parts:
        kind, text = part["kind"], part["text"]
        if not text.strip() and kind != "same":
            if "\n" in text and any(piece.kind == "same" for piece in pieces):
                pieces.append(Piece(kind, BREAK))  # split or joined here
            if "\n" not in text or kind == "removed":
                if "\n" in text and not any(piece.kind == "same" for piece in pieces):
                    yield pieces
                    pieces = []
                continue
            yield pieces
            pieces = []
            continue
        first, *others = re.split(r"\n+", text)
        if first:
            pieces.append(Piece(kind, first))
        for line in others:
            yield pieces
            pieces = [Piece(kind, line)] if line else []
    yield pieces


def shortened(found: Sequence[list[Piece]], room: int) -> Iterator[list[Piece]]:
    """Yield the paragraphs that changed, and one line of those beside them.

    Other paragraphs, and the long stretches of a paragraph that stayed, are printed as an ellipsis.
    """
    found = [
        alone
        for pieces in found
        if any(piece.text.strip() for piece in pieces)
        for alone in _apart(pieces, room)
    ]
    changed = {
        number for number, pieces in enumerate(found) if any(kind != "same" for kind, _ in pieces)
    }
    skipped = False
    for number, pieces in enumerate(found):
        if number in changed:
            yield list(_short(pieces))
            skipped = False
        elif number + 1 in changed or number - 1 in changed:
            yield [Piece("same", _line("".join(text for _, text in pieces), room))]
            skipped = False
        elif not skipped:
            yield [Piece("same", GAP)]
            skipped = True


def _apart(pieces: list[Piece], room: int) -> Iterator[list[Piece]]:
    """Yield a paragraph; if it was replaced as a whole and is long, what was and what is apart."""
    replaced = all(kind != "same" or not text.strip() for kind, text in pieces)
    if replaced and sum(len(text) for _, text in pieces) > room:
        for kind in ("removed", "added"):
            if text := "".join(piece.text for piece in pieces if piece.kind == kind):
                yield [Piece(kind, text)]
    else:
        yield pieces


def _line(text: str, room: int) -> str:
    """Return the first line of a paragraph."""
    lines = wrapped(text, room - 2)
    return lines[0] if len(lines) == 1 else f"{lines[0]} {GAP}"


def _short(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; of a long one that stayed only the words next to a change."""
    for number, (kind, text) in enumerate(pieces):
        words = re.findall(r"\s*\S+(?:\s+$)?", text)
        before = KEPT if number else 0
        after = KEPT if number + 1 < len(pieces) else 0
        if kind == "same" and len(words) > before + after + KEPT // 2:
            text = f"{''.join(words[:before])} {GAP}{''.join(words[len(words) - after :])}"
            text = text if before else text.lstrip()
            text = text if after else text[: text.index(GAP) + 1]
        yield Piece(kind, text)
