"""The form of a cleaning rule."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a removed line was."""

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


class Scope(StrEnum):
    """Where a rule looks, and how much of a line must match."""

    LINE = "line"  # a whole line, anywhere
    HEAD = "head"  # a whole line before the first sentence of the body
    TAIL = "tail"  # a whole line after which only removed lines stand
    INLINE = "inline"  # a part of any line; nothing but the match goes
    ENDING = "ending"  # the end of the last line


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue.

    `pattern` is a regular expression, read without regard to case unless it says `(?-i:...)`. With
    `headlines` the lines below the match that read like headlines go too: it labels a list of
    links. With `closes` it ends the article: short lines below it that no running text follows go
    too. `hints` are lower-case strings: a line that holds none of them is not tried.
    `flag` is what the article is flagged with when the rule fires. `removes` must go and `keeps`
    must stay: both are tested, and every rule is tried on the `keeps` of all others. `outlets`
    names where the rule holds (empty: everywhere), `source` where the wording was seen.
    """

    id: str
    kind: Kind
    scope: Scope
    pattern: str
    removes: str
    keeps: str
    source: str
    outlets: tuple[str, ...] = ()
    headlines: bool = False
    closes: bool = False
    hints: tuple[str, ...] = ()
    flag: str = ""
