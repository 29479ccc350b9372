"""What warta knows about articles: from a page's bytes to a row in the database.

`run` loads what extracts articles when it is first asked for: who only reads a database need not
wait for it.
"""

from typing import TYPE_CHECKING, Any

from pipelines.records import Article, Drop, Limits, Page, Reason, Removed, Rules

if TYPE_CHECKING:
    from pipelines.chain import run

__all__ = ["Article", "Drop", "Limits", "Page", "Reason", "Removed", "Rules", "run"]


def __getattr__(name: str) -> Any:
    if name == "run":
        from pipelines.chain import run

        return run
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
