"""`ArticleStore`: one object per process that writes to a database."""

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipelines.duplicates import with_fingerprint
from pipelines.records import (
    Added,
    Article,
    Candidate,
    Checkpoint,
    Drop,
    FrontierRow,
    Kind,
    Outcome,
)
from pipelines.store import articles, checkpoints, clusters, frontier, runs, stories
from pipelines.store.connect import BUSY_SECONDS, open_database, plain_errors, writing
from pipelines.store.processes import this_process

# Fingerprints of an older scheme that one transaction makes again: half a second's worth.
REFRESHED = 500


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


class ArticleStore:
    """The database of articles, open for writing.

    Several processes may have one file open: each call is one transaction that takes the write lock
    first and waits for it up to `timeout` seconds. A call either stores all it was given or, when
    it raises `StoreError`, nothing of it. Threads may share a store.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        timeout: float = BUSY_SECONDS,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Open the database, which is made if it is not there and `create` is true.

        Raises `StoreError` for a file that warta cannot use. `clock` gives the time for what has
        none of its own: runs, drops, links without a fetch.
        """
        self.path = Path(path)
        self._db = open_database(self.path, create=create, timeout=timeout)
        self._conn = self._db.conn
        self._conn.row_factory = sqlite3.Row
        self._clock = clock
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with self._lock:
            self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, article: Article) -> Added:
        """Store one article and return what it is: new, duplicate, revised or unchanged."""
        return self.add_many([article])[0]

    def add_many(self, batch: Iterable[Article]) -> list[Added]:
        """Store articles in one transaction and return what each of them is, in order."""
        ready = [with_fingerprint(article) for article in batch]
        with self._writing() as conn:
            clusters.refresh(conn, REFRESHED)
            return [articles.put(conn, article) for article in ready]

    def commit(self, outcomes: Sequence[Outcome], run_id: int | None = None) -> list[Added | None]:
        """Store outcomes in one transaction: articles, drops, links, frontier marks, counters.

        Returns what each article is, None for an outcome that is no article. Counters are added to
        the run with the batch, so that they are right even after the process was killed.
        """
        ready = [_ready(outcome) for outcome in outcomes]
        with self._writing() as conn:
            clusters.refresh(conn, REFRESHED)
            now = self._clock()
            links = 0
            result: list[Added | None] = []
            for outcome in ready:
                added = _store_result(conn, outcome, run_id, now)
                frontier.mark(conn, outcome, added, now)
                found = frontier.found(
                    conn, outcome.links, outcome.site, now, found_at=outcome.fetched_at
                )
                frontier.mark_read(conn, outcome, found, now)
                links += found
                if outcome.checkpoint:
                    checkpoints.put(conn, outcome.checkpoint, found)
                result.append(added)
            if run_id is not None:
                pairs = zip(ready, result, strict=True)
                runs.count(conn, run_id, pairs, links=links, now=now)
            return result

    def start_run(
        self, command: str, sites: Iterable[str] = (), *, versions: Mapping[str, str] | None = None
    ) -> int:
        """Return the id of a new run. It owns the sites until it is finished or its process ends.

        Raises `RunBusy` when a run that is alive owns one of them. Runs whose process is gone are
        marked `killed`. `versions` are kept with the run beside those of the packages.
        """
        with self._writing() as conn:
            return runs.start(
                conn,
                command,
                sites,
                process=this_process(),
                now=self._clock(),
                versions=versions,
            )

    def finish_run(self, run_id: int, reason: str) -> None:
        """Close a run with the reason why it ended: `finished`, `limit`, `interrupted`, ..."""
        with self._writing() as conn:
            runs.finish(conn, run_id, reason, self._clock())

    def last_end(self, site: str) -> str:
        """Return how the outlet's last crawl that came to an end of its own ended, "" without one.

        One that was interrupted, or that broke for a reason of ours, says nothing of the outlet.
        """
        with self._reading() as conn:
            return runs.last_end(conn, site)

    def run(self, run_id: int) -> dict[str, Any]:
        """Return a run: its columns with JSON read, and `fill_rates` per field (0..1)."""
        with self._reading() as conn:
            return runs.summary(conn, run_id)

    def seed(self, candidates: Iterable[Candidate], site: str) -> int:
        """Put candidates into the frontier, due at once, and return how many were new."""
        with self._writing() as conn:
            return frontier.found(conn, candidates, site, self._clock())

    def due(
        self,
        site: str,
        *,
        kinds: Collection[Kind],
        now: datetime,
        limit: int,
        after: FrontierRow | None = None,
    ) -> list[FrontierRow]:
        """Return at most `limit` frontier rows whose time has come, the longest due first.

        With `after` those behind a row that was returned before.
        """
        with self._reading() as conn:
            return frontier.due(conn, site, kinds=kinds, now=now, limit=limit, after=after)

    def next_retry(
        self, site: str, *, kinds: Collection[Kind], after: datetime, until: datetime
    ) -> datetime | None:
        """Return the first time in a span at which a row that failed is due, None without one."""
        with self._reading() as conn:
            return frontier.next_retry(conn, site, kinds=kinds, after=after, until=until)

    def frontier_row(self, url: str) -> FrontierRow | None:
        """Return the frontier row of a URL, None for one that was never found."""
        with self._reading() as conn:
            return frontier.row_of(conn, url)

    def listed(self, urls: Iterable[str]) -> dict[str, tuple[datetime, datetime | None]]:
        """Return when each of the URLs was found and its article's date, of those that are known.

        The date is that of the article once it was had, before that the one its source states.
        """
        with self._reading() as conn:
            return frontier.listed(conn, urls)

    def failing(self, site: str, kind: Kind) -> int:
        """Return how many of the site's URLs of a kind failed when they were last asked for."""
        with self._reading() as conn:
            return frontier.failing(conn, site, kind)

    def plan(self, planned: Iterable[Checkpoint], site: str, listings: Iterable[str]) -> None:
        """Write rows for what is to be read; those that are there stay as they are.

        Open days of other listings than the outlet has now are taken out.
        """
        with self._writing() as conn:
            checkpoints.forget(conn, site, listings)
            checkpoints.plan(conn, planned)

    def close_days(self, closed: Iterable[Checkpoint]) -> None:
        """Write checkpoints that no single page brings about."""
        with self._writing() as conn:
            for checkpoint in closed:
                checkpoints.put(conn, checkpoint)

    def checkpoints(
        self, site: str, first: date | None = None, last: date | None = None
    ) -> list[Checkpoint]:
        """Return the outlet's checkpoints of these days, both included; without days the others."""
        with self._reading() as conn:
            return checkpoints.of_days(conn, site, first, last)

    def refresh(self) -> int:
        """Make every fingerprint of an older scheme again and return how many there were.

        Each call that stores articles does some of it, so that nobody has to ask for this.
        """
        total = 0
        while True:
            with self._writing() as conn:
                done = clusters.refresh(conn, REFRESHED)
            total += done
            if not done:
                return total

    def age_out(self, before: datetime) -> int:
        """Take articles published before a time out of the near-duplicate index; return how many.

        Articles and clusters stay. A later copy of such an article is found only where its text is
        the same. Whole periods of 91 days go; an article that states no date counts from the time
        it was first fetched. The space is used again for what is stored next.
        """
        total = last = 0
        while True:
            with self._writing() as conn:
                ids = clusters.age_out(conn, before, after=last, limit=REFRESHED)
            if not ids:
                return total
            total += len(ids)
            last = ids[-1]

    def check(self) -> list[str]:
        """Return what is wrong with the file; an empty list for a whole one. Reads all of it."""
        with self._reading() as conn:
            problems = [line for (line,) in conn.execute("PRAGMA integrity_check") if line != "ok"]
            problems += [
                f"{row['table']}: row {row['rowid']} refers to a missing row of {row['parent']}"
                for row in conn.execute("PRAGMA foreign_key_check")
            ]
            try:
                conn.execute(
                    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)"
                )
            except sqlite3.DatabaseError as error:
                problems.append(f"the search index does not match the articles ({error})")
            return problems

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, writing(self._conn, self.path):
            yield self._conn
            stories.settle(self._conn)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, plain_errors(self.path):
            yield self._conn


def _ready(outcome: Outcome) -> Outcome:
    """Return the outcome with its site, its article fingerprinted before the lock is taken."""
    result = outcome.result
    if result is None:
        return outcome
    if isinstance(result, Article):
        result = with_fingerprint(result)
    return replace(outcome, result=result, site=outcome.site or result.site)


def _store_result(
    conn: sqlite3.Connection, outcome: Outcome, run_id: int | None, now: datetime
) -> Added | None:
    if isinstance(outcome.result, Article):
        return articles.put(conn, outcome.result, run_id)
    if isinstance(outcome.result, Drop):
        at = outcome.fetched_at or now
        articles.drop(conn, outcome.result, outcome.site, at, run_id)
    return None
