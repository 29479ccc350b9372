"""Scrapy's downloader, which here gives up its requests when a crawl is stopped.

A request may wait for its turn for a minute of download delay, for robots.txt, or for a response
that trickles in: a stop waits for none of these.
"""

from typing import Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.exceptions import IgnoreRequest
from twisted.internet.defer import Deferred


class Stopped(IgnoreRequest):
    """A request that a stop took back, whether it was sent or not."""


class StoppableDownloader(Downloader):
    """Downloads as Scrapy's does, until `give_up`."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._under_way: dict[Deferred[Any], Deferred[Any]] = {}
        self._is_stopped = False

    def fetch(self, request: Request, spider: Spider | None = None) -> "Deferred[Any]":
        """Return what comes of a request; it fails with `Stopped` when that is given up."""
        given: Deferred[Any] = Deferred()
        if self._is_stopped:
            given.errback(Stopped("the crawl is stopped"))
            return given
        fetched: Deferred[Any] = super().fetch(request)
        self._under_way[given] = fetched

        def hand_on(result: Any) -> None:
            if self._under_way.pop(given, None) is not None:
                given.callback(result)  # a failure goes on as one

        fetched.addBoth(hand_on)
        return given

    def give_up(self) -> None:
        """Have everything that is under way fail with `Stopped`, now."""
        self._is_stopped = True
        under_way, self._under_way = self._under_way, {}
        for given, fetched in under_way.items():
            fetched.cancel()
            given.errback(Stopped("the crawl is stopped"))
