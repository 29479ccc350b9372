"""The catalogue of cleaning rules, as data: wording to remove from an article's text.

Measured on 3,698 articles of six outlets of June 2025 and on saved pages of twenty. Rules for whole
lines are safe. Inline rules are few; each matches only wording that prose does not use.
"""

from pipelines.clean.rules.matcher import RULES, Matcher, whole_line, within
from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

__all__ = [
    "RULES",
    "CleaningRule",
    "Matcher",
    "RuleKind",
    "RuleScope",
    "whole_line",
    "within",
]
