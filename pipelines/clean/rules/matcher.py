"""Finds the cleaning rule that matches a line. The patterns of a scope are combined into one."""

import re
from collections.abc import Iterator
from functools import cache

from pipelines.clean.rules.english import RULES as ENGLISH
from pipelines.clean.rules.furniture import RULES as FURNITURE
from pipelines.clean.rules.header import RULES as HEADER
from pipelines.clean.rules.media import RULES as MEDIA
from pipelines.clean.rules.notices import RULES as NOTICES
from pipelines.clean.rules.related import RULES as RELATED
from pipelines.clean.rules.rule import CleaningRule, RuleScope
from pipelines.clean.rules.widgets import RULES as WIDGETS

RULES: tuple[CleaningRule, ...] = (
    *HEADER, *RELATED, *MEDIA, *NOTICES, *ENGLISH, *WIDGETS, *FURNITURE,
)  # fmt: skip

_LONGEST = 650  # no rule for whole lines matches a longer one


class Matcher:
    """The rules that can match in one text of one outlet. Results for whole lines are cached."""

    def __init__(self, text: str, site: str) -> None:
        self.site = site
        self._present: set[str] = set()
        self._hinted: dict[RuleScope, list[tuple[str, CleaningRule]]] = {}
        self._tried: dict[tuple[RuleScope, str], CleaningRule | None] = {}
        self.add_text(text)

    def add_text(self, text: str) -> None:
        """Take the hints in new text into account; call it before matching lines of that text."""
        folded = text.lower()
        self._present.update(hint for hint in _hints_at(self.site) if hint in folded)
        self._hinted.clear()

    def whole_line(self, line: str, scope: RuleScope) -> CleaningRule | None:
        """Return the rule of the scope that matches the whole line, or None."""
        tried = (scope, line)
        if tried not in self._tried:
            self._tried[tried] = self._try(line, scope)
        return self._tried[tried]

    def may_match_within(self, scope: RuleScope) -> bool:
        """Return whether a rule of the scope can match inside a line of the text."""
        return bool(_hintless(scope, self.site) or self._hinted_rules(scope))

    def within(self, line: str, scope: RuleScope) -> Iterator[tuple[CleaningRule, re.Match[str]]]:
        """Yield every match of the scope's rules inside a line, rule by rule."""
        for rule, pattern in (*_hintless(scope, self.site), *self._hinted_in(line, scope)):
            for match in pattern.finditer(line):
                yield rule, match

    def _try(self, line: str, scope: RuleScope) -> CleaningRule | None:
        if len(line) > _LONGEST:
            return None
        rules, pattern = _combined(scope, self.site)
        match = pattern.fullmatch(line)
        if match and match.lastgroup:
            return rules[int(match.lastgroup[1:])]
        hinted = self._hinted_in(line, scope)
        return next((rule for rule, single in hinted if single.fullmatch(line)), None)

    def _hinted_in(self, line: str, scope: RuleScope) -> list[tuple[CleaningRule, re.Pattern[str]]]:
        """Return the rules with a hint that the line contains."""
        hinted = self._hinted_rules(scope)
        if not hinted:
            return []
        folded = line.lower()
        rules = [rule for hint, rule in hinted if hint in folded]
        return [(rule, _compiled(rule)) for rule in dict.fromkeys(rules)]

    def _hinted_rules(self, scope: RuleScope) -> list[tuple[str, CleaningRule]]:
        """Return the scope's rules with each of their hints that the text contains."""
        if scope not in self._hinted:
            hints = _hints(scope, self.site)
            self._hinted[scope] = [(hint, rule) for hint, rule in hints if hint in self._present]
        return self._hinted[scope]


def whole_line(line: str, scope: RuleScope, site: str) -> CleaningRule | None:
    """Return the rule of the scope that matches the whole line at an outlet, or None."""
    return Matcher(line, site).whole_line(line, scope)


def within(line: str, scope: RuleScope, site: str) -> Iterator[tuple[CleaningRule, re.Match[str]]]:
    """Yield every match of the scope's rules inside a line, rule by rule."""
    return Matcher(line, site).within(line, scope)


def _rules_of(scope: RuleScope, site: str) -> list[CleaningRule]:
    return [r for r in RULES if r.scope is scope and (not r.outlets or site in r.outlets)]


@cache
def _combined(scope: RuleScope, site: str) -> tuple[list[CleaningRule], re.Pattern[str]]:
    """Return the rules without hints, and one pattern with a group for each of them."""
    rules = [rule for rule in _rules_of(scope, site) if not rule.hints]
    forms = "|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(rules))
    return rules, re.compile(forms or r"(?!)", re.IGNORECASE)


@cache
def _hintless(scope: RuleScope, site: str) -> list[tuple[CleaningRule, re.Pattern[str]]]:
    return [(rule, _compiled(rule)) for rule in _rules_of(scope, site) if not rule.hints]


@cache
def _hints(scope: RuleScope, site: str) -> list[tuple[str, CleaningRule]]:
    return [(hint, rule) for rule in _rules_of(scope, site) for hint in rule.hints]


@cache
def _hints_at(site: str) -> tuple[str, ...]:
    """Return the hints of all rules that apply to an outlet."""
    rules = (rule for rule in RULES if not rule.outlets or site in rule.outlets)
    return tuple(dict.fromkeys(hint for rule in rules for hint in rule.hints))


@cache
def _compiled(rule: CleaningRule) -> re.Pattern[str]:
    return re.compile(rule.pattern, re.IGNORECASE)
