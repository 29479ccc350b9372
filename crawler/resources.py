"""What the crawls of one process share: the store, the worker pool, the archive, the clock."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from crawler.registry.stored_outlets import open_store
from pipelines.records import Rules
from pipelines.store import ArticleStore
from pipelines.store.store import utc_now
from pipelines.warc.writer import WarcArchive
from pipelines.work.batch_writer import OnStored
from pipelines.work.worker_pool import WorkerPool

Counts = Mapping[str, int | str]
Summary = dict[str, Any]
SHOWN = ("seen", "stored", "unchanged", "revised", "reprocessed", "dropped", "failed")


@dataclass(slots=True, kw_only=True)
class Resources:
    """The store, the worker pool, the archive and the clock; close it.

    `summaries` gets the summary of each run that ends. `on_progress` gets the counts over all runs
    after each commit, `on_stored` each outcome and what the store made of it.
    """

    store: ArticleStore
    pool: WorkerPool
    archive: WarcArchive | None = None
    clock: Callable[[], datetime] = utc_now
    on_progress: Callable[[Counts], None] | None = None
    on_stored: OnStored | None = None
    summaries: list[Summary] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def open(
        cls,
        db: Path,
        *,
        workers: int | None = None,
        archive: Path | None = None,
        known: Iterable[Rules] = (),
        clock: Callable[[], datetime] = utc_now,
        on_progress: Callable[[Counts], None] | None = None,
        on_stored: OnStored | None = None,
    ) -> Self:
        """Return everything open; `known` are the rules of the outlets to be crawled.

        Raises `StoreError`, and OSError for the archive.
        """
        store = open_store(db)
        try:
            warcs = WarcArchive(archive) if archive else None
            pool = WorkerPool(workers=workers, known=known)
        except BaseException:
            store.close()
            raise
        return cls(
            store=store,
            pool=pool,
            archive=warcs,
            clock=clock,
            on_progress=on_progress,
            on_stored=on_stored,
        )

    def close(self) -> None:
        """Close everything; pages that are still with the workers are given up."""
        self.pool.close(finish_work=False)
        if self.archive:
            self.archive.close()
        self.store.close()

    def count(self, counts: Counter[str]) -> None:
        """Add what a batch brought, and say how far all runs are."""
        self._counts.update(counts)
        if self.on_progress is not None:
            self.on_progress({name: self._counts[name] for name in SHOWN})
