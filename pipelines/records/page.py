"""What is fetched or read: a page, the pages of one article, a copied text."""

from dataclasses import dataclass
from datetime import datetime


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
class TextPage:
    """A page as plain text, as a person copied it from a browser. `fetched_at` is aware."""

    url: str
    text: str
    fetched_at: datetime
