"""Which rule of the catalogue a line matches. The patterns of a scope are tried as one."""

import re
from collections.abc import Iterator
from functools import cache

from pipelines.boilerplate.furniture import RULES as FURNITURE
from pipelines.boilerplate.header import RULES as HEADER
from pipelines.boilerplate.media import RULES as MEDIA
from pipelines.boilerplate.notices import RULES as NOTICES
from pipelines.boilerplate.related import RULES as RELATED
from pipelines.boilerplate.rule import Rule, Scope

RULES: tuple[Rule, ...] = (*HEADER, *RELATED, *MEDIA, *NOTICES, *FURNITURE)

_LONGEST = 650  # no rule for whole lines reaches further


def whole_line(line: str, scope: Scope, site: str) -> Rule | None:
    """Return the rule of that scope that matches the whole line at an outlet, if one does."""
    if len(line) > _LONGEST:
        return None
    rules, pattern = _together(scope, site)
    match = pattern.fullmatch(line)
    if match and match.lastgroup:
        return rules[int(match.lastgroup[1:])]
    hinted = _hinted(line, scope, site)
    return next((rule for rule, single in hinted if single.fullmatch(line)), None)


def within(line: str, scope: Scope, site: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield every match of the scope's rules inside a line, rule by rule."""
    for rule, pattern in (*_hintless(scope, site), *_hinted(line, scope, site)):
        for match in pattern.finditer(line):
            yield rule, match


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


def _hinted(line: str, scope: Scope, site: str) -> list[tuple[Rule, re.Pattern[str]]]:
    """The rules with hints that the line holds one of."""
    folded = line.lower()
    rules = [rule for hint, rule in _hints(scope, site) if hint in folded]
    return [(rule, _compiled(rule)) for rule in dict.fromkeys(rules)]


@cache
def _hints(scope: Scope, site: str) -> list[tuple[str, Rule]]:
    return [(hint, rule) for rule in _holding(scope, site) for hint in rule.hints]


@cache
def _compiled(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule.pattern, re.IGNORECASE)
