"""robots.txt as RFC 9309 wants it, and the delay between requests that it asks for.

Scrapy's own middleware reads the body of any answer, so a server in trouble (503) gives permission,
and it leaves Crawl-delay alone. Here 4xx allows everything, 5xx and silence allow nothing for now,
and Crawl-delay and Request-rate raise the delay of the outlet's download slot.
"""

import asyncio
import math
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

from crawler.http.download_delay import raise_delay, slot_of
from crawler.http.guards import Refused

MAX_BYTES = 512 * 1024  # what is read of a robots.txt: RFC 9309 asks for 500 KiB at least
MAX_SITEMAPS = 100
# `User-agent: warta/1.0 (+...)`: the product token comes before the version (RFC 9309, 2.2.1).
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[\w-]+)/[^\r\n]*", re.I | re.M)
MAX_AGE = 24 * 3600.0  # seconds after which a long run reads it again (RFC 9309, section 2.4)


class Disallowed(Refused):
    """A request that robots.txt disallows."""


class Unreachable(IgnoreRequest):
    """A request to a host whose robots.txt could not be had, so nothing is asked there for now."""

    def __init__(self, origin: str, reason: str, *, unresolved: bool = False) -> None:
        super().__init__(f"{origin}/robots.txt: {reason}")
        self.origin = origin
        self.unresolved = unresolved


@dataclass(frozen=True, kw_only=True)
class Robots(RobotParser):
    """What the robots.txt of an origin says to one product token.

    The object of Scrapy's signal `robots_parsed`.

    `delay` is in seconds, `sitemaps` are those that it names. `unreachable` is why it could not
    be read; then nothing is allowed.
    """

    token: str
    rules: Protego | None = None
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    unreachable: str = ""
    unresolved: bool = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        """Return what a robots.txt says to the product token of the settings."""
        return cls(
            **vars(read_robots(200, robotstxt_body, crawler.settings["ROBOTSTXT_USER_AGENT"]))
        )

    def allows(self, url: str) -> bool:
        """Return whether the URL may be requested."""
        return self.allowed(url, self.token)

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Return whether a user agent may ask for the URL."""
        if self.unreachable:
            return False
        return self.rules is None or self.rules.can_fetch(_text(url), _text(user_agent))

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        """Return the seconds that robots.txt asks a user agent to leave between two requests."""
        return _delay(self.rules, _text(user_agent)) or None if self.rules else None


def read_robots(status: int, body: bytes, token: str) -> Robots:
    """Return what an answer to a request for robots.txt means (RFC 9309, section 2.3.1)."""
    if 200 <= status < 300:
        text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
        rules = Protego.parse(_VERSION.sub(r"\1", text))
        sitemaps = tuple(dict.fromkeys(rules.sitemaps))[:MAX_SITEMAPS]
        return Robots(token=token, rules=rules, delay=_delay(rules, token), sitemaps=sitemaps)
    if 400 <= status < 500 and status != 429:
        return Robots(token=token)
    return Robots(token=token, unreachable=f"the server answered {status}")


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _delay(rules: Protego, token: str) -> float:
    rate = rules.request_rate(token)
    asked = [
        rules.crawl_delay(token) or 0.0,
        rate.seconds / rate.requests if rate and rate.requests else 0.0,
    ]
    return max((seconds for seconds in asked if math.isfinite(seconds)), default=0.0)


class RobotsMiddleware:
    """Downloader middleware that asks each origin for its robots.txt first and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._token = str(crawler.settings["ROBOTSTXT_USER_AGENT"])
        self._slot = slot_of(crawler)
        self._in_no_hurry = not crawler.settings.getlist("WARTA_REPLAY")
        self._known: dict[str, tuple[float, asyncio.Task[Robots]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise `Disallowed` or `Unreachable` for a request that must not be made."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        robots = await self._robots(origin)
        if robots.unreachable:
            raise Unreachable(origin, robots.unreachable, unresolved=robots.unresolved)
        if not robots.allows(request.url):
            raise Disallowed("robots.txt disallows it")

    async def _robots(self, origin: str) -> Robots:
        now = asyncio.get_running_loop().time()
        asked_at, task = self._known.get(origin, (-math.inf, None))
        if task is None or now - asked_at > MAX_AGE:
            task = asyncio.ensure_future(self._fetch(origin))
            self._known[origin] = (now, task)
        return await asyncio.shield(task)

    async def _fetch(self, origin: str) -> Robots:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=1000,
            meta={"robots": True, "download_slot": self._slot},
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except CannotResolveHostError:
            return Robots(
                token=self._token, unreachable="the name cannot be resolved", unresolved=True
            )
        except Exception as error:
            reason = str(error) or type(error).__name__
            return Robots(token=self._token, unreachable=reason)
        robots = read_robots(response.status, response.body, self._token)
        if self._in_no_hurry and robots.delay:
            raise_delay(self._crawler, self._slot, robots.delay)
        await self._crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=robots, request=request
        )
        return robots
