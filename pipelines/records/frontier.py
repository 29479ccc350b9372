"""What a crawl knows of URLs and listings: frontier rows, candidates, checkpoints."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a URL in the frontier leads to."""

    ARTICLE = "article"
    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that discovery found.

    `published_at` is the date that the source states for it, `changed_at` when it last changed.
    """

    url: str
    kind: Kind = Kind.ARTICLE
    found_in: str = ""
    published_at: datetime | None = None
    title: str = ""
    changed_at: datetime | None = None


class State(StrEnum):
    """Where a frontier row stands."""

    PENDING = "pending"  # to be fetched when next_try_at has come
    DONE = "done"  # fetched; next_try_at says when to look again, if ever
    DROPPED = "dropped"  # fetched and no article
    RETRY = "retry"  # failed, to be tried again at next_try_at
    GONE = "gone"  # failed for good: 404, 410, or tried too often


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierRow:
    """A URL as the frontier knows it. `tries` counts the failures since the last success.

    `changed_at` is when a listing last led to something new; `id` is 0 for what is not stored.
    """

    url: str
    site: str
    kind: Kind
    id: int = 0
    state: State = State.PENDING
    tries: int = 0
    next_try_at: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    found_in: str = ""
    published_at: datetime | None = None
    title: str = ""
    fetched_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a listing of several pages is read.

    `listing` is the template of its addresses. `day` is the day that it lists; for a listing that
    is not by day the one down to which it is read, None for what is new in it. A walk reads its
    pages in order: the last one began at `begun_at`, read a page at `read_at`, and goes on with
    page `next_page` (from 1) if it was broken off; the last one that came to its end began at
    `whole_at`. `reached_at` is the oldest date it has listed, `pages` and `links` count what was
    read and found new. At `closed_at` it was read to its end after its day was over.
    """

    site: str
    listing: str
    day: date | None = None
    next_page: int | None = None
    pages: int = 0
    links: int = 0
    reached_at: datetime | None = None
    begun_at: datetime | None = None
    read_at: datetime | None = None
    whole_at: datetime | None = None
    closed_at: datetime | None = None
