"""What is exported: every field under its name, one state of the database, safe spreadsheets."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipelines.inputs.jsonl import article_of_line
from pipelines.query import connect_readonly
from pipelines.query.export import BOM, COLUMNS, FIELDS, export
from pipelines.records import Article, Removed
from pipelines.store import ArticleStore

WIB = timezone(timedelta(hours=7))
NEVER = datetime(1990, 1, 1, tzinfo=UTC)
TEXT = " ".join(f"kata{n}" for n in range(90))
ONE = Article(
    url="https://a.example/1",
    site="a",
    title='=HYPERLINK("http://x")',
    text=f'Paragraf satu, "kutip".\n{TEXT}',
    fetched_at=datetime(2026, 11, 21, 22, 57, 3, tzinfo=UTC),
    deck="-5 derajat",
    authors=("Sri", "Budi"),
    published_at=datetime(2026, 11, 21, 9, 5, tzinfo=WIB),
    removed=(Removed(line="Baca juga", rule="related", position=1),),
    origin={"title": "json-ld"},
    language="id",
    language_confidence=0.5,
)
COPY = replace(ONE, url="https://b.example/2", site="b", published_at=None)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add_many([ONE, COPY])
    conn = connect_readonly(tmp_path / "a.db")
    yield conn
    conn.close()


def test_the_fields_are_those_of_an_article() -> None:
    assert set(FIELDS) == {f.name for f in fields(Article)} - {"fingerprint"}


def test_jsonl(db: sqlite3.Connection) -> None:
    out = io.StringIO()
    assert export(db, format="jsonl", out=out, duplicates=True) == 2
    first, second = map(json.loads, out.getvalue().splitlines())
    assert tuple(first) == COLUMNS == ("id", "duplicate_of", "duplicate_of_url", *FIELDS)
    assert first["published_at"] == "2026-11-21T09:05:00+07:00"
    assert (second["published_at"], second["site"]) == (None, "b")
    assert [first[name] for name in COLUMNS[:3]] == [1, None, None]
    assert [second[name] for name in COLUMNS[:3]] == [2, 1, ONE.url]


def test_jsonl_is_read_back_as_the_same_articles(db: sqlite3.Connection, tmp_path: Path) -> None:
    out = io.StringIO()
    export(db, format="jsonl", out=out, duplicates=True)
    back = [article_of_line(line.encode(), NEVER) for line in out.getvalue().splitlines()]
    assert back == [ONE, COPY]
    with ArticleStore(tmp_path / "b.db") as store:
        assert [added.kind for added in store.add_many(back)] == ["new", "duplicate"]
    again = io.StringIO()
    with closing(connect_readonly(tmp_path / "b.db")) as conn:
        export(conn, format="jsonl", out=again, duplicates=True)
    assert again.getvalue() == out.getvalue()


def test_csv_is_safe_in_a_spreadsheet(db: sqlite3.Connection) -> None:
    out = io.StringIO(newline="")
    assert export(db, format="csv", out=out) == 1
    [row] = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(row) == COLUMNS
    assert row["title"] == "'" + ONE.title
    assert row["deck"] == "'-5 derajat"
    assert row["authors"] == "Sri; Budi"
    assert (row["text"], row["tags"], row["modified_at"]) == (ONE.text, "", "")
    assert json.loads(row["removed"])[0]["rule"] == "related"


def test_a_duplicate_names_the_kept_article_in_csv(db: sqlite3.Connection) -> None:
    out = io.StringIO(newline="")
    export(db, format="csv", out=out, duplicates=True, bom=True, delimiter=";")
    assert out.getvalue().startswith(f"{BOM}id;duplicate_of;duplicate_of_url;url;")
    text = out.getvalue().removeprefix(BOM)
    kept, copy = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert (kept["id"], kept["duplicate_of"], kept["duplicate_of_url"]) == ("1", "", "")
    assert (copy["id"], copy["duplicate_of"], copy["duplicate_of_url"]) == ("2", "1", ONE.url)


@pytest.mark.parametrize(
    ("zone", "offset"), [("Asia/Jakarta", 7), ("UTC", 0), ("Asia/Jayapura", 9)]
)
def test_every_time_is_in_the_zone_asked_for(
    db: sqlite3.Connection, tmp_path: Path, zone: str, offset: int
) -> None:
    moved = timezone(timedelta(hours=8))
    with ArticleStore(tmp_path / "a.db") as store:
        other = datetime(2026, 11, 22, 0, 30, tzinfo=moved)
        text = " ".join(f"lain{n}" for n in range(90))
        store.add(replace(ONE, url="https://c.example/3", text=text, published_at=other))
    printed, asked = io.StringIO(), io.StringIO()
    for out, wanted in ((printed, None), (asked, ZoneInfo(zone))):
        export(db, format="csv", out=out, duplicates=True, zone=wanted)
    before, after = (
        [
            datetime.fromisoformat(row[name])
            for row in csv.DictReader(io.StringIO(out.getvalue(), newline=""))
            for name in ("published_at", "modified_at", "fetched_at")
            if row[name]
        ]
        for out in (printed, asked)
    )
    assert before == after and len(after) == 5
    assert {moment.utcoffset() for moment in after} == {timedelta(hours=offset)}
    assert len({moment.utcoffset() for moment in before}) > 1


def test_a_time_at_the_end_of_the_calendar_stays_as_it_is(tmp_path: Path) -> None:
    last = datetime(9999, 12, 31, 23, tzinfo=UTC)
    with ArticleStore(tmp_path / "end.db") as store:
        store.add(replace(ONE, published_at=last))
    out = io.StringIO()
    with closing(connect_readonly(tmp_path / "end.db")) as conn:
        export(conn, format="jsonl", out=out, zone=ZoneInfo("Asia/Jakarta"))
    assert json.loads(out.getvalue())["published_at"] == last.isoformat()


@pytest.mark.parametrize(
    ("filters", "count"),
    [({}, 1), ({"duplicates": True}, 2), ({"site": "b"}, 0), ({"language": "id"}, 1)],
)
def test_filters(db: sqlite3.Connection, filters: dict[str, object], count: int) -> None:
    assert export(db, format="jsonl", out=io.StringIO(), **filters) == count  # type: ignore[arg-type]


def test_one_state_of_the_database(db: sqlite3.Connection, tmp_path: Path) -> None:
    class Writing(io.StringIO):
        """A slow reader, during whose pause another process stores something."""

        def write(self, text: str) -> int:
            with ArticleStore(tmp_path / "a.db") as store:
                url = f"https://a.example/{len(self.getvalue())}"
                store.add(replace(ONE, url=url, text=f"{url} {TEXT[::-1]}"))
            return super().write(text)

    assert export(db, format="jsonl", out=Writing(), duplicates=True) == 2
    assert export(db, format="jsonl", out=io.StringIO(), duplicates=True) == 4


def test_a_reader_that_gives_up_leaves_the_connection_usable(db: sqlite3.Connection) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    for _ in range(2):
        with pytest.raises(BrokenPipeError):
            export(db, format="jsonl", out=Closed())
    assert export(db, format="jsonl", out=io.StringIO()) == 1


def test_an_unknown_format_is_an_error(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="unknown format 'xls': choose one of jsonl, csv"):
        export(db, format="xls", out=io.StringIO())
