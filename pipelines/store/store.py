"""`ArticleStore`, the writer of the database: the last step of crawls and ingests."""

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
    Change,
    Checkpoint,
    Drop,
    FrontierRow,
    Kind,
    Outcome,
    Outlet,
)
from pipelines.store import (
    articles,
    checkpoints,
    clusters,
    deletions,
    edits,
    frontier,
    outlets,
    runs,
    stories,
    word_forms,
)
from pipelines.store.connect import BUSY_SECONDS, open_database, plain_errors, writing
from pipelines.store.processes import this_process

# Fingerprints of an older scheme remade per transaction: about half a second.
REFRESH_LIMIT = 500
# Articles with revisions of an older warta compared per transaction.
COMPARE_LIMIT = 50


def utc_now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)


class ArticleStore:
    """The database of articles, open for writing.

    Several processes may open one file: each call is one transaction that waits up to `timeout`
    seconds for the write lock. A call stores all of its input or raises `StoreError` and stores
    nothing. Threads may share a store.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        timeout: float = BUSY_SECONDS,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Open the database; with `create`, make it if it does not exist.

        Raises `StoreError` for an unusable file. `clock` gives the time of runs, and of drops and
        links without a fetch time.
        """
        self.path = Path(path)
        self._db = open_database(self.path, create=create, timeout=timeout)
        self._conn = self._db.conn
        self._conn.row_factory = sqlite3.Row
        self._clock = clock
        self._lock = threading.RLock()
        self._words: set[str] = set()  # those whose forms are filed

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
        """Store one article and return whether it is new, duplicate, revised or unchanged."""
        return self.add_many([article])[0]

    def add_many(self, batch: Iterable[Article]) -> list[Added]:
        """Store articles in one transaction and return the result of each, in order."""
        ready = [with_fingerprint(article) for article in batch]
        with self._writing(ready) as conn:
            clusters.refresh(conn, REFRESH_LIMIT)
            return [articles.put(conn, article, now=self._clock()) for article in ready]

    def commit(self, outcomes: Sequence[Outcome], run_id: int | None = None) -> list[Added | None]:
        """Store outcomes in one transaction: articles, drops, links, frontier marks, counters.

        Returns the result of each article, None for other outcomes. The run's counters are updated
        in the same transaction, so they are right even if the process is killed.
        """
        ready = [_ready(outcome) for outcome in outcomes]
        texts = [outcome.result for outcome in ready if isinstance(outcome.result, Article)]
        with self._writing(texts) as conn:
            clusters.refresh(conn, REFRESH_LIMIT)
            edits.compare_older(conn, COMPARE_LIMIT)
            now = self._clock()
            links = 0
            result: list[Added | None] = []
            for outcome in ready:
                added = _store_result(conn, outcome, run_id, now)
                deletions.mark(conn, outcome, added.article_id if added else None, now)
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

    def put_outlets(self, known: Iterable[Outlet]) -> int:
        """Write what is known of outlets, and return how many rows that changed."""
        with self._reading() as conn:
            changed = outlets.differing(conn, known)
        if changed:  # no lock for nothing: another program may hold it
            with self._writing() as conn:
                outlets.put(conn, changed)
        return len(changed)

    def preview(self, batch: Iterable[Article]) -> list[Change]:
        """Return what storing each of the articles alone would change. Nothing is written."""
        ready = [with_fingerprint(article) for article in batch]
        with self._reading() as conn:
            return [articles.preview(conn, article) for article in ready]

    def is_read(self, page_hash: str, made_by: str) -> bool:
        """Return whether a stored version was read from these bytes by this warta and rules."""
        with self._reading() as conn:
            return articles.is_read(conn, page_hash, made_by)

    def start_run(
        self, command: str, sites: Iterable[str] = (), *, versions: Mapping[str, str] | None = None
    ) -> int:
        """Return the id of a new run, which owns the sites until it or its process ends.

        Raises `RunBusy` if a live run owns one of them. Runs of ended processes are marked
        `killed`. `versions` are stored with the run, next to those of the packages.
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

    def finish_run(self, run_id: int, reason: str, *, wait_until: datetime | None = None) -> None:
        """Close a run with the reason for its end: `finished`, `limit`, `interrupted`, ...

        `wait_until` is the time until which its outlet is left alone.
        """
        with self._writing() as conn:
            runs.finish(conn, run_id, reason, self._clock(), wait_until=wait_until)

    def interrupt_runs(self) -> None:
        """Close the open runs of this process as `interrupted`: it ends without closing them."""
        with self._writing() as conn:
            runs.interrupt(conn, this_process(), self._clock())

    def last_end(self, site: str) -> str:
        """Return how the outlet's last completed crawl ended, or "".

        Crawls that were interrupted, or failed because of warta, are ignored.
        """
        with self._reading() as conn:
            return runs.last_end(conn, site)

    def last_ends(self, site: str) -> list[tuple[str, datetime | None]]:
        """Return how the outlet's last completed crawls ended, the newest first, ten at most.

        With each the time until which the outlet is left alone, or None.
        """
        with self._reading() as conn:
            return runs.last_ends(conn, site)

    def run(self, run_id: int) -> dict[str, Any]:
        """Return a run: its columns with JSON decoded, and `fill_rates` per field (0..1)."""
        with self._reading() as conn:
            return runs.summary(conn, run_id)

    def seed(self, candidates: Iterable[Candidate], site: str) -> int:
        """Add candidates to the frontier, due at once, and return the number of new ones."""
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
        """Return at most `limit` due frontier rows, longest due first.

        With `after`, the rows after that one.
        """
        with self._reading() as conn:
            return frontier.due(conn, site, kinds=kinds, now=now, limit=limit, after=after)

    def oldest(
        self,
        site: str,
        *,
        now: datetime,
        limit: int,
        since: datetime | None = None,
        before: datetime | None = None,
        after: FrontierRow | None = None,
    ) -> list[FrontierRow]:
        """Return at most `limit` due articles, oldest first, those without a date last.

        With `after`, the rows after that one. `since` and `before` bound the dates; with `before`,
        only those without a date that an index page lists.
        """
        with self._reading() as conn:
            return frontier.oldest(
                conn, site, now=now, limit=limit, since=since, before=before, after=after
            )

    def next_retry(
        self, site: str, *, kinds: Collection[Kind], after: datetime, until: datetime
    ) -> datetime | None:
        """Return the first due time of a failed row in this interval, or None."""
        with self._reading() as conn:
            return frontier.next_retry(conn, site, kinds=kinds, after=after, until=until)

    def frontier_row(self, url: str) -> FrontierRow | None:
        """Return the frontier row of a URL, or None if it is unknown."""
        with self._reading() as conn:
            return frontier.row_of(conn, url)

    def listed(self, urls: Iterable[str]) -> dict[str, tuple[datetime, datetime | None]]:
        """Return by known URL when it was found, and its article's date or None.

        The date is that of the article or, before it is fetched, that of the listing.
        """
        with self._reading() as conn:
            return frontier.listed(conn, urls)

    def failing(self, site: str, kind: Kind) -> int:
        """Return the number of the site's URLs of a kind that failed at their last request."""
        with self._reading() as conn:
            return frontier.failing(conn, site, kind)

    def failed(self, site: str) -> list[FrontierRow]:
        """Return the site's articles, feeds and sitemaps that failed or are given up."""
        with self._reading() as conn:
            return frontier.failed(conn, site)

    def waiting(self, site: str) -> tuple[int, datetime | None]:
        """Return how many of the site's URLs wait because a server asked for it, and until when."""
        with self._reading() as conn:
            return frontier.waiting(conn, site)

    def plan(self, planned: Iterable[Checkpoint], site: str, listings: Iterable[str]) -> None:
        """Add checkpoints for listings to read; existing ones stay.

        Open days of listings that the outlet no longer has are deleted.
        """
        with self._writing() as conn:
            checkpoints.forget(conn, site, listings)
            checkpoints.plan(conn, planned)

    def close_days(self, closed: Iterable[Checkpoint]) -> None:
        """Write checkpoints of closed days that do not result from one page."""
        with self._writing() as conn:
            for checkpoint in closed:
                checkpoints.put(conn, checkpoint)

    def checkpoints(
        self, site: str, first: date | None = None, last: date | None = None
    ) -> list[Checkpoint]:
        """Return the outlet's checkpoints of these days, inclusive, or those without a day."""
        with self._reading() as conn:
            return checkpoints.of_days(conn, site, first, last)

    def refresh(self) -> int:
        """Remake all fingerprints of an older scheme and return their number.

        Optional: each call that stores articles remakes some.
        """
        total = 0
        while True:
            with self._writing() as conn:
                done = clusters.refresh(conn, REFRESH_LIMIT)
            total += done
            if not done:
                return total

    def age_out(self, before: datetime) -> int:
        """Remove articles published before a time from the near-duplicate index; return the number.

        Articles and clusters stay. Later copies of these articles are found only if their text is
        the same. Only whole periods of 91 days are removed; an article without a date counts by its
        first fetch. The freed space is reused.
        """
        total = last = 0
        while True:
            with self._writing() as conn:
                ids = clusters.age_out(conn, before, after=last, limit=REFRESH_LIMIT)
            if not ids:
                return total
            total += len(ids)
            last = ids[-1]

    def check(self) -> list[str]:
        """Return the problems of the file, an empty list for none. Reads all of it."""
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
    def _writing(self, texts: Collection[Article] = ()) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction; the words of `texts` are filed with it."""
        with self._lock:
            new = word_forms.new_words(texts, self._words)
            with writing(self._conn, self.path):
                yield self._conn
                word_forms.add(self._conn, new)
                stories.settle(self._conn)
            word_forms.remember(self._words, new)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, plain_errors(self.path):
            yield self._conn


def _ready(outcome: Outcome) -> Outcome:
    """Return the outcome with its site and fingerprint, made before the lock is taken."""
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
        return articles.put(conn, outcome.result, run_id, now)
    if isinstance(outcome.result, Drop):
        at = outcome.fetched_at or now
        articles.drop(conn, outcome.result, outcome.site, at, run_id)
    return None
