"""Commands that look after a database."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.store import ArticleStore
from tests.support.articles import numbered
from tests.support.command import data, warta


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add_many(
            numbered(
                year,
                text=" ".join(f"kata{year}x{n}" for n in range(90)),
                published_at=datetime(year, 6, 1, tzinfo=UTC),
            )
            for year in (2021, 2022, 2025)
        )
    return path


def filed(db: Path) -> list[int]:
    conn = sqlite3.connect(db)
    rows = conn.execute("SELECT DISTINCT article_id FROM _new_bands ORDER BY 1").fetchall()
    conn.close()
    return [row[0] for row in rows]


def test_old_articles_leave_the_index(db: Path) -> None:
    assert filed(db) == [1, 2, 3]
    result = warta("age-out", "--before", "2022-01-01", "--db", db)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 article published before 2022-01-01")
    assert filed(db) == [2, 3]
    found = data("age-out", "--before", "2024-01-01", "--db", db)
    assert found == {"database": str(db), "before": "2024-01-01", "aged_out": 1}
    assert filed(db) == [3]
    assert data("stats", "--db", db)["articles"] == 3
