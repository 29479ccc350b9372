"""What the answers of an outlet, taken together, tell a crawl to do."""

import pytest

from crawler.http.backoff import CARRY_ON, EASE_AFTER, Advice, Temper
from crawler.http.download_delay import Distance
from crawler.http.responses import Answer
from pipelines.records import Failure

URL = "https://koran.example/1"


def temper() -> Temper:
    return Temper("koran", blocked_after=3, failing_after=4, longest_pause=60.0)


def answer(status: int, wait: float | None = None, challenge: str = "") -> Answer:
    if status in (200, 304) and not challenge:
        return Answer()
    failure = Failure(url=URL, error="x", status=status, retry_after=wait)
    refused = status in (401, 403) or bool(challenge)
    return Answer(failure=failure, refused=refused, too_many=status == 429, challenge=challenge)


def reasons(*statuses: int) -> list[str]:
    judge = temper()
    return [judge.answered(answer(status)).reason for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((403, 401, 403), ["", "", "blocked"]),
        ((403, 403, 200, 403, 403), ["", "", "", "", ""]),
        ((403, 403, 404, 403), ["", "", "", ""]),
        ((500, 502, 503, 500), ["", "", "", "in trouble"]),
        ((500, 500, 500, 404, 500), ["", "", "", "", ""]),
        ((429, 429, 429, 429), ["", "", "", "in trouble"]),
        ((404, 404, 404, 404, 404), ["", "", "", "", ""]),
    ],
)
def test_in_a_row(statuses: tuple[int, ...], expected: list[str]) -> None:
    assert reasons(*statuses) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([(403, False)], "blocked"),
        ([(200, False), (403, True)], "blocked"),  # the feed is open, the articles are not
        ([(200, False), (200, False), (404, True), (403, False)], "blocked"),
        ([(200, True), (403, True), (403, True)], ""),
        ([(304, True), (403, True), (401, True), (403, True)], "blocked"),
    ],
)
def test_an_outlet_that_blocked_the_last_crawl_is_on_trial(
    asked: list[tuple[int, bool]], expected: str
) -> None:
    judge = Temper("koran", blocked_after=3, failing_after=4, longest_pause=60.0, on_trial=True)
    said = [judge.answered(answer(status), article=article) for status, article in asked]
    assert [advice.reason for advice in said] == [*[""] * (len(asked) - 1), expected]
    assert ("still answers" in said[-1].problem) is judge.on_trial


def test_a_challenge_page_is_enough() -> None:
    advice = temper().answered(answer(200, challenge="Cloudflare"))
    assert advice.reason == "blocked"
    assert "Cloudflare" in advice.problem


def test_too_many_requests() -> None:
    assert temper().answered(answer(429, 30.0)) == Advice(pause=30.0, distance=1.0)
    assert temper().answered(answer(429)) == Advice(distance=1.0)
    advice = temper().answered(answer(429, 61.0))
    assert advice.reason == "asked to wait"
    assert "61 s" in advice.problem


@pytest.mark.parametrize(
    ("status", "now", "usual", "expected"),
    [
        (429, 0.0, 0.0, 1.0),
        (429, 0.4, 0.4, 1.0),
        (429, 2.0, 2.0, 4.0),
        (429, 40.0, 2.0, 60.0),
        (429, 90.0, 90.0, 90.0),
        (503, 0.0, 0.0, 1.0),
        (503, 2.0, 2.0, 4.0),
        (503, 8.0, 2.0, 10.0),
        (503, 40.0, 2.0, 40.0),
    ],
)
def test_what_doubles_the_distance(status: int, now: float, usual: float, expected: float) -> None:
    kept = Distance(now=now, usual=usual)
    advice = temper().answered(answer(status, 5.0), distance=kept)
    assert advice == Advice(distance=expected, pause=5.0 if status == 429 else 0.0)


def distances(latencies: list[float], now: float = 2.0, usual: float = 2.0) -> list[float]:
    """Return the distances advised in turn, each kept from then on."""
    judge, said = temper(), []
    for latency in latencies:
        kept = Distance(now=now, usual=usual)
        advice = judge.answered(answer(200), latency=latency, distance=kept)
        if advice.distance is not None:
            now = max(advice.distance, usual)
            said.append(now)
    return said


@pytest.mark.parametrize(
    ("latencies", "expected"),
    [
        ([0.2] * 40, []),
        ([3.0] * 40, []),  # slow as ever
        ([0.2] * 9 + [9.0], []),  # one slow page: the mean is under two seconds
        ([0.2] * 5 + [0.9] * 20, []),  # four times as long, and still quick
        ([1.0] * 5 + [3.5] * 20, []),  # slower, and not four times
        ([0.5] * 5 + [8.0] * 5, [3.5, 5.0, 6.5, 8.0]),
        ([0.5] * 5 + [500.0] * 2, [60.0]),
        ([0.5] * 5 + [8.0] * 2 + [0.5] * 5, [3.5, 2.0]),  # quick again: as usual at once
    ],
)
def test_an_outlet_that_labours_gets_the_time_that_it_takes(
    latencies: list[float], expected: list[float]
) -> None:
    assert distances(latencies) == expected


def test_being_quick_again_takes_back_no_slowing_down_for_429() -> None:
    judge, slowed = temper(), Distance(now=4.0, usual=2.0)
    judge.answered(answer(429), distance=Distance(now=2.0, usual=2.0))
    latencies = [0.5] * 5 + [30.0] * 2 + [0.5] * 9
    said = [judge.answered(answer(200), latency=each, distance=slowed) for each in latencies]
    assert {advice.distance for advice in said} == {None, 6.4, 12.3}


def test_half_the_distance_is_tried_after_good_answers() -> None:
    quick = [0.2] * EASE_AFTER
    assert distances(quick * 5, now=16.0) == [8.0, 4.0, 2.0]
    assert distances(quick * 5, now=3.0) == [2.0]
    assert distances(quick * 3, now=2.0, usual=0.0) == [1.0, 0.5, 0.0]
    assert distances(quick[1:], now=16.0) == []


def test_an_error_in_between_starts_the_count_anew() -> None:
    judge = temper()
    kept = Distance(now=8.0, usual=2.0)
    statuses = [200] * (EASE_AFTER - 1) + [500] + [200] * (EASE_AFTER - 1)
    assert all(judge.answered(answer(s), distance=kept) == CARRY_ON for s in statuses)
    assert judge.answered(answer(200), distance=kept) == Advice(distance=4.0)


def test_silence_counts_as_trouble() -> None:
    judge = temper()
    advice = [judge.silent("no answer within 30 s") for _ in range(4)]
    assert advice[:3] == [CARRY_ON] * 3
    assert advice[3].reason == "in trouble"
    assert "no answer within 30 s" in advice[3].problem


def test_all_is_well() -> None:
    assert temper().answered(answer(200)) == CARRY_ON
