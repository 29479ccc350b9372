"""Hands out the requests of a crawl one at a time, each once it may be made."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from scrapy import Request
from scrapy.settings import BaseSettings

from crawler.crawl_run import CrawlRun
from crawler.http.backoff import BackoffMiddleware
from crawler.planning.crawl_plan import CrawlPlan
from pipelines.records import FrontierRow

log = logging.getLogger(__name__)


class RequestQueue:
    """What one crawl asks for next: a further page of an article, or a row of its plan.

    `request` makes the request for a row. Few are in flight at a time, so that a stop, a pause and
    a block take effect at once.
    """

    def __init__(
        self,
        run: CrawlRun,
        settings: BaseSettings,
        request: Callable[[FrontierRow], Request],
        clock: Callable[[], datetime],
    ) -> None:
        self._run = run
        self._settings = settings
        self._request = request
        self._clock = clock
        self._in_flight = 0
        self._further: deque[Request] = deque()  # pages of articles whose row is handed out
        self._changed = asyncio.Event()

    async def next(self, plan: CrawlPlan, backoff: BackoffMiddleware) -> Request | None:
        """Return the next request, once there is one and it may be made; None at the end."""
        while not self._run.reason:
            self._changed.clear()
            wait = None
            if self._in_flight < self._max_in_flight(backoff):
                wait = backoff.pause()
                request = None if wait else self._take(plan)
                if request is not None:
                    self._in_flight += 1
                    self._run.counts["requests"] += 1
                    return request
                if plan.is_full:
                    self._run.end("limit")
                    break
                if not wait and not plan.out:
                    wait = self._until_due(plan)
                    if not wait:
                        return None
            with suppress(TimeoutError):  # what changes while it waits is looked at at once
                await asyncio.wait_for(self._changed.wait(), wait or None)
        return None

    def ask(self, request: Request) -> None:
        """Take a request that comes before all rows."""
        self._further.append(request)
        self.wake()

    def answered(self) -> None:
        """Note that a request has its end."""
        self._in_flight -= 1
        self.wake()

    def wake(self) -> None:
        """Have it look again at what there is."""
        self._changed.set()

    def _max_in_flight(self, backoff: BackoffMiddleware) -> int:
        return 1 if backoff.policy.on_trial else self._settings.getint("CONCURRENT_REQUESTS")

    def _take(self, plan: CrawlPlan) -> Request | None:
        """Return the request for what comes next, None where there is nothing at the moment."""
        if self._further:
            return self._further.popleft()
        if plan.out >= self._settings.getint("WARTA_IN_FLIGHT"):
            return None
        if self._run.writer and not plan.has_more:
            self._run.writer.flush()  # the links in it may be what is due next
        row = plan.next(self._clock())
        return None if row is None else self._request(row)

    def _until_due(self, plan: CrawlPlan) -> float:
        """Return the seconds until a row is due that is worth waiting for, 0 without one."""
        now = self._clock()
        due = plan.next_retry(now, self._settings.getfloat("WARTA_WAIT"))
        if due is None:
            return 0.0
        wait = (due - now).total_seconds()
        log.info("%.0f s until a page may be asked for again", wait)
        return wait + 0.1
