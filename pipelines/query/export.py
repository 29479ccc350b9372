"""Articles out of the database: JSON lines for programs, CSV for spreadsheets."""

import csv
import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime, tzinfo
from typing import Any, TextIO

from pipelines.query.article import article_dict
from pipelines.query.filters import Filter
from pipelines.records import ARTICLE_FIELDS, Article
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import article_row, nfc

FORMATS = ("jsonl", "csv")
FIELDS = tuple(field.name for field in ARTICLE_FIELDS if field.is_exported)
# What `export` writes of a stored article: its number, the number and URL of the article that it
# duplicates, and its fields.
COLUMNS = ("id", "duplicate_of", "duplicate_of_url", *FIELDS)
BOM = "\ufeff"  # tells spreadsheets that the file is UTF-8
_SELECTED = """
SELECT articles.*, (SELECT url FROM articles AS kept WHERE kept.id = articles.duplicate_of)
    AS duplicate_of_url
FROM articles WHERE {where} ORDER BY articles.id
"""
# A cell that starts with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(
    db: sqlite3.Connection,
    *,
    format: str,
    out: TextIO,
    site: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    language: str | None = None,
    duplicates: bool = False,
    zone: tzinfo | None = None,
    bom: bool = False,
    delimiter: str = ",",
) -> int:
    """Write the articles to `out`, one after the other, and return how many there were.

    Each has `COLUMNS`: the fields of `Article` under their names, its `id`, and of a duplicate the
    id and the URL of the article kept for it. Times are in `zone`, without one as they were
    printed. `jsonl` comes back equal through `warta ingest`. `csv` is for spreadsheets: names and
    tags are joined by `; `, and a cell that a spreadsheet would run as a formula starts with an
    apostrophe; `bom` begins it with a byte order mark; open the file with `newline=""`. Raises
    `ValueError` for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    wanted = Filter(site=site, since=since, until=until, language=language, duplicates=duplicates)
    with closing(_articles(db, wanted, zone)) as articles:
        if format == "jsonl":
            return _write_jsonl(articles, out)
        out.write(BOM if bom else "")
        return _write_csv(articles, out, delimiter)


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


def _articles(
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


def _write_jsonl(articles: Iterator[dict[str, Any]], out: TextIO) -> int:
    count = 0
    for article in articles:
        count += 1
        out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return count


def _write_csv(articles: Iterator[dict[str, Any]], out: TextIO, delimiter: str) -> int:
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(COLUMNS)
    count = 0
    for article in articles:
        count += 1
        writer.writerow([csv_cell(value) for value in article.values()])
    return count


def csv_cell(value: Any) -> str:
    """Return a value as a cell that reads well and that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
    elif isinstance(value, list | dict):
        text = json.dumps(value, ensure_ascii=False) if value else ""
    else:
        text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
