"""Parquet: typed columns that pyarrow, pandas and polars read alike."""

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.query.export import ALL_COLUMNS, COLUMNS, Chosen, export, parquet
from tests.support.hard_articles import HARD, LONG, hard_articles


@pytest.fixture
def path(hard_db: sqlite3.Connection, tmp_path: Path) -> Path:
    export(hard_db, "parquet", tmp_path / "a.parquet")
    return tmp_path / "a.parquet"


def test_every_value_is_that_of_the_article(path: Path) -> None:
    rows = pq.read_table(path).to_pylist()
    assert len(rows) == len(HARD)
    for row, article in zip(rows, hard_articles(), strict=True):
        assert tuple(row) == COLUMNS
        assert row["authors"] == [name.replace("\x00", "\ufffd") for name in article.authors]
        assert len(row["text"]) == len(article.text)
        assert {pair["field"]: pair["source"] for pair in row["origin"]} == article.origin
        assert [line["line"] for line in row["removed"]] == [r.line for r in article.removed]
        assert row["fetched_at"] == article.fetched_at
    by_name = dict(zip(HARD, rows, strict=True))
    assert by_name["nul"]["title"] == "Nol\ufffdnol"
    assert by_name["very-long"]["text"] == LONG
    assert by_name["noncharacter"]["title"] == "Tanda \ufffe dan \uffff"
    assert by_name["in-bali"]["published_on"] == date(2026, 11, 21)
    assert by_name["formula"]["title"] == "=1+1"


def test_days_at_the_ends_of_the_calendar(path: Path) -> None:
    table = pq.read_table(path, columns=["published_at", "published_on"])
    rows = dict(zip(HARD, table.to_pylist(), strict=True))
    assert rows["year-one"]["published_at"] == datetime(1, 1, 1, tzinfo=UTC)
    assert rows["year-one"]["published_on"] == date(1, 1, 1)
    assert rows["year-9999"]["published_at"] == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert rows["path"] == {"published_at": None, "published_on": None}


def test_types_and_meanings(path: Path) -> None:
    schema = pq.read_schema(path)
    types = {name: schema.field(name).type for name in schema.names}
    assert types["published_at"] == pa.timestamp("ms", tz="UTC")
    assert types["published_on"] == pa.date32()
    assert types["authors"] == pa.list_(pa.string())
    assert (types["id"], types["language_confidence"]) == (pa.int64(), pa.float64())
    for field in schema:
        assert field.metadata[b"description"].decode() == ALL_COLUMNS[field.name].meaning
    about = json.loads(schema.metadata[b"warta"])
    assert about["made_by"].startswith("warta")
    group = pq.ParquetFile(path).metadata.row_group(0)
    assert {group.column(n).compression for n in range(group.num_columns)} == {"ZSTD"}


def test_pandas_reads_it(path: Path) -> None:
    frame = pandas.read_parquet(path)
    assert len(frame) == len(HARD)
    assert str(frame["published_at"].dtype).startswith("datetime64[")
    assert str(frame["published_at"].dtype).endswith(", UTC]")
    assert frame["words"].sum() > 0
    by_day = frame.groupby("published_on").size()
    assert by_day[date(2026, 11, 21)] == 1


def test_polars_reads_it(path: Path) -> None:
    frame = polars.read_parquet(path)
    assert frame.height == len(HARD)
    assert frame.schema["published_on"] == polars.Date
    assert frame.schema["published_at"] == polars.Datetime("ms", "UTC")
    assert frame.schema["tags"] == polars.List(polars.String)
    emoji = frame.row(list(HARD).index("emoji"), named=True)
    assert (emoji["title"], emoji["tags"]) == (HARD["emoji"]["title"], ["🌾"])
    origin = frame.explode("origin").unnest("origin").drop_nulls("field")
    assert set(origin["field"]) == {"title", "aneh"}


def test_times_are_in_the_zone_asked_for(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    chosen = Chosen(columns=("published_at", "title"), zone=ZoneInfo("Asia/Jakarta"))
    export(hard_db, "parquet", tmp_path / "a.parquet", chosen)
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.schema.names == ["published_at", "title"]
    assert table.schema.field("published_at").type == pa.timestamp("ms", tz="Asia/Jakarta")
    moment = table["published_at"][list(HARD).index("in-bali")].as_py()
    assert moment.isoformat() == "2026-11-20T23:30:00+07:00"


def test_every_column_there_is(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(hard_db, "parquet", tmp_path / "a.parquet", Chosen(columns=tuple(ALL_COLUMNS)))
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.schema.names == list(ALL_COLUMNS)
    assert table.num_rows == len(HARD)


@pytest.mark.parametrize(
    ("limits", "groups"), [({}, 1), ({"GROUP_ROWS": 10}, 4), ({"GROUP_BYTES": 100_000}, 2)]
)
def test_row_groups_are_bounded(
    hard_db: sqlite3.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, Any],
    groups: int,
) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(parquet, name, value)
    export(hard_db, "parquet", tmp_path / "a.parquet")
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == groups


def test_of_nothing_it_has_the_columns(empty_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(empty_db, "parquet", tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert (table.num_rows, tuple(table.schema.names)) == (0, COLUMNS)
    assert polars.read_parquet(tmp_path / "a.parquet").is_empty()
