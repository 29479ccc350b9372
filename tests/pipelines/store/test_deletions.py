"""Articles that the outlet takes down, and those that come back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import connect_readonly, deletions
from pipelines.records import Article, Drop, Failure, Outcome, Reason, State
from pipelines.store import ArticleStore

DAY = datetime(2026, 5, 1, 8, tzinfo=UTC)
URL = "https://kabar.example/berita/pasar"
TEXT = "Pasar dibuka pukul enam."
ARTICLE = Article(url=URL, site="kabar", title="Pasar Pagi Dibuka", text=TEXT, fetched_at=DAY)


def outcome(hour: int, result: Article | Drop | Failure | None, status: int = 200) -> Outcome:
    at = DAY + timedelta(hours=hour)
    if isinstance(result, Article):
        result = replace(result, fetched_at=at)
    return Outcome(
        url=URL, result=result, site="kabar", fetched_at=at, status=status, state=State.DONE
    )


def failure(status: int) -> Failure:
    return Failure(url=URL, error=f"HTTP {status}", status=status, gone=status in (404, 410))


def drop(url: str) -> Drop:
    return Drop(url=url, reason=Reason.NOT_ARTICLE, step="extract")


def after(tmp_path: Path, *outcomes: Outcome) -> list[dict[str, Any]]:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        for one in (outcome(0, ARTICLE), *outcomes):
            store.commit([one])
    return deletions(connect_readonly(path))


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (failure(404), "404"),
        (failure(410), "410"),
        (drop("https://kabar.example/"), "https://kabar.example/"),
        (drop("https://m.kabar.example"), "https://m.kabar.example"),
    ],
)
def test_an_article_that_is_taken_down_says_so(
    tmp_path: Path, result: Drop | Failure, why: str
) -> None:
    [row] = after(tmp_path, outcome(5, result))
    assert (row["gone_why"], row["is_gone"], row["gone_at"]) == (why, 1, "2026-05-01T13:00:00Z")
    assert row["title"] == ARTICLE.title


@pytest.mark.parametrize(
    "result", [failure(503), failure(0), drop(URL), drop("https://kabar.example/tag/pasar")]
)
def test_other_answers_are_no_deletion(tmp_path: Path, result: Drop | Failure) -> None:
    assert after(tmp_path, outcome(5, result)) == []


@pytest.mark.parametrize("again", [outcome(9, ARTICLE), outcome(9, None, 304)])
def test_an_article_that_is_there_again_says_so(tmp_path: Path, again: Outcome) -> None:
    [row] = after(tmp_path, outcome(5, failure(404)), outcome(7, failure(404)), again)
    assert (row["is_gone"], row["gone_at"]) == (0, "2026-05-01T13:00:00Z")
    assert row["back_at"] == "2026-05-01T17:00:00Z"


def test_it_may_go_once_more(tmp_path: Path) -> None:
    [row] = after(
        tmp_path, outcome(5, failure(404)), outcome(9, ARTICLE), outcome(12, failure(410))
    )
    assert (row["is_gone"], row["gone_why"], row["gone_at"]) == (1, "410", "2026-05-01T20:00:00Z")


def test_an_archive_read_later_does_not_bring_it_back(tmp_path: Path) -> None:
    [row] = after(tmp_path, outcome(5, failure(404)), outcome(2, ARTICLE))
    assert row["is_gone"] == 1


def test_an_old_record_of_a_404_takes_nothing_down(tmp_path: Path) -> None:
    assert after(tmp_path, outcome(9, ARTICLE), outcome(5, failure(404))) == []


def test_a_page_that_was_never_an_article_is_no_deletion(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.commit([outcome(5, failure(404))])
    assert deletions(connect_readonly(tmp_path / "a.db")) == []
