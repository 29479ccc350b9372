"""Listings of several pages, read page by page until there are no more entries.

The rules are for listings with the newest article first. New articles only move others to later
pages, so reading on from the last page read misses nothing that was listed then. Pure functions;
the checkpoints are stored by `pipelines.store.checkpoints`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from crawler.discovery import Found, is_by_day, is_numbered, page_url
from crawler.site import Index
from pipelines.records import Checkpoint, Kind
from pipelines.urls import listing_url

Known = Mapping[str, tuple[datetime, datetime | None]]


class End(Enum):
    """Why a walk ends."""

    BLANK = "the first page lists nothing where the record says"
    EXHAUSTED = "there are no more pages"
    KNOWN = "what follows was read before"
    PASSED = "what follows is older than the period"
    CUT = "as many pages were read as were allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The times of an earlier walk: of its first page and of its last."""

    first: datetime
    last: datetime

    def cover(self, found: Iterable[datetime | None]) -> bool:
        """Return whether all articles of a page were found by that walk or before it.

        An article found during the walk may be from a feed and listed before the walk's first page;
        one found by then shows that this page comes after it.
        """
        times = [*found]
        return all(at and at <= self.last for at in times) and any(
            at and at <= self.first for at in times
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One pass through a listing, for one day of it where it lists by day.

    `page` (from 1) is the next one to read. `whole` has the times of the last complete walk,
    `broken` those of a walk interrupted after page `resume`. `ends` is when the day or period is
    over, None for never; `since` is the date down to which a listing that is not by day is read.
    `most` bounds the pages read, 0 for no bound, and `read` counts them without those that an
    earlier walk had read. `listed` are the articles of the pages read, `before` those of the last
    one, and `repeated` counts the latest pages in a row without a new article.
    """

    index: Index
    mark: Checkpoint
    page: int = 1
    resume: int = 0
    whole: Marks | None = None
    broken: Marks | None = None
    ends: datetime | None = None
    since: datetime | None = None
    most: int = 0
    read: int = 0
    listed: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    repeated: int = 0

    @property
    def url(self) -> str:
        """The address of the next page."""
        return listing_url(page_url(self.index, self.page, self.mark.day))

    def is_over(self, at: datetime) -> bool:
        """Return whether the listing gets no more entries."""
        return self.ends is not None and at >= self.ends


def begin(
    index: Index,
    mark: Checkpoint,
    now: datetime,
    *,
    ends: datetime | None = None,
    since: datetime | None = None,
    most: int = 0,
) -> Walk:
    """Return the walk that continues from a checkpoint.

    A day that is over is read to its end, from the last page of an interrupted walk that began
    after the day. Otherwise the first page is read first. The last page read is read again: a
    listing that repeats it has ended.
    """
    walk = Walk(index=index, mark=mark, ends=ends, since=since, most=most)
    begun, read = mark.begun_at, mark.read_at
    if begun is None or read is None:
        return walk
    whole_at = mark.whole_at
    is_whole = whole_at is not None and whole_at >= begun
    if walk.is_over(now):
        goes_on = walk.is_over(begun) and not is_whole
        return replace(walk, page=_last_read(mark), read=-1) if goes_on else walk
    if is_whole:
        return replace(walk, whole=Marks(first=begun, last=read))
    return replace(
        walk,
        whole=Marks(first=whole_at, last=whole_at) if whole_at else None,
        broken=Marks(first=begun, last=read),
        resume=_last_read(mark),
        read=-2,  # the first page, and the last one read
    )


def turn(
    walk: Walk, found: Found | None, known: Known, at: datetime
) -> tuple[Checkpoint, Walk | None, End | None]:
    """Return the checkpoint after a page was read, and the walk that continues or why it ends.

    `found` is what the page lists, None where it has not changed since it was last read; `known` is
    what the store has of its articles and of those on the page before.
    """
    articles = [c for c in found.candidates if c.kind is Kind.ARTICLE] if found else []
    dates = [c.published_at for c in articles if c.published_at]
    begun_at = walk.mark.begun_at if walk.page > 1 else at
    mark = replace(
        walk.mark,
        pages=walk.mark.pages + 1,
        begun_at=begun_at or at,
        read_at=at,
        reached_at=min([*dates, walk.mark.reached_at or at]),
    )
    urls = tuple(c.url for c in articles)
    stated = {c.url: c.published_at for c in articles}
    end = _end(walk, found, urls, stated, known, at)
    if end:
        return _ended(walk, mark, end), None, end
    page = walk.resume if _is_read(walk, found, urls, known) else walk.page + 1
    mark = replace(mark, next_page=page)
    on = replace(
        walk,
        mark=mark,
        page=page,
        read=walk.read + 1,
        listed=walk.listed.union(urls),
        before=urls or walk.before,
        repeated=walk.repeated + 1 if urls and walk.listed.issuperset(urls) else 0,
    )
    return mark, on, None


def _last_read(mark: Checkpoint) -> int:
    return max((mark.next_page or 1) - 1, 1)


def _end(
    walk: Walk,
    found: Found | None,
    urls: tuple[str, ...],
    stated: Mapping[str, datetime | None],
    known: Known,
    at: datetime,
) -> End | None:
    if found is None:
        unread = walk.whole is None or walk.broken is not None
        return None if unread else End.KNOWN
    if not urls or not found.as_recorded:
        return End.BLANK if walk.page == 1 else End.EXHAUSTED
    if not is_numbered(walk.index) or _is_behind_end(walk, urls, at):
        return End.EXHAUSTED
    if walk.whole and walk.whole.cover(_found_at(urls, known)):
        return End.KNOWN
    if _is_older(walk, urls, stated, known) or _is_older(walk, walk.before, {}, known):
        return End.PASSED
    if walk.index.pages and walk.page >= walk.index.pages:
        return End.EXHAUSTED
    return End.CUT if walk.most and walk.read + 1 >= walk.most else None


def _is_behind_end(walk: Walk, urls: tuple[str, ...], at: datetime) -> bool:
    """Return whether a page without a new article is past the end of the listing.

    There, outlets repeat the last page or the first. On a listing that still grows, a page full of
    new articles has the same effect: then the next page differs and the walk continues, for at most
    three times as many pages as had new articles.
    """
    if not walk.listed.issuperset(urls):
        return False
    if is_by_day(walk.index) and walk.is_over(at):
        return True
    again = walk.repeated + 1
    return again > 1 and (urls == walk.before or 4 * again > 3 * walk.page)


def _ended(walk: Walk, mark: Checkpoint, end: End) -> Checkpoint:
    """Return the checkpoint of a walk that has ended."""
    if end is End.BLANK:
        return replace(mark, next_page=None)
    if end is End.CUT and mark.day is not None:
        return replace(mark, next_page=walk.page + 1)
    begun_at = mark.begun_at
    over = mark.day is not None and begun_at is not None and walk.is_over(begun_at)
    closed_at = mark.read_at if over else None
    return replace(mark, next_page=None, whole_at=begun_at, closed_at=closed_at)


def _is_read(walk: Walk, found: Found | None, urls: tuple[str, ...], known: Known) -> bool:
    """Return whether the interrupted walk has read the pages from here to `resume`."""
    if walk.broken is None or walk.page >= walk.resume:
        return False
    return found is None or walk.broken.cover(_found_at(urls, known))


def _found_at(urls: Iterable[str], known: Known) -> list[datetime | None]:
    return [known[url][0] if url in known else None for url in urls]


def _is_older(
    walk: Walk, urls: Iterable[str], stated: Mapping[str, datetime | None], known: Known
) -> bool:
    """Return whether all dated articles of a page are older than the period.

    More than a third must have a date: a page may begin with an old article known from elsewhere.
    """
    if walk.since is None:
        return False
    dates = [stated.get(url) or known.get(url, (None, None))[1] for url in urls]
    dated = [date for date in dates if date]
    return 3 * len(dated) > len(dates) and all(date < walk.since for date in dated)


def closed(walks: Iterable[Walk]) -> list[Checkpoint]:
    """Return the checkpoints of days that listed nothing, because nothing was published."""
    ended = (_ended(walk, walk.mark, End.EXHAUSTED) for walk in walks)
    return [mark for mark in ended if mark.closed_at]
