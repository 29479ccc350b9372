"""sqlite-utils and Datasette themselves are asked whether they see what the schema means."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from pipelines.store import ArticleStore
from tests.support.articles import numbered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.db"
    with ArticleStore(made) as store:
        store.add(numbered(1, title="Pasar ramai", text="Harga beras turun di pasar."))
        store.add(numbered(2, title="Harga beras naik", text="Petani senang sekali hari ini."))
        store.add(numbered(3, title="Hujan deras", text="Jalan desa tergenang sejak pagi."))
    return made


def test_sqlite_utils_finds_the_index_and_ranks_the_title_first(path: Path) -> None:
    table = Database(path)["articles"]
    assert table.detect_fts() == "articles_fts"
    assert [row["id"] for row in table.search("harga beras")] == [2, 1]


def datasette(path: Path, ask: Callable[[Any], Any]) -> Any:
    """Return what Datasette answers, asked in its own process."""
    app = pytest.importorskip("datasette.app", reason="the extra serve is not installed")

    async def answer() -> Any:
        return await ask(app.Datasette([str(path)]))

    return asyncio.run(answer())


def test_datasette_finds_the_index(path: Path) -> None:
    async def ask(served: Any) -> Any:
        table = "/a/articles.json?_shape=array&_search="
        found = (await served.client.get(f"{table}harga")).json()
        none = (await served.client.get(f"{table}gunung")).json()
        return [row["id"] for row in found], none

    assert datasette(path, ask) == ([1, 2], [])


def test_datasette_follows_the_keys_of_an_article(path: Path) -> None:
    async def ask(served: Any) -> Any:
        keys = await served.get_database("a").foreign_keys_for_table("articles")
        return {key["column"]: key["other_table"] for key in keys}

    assert datasette(path, ask) == {
        "site": "outlets", "duplicate_of": "articles", "story_id": "articles", "run_id": "runs",
    }  # fmt: skip
