"""The store step: every SQL statement that writes to the database is in this package."""

from pipelines.store.connect import StoreError
from pipelines.store.runs import RunBusy
from pipelines.store.store import ArticleStore

__all__ = ["ArticleStore", "RunBusy", "StoreError"]
