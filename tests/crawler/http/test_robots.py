"""robots.txt as RFC 9309 reads it, and the delay that it asks for."""

import pytest

from crawler.http.robots import read_robots

RULES = """
User-agent: *
Disallow: /
Crawl-delay: 30

User-agent: Warta
Disallow: /komentar/
Disallow: /*?utm_source=
Allow: /komentar/pilihan
Crawl-delay: 4

User-agent: Scrapy
Disallow: /
"""


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://koran.example/berita/1", True),
        ("https://koran.example/komentar/1", False),
        ("https://koran.example/komentar/pilihan/1", True),
        ("https://koran.example/berita/1?utm_source=x", False),
    ],
)
def test_the_group_of_the_product_token_counts(url: str, allowed: bool) -> None:
    robots = read_robots(200, RULES.encode(), "warta")
    assert robots.allows(url) is allowed
    assert robots.delay == 4


@pytest.mark.parametrize(
    ("status", "allows", "reachable"),
    [
        (200, False, True),
        (404, True, True),
        (401, True, True),
        (403, True, True),
        (410, True, True),
        (429, False, False),
        (500, False, False),
        (503, False, False),
        (304, False, False),
    ],
)
def test_what_an_answer_means(status: int, allows: bool, reachable: bool) -> None:
    robots = read_robots(status, b"User-agent: *\nDisallow: /", "warta")
    assert robots.allows("https://koran.example/") is allows
    assert (robots.unreachable == "") is reachable


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00", b"<!DOCTYPE html><title>404</title>", b"Disallow /" * 9]
)
def test_what_is_no_robots_txt_disallows_nothing(body: bytes) -> None:
    robots = read_robots(200, body, "warta")
    assert robots.allows("https://koran.example/berita/1")
    assert robots.delay == 0


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Request-rate: 1/10s", 10),
        ("Request-rate: 30/1m", 2),
        ("Crawl-delay: 3\nRequest-rate: 1/8", 8),
        ("Crawl-delay: -1", 0),
        ("Crawl-delay: nan", 0),
        ("Crawl-delay: inf", 0),
        ("Crawl-delay: banyak", 0),
        ("Request-rate: 0/0", 0),
    ],
)
def test_delay(lines: str, delay: float) -> None:
    robots = read_robots(200, f"User-agent: *\n{lines}\n".encode(), "warta")
    assert robots.delay == delay


def test_sitemaps_are_named_for_everybody() -> None:
    body = b"""User-agent: *
Disallow: /
Sitemap: https://koran.example/peta.xml
sitemap: https://koran.example/berita.xml
Sitemap: https://koran.example/peta.xml
"""
    robots = read_robots(200, body, "warta")
    assert robots.sitemaps == ("https://koran.example/peta.xml", "https://koran.example/berita.xml")
    assert read_robots(404, body, "warta").sitemaps == ()


def test_a_huge_robots_txt_is_cut() -> None:
    body = b"User-agent: *\nDisallow: /awal\n" + b"# x\n" * 400_000 + b"Disallow: /akhir\n"
    robots = read_robots(200, body, "warta")
    assert not robots.allows("https://koran.example/awal")
    assert robots.allows("https://koran.example/akhir")
