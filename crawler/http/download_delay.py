"""The distance that a crawl keeps between two requests to an outlet: its download slot in Scrapy.

It is never shorter than usual, which is what the record, the settings and robots.txt ask for.
"""

from dataclasses import dataclass
from typing import Any

from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """The least seconds between two requests: as it is now, and as it is usually."""

    now: float = 0.0
    usual: float = 0.0


def slot_delay(seconds: float, jitter: float) -> float:
    """Return the delay to give a download slot so that no gap is shorter than `seconds`.

    Scrapy draws each gap between `delay * (1 - jitter)` and `delay * (1 + jitter)`.
    """
    return seconds / (1 - min(jitter, 0.9))


def raise_delay(crawler: Crawler, slot: str, seconds: float) -> None:
    """Raise the usual distance of a slot; it is never lowered."""
    kept = _kept(crawler, slot)
    kept["usual"] = max(slot_delay(seconds, kept["jitter"]), kept["usual"])
    _set(crawler, slot, max(kept["usual"], kept["delay"]))


def keep_distance(crawler: Crawler, slot: str, seconds: float) -> None:
    """Set the distance of a slot for now, not shorter than it is usually."""
    kept = _kept(crawler, slot)
    _set(crawler, slot, max(slot_delay(seconds, kept["jitter"]), kept["usual"]))


def distance(crawler: Crawler, slot: str) -> Distance:
    """Return the distance that a slot keeps."""
    kept = _kept(crawler, slot)
    share = 1 - min(kept["jitter"], 0.9)
    return Distance(now=kept["delay"] * share, usual=kept["usual"] * share)


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
