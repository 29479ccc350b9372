"""The records that travel through warta: what is fetched, what becomes of it, the rules applied.

All are frozen, slotted and keyword-only. A step never changes a record: it makes a new one with
`dataclasses.replace`, so a record can be handed to a worker process, kept and compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched or saved page, wherever it came from.

    `url` is where the markup was found after redirects, `html` its bytes with transfer and content
    encoding undone, `fetched_at` an aware datetime. `content_type` is the header as sent, if there
    was one; the article does not depend on it where the markup states or shows its own encoding.
    `signals` are what the headers ask of whoever keeps the page (`pipelines.extract.directives`).
    """

    url: str
    html: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str = ""
    signals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            raise ValueError(f"{self.url}: fetched_at needs a time zone")
        if not isinstance(self.html, bytes):
            raise TypeError(f"{self.url}: html is bytes, as they were fetched, not str")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one article, in order."""

    pages: tuple[Page, ...]

    @property
    def url(self) -> str:
        """The URL of the first page."""
        return self.pages[0].url


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A page as plain text, as a person copied it from a browser. `fetched_at` is aware."""

    url: str
    text: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A line that cleaning took out, and the id of the rule that did.

    `position` is the number of body paragraphs that stand before it.
    """

    line: str
    rule: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What near-duplicate search needs of a text; made by `pipelines.duplicates.fingerprint`.

    `text_hash` is a digest of the normalised text, `signature` the packed MinHash values, `numbers`
    the number tokens and `names` the packed hashes of names, by which bulletins of one template are
    told apart. `scheme` names how they were made: fingerprints of different schemes are never
    compared.
    """

    scheme: str
    text_hash: str
    signature: bytes
    shingles: bytes
    numbers: tuple[str, ...]
    names: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One clean article. Times are aware, or None where the page does not state them.

    `url` is the canonical URL, `site` the outlet's name (the host where no outlet is known), `text`
    the paragraphs separated by a newline, `dateline` the place line that opens the text (and stays
    in it). `origin` maps a field to where it was found (`rule:2023`, `json-ld`, `meta`, `visible`,
    `trafilatura`, ...). `flags` says what a reader of the text should know: `truncated` (the page
    was over the size limit), `continues` (the page says that more text follows elsewhere),
    `paywall`, `mixed-en` and the like (a part of the text is in that other language), `fallback`
    (the outlet's rules did not match and generic extraction served), `noindex`, `noarchive`,
    `nosnippet` and `tdm-reserved` (what the publisher asks for).
    """

    url: str
    site: str
    title: str
    text: str
    fetched_at: datetime
    deck: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    dateline: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    image_url: str = ""
    captions: tuple[str, ...] = ()
    language: str = ""
    language_confidence: float = 0.0
    source_agency: str = ""
    removed: tuple[Removed, ...] = ()
    flags: tuple[str, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict, hash=False)
    fingerprint: Fingerprint | None = field(default=None, compare=False, repr=False)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the text, without empty ones."""
        return tuple(p for p in self.text.split("\n") if p.strip())


class Reason(StrEnum):
    """Why a page did not become an article. Each member is produced by some step."""

    EMPTY = "empty"  # nothing but white space
    NOT_HTML = "not_html"  # binary, an image, a PDF, an archive
    NOT_ARTICLE = "not_article"  # index, tag, gallery, video, search or login page
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"  # fewer words than Limits.min_words
    TIMEOUT = "timeout"  # longer than Limits.seconds in a worker
    CRASH = "crash"  # the worker process died, or the step raised
    OUT_OF_RANGE = "out_of_range"  # not of the days or sections that a crawl was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A page that did not become an article: the step that said so, the reason, and the detail."""

    url: str
    reason: Reason
    step: str
    site: str = ""
    detail: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Where one generation of an outlet's article pages keeps its parts.

    Every field but `name` is a tuple of CSS selectors. For `body` the first selector that matches
    an element with text wins and all its matches are joined in order (pages of one article stand in
    several containers); for the others the first selector that gives a value wins. `remove` names
    what is taken out of the body before its text is read, `pages` the links to the further pages of
    an article, which need no naming where their address is the article's with a page number.
    """

    name: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is known of an outlet's pages; the default serves an unknown host.

    `templates` are tried in order, newest first. `brands` are the outlet's names as printed in
    titles and datelines. `article_url` is a regular expression for an article's canonical URL.
    `host_map` turns a host into its canonical one (mobile to desktop), `drop_params` names query
    parameters that never tell pages apart, with `*` at the end as a wildcard. `drop_path` is a
    regular expression for what in an article's path asks for one of its pages or another view of
    it. `json_ld_author` says whom the JSON-LD `author` names on this outlet's pages: `author`,
    `editor` or `none`. `single_page` is what an article's URL is asked with to have all its pages
    in one: a query (`page=all`), or with a slash in front what the path ends in (`/all`).
    """

    site: str = ""
    templates: tuple[Template, ...] = ()
    brands: tuple[str, ...] = ()
    article_url: str = ""
    host_map: tuple[tuple[str, str], ...] = ()
    drop_params: tuple[str, ...] = ()
    drop_path: str = ""
    time_zone: str = "Asia/Jakarta"
    json_ld_author: str = "author"
    junk_tags: tuple[str, ...] = ()
    single_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one page. `seconds` is wall-clock time in a worker, `markup_bytes` the markup read
    (the rest is left out and the article flagged `truncated`), `min_words` the shortest body kept,
    `memory_bytes` the address space of a worker."""

    seconds: float = 10.0
    markup_bytes: int = 2_000_000
    min_words: int = 20
    memory_bytes: int = 2_000_000_000
