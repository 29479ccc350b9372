"""Why a crawl did not simply finish, and until when its outlet is left alone."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.planning import crawl_end
from crawler.planning.crawl_end import ASKED_TO_WAIT, DISALLOWED, LEFT_ALONE, UNREADABLE

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(seconds=1)


def plan(**fields: Any) -> Any:
    return SimpleNamespace(**{"is_unreadable": False, "listing_waits_until": None, **fields})


@pytest.mark.parametrize(
    ("of_plan", "answers", "disallowed", "reason"),
    [
        ({}, 0, 0, ""),
        ({}, 5, 0, ""),
        ({"is_unreadable": True}, 0, 0, UNREADABLE),
        ({"is_unreadable": True}, 5, 0, UNREADABLE),
        ({}, 0, 3, DISALLOWED),
        ({}, 5, 3, ""),
        ({"listing_waits_until": SOON}, 0, 0, ASKED_TO_WAIT),
        ({"listing_waits_until": SOON}, 5, 0, ""),
    ],
)
def test_the_end(of_plan: dict[str, Any], answers: int, disallowed: int, reason: str) -> None:
    counts = {"answers": answers, "disallowed": disallowed}
    end = crawl_end.end_of(plan(**of_plan), counts, "koran")
    assert end.reason == reason
    assert end.wait_until == (SOON if reason == ASKED_TO_WAIT else None)


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        ([], None),
        ([("finished", None), (ASKED_TO_WAIT, SOON)], None),
        ([(ASKED_TO_WAIT, SOON), ("finished", None)], SOON),
        ([(ASKED_TO_WAIT, PAST)], None),
        ([(ASKED_TO_WAIT, None)], None),
        ([("blocked", SOON)], None),
    ],
)
def test_an_outlet_is_left_alone_as_long_as_it_asked(
    ends: list[tuple[str, datetime | None]], until: datetime | None
) -> None:
    assert crawl_end.asked_until(ends, NOW) == until


@pytest.mark.parametrize("reason", LEFT_ALONE)
def test_each_end_in_a_row_is_followed_by_a_longer_time(reason: str) -> None:
    before = [("blocked", None), (DISALLOWED, None), ("finished", None), ("blocked", None)]
    waits = [crawl_end.left_alone_until(reason, before[2 - n :], NOW) for n in range(3)]
    assert waits == [NOW + timedelta(minutes=minutes) for minutes in (5, 20, 80)]
    assert crawl_end.left_alone_until("finished", before, NOW) is None


def test_the_time_asked_for_is_a_week_at_most() -> None:
    assert crawl_end.after_pause(0.0, NOW) is None
    assert crawl_end.after_pause(60.0, NOW) == NOW + timedelta(minutes=1)
    assert crawl_end.after_pause(1e9, NOW) == NOW + timedelta(days=7)


def test_a_crawl_begun_too_early_says_until_when() -> None:
    end = crawl_end.refused_until(SOON, "koran")
    assert (end.reason, end.wait_until) == (ASKED_TO_WAIT, SOON)
    assert "until 2026-11-21 20:00 WIB" in end.problem
