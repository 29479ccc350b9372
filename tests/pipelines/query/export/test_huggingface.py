"""The layout for the Hugging Face Hub: Parquet files whose names `datasets` knows, and a card."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
import yaml

from pipelines.query import Filter, connect_readonly
from pipelines.query.export import COLUMNS, Chosen, Style, export, parquet
from pipelines.records import Outlet
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered
from tests.support.hard_articles import HARD


def front_matter(folder: Path) -> dict[str, Any]:
    text = (folder / "README.md").read_text(encoding="utf-8")
    found = re.match(r"---\n(.*?)\n---\n", text, re.S)
    assert found
    read = yaml.safe_load(found[1])
    assert isinstance(read, dict)
    return read


def card(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]


@pytest.mark.parametrize(
    ("style", "files"),
    [
        ({}, 1),
        ({"shard_rows": 10}, 4),
        ({"shard_rows": 1}, 7),  # no fewer than a row group
        ({"shard_bytes": 50_000}, 3),
    ],
)
def test_shards(
    hard_db: sqlite3.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    style: dict[str, int],
    files: int,
) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 5)
    export(hard_db, "huggingface", tmp_path, Chosen(), Style(made_at=NOW, **style))
    names = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert names == [f"train-{n:05}-of-{files:05}.parquet" for n in range(files)]
    read = pyarrow.dataset.dataset(tmp_path / "data", format="parquet").to_table()
    assert read.num_rows == len(HARD)
    assert tuple(read.schema.names) == COLUMNS
    assert read["id"].to_pylist() == list(range(1, len(HARD) + 1))


def test_it_has_what_load_dataset_looks_for(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(hard_db, "huggingface", tmp_path, Chosen(), Style(made_at=NOW))
    [config] = front_matter(tmp_path)["configs"]
    assert config["config_name"] == "default"
    [files] = config["data_files"]
    assert files["split"] == "train"
    assert len(list(tmp_path.glob(files["path"]))) == 1
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"data", "README.md", "LICENSE.md"}


def test_no_column_has_a_type_that_datasets_lacks(
    hard_db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(hard_db, "huggingface", tmp_path)
    [path] = (tmp_path / "data").iterdir()

    def check(type_: pa.DataType) -> None:
        assert not pa.types.is_map(type_)
        for number in range(type_.num_fields):
            check(type_.field(number).type)

    for field in pq.read_schema(path):
        check(field.type)


class TestCard:
    @pytest.fixture
    def db(self, tmp_path: Path) -> Any:
        path = tmp_path / "a.db"
        with ArticleStore(path) as store:
            store.put_outlets(
                [Outlet(name="a", title="Koran A|B", permission="robots.txt forbids <all>")]
            )
            for n in range(1, 7):
                text = " ".join(f"kata{n}x{i}" for i in range(80))
                first = numbered(
                    n,
                    site="a" if n < 5 else "b.example",
                    text=text,
                    language=("id", "id", "jv", "", "und", "no")[n - 1],
                    published_at=NOW.replace(day=n) if n < 4 else None,
                    flags=("noindex", "paywall") if n < 3 else (),
                )
                store.add(first)
            store.add(replace(first, url="https://b.example/copy"))
        with closing(connect_readonly(path)) as conn:
            yield conn

    def made(self, db: sqlite3.Connection, folder: Path, **chosen: Any) -> str:
        folder.mkdir(exist_ok=True)
        export(db, "huggingface", folder, Chosen(**chosen), Style(made_at=NOW))
        return card(folder)

    def test_front_matter(self, db: sqlite3.Connection, tmp_path: Path) -> None:
        self.made(db, tmp_path / "x")
        facts = front_matter(tmp_path / "x")
        assert facts["language"] == ["id", "jv", "no"]
        assert facts["size_categories"] == ["n<1K"]
        assert (facts["license"], facts["license_link"]) == ("other", "LICENSE.md")
        assert "text-generation" in facts["task_categories"]

    def test_sources_with_counts_and_days(self, db: sqlite3.Connection, tmp_path: Path) -> None:
        text = self.made(db, tmp_path / "x")
        assert "6 articles of 2 outlets, 2026-11-01 to 2026-11-03, 480 words" in text
        assert "on 2026-11-21" in text
        assert "| a | Koran A\\|B | 4 | 2026-11-01 | 2026-11-03 |" in text
        assert "| b.example | b.example | 2 |  |  |" in text
        assert "| `id` | 2 |" in text and "| `und` | 2 |" in text

    def test_duplicates(self, db: sqlite3.Connection, tmp_path: Path) -> None:
        assert "left out (1 article)" in self.made(db, tmp_path / "x")
        text = self.made(db, tmp_path / "y", which=Filter(duplicates=True))
        assert "are included." in text and "nearly the same text: 1 article." in text

    def test_rights_and_requests(self, db: sqlite3.Connection, tmp_path: Path) -> None:
        text = self.made(db, tmp_path / "x")
        assert "The texts belong to their publishers." in text
        assert "| `noindex` | 2 |" in text and "| `tdm-reserved` |" not in text
        assert "| a | robots.txt forbids &lt;all> |" in text
        assert "For 1 outlet nothing of the kind is recorded." in text
        assert "belong to their publishers" in (tmp_path / "x" / "LICENSE.md").read_text()

    def test_only_the_chosen_columns_are_described(
        self, db: sqlite3.Connection, tmp_path: Path
    ) -> None:
        text = self.made(db, tmp_path / "x", columns=("title", "text"))
        described = re.findall(r"^\| `(\w+)` \| \w+.* \|", text.split("## Fields")[1], re.M)
        assert described[:2] == ["title", "text"] and "url" not in described
        [path] = (tmp_path / "x" / "data").iterdir()
        assert pq.read_schema(path).names == ["title", "text"]

    def test_what_was_asked_for_is_said(self, db: sqlite3.Connection, tmp_path: Path) -> None:
        which = Filter(language="id", since=date(2026, 11, 1))
        text = self.made(db, tmp_path / "x", which=which, query="kata1x1", sites=("a", "b"))
        assert "query `kata1x1`" in text and "language `id`" in text and "sites `a`, `b`" in text
        assert "since `2026-11-01`" in text

    def test_of_nothing(self, empty_db: sqlite3.Connection, tmp_path: Path) -> None:
        text = self.made(empty_db, tmp_path / "x")
        assert "0 articles of 0 outlets, 0 words" in text
        assert "language" not in front_matter(tmp_path / "x")
        json.dumps(front_matter(tmp_path / "x"))
