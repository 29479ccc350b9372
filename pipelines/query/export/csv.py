"""Articles as CSV, for spreadsheets."""

import csv
import json
from collections.abc import Iterator
from typing import Any, TextIO

from pipelines.query.export.rows import COLUMNS

BOM = "\ufeff"  # tells spreadsheets that the file is UTF-8
# A cell that starts with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(articles: Iterator[dict[str, Any]], out: TextIO, delimiter: str) -> int:
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
