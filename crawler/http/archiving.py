"""Scrapy extension that writes every response to the archive of the crawl, if it has one."""

from datetime import UTC, datetime
from typing import Protocol, Self, runtime_checkable

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.http import responses
from crawler.http.replay import header_pairs
from pipelines.warc.writer import WarcArchive


@runtime_checkable
class Archiving(Protocol):
    """A spider whose responses may be archived."""

    @property
    def archive(self) -> WarcArchive | None:
        """The archive of the crawl, None where nothing is archived."""

    def fail(self, message: str) -> None:
        """End the crawl for a reason on our side."""


class Archiver:
    """Writes responses as they came, before they are decompressed."""

    def __init__(self, *, replayed: bool) -> None:
        self._replayed = replayed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(replayed=bool(crawler.settings.getlist("WARTA_REPLAY")))
        crawler.signals.connect(extension.write, signals.response_downloaded)
        return extension

    def write(self, response: Response, request: Request, spider: Spider) -> None:
        """Write a response; a crawl whose archive cannot be written ends."""
        if not isinstance(spider, Archiving) or spider.archive is None:
            return
        now = datetime.now(UTC)
        at = responses.recorded_at(request) or now if self._replayed else now
        request.meta["fetched_at"] = at  # the article has the time that its record has
        pairs = header_pairs(response.headers)
        try:
            spider.archive.write(response.url, response.status, pairs, response.body, at)
        except OSError as error:
            spider.fail(f"the archive cannot be written: {error}")
