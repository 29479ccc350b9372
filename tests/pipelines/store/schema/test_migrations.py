"""The schema is documented column by column, and the migrations lead to one and the same schema."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipelines.query import connect_readonly, edits
from pipelines.store import ArticleStore
from pipelines.store.schema import APPLICATION_ID, MIGRATIONS
from pipelines.store.schema.descriptions import TABLES, VIEWS
from pipelines.store.schema.document import document
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
