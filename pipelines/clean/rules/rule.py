"""The record type of a cleaning rule."""

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What the removed text was."""

    RELATED_LINK = "related_link"
    VIDEO = "video"
    AD_MARKER = "ad_marker"
    SYNDICATION = "syndication"
    FOLLOW_PROMPT = "follow_prompt"
    PAGINATION = "pagination"
    CREDIT = "credit"
    REPORTER_CODE = "reporter_code"
    CAPTION = "caption"
    TAG_LIST = "tag_list"
    POPULAR_LIST = "popular_list"
    LEGAL = "legal"
    DISCLAIMER = "disclaimer"
    FOOTER = "footer"
    HEADER = "header"


class RuleScope(StrEnum):
    """Where a rule is tried, and how much of a line must match."""

    LINE = "line"  # a whole line, anywhere
    HEAD = "head"  # a whole line before the first sentence of the body
    TAIL = "tail"  # a whole line with only removed lines after it
    INLINE = "inline"  # a part of any line; only the match is removed
    ENDING = "ending"  # the end of the last line


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningRule:
    """One rule of the catalogue.

    - `id`: stored in the database with each removed line; never change it
    - `pattern`: regular expression, case-insensitive except in `(?-i:...)`
    - `removes`, `keeps`: a line to remove and a sentence to keep. Both are tested, and each rule is
      tried on the `keeps` of all others
    - `source`: where the wording was seen
    - `outlets`: the outlets it applies to; empty for all
    - `headlines`: it labels a list of links; headlines below the match are removed too
    - `closes`: it ends the article; the short lines below are removed if no running text follows
    - `hints`: lower-case strings; lines without any of them are skipped
    - `flag`: set on the article when the rule matches
    """

    id: str
    kind: RuleKind
    scope: RuleScope
    pattern: str
    removes: str
    keeps: str
    source: str
    outlets: tuple[str, ...] = ()
    headlines: bool = False
    closes: bool = False
    hints: tuple[str, ...] = ()
    flag: str = ""
