"""The table of formats."""

from importlib import import_module

import pytest

from pipelines.query.export.columns import ALL_COLUMNS
from pipelines.query.export.formats import FORMATS, Target, format_of_ending


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_writer_and_reads_columns_that_are_there(name: str) -> None:
    assert callable(import_module(f"pipelines.query.export.{name}").write)
    assert set(FORMATS[name].needs) <= set(ALL_COLUMNS)
    assert bool(FORMATS[name].ending) == (FORMATS[name].target is not Target.FOLDER)


@pytest.mark.parametrize(
    ("ending", "name"),
    [("csv", "csv"), ("XLSX", "xlsx"), ("parquet", "parquet"), ("txt", None), ("", None)],
)
def test_the_end_of_a_name_says_the_format(ending: str, name: str | None) -> None:
    assert format_of_ending(ending) == name
