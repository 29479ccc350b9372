"""What warta knows about articles: from a page's bytes to a row in the database."""

from pipelines.chain import run
from pipelines.records import Article, Drop, Limits, Page, Reason, Removed, Rules

__all__ = ["Article", "Drop", "Limits", "Page", "Reason", "Removed", "Rules", "run"]
