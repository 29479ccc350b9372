"""The columns of an export: every one of the database, in an order for readers."""

import sqlite3
from dataclasses import fields

import pytest

from pipelines.query.export.columns import (
    ALL_COLUMNS,
    COLUMNS,
    FIELDS,
    ColumnKind,
    UnknownColumn,
    columns,
)
from pipelines.records import Article


def test_the_fields_are_those_of_an_article() -> None:
    assert set(FIELDS) == {f.name for f in fields(Article)} - {"fingerprint"}


def test_every_column_of_the_table_can_be_exported(hard_db: sqlite3.Connection) -> None:
    of_table = {row["name"] for row in hard_db.execute("PRAGMA table_info(articles)")}
    assert set(ALL_COLUMNS) == of_table | {"removed", "duplicate_of_url"}


def test_the_kind_of_a_column_is_that_of_its_values(hard_db: sqlite3.Connection) -> None:
    types = {row["name"]: row["type"] for row in hard_db.execute("PRAGMA table_info(articles)")}
    for name, column in ALL_COLUMNS.items():
        integer, real = column.kind is ColumnKind.INTEGER, column.kind is ColumnKind.REAL
        assert types.get(name, "TEXT") == ("INTEGER" if integer else "REAL" if real else "TEXT")
        is_time = name.endswith("_at")
        assert (column.kind is ColumnKind.MOMENT) == is_time, name


def test_what_a_reader_looks_at_first_stands_first_and_the_text_last() -> None:
    assert COLUMNS[:4] == ("id", "published_on", "site", "title")
    assert COLUMNS[-1] == "text"
    assert set(COLUMNS) == set(FIELDS) | {
        "id", "published_on", "words", "duplicate_of", "duplicate_of_url",
    }  # fmt: skip
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_the_meaning_says_nothing_of_how_the_database_stores_it() -> None:
    assert not [column for column in ALL_COLUMNS.values() if "JSON" in column.meaning]
    assert ALL_COLUMNS["authors"].meaning == "the authors as printed, without roles"


def test_order_is_kept_and_a_name_given_twice_is_one_column() -> None:
    assert [c.name for c in columns(["text", "title", "text"])] == ["text", "title"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("titel", "there is no column 'titel': did you mean title?"),
        ("publised_at", "published_at"),
        ("xyz", "choose from authors, back_at"),
        ("Title", "did you mean title"),
        ("text; DROP TABLE articles", "there is no column"),
        ("fingerprint", "there is no column 'fingerprint'"),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_are_near(name: str, said: str) -> None:
    with pytest.raises(UnknownColumn) as error:
        columns(["title", name])
    assert said in str(error.value)
