"""The records that travel through warta: what is fetched, what becomes of it, the rules applied.

All are frozen, slotted and keyword-only. A step never changes a record: it makes a new one with
`dataclasses.replace`, so a record can be handed to a worker process, kept and compared.
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
