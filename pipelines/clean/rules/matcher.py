"""Which rule of the catalogue a line matches. The patterns of a scope are tried as one."""

import re
from collections.abc import Iterator
from functools import cache

from pipelines.clean.rules.furniture import RULES as FURNITURE
from pipelines.clean.rules.header import RULES as HEADER
from pipelines.clean.rules.media import RULES as MEDIA
from pipelines.clean.rules.notices import RULES as NOTICES
from pipelines.clean.rules.related import RULES as RELATED
from pipelines.clean.rules.rule import Rule, Scope

RULES: tuple[Rule, ...] = (*HEADER, *RELATED, *MEDIA, *NOTICES, *FURNITURE)

_LONGEST = 650  # no rule for whole lines reaches further


class Matcher:
    """The rules that may match in the lines of one text at one outlet. A line is tried once."""

    def __init__(self, text: str, site: str) -> None:
        self.site = site
        self._present: set[str] = set()
        self._hinted: dict[Scope, list[tuple[str, Rule]]] = {}
        self._tried: dict[tuple[Scope, str], Rule | None] = {}
        self.take_in(text)

    def take_in(self, text: str) -> None:
        """Let lines be tried that the text so far did not hold."""
        folded = text.lower()
        self._present.update(hint for hint in _all_hints() if hint in folded)
        self._hinted.clear()

    def whole_line(self, line: str, scope: Scope) -> Rule | None:
        """Return the rule of that scope that matches the whole line, if one does."""
        tried = (scope, line)
        if tried not in self._tried:
            self._tried[tried] = self._try(line, scope)
        return self._tried[tried]

    def may_match_within(self, scope: Scope) -> bool:
        """Return whether a rule of the scope may match inside a line of the text."""
        return bool(_hintless(scope, self.site) or self._hinted_rules(scope))

    def within(self, line: str, scope: Scope) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield every match of the scope's rules inside a line, rule by rule."""
        for rule, pattern in (*_hintless(scope, self.site), *self._hinted_in(line, scope)):
            for match in pattern.finditer(line):
                yield rule, match

    def _try(self, line: str, scope: Scope) -> Rule | None:
        if len(line) > _LONGEST:
            return None
        rules, pattern = _together(scope, self.site)
        match = pattern.fullmatch(line)
        if match and match.lastgroup:
            return rules[int(match.lastgroup[1:])]
        hinted = self._hinted_in(line, scope)
        return next((rule for rule, single in hinted if single.fullmatch(line)), None)

    def _hinted_in(self, line: str, scope: Scope) -> list[tuple[Rule, re.Pattern[str]]]:
        """The rules with hints that the line holds one of."""
        hinted = self._hinted_rules(scope)
        if not hinted:
            return []
        folded = line.lower()
        rules = [rule for hint, rule in hinted if hint in folded]
        return [(rule, _compiled(rule)) for rule in dict.fromkeys(rules)]

    def _hinted_rules(self, scope: Scope) -> list[tuple[str, Rule]]:
        """The scope's rules with hints that the text holds, under each hint."""
        if scope not in self._hinted:
            hints = _hints(scope, self.site)
            self._hinted[scope] = [(hint, rule) for hint, rule in hints if hint in self._present]
        return self._hinted[scope]


def whole_line(line: str, scope: Scope, site: str) -> Rule | None:
    """Return the rule of that scope that matches the whole line at an outlet, if one does."""
    return Matcher(line, site).whole_line(line, scope)


def within(line: str, scope: Scope, site: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield every match of the scope's rules inside a line, rule by rule."""
    return Matcher(line, site).within(line, scope)


def _holding(scope: Scope, site: str) -> list[Rule]:
    return [r for r in RULES if r.scope is scope and (not r.outlets or site in r.outlets)]


@cache
def _together(scope: Scope, site: str) -> tuple[list[Rule], re.Pattern[str]]:
    """The rules without hints as one pattern; a group tells which of them matched."""
    rules = [rule for rule in _holding(scope, site) if not rule.hints]
    forms = "|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(rules))
    return rules, re.compile(forms or r"(?!)", re.IGNORECASE)


@cache
def _hintless(scope: Scope, site: str) -> list[tuple[Rule, re.Pattern[str]]]:
    return [(rule, _compiled(rule)) for rule in _holding(scope, site) if not rule.hints]


@cache
def _hints(scope: Scope, site: str) -> list[tuple[str, Rule]]:
    return [(hint, rule) for rule in _holding(scope, site) for hint in rule.hints]


@cache
def _all_hints() -> tuple[str, ...]:
    return tuple(dict.fromkeys(hint for rule in RULES for hint in rule.hints))


@cache
def _compiled(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule.pattern, re.IGNORECASE)
