"""The results of a page: an article, or a drop with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A line removed from the text, and the id of the rule.

    `position` is the number of body paragraphs before it.
    """

    line: str
    rule: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """The data of a text for near-duplicate search; made by `pipelines.duplicates.fingerprint`.

    `text_hash` is a digest of the normalised text, `signature` the packed MinHash band keys,
    `shingles` the packed hashes of the shingles, `numbers` the number tokens and `names` the packed
    hashes of names, which distinguish bulletins of one template. Fingerprints of different
    `scheme`s are never compared.
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

    - `url`: the canonical URL
    - `site`: the outlet's name, or the host of an unknown outlet
    - `text`: the paragraphs, separated by newlines
    - `dateline`: the place line at the start of the text, where it stays
    - `origin`: source of each field: `rule:2023`, `json-ld`, `meta`, `visible`, ...
    - `flags`: `truncated` (the page was over the size limit), `continues` (more text on another
      page), `paywall`, `mixed-en` and the like (part of the text is in that language), `fallback`
      (the outlet's rules did not match; generic extraction was used), and the publisher's requests
      `noindex`, `noarchive`, `nosnippet`, `tdm-reserved`
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
    """Why a page is not an article. Each member is used by some step."""

    EMPTY = "empty"  # only white space
    NOT_HTML = "not_html"  # binary, an image, a PDF, an archive
    NOT_ARTICLE = "not_article"  # index, tag, gallery, video, search or login page
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"  # fewer words than Limits.min_words
    TIMEOUT = "timeout"  # more than Limits.seconds in a worker
    CRASH = "crash"  # the worker process died, or the step raised
    OUT_OF_RANGE = "out_of_range"  # outside the requested days or sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A page that is not an article, with the step that dropped it, the reason and a detail."""

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
