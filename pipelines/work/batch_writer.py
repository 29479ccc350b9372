"""Outcomes of a crawl into the database, in batches of one transaction each."""

import asyncio
from collections import Counter
from collections.abc import Callable

from pipelines.records import Added, Outcome
from pipelines.store import ArticleStore, StoreError
from pipelines.store.runs import counters

Stored = asyncio.Future[Added | None]
OnStored = Callable[[Outcome, Added | None], None]


class BatchWriter:
    """Collects the outcomes of one run and commits them together.

    A batch is committed when it holds `size` outcomes, or `seconds` after its first one. Needs a
    running event loop. The owner is told of each outcome taken (`on_taken`), of what a committed
    batch adds to the counters of the run (`on_commit`) and what became of each outcome in it
    (`on_stored`), and of a batch that could not be stored (`on_error`, with the reason): its URLs
    stay due, so the next run has them.
    """

    def __init__(
        self,
        store: ArticleStore,
        run_id: int,
        *,
        size: int,
        seconds: float,
        on_taken: Callable[[Outcome], None],
        on_commit: Callable[[Counter[str]], None],
        on_error: Callable[[str], None],
        on_stored: OnStored | None = None,
    ) -> None:
        self._store = store
        self._run_id = run_id
        self._size = size
        self._seconds = seconds
        self._on_taken = on_taken
        self._on_commit = on_commit
        self._on_error = on_error
        self._on_stored = on_stored
        self._batch: list[tuple[Outcome, Stored]] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, outcome: Outcome) -> Stored:
        """Take an outcome; return a future of what the store makes of it.

        The future raises `StoreError` where the outcome could not be stored.
        """
        loop = asyncio.get_running_loop()
        stored: Stored = loop.create_future()
        self._batch.append((outcome, stored))
        self._on_taken(outcome)
        if len(self._batch) >= self._size:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(self._seconds, self.flush)
        return stored

    def commit_at_once(self) -> None:
        """Commit what waits, and from now on each outcome by itself: the crawl is ending."""
        self._size = 1
        self.flush()

    def flush(self) -> None:
        """Commit what waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._batch = self._batch, []
        if not batch:
            return
        outcomes = [outcome for outcome, _ in batch]
        try:
            added = self._store.commit(outcomes, self._run_id)
        except StoreError as error:
            for stored in (stored for _, stored in batch if not stored.cancelled()):
                stored.set_exception(error)
                stored.exception()  # marked as seen: one that nobody awaits is not a second error
            self._on_error(str(error))
            return
        counts: Counter[str] = Counter()
        for (outcome, stored), one in zip(batch, added, strict=True):
            counts.update(counters(outcome, one))
            if self._on_stored is not None:
                self._on_stored(outcome, one)
            if not stored.cancelled():
                stored.set_result(one)
        self._on_commit(counts)
