"""Scrapy extension that writes every response to the archive of the crawl, if it has one."""

from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.http import responses
from crawler.http.replay import header_pairs


class Archiver:
    """Writes responses as they came, before they are decompressed."""

    def __init__(self, *, replayed: bool) -> None:
        self._replayed = replayed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(replayed=bool(crawler.settings.getlist("WARTA_REPLAY")))
        crawler.signals.connect(extension.write, signals.response_downloaded)
        return extension

    def write(self, response: Response, request: Request, spider: Any) -> None:
        """Write a response; a crawl that cannot be archived as was asked for ends."""
        desk = getattr(spider, "desk", None)
        if desk is None or desk.archive is None:
            return
        now = datetime.now(UTC)
        at = responses.fetched_at(response, now) if self._replayed else now
        request.meta["fetched_at"] = at  # the article has the time that its record has
        pairs = header_pairs(response.headers)
        try:
            desk.archive.write(response.url, response.status, pairs, response.body, at)
        except OSError as error:
            spider.fail(f"the archive cannot be written: {error}")
