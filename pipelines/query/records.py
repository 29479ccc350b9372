"""Articles of the database as records, one by one."""

import sqlite3
from collections.abc import Generator

from pipelines.query.filters import Filter
from pipelines.records import Article
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import article_of, removed_of


def articles(
    db: sqlite3.Connection,
    which: Filter | None = None,
    *,
    since_id: int = 0,
    limit: int | None = None,
) -> Generator[Article, None, None]:
    """Yield the articles that a filter chooses as `Article`, in the order of their ids.

    Only those with an id above `since_id`, and at most `limit`. One is read at a time, so any
    number fits in memory.
    """
    where, values = (which or Filter()).where()
    with plain_errors(database_path(db)):
        rows = db.execute(
            f"SELECT * FROM articles WHERE id > :since_id AND {where} ORDER BY id"
            " LIMIT coalesce(:limit, -1)",
            {**values, "since_id": since_id, "limit": limit},
        )
        for row in rows:
            yield article_of(row, removed_of(db, row["id"]))
