"""Articles out of the database: JSON lines for programs, CSV for spreadsheets."""

import csv
import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any, TextIO

from pipelines.query.article import article_dict
from pipelines.query.filters import Filter
from pipelines.records import ARTICLE_FIELDS, Article
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import article_row, nfc

FORMATS = ("jsonl", "csv")
FIELDS = tuple(field.name for field in ARTICLE_FIELDS if field.is_exported)
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
) -> int:
    """Write the articles to `out`, one after the other, and return how many there were.

    The fields are those of `Article` under their names. `jsonl` comes back equal through
    `warta ingest`. `csv` is for spreadsheets: names and tags are joined by `; `, and a cell that a
    spreadsheet would run as a formula starts with an apostrophe; open the file with `newline=""`.
    Raises `ValueError` for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    wanted = Filter(site=site, since=since, until=until, language=language, duplicates=duplicates)
    with closing(_articles(db, wanted)) as articles:
        return _write_jsonl(articles, out) if format == "jsonl" else _write_csv(articles, out)


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


def _articles(db: sqlite3.Connection, wanted: Filter) -> Generator[dict[str, Any], None, None]:
    """Yield the articles as dicts in the order of `FIELDS`, all from one state of the database."""
    where, values = wanted.where()
    with plain_errors(database_path(db)):
        db.execute("BEGIN")
        try:
            for row in db.execute(f"SELECT * FROM articles WHERE {where} ORDER BY id", values):
                removed = db.execute(
                    "SELECT line, rule, position FROM removed WHERE article_id = ? ORDER BY number",
                    (row["id"],),
                )
                fields = {**article_dict(row), "removed": [dict(line) for line in removed]}
                yield {name: fields[name] for name in FIELDS}
        finally:
            db.execute("ROLLBACK")


def _write_jsonl(articles: Iterator[dict[str, Any]], out: TextIO) -> int:
    count = 0
    for article in articles:
        count += 1
        out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return count


def _write_csv(articles: Iterator[dict[str, Any]], out: TextIO) -> int:
    writer = csv.writer(out)
    writer.writerow(FIELDS)
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
