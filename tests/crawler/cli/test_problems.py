"""`warta problems`: what is printed, and that every reason has its advice."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.cli.problem_advice import ADVICE, OF_LISTINGS
from crawler.http.guards import Refused, refusal
from crawler.http.responses import no_answer, read
from crawler.http.robots import Disallowed
from pipelines.query.problems import REASONS
from pipelines.records import Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore
from tests.support.articles import NOW
from tests.support.command import data, warta

URL = "https://koran.example/berita/1"
SETTINGS = Settings({"DOWNLOAD_TIMEOUT": 30, "DOWNLOAD_MAXSIZE": 1000})
ERRORS: list[tuple[BaseException, str]] = [
    (Disallowed("robots.txt disallows it"), "robots_txt"),
    (Refused(refusal("https://lain.example/", ("koran.example",))), "not_allowed"),
    (Refused(refusal("http://10.0.0.1/", ("10.0.0.1",))), "not_allowed"),
    (Refused(refusal("ftp://koran.example/", ("koran.example",))), "not_allowed"),
    (CannotResolveHostError(), "no_address"),
    (DownloadTimeoutError(), "no_answer"),
    (DownloadConnectionRefusedError(), "no_connection"),
    (DownloadFailedError(), "no_connection"),
    (DownloadCancelledError(), "too_large"),
    (IgnoreRequest("max redirections reached"), "redirected"),
    (ValueError("apa saja"), "other"),
]
ANSWERS = {
    404: "not_found", 410: "not_found", 401: "refused", 403: "refused", 429: "too_many_requests",
    451: "http_error", 500: "server_error", 503: "server_error", 302: "redirected",
}  # fmt: skip


def stored(path: Path, results: Sequence[Drop | Failure], kind: Kind = Kind.ARTICLE) -> Path:
    """Store results, each under its URL."""
    state = {Drop: State.DROPPED, Failure: State.RETRY}
    with ArticleStore(path) as store:
        store.commit(
            [
                Outcome(
                    url=result.url, site="koran.example", result=result, fetched_at=NOW, kind=kind,
                    state=state[type(result)],
                )
                for result in results
            ]
        )  # fmt: skip
    return path


@pytest.mark.parametrize(("error", "reason"), ERRORS)
def test_what_the_crawler_says_has_its_reason(
    tmp_path: Path, error: BaseException, reason: str
) -> None:
    failure = no_answer(error, URL, settings=SETTINGS)
    found = data("problems", "--db", stored(tmp_path / "a.db", [failure]))
    assert [problem["reason"] for problem in found["problems"]] == [reason]


@pytest.mark.parametrize(("status", "reason"), ANSWERS.items())
def test_a_status_has_its_reason(tmp_path: Path, status: int, reason: str) -> None:
    answer = read(Response(URL, status=status), Request(URL), NOW)
    assert answer.failure is not None
    found = data("problems", "--db", stored(tmp_path / "a.db", [answer.failure]))
    assert [problem["reason"] for problem in found["problems"]] == [reason]


def test_a_challenge_page_has_its_reason(tmp_path: Path) -> None:
    page = Response(URL, status=403, headers={"cf-mitigated": "challenge"})
    failure = read(page, Request(URL), NOW).failure
    assert failure is not None
    found = data("problems", "--db", stored(tmp_path / "a.db", [failure]))
    assert [problem["reason"] for problem in found["problems"]] == ["challenge"]


def test_every_reason_has_its_advice() -> None:
    assert ADVICE.keys() == set(REASONS) and OF_LISTINGS.keys() <= ADVICE.keys()
    assert all(text.endswith(".") and len(text) < 200 for text in ADVICE.values())


def test_what_is_printed(tmp_path: Path) -> None:
    drops = [
        Drop(
            url=f"{URL}{n}", site="koran.example", reason=Reason.NO_TEXT, step="extract",
            detail=f"[b]detail[/b] {n}",
        )
        for n in range(3)
    ]  # fmt: skip
    path = stored(tmp_path / "a.db", drops)
    stored(path, [Failure(url="https://koran.example/rss", error="404", status=404)], Kind.FEED)
    result = warta("problems", "--db", path, "--limit", 3)
    assert result.exit_code == 0
    for said in (
        "koran.example  no_text  3 pages dropped, step extract",
        f"  {URL}1\n    2026-", "WIB: [b]detail[/b] 1",
        "koran.example  not_found  1 listing failed",
        "has moved: correct the record", "the newest 3 of 4 are listed",
    ):  # fmt: skip
        assert said in result.stdout
    assert "add a selector for the body" in " ".join(result.stdout.split())
    assert result.stdout.index("no_text") < result.stdout.index("not_found")
    found = data("problems", "--db", path, "--reason", "not_found", "--site", "koran.example")
    assert (found["found"], len(found["groups"]), found["problems"][0]["kind"]) == (1, 1, "feed")
    assert found["problems"][0]["advice"] == OF_LISTINGS["not_found"]


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", [])
    assert "the database has no page yet" in warta("problems", "--db", path).stdout
    empty = json.loads(warta("problems", "--db", path, "--json").stdout)
    assert empty == {"found": 0, "groups": [], "problems": []}
    with ArticleStore(path) as store:
        done = Outcome(url=URL, site="koran.example", result=None, state=State.DONE, fetched_at=NOW)
        store.commit([done])
    assert warta("problems", "--db", path).stdout == "nothing failed or was dropped\n"
    narrowed = warta("problems", "--db", path, "--since", "7d")
    assert narrowed.stdout == "nothing of that failed or was dropped\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--reason", "lupa"], "--reason lupa: choose one of empty, not_html"),
        (["--since", "kemarin"], "--since kemarin: not a date"),
        (["--site", "republica"], "did you mean republika"),
        (["--db", "missing.db"], "missing.db"),
    ],
)
def test_a_wrong_call_is_named(tmp_path: Path, options: list[str], said: str) -> None:
    path = stored(tmp_path / "a.db", [])
    result = warta("problems", "--db", path, *options)
    assert result.exit_code == 2
    assert said in result.stderr
