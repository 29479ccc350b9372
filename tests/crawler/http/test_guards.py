"""What must not be fetched is not: other schemes, other hosts, addresses that are not public."""

from types import MappingProxyType

import pytest
from scrapy import Request
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.http.guards import GuardMiddleware, PublicResolver, Refused, address_refusal, refusal

HOSTS = ("koran.example", "*.koran.example")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://koran.example/a", ""),
        ("http://news.koran.example:8080/a", ""),
        ("HTTPS://KORAN.example/a", ""),
        ("file:///etc/passwd", "file: is not fetched"),
        ("data:text/html,x", "data: is not fetched"),
        ("ftp://koran.example/a", "ftp: is not fetched"),
        ("https://lain.example/a", "lain.example is not a host of this outlet"),
        ("https://koran.example.lain.example/", "is not a host of this outlet"),
        ("https://koran.example@lain.example/", "lain.example is not a host of this outlet"),
        ("http:///a", "names no host"),
        ("http://127.0.0.1/", "127.0.0.1 is not a host of this outlet"),
    ],
)
def test_urls(url: str, why: str) -> None:
    reason = refusal(url, HOSTS)
    assert (why in reason) if why else not reason


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.0.0.2", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2130706433", "127.1", "0x7f000001",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert address_refusal(address)
    assert refusal(f"http://[{address}]/" if ":" in address else f"http://{address}/", (address,))
    assert not address_refusal(address, {address})


@pytest.mark.parametrize(
    "address", ["103.10.10.10", "8.8.8.8", "2606:4700::1", "koran.example", "localhost.example"]
)
def test_public_addresses_and_names(address: str) -> None:
    assert not address_refusal(address)


def test_the_middleware_lets_robots_txt_move_but_not_to_a_private_host() -> None:
    guard = GuardMiddleware(HOSTS, frozenset())
    guard.process_request(Request("https://koran.example/a"))
    guard.process_request(Request("https://cdn.example/robots.txt", meta={"robots": True}))
    with pytest.raises(Refused, match="not a host of this outlet"):
        guard.process_request(Request("https://cdn.example/a"))
    with pytest.raises(Refused, match="not a public address"):
        guard.process_request(Request("http://10.0.0.1/robots.txt", meta={"robots": True}))


class Names:
    """A reactor whose resolver knows three names."""

    known = MappingProxyType(
        {"koran.example": "103.10.10.10", "dalam.example": "10.1.2.3", "127.0.0.1": "127.0.0.1"}
    )


@pytest.mark.parametrize(
    ("name", "allowed", "address"),
    [
        ("koran.example", (), "103.10.10.10"),
        ("dalam.example", (), None),
        ("dalam.example", ("dalam.example",), "10.1.2.3"),
        ("dalam.example", ("10.1.2.3",), "10.1.2.3"),
        ("127.0.0.1", (), None),
        ("127.0.0.1", ("127.0.0.1",), "127.0.0.1"),
    ],
)
def test_the_resolver_finds_only_public_addresses(
    monkeypatch: pytest.MonkeyPatch, name: str, allowed: tuple[str, ...], address: str | None
) -> None:
    monkeypatch.setattr(
        "scrapy.resolver.CachingThreadedResolver.getHostByName",
        lambda _, asked, timeout=(): defer.succeed(Names.known[asked]),
    )
    resolver = PublicResolver(reactor=None, cache_size=0, timeout=1)  # type: ignore[arg-type]
    resolver.allowed = frozenset(allowed)
    results: list[object] = []
    resolver.getHostByName(name).addBoth(results.append)
    if address:
        assert results == [address]
    else:
        assert results[0].check(DNSLookupError)  # type: ignore[attr-defined]
