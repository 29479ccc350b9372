"""Scrapy item pipelines: thin glue from a fetched page over the chain to the store.

The one file here that knows Scrapy. An item is a `Fetched` page, which the worker processes turn
into an `Outcome`, or an `Outcome` already; outcomes are committed in batches, each with its links
and its frontier mark.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from pipelines.records import Article, Drop, Outcome, Page, Pages, Rules
from pipelines.store import ArticleStore, StoreError
from pipelines.warc.writer import WarcArchive
from pipelines.work.worker_pool import WorkerPool

Counts = Mapping[str, int | str]
SHOWN = ("seen", "stored", "unchanged", "revised", "dropped", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page, or the pages of one article, on the way to the chain.

    `url` is the frontier's key for it; `conclude` makes the outcome of what the chain returns, None
    when there is none yet because the article goes on elsewhere.
    """

    url: str
    page: Page | Pages = field(repr=False)
    rules: Rules = field(repr=False)
    conclude: Callable[[Article | Drop], Outcome | None] = field(repr=False)


@dataclass(slots=True, kw_only=True)
class Desk:
    """What the spiders of one process share: the store, the worker pool, the archive.

    `summaries` gets the summary of each run that ends, `on_progress` the counts over all of them.
    """

    store: ArticleStore
    pool: WorkerPool
    archive: WarcArchive | None = None
    on_progress: Callable[[Counts], None] | None = None
    summaries: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[int, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        db: Path,
        *,
        workers: int | None = None,
        archive: Path | None = None,
        on_progress: Callable[[Counts], None] | None = None,
    ) -> Self:
        """Return a desk with everything open. Raises `StoreError`, and OSError for the archive."""
        store = ArticleStore(db)
        try:
            warcs = WarcArchive(archive) if archive else None
            pool = WorkerPool(workers=workers)
        except BaseException:
            store.close()
            raise
        return cls(store=store, pool=pool, archive=warcs, on_progress=on_progress)

    def close(self) -> None:
        """Close everything; pages that are still with the workers are given up."""
        self.pool.close(finish_work=False)
        if self.archive:
            self.archive.close()
        self.store.close()

    def report(self, run_id: int) -> None:
        """Tell `on_progress` how far all runs are."""
        if self.on_progress is None:
            return
        run = self.store.run(run_id)
        self.counts[run_id] = {name: int(run[name]) for name in SHOWN}
        totals: Counter[str] = Counter()
        for counts in self.counts.values():
            totals.update(counts)
        self.on_progress({name: totals[name] for name in SHOWN})


class ExtractPipeline:
    """Turns a fetched page into its outcome, in a worker process."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(self, item: Fetched | Outcome) -> Outcome:
        """Return the outcome of the item. Raises `DropItem` when there is none yet."""
        if isinstance(item, Outcome):
            return item
        desk: Desk = self._crawler.spider.desk  # type: ignore[union-attr]
        result = await asyncio.wrap_future(desk.pool.submit(item.page, item.rules))
        outcome = item.conclude(result)
        if outcome is None:
            raise DropItem(f"{item.url} goes on", log_level="DEBUG")
        return outcome


class StorePipeline:
    """Commits outcomes in batches, and opens and closes the run they belong to.

    The spider gives `desk` (None when nobody opened one: then this does, from the settings),
    `problems`, `finish_reason` and `facts`, and takes `fail(message)`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._batch = crawler.settings.getint("WARTA_BATCH")
        self._seconds = crawler.settings.getfloat("WARTA_BATCH_SECONDS")
        self._outcomes: list[Outcome] = []
        self._oldest = 0.0
        self._own_desk = False
        self._run_id: int | None = None
        self._started = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signals.spider_closed)
        return pipeline

    @property
    def _spider(self) -> Any:
        return self._crawler.spider

    def open_spider(self) -> None:
        """Start the run. Closes the spider when the database or the outlet cannot be had."""
        spider = self._spider
        try:
            if spider.desk is None:
                spider.desk = _desk_of(self._crawler.settings)
                self._own_desk = True
            self._run_id = spider.desk.store.start_run(f"crawl {spider.name}", [spider.name])
        except (StoreError, OSError) as error:
            spider.fail(str(error))
            raise CloseSpider("failed") from None

    def process_item(self, outcome: Outcome) -> Outcome:
        """Keep the outcome for the next batch, and commit that when it is full or old enough."""
        now = time.monotonic()
        if not self._outcomes:
            self._oldest = now
        self._outcomes.append(outcome)
        if len(self._outcomes) >= self._batch or now - self._oldest >= self._seconds:
            self.flush()
        return outcome

    def flush(self) -> None:
        """Commit what waits. What cannot be stored stays due, and the crawl ends."""
        outcomes, self._outcomes = self._outcomes, []
        if not outcomes or self._run_id is None:
            return
        try:
            self._spider.desk.store.commit(outcomes, self._run_id)
            self._spider.desk.report(self._run_id)
        except StoreError as error:
            self._spider.fail(str(error))

    def spider_closed(self, reason: str) -> None:
        """Commit the rest, close the run and leave its summary on the desk."""
        spider = self._spider
        if spider.desk is None:
            return
        self.flush()
        run: dict[str, Any] = {}
        if self._run_id is not None:
            try:
                spider.desk.store.finish_run(self._run_id, spider.finish_reason(reason))
                run = spider.desk.store.run(self._run_id)
            except StoreError as error:
                spider.fail(str(error))
        spider.desk.summaries.append(
            {
                **{name: 0 for name in SHOWN},
                **run,
                **spider.facts(),
                "site": spider.name,
                "finish_reason": spider.finish_reason(reason),
                "seconds": round(time.monotonic() - self._started, 3),
                "problems": list(spider.problems),
            }
        )
        if self._own_desk:
            spider.desk.close()


def _desk_of(settings: Any) -> Desk:
    """Return the desk that the settings describe, for a spider that `scrapy crawl` runs."""
    archive = settings.get("WARTA_ARCHIVE")
    return Desk.open(
        Path(settings["WARTA_DB"]),
        workers=settings.getint("WARTA_WORKERS") or None,
        archive=Path(archive) if archive else None,
    )
