"""The delay between two requests: never shorter than usual."""

import random
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.core.downloader import Slot

from crawler.http.download_delay import (
    DownloadDelay,
    download_delay,
    raise_delay,
    set_delay,
    slot_delay,
)


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


def test_a_delay_is_kept_for_now_and_never_shorter_than_usual() -> None:
    slot = Slot(1, 2.5, 0.2)
    crawler = crawler_with(2.5, 0.2, {"koran": slot})
    assert download_delay(crawler, "koran") == DownloadDelay(now=2.0, usual=2.0)
    set_delay(crawler, "koran", 8.0)
    assert slot.delay == 10.0
    assert download_delay(crawler, "koran") == DownloadDelay(now=8.0, usual=2.0)
    raise_delay(crawler, "koran", 4.0)  # a second host's robots.txt, read while it is slowed down
    assert download_delay(crawler, "koran") == DownloadDelay(now=8.0, usual=4.0)
    set_delay(crawler, "koran", 1.0)
    assert download_delay(crawler, "koran") == DownloadDelay(now=4.0, usual=4.0)
    assert slot.delay == 5.0


@pytest.mark.parametrize("jitter", [0.0, 0.2, 0.5])
def test_no_gap_is_shorter_than_the_delay(jitter: float) -> None:
    random.seed(1)
    slot = Slot(1, slot_delay(2.0, jitter), jitter)
    gaps = [slot.download_delay() for _ in range(1000)]
    assert min(gaps) >= 2.0 - 1e-9
    assert max(gaps) <= 6.0
