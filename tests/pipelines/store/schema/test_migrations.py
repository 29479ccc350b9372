"""The schema is documented column by column, and the migrations lead to one and the same schema."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipelines.query import connect_readonly, edits
from pipelines.store import ArticleStore
from pipelines.store.schema import APPLICATION_ID, MIGRATIONS
from pipelines.store.schema.descriptions import TABLES
from pipelines.store.schema.document import document
from pipelines.store.schema.internal_descriptions import INTERNAL
from pipelines.store.schema.view_descriptions import VIEWS
from tests.support.paths import ROOT

SCHEMA = ROOT / "pipelines" / "store" / "schema"
DOCUMENT = ROOT / "docs" / "database.md"


@pytest.fixture
def db() -> Database:
    made = Database(memory=True)
    MIGRATIONS.apply(made)
    return made


def test_every_table_and_view_is_described(db: Database) -> None:
    shadows = ("articles_fts_", "sqlite_")
    assert {name for name in db.table_names() if not name.startswith(shadows)} == set(TABLES)
    assert set(db.view_names()) == set(VIEWS)


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_every_column_is_described(db: Database, name: str) -> None:
    described = {**TABLES, **VIEWS}[name]
    assert described.about.endswith(".")
    if name != "articles_fts":
        assert sorted(described.columns) == sorted(column.name for column in db[name].columns)


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_the_example_of_a_table_runs(db: Database, name: str) -> None:
    described = {**TABLES, **VIEWS}[name]
    assert (described.example == "") == (name in INTERNAL)
    db.execute(described.example or "SELECT 1").fetchall()


def test_internal_tables_are_told_apart_by_name() -> None:
    assert {name for name in TABLES if name.startswith("_")} == set(INTERNAL)


def test_the_documentation_is_the_schema_s() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), (
        "write it again: python -m pipelines.store.schema > docs/database.md"
    )


def test_each_module_is_a_migration(db: Database) -> None:
    modules = sorted(path.stem for path in SCHEMA.glob("m[0-9]*.py"))
    assert [migration.name for migration in MIGRATIONS.applied(db)] == modules
    assert [name[:4] for name in modules] == [f"m{n:03}" for n in range(1, len(modules) + 1)]


def test_applying_again_changes_nothing(db: Database) -> None:
    before = db.schema
    MIGRATIONS.apply(db)
    assert db.schema == before
    assert MIGRATIONS.pending(db) == []


def test_the_file_says_whose_it_is(db: Database) -> None:
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert APPLICATION_ID.to_bytes(4, "big") == b"wrta"


OLD_ARTICLE = (
    "INSERT INTO articles (id, url, site, title, authors, editors, tags, published_at,"
    " published_offset, fetched_at, first_fetched_at, words, language, flags, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'id', '[]', ?)"
)


def old_database(path: Path) -> None:
    """Make a file of migration 9 with two articles, a revision, a removed line and a duplicate."""
    old = Database(path)
    MIGRATIONS.apply(old, stop_before="m010_readers")
    night, fetched = "2026-05-01T20:30:00Z", "2026-05-02T00:00:00Z"
    for row in (
        (1, "https://a.id/1", "a", "Harga Beras", '["Ani"]', '["Budi"]',
         '["Beras","beras","Pasar"]', night, "+07:00", fetched, fetched, 3, "Harga beras naik."),
        (2, "https://b.id/2", "b.id", "Banjir", "[]", "[]", "[]",
         "2026-05-01T15:30:00Z", "+09:00", fetched, fetched, 2, "Banjir surut."),
    ):  # fmt: skip
        old.conn.execute(OLD_ARTICLE, row)
    old.conn.executescript(
        "UPDATE articles SET duplicate_of = 1, story_id = 77 WHERE id = 2;"
        "INSERT INTO revisions (article_id, title, deck, fetched_at, words, fields, text)"
        " VALUES (1, 'Harga', '', '2026-05-01T00:00:00Z', 1, '{}', 'Harga.');"
        "INSERT INTO removed VALUES (1, 1, 0, 'related', 'Baca juga: x');"
        "INSERT INTO duplicates VALUES (2, 1, 'near', 0.9, NULL);"
        "INSERT INTO fingerprints (article_id, scheme, period, text_hash, numbers, shingles)"
        " VALUES (1, 'older', 1, 'x', '[]', x'');"
        "DELETE FROM story_queue;"
    )
    old.conn.close()


def test_migration_10_keeps_what_an_older_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old_database(path)
    with closing(connect_readonly(path)) as conn:
        rows = conn.execute(
            "SELECT id, published_on, site, duplicate_of, story_id FROM articles ORDER BY id"
        ).fetchall()
        # A story that is no article any more is forgotten; its article is settled again.
        assert [tuple(row) for row in rows] == [
            (1, "2026-05-02", "a", None, None),
            (2, "2026-05-02", "b.id", 1, None),
        ]
        for table in ("revisions", "removed", "duplicates", "_fingerprints"):
            assert conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 1
        queued = conn.execute("SELECT article_id FROM _story_queue").fetchall()
        assert [row[0] for row in queued] == [2]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_migration_10_fills_the_tables_that_it_brings(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old_database(path)
    with closing(connect_readonly(path)) as conn:
        assert [tuple(row) for row in conn.execute("SELECT name, status FROM outlets")] == [
            ("a", "unknown"),
            ("b.id", "unknown"),
        ]
        tags = conn.execute("SELECT tag, article_id FROM article_tags ORDER BY tag").fetchall()
        assert [tuple(row) for row in tags] == [("Beras", 1), ("Pasar", 1)]
        people = conn.execute("SELECT name, role FROM article_people ORDER BY name").fetchall()
        assert [tuple(row) for row in people] == [("Ani", "author"), ("Budi", "editor")]
        counts = conn.execute("SELECT day, site, articles, duplicates FROM daily_counts").fetchall()
        assert [tuple(row) for row in counts] == [
            ("2026-05-02", "a", 1, 0),
            ("2026-05-02", "b.id", 1, 1),
        ]
        found = conn.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'beras'")
        assert [row[0] for row in found] == [1]


def test_views_answer(db: Database) -> None:
    for name in VIEWS:
        assert list(db[name].rows) == []


def test_edits_of_a_database_before_migration_8_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = Database(path)
    MIGRATIONS.apply(old, stop_before="m008_versions")
    old.conn.executescript(
        "INSERT INTO articles (id, url, site, title, deck, fetched_at, first_fetched_at, words,"
        " revision, text) VALUES (1, 'https://a.id/b', 'a', 'Banjir Surut', '',"
        " '2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z', 2, 1, '12 rumah.');"
        "INSERT INTO revisions (article_id, title, deck, fetched_at, words, fields, text)"
        " VALUES (1, 'Banjir', '', '2026-05-01T00:00:00Z', 2, '{}', '10 rumah.');"
    )
    old.conn.close()
    with closing(connect_readonly(path)) as conn:
        [edit] = edits(conn)
        assert (edit["headline"], edit["kind"], edit["figures"]) == (1, "headline", None)
    with ArticleStore(path) as store:
        store.commit([])
    with closing(connect_readonly(path)) as conn:
        [edit] = edits(conn)
        assert (edit["figures"], edit["words_added"], edit["rules_changed"]) == (1, 2, 0)
