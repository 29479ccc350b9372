"""What the answers of an outlet, taken together, tell a crawl to do."""

import pytest

from crawler.answers import Answer
from crawler.temper import CARRY_ON, Advice, Temper
from pipelines.records import Failure

URL = "https://koran.example/1"


def temper() -> Temper:
    return Temper("koran", blocked_after=3, failing_after=4, longest_pause=60.0)


def answer(status: int, wait: float | None = None, challenge: str = "") -> Answer:
    if status == 200 and not challenge:
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


def test_a_challenge_page_is_enough() -> None:
    advice = temper().answered(answer(200, challenge="Cloudflare"))
    assert advice.reason == "blocked"
    assert "Cloudflare" in advice.problem


def test_too_many_requests() -> None:
    assert temper().answered(answer(429, 30.0)) == Advice(pause=30.0, slower=True)
    assert temper().answered(answer(429)) == Advice(slower=True)
    advice = temper().answered(answer(429, 61.0))
    assert advice.reason == "asked to wait"
    assert "61 s" in advice.problem


def test_silence_counts_as_trouble() -> None:
    judge = temper()
    advice = [judge.silent("no answer within 30 s") for _ in range(4)]
    assert advice[:3] == [CARRY_ON] * 3
    assert advice[3].reason == "in trouble"
    assert "no answer within 30 s" in advice[3].problem


def test_all_is_well() -> None:
    assert temper().answered(answer(200)) == CARRY_ON
