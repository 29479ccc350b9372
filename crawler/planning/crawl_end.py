"""Why a crawl that came to its end did not simply finish, and how long the outlet is left alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.planning.crawl_plan import CrawlPlan
from crawler.planning.retry_policy import MAX_RETRY_AFTER, retry_wait

ASKED_TO_WAIT = "asked to wait"
UNREADABLE = "robots.txt unreadable"
DISALLOWED = "disallowed"
# Ends after which the outlet is left alone for a while.
LEFT_ALONE = ("blocked", "in trouble", ASKED_TO_WAIT, UNREADABLE, DISALLOWED)

Ends = Iterable[tuple[str, datetime | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The reason for an end, a line for the operator, and the time asked for, None for none."""

    reason: str = ""
    problem: str = ""
    wait_until: datetime | None = None


def end_of(plan: CrawlPlan, counts: Mapping[str, int], name: str) -> End:
    """Return the end of a crawl that had nothing more to ask; without a reason it has finished.

    `counts` are its `answers` and the URLs that robots.txt `disallowed`.
    """
    if plan.is_unreadable:
        return End(reason=UNREADABLE)
    if counts["answers"]:
        return End()
    if counts["disallowed"]:
        return End(reason=DISALLOWED, problem=f"{name}: robots.txt disallows all that was due")
    if plan.listing_waits_until:
        return End(reason=ASKED_TO_WAIT, wait_until=plan.listing_waits_until)
    return End()


def asked_until(ends: Ends, now: datetime) -> datetime | None:
    """Return until when the outlet asked its last crawl to leave it alone, None where that is over.

    `ends` are those of its last crawls, the newest first.
    """
    reason, until = next(iter(ends), ("", None))
    return until if until and until > now and reason == ASKED_TO_WAIT else None


def refused_until(until: datetime, name: str) -> End:
    """Return the end of a crawl that is begun before the time that the outlet asked for."""
    problem = f"{name} asked to be left alone until {in_jakarta(until)}: nothing is asked before"
    return End(reason=ASKED_TO_WAIT, problem=problem, wait_until=until)


def after_pause(seconds: float, now: datetime) -> datetime | None:
    """Return the time that an outlet asked for with a Retry-After, None where it did not."""
    return now + min(timedelta(seconds=seconds), MAX_RETRY_AFTER) if seconds else None


def left_alone_until(reason: str, ends: Ends, now: datetime) -> datetime | None:
    """Return until when an outlet is left alone after a crawl ended so, None where it is not.

    5 min after the first such crawl, 20 min after the second in a row, and so on, up to a day: what
    `next due` tells. A crawl that is begun sooner asks all the same.
    """
    if reason not in LEFT_ALONE:
        return None
    in_a_row = 1
    for before, _ in ends:
        if before not in LEFT_ALONE:
            break
        in_a_row += 1
    return now + retry_wait(in_a_row)


def in_jakarta(moment: datetime) -> str:
    """Return a time as it is printed for an operator, in western Indonesian time."""
    return f"{moment.astimezone(ZoneInfo('Asia/Jakarta')):%Y-%m-%d %H:%M} WIB"
