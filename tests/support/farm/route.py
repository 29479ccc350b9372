"""Scrapy download handler that takes the requests for all hosts to the farm's port.

Host names, robots.txt, guards and everything else of a crawl stay as they are; what is left out is
the name server and TLS.
"""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class FarmHandler(HTTP11DownloadHandler):
    """Asks 127.0.0.1 at the port of the setting FARM_PORT for what a host was to be asked for."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._base = f"http://127.0.0.1:{crawler.settings.getint('FARM_PORT')}"

    async def download_request(self, request: Request) -> Response:
        """Return the farm's answer as that of the host."""
        parts = urlsplit(request.url)
        path = request.url[len(f"{parts.scheme}://{parts.netloc}") :] or "/"
        routed = request.replace(url=self._base + path)
        routed.headers["Host"] = parts.netloc
        response = await super().download_request(routed)
        request.meta["download_latency"] = routed.meta["download_latency"]
        return response.replace(url=request.url)
