"""Reading an article over its pages: which page is asked for next, and when there is no more."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from pipelines.extract.multipage import CONTINUES, further_pages, page_number, single_page
from pipelines.records import Article, Failure, FrontierRow, Outcome, Page, Pages, Rules

MOST_PAGES = 15
FRUITLESS = 3  # articles in a row whose second page held nothing new: the outlet's links mislead


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article on its way: the pages that are had and what they gave.

    `row` led to it, `outcome` is that of its first page, `asked` are the addresses of the further
    pages in the order in which they were asked for, the last one being under way. `view` says that
    the first page was asked for as the view that shows all.
    """

    row: FrontierRow
    outcome: Outcome
    pages: tuple[Page, ...]
    view: bool = False
    article: Article | None = None
    asked: tuple[str, ...] = ()

    @property
    def work(self) -> Page | Pages:
        """What the chain is given."""
        return self.pages[0] if len(self.pages) == 1 else Pages(pages=self.pages)

    def with_page(self, page: Page, rules: Rules) -> "Reading | None":
        """Return the reading with the page asked for, None if another came in its place."""
        first = self.pages[0].url
        if page_number(self.asked[-1], rules, first) and not page_number(page.url, rules, first):
            return None
        return replace(self, pages=(*self.pages, page))

    def failed(self, failure: Failure) -> Outcome:
        """Return the outcome of the article as a failure: the page asked for could not be had."""
        error = f"{self.asked[-1]}: {failure.error}"
        failure = replace(failure, url=self.row.url, site=self.row.site, error=error)
        return replace(self.outcome, result=failure, status=failure.status)

    def cut_short(self) -> Outcome:
        """Return the outcome of the article without the page asked for, which is missing.

        It has no validators, so that the article is read in full the next time.
        """
        assert self.article is not None
        result = continuing(self.article)
        return replace(self.outcome, result=result, etag="", last_modified="")


def continuing(article: Article) -> Article:
    """Return the article with a note that there is more of it."""
    return replace(article, flags=tuple(dict.fromkeys((*article.flags, CONTINUES))))


class Pager:
    """Turns the pages of an outlet's articles; it remembers whether that was of any use.

    It also remembers whether the outlet's addresses end in a slash, which their keys never do, so
    that not every article costs a redirect.
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
        """Note under which address the article came that was asked for."""
        before, after = urlsplit(asked).path, urlsplit(came).path
        if before.rstrip("/") == after.rstrip("/"):
            self._slash = after.endswith("/")

    def turn(self, reading: Reading, article: Article) -> tuple[str, Article]:
        """Return the address of the page to ask for next, "" when none is, and the article so far.

        `article` is what the chain made of the pages that are had.
        """
        had = len(reading.pages)
        gained = reading.article is None or len(article.text) > len(reading.article.text)
        if had == 2:
            self._fruitless = 0 if gained else self._fruitless + 1
        is_whole = reading.view or self._fruitless >= FRUITLESS
        if not gained or (had == 1 and is_whole and CONTINUES not in article.flags):
            return "", article
        links = further_pages(reading.pages[-1], self._rules, reading.pages[0].url)
        address = next((link for link in links if link not in reading.asked), "")
        return ("", continuing(article)) if address and had >= MOST_PAGES else (address, article)
