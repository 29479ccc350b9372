"""The one spider: it asks for what an outlet's frontier has due and hands on what comes back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure as TwistedFailure

from crawler import answers, discovery, frontier, sources
from crawler.claims import Claims
from crawler.replay import header_pairs
from crawler.robots import Unreachable, raise_delay, slot_delay
from crawler.site import Site
from pipelines.records import Article, Candidate, Drop, Failure, FrontierRow, Kind, Outcome, State
from pipelines.scrapy_items import Desk, Fetched, StorePipeline
from pipelines.store import StoreError

MAX_PROBLEMS = 50

log = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Crawls one outlet; the loader makes a subclass with a `site` for each record.

    It keeps two requests with Scrapy at most, so that a stop, a pause and a block take effect at
    once. `since` and `until` are dates of publication, both included, in the outlet's time zone;
    `limit` is the number of articles to keep.
    """

    site: Site

    def __init__(
        self,
        *args: Any,
        desk: Desk | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk  # without one the store pipeline opens one
        self.since = sources.moment(since, self.site.rules.time_zone)
        self.until = sources.moment(until, self.site.rules.time_zone, end=True)
        self.limit = int(limit) if limit is not None else None
        self.problems: list[str] = []
        self._reason = ""
        self._asking = 0
        self._refused_in_a_row = 0
        self._resume_at: datetime | None = None
        self._counts = dict.fromkeys(("requests", "answers", "not_modified", "candidates"), 0)
        self._unreachable: dict[str, bool] = {}
        self._changed = asyncio.Event()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give the outlet one download slot, and put the recording in the network's place."""
        super().update_settings(settings)
        jitter = settings.getfloat("DOWNLOAD_DELAY_JITTER")
        delay = slot_delay(max(cls.site.delay, settings.getfloat("DOWNLOAD_DELAY")), jitter)
        if settings.getlist("WARTA_REPLAY"):
            delay = 0.0
            handler = "crawler.replay.ReplayHandler"
            handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler}
            settings.set("DOWNLOAD_HANDLERS", handlers, "spider")
        slot = {"concurrency": 1, "delay": delay, "jitter": jitter}
        settings.set("DOWNLOAD_SLOTS", {cls.site.name: slot}, "spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._archive, signals.response_downloaded)
        crawler.signals.connect(spider._settled, signals.item_scraped)
        crawler.signals.connect(spider._item_failed, signals.item_error)
        crawler.signals.connect(spider._callback_failed, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests for what is due, one at a time, until nothing is or the crawl must end."""
        try:
            self._open()
            while (row := await self._next()) is not None:
                self._asking += 1
                yield self._request(row)
            if self._claims.cut:
                self._problem(f"{self.name}: more listings than WARTA_MAX_LISTINGS, some are left")
        except StoreError as error:
            self.fail(str(error))

    def _open(self) -> None:
        """Take what the outlet's record says to start from."""
        assert self.desk is not None
        dated = self.since or self.until
        self._claims = Claims(
            self.desk.store,
            self.name,
            wanted=self._is_wanted if dated else None,
            limit=self.limit,
            max_listings=self.settings.getint("WARTA_MAX_LISTINGS"),
        )
        self._indexes = sources.indexes(self.site, self.since, self.until, _now())
        start = sources.listings(self.site, self._indexes)
        self._exact = frozenset(c.url for c in start if c.kind is not Kind.SITEMAP)
        for row in self._claims.ask(start, _now()):
            self._problem(f"{row.url}: failed before, is tried again at {row.next_try_at}")
        if not start:
            self._problem(f"{self.name}: its record names no feed, sitemap or index page")

    async def _next(self) -> FrontierRow | None:
        """Return the next row to ask for, once there is one and it may be asked for."""
        while not self._reason:
            self._changed.clear()
            if self._asking < self.settings.getint("CONCURRENT_REQUESTS"):
                if wait := self._pause():
                    await asyncio.sleep(wait)
                    continue
                if self._claims.out < self.settings.getint("WARTA_IN_FLIGHT") and (
                    row := self._claim()
                ):
                    return row
                if self._claims.is_full:
                    self._reason = "limit"
                elif not self._claims.out:
                    if not (wait := self._until_due()):
                        return None
                    await asyncio.sleep(wait)
                    continue
            if not self._reason:
                await self._changed.wait()
        return None

    def _claim(self) -> FrontierRow | None:
        """Return the next row that leads to a host which can be asked."""
        if pipeline := self.crawler.get_item_pipeline(StorePipeline):
            pipeline.flush()  # the links in it may be what is due next
        while (row := self._claims.next(_now())) is not None:
            if not any(row.url.startswith(f"{origin}/") for origin in self._unreachable):
                return row
            self._claims.leave_alone(row.url)
        return None

    def _pause(self) -> float:
        """Return the seconds for which a server that was asked too often is still left alone."""
        if self._resume_at is None:
            return 0.0
        return max((self._resume_at - _now()).total_seconds(), 0.0)

    def _until_due(self) -> float:
        """Return the seconds until a row is due that is worth waiting for, 0 without one."""
        due = self._claims.next_due()
        wait = (due - _now()).total_seconds() if due else 0.0
        if not 0 < wait <= self.settings.getfloat("WARTA_WAIT"):
            return 0.0
        log.info("%s: %.0f s until a page may be asked for again", self.name, wait)
        return wait + 0.1

    def _request(self, row: FrontierRow) -> Request:
        headers = {}
        # A page that became no article is read in full: the reason may have gone.
        if row.state is not State.DROPPED:
            headers = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
        self._counts["requests"] += 1
        return Request(
            row.url,
            callback=self.parse,
            errback=self.failed,
            headers={name: value for name, value in headers.items() if value},
            dont_filter=True,
            cb_kwargs={"row": row},
            meta={"download_slot": self.name},
        )

    def parse(self, response: Response, row: FrontierRow) -> Iterator[Fetched | Outcome]:
        """Yield what became of the row: a page for the chain, links, not modified, or a failure."""
        now = _now()
        self._answered()
        answer = answers.read(response, now)
        self._heed(answer)
        outcome = Outcome(
            url=row.url,
            result=answer.failure and replace(answer.failure, url=row.url, site=self.name),
            site=self.name,
            kind=row.kind,
            fetched_at=answer.page.fetched_at if answer.page else now,
            status=response.status,
            etag=answer.etag,
            last_modified=answer.last_modified,
        )
        if answer.page is None:
            self._counts["not_modified"] += answer.failure is None
            if answer.failure:
                self._note_failure(row, answer.failure)
            yield frontier.after(outcome, row, now)
        elif row.kind is Kind.ARTICLE:

            def conclude(result: Article | Drop) -> Outcome:
                if isinstance(result, Article) and not self._is_of_range(result):
                    result = answers.out_of_range(result)
                return frontier.after(replace(outcome, result=result), row, _now())

            yield Fetched(page=answer.page, rules=self.site.rules, conclude=conclude)
        else:
            links = self._links(answer.page.html, response, row)
            self._counts["candidates"] += len(links)
            yield frontier.after(replace(outcome, links=links), row, now)

    def failed(self, failure: TwistedFailure) -> Iterator[Outcome]:
        """Yield the failure of a request without an answer, unless its whole host is left alone."""
        self._answered()
        error = failure.value
        assert error is not None
        row: FrontierRow = failure.request.cb_kwargs["row"]  # type: ignore[attr-defined]
        if isinstance(error, Unreachable):
            self._leave_origin(error)
            self._claims.leave_alone(row.url)
            self._changed.set()
            return
        result = answers.no_answer(
            error,
            row.url,
            timeout=self.settings.getfloat("DOWNLOAD_TIMEOUT"),
            max_bytes=self.settings.getint("DOWNLOAD_MAXSIZE"),
        )
        self._note_failure(row, result)
        now = _now()
        result = replace(result, site=self.name)
        outcome = Outcome(url=row.url, result=result, site=self.name, kind=row.kind, fetched_at=now)
        yield frontier.after(outcome, row, now)

    def fail(self, message: str) -> None:
        """End the crawl for a reason that lies with us: the database, the archive."""
        self._problem(message)
        self._stop("failed")

    def finish_reason(self, reason: str) -> str:
        """Return why the crawl ended, given the reason that Scrapy has."""
        return self._reason or {"shutdown": "interrupted"}.get(reason, reason)

    def facts(self) -> dict[str, Any]:
        """Return what the summary of the run says beyond the counters in the database."""
        unresolved = bool(self._unreachable) and all(self._unreachable.values())
        return {
            **self._counts,
            "blocked": self._reason == "blocked",
            "no_network": unresolved and not self._counts["answers"],
        }

    def _links(self, body: bytes, response: Response, row: FrontierRow) -> tuple[Candidate, ...]:
        """Return what a listing leads to; sitemaps too deep below the record's are left out."""
        listing = discovery.Listing(
            url=response.url,
            body=body,
            site=self.site,
            now=_now(),
            content_type=answers.content_type(response),
            index=self._indexes.get(row.url),
        )
        found = discovery.candidates(listing)
        if row.kind is Kind.SITEMAP:
            # The row's URL, not the one it was redirected to, is the way back up.
            found = tuple(replace(candidate, found_in=row.url) for candidate in found)
            if self._depth(row) >= self.settings.getint("DEPTH_LIMIT"):
                found = tuple(c for c in found if c.kind is Kind.ARTICLE)
        if not found:
            self._problem(f"{row.url}: nothing in it leads to an article")
        return found

    def _depth(self, row: FrontierRow) -> int:
        """Return how many listings led to this one."""
        depth, seen = 0, {row.url}
        current: FrontierRow | None = row
        while current and current.found_in and current.found_in not in seen:
            depth += 1
            seen.add(current.found_in)
            if depth > self.settings.getint("DEPTH_LIMIT"):
                break
            current = self.desk.store.frontier_row(current.found_in) if self.desk else None
        return depth

    def _is_wanted(self, row: FrontierRow) -> bool:
        return sources.is_wanted(row, self.since, self.until, self._exact)

    def _is_of_range(self, article: Article) -> bool:
        published = article.published_at
        if published is None:
            return True
        return not (
            (self.since and published < self.since) or (self.until and published >= self.until)
        )

    def _note_failure(self, row: FrontierRow, failure: Failure) -> None:
        """Report a listing that failed; what a recording does not hold is no news."""
        replayed = self.settings.getlist("WARTA_REPLAY")
        if row.kind is not Kind.ARTICLE and not (replayed and failure.status == 404):
            self._problem(f"{row.url}: {failure.error}")

    def _heed(self, answer: answers.Answer) -> None:
        """Draw the consequences of an answer for the outlet as a whole."""
        self._counts["answers"] += 1
        if answer.refused:
            self._refused_in_a_row += 1
        elif answer.failure is None:
            self._refused_in_a_row = 0
        limit = self.settings.getint("WARTA_BLOCKED_AFTER")
        if answer.challenge or (answer.refused and self._refused_in_a_row >= limit):
            what = f"a challenge page ({answer.challenge})" if answer.challenge else "401 or 403"
            self._stop("blocked")
            self._problem(f"{self.name} answers with {what}: it is left alone until the next run")
        elif answer.too_many:
            self._slow_down(answer.failure)

    def _slow_down(self, failure: Failure | None) -> None:
        """Wait as long as a 429 asks for, and keep twice the distance from then on."""
        if not self.settings.getlist("WARTA_REPLAY"):
            slot = self.crawler.engine.downloader.slots.get(self.name)
            if slot:
                seconds = min(slot.delay * (1 - slot.jitter) * 2, 60.0)
                raise_delay(self.crawler, self.name, max(seconds, 1.0))
        wait = (failure.retry_after if failure else None) or 0.0
        if wait > self.settings.getfloat("WARTA_WAIT"):
            self._stop("asked to wait")
            self._problem(f"{self.name} asks to be left alone for {wait:.0f} s")
        elif wait:
            self._resume_at = _now() + timedelta(seconds=wait)

    def _leave_origin(self, error: Unreachable) -> None:
        if error.origin not in self._unreachable:
            self._unreachable[error.origin] = error.unresolved
            self._problem(f"{error}; nothing is asked there before it can be read")

    def _stop(self, reason: str) -> None:
        self._reason = self._reason or reason
        self._changed.set()

    def _problem(self, text: str) -> None:
        """Keep a problem for the summary; of very many the first ones are enough."""
        log.info("%s", text)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(text)

    def _answered(self) -> None:
        self._asking -= 1
        self._changed.set()

    def _archive(self, response: Response, request: Request) -> None:
        """Write a response to the archive as it came, before it is decompressed."""
        if not self.desk or not self.desk.archive:
            return
        try:
            self.desk.archive.write(
                response.url,
                response.status,
                header_pairs(response.headers),
                response.body,
                answers.fetched_at(response, _now()),
            )
        except OSError as error:
            self.fail(f"the archive cannot be written: {error}")

    def _settled(self, item: Outcome) -> None:
        kept = item.kind is Kind.ARTICLE and not isinstance(item.result, Drop | Failure)
        self._claims.settle(item.url, kept=kept)
        self._changed.set()

    def _item_failed(self, item: Fetched | Outcome, failure: TwistedFailure) -> None:
        url = item.url if isinstance(item, Outcome) else item.page.url
        self._give_up(url, failure)

    def _callback_failed(self, failure: TwistedFailure, response: Any) -> None:
        request = getattr(response, "request", None)
        if request is not None and "row" in request.cb_kwargs:
            self._give_up(request.cb_kwargs["row"].url, failure)

    def _give_up(self, url: str, failure: TwistedFailure) -> None:
        """Leave a URL on which this program itself failed for the next run, and say so."""
        self._problem(f"{url}: {failure.getErrorMessage()}")
        self._claims.leave_alone(url)
        self._changed.set()


def _now() -> datetime:
    return datetime.now(UTC)
