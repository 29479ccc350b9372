"""Articles as an Excel workbook: text stays text, nothing is run and no address becomes a link."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, FileSizeError
from xlsxwriter.worksheet import Worksheet

from pipelines.query.export.columns import Column, ColumnKind, Value, in_zone
from pipelines.query.export.csv import joined
from pipelines.query.export.draft import ExportRefused
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style, made_by
from pipelines.query.export.xml_text import legal

# Limits of Excel: "Excel specifications and limits", Microsoft. A row is for the headings, and the
# length of a cell is counted in UTF-16 units, of which an emoji has two.
MAX_ROWS = 1_048_576 - 1
MAX_UNITS = 32_767
_CUT = " … [cut here: {length:,} characters; all of it is at {url}]"
_WIB = timezone(timedelta(hours=7), "WIB")
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year: days before are one off
_WIDTHS = {"title": 60, "deck": 40, "text": 60, "url": 40, "site": 14, "id": 8, "words": 8}
_WIDTHS_OF_KINDS = {ColumnKind.MOMENT: 18, ColumnKind.DAY: 12, ColumnKind.TEXTS: 24}


def write(rows: Rows, path: Path, style: Style) -> None:
    """Write a sheet with the articles and one that explains its columns.

    Times have no zone in Excel: they are those of the chosen zone, without one of western
    Indonesia. Raises `ExportRefused` for more articles than a sheet can hold.
    """
    if rows.count_up_to(MAX_ROWS + 1) > MAX_ROWS:
        raise ExportRefused(
            f"more than {MAX_ROWS:,} articles do not fit into a sheet of Excel: export fewer with "
            f"filters or --limit {MAX_ROWS} and the rest with --since-id, or choose csv or parquet"
        )
    with TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.") as scratch:
        options = {"constant_memory": True, "tmpdir": scratch, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(path), options)
        try:
            cut = _articles(book, rows)
            _columns(book, rows, cut, style)
            book.close()
        except FileCreateError as error:  # wraps what the system says
            raise error.args[0] from error
        except FileSizeError as error:
            raise ExportRefused(
                "the workbook would have more than 4 GB: export fewer articles or columns, or "
                "choose csv or parquet"
            ) from error
        finally:
            for sheet in book.worksheets():  # still open after an error
                sheet.row_data_fh.close()


def _articles(book: Any, rows: Rows) -> int:
    """Write the sheet of the articles; return how many cells were cut."""
    sheet = book.add_worksheet("articles")
    formats = {
        ColumnKind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        ColumnKind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    sheet.freeze_panes(1, 0)
    heading = book.add_format({"bold": True})
    for number, column in enumerate(rows.columns):
        width = _WIDTHS.get(column.name) or _WIDTHS_OF_KINDS.get(column.kind, 16)
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, column.name, heading)
    cut = 0
    for line, row in enumerate(rows, start=1):
        for number, column in enumerate(rows.columns):
            cut += _cell(sheet, line, number, column, row, formats, rows.chosen.zone)
    sheet.autofilter(0, 0, rows.count, len(rows.columns) - 1)
    return cut


def _cell(
    sheet: Worksheet,
    line: int,
    number: int,
    column: Column,
    row: dict[str, Value],
    formats: dict[ColumnKind, Any],
    zone: tzinfo | None,
) -> bool:
    """Write one cell; return whether its text was cut."""
    value = row[column.name]
    if value is None:
        return False
    if isinstance(value, int | float) and abs(value) < 1e15:
        sheet.write_number(line, number, value)
        return False
    if isinstance(value, datetime):
        local = in_zone(value, zone or _WIB) or value
        if local.date() >= _FIRST_DAY:
            sheet.write_datetime(line, number, local.replace(tzinfo=None), formats[column.kind])
            return False
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(line, number, value, formats[column.kind])
        return False
    text = legal(joined(value))
    shown = fitting(text, row["url"])
    if shown:
        sheet.write_string(line, number, shown)
    return shown != text


def fitting(text: str, url: str) -> str:
    """Return the text, or as much of it as a cell holds, with a note where it was cut."""
    if len(text) <= MAX_UNITS // 2 or _units(text) <= MAX_UNITS:
        return text
    note = _CUT.format(length=len(text), url=legal(url)[:2000])
    room = MAX_UNITS - _units(note)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore") + note


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _columns(book: Any, rows: Rows, cut: int, style: Style) -> None:
    """Write the sheet that says what the columns mean and how the workbook was made."""
    sheet = book.add_worksheet("about")
    heading = book.add_format({"bold": True})
    zone = getattr(rows.chosen.zone, "key", None) or "WIB (UTC+7)"
    remarks = [
        ("made by", f"{made_by()}, {style.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"),
        ("articles", f"{rows.count:,}; duplicates left out: {rows.hidden:,}"),
        ("times", f"in the time zone {zone}"),
        ("cells cut", f"{cut:,}, which had more than the {MAX_UNITS:,} characters of a cell"),
        ("rights", "the texts belong to their publishers"),
        ("", ""),
        ("column", "meaning"),
        *((column.name, column.meaning) for column in rows.columns),
    ]
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for line, (name, said) in enumerate(remarks):
        sheet.write_string(line, 0, name, heading)
        sheet.write_string(line, 1, said)
