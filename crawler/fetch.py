"""One page from the network, under the same manners and guards as a crawl."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.site import Site
from crawler.sites import for_url
from pipelines.records import Page, Rules
from pipelines.urls import host_of


class FetchError(Exception):
    """The page could not be had; the message names the URL and says why."""


def fetch(url: str, **settings: Any) -> Page:
    """Return the page at the URL. Raises `FetchError`.

    robots.txt is obeyed and only public addresses are asked. `settings` replace those of
    `crawler.settings`. Works once in a process, as the reactor that Scrapy runs on does.
    """
    pages: list[Page] = []
    errors: list[str] = []
    process = AsyncCrawlerProcess(_settings(settings))
    process.crawl(_OnePage, name="warta", site=_site(url), url=url, pages=pages, errors=errors)
    process.start()
    if not pages:
        raise FetchError(f"{url}: {errors[0] if errors else 'no answer came'}")
    return pages[0]


class _OnePage(Spider):
    """The spider of one request."""

    site: Site
    url: str
    pages: list[Page]
    errors: list[str]

    async def start(self) -> AsyncIterator[Request]:
        yield Request(
            self.url, callback=self.parse, errback=self.failed, meta={"download_slot": self.name}
        )

    def parse(self, response: Response, **_: Any) -> None:
        if response.status != 200:
            self.errors.append(f"the server answered {response.status}")
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.pages.append(
            Page(
                url=response.url,
                html=response.body,
                fetched_at=datetime.now(UTC),
                content_type=kind,
            )
        )

    def failed(self, failure: Failure) -> None:
        self.errors.append(failure.getErrorMessage() or type(failure.value).__name__)


def _site(url: str) -> Site:
    """Return the outlet of the URL; for an unknown host one of its own, with its subdomains."""
    known = for_url(url)
    host = host_of(url)
    if known:
        return replace(known, hosts=(*known.hosts, host))
    bare = host.removeprefix("www.")
    return Site(name=host, title=host, hosts=(host, bare, f"*.{bare}"), rules=Rules())


def _settings(changes: dict[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict({"ITEM_PIPELINES": {}, "LOG_ENABLED": False, **changes}, priority="cmdline")
    return settings
