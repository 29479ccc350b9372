"""Scrapy's spider loader: one spider for each outlet's record."""

import builtins
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.site import Site
from crawler.sites import all_sites, for_url, get, read_outside
from crawler.spiders.news import NewsSpider


def spider_class(site: Site) -> type[NewsSpider]:
    """Return the spider of an outlet."""
    return type(f"{site.name.title()}Spider", (NewsSpider,), {"name": site.name, "site": site})


class SiteSpiderLoader:
    """Scrapy's SPIDER_LOADER_CLASS over the registry of outlets."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return the loader; the setting WARTA_SITES names the folder of further records."""
        if folder := settings.get("WARTA_SITES"):
            read_outside(str(folder))
        return cls()

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of an outlet; KeyError with the nearest names for an unknown one."""
        return spider_class(get(spider_name))

    def list(self) -> builtins.list[str]:
        """Return the names of all outlets."""
        return [site.name for site in all_sites()]

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the name of the outlet that the request's URL belongs to, if any."""
        site = for_url(request.url)
        return [site.name] if site else []
