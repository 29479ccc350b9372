"""The table of word forms has the forms that the texts have, also those of an older file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from pipelines.query import connect_readonly
from pipelines.store import ArticleStore
from pipelines.store.schema import MIGRATIONS
from tests.support.articles import numbered

TEXT = "Panitia mengundang petani. Undangan dikirim kepada Gunawan dan Mulyani."


def forms(path: Path) -> list[tuple[str, str]]:
    with closing(connect_readonly(path)) as conn:
        rows = conn.execute("SELECT * FROM word_forms ORDER BY lemma, word")
        return [tuple(row) for row in rows]


def test_a_stored_text_has_its_forms_filed_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add(numbered(1, title="Undangan", text=TEXT))
        store.add(numbered(2, title="Pertemuan", text=f"{TEXT} Lagi."))
    with ArticleStore(path) as store:
        store.add(numbered(3, title="Lain", text=f"{TEXT} Menanam."))
    assert forms(path) == [
        ("kirim", "dikirim"),
        ("tanam", "menanam"),
        ("tani", "petani"),
        ("temu", "pertemuan"),
        ("undang", "mengundang"),
        ("undang", "undangan"),
    ]


def test_a_word_of_a_headline_is_filed_and_a_name_is_not(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(numbered(1, title="Kebakaran Dipadamkan Terawan", text="Bekasi, Kuningan."))
    assert forms(tmp_path / "a.db") == [("bakar", "kebakaran"), ("padam", "dipadamkan")]


def test_a_batch_that_fails_files_its_words_when_it_is_stored_after_all(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path, timeout=0.1) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            store.add(numbered(1, text=TEXT))
        except Exception as error:
            assert "locked" in str(error)
        other.execute("ROLLBACK")
        other.close()
        store.add(numbered(1, text=TEXT))
    assert ("undang", "mengundang") in forms(path)


def test_migration_11_files_the_words_of_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = Database(path)
    MIGRATIONS.apply(old, stop_before="m011_word_forms")
    old.execute(
        "INSERT INTO articles (site, title, words, url, first_fetched_at, fetched_at, text)"
        " VALUES ('a', 'Undangan', 9, 'https://a.example/1', '2026', '2026', ?)",
        [TEXT],
    )
    old.conn.commit()
    old.conn.close()
    assert forms(path) == [
        ("kirim", "dikirim"),
        ("tani", "petani"),
        ("undang", "mengundang"),
        ("undang", "undangan"),
    ]
