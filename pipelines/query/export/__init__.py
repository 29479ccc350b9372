"""Articles out of the database, in a format of `FORMATS`."""

import sqlite3
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TextIO

from pipelines.query.export.columns import ALL_COLUMNS, COLUMNS, FIELDS, UnknownColumn, exported
from pipelines.query.export.csv import BOM, csv_cell
from pipelines.query.export.draft import (
    ExportRefused,
    check_target,
    draft_file,
    draft_folder,
    write_note,
)
from pipelines.query.export.formats import FORMATS, Format, MissingExtra, Target, check_installed
from pipelines.query.export.rows import ORDERS, Chosen, Rows, reading
from pipelines.query.export.style import Style

__all__ = [
    "ALL_COLUMNS", "BOM", "COLUMNS", "FIELDS", "FORMATS", "ORDERS", "Chosen", "ExportRefused",
    "Format", "MissingExtra", "Rows", "Style", "Target", "UnknownColumn", "Written",
    "check_target", "csv_cell", "export", "exported", "save",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export has written: `last_id` is the `since_id` of the one that goes on from it.

    `hidden` counts the duplicates that were left out.
    """

    articles: int
    hidden: int
    last_id: int


def export(
    db: sqlite3.Connection,
    format: str,
    out: TextIO | Path,
    chosen: Chosen | None = None,
    style: Style | None = None,
) -> Written:
    """Write the chosen articles one after the other, and return how many there were.

    `out` is an open text file (with `newline=""`) for `jsonl`, `csv` and `atom`, the path of a file
    for `parquet` and `xlsx`, and a folder that is there for `text` and `huggingface`. The articles
    are those of one state of the database. Raises `ValueError` for an unknown format or column,
    `MissingExtra` and `ExportRefused`.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    check_installed(format)
    chosen, style = chosen or Chosen(), style or Style()
    with reading(db, chosen, FORMATS[format].needs, latest=format == "atom") as rows:
        import_module(f"{__name__}.{format}").write(rows, out, style)
    return Written(articles=rows.count, hidden=rows.hidden, last_id=rows.last_id)


def save(
    db: sqlite3.Connection,
    format: str,
    path: Path,
    chosen: Chosen | None = None,
    style: Style | None = None,
    *,
    replace: bool = False,
) -> Written:
    """Write the chosen articles to a file or folder, whole or not at all; as `export` otherwise.

    What is there stays until the new one is complete. It is only replaced with `replace`, and never
    if it is a database, a device or a folder with anything but an export in it.
    """
    check_target(path, format, replace=replace)
    if FORMATS[format].target is Target.FOLDER:
        with draft_folder(path) as folder:
            written = export(db, format, folder, chosen, style)
            write_note(folder, format, written.articles, written.last_id, style or Style())
        return written
    with draft_file(path) as draft:
        if FORMATS[format].target is Target.FILE:
            return export(db, format, draft, chosen, style)
        with draft.open("w", encoding="utf-8", newline="") as out:
            return export(db, format, out, chosen, style)
