"""The download delay of an outlet: the seconds between two requests, kept by its download slot.

It is never below the usual delay, which the record, the settings and robots.txt set.
"""

from dataclasses import dataclass
from typing import Any

from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadDelay:
    """The minimum seconds between two requests: the current value and the usual one."""

    now: float = 0.0
    usual: float = 0.0


def slot_of(crawler: Crawler) -> str:
    """Return the name of the download slot of an outlet: its spider's, where there is one yet."""
    return crawler.spider.name if crawler.spider else "warta"


def slot_delay(seconds: float, jitter: float) -> float:
    """Return the delay to give a download slot so that no gap is shorter than `seconds`.

    Scrapy draws each gap between `delay * (1 - jitter)` and `delay * (1 + jitter)`.
    """
    return seconds / (1 - min(jitter, 0.9))


def raise_delay(crawler: Crawler, slot: str, seconds: float) -> None:
    """Raise the usual delay of a slot; it is never lowered."""
    kept = _kept(crawler, slot)
    kept["usual"] = max(slot_delay(seconds, kept["jitter"]), kept["usual"])
    _set(crawler, slot, max(kept["usual"], kept["delay"]))


def set_delay(crawler: Crawler, slot: str, seconds: float) -> None:
    """Set the current delay of a slot, not below the usual one."""
    kept = _kept(crawler, slot)
    _set(crawler, slot, max(slot_delay(seconds, kept["jitter"]), kept["usual"]))


def download_delay(crawler: Crawler, slot: str) -> DownloadDelay:
    """Return the delay of a slot."""
    kept = _kept(crawler, slot)
    share = 1 - min(kept["jitter"], 0.9)
    return DownloadDelay(now=kept["delay"] * share, usual=kept["usual"] * share)


def _kept(crawler: Crawler, slot: str) -> dict[str, Any]:
    """Return the settings of a slot: Scrapy forgets one that was idle and makes it from these."""
    kept: dict[str, Any] = crawler.engine.downloader.per_slot_settings.setdefault(slot, {})
    kept.setdefault("jitter", 0.0)
    kept.setdefault("delay", 0.0)
    kept.setdefault("usual", kept["delay"])
    return kept


def _set(crawler: Crawler, slot: str, delay: float) -> None:
    _kept(crawler, slot)["delay"] = delay
    made = crawler.engine.downloader.slots.get(slot)
    if made:
        made.delay = delay
