"""Reading an article over its pages: which page is asked for next, and when there is no more."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from pipelines.extract.multipage import join, page_number, single_page
from pipelines.records import (
    CONTINUES,
    Article,
    Drop,
    Failure,
    FrontierRow,
    Outcome,
    PageResult,
    Parts,
    Rules,
)

MAX_ARTICLE_PAGES = 15
# Articles in a row whose second page held nothing new, after which the outlet's links are ignored.
MAX_FRUITLESS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePages:
    """An article on its way: what the pages fetched so far gave, each extracted once.

    `row` led to it, `outcome` is that of its first page, found at `url`. `result` is the article so
    far, `parts` the cleaned articles of its pages. `further_pages` are the links of the last page,
    `asked` the addresses of further pages in the order they were asked for, the last one under way.
    `is_view` says that the first page was asked for as the view that shows all pages.
    """

    row: FrontierRow
    outcome: Outcome
    url: str
    result: Article | Drop
    parts: tuple[Article, ...] = ()
    further_pages: tuple[str, ...] = ()
    pages_read: int = 1
    has_gained: bool = True
    is_view: bool = False
    asked: tuple[str, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether the article so far is that of several pages, and not finished."""
        return len(self.parts) > 1

    def asking(self, address: str) -> "ArticlePages":
        """Return the state with one more page under way."""
        return replace(self, asked=(*self.asked, address))

    def is_page(self, url: str, rules: Rules) -> bool:
        """Return whether a URL is the page under way, and not another that came in its place."""
        expected = page_number(self.asked[-1], rules, self.url)
        return not expected or bool(page_number(url, rules, self.url))

    def with_page(self, got: PageResult) -> "ArticlePages":
        """Return the state with what a further page gave; one without text adds nothing."""
        read = replace(self, further_pages=got.further_pages, pages_read=self.pages_read + 1)
        if got.part is None or isinstance(self.result, Drop):
            return replace(read, has_gained=False)
        parts = (*self.parts, got.part)
        joined = join(parts)
        gained = len(joined.text) > len(self.result.text)
        return replace(read, parts=parts, result=joined, has_gained=gained)

    def to_finish(self) -> Parts:
        """Return the pages to be finished as one article."""
        return Parts(articles=self.parts)

    def failed(self, failure: Failure) -> Outcome:
        """Return the outcome of the article as a failure: the page under way is missing."""
        error = f"{self.asked[-1]}: {failure.error}"
        failure = replace(failure, url=self.row.url, site=self.row.site, error=error)
        return replace(self.outcome, result=failure, status=failure.status)

    def cut_short(self) -> "ArticlePages":
        """Return the state without the page under way, which is missing.

        It has no validators, so that the article is read in full the next time.
        """
        return replace(self, outcome=replace(self.outcome, etag="", last_modified=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPage:
    """The address of the page to ask for next, "" for none; whether the article goes on unread."""

    address: str = ""
    continues: bool = False


class Pager:
    """Decides about the further pages of an outlet's articles.

    It remembers whether further pages held anything new, and whether the outlet's addresses end in
    a slash, which frontier keys never do, so that not every article costs a redirect.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._fruitless = 0
        self._slash = False

    def address(self, url: str) -> str:
        """Return where to ask for an article: all of its pages in one if the outlet has that."""
        if self._slash:
            parts = urlsplit(url)
            url = urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/"))
        return single_page(url, self._rules)

    def arrived(self, asked: str, came: str) -> None:
        """Note the address at which an article arrived that was asked for at another."""
        before, after = urlsplit(asked).path, urlsplit(came).path
        if before.rstrip("/") == after.rstrip("/"):
            self._slash = after.endswith("/")

    def next_page(self, pages: ArticlePages) -> NextPage:
        """Return which page of an article to ask for next."""
        if isinstance(pages.result, Drop):
            return NextPage()
        if pages.pages_read == 2:
            self._fruitless = 0 if pages.has_gained else self._fruitless + 1
        says_more = CONTINUES in pages.result.flags
        is_whole = pages.is_view or self._fruitless >= MAX_FRUITLESS
        if not pages.has_gained or (pages.pages_read == 1 and is_whole and not says_more):
            return NextPage()
        address = next((link for link in pages.further_pages if link not in pages.asked), "")
        if address and pages.pages_read >= MAX_ARTICLE_PAGES:
            return NextPage(continues=True)
        return NextPage(address=address)
