"""The results of a page: an article, or a drop with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipelines.records.article_fields import FieldKind, Join, Shown, about, field_table
from pipelines.records.page import PagePlace

ARRAY = "JSON array of strings"
CONTINUES = "continues"  # the flag of an article of which more follows elsewhere


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
      (the outlet's rules did not match; generic extraction was used), `unknown-zone`
      (only the day of a time counts), `embed-missing` (a post of a platform is shown in the text
      whose words the page does not hold), and the publisher's requests
      `noindex`, `noarchive`, `nosnippet`, `tdm-reserved`

    This is the only declaration of the fields. Its metadata (`about`) drives database rows,
    exports, JSON lines, `warta try`, `warta show` and fill rates, through `ARTICLE_FIELDS`.
    """

    url: str = field(
        metadata=about(
            "the canonical URL: one per article, however it was linked", shown=Shown.FIRST
        )
    )
    site: str = field(
        metadata=about("the outlet's name, or the host of an unknown outlet", shown=Shown.FIRST)
    )
    title: str = field(
        metadata=about("the title without the outlet's name", versioned=True, shown=Shown.FIRST)
    )
    text: str = field(
        metadata=about("the paragraphs, one per line", versioned=True, follows="origin")
    )
    fetched_at: datetime = field(
        metadata=about("when this version was fetched", follows="modified_at", shown=Shown.FIRST)
    )
    deck: str = field(
        default="",
        metadata=about(
            "the summary above or below the title",
            optional=True,
            versioned=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    authors: tuple[str, ...] = field(
        default=(),
        metadata=about(
            f"the authors as printed, without roles: {ARRAY}",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    editors: tuple[str, ...] = field(
        default=(),
        metadata=about(
            f"the editors: {ARRAY}",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    published_at: datetime | None = field(
        default=None,
        metadata=about(
            "when it was published, by the page; null if not stated",
            offset="published_offset",
            offset_meaning="the printed UTC offset of that time: `+07:00` is WIB",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    modified_at: datetime | None = field(
        default=None,
        metadata=about(
            "when it was last changed, by the page",
            offset="modified_offset",
            offset_meaning="the printed UTC offset of `modified_at`",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    dateline: str = field(
        default="",
        metadata=about(
            "the place line that opens the text, without the dash",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    section: str = field(
        default="",
        metadata=about(
            "the section, by the page",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    tags: tuple[str, ...] = field(
        default=(),
        metadata=about(
            f"the page's tags: {ARRAY}",
            optional=True,
            joined=Join.ALL_PAGES,
            shown=Shown.FIRST,
        ),
    )
    image_url: str = field(
        default="",
        metadata=about("the lead image", optional=True, joined=Join.FIRST_FOUND, shown=Shown.LAST),
    )
    captions: tuple[str, ...] = field(
        default=(),
        metadata=about(
            f"the captions of the images: {ARRAY}",
            optional=True,
            joined=Join.ALL_PAGES,
            shown=Shown.LAST,
        ),
    )
    language: str = field(
        default="",
        metadata=about(
            "ISO 639 code of the text: `id`, `ms`, `jv`, `en`, ...; `und` if undetermined",
            optional=True,
        ),
    )
    language_confidence: float = field(
        default=0.0, metadata=about("confidence in the language, 0 to 1", goes_with="language")
    )
    source_agency: str = field(
        default="",
        metadata=about(
            "the agency that supplied the text: `ANTARA`, `Reuters`, ...",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    removed: tuple[Removed, ...] = field(
        default=(),
        metadata=about(
            "the lines removed from the text; in a table of its own",
            kind=FieldKind.REMOVED,
            follows="flags",
        ),
    )
    flags: tuple[str, ...] = field(
        default=(),
        metadata=about(
            "remarks for readers: `truncated` (the page was over the size limit), `continues` "
            "(more text on another page), `paywall`, `mixed-en` and the like (an eighth or more of "
            "the text is in that other language), `fallback` (the outlet's rules did not match), "
            "`embed-missing` (a post of a platform in the text whose words are not in the page), "
            "and the publisher's requests: `noindex`, `noarchive`, `nosnippet`, `tdm-reserved`: "
            f"{ARRAY}",
            shown=Shown.LAST,
        ),
    )
    origin: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata=about(
            "the source of each field (`rule:2023`, `json-ld`, `meta`, ...): JSON object"
        ),
    )
    page_hash: str = field(
        default="",
        compare=False,
        metadata=about(
            "digest of the bytes of its pages; empty for a text that came without its page",
            follows="origin",
        ),
    )
    made_by: str = field(
        default="",
        compare=False,
        metadata=about(
            "the version of warta, with a digest of its code and the outlet's rules",
            follows="page_hash",
        ),
    )
    fingerprint: Fingerprint | None = field(
        default=None,
        compare=False,
        repr=False,
        metadata=about(
            "the data for near-duplicate search; in tables of its own", kind=FieldKind.FINGERPRINT
        ),
    )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the text, without empty ones."""
        return tuple(p for p in self.text.split("\n") if p.strip())


ARTICLE_FIELDS = field_table(Article)


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
    pages; None where there is no article or nothing to join it with. `place` is known of a page
    that was saved.
    """

    result: Article | Drop
    further_pages: tuple[str, ...] = ()
    part: Article | None = None
    place: PagePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The cleaned articles of the pages of one article, in order, at least one."""

    articles: tuple[Article, ...]

    @property
    def url(self) -> str:
        """The URL of the article."""
        return self.articles[0].url
