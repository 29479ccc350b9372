"""Tables kept by triggers say what the articles say, whatever is written and by whom."""

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.store import ArticleStore
from pipelines.store.schema import MIGRATIONS
from tests.support.articles import numbered

INSERT = (
    "INSERT INTO articles (id, published_on, site, title, authors, editors, tags, flags, language,"
    " words, url, duplicate_of, first_fetched_at, fetched_at, text)"
    " VALUES (:id, :published_on, :site, 'Judul', :authors, :editors, :tags, :flags, :language,"
    " :words, 'https://a.example/' || :id, :duplicate_of, '2026-01-01', '2026-01-01', 'Teks.')"
)
NAMES = st.lists(st.sampled_from(["Ani", "ani", "Budi", "Çelik", "Dr. Dodi, S.H."]), max_size=3)
ROW = st.fixed_dictionaries(
    {
        "published_on": st.sampled_from([None, "2026-01-01", "2026-01-02"]),
        "site": st.sampled_from(["a", "b.example"]),
        "authors": NAMES.map(json.dumps),
        "editors": NAMES.map(json.dumps),
        "tags": NAMES.map(json.dumps),
        "flags": st.sampled_from(["[]", '["fallback"]', '["paywall","fallback"]']),
        "language": st.sampled_from(["id", "en"]),
        "words": st.integers(0, 900),
        "duplicate_of": st.sampled_from([None, 1]),
    }
)
STEP = st.tuples(st.sampled_from(["put", "put", "put", "delete"]), st.integers(1, 4), ROW)


@pytest.fixture(scope="module")
def empty() -> Database:
    db = Database(memory=True)
    MIGRATIONS.apply(db)
    db.conn.row_factory = sqlite3.Row
    return db


@given(st.lists(STEP, max_size=12))
def test_they_hold_what_a_count_of_the_articles_gives(empty: Database, steps: list[Any]) -> None:
    empty.conn.execute("BEGIN")
    try:
        check(empty, steps)
    finally:
        empty.conn.execute("ROLLBACK")


def check(db: Database, steps: list[Any]) -> None:
    for what, number, row in steps:
        here = db.execute("SELECT 1 FROM articles WHERE id = ?", [number]).fetchone()
        if what == "delete":
            db.conn.execute("DELETE FROM articles WHERE id = ?", [number])
        elif here:
            named = ", ".join(f"{name} = :{name}" for name in row)
            db.conn.execute(f"UPDATE articles SET {named} WHERE id = :id", {**row, "id": number})
        else:
            db.conn.execute(INSERT, {**row, "id": number})
    articles = db.execute("SELECT * FROM articles").fetchall()
    assert counted(db) == recounted(articles)
    assert pairs(db, "SELECT tag, article_id FROM article_tags") == named_in(articles, "tags")
    for role, column in (("author", "authors"), ("editor", "editors")):
        stored = pairs(db, f"SELECT name, article_id FROM article_people WHERE role = '{role}'")
        assert stored == named_in(articles, column)
    assert {row["site"] for row in articles} <= {
        row[0] for row in db.execute("SELECT name FROM outlets")
    }


def counted(db: Database) -> dict[tuple[str, ...], tuple[int, ...]]:
    rows = db.execute("SELECT * FROM _day_counts")
    return {tuple(row)[:3]: tuple(row)[3:] for row in rows}


def recounted(articles: list[sqlite3.Row]) -> dict[tuple[str, ...], tuple[int, ...]]:
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for row in articles:
        group = groups.setdefault(
            (row["published_on"] or "", row["site"], row["language"]), Counter()
        )
        group["articles"] += 1
        group["duplicates"] += row["duplicate_of"] is not None
        group["words"] += row["words"]
        group["authors"] += row["authors"] != "[]"
        group["fallback"] += '"fallback"' in row["flags"]
    names = ("articles", "duplicates", "words", "authors", "fallback")
    return {key: tuple(group[name] for name in names) for key, group in groups.items()}


def pairs(db: Database, sql: str) -> set[tuple[str, int]]:
    return {(name.lower(), number) for name, number in db.execute(sql)}


def named_in(articles: list[sqlite3.Row], column: str) -> set[tuple[str, int]]:
    return {(name.lower(), row["id"]) for row in articles for name in json.loads(row[column])}


WIB, WITA, WIT = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        (datetime(2026, 5, 2, 3, 30, tzinfo=WIB), "2026-05-02"),  # 1 May in UTC
        (datetime(2026, 5, 2, 0, 30, tzinfo=WIT), "2026-05-02"),  # 1 May in WIB
        (datetime(2026, 5, 2, 0, 10, tzinfo=WITA), "2026-05-02"),
        (datetime(2026, 5, 1, 20, 30, tzinfo=UTC), "2026-05-02"),  # data in UTC
        (datetime(2026, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2026-05-02"),
        (datetime(1, 1, 1, 0, 30, tzinfo=UTC), "0001-01-01"),
        (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), "9999-12-31"),
        (None, None),
    ],
)
def test_the_day_of_an_article_is_the_outlet_s(
    tmp_path: Path, printed: datetime | None, day: str | None
) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(numbered(1, published_at=printed))
        # Filled in by a later fetch, and moved by an edit.
        store.add(numbered(2))
        store.add(numbered(2, published_at=printed))
        store.add(numbered(3, published_at=datetime(2020, 1, 1, tzinfo=WIB)))
        later = numbered(3).fetched_at + timedelta(hours=1)
        store.add(numbered(3, title="Lain", published_at=printed, fetched_at=later))
    with sqlite3.connect(tmp_path / "a.db") as conn:
        days = [row[0] for row in conn.execute("SELECT published_on FROM articles ORDER BY id")]
        kept = day if printed else "2020-01-01"
    conn.close()
    assert days == [day, day, kept]
