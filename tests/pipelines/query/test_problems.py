"""What failed or was dropped, as the database has it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.query import connect_readonly
from pipelines.query.problems import Problems, problems
from pipelines.records import Article, Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
ONE = Article(
    url="https://a.example/1",
    site="a",
    title="Judul satu",
    text=" ".join(f"kata{n}" for n in range(80)),
    fetched_at=NOW,
)


def failed(
    url: str, status: int, at: datetime = NOW, *, site: str = "a", **more: object
) -> Outcome:
    failure = Failure(url=url, site=site, error=f"the server answered {status}", status=status)
    outcome = Outcome(
        url=url, site=site, result=failure, fetched_at=at, status=status, state=State.RETRY,
        next_try_at=at + timedelta(minutes=5),
    )  # fmt: skip
    return replace(outcome, **more)  # type: ignore[arg-type]


def dropped(url: str, at: datetime = NOW, reason: Reason = Reason.TOO_SHORT) -> Outcome:
    drop = Drop(url=url, site="a", reason=reason, step="quality", detail="3 words")
    return Outcome(url=url, site="a", result=drop, fetched_at=at, state=State.DROPPED)


def stored(article: Article) -> Outcome:
    return Outcome(
        url=article.url, site=article.site, result=article, fetched_at=article.fetched_at,
        state=State.DONE,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    hour = timedelta(hours=1)
    with ArticleStore(path) as store:
        store.commit([stored(ONE), dropped("https://a.example/2"), dropped("https://a.example/3")])
        store.commit([dropped("https://a.example/2", NOW + 2 * hour)])
        store.commit(
            [failed("https://a.example/4", 500), failed("https://b.example/1", 403, site="b")]
        )
        store.commit([failed("https://a.example/4", 500, NOW + hour)])
        store.commit([failed("https://a.example/rss", 404, NOW - hour, kind=Kind.FEED)])
        gone = failed(ONE.url, 410, NOW + 3 * hour, state=State.GONE, next_try_at=None)
        store.commit([gone])
    conn = connect_readonly(path)
    yield conn
    conn.close()


def test_the_newest_come_first_with_all_that_is_known(db: sqlite3.Connection) -> None:
    found = problems(db)
    assert [(p.url, p.reason, p.times) for p in found.newest] == [
        ("https://a.example/1", "taken_down", 1),
        ("https://a.example/2", "too_short", 2),
        ("https://a.example/4", "server_error", 2),
        ("https://a.example/3", "too_short", 1),
        ("https://b.example/1", "refused", 1),
        ("https://a.example/rss", "not_found", 1),
    ]
    drop = found.newest[1]
    assert (drop.what, drop.site, drop.step, drop.detail) == ("dropped", "a", "quality", "3 words")
    failure = found.newest[2]
    assert (failure.what, failure.step, failure.kind) == ("failed", "fetch", "article")
    assert (failure.detail, failure.last_at) == ("the server answered 500", "2026-11-21T09:00:00Z")
    assert failure.next_try_at == "2026-11-21T09:05:00Z"
    assert found.newest[0].next_try_at is None


def test_groups_count_all(db: sqlite3.Connection) -> None:
    found = problems(db, limit=1)
    assert len(found.newest) == 1 and found.count == 6 and not found.is_empty
    groups = [(g.site, g.reason, g.count, g.is_listing) for g in found.groups]
    assert groups[0] == ("a", "too_short", 2, False)
    assert ("a", "not_found", 1, True) in groups


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"site": "b"}, 1),
        ({"site": "c"}, 0),
        ({"reason": "too_short"}, 2),
        ({"site": "b", "reason": "too_short"}, 0),
        ({"since": date(2026, 11, 21)}, 6),
        ({"since": date(2026, 11, 22)}, 0),
    ],
)
def test_filters(db: sqlite3.Connection, filters: dict[str, object], count: int) -> None:
    found = problems(db, **filters)  # type: ignore[arg-type]
    assert found.count == len(found.newest) == count


def test_a_day_begins_in_western_indonesia(path: Path) -> None:
    with ArticleStore(path) as store:
        store.commit([failed("https://a.example/4", 500, datetime(2026, 11, 21, 17, tzinfo=UTC))])
    with closing(connect_readonly(path)) as conn:
        assert problems(conn, since=date(2026, 11, 22)).count == 1
        assert problems(conn, since=date(2026, 11, 23)).count == 0


def of(path: Path, *batches: Outcome) -> Problems:
    with ArticleStore(path) as store:
        for outcome in batches:
            store.commit([outcome])
    with closing(connect_readonly(path)) as conn:
        return problems(conn)


def test_one_url_is_one_problem_and_the_last_one_counts(path: Path) -> None:
    url, later = "https://a.example/2", NOW + timedelta(hours=1)
    found = of(path, dropped(url), failed(url, 500, later))
    assert [(p.what, p.reason) for p in found.newest] == [("failed", "server_error")]


def test_what_was_fetched_well_since_is_no_problem(path: Path) -> None:
    later = replace(ONE, fetched_at=NOW + timedelta(hours=1))
    assert of(path, dropped(ONE.url), failed(ONE.url, 500), stored(later)).count == 0


def test_a_database_without_a_page(path: Path) -> None:
    assert of(path).is_empty
    assert not of(path, stored(ONE)).is_empty
