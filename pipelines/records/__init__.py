"""The records passed between steps: pages, articles, outcomes, frontier rows, rules.

All are frozen, slotted and keyword-only. A step makes a new record with `dataclasses.replace`, so
records can be sent to worker processes, kept and compared.
"""

from pipelines.records.article import (
    ARTICLE_FIELDS,
    CONTINUES,
    Article,
    Drop,
    Fingerprint,
    PageResult,
    Parts,
    Reason,
    Removed,
)
from pipelines.records.article_fields import ArticleField, FieldKind, Join, Shown
from pipelines.records.frontier import Candidate, Checkpoint, FrontierRow, Kind, State
from pipelines.records.outcome import Added, Change, Failure, Outcome
from pipelines.records.outlet import Outlet
from pipelines.records.page import FirstPage, LaterPage, Page, PagePlace, SavedPage, TextPage
from pipelines.records.rules import Limits, Rules, Template

__all__ = [
    "ARTICLE_FIELDS",
    "CONTINUES",
    "Added",
    "Article",
    "ArticleField",
    "Candidate",
    "Change",
    "Checkpoint",
    "Drop",
    "Failure",
    "FieldKind",
    "Fingerprint",
    "FirstPage",
    "FrontierRow",
    "Join",
    "Kind",
    "LaterPage",
    "Limits",
    "Outcome",
    "Outlet",
    "Page",
    "PagePlace",
    "PageResult",
    "Parts",
    "Reason",
    "Removed",
    "Rules",
    "SavedPage",
    "Shown",
    "State",
    "Template",
    "TextPage",
]  # fmt: skip
