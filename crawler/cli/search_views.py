"""Search hits as text."""

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from crawler.cli.output import plural, when, wrapped

if TYPE_CHECKING:
    from pipelines.query import Counts, Hit

MARKS = ("\x02", "\x03")  # around the words that matched, on a terminal


def show_hits(
    out: Console, query: str, hits: "Sequence[Hit]", counts: "Counts", *, shown_from: int = 0
) -> None:
    """Print the hits with their snippets, and their number."""
    for hit in hits:
        (title,) = highlighted([hit.title])
        out.print(Text(f"{hit.id:>5}  ", style="bold cyan") + title)
        facts = [hit.site, when(hit.published_at)]
        if hit.duplicate_of is not None:
            facts.append(f"duplicate of {hit.duplicate_of}")
        if hit.copies:
            facts.append(plural(hit.copies, "hidden duplicate"))
        if hit.others:
            facts.append(f"{plural(len(hit.others), 'more hit')} of its story")
        if hit.matched == "related":
            facts.append("another form of the word")
        out.print(Text(f"       {' · '.join(facts)}", style="dim"))
        for line in highlighted(wrapped(hit.snippet, out.width - 7)):
            out.print(Text("       ") + line)
        out.print()
    hidden = f", {counts.hidden:,} more hidden as duplicates" if counts.hidden else ""
    range_shown = f"{shown_from + 1}-{shown_from + len(hits)} of " if hits else ""
    more = "" if counts.is_exact else "more than "
    found = f"{more}{plural(counts.found, 'article')}"
    out.print(f"{range_shown}{found} with {escape(query)}{hidden}")


def marks() -> tuple[str, str]:
    """Return the marks around the words that matched: brackets if stdout is no terminal."""
    return MARKS if sys.stdout.isatty() else ("[", "]")


def highlighted(lines: Sequence[str]) -> list[Text]:
    """Return the lines with the words between `MARKS` in colour, even across lines."""
    styled = []
    inside = False
    for line in lines:
        text = Text()
        for piece in re.split(f"([{''.join(MARKS)}])", line):
            if piece in MARKS:
                inside = piece == MARKS[0]
            else:
                text.append(piece, "bold yellow" if inside else "")
        styled.append(text)
    return styled
