"""The one spider: it asks for what an outlet's frontier has due and hands on what comes back."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure as TwistedFailure

from crawler.http import responses
from crawler.http.backoff import Advice, Temper
from crawler.http.download_delay import distance, keep_distance, slot_delay
from crawler.http.replay import ReplayError, handlers, load
from crawler.http.robots import Disallowed, Unreachable
from crawler.planning import retry_policy
from crawler.planning.article_pages import Pager, Reading
from crawler.planning.crawl_plan import Worklist
from crawler.planning.index_queue import Order
from crawler.planning.scope import Scope, moment, sections_of
from crawler.planning.start import sitemaps_of_robots
from crawler.site import Site
from pipelines.item_pipelines import Desk, Fetched, StorePipeline
from pipelines.records import (
    Article,
    Drop,
    Failure,
    FrontierRow,
    Kind,
    Outcome,
    State,
)
from pipelines.store import StoreError
from pipelines.store.store import utc_now

MAX_PROBLEMS = 50

log = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Crawls one outlet; the loader makes a subclass with a `site` for each record.

    It has few requests with Scrapy at a time, so that a stop, a pause and a block take effect at
    once. `since` and `until` are days of publication, both included, in the outlet's time zone, and
    `sections` some of those of its record; `limit` is the number of articles to keep. `max_pages`
    bounds the index pages read for one day, and `oldest_first` begins with the first day instead of
    the last. `clock` gives the time.
    """

    site: Site

    def __init__(
        self,
        *args: Any,
        desk: Desk | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        sections: Iterable[str] | str | None = None,
        limit: int | str | None = None,
        max_pages: int | str | None = None,
        oldest_first: bool | str = False,
        clock: Callable[[], datetime] = utc_now,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._now = clock
        self.desk = desk  # without one the store pipeline opens one
        zone = self.site.rules.time_zone
        self.scope = Scope(
            site=self.site,
            since=moment(since, zone),
            until=moment(until, zone, end=True),
            sections=sections_of(self.site, sections),
        )
        self.limit = int(limit) if limit is not None else None
        self._max_pages = int(max_pages) if max_pages is not None else None
        self._oldest_first = str(oldest_first).lower() in ("true", "1", "yes")
        self.problems: list[str] = []
        self._reason = ""
        self._is_open = False
        self._asking = 0
        self._resume_at: datetime | None = None
        self._waiting: deque[Request] = deque()  # for pages that belong to rows handed out
        self._pager = Pager(self.site.rules)
        self._counts = dict.fromkeys(("requests", "answers", "not_modified", "candidates"), 0)
        self._changed = asyncio.Event()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give the outlet one download slot, and put the recording in the network's place."""
        super().update_settings(settings)
        jitter = settings.getfloat("DOWNLOAD_DELAY_JITTER")
        delay = slot_delay(max(cls.site.delay, settings.getfloat("DOWNLOAD_DELAY")), jitter)
        if settings.getlist("WARTA_REPLAY"):
            delay = 0.0
            settings.set("DOWNLOAD_HANDLERS", handlers(settings), "spider")
        slot = {"concurrency": 1, "delay": delay, "jitter": jitter}
        settings.set("DOWNLOAD_SLOTS", {cls.site.name: slot}, "spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._settled, signals.item_scraped)
        crawler.signals.connect(spider._item_failed, signals.item_error)
        crawler.signals.connect(spider._callback_failed, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests for what is due, one at a time, until nothing is or the crawl must end."""
        try:
            self._open()
            while (request := await self._next()) is not None:
                self._asking += 1
                self._counts["requests"] += 1
                yield request
            self._work.finish(self._now(), ended_early=bool(self._reason))
        except (StoreError, ReplayError) as error:
            self.fail(str(error))

    def _open(self) -> None:
        """Take what the outlet's record says to start from."""
        assert self.desk is not None
        get = self.settings.getint
        recordings = [Path(path) for path in self.settings.getlist("WARTA_REPLAY")]
        self._replayed = bool(recordings)
        load(recordings)  # fails now, with a reason, and not at the first request
        self._temper = Temper(
            self.name,
            blocked_after=get("WARTA_BLOCKED_AFTER"),
            failing_after=get("WARTA_FAILING_AFTER"),
            longest_pause=self.settings.getfloat("WARTA_WAIT"),
            on_trial=self.desk.store.last_end(self.name) == "blocked",
        )
        self._work = Worklist(
            self.desk.store,
            self.scope,
            Order(
                oldest_first=self._oldest_first,
                max_pages=self._max_pages or get("WARTA_MAX_PAGES"),
                first_pages=get("WARTA_FIRST_PAGES"),
            ),
            self._now(),
            limit=self.limit,
            max_listings=get("WARTA_MAX_LISTINGS"),
            depth=get("DEPTH_LIMIT"),
            problem=self._problem,
        )
        self._is_open = True

    async def _next(self) -> Request | None:
        """Return the next request, once there is one and it may be made."""
        while not self._reason:
            self._changed.clear()
            wait = 0.0
            at_once = 1 if self._temper.on_trial else self.settings.getint("CONCURRENT_REQUESTS")
            if self._asking < at_once:
                wait = self._pause()
                if not wait and self._waiting:
                    return self._waiting.popleft()
                if not wait and (row := self._claim()):
                    return self._request(row)
                if self._work.is_full:
                    self._reason = "limit"
                    break
                if not wait and not self._work.out:
                    wait = self._until_due()
                    if not wait:
                        return None
            await (asyncio.sleep(wait) if wait else self._changed.wait())
        return None

    def _claim(self) -> FrontierRow | None:
        """Return the next row that leads to a host which can be asked."""
        if self._work.out >= self.settings.getint("WARTA_IN_FLIGHT"):
            return None
        pipeline = self.crawler.get_item_pipeline(StorePipeline)
        if pipeline and not self._work.has_more:
            pipeline.flush()  # the links in it may be what is due next
        return self._work.next(self._now())

    def _pause(self) -> float:
        """Return the seconds for which a server that was asked too often is still left alone."""
        if self._resume_at is None:
            return 0.0
        return max((self._resume_at - self._now()).total_seconds(), 0.0)

    def _until_due(self) -> float:
        """Return the seconds until a row is due that is worth waiting for, 0 without one."""
        now = self._now()
        due = self._work.next_retry(now, self.settings.getfloat("WARTA_WAIT"))
        if due is None:
            return 0.0
        wait = (due - now).total_seconds()
        log.info("%s: %.0f s until a page may be asked for again", self.name, wait)
        return wait + 0.1

    def _request(self, row: FrontierRow, *, plain: bool = False) -> Request:
        """Return the request for a row; a `plain` one asks for an article by its own URL."""
        url = row.url
        if not plain and row.kind is Kind.ARTICLE:
            url = self._pager.address(url)
        headers = retry_policy.validators(row) if self._work.may_be_unchanged(row) else {}
        return self._made(url, self.parse, headers, row=row, plain=url == row.url)

    def _page_request(self, reading: Reading) -> Request:
        return self._made(reading.asked[-1], self.parse_page, row=reading.row, reading=reading)

    def _made(
        self,
        url: str,
        callback: Callable[..., Iterator[Fetched | Outcome]],
        headers: dict[str, str] | None = None,
        **asked: Any,
    ) -> Request:
        return Request(
            url,
            callback=callback,
            errback=self.failed,
            headers=headers,
            dont_filter=True,
            cb_kwargs=asked,
            meta={"download_slot": self.name},
        )

    def parse(
        self, response: Response, row: FrontierRow, plain: bool = True
    ) -> Iterator[Fetched | Outcome]:
        """Yield what became of the row: a page for the chain, links, not modified, or a failure."""
        now = self._now()
        answer = self._read(response, now, row)
        if answer.unrecorded and row.kind is not Kind.ARTICLE:
            self._work.leave(row)  # the recording says nothing about it
            return
        if not plain and (answer.unrecorded or (answer.failure and answer.failure.gone)):
            self._ask(self._request(row, plain=True))
            return
        outcome = responses.outcome(answer, row, now, response.status)
        if answer.page is None:
            self._counts["not_modified"] += answer.failure is None
            yield self._decided(self._work.read_nothing(outcome, row), row)
        elif row.kind is Kind.ARTICLE:
            self._pager.arrived(responses.asked_for(response), response.url)
            view = bool(self.site.rules.single_page) and not plain
            yield self._fetched(Reading(row=row, outcome=outcome, pages=(answer.page,), view=view))
        else:
            listed = partial(responses.listed, response, self.site)
            read = self._work.read(outcome, row, listed, now)
            self._counts["candidates"] += len(read.links)
            yield self._decided(read, row)

    def parse_page(
        self, response: Response, row: FrontierRow, reading: Reading
    ) -> Iterator[Fetched | Outcome]:
        """Yield the article as far as it is read with one more page, or what becomes without it."""
        answer = self._read(response, self._now(), row)
        read = reading.with_page(answer.page, self.site.rules) if answer.page else None
        yield self._fetched(read) if read else self._without_page(reading, answer.failure)

    def failed(self, failure: TwistedFailure) -> Iterator[Outcome]:
        """Yield the failure of a request without an answer, unless its whole host is left alone."""
        self._answered()
        error = failure.value
        assert error is not None
        asked: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined]
        row: FrontierRow = asked["row"]
        if isinstance(error, Unreachable):
            self._work.leave_origin(error)
            self._work.leave(row)
            return
        if isinstance(error, Disallowed) and not asked.get("plain", True):
            self._ask(self._request(row, plain=True))
            return
        result = responses.no_answer(
            error,
            row.url,
            timeout=self.settings.getfloat("DOWNLOAD_TIMEOUT"),
            max_bytes=self.settings.getint("DOWNLOAD_MAXSIZE"),
            redirected=responses.redirected(failure.request),  # type: ignore[attr-defined]
        )
        if responses.is_silence(error):
            self._heed(self._temper.silent(result.error))
        if "reading" in asked:
            yield self._without_page(asked["reading"], result)
            return
        outcome = responses.outcome(responses.Answer(failure=result), row, self._now())
        yield self._decided(self._work.read_nothing(outcome, row), row)

    def take_sitemaps(self, found_in: str, named: tuple[str, ...]) -> None:
        """Put the sitemaps that a robots.txt names into the frontier."""
        assert self.desk is not None
        found = sitemaps_of_robots(self.site, named, found_in)
        try:
            self.desk.store.seed(found, self.name)
        except StoreError as error:
            self.fail(str(error))

    def fail(self, message: str) -> None:
        """End the crawl for a reason that lies with us: the database, the archive."""
        self._heed(Advice(reason="failed", problem=message))

    def finish_reason(self, reason: str) -> str:
        """Return why the crawl ended, given the reason that Scrapy has."""
        if self._reason or reason == "shutdown":
            return self._reason or "interrupted"
        return "no network" if self.facts()["no_network"] else reason

    def facts(self) -> dict[str, Any]:
        """Return what the summary of the run says beyond the counters in the database."""
        unresolved = self._is_open and self._work.is_unresolved
        return {
            **self._counts,
            "blocked": self._reason == "blocked",
            "no_network": unresolved and not self._counts["answers"],
        }

    def _fetched(self, reading: Reading) -> Fetched:
        conclude = partial(self._conclude, reading)
        url, work = reading.row.url, reading.work
        return Fetched(url=url, page=work, rules=self.site.rules, conclude=conclude)

    def _conclude(self, reading: Reading, result: Article | Drop) -> Outcome | None:
        """Return the outcome of an article, None when another page of it is asked for first."""
        if isinstance(result, Article):
            outcome = replace(reading.outcome, published_at=result.published_at)
            reading = replace(reading, outcome=outcome)
            result = self.scope.keeps(result)
        if isinstance(result, Article):
            address, result = self._pager.turn(reading, result)
            if address:
                asked = (*reading.asked, address)
                self._ask(self._page_request(replace(reading, article=result, asked=asked)))
                return None
        return self._decided(replace(reading.outcome, result=result), reading.row)

    def _without_page(self, reading: Reading, failure: Failure | None) -> Outcome:
        """Return the outcome of an article of which a page cannot be had.

        What may be had later is waited for, with the whole article, as often as for an article;
        else what there is of it is kept.
        """
        if failure and responses.may_pass(failure):
            decided = self._decided(reading.failed(failure), reading.row)
            if decided.state is State.RETRY:
                return decided
        return self._decided(reading.cut_short(), reading.row)

    def _decided(self, outcome: Outcome, row: FrontierRow) -> Outcome:
        if isinstance(outcome.result, Failure) and row.kind is not Kind.ARTICLE:
            log.info("%s: %s", row.url, outcome.result.error)
        return retry_policy.after(outcome, row, self._now())

    def _heed(self, advice: Advice) -> None:
        """Do what is best for an outlet that does not bear with us, or for a broken crawl."""
        if advice.problem:
            self._problem(advice.problem)
        if advice.reason:
            self._reason = self._reason or advice.reason
            self._changed.set()
        if advice.pause and not self._replayed:
            self._resume_at = self._now() + timedelta(seconds=advice.pause)
        if advice.distance is not None and not self._replayed:
            keep_distance(self.crawler, self.name, advice.distance)

    def _problem(self, text: str) -> None:
        """Keep a problem for the summary; of very many the first ones are enough."""
        log.info("%s", text)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(text)

    def _read(self, response: Response, now: datetime, row: FrontierRow) -> responses.Answer:
        """Return the answer, read, after heeding what it tells about the outlet."""
        self._answered()
        answer = responses.read(response, now, replayed=self._replayed)
        if not answer.unrecorded:
            self._counts["answers"] += 1
            latency = float(response.meta.get("download_latency", 0.0))
            kept = distance(self.crawler, self.name)
            article = row.kind is Kind.ARTICLE
            self._heed(
                self._temper.answered(answer, article=article, latency=latency, distance=kept)
            )
        return answer

    def _ask(self, request: Request) -> None:
        self._waiting.append(request)
        self._changed.set()

    def _answered(self) -> None:
        self._asking -= 1
        self._changed.set()

    def _settled(self, item: Outcome) -> None:
        kept = item.kind is Kind.ARTICLE and not isinstance(item.result, Drop | Failure)
        self._work.settle(item, kept=kept)
        self._changed.set()

    def _item_failed(self, item: Fetched | Outcome, failure: TwistedFailure) -> None:
        self._give_up(item.url, failure)

    def _callback_failed(self, failure: TwistedFailure, response: Any) -> None:
        request = getattr(response, "request", None)
        if request is not None and "row" in request.cb_kwargs:
            self._give_up(request.cb_kwargs["row"].url, failure)

    def _give_up(self, url: str, failure: TwistedFailure) -> None:
        """Leave a URL on which this program itself failed for the next run, and say so."""
        self._problem(f"{url}: {failure.getErrorMessage()}")
        self._work.leave_url(url)
        self._changed.set()
