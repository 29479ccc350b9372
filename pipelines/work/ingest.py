"""Ingests files: reads them, runs the chain in worker processes, and stores the outcomes.

Outcomes are committed in order of input, so that two runs over the same files give the same
database.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from pipelines.extract.multipage import continuing
from pipelines.inputs.files import Item, Skipped, files, read_file
from pipelines.records import (
    Added,
    Article,
    Drop,
    Failure,
    Limits,
    Outcome,
    Page,
    PageResult,
    Reason,
    Rules,
    SavedPage,
    TextPage,
)
from pipelines.urls import canonical, host_of
from pipelines.work.page_joiner import Joined, PageJoiner
from pipelines.work.worker_pool import WorkerPool

COMMIT_EVERY = 50
AHEAD = 8  # pages in flight for each worker
LINK = re.compile(
    rb"""<a\s[^<>]{0,2000}?\bhref\s*=\s*["']?((?:https?:)?//[^/"'\s<>]{4,100})""", re.I
)
MAX_LINKS = 300  # read to find the outlet of a page
MIN_LINKS = 3  # to an outlet, and twice as many as to any other
# Drops because of a faulty input, which are reported.
FAULTS = (Reason.EMPTY, Reason.NOT_HTML, Reason.TIMEOUT, Reason.CRASH)

RulesFor = Callable[[str], Rules]
RulesForText = Callable[[str], Rules | None]
Progress = Callable[[Mapping[str, int]], None]
Wanted = Callable[[Item, Rules], bool]


