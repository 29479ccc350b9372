"""The frontier rows that one crawl of an outlet has taken: no URL is requested twice at once.

The frontier itself is in the database. Only the few rows taken and not yet settled are kept here:
memory stays flat, and a killed crawl loses only the pages in flight.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.planning.retry_policy import has_to_wait, is_quiet
from pipelines.records import Candidate, FrontierRow, Kind, State
from pipelines.store import ArticleStore

LISTINGS = (Kind.FEED, Kind.SITEMAP, Kind.INDEX)
LISTINGS_AT_ONCE = 2  # of those found on the way, between two batches of articles
# In one crawl, of a listing and of a page that has to wait: neither is ever given up for good.
TRIES = 3
DEEPEST = 50
ARTICLES_AT_ONCE = 64
LOOKED_AT = 1000  # articles per look-up once one look-up had none in scope


class FrontierQueue:
    """Hands out the rows of one outlet that are due, listings first.

    `wanted` returns whether a row is in the scope of this crawl; `limit` is the number of articles
    to keep, None for all; `max_listings` bounds the listings found on the way that this crawl
    reads, and `cut` says that there were more. Once the crawl `has_ended` nothing is looked up.
    """

    def __init__(
        self,
        store: ArticleStore,
        site: str,
        *,
        wanted: Callable[[FrontierRow], bool] | None = None,
        limit: int | None = None,
        max_listings: int = 500,
        has_ended: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._has_ended = has_ended
        self._site = site
        self._wanted = wanted
        self._limit = limit
        self._listings_left = max_listings
        self._listings: deque[FrontierRow] = deque()
        self._articles: deque[FrontierRow] = deque()
        self._out: dict[str, Kind] = {}
        self._left_alone: set[str] = set()
        self._asked: Counter[str] = Counter()
        self._waited: Counter[str] = Counter()
        self._states: dict[str, State] = {}  # of the rows that this crawl may ask for again
        self._begun: datetime | None = None
        self._looked_at: dict[tuple[Kind, ...], FrontierRow] = {}  # the last one of these kinds
        self.kept = 0
        self.cut = False

    def ask(self, sources: Iterable[Candidate], now: datetime) -> list[FrontierRow]:
        """Take the listings of the outlet's record; return those that failed and have to wait.

        A crawl without dates or sections skips those that seldom change, until they are due.
        """
        sources = list(sources)
        self._store.seed(sources, self._site)
        waiting = []
        for source in sources:
            row = self._store.frontier_row(source.url)
            if row is None or row.url in self._out:
                continue
            self._asked.setdefault(row.url, 0)
            if has_to_wait(row, now):
                waiting.append(row)
            elif self._wanted or not is_quiet(row, now):
                self._take(row, self._listings)
        return waiting

    def next(self, now: datetime) -> FrontierRow | None:
        """Return the next row to request, None where there is none at the moment."""
        if not self._listings and not self._articles:
            self._refill(now)
        if self._listings:
            row = self._listings.popleft()
            self._asked[row.url] += 1
            return self._with_earlier(row, now)
        if self._articles and self._room() > 0:
            return self._with_earlier(self._articles.popleft(), now)
        return None

    def next_listing(self, now: datetime) -> FrontierRow | None:
        """Return the next listing to request, None where there is none at the moment."""
        if not self._listings and not self.is_full:
            self._refill_listings(now)
        return self.next(now) if self._listings else None

    def next_oldest(
        self, now: datetime, since: datetime | None, before: datetime | None
    ) -> FrontierRow | None:
        """Return the oldest article to request, None where there is none at the moment.

        `since` and `before` bound the dates; with `before`, only those without a date that an index
        page lists.
        """
        if not self._articles and not self.is_full:
            self._take_all(self._oldest(now, since, before), self._articles)
        return self.next(now) if self._articles else None

    @property
    def reads_listings(self) -> bool:
        """Whether a listing is handed out and not settled."""
        return any(kind is not Kind.ARTICLE for kind in self._out.values())

    @property
    def out(self) -> int:
        """The number of rows that are handed out and not settled."""
        return len(self._out) - len(self._listings) - len(self._articles)

    def is_out(self, url: str) -> bool:
        """Return whether a row is handed out and not settled."""
        return url in self._out

    @property
    def is_full(self) -> bool:
        """Whether the limit of articles is reached."""
        return self._limit is not None and self.kept >= self._limit

    @property
    def wants_more(self) -> bool:
        """Whether more articles are wanted than are kept or in progress."""
        return self._room() > 0

    @property
    def has_more(self) -> bool:
        """Whether rows are taken and not handed out yet."""
        return bool(self._listings or self._articles)

    def depth(self, row: FrontierRow) -> int:
        """Return how many listings of the outlet led to this one; at most `DEEPEST`."""
        depth, current = 0, row
        while current.found_in and depth < DEEPEST:
            above = self._store.frontier_row(current.found_in)
            if above is None:
                break
            depth, current = depth + 1, above
        return depth

    def next_retry(self, now: datetime, within: float) -> datetime | None:
        """Return when a failed row is due again, within so many seconds; None for none.

        Revisits of stored articles do not count: a busy outlet has one every few seconds.
        """
        until = now + timedelta(seconds=within)
        return self._store.next_retry(
            self._site, kinds=(*LISTINGS, Kind.ARTICLE), after=now, until=until
        )

    def settle(self, url: str, *, kept: bool = False, state: State | None = None) -> None:
        """Note that the URL has its outcome; `kept` says that it became an article."""
        self._out.pop(url, None)
        self.kept += kept
        self._waited[url] += state is State.WAITING
        if state in (State.RETRY, State.GONE):
            self._states[url] = state
        elif state is not State.WAITING:
            self._states.pop(url, None)
        if max(self._asked[url], self._waited[url]) >= TRIES:
            self._left_alone.add(url)

    def leave_alone(self, url: str) -> None:
        """Note that the URL is left for the next crawl; it stays due in the frontier."""
        self._out.pop(url, None)
        self._left_alone.add(url)

    def _with_earlier(self, row: FrontierRow, now: datetime) -> FrontierRow:
        """Return the row with what this crawl has made of it before."""
        self._begun = self._begun or now
        if row.url in self._states:
            return replace(row, earlier=self._states[row.url])
        is_again = row.fetched_at is not None and row.fetched_at > self._begun
        is_read = row.state in (State.DONE, State.DROPPED)
        return replace(row, earlier=row.state) if is_again and is_read else row

    def _room(self) -> int:
        """Return how many more articles may be requested, counting those in progress as kept."""
        if self._limit is None:
            return ARTICLES_AT_ONCE
        waiting = len(self._articles)
        under_way = sum(kind is Kind.ARTICLE for kind in self._out.values()) - waiting
        return self._limit - self.kept - under_way

    def _take(self, row: FrontierRow, queue: deque[FrontierRow]) -> None:
        self._out[row.url] = row.kind
        queue.append(row)

    def _refill(self, now: datetime) -> None:
        if self.is_full:
            return
        self._refill_listings(now)
        self._take_all(self._look((Kind.ARTICLE,), now, ARTICLES_AT_ONCE), self._articles)

    def _refill_listings(self, now: datetime) -> None:
        limit = min(LISTINGS_AT_ONCE, self._listings_left)
        listings = self._look(LISTINGS, now, max(limit, 1))
        if limit:
            self._take_all(listings, self._listings)
        else:
            self.cut = self.cut or bool(listings)
        self._listings_left -= len(self._listings)

    def _oldest(
        self, now: datetime, since: datetime | None, before: datetime | None
    ) -> list[FrontierRow]:
        """Return articles that are due and wanted, the oldest first, at least one if there is any.

        Listings may add older ones at any time: each look begins with the oldest.
        """
        after: FrontierRow | None = None
        while not self._has_ended():
            rows = self._store.oldest(
                self._site, now=now, limit=LOOKED_AT, since=since, before=before, after=after
            )
            wanted = [row for row in rows if self._is_wanted(row)]
            if wanted or len(rows) < LOOKED_AT:
                return wanted[:ARTICLES_AT_ONCE]
            after = rows[-1]
        return []

    def _look(self, kinds: tuple[Kind, ...], now: datetime, limit: int) -> list[FrontierRow]:
        """Return rows that are due and wanted, at least one if there is any.

        Each row is read once, however many are not wanted: rows that become due later come after
        those read before.
        """
        while not self._has_ended():
            after = self._looked_at.get(kinds)
            rows = self._store.due(self._site, kinds=kinds, now=now, limit=limit, after=after)
            wanted = [row for row in rows if self._is_wanted(row)]
            if rows:
                self._looked_at[kinds] = rows[-1]
            if wanted or len(rows) < limit:
                return wanted
            limit = max(limit, LOOKED_AT) if kinds == (Kind.ARTICLE,) else limit
        return []

    def _is_wanted(self, row: FrontierRow) -> bool:
        """Return whether to request a row; feeds and index pages only if this crawl took them."""
        if row.url in self._out or row.url in self._left_alone:
            return False
        if row.kind in (Kind.FEED, Kind.INDEX) and row.url not in self._asked:
            return False
        return self._wanted is None or self._wanted(row)

    def _take_all(self, rows: Iterable[FrontierRow], queue: deque[FrontierRow]) -> None:
        for row in rows:
            self._take(row, queue)
