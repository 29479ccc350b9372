"""What became of a URL, and what the store made of it."""

from dataclasses import dataclass
from datetime import datetime

from pipelines.records.article import Article, Drop
from pipelines.records.frontier import Candidate, Checkpoint, Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A URL or file that gave no page at all: network trouble, HTTP error, unreadable file.

    `retry_after` is the wait in seconds that the server asked for. `gone` says that trying again is
    of no use (404, 410, a file that is not there).
    """

    url: str
    error: str
    site: str = ""
    status: int = 0
    retry_after: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What the store did with an article: `kind` is `new`, `duplicate`, `revised` or `unchanged`.

    A duplicate is stored too: `duplicate_of` is the id of the article that is kept in its place and
    `similarity` (0..1) how alike the two texts are.
    """

    article_id: int
    kind: str
    duplicate_of: int | None = None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one URL: everything that must be committed together.

    `url` is the frontier's key: the canonical form of the URL that was asked for. `result` is None
    for a page that only leads to others (feed, sitemap, index) and for one that was not modified.
    `state` and `next_try_at` are what the frontier's policy decided; a `state` of None leaves the
    frontier alone (an ingested file has no row there). `published_at` is when the page says that
    its article was published, `checkpoint` how far the listing is read that this page is of.
    """

    url: str
    result: Article | Drop | Failure | None
    site: str = ""
    kind: Kind = Kind.ARTICLE
    links: tuple[Candidate, ...] = ()
    fetched_at: datetime | None = None
    status: int = 0
    etag: str = ""
    last_modified: str = ""
    state: State | None = None
    next_try_at: datetime | None = None
    published_at: datetime | None = None
    checkpoint: Checkpoint | None = None