class Store(Protocol):
    """The methods of `pipelines.store.ArticleStore` that ingest uses."""

    def start_run(self, command: str, sites: Iterable[str] = ()) -> int: ...
    def commit(self, outcomes: Sequence[Outcome], run_id: int | None) -> list[Added | None]: ...
    def finish_run(self, run_id: int, reason: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts of the outcomes; `seen` is the sum of those below but `new` and `duplicates`.

    `stored` is `new` and `duplicates` together. `skipped` counts items that are not input (images,
    redirects); they are not in `seen`. `problems` has a line, with the file, for each faulty input.
    """

    seen: int = 0
    stored: int = 0
    new: int = 0
    duplicates: int = 0
    unchanged: int = 0
    revised: int = 0
    reprocessed: int = 0
    dropped: int = 0
    failed: int = 0
    skipped: int = 0
    problems: list[str] = field(default_factory=list)


def ingest(
    paths: Iterable[Path | str],
    store: Store,
    rules_for: RulesFor,
    for_text: RulesForText,
    *,
    workers: int | None = None,
    url: str | None = None,
    limits: Limits | None = None,
    wanted: Wanted | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Store the articles of files and folders as one run, and return the counts.

    `rules_for` gives the rules of a URL's outlet, `for_text` those of the outlet named in a text.
    `url` is the URL of a single file (see `pipelines.inputs.files.read_path`). Items that are not
    `wanted` count as skipped. `on_progress` is called after each commit with the counts so far.
    Raises `StoreError`, but never because of the content of a file.
    """
    batch = _Batch(store, store.start_run("ingest"), on_progress)
    reason = "interrupted"
    try:
        with WorkerPool(limits, workers=workers) as pool:
            line = _Line(pool, batch)
            for path, item in _inputs(paths, url, batch):
                if wanted and not wanted(item, _rules(item, rules_for, for_text)):
                    batch.skipped += 1
                    continue
                line.add(_submitted(pool, path, item, rules_for, for_text))
            line.end()
        batch.commit()
        reason = "finished"
    except (KeyboardInterrupt, SystemExit):
        batch.commit()
        raise
    finally:
        store.finish_run(batch.run_id, reason)
    return batch.report()


def _rules(item: Item, rules_for: RulesFor, for_text: RulesForText) -> Rules:
    return Rules() if isinstance(item, Failure) else rules_of(item, rules_for, for_text)


def rules_of(item: Page | TextPage | Article, rules_for: RulesFor, for_text: RulesForText) -> Rules:
    """Return the rules of the item's outlet, or the generic ones if it is unknown.

    The outlet is that of the URL, else the one named in a text or, for a page without a stated URL,
    the one that most links lead to. Of 137 saved pages of 21 outlets with their URL ignored, links
    gave the right outlet for 128 and none for 9.
    """
    rules = rules_for(item.url)
    if rules.site:
        return rules
    if not isinstance(item, Page):
        return for_text(item.text) or rules
    return _linked_most(item.html, rules_for) or rules if item.url.startswith("file:") else rules


def _linked_most(html: bytes, rules_for: RulesFor) -> Rules | None:
    """Return the rules of the outlet that most links of a page lead to, or None if unclear."""
    hosts: Counter[str] = Counter()
    for link in islice(LINK.finditer(html), MAX_LINKS):
        address = link[1].decode("latin-1")
        hosts[f"https:{address}" if address.startswith("//") else address] += 1
    outlets = {host: rules_for(host) for host in hosts}
    counts: Counter[str] = Counter()
    for host, count in hosts.items():
        counts[outlets[host].site or host] += count
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < MIN_LINKS:
        return None
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        return None
    return next((rules for rules in outlets.values() if rules.site == ranked[0][0]), None)


def _inputs(
    paths: Iterable[Path | str], url: str | None, batch: "_Batch"
) -> Iterator[tuple[Path, Item]]:
    """Yield the items of the paths, each with its file; skipped items are only counted."""
    for path in map(Path, paths):
        for file in files(path):
            items = read_file(file, url=url) if isinstance(file, Path) else (file,)
            for item in items:
                if isinstance(item, Skipped):
                    batch.skipped += 1
                else:
                    yield (file if isinstance(file, Path) else path), item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Submitted:
    """An input in progress. It does not hold the page, which may be large."""

    path: Path
    url: str
    outcome: Future[PageResult | Drop] | Future[Article | Drop] | Article | Drop | Failure
    rules: Rules
    fetched_at: datetime | None = None
    continues: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the outcome is there."""
        return not isinstance(self.outcome, Future) or self.outcome.done()


def _submitted(
    pool: WorkerPool, path: Path, item: Item, rules_for: RulesFor, for_text: RulesForText
) -> _Submitted:
    """Submit the item to the pool and return it with its future outcome."""
    if isinstance(item, Failure):
        return _Submitted(path=path, url=item.url, outcome=item, rules=Rules())
    rules = _rules(item, rules_for, for_text)
    if isinstance(item, Article):
        url = canonical(item.url, rules) if host_of(item.url) else item.url
        item = replace(item, url=url, site=item.site or rules.site or host_of(url))
    outcome: Future[PageResult | Drop] | Future[Article | Drop]
    if isinstance(item, Page):
        outcome = pool.submit(SavedPage(page=item), rules)
    else:
        outcome = pool.submit(item, rules)
    return _Submitted(
        path=path, url=item.url, outcome=outcome, rules=rules, fetched_at=item.fetched_at
    )


class _Line:
    """Inputs on their way through the workers, in order: each page once, then joined articles.

    An article of several pages is stored where its last page came, one with a page missing when no
    more can come (`page_joiner`).
    """

    def __init__(self, pool: WorkerPool, batch: "_Batch") -> None:
        self._pool = pool
        self._batch = batch
        self._joiner: PageJoiner[_Submitted] = PageJoiner()
        self._reading: deque[_Submitted] = deque()
        self._finishing: deque[_Submitted] = deque()
        self._most = pool.size * AHEAD

    def add(self, one: _Submitted) -> None:
        """Take an input; waits while too many are on their way."""
        self._reading.append(one)
        if len(self._reading) >= self._most:
            self._read(self._reading.popleft())

    def end(self) -> None:
        """Give all that is on its way to the batch."""
        while self._reading:
            self._read(self._reading.popleft())
        for joined in self._joiner.rest():
            self._finish(joined)
        while self._finishing:
            self._batch.add(self._finishing.popleft())

    def _read(self, one: _Submitted) -> None:
        """Pass on what an input gave, joined with other pages of its article."""
        got = one.outcome.result() if isinstance(one.outcome, Future) else one.outcome
        if isinstance(got, PageResult):
            for joined in self._joiner.add(one, got):
                self._finish(joined)
        else:
            self._put(replace(one, outcome=got))

    def _finish(self, joined: Joined[_Submitted]) -> None:
        one = replace(joined.origin, continues=joined.continues)
        if joined.parts is not None:
            self._put(replace(one, outcome=self._pool.submit(joined.parts, one.rules)))
        elif joined.result is not None:
            self._put(replace(one, outcome=joined.result))

    def _put(self, one: _Submitted) -> None:
        self._finishing.append(one)
        while self._finishing and (
            self._finishing[0].is_done or len(self._finishing) >= self._most
        ):
            self._batch.add(self._finishing.popleft())


class _Batch:
    """Outcomes to commit, and the counts of committed ones."""

    def __init__(self, store: Store, run_id: int, on_progress: Progress | None) -> None:
        self.run_id = run_id
        self.skipped = 0
        self._store = store
        self._on_progress = on_progress
        self._waiting: list[Outcome] = []
        self._counts: Counter[str] = Counter()
        self._problems: list[str] = []

    def add(self, one: _Submitted) -> None:
        """Add the outcome of one input; waits for it."""
        result = one.outcome.result() if isinstance(one.outcome, Future) else one.outcome
        assert not isinstance(result, PageResult)  # those are joined first
        if one.continues and not isinstance(result, Failure):
            result = continuing(result)
        if isinstance(result, Failure):
            self._problems.append(f"{result.url}: {result.error}")
        elif isinstance(result, Drop) and result.reason in FAULTS:
            where = f"{one.path}" if one.url.startswith("file:") else f"{one.path}: {one.url}"
            self._problems.append(f"{where}: {result.reason}: {result.detail}")
        site = result.site or host_of(result.url)
        self._waiting.append(
            Outcome(url=result.url, result=result, site=site, fetched_at=one.fetched_at)
        )
        if len(self._waiting) >= COMMIT_EVERY:
            self.commit()

    def commit(self) -> None:
        """Store the waiting outcomes in one transaction."""
        outcomes, self._waiting = self._waiting, []
        added = self._store.commit(outcomes, self.run_id) if outcomes else []
        for outcome, one in zip(outcomes, added, strict=True):
            self._counts.update(_counted(outcome, one))
        if self._on_progress is not None:
            report = self.report()
            names = ("seen", "stored", "unchanged", "revised", "reprocessed", "dropped", "failed")
            self._on_progress({name: getattr(report, name) for name in names})

    def report(self) -> Report:
        return Report(**self._counts, skipped=self.skipped, problems=self._problems)


def _counted(outcome: Outcome, added: Added | None) -> tuple[str, ...]:
    """Return the counters of the report that an outcome adds to."""
    if isinstance(outcome.result, Failure):
        return ("seen", "failed")
    if added is None:
        return ("seen", "dropped")
    stored = {"new": "new", "duplicate": "duplicates"}.get(added.kind)
    return ("seen", "stored", stored) if stored else ("seen", added.kind)
