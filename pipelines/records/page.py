"""Raw input of the chain: a page, the pages of one article, a copied text."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched or saved page.

    `url` is the URL after redirects, `html` the bytes without transfer and content encoding,
    `fetched_at` an aware datetime. `content_type` is the header, if any; it is used only if the
    markup does not show its encoding. `saved_from` is the address that a browser noted in a saved
    page, where `url` is another (the canonical link). `signals` are the publisher's requests in the
    headers (`pipelines.extract.directives`).
    """

    url: str
    html: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str = ""
    signals: tuple[str, ...] = ()
    saved_from: str = ""

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            raise ValueError(f"{self.url}: fetched_at needs a time zone")
        if not isinstance(self.html, bytes):
            raise TypeError(f"{self.url}: html is bytes, as they were fetched, not str")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """The first page of an article, to be extracted with the links to its further pages."""

    page: Page

    @property
    def url(self) -> str:
        """The URL of the page."""
        return self.page.url


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage:
    """A further page of the article whose first page is at `first_url`."""

    page: Page
    first_url: str

    @property
    def url(self) -> str:
        """The URL of the article's first page."""
        return self.first_url


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page of a file or archive: which page of its article it is must be found out."""

    page: Page

    @property
    def url(self) -> str:
        """The URL of the page."""
        return self.page.url


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Which page of an article a saved page is.

    `number` is 1 for the first page, 0 for a view that shows all pages. `first_url` is the URL of
    the first page, `address` that of this page. `last` is the highest number of a page that this
    page links to, 0 for none.
    """

    first_url: str
    address: str
    number: int = 1
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A page as plain text, as a person copied it from a browser. `fetched_at` is aware."""

    url: str
    text: str
    fetched_at: datetime
