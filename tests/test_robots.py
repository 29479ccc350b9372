"""robots.txt as RFC 9309 reads it, and the delay that it asks for."""

import random
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.core.downloader import Slot

from crawler.robots import raise_delay, read_robots, slot_delay

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


def crawler_with(delay: float, jitter: float, slots: dict[str, Slot]) -> Any:
    kept = {"koran": {"concurrency": 1, "delay": delay, "jitter": jitter}}
    downloader = SimpleNamespace(per_slot_settings=kept, slots=slots)
    return SimpleNamespace(engine=SimpleNamespace(downloader=downloader))


def test_robots_may_only_raise_the_delay() -> None:
    slot = Slot(1, 5.0, 0.2)
    crawler = crawler_with(5.0, 0.2, {"koran": slot})
    raise_delay(crawler, "koran", 2.0)
    assert slot.delay == 5.0
    raise_delay(crawler, "koran", 8.0)
    assert slot.delay == crawler.engine.downloader.per_slot_settings["koran"]["delay"] == 10.0


def test_a_slot_that_is_made_later_has_the_delay_too() -> None:
    crawler = crawler_with(0.0, 0.2, {})
    raise_delay(crawler, "koran", 4.0)
    assert crawler.engine.downloader.per_slot_settings["koran"]["delay"] == 5.0


@pytest.mark.parametrize("jitter", [0.0, 0.2, 0.5])
def test_no_gap_is_shorter_than_the_delay(jitter: float) -> None:
    random.seed(1)
    slot = Slot(1, slot_delay(2.0, jitter), jitter)
    gaps = [slot.download_delay() for _ in range(1000)]
    assert min(gaps) >= 2.0 - 1e-9
    assert max(gaps) <= 6.0
