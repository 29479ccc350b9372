"""Splits a copied text into lines: joins wrapped lines, and roles with their names."""

import re
from collections.abc import Sequence

from pipelines.clean.rules import RuleScope, whole_line
from pipelines.text.bylines import names
from pipelines.text.invisible import without_invisible
from pipelines.text.prose import tidy

WRAPPED_WIDTH = 120  # longer lines are paragraphs

_ROLE_ALONE = re.compile(
    r"(?:penulis|editor|reporter|pewarta|oleh|by|author|red|rep|jurnalis|kontributor)\s?:?", re.I
)


def lines_of(text: str) -> list[str]:
    """Return the lines with text, white space collapsed and hard-wrapped paragraphs joined."""
    raw = [tidy(line) for line in without_invisible(text).splitlines()]
    wrapped = max(map(len, raw), default=0) <= WRAPPED_WIDTH
    lines: list[str] = []
    blank = False
    for line in raw:
        if wrapped and line and lines and not blank and _runs_on(lines[-1], line):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
        blank = not line
    return _with_roles(lines)


def _with_roles(lines: list[str]) -> list[str]:
    """Return the lines with each role on a line of its own joined to the name next to it."""
    roles = [n for n, line in enumerate(lines) if _ROLE_ALONE.fullmatch(line)]
    joined = list(lines)
    for n in roles:
        last = max(m for m in roles if m - n == 2 * roles.index(m) - 2 * roles.index(n) and m >= n)
        above = not _is_name(lines[last + 1 : last + 2])
        other = n - 1 if above else n + 1
        if other >= 0 and _is_name(lines[other : other + 1]):
            joined[n] = f"{lines[n].rstrip(' :')}: {lines[other].lstrip(' :')}"
            joined[other] = ""
    return [line for line in joined if line]


def _is_name(lines: Sequence[str]) -> bool:
    """Return whether the given line, if any, is only a person's name."""
    line = lines[0].lstrip(" :") if lines else ""
    found = names(line)
    known = whole_line(line, RuleScope.LINE, "") or whole_line(line, RuleScope.HEAD, "")
    return (
        len(found) == 1
        and known is None
        and len(line.split()) <= 5
        and all(word[0].isupper() for word in found[0].split() if word[0].isalpha())
    )


def _runs_on(line: str, following: str) -> bool:
    """Return whether a sentence continues in the next line."""
    return len(line) >= 50 and line[-1] not in '.!?:"”)' and following[0].islower()
