"""What takes the space of a database."""

import sqlite3
from pathlib import Path

import pytest

from pipelines.query import connect_readonly
from pipelines.query.file_size import KINDS, UNMEASURED, file_size
from pipelines.store import ArticleStore
from pipelines.store.schema.descriptions import TABLES
from tests.support.articles import numbered

OPTIONS = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
measures = pytest.mark.skipif(
    "ENABLE_DBSTAT_VTAB" not in OPTIONS, reason="this SQLite has no dbstat"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add_many(numbered(n, text=f"kata{n} " * 500) for n in range(40))
    return tmp_path / "a.db"


@measures
def test_the_parts_are_the_file(path: Path) -> None:
    conn = connect_readonly(path)
    found = file_size(conn)
    conn.close()
    assert found["bytes"] == path.stat().st_size
    assert found["articles"] == 40
    assert sum(found["parts"].values()) + found["free"] == found["bytes"]
    assert next(iter(found["parts"])) == "articles"
    assert found["parts"]["full-text index"] > 0


def test_what_is_not_measured_in_time_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.query.file_size.STEPS", 10)
    conn = connect_readonly(path)
    found = file_size(conn, seconds=0)
    assert list(found["parts"]) == [UNMEASURED]
    assert sum(found["parts"].values()) + found["free"] == found["bytes"]
    assert conn.execute("SELECT count(*) FROM articles").fetchone()[0] == 40
    conn.close()


@measures
def test_the_last_kinds_are_named_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.query.file_size.STEPS", 10)
    monkeypatch.setattr("pipelines.query.file_size.time.monotonic", Clock())
    conn = connect_readonly(path)
    seconds = next(n for n in range(1, 9000, 20) if len(file_size(conn, seconds=n)["parts"]) > 6)
    found = file_size(conn, seconds=seconds)
    conn.close()
    assert next(iter(found["parts"])) == "full-text index and articles"
    assert sum(found["parts"].values()) + found["free"] == found["bytes"]


class Clock:
    """A clock that is one second later whenever it is asked."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def test_every_table_that_grows_belongs_to_a_kind() -> None:
    starts = tuple(start for _, names in KINDS for start in names)
    others = {name for name in TABLES if not name.startswith(starts)}
    assert others == {"_sqlite_migrations"}
