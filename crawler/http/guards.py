"""What may be fetched: http and https, the hosts of the outlet, public addresses.

The checks cannot be bypassed. Hosts are checked in a downloader middleware, which every request
passes, targets of redirects included. Addresses are checked in the resolver, so that
the address that was checked is the one connected to.
"""

import ipaddress
from collections.abc import Collection
from typing import Any, Protocol, Self, runtime_checkable

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.site import Site
from pipelines.urls import host_matches, host_of


class Refused(IgnoreRequest):
    """A request that must not be made; the message says why."""


class AddressRefused(DNSLookupError):
    """A name that leads to an address that is not public."""


def refusal(url: str, hosts: tuple[str, ...], allowed: Collection[str] = ()) -> str:
    """Return why the URL must not be fetched for an outlet of these hosts, "" if it may be.

    `allowed` names hosts and addresses that may be fetched although they are not public.
    """
    scheme = url.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        return f"{scheme}: is not fetched, only http and https"
    host = host_of(url)
    if not host:
        return "the URL names no host"
    if not host_matches(host, hosts):
        return f"{host} is not a host of this outlet"
    return address_refusal(host, allowed)


def address_refusal(address: str, allowed: Collection[str] = ()) -> str:
    """Return why an address must not be connected to, "" for a public one and for a name."""
    if address in allowed:
        return ""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        # What gethostbyname takes for an address and ip_address does not: 127.1, 0x7f000001.
        if address.replace(".", "").isdigit() or address.lower().startswith("0x"):
            return f"{address} is an unusual way to write an address"
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if ip.is_global and not ip.is_multicast:
        return ""
    return f"{address} is not a public address"


@runtime_checkable
class OfOutlet(Protocol):
    """A spider that crawls one outlet."""

    site: Site


class GuardMiddleware:
    """Downloader middleware that refuses requests which `refusal` has a reason against.

    A spider without an outlet (`scrapy shell`) may ask any public host.
    robots.txt may be redirected to another host (RFC 9309, section 2.3.1.2), though not to a
    private one.
    """

    def __init__(self, hosts: tuple[str, ...] | None, allowed: frozenset[str]) -> None:
        self._hosts = hosts
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: object = crawler.spider  # `scrapy shell` has none yet
        hosts = spider.site.hosts if isinstance(spider, OfOutlet) else None
        return cls(hosts, allowed_addresses(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Raise `Refused` for a request that must not be made."""
        hosts = None if request.meta.get("robots") else self._hosts
        hosts = (host_of(request.url),) if hosts is None else hosts
        if reason := refusal(request.url, hosts, self._allowed):
            raise Refused(reason)


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which here finds only public addresses (and those allowed by name)."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = allowed_addresses(crawler.settings)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":
        """Return the address of a name; fails for one that is not public."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name not in self.allowed and (reason := address_refusal(address, self.allowed)):
            raise AddressRefused(f"{name}: {reason}")
        return address


class QuietRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects without a Referer, and without its warning that there is none."""

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Look for no RefererMiddleware: the settings switch it off."""


def allowed_addresses(settings: Any) -> frozenset[str]:
    """Return the hosts and addresses that the operator allows besides public ones."""
    return frozenset(settings.getlist("WARTA_ALLOW_ADDRESSES"))
