"""Excel: read back from the XML of the workbook, as no reader of it is among the packages."""

import re
import sqlite3
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from pipelines.query.export import COLUMNS, Chosen, ExportRefused, Style, export, xlsx
from pipelines.query.export.xlsx import MAX_UNITS, fitting
from tests.support.articles import NOW
from tests.support.hard_articles import HARD, LONG

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
DAY_ZERO = datetime(1899, 12, 30)


def unescaped(text: str) -> str:
    """Return what Excel shows: `_x000D_` in the XML is a character."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def sheet_of(path: Path, number: int = 1) -> list[list[Any]]:
    """Return the rows of a sheet: texts, numbers, None for an empty cell. Fails on a formula."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        content = archive.read(f"xl/worksheets/sheet{number}.xml")
    root = ElementTree.fromstring(content)
    assert root.findall(".//m:f", NAMESPACE) == []
    assert root.findall(".//m:hyperlink", NAMESPACE) == []
    rows = []
    for row in root.findall(".//m:row", NAMESPACE):
        cells: dict[int, Any] = {}
        for cell in row.findall("m:c", NAMESPACE):
            letters = re.sub(r"\d", "", cell.attrib["r"])
            place = 0
            for letter in letters:
                place = place * 26 + ord(letter) - 64
            if cell.attrib.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in cell.findall(".//m:t", NAMESPACE))
                cells[place - 1] = unescaped(text)
            else:
                value = cell.find("m:v", NAMESPACE)
                assert value is not None and value.text
                cells[place - 1] = float(value.text)
        rows.append([cells.get(n) for n in range(max(cells, default=-1) + 1)])
    return rows


def rows_of(path: Path) -> dict[str, dict[str, Any]]:
    heads, *rows = sheet_of(path)
    assert len(rows) == len(HARD)
    found = [dict(zip(heads, row, strict=False)) for row in rows]
    return dict(zip(HARD, found, strict=True))


@pytest.fixture
def rows(hard_db: sqlite3.Connection, tmp_path: Path) -> dict[str, dict[str, Any]]:
    export(hard_db, "xlsx", tmp_path / "a.xlsx", None, Style(made_at=NOW))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    return rows_of(tmp_path / "a.xlsx")


def test_text_stays_text(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["formula"]["title"] == "=1+1"
    assert rows["formula"]["deck"] == '=HYPERLINK("http://x.example")'
    assert rows["function"]["title"] == "@SUM(A1:A9)"
    assert rows["address"]["title"] == "https://x.example/?a=1&b=2"
    assert (rows["number-like"]["title"], rows["number-like"]["section"]) == ("00123", "1e5")
    assert rows["markup"]["title"] == HARD["markup"]["title"]
    assert rows["escape-of-excel"]["title"] == "_x0041_ dan _xD83D_"
    assert rows["emoji"]["title"] == HARD["emoji"]["title"]
    assert rows["separators"]["tags"] == 'x|y; "z"'
    assert rows["formula"]["id"] == 1


def test_what_xml_cannot_hold_is_left_out(rows: dict[str, dict[str, Any]]) -> None:
    assert (rows["ansi"]["title"], rows["ansi"]["authors"]) == ("Merah", "Sri")
    assert rows["noncharacter"]["title"] == "Tanda  dan "
    assert rows["nul"]["title"] == "Nol\ufffdnol"
    assert rows["controls"]["title"] == "Satu\x85dua"


def test_long_cells_are_cut_with_a_note(rows: dict[str, dict[str, Any]]) -> None:
    long, emoji = rows["very-long"]["text"], rows["long-emoji"]["text"]
    for text in (long, emoji):
        assert len(text.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert f"[cut here: {len(LONG):,} characters; all of it is at https://a.example/" in long
    assert emoji.startswith("🔥" * 16_000) and "\ufffd" not in emoji
    assert LONG.startswith(long.partition(" … [cut here")[0])


@pytest.mark.parametrize("length", [MAX_UNITS - 1, MAX_UNITS, MAX_UNITS + 1])
def test_a_cell_is_cut_only_where_it_must(length: int) -> None:
    assert (fitting("a" * length, "u") == "a" * length) == (length <= MAX_UNITS)
    assert len(fitting("a" * length, "u")) <= MAX_UNITS


def test_times_are_dates_in_western_indonesia(rows: dict[str, dict[str, Any]]) -> None:
    bali = rows["in-bali"]
    assert DAY_ZERO + timedelta(days=bali["published_on"]) == datetime(2026, 11, 21)
    seconds = timedelta(seconds=round(bali["published_at"] * 86_400))
    assert DAY_ZERO + seconds == datetime(2026, 11, 20, 23, 30)
    assert rows["path"]["published_at"] is None


def test_days_that_excel_cannot_count_are_text(rows: dict[str, dict[str, Any]]) -> None:
    assert rows["year-one"]["published_at"] == "0001-01-01T00:00:00+00:00"
    assert rows["year-one"]["published_on"] == date(1, 1, 1).isoformat()
    assert rows["before-excel"]["published_on"] == "1899-12-31"
    last = DAY_ZERO + timedelta(seconds=round(rows["year-9999"]["published_at"] * 86_400))
    assert last == datetime(9999, 12, 31, 23, 59, 59)


def test_a_chosen_zone_and_columns(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    chosen = Chosen(columns=("published_at", "title"), zone=ZoneInfo("UTC"))
    export(hard_db, "xlsx", tmp_path / "a.xlsx", chosen)
    row = rows_of(tmp_path / "a.xlsx")["in-bali"]
    assert set(row) <= {"published_at", "title"}
    wanted = datetime(2026, 11, 20, 16, 30, tzinfo=UTC).replace(tzinfo=None)
    assert DAY_ZERO + timedelta(seconds=round(row["published_at"] * 86_400)) == wanted


def test_the_second_sheet_explains_the_first(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(hard_db, "xlsx", tmp_path / "a.xlsx", None, Style(made_at=NOW))
    about = dict(row for row in sheet_of(tmp_path / "a.xlsx", 2) if len(row) == 2)
    assert about["articles"] == f"{len(HARD)}; duplicates left out: 0"
    assert about["times"] == "in the time zone WIB (UTC+7)"
    assert about["cells cut"].startswith("2, ")
    assert "2026-11-21 12:00 UTC" in about["made by"]
    assert set(COLUMNS) <= set(about)


def test_more_articles_than_rows_are_refused_before_anything_is_written(
    hard_db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", len(HARD) - 1)
    with pytest.raises(ExportRefused, match="do not fit into a sheet of Excel"):
        export(hard_db, "xlsx", tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
    chosen = Chosen(limit=len(HARD) - 1)
    assert export(hard_db, "xlsx", tmp_path / "a.xlsx", chosen).articles == len(HARD) - 1


def test_of_nothing_it_has_the_headings(empty_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(empty_db, "xlsx", tmp_path / "a.xlsx")
    assert sheet_of(tmp_path / "a.xlsx") == [list(COLUMNS)]
