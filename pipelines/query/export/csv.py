"""Articles as CSV, for spreadsheets."""

import csv
import json
from typing import Any, TextIO

from pipelines.query.export.columns import plain
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style
from pipelines.query.export.xml_text import legal

BOM = "\ufeff"  # tells spreadsheets that the file is UTF-8
# A cell that starts with one of these may be run as a formula: OWASP's list, "CSV Injection", with
# the wide signs that Japanese and Chinese versions take for the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(rows: Rows, out: TextIO, style: Style) -> None:
    """Write a line of headings and a line per article, with what `style` says of CSV."""
    out.write(BOM if style.bom else "")
    writer = csv.writer(out, delimiter=style.delimiter)
    names = [column.name for column in rows.columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow([csv_cell(row[name]) for name in names])


def csv_cell(value: Any) -> str:
    """Return a value as a cell that reads well and that no spreadsheet or terminal runs."""
    text = legal(value if isinstance(value, str) else joined(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def joined(value: Any) -> str:
    """Return a value as text: lists of texts joined by `; `, other lists as JSON."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)
