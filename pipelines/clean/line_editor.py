"""The lines of an article while they are cleaned: what stands, what went, and by which rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.clean.rules import Matcher, Rule
from pipelines.records import Article, Removed, Rules
from pipelines.text.bylines import Credits
from pipelines.text.prose import plain, tidy

_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Cuts:
    """The lines at work: `None` where a line went, and what went, by the index of its line.

    `shown` are the lines as patterns are tried on them, `printed` the same before any went. `notes`
    are the rules of the catalogue that fired, `people` whom removed credit lines name.
    """

    article: Article
    rules: Rules
    lines: list[str | None]
    printed: tuple[str, ...]
    shown: list[str]
    matcher: Matcher
    gone: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[tuple[Rule, str]] = field(default_factory=list)
    people: list[Credits] = field(default_factory=list)

    def live(self) -> list[tuple[int, str]]:
        """Return the lines that stand, with their indexes."""
        shown = self.shown
        return [(i, shown[i]) for i, line in enumerate(self.lines) if line is not None]

    def drop(self, index: int, rule: Rule | str) -> None:
        """Take out a line."""
        line = self.lines[index]
        if line is None:
            return
        self.lines[index] = None
        self._note(index, line, rule)

    def cut(self, index: int, start: int, end: int, rule: Rule) -> None:
        """Take out a part of a line; one blank stays between its two sides."""
        line = self.lines[index] or ""
        rest = f"{line[:start].rstrip()} {line[end:].lstrip()}".strip()
        self.lines[index] = rest or None
        self.shown[index] = plain(rest)
        self.matcher.take_in(self.shown[index])
        self._note(index, line[start:end].strip(), rule)

    def _note(self, index: int, line: str, rule: Rule | str) -> None:
        if isinstance(rule, Rule):
            self.notes.append((rule, line))
            rule = rule.id
        self.gone.append((index, line, rule))

    def everyone(self) -> Iterator[str]:
        """Yield all names, from the article's fields and from removed credit lines."""
        yield from (*self.article.authors, *self.article.editors)
        for people in self.people:
            yield from (*people.authors, *people.editors)

    def removed(self) -> tuple[Removed, ...]:
        """Return what went in extraction and here, by where it stood in the lines that are left."""
        kept = [0]
        for line in self.lines:
            kept.append(kept[-1] + (line is not None))
        last = len(self.lines)
        earlier = [
            Removed(line=old.line, rule=old.rule, position=kept[min(old.position, last)])
            for old in self.article.removed
        ]
        now = [
            Removed(line=line, rule=rule, position=kept[index] + (self.lines[index] is not None))
            for index, line, rule in self.gone
        ]
        return tuple(sorted([*earlier, *now], key=lambda removed: removed.position))


def begin(article: Article, rules: Rules) -> Cuts:
    """Return the article's lines, tidy and all of them standing."""
    lines = [tidy(line) for line in article.text.split("\n")]
    printed = tuple(map(plain, lines))
    matcher = Matcher("\n".join(printed), rules.site or article.site)
    return Cuts(article, rules, [line or None for line in lines], printed, [*printed], matcher)


def key(line: str) -> str:
    """Return the words of a line in lower case: what lines are compared by."""
    return " ".join(_WORDS.findall(line.casefold()))
