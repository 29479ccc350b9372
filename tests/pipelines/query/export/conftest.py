"""A database of articles that are hard to write, made once; it is only read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.query import connect_readonly
from pipelines.store import ArticleStore
from tests.support.hard_articles import hard_articles


@pytest.fixture(scope="package")
def hard_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hard") / "hard.db"
    with ArticleStore(path) as store:
        assert {added.kind for added in store.add_many(hard_articles())} == {"new"}
    return path


@pytest.fixture
def hard_db(hard_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_readonly(hard_path)) as conn:
        yield conn


@pytest.fixture
def empty_db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    ArticleStore(tmp_path / "empty.db").close()
    with closing(connect_readonly(tmp_path / "empty.db")) as conn:
        yield conn
