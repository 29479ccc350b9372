"""Articles out of the database: JSON lines for programs, CSV for spreadsheets."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, tzinfo
from typing import TextIO

from pipelines.query.export import csv, jsonl
from pipelines.query.export.csv import BOM, csv_cell
from pipelines.query.export.rows import COLUMNS, FIELDS, exported, left_out
from pipelines.query.export.rows import articles as articles_of
from pipelines.query.filters import Filter

__all__ = ["BOM", "COLUMNS", "FIELDS", "FORMATS", "csv_cell", "export", "exported", "left_out"]

FORMATS = ("jsonl", "csv")


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
    with closing(articles_of(db, wanted, zone)) as articles:
        if format == "jsonl":
            return jsonl.write(articles, out)
        out.write(BOM if bom else "")
        return csv.write(articles, out, delimiter)
