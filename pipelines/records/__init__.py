"""The records passed between steps: pages, articles, outcomes, frontier rows, rules.

All are frozen, slotted and keyword-only. A step makes a new record with `dataclasses.replace`, so
records can be sent to worker processes, kept and compared.
"""

from pipelines.records.article import Article, Drop, Fingerprint, Reason, Removed
from pipelines.records.frontier import Candidate, Checkpoint, FrontierRow, Kind, State
from pipelines.records.outcome import Added, Failure, Outcome
from pipelines.records.page import Page, Pages, TextPage
from pipelines.records.rules import Limits, Rules, Template

__all__ = [
    "Added",
    "Article",
    "Candidate",
    "Checkpoint",
    "Drop",
    "Failure",
    "Fingerprint",
    "FrontierRow",
    "Kind",
    "Limits",
    "Outcome",
    "Page",
    "Pages",
    "Reason",
    "Removed",
    "Rules",
    "State",
    "Template",
    "TextPage",
]
