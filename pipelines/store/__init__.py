"""The only writer of the database: every SQL statement that writes lives in this package."""

from pipelines.store.connect import StoreError
from pipelines.store.runs import RunBusy
from pipelines.store.store import ArticleStore

__all__ = ["ArticleStore", "RunBusy", "StoreError"]
