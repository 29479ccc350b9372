"""The articles that are exported, as dicts in the order of `COLUMNS`."""

import sqlite3
from collections.abc import Generator
from datetime import date, datetime, tzinfo
from typing import Any

from pipelines.query.article import article_dict
from pipelines.query.filters import Filter
from pipelines.records import ARTICLE_FIELDS, Article
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import article_row, nfc

FIELDS = tuple(field.name for field in ARTICLE_FIELDS if field.is_exported)
# What `export` writes of a stored article: its number, the number and URL of the article that it
# duplicates, and its fields.
COLUMNS = ("id", "duplicate_of", "duplicate_of_url", *FIELDS)
_SELECTED = """
SELECT articles.*, (SELECT url FROM articles AS kept WHERE kept.id = articles.duplicate_of)
    AS duplicate_of_url
FROM articles WHERE {where} ORDER BY articles.id
"""


def exported(article: Article) -> dict[str, Any]:
    """Return an article as `export` writes it once it is stored, in the order of `FIELDS`."""
    removed = [
        {"line": nfc(removed.line), "rule": removed.rule, "position": removed.position}
        for removed in article.removed
    ]
    fields = {**article_dict(article_row(article)), "removed": removed}
    return {name: fields[name] for name in FIELDS}


def left_out(
    db: sqlite3.Connection,
    *,
    site: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    language: str | None = None,
) -> int:
    """Return how many duplicates `export` leaves out of the same articles."""
    where, values = Filter(
        site=site, since=since, until=until, language=language, duplicates=True
    ).where()
    with plain_errors(database_path(db)):
        found = db.execute(f"SELECT count(duplicate_of) FROM articles WHERE {where}", values)
        return int(found.fetchone()[0])


def articles(
    db: sqlite3.Connection, wanted: Filter, zone: tzinfo | None
) -> Generator[dict[str, Any], None, None]:
    """Yield the articles as dicts in the order of `COLUMNS`, all from one state of the database."""
    where, values = wanted.where()
    with plain_errors(database_path(db)):
        db.execute("BEGIN")
        try:
            for row in db.execute(_SELECTED.format(where=where), values):
                removed = db.execute(
                    "SELECT line, rule, position FROM removed WHERE article_id = ? ORDER BY number",
                    (row["id"],),
                )
                fields = {
                    **{name: row[name] for name in ("id", "duplicate_of", "duplicate_of_url")},
                    **article_dict(row, zone),
                    "removed": [dict(line) for line in removed],
                }
                yield {name: fields[name] for name in COLUMNS}
        finally:
            db.execute("ROLLBACK")
