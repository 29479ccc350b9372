"""Pages of one article among many saved pages, brought together in the order they come in.

A page waits here as long as a page of its article is missing that may still come. So that memory is
bounded however many pages are read, only so many wait: the one whose article was met longest ago
goes on alone, flagged `continues`. What waits is the cleaned text, not the page.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from pipelines.records import Article, Drop, PagePlace, PageResult, Parts
from pipelines.urls import canonical

MAX_WAITING = 2_000  # pages; of each the text is held twice, about 10 KB
MAX_WAITING_CHARS = 10_000_000
MAX_RECENT = 300  # articles of one page, which may turn out to have more
MAX_RECENT_CHARS = 100_000  # of one of them
MAX_JOINED = 100  # pages of one article; more are no article's

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Generic[T]):
    """What is to be stored: a result, or the parts that are to be finished as one article.

    `origin` is what its first page came with. `continues` says that a page of it is missing.
    """

    origin: T
    result: Article | Drop | None = None
    parts: Parts | None = None
    continues: bool = False


@dataclass(slots=True)
class _Group(Generic[T]):
    """The pages of one article by their number, and the highest number that one of them names."""

    pages: dict[int, tuple[T, PageResult]] = field(default_factory=dict)
    last: int = 0
    is_done: bool = False

    @property
    def is_whole(self) -> bool:
        return all(number in self.pages for number in range(1, min(self.last, MAX_JOINED) + 1))

    @property
    def chars(self) -> int:
        return sum(_chars(got) for _, got in self.pages.values())


class PageJoiner(Generic[T]):
    """Takes the results of saved pages one by one and gives them back, joined where they belong.

    `most` and `most_chars` bound the pages that wait, and those of articles joined lately: a page
    that comes again with the same text adds nothing, one with another text makes a new version.
    """

    def __init__(self, most: int = MAX_WAITING, most_chars: int = MAX_WAITING_CHARS) -> None:
        self._most = most
        self._most_chars = most_chars
        self._groups: OrderedDict[str, _Group[T]] = OrderedDict()
        self._recent: OrderedDict[str, tuple[T, PageResult]] = OrderedDict()
        self._pages = self._chars = 0

    def add(self, origin: T, got: PageResult) -> list[Joined[T]]:
        """Return what can be stored now that this page is read; [] while it waits for others."""
        place = got.place
        if place is None or (place.number == 1 and isinstance(got.result, Drop)):
            return [Joined(origin=origin, result=got.result)]
        if (
            got.further_pages and not place.last
        ):  # addressed without numbers: their order is unknown
            return [Joined(origin=origin, result=got.result, continues=True)]
        key = key_of(got, place)
        if place.number == 0:
            return [Joined(origin=origin, result=got.result)]
        if place.number == 1 and not place.last and key not in self._groups:
            self._remember(key, origin, got)
            return [Joined(origin=origin, result=got.result)]
        return [*self._placed(key, origin, got, place), *self._over_the_bounds()]

    def rest(self) -> Iterator[Joined[T]]:
        """Yield what still waits, in the order it came in; the missing pages do not come."""
        while self._groups:
            yield from self._evicted()

    def _placed(
        self, key: str, origin: T, got: PageResult, place: PagePlace
    ) -> Iterator[Joined[T]]:
        """Put a page with the others of its article, and yield what is ready."""
        group = self._group(key)
        if place.number > 1 and (first := self._recent.pop(key, None)):
            group.pages[1] = first
            self._count(1, first[1])
        if place.number in group.pages:
            if _text(group.pages[place.number][1]) == _text(got):
                return
            if place.number == 1:  # another version of the article begins
                yield from self._evicted(key)
                group = self._group(key)
            else:
                self._count(-1, group.pages[place.number][1])
        group.pages[place.number] = (origin, got)
        self._count(1, got)
        group.last = max(group.last, place.last, place.number)
        group.is_done = group.is_whole
        if group.is_done:
            yield _joined(group)

    def _group(self, key: str) -> _Group[T]:
        """Return the group of an article, which is now the one met last."""
        group = self._groups.setdefault(key, _Group())
        self._groups.move_to_end(key)
        return group

    def _remember(self, key: str, origin: T, got: PageResult) -> None:
        """Keep a first page that is stored, in case a further page of its article comes.

        Not every first page links to the others: a script may print them, and a mirrored page
        (HTTrack) has names of files in their place.
        """
        if _chars(got) > MAX_RECENT_CHARS:
            return
        self._recent[key] = (origin, got)
        self._recent.move_to_end(key)
        if len(self._recent) > MAX_RECENT:
            self._recent.popitem(last=False)

    def _over_the_bounds(self) -> Iterator[Joined[T]]:
        while self._groups and (self._pages > self._most or self._chars > self._most_chars):
            yield from self._evicted()

    def _evicted(self, key: str | None = None) -> Iterator[Joined[T]]:
        """Take out the article that waits longest, or that of a key; yield it if not yet stored."""
        group = self._groups.pop(next(iter(self._groups)) if key is None else key)
        for _, got in group.pages.values():
            self._count(-1, got)
        if not group.is_done:
            yield _joined(group)

    def _count(self, pages: int, got: PageResult) -> None:
        self._pages += pages
        self._chars += pages * _chars(got)


def key_of(got: PageResult, place: PagePlace) -> str:
    """Return the URL of the article that a page belongs to."""
    if isinstance(got.part, Article):
        return got.part.url
    return got.result.url if isinstance(got.result, Article) else canonical(place.first_url)


def _joined(group: _Group[T]) -> Joined[T]:
    """Return the article of the pages that are there.

    Without the first page it has the address of its first page that is there, so that it never
    takes the place of the article.
    """
    numbers = sorted(group.pages)[:MAX_JOINED]
    origin, first = group.pages[numbers[0]]
    continues = not group.is_whole or len(group.pages) > MAX_JOINED
    if numbers == [1]:
        return Joined(origin=origin, result=first.result, continues=continues)
    parts = [
        (part, group.pages[number][1].place)
        for number in numbers
        if (part := _part(group.pages[number][1])) is not None
    ]
    if not parts:
        return Joined(origin=origin, result=first.result, continues=continues)
    if numbers[0] != 1:
        part, place = parts[0]
        parts[0] = (replace(part, url=place.address if place else part.url), place)
    articles = tuple(part for part, _ in parts)
    return Joined(origin=origin, parts=Parts(articles=articles), continues=continues)


def _part(got: PageResult) -> Article | None:
    """Return a page as a part; the first page may have no links, and so no part of its own."""
    if got.part is not None:
        return got.part
    return got.result if isinstance(got.result, Article) else None


def _text(got: PageResult) -> str:
    part = _part(got)
    return part.text if part is not None else ""


def _chars(got: PageResult) -> int:
    both = (got.part, got.result)
    return sum(len(one.text) for one in both if isinstance(one, Article))
