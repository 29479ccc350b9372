"""The store step: every SQL statement that writes to the database is in this package.

The writer is loaded when it is first asked for: who only reads a database need not wait for it.
"""

from typing import TYPE_CHECKING, Any

from pipelines.store.connect import StoreError

if TYPE_CHECKING:
    from pipelines.store.runs import RunBusy
    from pipelines.store.store import ArticleStore

__all__ = ["ArticleStore", "RunBusy", "StoreError"]


def __getattr__(name: str) -> Any:
    if name == "ArticleStore":
        from pipelines.store.store import ArticleStore

        return ArticleStore
    if name == "RunBusy":
        from pipelines.store.runs import RunBusy

        return RunBusy
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
