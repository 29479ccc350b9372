"""The working copy of an article's lines during cleaning, with a record of all removals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.clean.rules import CleaningRule, Matcher
from pipelines.records import Article, Removed, Rules
from pipelines.text.bylines import Credits
from pipelines.text.prose import plain, tidy

_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class EditedLines:
    """The lines of an article during cleaning; a removed line is `None` in `lines`.

    `folded` is the text before any removal in lower case, for finding out which steps have work.
    `matched` are the lines that patterns are matched against, `original` the same before any
    removal. `removals` are (line index, line, rule id), `fired` the matching rules of the catalogue
    with their lines, `people` those named in removed credit lines, `checked` the lines that a step
    has found to speak of news.
    """

    article: Article
    rules: Rules
    lines: list[str | None]
    original: tuple[str, ...]
    matched: list[str]
    matcher: Matcher
    folded: str
    removals: list[tuple[int, str, str]] = field(default_factory=list)
    fired: list[tuple[CleaningRule, str]] = field(default_factory=list)
    people: list[Credits] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)

    def remaining(self) -> list[tuple[int, str]]:
        """Return the lines not removed, with their indexes."""
        matched = self.matched
        return [(i, matched[i]) for i, line in enumerate(self.lines) if line is not None]

    def drop(self, index: int, rule: CleaningRule | str) -> None:
        """Remove a line and record it under the rule."""
        line = self.lines[index]
        if line is None:
            return
        self.lines[index] = None
        self._record(index, line, rule)

    def cut(self, index: int, start: int, end: int, rule: CleaningRule) -> None:
        """Remove part of a line and leave one space in its place."""
        line = self.lines[index] or ""
        rest = f"{line[:start].rstrip()} {line[end:].lstrip()}".strip()
        self.lines[index] = rest or None
        self.matched[index] = plain(rest)
        self.matcher.add_text(self.matched[index])
        self._record(index, line[start:end].strip(), rule)

    def _record(self, index: int, line: str, rule: CleaningRule | str) -> None:
        if isinstance(rule, CleaningRule):
            self.fired.append((rule, line))
            rule = rule.id
        self.removals.append((index, line, rule))

    def all_names(self) -> Iterator[str]:
        """Yield all names from the article's fields and from removed credit lines."""
        yield from (*self.article.authors, *self.article.editors)
        for people in self.people:
            yield from (*people.authors, *people.editors)

    def removed(self) -> tuple[Removed, ...]:
        """Return the removals of extraction and cleaning, by position in the remaining lines."""
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
            for index, line, rule in self.removals
        ]
        return tuple(sorted([*earlier, *now], key=lambda removed: removed.position))


def edited_lines(article: Article, rules: Rules) -> EditedLines:
    """Return the article's lines, tidy, with nothing removed yet."""
    lines = [tidy(line) for line in article.text.split("\n")]
    shown = tuple(map(plain, lines))
    text = "\n".join(shown)
    matcher = Matcher(text, rules.site or article.site)
    kept = [line or None for line in lines]
    return EditedLines(article, rules, kept, shown, [*shown], matcher, text.lower())


def line_key(line: str) -> str:
    """Return the words of a line in lower case, for comparing lines."""
    return " ".join(_WORDS.findall(line.casefold()))
