"""Pages from the network outside a crawl, under the same manners and guards as one."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.setting_table import from_environment
from crawler.site import Site
from crawler.sites import for_url
from pipelines.records import Page, Rules
from pipelines.urls import host_of

T = TypeVar("T")
Get = Callable[[str], Awaitable[Page]]


class FetchError(Exception):
    """The page could not be had; the message names the URL and says why."""


def fetch(url: str, **settings: Any) -> Page:
    """Return the page at the URL. Raises `FetchError`.

    robots.txt is obeyed and only public addresses are asked. `settings` replace those of
    `crawler.settings`. Works once in a process, as the reactor that Scrapy runs on does.
    """

    async def one_page(get: Get) -> Page:
        return await get(url)

    return visit(url, one_page, **settings)


def visit(url: str, route: Callable[[Get], Awaitable[T]], **settings: Any) -> T:
    """Return what `route` returns, which gets the pages of the URL's outlet that it asks for.

    The function that `route` is given returns a page or raises `FetchError`; it waits as long as
    manners ask between two requests. Manners, settings and the limits are those of `fetch`.
    """
    returned: list[T] = []
    raised: list[Exception] = []

    async def run(get: Get) -> None:
        try:
            returned.append(await route(get))
        except Exception as error:
            raised.append(error)

    process = AsyncCrawlerProcess(_settings(settings))
    process.crawl(_Visit, name="warta", site=site_of(url), route=run)
    process.start()
    if raised:
        raise raised[0]
    if not returned:
        raise FetchError(f"{url}: no answer came")
    return returned[0]


class _Visit(Spider):
    """The spider of a visit: it asks for nothing by itself."""

    site: Site
    route: Callable[[Get], Awaitable[None]]

    async def start(self) -> AsyncIterator[Request]:
        await self.route(self.get)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def get(self, url: str) -> Page:
        """Return the page at the URL. Raises `FetchError`."""
        assert self.crawler.engine is not None
        request = Request(url, meta={"download_slot": self.name})
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise FetchError(f"{url}: {str(error) or type(error).__name__}") from error
        if response.status != 200:
            raise FetchError(f"{url}: the server answered {response.status}")
        return _page(response)


def _page(response: Response) -> Page:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    now = datetime.now(UTC)
    return Page(url=response.url, html=response.body, fetched_at=now, content_type=kind)


def site_of(url: str) -> Site:
    """Return the outlet of the URL; for an unknown host one of its own, with its subdomains."""
    known = for_url(url)
    host = host_of(url)
    if known:
        return known
    bare = host.removeprefix("www.")
    return Site(name=host, title=host, hosts=(host, f"*.{bare}"), rules=Rules())


def _settings(changes: dict[str, Any]) -> Settings:
    from_environment(os.environ)  # raises; the module could only exit
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    # A recording in the environment is for crawls; with one, robots.txt would not slow this down.
    fixed = {"ITEM_PIPELINES": {}, "LOG_ENABLED": False, "WARTA_REPLAY": []}
    settings.setdict({**fixed, **changes}, priority="cmdline")
    return settings
