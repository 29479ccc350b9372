"""What one crawl of an outlet requests next: listings, articles, further index pages."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from crawler.discovery import Found
from crawler.http.robots import Unreachable
from crawler.planning import start
from crawler.planning.frontier_queue import FrontierQueue
from crawler.planning.index_queue import IndexQueue, Order
from crawler.planning.scope import Scope, moment
from pipelines.records import Candidate, Failure, FrontierRow, Kind, Outcome, State
from pipelines.store import ArticleStore


class CrawlPlan:
    """The frontier rows that a crawl asks for, and the index pages that it reads.

    Nothing is written before `begin`.
    `limit` is the number of articles to keep; `max_listings` bounds the listings found on the way
    and `depth` how far they lead on. `problem` takes a line that an operator should see. Once the
    crawl `has_ended` no row is looked for. `listing_waits_until` is when the first of the listings
    that the server asked to wait for is asked for.
    """

    def __init__(
        self,
        store: ArticleStore,
        scope: Scope,
        order: Order,
        *,
        limit: int | None,
        max_listings: int,
        depth: int,
        problem: Callable[[str], None],
        has_ended: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._scope = scope
        self._site = scope.site.name
        self._depth = depth
        self._oldest_first = order.oldest_first
        self._problem = problem
        self._index_queue = IndexQueue(store, scope, order)
        self._frontier_queue = FrontierQueue(
            store,
            self._site,
            wanted=None if scope.is_everything else scope.wants,
            limit=limit,
            max_listings=max_listings,
            has_ended=has_ended,
        )
        self.listing_waits_until: datetime | None = None
        self.is_begun = False
        self._unreachable: dict[str, bool] = {}  # of each origin: whether its name did not resolve
        self._unread_sitemaps = False

    def begin(self, now: datetime) -> None:
        """Write the days to be read, and take the listings that every crawl asks for."""
        self.is_begun = True
        self._index_queue.begin(now)
        site = self._scope.site
        listings = start.listings(self._scope)
        self._take_up(listings, now)
        if not (listings or site.indexes):
            self._problem(f"{site.name}: its record names no feed, sitemap or index page")

    def is_out(self, url: str) -> bool:
        """Return whether a row is handed out and not settled."""
        return self._frontier_queue.is_out(url)

    @property
    def out(self) -> int:
        """The number of rows handed out and not settled."""
        return self._frontier_queue.out

    @property
    def is_full(self) -> bool:
        """Whether as many articles are kept as were wanted."""
        return self._frontier_queue.is_full

    @property
    def has_more(self) -> bool:
        """Whether rows are claimed that were not handed out yet."""
        return self._frontier_queue.has_more

    @property
    def is_unresolved(self) -> bool:
        """Whether hosts could not be reached, each because its name does not resolve."""
        return bool(self._unreachable) and all(self._unreachable.values())

    @property
    def is_unreadable(self) -> bool:
        """Whether the robots.txt of a host could not be read."""
        return bool(self._unreachable)

    def next(self, now: datetime) -> FrontierRow | None:
        """Return the next row to request, on a reachable host; None without one."""
        while (row := self._next(now)) is not None:
            if not any(row.url.startswith(f"{origin}/") for origin in self._unreachable):
                return row
            self.leave(row)
        return None

    def next_retry(self, now: datetime, within: float) -> datetime | None:
        """Return when a failed row is due again, within so many seconds; None for none."""
        return self._frontier_queue.next_retry(now, within)

    def may_be_unchanged(self, row: FrontierRow) -> bool:
        """Return whether a conditional request is enough for a page."""
        return self._index_queue.may_be_unchanged(row.url)

    def read(
        self, outcome: Outcome, row: FrontierRow, listed: Callable[..., Found], now: datetime
    ) -> Outcome:
        """Return the outcome of a listing with what it leads to, but for sitemaps too deep down.

        `listed` reads it, given the record's entry for it. One that led to nothing keeps no
        validators: it is read in full the next time too.
        """
        found = listed(self._index_queue.index(row.url), now)
        # The row's URL, not the one it was redirected to, is the way back up.
        links = tuple(replace(c, found_in=row.url) for c in found.candidates)
        if not links:
            outcome = replace(outcome, etag="", last_modified="")
        if self._frontier_queue.depth(row) >= self._depth:
            links = tuple(c for c in links if c.kind is Kind.ARTICLE)
        read = self._index_queue.read(replace(outcome, links=links), found)
        if not links and not read.checkpoint:
            self._problem(f"{row.url}: nothing in it leads to an article")
        return read

    def read_nothing(self, outcome: Outcome, row: FrontierRow) -> Outcome:
        """Return the outcome of a page that has not changed, or that gave an error."""
        if outcome.result is None:
            return self._index_queue.read(outcome, None)
        self._unread_sitemaps = self._unread_sitemaps or row.kind is Kind.SITEMAP
        return self._index_queue.missing(outcome)

    def settle(self, outcome: Outcome, *, kept: bool) -> None:
        """Note that a URL has its outcome; `kept` says that an article came of it."""
        self._frontier_queue.settle(outcome.url, kept=kept, state=outcome.state)
        is_disallowed = isinstance(outcome.result, Failure) and (
            outcome.result.waits_for == "robots.txt"
        )
        if outcome.state is State.PENDING or is_disallowed:  # pending: it is out of scope
            self._frontier_queue.leave_alone(outcome.url)

    def leave(self, row: FrontierRow) -> None:
        """Leave a row for the next crawl."""
        self.leave_url(row.url)
        self._unread_sitemaps = self._unread_sitemaps or row.kind is Kind.SITEMAP

    def leave_url(self, url: str) -> None:
        """Leave what is under way for the next crawl."""
        self._frontier_queue.leave_alone(url)
        self._index_queue.give_up(url)

    def leave_origin(self, error: Unreachable) -> None:
        """Leave a whole host for the next crawl, because its robots.txt cannot be read."""
        if error.origin not in self._unreachable:
            self._unreachable[error.origin] = error.unresolved
            self._problem(f"{error}; nothing is asked there before it can be read")

    def finish(self, now: datetime, *, ended_early: bool) -> None:
        """Close the days that were read, and say what an operator should know."""
        if self._frontier_queue.cut:
            self._problem(f"{self._site}: more listings than WARTA_MAX_LISTINGS, some are left")
        for problem in self._index_queue.problems():
            self._problem(problem)
        unread = self._unread_sitemaps or bool(self._store.failing(self._site, Kind.SITEMAP))
        whole = not (ended_early or self._frontier_queue.cut or unread)
        self._index_queue.finish(now, sitemaps_read=whole)

    def _next(self, now: datetime) -> FrontierRow | None:
        if self._oldest_first:
            return self._next_oldest(now)
        return self._frontier_queue.next(now) or self._next_page(now)

    def _next_oldest(self, now: datetime) -> FrontierRow | None:
        """Return the row that is next when the oldest article comes first.

        An article is asked for once nothing is left to be read that may list an older one: feeds,
        sitemaps, listings that are not by day, and those of the days before its own.
        """
        queue, since = self._frontier_queue, self._scope.since
        if row := queue.next_listing(now):
            return row
        if queue.reads_listings:
            return None
        if self._index_queue.is_done:
            return queue.next_oldest(now, since, None)
        before = moment(self._index_queue.next_day(), self._scope.site.rules.time_zone)
        row = queue.next_oldest(now, since, before) if before else None
        return row or self._next_page(now)

    def _next_page(self, now: datetime) -> FrontierRow | None:
        """Return the row of the next index page, once what is known to be due is under way."""
        queue = self._frontier_queue
        while queue.wants_more and (page := self._index_queue.next()) is not None:
            self._take_up([page], now)
            if row := queue.next_listing(now) if self._oldest_first else queue.next(now):
                return row
        return None

    def _take_up(self, listings: Iterable[Candidate], now: datetime) -> None:
        """Claim listings; those that failed before and have to wait are a problem."""
        for row in self._frontier_queue.ask(listings, now):
            waits = row.state is State.WAITING
            if waits and row.next_try_at:
                first = self.listing_waits_until or row.next_try_at
                self.listing_waits_until = min(first, row.next_try_at)
            why = "asked to wait, is asked for again" if waits else "failed before, is tried again"
            self._problem(f"{row.url}: {why} at {row.next_try_at}")
            self.leave(row)
