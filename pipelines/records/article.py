"""What comes of a page: an article, or a drop with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
class PageResult:
    """What one page of an article gives.

    `result` is the article as far as this page holds it: finished for a first page, cleaned for a
    later one. `further_pages` are the addresses of the article's other pages that this page links
    to, in order. `part` is the cleaned article of this page, to be joined with those of the other
    pages; None where there is no article or nothing to join it with.
    """

    result: Article | Drop
    further_pages: tuple[str, ...] = ()
    part: Article | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The cleaned articles of the pages of one article, in order, at least one."""

    articles: tuple[Article, ...]

    @property
    def url(self) -> str:
        """The URL of the article."""
        return self.articles[0].url
