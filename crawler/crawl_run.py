"""One crawl of one outlet as a run of the database: its writer, counts, problems and end."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.statscollectors import StatsCollector

from crawler.planning.crawl_end import (
    asked_until,
    end_of,
    in_jakarta,
    left_alone_until,
    refused_until,
)
from crawler.planning.crawl_plan import CrawlPlan
from crawler.resources import SHOWN, Resources, Summary
from crawler.site import Site
from pipelines.provenance import made_by
from pipelines.records import Outcome
from pipelines.store import ArticleStore, StoreError
from pipelines.work.batch_writer import BatchWriter

MAX_PROBLEMS = 50
# The counters of a run under their names in Scrapy's stats, as `warta/<name>`.
STATS = {
    "seen": "pages",
    "stored": "articles_stored",
    "new": "articles_new",
    "duplicates": "articles_duplicate",
    "revised": "articles_revised",
    "reprocessed": "articles_reprocessed",
    "unchanged": "articles_unchanged",
    "dropped": "pages_dropped",
    "failed": "pages_failed",
    "listings": "listings_read",
}

log = logging.getLogger(__name__)


class CrawlRun:
    """What one crawl of an outlet keeps of itself.

    `resources` are opened from the settings where none are given, and then closed with the run.
    `writer` is None before `begin`. `reason` says why the crawl must end, "" while it goes on;
    `problems` are lines for the operator, `notes` those about nothing that is wrong. `counts` are
    those that the database does not have. `waiting` URLs are asked for again when the server said,
    the last at `waiting_until`; `wait_until` is the time until which the outlet is left alone.
    """

    def __init__(self, site: Site, resources: Resources | None) -> None:
        self.resources = resources
        self.writer: BatchWriter | None = None
        self.reason = ""
        self.problems: list[str] = []
        self.counts = Counter(requests=0, answers=0, not_modified=0, candidates=0, disallowed=0)
        self.notes: list[str] = []
        self.waiting = 0
        self.waiting_until: datetime | None = None
        self.wait_until: datetime | None = None
        self.has_no_network = False
        self._site = site
        self._stats: StatsCollector | None = None
        self._owns_resources = resources is None
        self._run_id: int | None = None
        self._started = time.monotonic()

    def begin(
        self, crawler: Crawler, on_taken: Callable[[Outcome], None], *, command: str = "crawl"
    ) -> Resources:
        """Start the run and return its resources; `on_taken` gets each outcome to be stored.

        Raises `StoreError`, `RunBusy` where another run owns the outlet, OSError for the archive.
        """
        settings = crawler.settings
        self._stats = crawler.stats
        self.resources = self.resources or _resources_of(settings, self._site)
        name = self._site.name
        versions = {"rules": made_by(self._site.rules)}
        self._run_id = self.resources.store.start_run(
            f"{command} {name}", [name], versions=versions
        )
        self.writer = BatchWriter(
            self.resources.store,
            self._run_id,
            size=settings.getint("WARTA_BATCH"),
            seconds=settings.getfloat("WARTA_BATCH_SECONDS"),
            on_taken=on_taken,
            on_commit=self._count,
            on_error=self.fail,
            on_stored=self.resources.on_stored,
        )
        return self.resources

    def problem(self, text: str) -> None:
        """Keep a problem for the summary; of very many the first ones are enough."""
        log.info("%s", text)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(text)

    def end(self, reason: str, problem: str = "", *, wait_until: datetime | None = None) -> None:
        """Have the crawl end for a reason; the first one counts.

        `wait_until` is the time until which the outlet asked to be left alone.
        """
        if problem:
            self.problem(problem)
        if not self.reason:
            self.reason, self.wait_until = reason, wait_until

    def wait_asked_for(self, *, longest: float) -> float:
        """Return the seconds for which the outlet still asked the last crawl to leave it alone.

        Where they are more than `longest`, this crawl ends.
        """
        assert self.resources is not None
        now = self.resources.clock()
        until = asked_until(self.resources.store.last_ends(self._site.name), now)
        wait = (until - now).total_seconds() if until else 0.0
        if until and wait > longest:
            end = refused_until(until, self._site.name)
            self.end(end.reason, end.problem, wait_until=until)
        return wait

    def name_end(self, plan: CrawlPlan) -> None:
        """Find the reason for the end of a crawl that has nothing more to ask."""
        self.has_no_network = plan.is_unresolved and not self.counts["answers"]
        end = end_of(plan, self.counts, self._site.name)
        if end.reason and not self.has_no_network:
            self.end(end.reason, end.problem, wait_until=end.wait_until)

    def fail(self, message: str) -> None:
        """Have the crawl end for a reason on our side: the database, the archive."""
        self.end("failed", message)

    def finish_reason(self, reason: str) -> str:
        """Return why the crawl ended, given the reason that Scrapy has."""
        if self.reason or reason == "shutdown":
            return self.reason or "interrupted"
        return "no network" if self.has_no_network else reason

    def close(self, reason: str) -> None:
        """Close the run and leave its summary with the resources."""
        if self.resources is None:
            return
        run: dict[str, Any] = {}
        try:
            if self.writer is not None and self._run_id is not None:
                self.writer.flush()
                self._finish(self.resources.store, self._run_id, self.finish_reason(reason))
                run = self.resources.store.run(self._run_id)
        except StoreError as error:
            self.fail(str(error))
        self.resources.summaries.append(self._summary(run, reason))
        if self._owns_resources:
            self.resources.close()

    def _finish(self, store: ArticleStore, run_id: int, reason: str) -> None:
        """Close the run, with the time until which the outlet is left alone."""
        assert self.resources is not None
        now = self.resources.clock()
        name = self._site.name
        if self.wait_until is None:
            self.wait_until = left_alone_until(reason, store.last_ends(name), now)
        self.waiting, self.waiting_until = store.waiting(name)
        if self.waiting and self.waiting_until:
            self.notes.append(
                f"{name}: URLs that wait because the server asked for it: {self.waiting}, the last "
                f"until {in_jakarta(self.waiting_until)}"
            )
        if disallowed := self.counts["disallowed"]:
            self.notes.append(
                f"{name}: URLs that were due and that robots.txt disallows: {disallowed}"
            )
        store.finish_run(run_id, reason, wait_until=self.wait_until)

    def _summary(self, run: dict[str, Any], reason: str) -> Summary:
        return {
            **dict.fromkeys(SHOWN, 0),
            **run,
            **self.counts,
            "blocked": self.reason == "blocked",
            "no_network": self.has_no_network,
            "site": self._site.name,
            "finish_reason": self.finish_reason(reason),
            "seconds": round(time.monotonic() - self._started, 3),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "waiting": self.waiting,
            "waiting_until": self.waiting_until,
        }

    def _count(self, counts: Counter[str]) -> None:
        """Add what a batch brought to Scrapy's stats and to the progress of the process."""
        assert self.resources is not None and self._stats is not None
        self.resources.count(counts)
        for name, value in counts.items():
            self._stats.inc_value(f"warta/{STATS.get(name, name)}", value)


def _resources_of(settings: BaseSettings, site: Site) -> Resources:
    """Return the resources that the settings describe, for a spider that `scrapy crawl` runs."""
    archive = settings.get("WARTA_ARCHIVE")
    return Resources.open(
        Path(settings["WARTA_DB"]),
        workers=settings.getint("WARTA_WORKERS") or None,
        archive=Path(archive) if archive else None,
        known=[site.rules],
    )
