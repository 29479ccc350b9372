"""What the answers of an outlet, taken together, tell a crawl to do."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.http.backoff import CARRY_ON, EASE_AFTER, Advice, Backoff, BackoffMiddleware
from crawler.http.download_delay import DownloadDelay, download_delay
from crawler.http.responses import Answer
from pipelines.records import Failure

URL = "https://koran.example/1"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def policy() -> Backoff:
    return Backoff("koran", blocked_after=3, failing_after=4, longest_pause=60.0)


def answer(status: int, wait: float | None = None, challenge: str = "") -> Answer:
    if status in (200, 304) and not challenge:
        return Answer()
    failure = Failure(url=URL, error="x", status=status, retry_after=wait)
    refused = status in (401, 403) or bool(challenge)
    return Answer(failure=failure, refused=refused, too_many=status == 429, challenge=challenge)


def reasons(*statuses: int) -> list[str]:
    judge = policy()
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
    judge = Backoff("koran", blocked_after=3, failing_after=4, longest_pause=60.0, on_trial=True)
    said = [judge.answered(answer(status), article=article) for status, article in asked]
    assert [advice.reason for advice in said] == [*[""] * (len(asked) - 1), expected]
    assert ("still answers" in said[-1].problem) is judge.on_trial


def test_a_challenge_page_is_enough() -> None:
    advice = policy().answered(answer(200, challenge="Cloudflare"))
    assert advice.reason == "blocked"
    assert "Cloudflare" in advice.problem


def test_too_many_requests() -> None:
    assert policy().answered(answer(429, 30.0)) == Advice(pause=30.0, delay=1.0)
    assert policy().answered(answer(429)) == Advice(delay=1.0)
    advice = policy().answered(answer(429, 61.0))
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
def test_what_doubles_the_delay(status: int, now: float, usual: float, expected: float) -> None:
    kept = DownloadDelay(now=now, usual=usual)
    advice = policy().answered(answer(status, 5.0), delay=kept)
    assert advice == Advice(delay=expected, pause=5.0 if status == 429 else 0.0)


def delays(latencies: list[float], now: float = 2.0, usual: float = 2.0) -> list[float]:
    """Return the delays advised in turn, each kept from then on."""
    judge, said = policy(), []
    for latency in latencies:
        kept = DownloadDelay(now=now, usual=usual)
        advice = judge.answered(answer(200), latency=latency, delay=kept)
        if advice.delay is not None:
            now = max(advice.delay, usual)
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
    assert delays(latencies) == expected


def test_being_quick_again_takes_back_no_slowing_down_for_429() -> None:
    judge, slowed = policy(), DownloadDelay(now=4.0, usual=2.0)
    judge.answered(answer(429), delay=DownloadDelay(now=2.0, usual=2.0))
    latencies = [0.5] * 5 + [30.0] * 2 + [0.5] * 9
    said = [judge.answered(answer(200), latency=each, delay=slowed) for each in latencies]
    assert {advice.delay for advice in said} == {None, 6.4, 12.3}


def test_half_the_delay_is_tried_after_good_answers() -> None:
    quick = [0.2] * EASE_AFTER
    assert delays(quick * 5, now=16.0) == [8.0, 4.0, 2.0]
    assert delays(quick * 5, now=3.0) == [2.0]
    assert delays(quick * 3, now=2.0, usual=0.0) == [1.0, 0.5, 0.0]
    assert delays(quick[1:], now=16.0) == []


def test_an_error_in_between_starts_the_count_anew() -> None:
    judge = policy()
    kept = DownloadDelay(now=8.0, usual=2.0)
    statuses = [200] * (EASE_AFTER - 1) + [500] + [200] * (EASE_AFTER - 1)
    assert all(judge.answered(answer(s), delay=kept) == CARRY_ON for s in statuses)
    assert judge.answered(answer(200), delay=kept) == Advice(delay=4.0)


def test_silence_counts_as_trouble() -> None:
    judge = policy()
    advice = [judge.silent("no answer within 30 s") for _ in range(4)]
    assert advice[:3] == [CARRY_ON] * 3
    assert advice[3].reason == "in trouble"
    assert "no answer within 30 s" in advice[3].problem


def test_all_is_well() -> None:
    assert policy().answered(answer(200)) == CARRY_ON


def middleware(**settings: Any) -> BackoffMiddleware:
    """Return the middleware of an outlet, with a delay of two seconds between its requests."""
    made = Settings()
    made.setmodule("crawler.settings")
    made.setdict(settings)
    slots = SimpleNamespace(per_slot_settings={"koran": {"delay": 2.0}}, slots={})
    crawler = SimpleNamespace(settings=made, engine=SimpleNamespace(downloader=slots))
    return BackoffMiddleware(crawler, "koran", lambda: NOW)  # type: ignore[arg-type]


def delay_of(backoff: BackoffMiddleware) -> float:
    return download_delay(backoff._crawler, "koran").now


def respond(backoff: BackoffMiddleware, status: int, **headers: str) -> Request:
    request = Request(URL, meta={"is_article": True, "download_latency": 0.1})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    backoff.process_response(request, Response(URL, status=status, headers=named))
    return request


def pause_of(backoff: BackoffMiddleware, *statuses: int, **headers: str) -> float:
    async def work() -> float:
        for status in statuses:
            respond(backoff, status, **headers)
        return backoff.pause()

    return asyncio.run(work())


def test_a_response_is_read_once_for_all() -> None:
    answer = respond(middleware(), 200, ETag='"a"').meta["answer"]
    assert isinstance(answer, Answer)
    assert (answer.etag, answer.page and answer.page.fetched_at) == ('"a"', NOW)


def test_the_middleware_slows_down_and_pauses() -> None:
    backoff = middleware()
    assert 29 < pause_of(backoff, 429, Retry_After="30") <= 30
    assert delay_of(backoff) == 4.0
    assert not backoff.end.reason
    replay = middleware(WARTA_REPLAY=["x.warc.gz"])
    assert pause_of(replay, 429, Retry_After="30") == 0.0
    assert delay_of(replay) == 2.0


def test_the_middleware_says_why_a_crawl_ends_and_the_first_reason_counts() -> None:
    backoff = middleware()
    for status in (403, 401, 403, *[500] * 20):
        respond(backoff, status)
    assert backoff.end.reason == "blocked"
    assert "koran answers with 403" in backoff.end.problem


def test_silence_counts_where_it_is_the_server_s() -> None:
    backoff = middleware(WARTA_FAILING_AFTER=3)
    for _ in range(5):
        backoff.process_exception(Request(URL), IgnoreRequest("robots.txt disallows it"))
        backoff.process_exception(Request(URL, meta={"robots": True}), DownloadTimeoutError("x"))
    assert not backoff.end.reason
    for _ in range(3):
        backoff.process_exception(Request(URL), DownloadTimeoutError("x"))
    assert backoff.end.reason == "in trouble"
    assert "no answer within 30 s" in backoff.end.problem


def test_robots_txt_says_nothing_of_the_outlet() -> None:
    backoff = middleware()
    request = Request(URL, meta={"robots": True})
    for _ in range(9):
        backoff.process_response(request, Response(URL, status=403))
    assert not backoff.end.reason
    assert "answer" not in request.meta
