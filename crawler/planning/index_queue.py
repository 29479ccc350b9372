"""The index pages that one crawl reads page by page, and the days that it closes by that."""

from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.discovery import Found
from crawler.planning.listing_walk import End, Walk, closed, turn
from crawler.planning.scope import Scope
from crawler.planning.start import CATCH_UP, listed_by, missed, planned, read_sitemaps, walks
from crawler.site import Index
from pipelines.records import Candidate, Checkpoint, Failure, Kind, Outcome
from pipelines.store import ArticleStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How index pages are read.

    `oldest_first` begins with the first day instead of the last. `max_pages` is how many pages of a
    listing are read for one day, `first_pages` how many of one that is not by day when it is first
    seen.
    """

    oldest_first: bool = False
    max_pages: int = 1000
    first_pages: int = 5


class IndexQueue:
    """Hands out the next index page to read, one at a time, and notes how far the listings are."""

    def __init__(self, store: ArticleStore, scope: Scope, order: Order) -> None:
        self._store = store
        self._scope = scope
        self._order = order
        self._begun_at: datetime | None = None
        self._marks: list[Checkpoint] = []
        self._planned: deque[Walk] = deque()
        self._out: dict[str, Walk] = {}
        self._awaited = ""
        self._blank: list[Walk] = []
        self._as_recorded: dict[str, bool] = {}  # of each listing: whether its entries were found
        self._cut: set[str] = set()

    def begin(self, now: datetime) -> None:
        """Plan the walks, and write a checkpoint for each day of the scope."""
        self._begun_at = now
        self._marks = planned(self._scope, now)
        if self._scope.is_dated:
            site = self._scope.site
            self._store.plan(self._marks, site.name, listed_by(site))
        self._marks = self._as_stored(now)
        walked = walks(
            self._scope,
            self._marks,
            now,
            oldest_first=self._order.oldest_first,
            max_pages=self._order.max_pages,
            first_pages=self._order.first_pages,
        )
        self._planned = deque(walked)

    def next(self) -> Candidate | None:
        """Return the next page to read; None while the last one is awaited, and at the end."""
        if self._awaited or not self._planned:
            return None
        walk = self._planned.popleft()
        self._awaited = walk.url
        self._out[walk.url] = walk
        return Candidate(url=walk.url, kind=Kind.INDEX)

    @property
    def is_done(self) -> bool:
        """Whether no page is left to read."""
        return not self._planned

    def next_day(self) -> date | None:
        """Return the day that is read next, None where the next page is not the first of a day."""
        walk = self._planned[0] if self._planned else None
        return None if walk is None or walk.before else walk.mark.day

    def index(self, url: str) -> Index | None:
        """Return the record's entry for a page that is out, None for any other page."""
        return self._out[url].index if url in self._out else None

    def may_be_unchanged(self, url: str) -> bool:
        """Return whether a conditional request is enough for a page."""
        walk = self._out.get(url)
        return walk is None or bool(walk.whole or walk.broken)

    def read(self, outcome: Outcome, found: Found | None) -> Outcome:
        """Return the outcome of an index page with the checkpoint of its listing.

        `found` is what the page lists, None where it has not changed. Links on a page past the
        last one with entries are not part of the listing.
        """
        walk = self._out.pop(outcome.url, None)
        self.give_up(outcome.url)
        if walk is None:
            return outcome
        at = outcome.fetched_at
        assert at is not None
        urls = [c.url for c in found.candidates] if found else []
        known = self._store.listed([*urls, *walk.before])
        mark, on, end = turn(walk, found, known, at)
        if on:
            self._planned.appendleft(on)
        self._note(walk, found, end)
        if end is End.BLANK:
            self._blank.append(replace(walk, mark=mark))
        behind = end is End.EXHAUSTED and found and not found.as_recorded
        return replace(outcome, checkpoint=mark, links=() if behind else outcome.links)

    def missing(self, outcome: Outcome) -> Outcome:
        """Return the outcome of an index page that failed.

        Some outlets answer 404 for the page after the last one: then the listing has ended.
        """
        walk = self._out.get(outcome.url)
        gone = isinstance(outcome.result, Failure) and outcome.result.gone
        if walk is None or walk.page == 1 or not gone:
            self.give_up(outcome.url)
            return outcome
        return self.read(replace(outcome, result=None), Found(candidates=()))

    def give_up(self, url: str) -> None:
        """Note that a page is not awaited: the next listing may begin; a later response counts."""
        if self._awaited == url:
            self._awaited = ""

    def finish(self, now: datetime, *, sitemaps_read: bool) -> None:
        """Close the days that only the whole crawl can close.

        A day that lists nothing had nothing, if the listing was as its record says for another one.
        With every sitemap read those of all days are.
        """
        done = closed(w for w in self._blank if self._as_recorded.get(w.index.url))
        if sitemaps_read:
            done += read_sitemaps(self._scope, self._marks, now)
        if done:
            self._store.close_days(done)

    def problems(self) -> list[str]:
        """Return what an operator should know of the listings, a line each."""
        changed = [url for url, as_recorded in self._as_recorded.items() if not as_recorded]
        found = [
            f"{url}: not built as its record says; every link in it was taken" for url in changed
        ]
        found += [
            f"{url}: more pages than --max-pages, the rest is left for a crawl with a larger one"
            for url in sorted(self._cut)
        ]
        since = self._scope.since
        assert self._begun_at is not None
        if since and since > self._begun_at:
            found.append(f"{self._scope.site.name}: {since:%Y-%m-%d} has not begun there yet")
        if since and self._begun_at - since > CATCH_UP and not any(m.day for m in self._marks):
            found.append(
                f"{self._scope.site.name}: its record names no listing that goes back to "
                f"{since:%Y-%m-%d}: only what its feeds and newest pages list could be found"
            )
        return found

    def _note(self, walk: Walk, found: Found | None, end: End | None) -> None:
        url = walk.index.url
        if found and walk.page == 1:
            self._as_recorded[url] = self._as_recorded.get(url, False) or found.as_recorded
        first_look = walk.mark.day is None and walk.mark.whole_at is None
        if end is End.CUT and not first_look:
            self._cut.add(url)

    def _as_stored(self, now: datetime) -> list[Checkpoint]:
        """Return the checkpoints of this crawl, as far as the database has them from there."""
        days = self._scope.days(now)
        site = self._scope.site.name
        if self._scope.is_dated:
            stored = self._store.checkpoints(site, days[-1], days[0]) if days else []
        else:
            stored = self._store.checkpoints(site, date.min, days[0])
        stored += self._store.checkpoints(site)
        of = {(mark.day, mark.listing): mark for mark in stored}
        marks = [of.get((mark.day, mark.listing), mark) for mark in self._marks]
        return marks if self._scope.is_dated else marks + missed(self._scope, stored, now)
