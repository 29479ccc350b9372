"""The outcome of a URL, from the chain or the crawl to the store, and the store's result."""

from dataclasses import dataclass
from datetime import datetime

from pipelines.records.article import Article, Drop
from pipelines.records.frontier import Candidate, Checkpoint, Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A URL or file without a page: network failure, HTTP error, unreadable file.

    `retry_after` is the wait in seconds requested by the server. `gone` is true if a retry is
    useless (404, 410, a missing file). `waits_for` says that it tells nothing of the page, which
    has to wait: whose word that is, `server`, `robots.txt` or `refusal` (of a middleware).
    """

    url: str
    error: str
    site: str = ""
    status: int = 0
    retry_after: float | None = None
    gone: bool = False
    waits_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The store's result for an article: `kind` is `new`, `duplicate`, `revised`, `reprocessed` or
    `unchanged`.

    `revised` is an edit of the outlet, `reprocessed` a change of what warta reads in the same page.

    A duplicate is stored too: `duplicate_of` is the id of the article kept for it, `similarity`
    (0..1) that of the two texts.
    """

    article_id: int
    kind: str
    duplicate_of: int | None = None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What storing an article would change: `kind` as in `Added`, and the fields that differ.

    `fields` are name, value now and value then, as rows hold them; none for a new article.
    """

    url: str
    site: str
    kind: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of one URL: everything that is committed together.

    `url` is the frontier's key: the canonical form of the requested URL. `result` is None for a
    listing (feed, sitemap, index) and for a page that was not modified. `state` and `next_try_at`
    are set by the retry policy; a `state` of None leaves the frontier unchanged (an ingested file
    has no row). `published_at` is the article's date, `checkpoint` that of the page's listing.
    `earlier` is that of its frontier row.
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
    earlier: State | None = None
