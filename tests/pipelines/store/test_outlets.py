"""The table of outlets holds what is known of them; articles of others have a row too."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pipelines.records import Outlet
from pipelines.store import ArticleStore
from tests.support.articles import numbered

KORAN = Outlet(
    name="koran",
    title="Koran Kita",
    media_group="Grup Kita",
    language="id",
    province="Bali",
    status="active",
    hosts=("koran.example", "*.koran.example"),
    permission="robots.txt names AI crawlers, 2026-11-01",
)


def rows(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT * FROM outlets ORDER BY name").fetchall()


def test_what_is_known_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        assert store.put_outlets([KORAN]) == 1
        assert store.put_outlets([KORAN]) == 0
    assert rows(path) == [
        ("koran", "Koran Kita", "Grup Kita", "id", "Bali", "active",
         '["koran.example","*.koran.example"]', "robots.txt names AI crawlers, 2026-11-01"),
    ]  # fmt: skip


def test_an_outlet_without_a_record_has_a_row_until_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add(numbered(1, site="koran"))
        assert rows(path) == [("koran", "koran", "", "", "", "unknown", "[]", "")]
        assert store.put_outlets([KORAN]) == 1
    assert rows(path)[0][1] == "Koran Kita"


def test_nothing_new_waits_for_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.put_outlets([KORAN])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ArticleStore(path, timeout=0.1) as store:
        assert store.put_outlets([KORAN]) == 0
    other.close()
