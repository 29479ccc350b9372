"""What a crawl of certain URLs requests: those of `warta fetch`, or what failed before."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler.http.robots import Unreachable
from crawler.planning.crawl_plan import CrawlPlan
from crawler.planning.frontier_queue import ARTICLES_AT_ONCE, FrontierQueue
from crawler.planning.index_queue import Order
from crawler.planning.retry_policy import is_told_to_wait
from crawler.planning.scope import Scope
from crawler.planning.start import kind_of
from pipelines.records import Failure, FrontierRow, Kind, Outcome, State
from pipelines.store import ArticleStore

TRIES = 3  # in one crawl: a URL that the server asks to wait for is asked for again in it
Left = Callable[[Outcome], None]


class UrlQueue(FrontierQueue):
    """Hands out given URLs of one outlet in their order, whatever the frontier says of them.

    `add` takes them. A URL that failed is handed out again once it is due, at most `TRIES` times.
    """

    def __init__(self, store: ArticleStore, site: str, *, limit: int | None = None) -> None:
        super().__init__(store, site, limit=limit)
        self._urls: deque[str] = deque()
        self._again: dict[str, datetime] = {}
        self._handed_out: Counter[str] = Counter()

    def add(self, url: str) -> None:
        """Take a URL."""
        self._urls.append(url)

    def ask_again(self, url: str, at: datetime) -> None:
        """Note that a URL failed and is due at a time."""
        if self._handed_out[url] < TRIES:
            self._again[url] = at

    def next_retry(self, now: datetime, within: float) -> datetime | None:
        """Return when one that failed is due again, within so many seconds; None for none."""
        until = now + timedelta(seconds=within)
        return min((at for at in self._again.values() if now < at <= until), default=None)

    def _refill(self, now: datetime) -> None:
        if self.is_full:
            return
        due = [url for url, at in self._again.items() if at <= now]
        for url in due:
            del self._again[url]
        while self._urls and len(due) < ARTICLES_AT_ONCE:
            due.append(self._urls.popleft())
        for url in due:
            self._handed_out[url] += 1
            known = self._store.frontier_row(url)
            row = known or FrontierRow(url=url, site=self._site, kind=Kind.ARTICLE)
            self._take(row, self._articles if row.kind is Kind.ARTICLE else self._listings)


class UrlPlan(CrawlPlan):
    """The URLs of one outlet that a crawl asks for: the given ones, else all that failed before.

    Of these, a crawl with days or sections asks for what may be in its scope. No listing is read
    but a feed or sitemap that failed. A URL whose server asked to wait is not asked for before its
    time. `left` gets an outcome that is not stored for each URL that is not asked for, with the
    reason.
    """

    def __init__(
        self,
        store: ArticleStore,
        scope: Scope,
        *,
        urls: Sequence[str],
        limit: int | None,
        depth: int,
        problem: Callable[[str], None],
        left: Left,
        has_ended: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(
            store,
            scope,
            Order(),
            limit=limit,
            max_listings=0,
            depth=depth,
            problem=problem,
            has_ended=has_ended,
        )
        self._urls = urls
        self._left = left
        self._url_queue = self._frontier_queue = UrlQueue(store, self._site, limit=limit)
        self._reasons: dict[str, str] = {}  # of each host that is left alone

    def begin(self, now: datetime) -> None:
        """Take the URLs."""
        self.is_begun = True
        held = []
        for row in self._rows():
            if self._urls and row.kind is not Kind.ARTICLE:
                self._say_left(row.url, f"it is no article but a listing ({row.kind})")
            elif is_told_to_wait(row, now):
                held.append(row)
            else:
                self._url_queue.add(row.url)
        for row in held:
            self._say_left(row.url, f"the server asked to wait until {_utc(row.next_try_at)}")
        if held:
            first = min(row.next_try_at for row in held if row.next_try_at)
            self._problem(
                f"{self._site}: {len(held)} not asked for, as its server asked to wait; "
                f"the first is due at {_utc(first)}"
            )

    def settle(self, outcome: Outcome, *, kept: bool) -> None:
        """Note that a URL has its outcome; `kept` says that an article came of it."""
        super().settle(outcome, kept=kept)
        if outcome.state in (State.RETRY, State.WAITING) and outcome.next_try_at:
            self._url_queue.ask_again(outcome.url, outcome.next_try_at)

    def leave_url(self, url: str) -> None:
        """Leave a URL for the next crawl, and say why."""
        super().leave_url(url)
        reason = next((why for at, why in self._reasons.items() if url.startswith(f"{at}/")), "")
        self._say_left(url, reason or "it could not be processed")

    def leave_origin(self, error: Unreachable) -> None:
        """Leave a whole host for the next crawl, because its robots.txt cannot be read."""
        self._reasons[error.origin] = str(error)
        super().leave_origin(error)

    def finish(self, now: datetime, *, ended_early: bool) -> None:
        """Close nothing: no listing was read to its end."""

    def _rows(self) -> list[FrontierRow]:
        if not self._urls:
            return [row for row in self._store.failed(self._site) if self._scope.wants(row)]
        rows = ((url, self._store.frontier_row(url)) for url in self._urls)
        return [
            replace(row, site=self._site)
            if row
            else FrontierRow(url=url, site=self._site, kind=kind_of(self._scope.site, url))
            for url, row in rows
        ]

    def _next_page(self, now: datetime) -> FrontierRow | None:
        return None

    def _say_left(self, url: str, reason: str) -> None:
        result = Failure(url=url, site=self._site, error=reason)
        self._left(Outcome(url=url, site=self._site, result=result))


def _utc(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
