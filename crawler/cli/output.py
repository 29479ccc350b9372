"""Output of the commands: JSON, tables, and text with colour on a terminal."""

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from crawler.printable import CONTROLS, WIB, ZONES, printable

PLAIN_WIDTH = 100  # columns where there is no terminal to ask
LEAST_WIDTH = 10  # a cut column of a table keeps this width
GAP = 2
READING_WIDTH = 80  # columns of running text, also on a wider terminal
ESCAPED = {code: f"\\u{code:04x}" for code in CONTROLS if code >= 127}  # JSON escapes the others


class SafeConsole(Console):
    """A console that prints no control sign of the texts it is given."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print the objects; strings and texts without control signs."""
        super().print(*map(_printable, objects), **options)


def _printable(shown: Any) -> Any:
    if isinstance(shown, str):
        return printable(shown)
    if isinstance(shown, Text):
        shown = shown.copy()
        shown.plain = printable(shown.plain)  # of the same length: the styles stay in place
    return shown


def console() -> Console:
    """Return the console on stdout: colours only on a terminal, no line is cropped."""
    terminal = sys.stdout.isatty()
    return SafeConsole(
        file=sys.stdout,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        width=None if terminal else PLAIN_WIDTH,
    )


def complain(message: str) -> None:
    """Print a message to stderr."""
    sys.stdout.flush()
    sys.stderr.write(f"warta: {printable(message)}\n")


def print_json(data: Any) -> None:
    """Print the data as JSON: dataclasses as objects, times in ISO 8601."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write(text.translate(ESCAPED) + "\n")


def show_table(
    out: Console, columns: Sequence[Sequence[str]], rows: Iterable[Sequence[Any]]
) -> None:
    """Print rows under their headings.

    `(name, "right")` aligns a column right; `(name, "clip")` is cut where the line would not fit.
    Nothing else is cut: a narrow terminal wraps the lines.
    """
    kinds = [(column, "") if isinstance(column, str) else tuple(column) for column in columns]
    lines = [[name for name, _ in kinds], *([cell(value) for value in row] for row in rows)]
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    clipped = [n for n, (_, kind) in enumerate(kinds) if kind == "clip"]
    left = out.width - sum(width + GAP for n, width in enumerate(widths) if n not in clipped)
    for n in clipped:
        widths[n] = min(widths[n], max(left // len(clipped) - GAP, LEAST_WIDTH))
    for number, texts in enumerate(lines):
        parts = (
            _fitted(text, width, kind)
            for text, width, (_, kind) in zip(texts, widths, kinds, strict=True)
        )
        line = escape((" " * GAP).join(parts).rstrip())
        out.print(f"[bold]{line}[/]" if number == 0 else line)


def _fitted(text: str, width: int, kind: str) -> str:
    """Return the text padded to the width, or cut to it."""
    if len(text) > width:
        return f"{text[: width - 1]}…"
    return text.rjust(width) if kind == "right" else text.ljust(width)


def show_pairs(
    out: Console, pairs: Iterable[Sequence[str]], *, indent: int = 0, width: int = 0
) -> None:
    """Print one pair of name and value per line, long values wrapped; words are not cut.

    Of three strings the middle one is printed between the two. `width` is the most to fill.
    """
    rows = [tuple(pair) for pair in pairs]
    widths = [max(len(row[n]) for row in rows) + 2 for n in range(len(rows[0]) - 1)]
    room = min(out.width, width or out.width) - indent
    for *heads, value in rows:
        head = "".join(f"{text:<{wide}}" for text, wide in zip(heads, widths, strict=True))
        lines = wrapped(value, room - sum(widths))
        out.print(f"{' ' * indent}[dim]{escape(head)}[/]{escape(lines[0])}".rstrip())
        for line in lines[1:]:
            out.print(" " * (indent + sum(widths)) + escape(line))


def show_text(out: Console, text: str, indent: int = 2, *, width: int = 0, style: str = "") -> None:
    """Print paragraphs, indented and wrapped; `width` is the most to fill."""
    for paragraph in text.split("\n"):
        for line in wrapped(paragraph, min(out.width, width or out.width) - indent):
            out.print(" " * indent + escape(line), style=style or None)


def has_colour(out: Console) -> bool:
    """Return whether colours can tell what was removed from what was added."""
    return out.color_system is not None and not out.no_color


def wrapped(text: str, width: int) -> list[str]:
    """Return the text wrapped to the width, at least one line; words and URLs are never cut."""
    return textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False) or [
        ""
    ]


def cell(value: Any) -> str:
    """Return a value as a table shows it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)


def plural(count: int, noun: str, many: str = "") -> str:
    """Return the count with its noun: `1 line`, `2 lines`; `many` is an irregular plural."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def when(moment: datetime | str | None) -> str:
    """Return a time in WIB, `2026-11-20 08:12 WIB`, or a dash."""
    if not moment:
        return "-"
    value = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    try:
        return f"{value.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
    except OverflowError:  # the first or last day of the calendar
        return str(moment)


def local_time(printed: str) -> str:
    """Return a time in the zone it was printed in, if that is one of Indonesia, else in WIB."""
    moment = datetime.fromisoformat(printed)
    zone = ZONES.get(moment.utcoffset() or timedelta())
    return f"{moment:%Y-%m-%d %H:%M} {zone}" if zone else when(moment)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
