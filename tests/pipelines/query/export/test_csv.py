"""CSV: cells that read well in a spreadsheet and that none runs."""

import csv
import io
import json
import sqlite3
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipelines.query import Filter
from pipelines.query.export import BOM, COLUMNS, Chosen, Style, export
from pipelines.query.export.csv import csv_cell
from tests.support.hard_articles import HARD, LONG

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(autouse=True)
def long_cells() -> Any:
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)


def rows_of(db: sqlite3.Connection, style: Style | None = None, **chosen: Any) -> list[Any]:
    out = io.StringIO(newline="")
    export(db, "csv", out, Chosen(which=Filter(duplicates=True), **chosen), style)
    text = out.getvalue().removeprefix(BOM)
    delimiter = style.delimiter if style else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_run_and_every_article_is_a_row(
    hard_db: sqlite3.Connection, delimiter: str
) -> None:
    rows = rows_of(hard_db, Style(delimiter=delimiter))
    assert len(rows) == len(HARD)
    for name, row in zip(HARD, rows, strict=True):
        assert tuple(row) == COLUMNS
        assert not [cell for cell in row.values() if cell.startswith(RUN)], name


def test_cells_read_well(hard_db: sqlite3.Connection) -> None:
    rows = dict(zip(HARD, rows_of(hard_db), strict=True))
    assert rows["formula"]["title"] == "'=1+1"
    assert rows["separators"]["captions"] == "a\nb"
    assert rows["number-like"]["authors"] == "TRUE; 1/2"
    assert rows["very-long"]["text"] == LONG
    assert (rows["emoji"]["tags"], rows["emoji"]["modified_at"]) == ("🌾", "")
    assert json.loads(rows["pieces"]["removed"])[0]["rule"] == "related"
    assert rows["in-bali"]["published_on"] == "2026-11-21"


def test_no_cell_drives_a_terminal(hard_db: sqlite3.Connection) -> None:
    rows = dict(zip(HARD, rows_of(hard_db), strict=True))
    assert (rows["ansi"]["title"], rows["ansi"]["authors"]) == ("Merah", "Sri")
    assert not [row for row in rows.values() if {"\x00", "\x07", "\x1b"} & set(str(row))]


def test_the_mark_comes_first(hard_db: sqlite3.Connection) -> None:
    out = io.StringIO(newline="")
    export(hard_db, "csv", out, Chosen(limit=1), Style(bom=True, delimiter=";"))
    assert out.getvalue().startswith(f"{BOM}id;published_on;site;title;")


@pytest.mark.parametrize(
    ("zone", "offset"), [("Asia/Jakarta", 7), ("UTC", 0), ("Asia/Jayapura", 9)]
)
def test_every_time_is_in_the_zone_asked_for(
    hard_db: sqlite3.Connection, zone: str, offset: int
) -> None:
    names = [n for n in ("published_at", "fetched_at") if n in COLUMNS]
    before, after = (
        [
            datetime.fromisoformat(row[name])
            for case, row in zip(HARD, rows_of(hard_db, zone=wanted), strict=True)
            for name in names
            if row[name] and case not in ("year-9999", "year-one", "before-excel")
        ]
        for wanted in (None, ZoneInfo(zone))
    )
    assert before == after and len(after) > len(HARD) - 3
    assert {moment.utcoffset() for moment in after} == {timedelta(hours=offset)}
    assert len({moment.utcoffset() for moment in before}) > 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ([], ""),
        ({}, ""),
        (0.5, "0.5"),
        (["a", "b"], "a; b"),
        (["=a"], "'=a"),
        ({"a": "b"}, '{"a": "b"}'),
        ("'tulus'", "'tulus'"),
    ],
)
def test_cells(value: Any, cell: str) -> None:
    assert csv_cell(value) == cell
