"""What the pages of the browser read: right, and without looking at every article."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import connect_readonly
from pipelines.query.home import (
    COUNTED_TO,
    contents,
    count_rows,
    newest,
    outlet,
    outlets,
    per_day,
    table_counts,
    top_stories,
)
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered
from tests.support.browsing import fill


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = fill(tmp_path_factory.mktemp("home") / "a.db")
    with closing(connect_readonly(path)) as conn:
        yield conn


def test_contents_are_those_of_the_articles(db: sqlite3.Connection) -> None:
    found = contents(db)
    kept, copies, words, days, first, last = db.execute(
        "SELECT sum(duplicate_of IS NULL), count(duplicate_of), sum(words),"
        " count(DISTINCT published_on), min(published_on), max(published_on) FROM articles"
    ).fetchone()
    assert (found["articles"], found["duplicates"], found["words"]) == (kept, copies, words)
    assert (found["days"], found["first"], found["last"]) == (days, first, last)
    assert [row["site"] for row in found["outlets"]] == [
        "kabar", "lintas", "pesisir.example", "salinan",
    ]  # fmt: skip
    assert found["outlets"][0]["articles"] == 7 and found["outlets"][-1]["articles"] == 0
    assert found["languages"][0]["language"] == "id"


def test_days_have_no_gap(db: sqlite3.Connection) -> None:
    days = per_day(db)
    assert len(days) == 14 and days[-1] == {"day": "2026-11-24", "articles": 1}
    assert sum(row["articles"] for row in days) == contents(db)["articles"]
    assert [row["day"] for row in per_day(db, days=3)] == ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert sum(row["articles"] for row in per_day(db, site="lintas")) == 2
    assert per_day(db, site="tidak.example") == []


def test_the_newest_come_first(db: sqlite3.Connection) -> None:
    rows = newest(db, limit=4)
    assert [row["title"][-1] for row in rows] == ["4", "3", "2", "1"]
    assert rows[0]["published"].isoformat() == "2026-11-24T00:00:00+07:00"
    assert {row["site"] for row in newest(db, site="lintas")} == {"lintas"}


def test_stories_of_the_last_days(db: sqlite3.Connection) -> None:
    [story] = top_stories(db)
    assert (story["id"], story["sites"], story["articles"], story["duplicates"]) == (1, 3, 3, 1)
    assert top_stories(db, days=2) == []


def test_an_outlet(db: sqlite3.Connection) -> None:
    found = outlet(db, "lintas")
    assert found is not None
    assert (found["articles"], found["duplicates"], found["frontier"]) == (2, 0, {"gone": 1})
    assert found["last_run"] is None and found["languages"][0]["words"] > 20
    assert outlet(db, "' OR 1=1 --") is None
    assert [row["name"] for row in outlets(db)][:2] == ["kabar", "lintas"]


def test_an_article_without_a_date_is_counted(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(numbered(1))
        store.add(numbered(2, published_at=NOW, text="Teks lain yang sama sekali berbeda."))
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        found = contents(conn)
        assert (found["articles"], found["days"], found["first"]) == (2, 1, "2026-11-21")
        assert len(newest(conn)) == 1


def test_an_empty_database(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        assert contents(conn)["articles"] == 0 and contents(conn)["first"] is None
        assert per_day(conn) == newest(conn) == top_stories(conn) == outlets(conn) == []


def test_rows_are_counted_up_to_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add(numbered(1, published_at=NOW))
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.executemany(
            "INSERT INTO drops (url, site, step, reason, detail, first_at, last_at)"
            " VALUES (?, 'a', 'extract', 'no_text', '', '2026', '2026')",
            [(f"https://a.example/{n}",) for n in range(COUNTED_TO)],
        )
    with closing(connect_readonly(path)) as conn:
        assert count_rows(conn, "drops") == COUNTED_TO
        assert table_counts(conn)["articles"] == 1
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO drops (url, site, step, reason, detail, first_at, last_at)"
            " SELECT url || '/x', site, step, reason, detail, first_at, last_at FROM drops LIMIT 1"
        )
    with closing(connect_readonly(path)) as conn:
        assert count_rows(conn, "drops") is None and table_counts(conn)["drops"] is None


PAGES: tuple[Callable[[Any], Any], ...] = (
    contents, per_day, newest, top_stories, outlets, table_counts,
    lambda db: outlet(db, "kabar"), lambda db: newest(db, site="kabar"),
    lambda db: per_day(db, site="kabar"),
)  # fmt: skip


@pytest.mark.parametrize("read", PAGES)
def test_no_page_reads_every_article(db: sqlite3.Connection, read: Callable[[Any], Any]) -> None:
    said: list[str] = []
    db.set_trace_callback(said.append)
    try:
        read(db)
    finally:
        db.set_trace_callback(None)
    assert said
    for statement in said:
        for *_, step in db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
            # A scan along an index of the time ends with the limit of the query.
            bounded = "LIMIT" in statement and "USING" in step
            whole = step.startswith(("SCAN articles", "SCAN a ", "SCAN first")) and not bounded
            assert not whole or "LIMIT 10001" in statement, (step, statement)


def test_new_articles_are_counted_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one = numbered(1, published_at=NOW)
    with ArticleStore(path) as store:
        store.add(one)
        with closing(connect_readonly(path)) as conn:
            assert contents(conn)["articles"] == 1
            store.add(replace(one, url="https://a.example/2", text="Sesuatu yang lain sekali.",
                              published_at=NOW + timedelta(days=2)))  # fmt: skip
            assert contents(conn)["articles"] == 2
            assert [row["articles"] for row in per_day(conn)][-3:] == [1, 0, 1]
