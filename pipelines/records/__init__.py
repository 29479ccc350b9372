"""The records passed between steps: pages, articles, outcomes, frontier rows, rules.

All are frozen, slotted and keyword-only. A step makes a new record with `dataclasses.replace`, so
records can be sent to worker processes, kept and compared.
"""

from pipelines.records.article import Article, Drop, Fingerprint, PageResult, Parts, Reason, Removed
from pipelines.records.frontier import Candidate, Checkpoint, FrontierRow, Kind, State
from pipelines.records.outcome import Added, Failure, Outcome
from pipelines.records.page import FirstPage, LaterPage, Page, TextPage
from pipelines.records.rules import Limits, Rules, Template

__all__ = [
    "Added", "Article", "Candidate", "Checkpoint", "Drop", "Failure", "Fingerprint", "FirstPage",
    "FrontierRow", "Kind", "LaterPage", "Limits", "Outcome", "Page", "PageResult", "Parts",
    "Reason", "Removed", "Rules", "State", "Template", "TextPage",
]  # fmt: skip
