"""The catalogue: each rule removes its own example and keeps the `keeps` of all rules."""

import re

import pytest

from pipelines.clean.cleaning import clean
from pipelines.clean.rules import RULES, CleaningRule, RuleScope
from pipelines.records import Article, Drop, Limits, Rules
from tests.support.articles import article
from tests.support.bounded import cpu_bound

OPENING = "Warga desa menanam ribuan pohon di tepi kali sejak pagi buta, kata kepala desa."
CLOSING = "Panen garam tahun ini datang lebih awal karena hujan jarang turun di pesisir utara."


def cleaned(text: str, site: str) -> Article:
    result = clean(article(text=text, site=site), Rules(site=site), Limits())
    assert not isinstance(result, Drop)
    return result


def placed(rule: CleaningRule, line: str) -> str:
    """Return an article of two sentences with the line where the rule is tried."""
    if rule.scope is RuleScope.INLINE:
        return f"{OPENING}{line}\n{CLOSING}"
    if rule.scope is RuleScope.ENDING:
        return f"{OPENING}\n{CLOSING} {line}"
    if rule.scope is RuleScope.HEAD:
        return f"{line}\n{OPENING}\n{CLOSING}"
    if rule.scope is RuleScope.TAIL:
        return f"{OPENING}\n{CLOSING}\n{line}"
    return f"{OPENING}\n{line}\n{CLOSING}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_goes_and_is_recorded(rule: CleaningRule) -> None:
    site = rule.outlets[0] if rule.outlets else "contoh"
    article = cleaned(placed(rule, rule.removes), site)
    assert article.paragraphs == (OPENING, CLOSING)
    assert (rule.id, rule.removes) in [(gone.rule, gone.line) for gone in article.removed]
    assert not rule.flag or rule.flag in article.flags


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("place", ["start", "middle", "end", "glued", "alone"])
def test_the_trap_stays_whatever_rule_looks_at_it(rule: CleaningRule, place: str) -> None:
    text = {
        "start": f"{rule.keeps}\n{OPENING}\n{CLOSING}",
        "middle": f"{OPENING}\n{rule.keeps}\n{CLOSING}",
        "end": f"{OPENING}\n{CLOSING}\n{rule.keeps}",
        "glued": f"{OPENING} {rule.keeps} {CLOSING}",
        "alone": rule.keeps,
    }[place]
    for site in ("contoh", *rule.outlets):
        article = cleaned(text, site)
        assert article.text == text
        assert article.removed == ()


def test_a_rule_is_said_once_and_says_where_it_is_from() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z_]+\.?[a-z_]*", rule.id)
        assert rule.source and rule.removes and rule.keeps


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_hints_and_groups_are_as_the_matcher_needs_them(rule: CleaningRule) -> None:
    pattern = re.compile(rule.pattern, re.IGNORECASE)
    assert pattern.groups == 0
    assert all(hint == hint.lower() for hint in rule.hints)
    assert not rule.hints or any(hint in f". {rule.removes.lower()} " for hint in rule.hints)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_pattern_is_slow_on_a_hostile_line(rule: CleaningRule) -> None:
    pattern = re.compile(rule.pattern, re.IGNORECASE)
    with cpu_bound(1):
        for line in (
            "(" * 600,
            "a " * 300,
            "baca juga: " * 55,
            "© " * 300,
            "#a " * 200,
            "- " * 300,
        ):
            pattern.fullmatch(line)
            pattern.search(line)
