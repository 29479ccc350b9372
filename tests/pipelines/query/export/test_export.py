"""An export as a whole: every format, whole or not at all, one state of the database."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import Filter, connect_readonly
from pipelines.query.export import FORMATS, Chosen, Style, Target, Written, export, save
from pipelines.query.export import formats as formats_module
from pipelines.query.export.draft import NOTE
from pipelines.query.export.formats import MissingExtra
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered

STYLE = Style(made_at=NOW)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "source" / "a.db"
    path.parent.mkdir()
    with ArticleStore(path) as store:
        for number in (1, 2):
            store.add(numbered(number, text=" ".join(f"k{number}x{n}" for n in range(90))))
    with closing(connect_readonly(path)) as conn:
        yield conn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


class Closed(io.StringIO):
    """A reader that has given up."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_reader_that_gives_up_leaves_the_connection_usable(db: sqlite3.Connection) -> None:
    for _ in range(2):
        with pytest.raises(BrokenPipeError):
            export(db, "jsonl", Closed())
    assert export(db, "jsonl", io.StringIO()) == Written(articles=2, hidden=0, last_id=2)


def test_an_unknown_format_is_an_error(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="unknown format 'xls': choose one of jsonl, csv"):
        export(db, "xls", io.StringIO())


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
    def test_is_saved_whole_and_alone(
        self, name: str, db: sqlite3.Connection, folder: Path
    ) -> None:
        assert save(db, name, folder / "x", Chosen(limit=1), STYLE).articles == 1
        assert [path.name for path in folder.iterdir()] == ["x"]

    def test_of_nothing_is_valid_and_empty(
        self, name: str, empty_db: sqlite3.Connection, folder: Path
    ) -> None:
        assert save(empty_db, name, folder / "x", Chosen(), STYLE) == Written(
            articles=0, hidden=0, last_id=0
        )
        assert (folder / "x").is_dir() == (FORMATS[name].target is Target.FOLDER)

    def test_leaves_nothing_where_it_fails(
        self, name: str, db: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> Any:
            raise KeyboardInterrupt

        monkeypatch.setattr("pipelines.query.export.rows.Rows._select", fail)
        with pytest.raises(KeyboardInterrupt):
            save(db, name, folder / "x", Chosen(), STYLE)
        assert list(folder.iterdir()) == []

    def test_keeps_what_was_there_where_it_fails(
        self, name: str, db: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> Any:
            raise OSError(28, "No space left on device")

        save(db, name, folder / "x", Chosen(), STYLE)
        before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        monkeypatch.setattr("pipelines.query.export.rows.Rows._select", fail)
        with pytest.raises(OSError, match="No space"):
            save(db, name, folder / "x", Chosen(), STYLE, replace=True)
        assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before

    def test_is_replaced(self, name: str, db: sqlite3.Connection, folder: Path) -> None:
        for limit in (2, 1):
            written = save(db, name, folder / "x", Chosen(limit=limit), STYLE, replace=True)
            assert written.articles == limit
        assert [path.name for path in folder.iterdir()] == ["x"]

    def test_goes_on_after_an_id(self, name: str, db: sqlite3.Connection, folder: Path) -> None:
        first = save(db, name, folder / "x", Chosen(since_id=1), STYLE)
        assert (first.articles, first.last_id) == (1, 2)
        again = save(db, name, folder / "y", Chosen(since_id=2), STYLE)
        assert (again.articles, again.last_id) == (0, 2)


@pytest.mark.parametrize("name", ["text", "huggingface"])
def test_a_folder_says_what_it_is(name: str, db: sqlite3.Connection, folder: Path) -> None:
    save(db, name, folder / "x", Chosen(which=Filter(site="a")), STYLE)
    note = json.loads((folder / "x" / NOTE).read_text())
    assert (note["format"], note["articles"], note["last_id"]) == (name, 2, 2)


@pytest.mark.parametrize(
    ("name", "extra"), [("parquet", "parquet"), ("huggingface", "parquet"), ("xlsx", "xlsx")]
)
def test_a_missing_library_is_named_with_how_to_install_it(
    name: str,
    extra: str,
    db: sqlite3.Connection,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formats_module, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra) as error:
        save(db, name, folder / "x")
    assert f"pip install 'warta[{extra}]'" in str(error.value)
    assert list(folder.iterdir()) == []
