"""Queries as people type them find the article that they want among the first five."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from pipelines.query import connect_readonly, search
from pipelines.store import ArticleStore
from tests.support.articles import article
from tests.support.paths import ROOT

LISTS = ROOT / "tests" / "support" / "search"
FIRST = 5


def rows(name: str) -> list[list[str]]:
    text = (LISTS / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [[part.strip() for part in line.split(" | ")] for line in lines]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("quality") / "a.db"
    with ArticleStore(path) as store:
        store.add_many(
            article(url=f"https://{site}.example/{n}", site=site, title=title, text=text)
            for n, (site, title, text) in enumerate(rows("articles.txt"))
        )
    with closing(connect_readonly(path)) as conn:
        yield conn


def test_of_thirty_queries_at_least_twenty_eight_find_it(db: sqlite3.Connection) -> None:
    queries = rows("queries.txt")
    assert len(queries) == 30
    missed = [
        query
        for query, wanted in queries
        if wanted not in {hit.title for hit in search(db, query, limit=FIRST, marks=("", ""))}
    ]
    assert len(missed) <= 2, missed
