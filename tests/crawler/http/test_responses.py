"""What an answer, or none, means."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.http.guards import Refused
from crawler.http.responses import (
    DISALLOWED_FOR,
    Answer,
    challenge,
    is_temporary,
    no_answer,
    read,
    redirected,
    retry_after,
)
from crawler.http.robots import Disallowed
from pipelines.records import Failure
from tests.support.articles import NOW

URL = "https://koran.example/berita/1"
SETTINGS = Settings({"DOWNLOAD_TIMEOUT": 30, "DOWNLOAD_MAXSIZE": 1000})


def response(status: int, body: bytes = b"", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(URL, status=status, body=body, headers=named, request=Request(URL))


def answered(response: Response) -> Answer:
    assert response.request is not None
    return read(response, response.request, NOW)


def test_a_page() -> None:
    answer = answered(
        response(200, b"<p>x", Content_Type="text/html; charset=x", ETag='"a"', Last_Modified="b")
    )
    assert answer.page is not None
    assert (answer.page.html, answer.page.content_type) == (b"<p>x", "text/html; charset=x")
    assert (answer.page.url, answer.page.fetched_at, answer.page.status) == (URL, NOW, 200)
    assert (answer.etag, answer.last_modified) == ('"a"', "b")
    assert not answer.failure
    assert not answer.refused


def test_a_replayed_page_has_the_time_at_which_it_was_recorded() -> None:
    replayed = response(200, b"x")
    recorded = NOW - timedelta(days=900)
    assert replayed.request is not None
    replayed.request.meta["fetched_at"] = recorded
    page = answered(replayed).page
    assert page is not None
    assert page.fetched_at == recorded


def test_not_modified_is_neither_page_nor_failure() -> None:
    answer = answered(response(304, ETag='"a"'))
    assert answer.page is None
    assert answer.failure is None


@pytest.mark.parametrize(
    ("status", "gone", "refused", "too_many"),
    [
        (404, True, False, False),
        (410, True, False, False),
        (401, False, True, False),
        (403, False, True, False),
        (429, False, False, True),
        (500, False, False, False),
        (503, False, False, False),
        (302, False, False, False),
    ],
)
def test_failures(status: int, gone: bool, refused: bool, too_many: bool) -> None:
    answer = answered(response(status, Retry_After="7", Location="file:///etc/passwd"))
    assert answer.page is None
    assert answer.failure is not None
    assert (answer.failure.status, answer.failure.retry_after) == (status, 7.0)
    assert (answer.failure.gone, answer.refused, answer.too_many) == (gone, refused, too_many)
    assert str(status) in answer.failure.error


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 3.5 ", 3.0),
        ("Sat, 21 Nov 2026 12:01:00 GMT", 60.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("Sat, 21 Nov 2026 19:01:00 +0700", 60.0),
        ("", None),
        ("sebentar", None),
        ("-5", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_retry_after_takes_anything(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("status", "headers", "body", "vendor"),
    [
        (403, {"cf-mitigated": "challenge"}, b"", "Cloudflare"),
        (200, {}, b"<script>window._cf_chl_opt={}</script>", "Cloudflare"),
        (405, {"x-amzn-waf-action": "captcha"}, b"", "AWS WAF"),
        (200, {}, b"<script src='/_Incapsula_Resource?SWJIYLWA=1'>", "Imperva"),
        (403, {}, b"<script src=https://geo.captcha-delivery.com/captcha/x.js>", "DataDome"),
        (200, {}, b"<p>Cloudflare dan captcha jadi bahan berita</p>", ""),
        (200, {}, b"x" * 70_000 + b"_cf_chl_opt", ""),
        (403, {"server": "cloudflare"}, b"<h1>403</h1>", ""),
    ],
)
def test_challenges(status: int, headers: dict[str, str], body: bytes, vendor: str) -> None:
    assert challenge(headers, body) == vendor
    answer = answered(
        response(status, body, **{k.replace("-", "_"): v for k, v in headers.items()})
    )
    assert answer.challenge == vendor
    assert (answer.failure is not None) == bool(vendor or status != 200)


@pytest.mark.parametrize(
    ("error", "text", "gone", "wait"),
    [
        (Refused("10.0.0.1 is not a public address"), "not a public address", True, None),
        (Disallowed("robots.txt disallows it"), "robots.txt", False, 7 * 86400.0),
        (CannotResolveHostError("x"), "koran.example leads to no public address", False, None),
        (DownloadTimeoutError("x"), "no answer within 30 s", False, None),
        (DownloadConnectionRefusedError("x"), "koran.example refuses connections", False, None),
        (ResponseDataLossError(), "the connection broke off", False, None),
        (DownloadCancelledError("x"), "larger than 1,000 bytes", False, None),
        (IgnoreRequest("body exceeded DOWNLOAD_MAXSIZE (9 B)"), "larger than 1,000", False, None),
        (IgnoreRequest("max redirections reached"), "too many redirects", False, None),
        (DownloadFailedError("[<twisted>]"), "the connection broke off", False, None),
        (ValueError("x\n y"), "ValueError: x y", False, None),
        (OSError(), "OSError", False, None),
    ],
)
def test_no_answer(error: Exception, text: str, gone: bool, wait: float | None) -> None:
    failure = no_answer(error, URL, settings=SETTINGS)
    assert text in failure.error
    assert (failure.url, failure.status, failure.gone, failure.retry_after) == (URL, 0, gone, wait)


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ({}, 0),
        ({"redirect_reasons": [301, 302]}, 302),
        ({"redirect_reasons": ["meta refresh"]}, 0),
    ],
)
def test_a_redirect_to_where_nothing_may_be_fetched_is_temporary(
    meta: dict[str, Any], status: int
) -> None:
    error = Refused("iklan.example is not a host of this outlet")
    found = redirected(Request(URL, meta=meta))
    failure = no_answer(error, URL, settings=SETTINGS, redirected=found)
    assert (failure.status, failure.gone) == (status, not status)
    assert is_temporary(failure) is bool(status)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        ({"status": 503}, True),
        ({"status": 429, "retry_after": 30.0}, True),
        ({"status": 403}, True),
        ({"status": 408}, True),
        ({}, True),
        ({"status": 404, "gone": True}, False),
        ({"status": 404}, False),
        ({"status": 451}, False),
        ({"gone": True}, False),
        ({"retry_after": DISALLOWED_FOR, "waits_for": "robots.txt"}, False),
    ],
)
def test_what_is_temporary(failure: dict[str, Any], expected: bool) -> None:
    assert is_temporary(Failure(url=URL, error="x", **failure)) is expected
