"""Records of a crawl's frontier: URLs found, frontier rows, checkpoints of listings."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """The type of page at a URL in the frontier."""

    ARTICLE = "article"
    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL found by discovery, with its dates of publication and last change in the source."""

    url: str
    kind: Kind = Kind.ARTICLE
    found_in: str = ""
    published_at: datetime | None = None
    title: str = ""
    changed_at: datetime | None = None


class State(StrEnum):
    """The state of a frontier row."""

    PENDING = "pending"  # to be fetched at next_try_at
    DONE = "done"  # fetched; to be fetched again at next_try_at, if set
    DROPPED = "dropped"  # fetched, not an article
    RETRY = "retry"  # failed, to be tried again at next_try_at
    WAITING = "waiting"  # the server or robots.txt asked to wait until next_try_at
    GONE = "gone"  # failed for good: 404, 410, or too many tries


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierRow:
    """A URL in the frontier. `tries` counts the failures since the last success.

    `status` is that of the last response, 0 without one. `changed_at` is when a listing last had
    new links; `id` is 0 for a row not yet stored. `earlier` is the state that an earlier request of
    the same run led to, None without one.
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
    status: int = 0
    earlier: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a listing of several pages is read.

    `listing` is its URL template. `day` is the listed day; for a listing that is not by day, the
    day down to which it is read, or None for its new articles. A walk reads the pages in order. The
    last walk began at `begun_at`, read its last page at `read_at`, and continues with page
    `next_page` (from 1) if interrupted; the last completed walk began at `whole_at`. `reached_at`
    is the oldest date listed; `pages` and `links` count pages read and new links. At `closed_at`
    the listing was read to its end after its day was over.
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
