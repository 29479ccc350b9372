"""Which outlet a URL is of, and what is said of an outcome."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.url_fetch import Fetched, Fetching, site_for
from pipelines.records import Added, Failure, Outcome, State
from pipelines.urls import host_matches

NOW = datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://koran.example/berita/1"


def fetching() -> tuple[Fetching, list[Fetched]]:
    said: list[Fetched] = []
    return Fetching(wait=timedelta(seconds=60), on_result=said.append), said


def failure(wait: timedelta | None) -> Outcome:
    return Outcome(
        url=URL,
        site="koran.example",
        result=Failure(url=URL, error="the server answered 500"),
        fetched_at=NOW,
        state=State.RETRY if wait else State.GONE,
        next_try_at=NOW + wait if wait else None,
    )


def test_a_host_with_www_and_without_is_one_outlet() -> None:
    plain, www = site_for("https://koran.example/a"), site_for("https://www.koran.example/a")
    assert plain == www
    assert host_matches("www.koran.example", plain.hosts)
    assert plain.rules.site == ""  # an article is stored under its host, as by `warta ingest`
    assert site_for("https://news.republika.co.id/berita/x").name == "republika"


def test_urls_are_asked_for_once_under_their_canonical_form() -> None:
    work, _ = fetching()
    for url in (URL, f"{URL}/?utm_source=x#isi", "https://m.republika.co.id/berita/abc/def"):
        work.add(url)
    assert work.keys["koran.example"] == [URL]
    assert work.repeated == [f"{URL}/?utm_source=x#isi"]
    assert list(work.sites) == ["koran.example", "republika"]


@pytest.mark.parametrize(
    ("wait", "at_once"),
    [(None, True), (timedelta(minutes=5), True), (timedelta(seconds=5), False)],
)
def test_a_failure_that_is_tried_again_soon_is_said_at_the_end(
    wait: timedelta | None, at_once: bool
) -> None:
    work, said = fetching()
    work.add(URL)
    work.take(failure(wait), None)
    assert len(said) == at_once
    work.finish([{"site": "koran.example", "problems": [], "finish_reason": "finished"}])
    assert [result.detail for result in said] == ["the server answered 500"]


def test_a_later_answer_counts() -> None:
    work, said = fetching()
    work.add(URL)
    work.take(failure(timedelta(seconds=5)), None)
    added = Added(article_id=7, kind="duplicate", duplicate_of=3)
    work.take(Outcome(url=URL, result=None, site="koran.example"), added)
    work.finish([{"site": "koran.example", "problems": [], "finish_reason": "finished"}])
    assert [(r.result, r.article_id, r.duplicate_of) for r in said] == [("new", 7, 3)]


def test_what_was_not_asked_for_has_the_reason_of_the_run() -> None:
    work, said = fetching()
    work.add(URL)
    work.add("https://lain.example/1")
    runs = [
        {"site": "koran.example", "problems": ["koran.example is busy"], "finish_reason": "failed"},
        {"site": "lain.example", "problems": [], "finish_reason": "interrupted"},
    ]
    work.finish(runs)
    assert [result.result for result in said] == ["failed", "failed"]
    assert [result.detail for result in said] == [
        "koran.example is busy", "it was not asked for: interrupted",
    ]  # fmt: skip
