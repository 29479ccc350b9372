"""The one spider: it asks for what an outlet's frontier has due and decides what comes next."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure as TwistedFailure

from crawler.crawl_run import CrawlRun
from crawler.http import responses
from crawler.http.backoff import BackoffMiddleware
from crawler.http.download_delay import slot_delay
from crawler.http.downloader import StoppableDownloader, Stopped
from crawler.http.replay import ReplayError, handlers, load
from crawler.http.robots import Disallowed, Robots, Unreachable
from crawler.planning import retry_policy
from crawler.planning.article_pages import ArticlePages, Pager
from crawler.planning.crawl_end import after_pause
from crawler.planning.crawl_plan import CrawlPlan
from crawler.planning.index_queue import Order
from crawler.planning.options import crawl_options
from crawler.planning.start import kind_of, sitemaps_of_robots
from crawler.planning.url_plan import UrlPlan
from crawler.resources import Resources
from crawler.site import Site
from crawler.spiders.article_reader import ArticleReader, GivenUp
from crawler.spiders.request_queue import RequestQueue
from pipelines.item_pipelines import ArticleItem
from pipelines.records import (
    Drop,
    Failure,
    FrontierRow,
    Kind,
    Outcome,
    State,
)
from pipelines.store import StoreError
from pipelines.store.store import utc_now
from pipelines.warc.writer import WarcArchive
from pipelines.work.batch_writer import BatchWriter
from pipelines.work.worker_pool import WorkerPool

Output = AsyncIterator[ArticleItem | Request]

log = logging.getLogger(__name__)

# Seconds that pages with the workers still have once the crawl is stopped.
GRACE = 1.5


class NewsSpider(Spider):
    """Crawls one outlet; the loader makes a subclass with a `site` for each record.

    It has few requests with Scrapy at a time, so that a stop, a pause and a block take effect at
    once. Arguments are those of `crawler.planning.options`: ValueError names a wrong one. A crawl
    without `resources` opens its own, from the settings. `writer` and `archive` are those of the
    run, None before it has begun.
    """

    site: Site

    def __init__(
        self,
        *args: Any,
        resources: Resources | None = None,
        clock: Callable[[], datetime] = utc_now,
        **arguments: Any,
    ) -> None:
        super().__init__(*args)
        self.clock = resources.clock if resources else clock
        self.options = crawl_options(self.site, arguments, self.clock)
        self._run = CrawlRun(self.site, resources)
        self._plan: CrawlPlan | None = None
        self._queue: RequestQueue | None = None
        self._pager = Pager(self.site.rules)
        self._reader = self._article_reader()

    def _article_reader(self, pool: WorkerPool | None = None) -> ArticleReader:
        return ArticleReader(self.site.rules, self.options.scope, self.clock, pool)

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
        crawler.signals.connect(spider._robots_parsed, signals.robots_parsed)
        crawler.signals.connect(spider._item_dropped, signals.item_dropped)
        crawler.signals.connect(spider._item_failed, signals.item_error)
        crawler.signals.connect(spider._callback_failed, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests for what is due, one at a time, until nothing is or the crawl must end."""
        try:
            plan = self._begin()
            self._queue = RequestQueue(self._run, self.settings, self._request, self.clock)
            while (request := await self._queue.next(plan, self._backoff)) is not None:
                yield request
            if plan.is_begun:
                plan.finish(self.clock(), ended_early=bool(self._run.reason))
            self._run.name_end(plan)
        except (StoreError, ReplayError, OSError) as error:
            self.fail(str(error))
        finally:
            if self.writer is not None:
                self.writer.commit_at_once()

    def _begin(self) -> CrawlPlan:
        """Start the run and plan it from the outlet's record."""
        load([Path(path) for path in self.settings.getlist("WARTA_REPLAY")])  # fails before a run
        command = "fetch" if self.options.urls else "crawl"
        resources = self._run.begin(self.crawler, self._settled, command=command)
        store = resources.store
        self._reader = self._article_reader(resources.pool)
        self._backoff.policy.on_trial = store.last_end(self.name) == "blocked"
        self._plan = self._new_plan(resources)
        if not self.settings.getlist("WARTA_REPLAY"):
            wait = self._run.wait_asked_for(longest=self.settings.getfloat("WARTA_WAIT"))
            self._backoff.rest(wait)
        if not self._run.reason:
            self._plan.begin(self.clock())
        return self._plan

    def _new_plan(self, resources: Resources) -> CrawlPlan:
        """Return the plan of this crawl: of the outlet's listings, or of certain URLs."""
        get, options = self.settings.getint, self.options
        if options.urls or options.retry_failed:
            return UrlPlan(
                resources.store,
                options.scope,
                urls=options.urls,
                limit=options.limit,
                depth=get("DEPTH_LIMIT"),
                problem=self._run.problem,
                has_ended=lambda: bool(self._run.reason),
                left=lambda outcome: resources.on_stored and resources.on_stored(outcome, None),
            )
        return CrawlPlan(
            resources.store,
            options.scope,
            Order(
                oldest_first=options.oldest_first,
                max_pages=options.max_pages or get("WARTA_MAX_PAGES"),
                first_pages=get("WARTA_FIRST_PAGES"),
            ),
            limit=options.limit,
            max_listings=get("WARTA_MAX_LISTINGS"),
            depth=get("DEPTH_LIMIT"),
            problem=self._run.problem,
            has_ended=lambda: bool(self._run.reason),
        )

    @property
    def problems(self) -> list[str]:
        """What an operator should know, a line each."""
        return self._run.problems

    @property
    def notes(self) -> list[str]:
        """What is worth a line although nothing is wrong."""
        return self._run.notes

    @property
    def writer(self) -> BatchWriter | None:
        """The writer of the run, None before it has begun."""
        return self._run.writer

    @property
    def archive(self) -> WarcArchive | None:
        """The archive of the run, None without one."""
        return self._run.resources.archive if self._run.resources else None

    @property
    def _backoff(self) -> BackoffMiddleware:
        backoff = self.crawler.get_downloader_middleware(BackoffMiddleware)
        assert backoff is not None, "DOWNLOADER_MIDDLEWARES has no BackoffMiddleware"
        return backoff

    def _request(self, row: FrontierRow, *, is_plain: bool = False) -> Request:
        """Return the request for a row; a plain one asks for an article by its own URL."""
        url = row.url
        if not is_plain and row.kind is Kind.ARTICLE:
            url = self._pager.address(url)
        unchanged = self._plan is not None and self._plan.may_be_unchanged(row)
        return Request(
            url,
            callback=self.parse,
            errback=self.failed,
            headers=retry_policy.validators(row) if unchanged else {},
            dont_filter=True,
            cb_kwargs={"row": row, "is_plain": url == row.url},
            meta={"download_slot": self.name, "is_article": row.kind is Kind.ARTICLE},
        )

    def _page_request(self, pages: ArticlePages) -> Request:
        """Return the request for a further page of an article."""
        return Request(
            pages.asked[-1],
            callback=self.parse_page,
            errback=self.failed,
            dont_filter=True,
            cb_kwargs={"row": pages.row, "pages": pages},
            meta={"download_slot": self.name},
        )

    async def parse(
        self, response: Response, row: FrontierRow | None = None, is_plain: bool = True
    ) -> Output:
        """Yield the article of a response, or its drop; store what a listing leads to.

        Without a `row` (`scrapy parse`) the URL says what is expected, and nothing is stored: the
        links of a listing are yielded as requests.
        """
        row = row or FrontierRow(
            url=response.url, site=self.name, kind=kind_of(self.site, response.url)
        )
        answer = self._answer(response)
        if answer.unrecorded and row.kind is not Kind.ARTICLE:
            self._leave(row)  # the recording says nothing about it
            return
        if not is_plain and (answer.unrecorded or (answer.failure and answer.failure.gone)):
            self._ask(self._request(row, is_plain=True))
            return
        outcome = responses.outcome(answer, row, self.clock(), response.status)
        if answer.page is None:
            self._run.counts["not_modified"] += answer.failure is None
            self._finish(self._plan.read_nothing(outcome, row) if self._plan else outcome, row)
        elif row.kind is Kind.ARTICLE:
            self._pager.arrived(responses.asked_for(response), response.url)
            is_view = bool(self.site.rules.single_page) and not is_plain
            first = self._reader.first_page(row, outcome, answer.page, is_view=is_view)
            if item := await self._read(row, first):
                yield item
        else:
            for request in self._read_listing(response, row, outcome):
                yield request

    async def parse_page(self, response: Response, row: FrontierRow, pages: ArticlePages) -> Output:
        """Yield the article as far as it is read with one more page, or without it."""
        answer = self._answer(response)
        if answer.page and self._reader.is_page(pages, answer.page):
            item = await self._read(row, self._reader.later_page(pages, answer.page))
        else:
            item = await self._without_page(pages, answer.failure)
        if item:
            yield item

    async def failed(self, failure: TwistedFailure) -> Output:
        """Store the failure of a request without a response, unless its host is left alone."""
        self._answered()
        error = failure.value
        assert error is not None
        request: Request = failure.request  # type: ignore[attr-defined]
        row: FrontierRow = request.cb_kwargs["row"]
        if isinstance(error, Unreachable | Stopped):
            if self._plan and isinstance(error, Unreachable):
                self._plan.leave_origin(error)
            self._leave(row)
            return
        if isinstance(error, Disallowed) and not request.cb_kwargs.get("is_plain", True):
            self._ask(self._request(row, is_plain=True))
            return
        redirected = responses.redirected(request)
        result = responses.no_answer(error, row.url, settings=self.settings, redirected=redirected)
        if "pages" in request.cb_kwargs:
            if item := await self._without_page(request.cb_kwargs["pages"], result):
                yield item
            return
        if isinstance(error, Disallowed):
            self._run.counts["disallowed"] += 1
            if row.kind is not Kind.ARTICLE and not row.found_in:  # the record names it
                self._run.problem(f"{row.url}: {result.error}")
        outcome = responses.outcome(responses.Answer(failure=result), row, self.clock())
        self._finish(self._plan.read_nothing(outcome, row) if self._plan else outcome, row)

    def _answer(self, response: Response) -> responses.Answer:
        """Return the response as the backoff middleware has read it."""
        self._answered()
        answer: responses.Answer = response.meta["answer"]
        self._run.counts["answers"] += not answer.unrecorded
        return answer

    def _answered(self) -> None:
        """Note that a request has its end, and what the backoff policy says of the outlet."""
        if self._queue:
            self._queue.answered()
        end = self._backoff.end
        if end.reason and not self._run.reason:
            until = after_pause(end.pause, self.clock())
            self._run.end(end.reason, end.problem, wait_until=until)

    async def _read(self, row: FrontierRow, reading: Awaitable[ArticlePages]) -> ArticleItem | None:
        """Return the article, None when another page of it comes first, or the crawl is stopped."""
        try:
            pages = await reading
            following = self._pager.next_page(pages)
            if following.address and self._plan:
                self._ask(self._page_request(pages.asking(following.address)))
                return None
            return await self._reader.finished(pages, continues=following.continues)
        except GivenUp:
            self._leave(row)
            return None

    async def _without_page(
        self, pages: ArticlePages, failure: Failure | None
    ) -> ArticleItem | None:
        """Return the article without a page that is missing, None where it is tried again later.

        After a temporary failure the whole article is retried, as often as any article; otherwise
        what was read of it is kept.
        """
        if failure and responses.is_temporary(failure):
            decided = retry_policy.after(pages.failed(failure), pages.row, self.clock())
            if decided.state in (State.RETRY, State.WAITING):
                self._finish(decided, pages.row)
                return None
        try:
            return await self._reader.finished(pages.cut_short(), continues=True)
        except GivenUp:
            self._leave(pages.row)
            return None

    def _read_listing(
        self, response: Response, row: FrontierRow, outcome: Outcome
    ) -> list[Request]:
        """Store what a listing leads to; return it as requests where nothing is stored."""
        if self._plan is None:
            found = responses.listed(response, self.site, None, self.clock())
            return [response.follow(candidate.url) for candidate in found.candidates]
        listed = partial(responses.listed, response, self.site)
        read = self._plan.read(outcome, row, listed, self.clock())
        self._run.counts["candidates"] += len(read.links)
        self._finish(read, row)
        return []

    def _finish(self, outcome: Outcome, row: FrontierRow) -> None:
        """Hand an outcome that is no item to the store: a listing, a failure, not modified."""
        if isinstance(outcome.result, Failure) and row.kind is not Kind.ARTICLE:
            log.info("%s: %s", row.url, outcome.result.error)
        if self.writer:
            self.writer.add(retry_policy.after(outcome, row, self.clock()))

    def _ask(self, request: Request) -> None:
        if self._queue:
            self._queue.ask(request)

    def _wake(self) -> None:
        if self._queue:
            self._queue.wake()

    def _leave(self, row: FrontierRow) -> None:
        """Leave a row for the next crawl."""
        if self._plan:
            self._plan.leave(row)

    def _settled(self, outcome: Outcome) -> None:
        """Note that a URL has its outcome, which waits to be committed."""
        assert self._plan is not None
        kept = outcome.kind is Kind.ARTICLE and not isinstance(outcome.result, Drop | Failure)
        self._plan.settle(outcome, kept=kept)
        self._wake()

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Put the sitemaps that a robots.txt names into the frontier."""
        resources = self._run.resources
        if resources is None or not isinstance(robotparser, Robots):
            return
        found = sitemaps_of_robots(self.site, robotparser.sitemaps, request.url)
        try:
            if found:
                resources.store.seed(found, self.name)
        except StoreError as error:
            self.fail(str(error))

    def _item_dropped(self, item: Any) -> None:
        """Leave an article that another item pipeline dropped before it was stored."""
        if isinstance(item, ArticleItem) and self._plan and self._plan.is_out(item.outcome.url):
            self._plan.leave_url(item.outcome.url)
            self._wake()

    def _item_failed(self, item: Any, failure: TwistedFailure) -> None:
        if isinstance(item, ArticleItem):
            self._give_up(item.outcome.url, failure)

    def _callback_failed(self, failure: TwistedFailure, response: Any) -> None:
        request = getattr(response, "request", None)
        if request is not None and "row" in request.cb_kwargs:
            self._give_up(request.cb_kwargs["row"].url, failure)

    def _give_up(self, url: str, failure: TwistedFailure) -> None:
        """Leave a URL on which this program itself failed for the next run, and say so."""
        self._run.problem(f"{url}: {failure.getErrorMessage()}")
        if self._plan:
            self._plan.leave_url(url)
        self._wake()

    def fail(self, message: str) -> None:
        """End the crawl for a reason on our side: the database, the archive."""
        self._run.fail(message)
        self._wake()

    def end(self) -> None:
        """Note that the crawl ends because it is stopped."""
        self._run.end("interrupted")

    def interrupt(self) -> None:
        """Give up what is under way, pages with the workers a little later; store the rest."""
        self._wake()
        if self.writer is not None:
            self.writer.commit_at_once()
        asyncio.get_running_loop().call_later(GRACE, self._reader.give_up)
        downloader = self.crawler.engine.downloader if self.crawler.engine else None
        if isinstance(downloader, StoppableDownloader):
            downloader.give_up()

    def finish_reason(self, reason: str) -> str:
        """Return why the crawl ended, given the reason that Scrapy has."""
        return self._run.finish_reason(reason)

    def closed(self, reason: str) -> None:
        """Close the run."""
        self._run.close(reason)
