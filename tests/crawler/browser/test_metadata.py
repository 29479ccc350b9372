"""What Datasette is told: every table and column, the questions, what is hidden."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.browser.metadata import FEW, metadata
from pipelines.query import connect_readonly
from pipelines.query.questions import QUESTIONS
from pipelines.store import ArticleStore


def test_it_names_what_the_database_has(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    tables = metadata()["databases"]["warta"]["tables"]
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        known = {
            row["name"]: {column[1] for column in conn.execute(f"PRAGMA table_info({row['name']})")}
            for row in conn.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
            )
        }
    for name, said in tables.items():
        columns = known[name]
        assert said["description"] and "`" not in said["description"]
        for key in ("shown", "offered_facets", "columns"):
            assert set(said.get(key, ())) <= columns, (name, key)
        assert {said[key] for key in ("sort_desc", "label_column") if key in said} <= columns
        assert said.get("hidden", False) is name.startswith(("_", "articles_fts"))
    ours = {name for name in known if not name.startswith(("sqlite_", "articles_fts_", "_sqlite"))}
    assert set(tables) >= ours


def test_facets_are_counted_where_that_is_quick() -> None:
    def facets(articles: int) -> object:
        return metadata(articles=articles)["databases"]["warta"]["tables"]["articles"].get("facets")

    assert facets(FEW) and facets(FEW + 1) is None


def test_the_questions_are_queries(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    queries = metadata()["databases"]["warta"]["queries"]
    assert list(queries) == [question.name for question in QUESTIONS]
    with closing(sqlite3.connect(tmp_path / "a.db")) as conn:
        for query in queries.values():
            values = {name: about["example"] for name, about in query["parameters"].items()}
            conn.execute(query["sql"], values).fetchall()
    assert json.loads(json.dumps(metadata(name="koran")))["databases"].keys() == {"koran"}
