"""`warta export` as it is called: options, messages, exit codes, and ends in the middle."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from crawler.cli import completion
from pipelines.query.export import formats
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered
from tests.support.command import process, warta
from tests.support.paths import ROOT

TOPICS = ("Harga beras naik", "Banjir rob surut", "Harga cabai turun")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    yield


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("db") / "a.db"
    with ArticleStore(path) as store:
        store.add_many(
            numbered(
                number,
                site=("republika", "idntimes", "koran.example")[number % 3],
                title=f"{TOPICS[number % 3]} {number}",
                text=" ".join(f"k{number}x{n}" for n in range(60)),
                published_at=NOW.replace(day=number),
                language="jv" if number == 3 else "id",
                section="Ekonomi" if number > 4 else "",
                authors=("Sri",) if number == 2 else (),
                tags=("Beras",) if number == 6 else (),
            )
            for number in range(1, 8)
        )
    return path


def exported(db: Path, *options: object) -> list[int]:
    result = warta("export", "--db", db, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7]),
        ("--query harga", [2, 3, 5, 6]),
        ("--site republika", [3, 6]),
        ("--site republika --site koran.example", [2, 3, 5, 6]),
        ("--site republika --query cabai", []),
        ("--language jv", [3]),
        ("--section ekonomi --until 2026-11-06", [5, 6]),
        ("--since 2026-11-06", [6, 7]),
        ("--author Sri", [2]),
        ("--tag beras", [6]),
        ("--limit 2", [1, 2]),
        ("--since-id 5", [6, 7]),
        ("--since-id 2 --limit 2 --language id", [4, 5]),
        ("--order newest --limit 3", [7, 6, 5]),
    ],
)
def test_filters(db: Path, options: str, found: list[int]) -> None:
    assert exported(db, *options.split()) == found


def test_it_says_where_the_next_export_goes_on(db: Path) -> None:
    found: list[int] = []
    since = 0
    for _ in range(9):
        result = warta("export", "--db", db, "--limit", 3, "--since-id", since)
        assert result.exit_code == 0
        found += [json.loads(line)["id"] for line in result.stdout.splitlines()]
        said = re.search(r"last id (\d+): --since-id \1 goes on", result.stderr)
        assert said
        if int(said[1]) == since:
            assert "0 articles written" in result.stderr
            break
        since = int(said[1])
    assert found == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_nothing_found_is_no_error(db: Path, name: str) -> None:
    result = warta("export", "--db", db, "--format", name, "-o", "x", "--language", "xx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "warta: 0 articles written to x" in result.stderr
    assert Path("x").exists()


def test_nothing_found_is_said_on_stdout_too(db: Path) -> None:
    result = warta("export", "--db", db, "--language", "xx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 articles written to stdout" in result.stderr


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.XLSX", "a.atom"])
def test_the_name_says_the_format(db: Path, name: str) -> None:
    result = warta("export", "--db", db, "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    begins = {".jsonl": b'{"id"', ".csv": b"\xef\xbb\xbfid", ".parquet": b"PAR1", ".xlsx": b"PK"}
    content = Path(name).read_bytes()
    assert content.startswith(begins.get(Path(name).suffix.lower(), b"<?xml"))


def test_columns_in_the_order_given(db: Path) -> None:
    result = warta("export", "--db", db, "--columns", "title, published_on,id", "-o", "a.parquet")
    assert result.exit_code == 0, result.output
    assert pq.read_schema("a.parquet").names == ["title", "published_on", "id"]
    line = warta("export", "--db", db, "--columns", "words,title", "--limit", 1).stdout
    assert list(json.loads(line)) == ["words", "title"]


def test_a_feed_has_a_hundred_entries_unless_more_are_wanted(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "many.db") as store:
        store.add_many(
            numbered(n, text=" ".join(f"k{n}x{i}" for i in range(20))) for n in range(1, 106)
        )
    for options, count in ((), 100), (("--limit", 3), 3), (("--limit", 200), 105):
        result = warta("export", "--db", tmp_path / "many.db", "--format", "atom", *options)
        assert result.stdout.count("<entry>") == count
    assert "last id" not in result.stderr


def test_a_folder_is_only_replaced_when_it_is_an_export(db: Path) -> None:
    command = ("export", "--db", db, "--format", "text", "-o", "texts")
    assert warta(*command).exit_code == 0
    assert len(list(Path("texts").glob("*.txt"))) == 7
    refused = warta(*command)
    assert (refused.exit_code, "give --force" in refused.stderr) == (2, True)
    assert warta(*command, "--force", "--limit", 2).exit_code == 0
    assert len(list(Path("texts").glob("*.txt"))) == 2
    Path("texts/mine.docx").write_text("mine")
    refused = warta(*command, "--force")
    assert (refused.exit_code, "mine.docx" in refused.stderr) == (2, True)
    assert Path("texts/mine.docx").read_text() == "mine"


def test_shards_of_a_dataset(db: Path) -> None:
    options = ("--format", "huggingface", "-o", "data-set", "--shard-rows", 3)
    assert warta("export", "--db", db, *options).exit_code == 0
    assert [p.name for p in Path("data-set/data").iterdir()] == ["train-00000-of-00001.parquet"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--columns titel", "--columns: there is no column 'titel': did you mean title"),
        ("--columns ,", "--columns is empty"),
        ("--format atom --columns title", "does not fit a feed"),
        ("--format parquet", "the format parquet is a file: name it with --output"),
        ("--format text", "the format text is a folder: name it with --output"),
        ("--format docx", "--format docx: choose one of jsonl, csv"),
        ("--order old", "--order old: choose one of id, newest"),
        ("--order newest --since-id 3", "leave out --order newest"),
        ("--feed-url https://x.example", "--feed-url is for atom, the format is jsonl"),
        ("--format atom --feed-url x", "--feed-url x: not an address"),
        ("--query !!", "there is no word to search for in '!!'"),
        ("--site republica", "did you mean republika"),
        ("--since-id -1", "--since-id"),
        ("--limit 0", "--limit"),
        ("-o a.xlsx --bom", "--bom is for csv"),
        ("-o . --format text", "files that are no export"),
        ("-o no/a.csv", "no/a.csv: the folder no does not exist"),
    ],
)
def test_a_wrong_call_is_explained(db: Path, options: str, said: str) -> None:
    Path("mine").write_text("mine")
    result = warta("export", "--db", db, *options.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert [path.name for path in Path.cwd().iterdir()] == ["mine"]


@pytest.mark.parametrize(("name", "extra"), [("a.parquet", "parquet"), ("a.xlsx", "xlsx")])
def test_a_missing_extra_is_named(
    db: Path, name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    result = warta("export", "--db", db, "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"pip install 'warta[{extra}]'" in result.stderr
    assert list(Path.cwd().iterdir()) == []


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database whose export is larger than what a pipe or a small disk holds."""
    path = tmp_path_factory.mktemp("large") / "large.db"
    with ArticleStore(path) as store:
        store.add_many(
            numbered(n, text=" ".join(f"{n * 7919 * i % 99991}" for i in range(1, 2_000)))
            for n in range(1, 151)
        )
    return path


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_full_disk_leaves_nothing(large: Path, name: str) -> None:
    written = f"export --db {large} --format {name} --limit 10000 --output out/x"
    Path("out").mkdir()
    Path("out/y").write_text("before")
    (Path("limited.sh")).write_text('ulimit -f 100\nexec "$@"\n')
    result = subprocess.run(
        ["bash", "limited.sh", sys.executable, "-c", "from crawler.cli import main; main()",
         *written.split()],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip
    if name in ("text", "atom"):  # whose files are small
        assert result.returncode == 0
        return
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1, result.stderr
    assert "out/x cannot be written: file too large; nothing was left there" in result.stderr
    assert [path.name for path in Path("out").iterdir()] == ["y"]


@pytest.mark.parametrize("name", ["jsonl", "csv", "atom"])
def test_a_reader_that_gives_up_is_no_error_worth_words(large: Path, name: str) -> None:
    command = f"export --db {large} --format {name} --limit 10000"
    result = process(command, Path.cwd(), shell="| head -c 50")
    assert len(result.stdout) == 50
    assert "Traceback" not in result.stderr and "Exception" not in result.stderr


@pytest.mark.parametrize("name", ["csv", "parquet", "xlsx", "text", "huggingface"])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing(large: Path, name: str, sign: signal.Signals) -> None:
    Path("out").mkdir()
    slow = (
        "import time; from pipelines.query.export.rows import Rows; walk = Rows.__iter__\n"
        "def slowly(self):\n    for row in walk(self):\n        time.sleep(0.1); yield row\n"
        "Rows.__iter__ = slowly\nfrom crawler.cli import main; main()"
    )
    command = ["export", "--db", str(large), "--format", name, "--output", "out/x"]
    running = subprocess.Popen(
        [sys.executable, "-c", slow, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 30
        while not list(Path("out").iterdir()) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        running.send_signal(sign)
        _, errors = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 128 + sign
    assert "the export is ending; nothing half-written is left" in errors
    assert "Traceback" not in errors
    assert list(Path("out").iterdir()) == []


def test_what_the_shell_completes() -> None:
    assert completion.formats("") == list(formats.FORMATS)
    assert completion.columns("title,publis") == [
        "title,published_at", "title,published_on", "title,published_offset",
    ]  # fmt: skip


class TestDocumentation:
    PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")

    def block(self, language: str, beginning: str) -> str:
        blocks = re.findall(r"^```(\w*)\n(.*?)^```$", self.PAGE, re.M | re.S)
        return next(
            text for name, text in blocks if name == language and text.startswith(beginning)
        )

    def test_each_format_is_described(self) -> None:
        described = re.findall(r"^\| `(\w+)` \| .* \| (.*)\|$", self.PAGE, re.M)
        extras = {name: form.extra for name, form in formats.FORMATS.items()}
        assert [name for name, _ in described] == list(extras)
        for name, needs in described:
            extra = extras[name]
            assert needs.strip() == (f"`pip install 'warta[{extra}]'`" if extra else "")

    def test_the_script_for_what_is_new(self, db: Path) -> None:
        Path("warta.db").write_bytes(db.read_bytes())
        command = f"{sys.executable} -c 'from crawler.cli import main; main()'"
        script = f'warta() {{ {command} "$@"; }}\n{self.block("", "last=$(cat")}'
        for _ in range(3):
            subprocess.run(
                ["bash", "-e", "-c", script], env={**os.environ, "PYTHONPATH": str(ROOT)},
                check=True, timeout=60,
            )  # fmt: skip
            assert Path("last-id").read_text() == "7\n"
        assert pq.read_table("after-0.parquet").num_rows == 7
        assert pq.read_table("after-7.parquet").num_rows == 0

    def test_the_example_in_python(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("warta.db").write_bytes(db.read_bytes())
        exec(self.block("python", "from contextlib"), {})
        assert capsys.readouterr().out == "3 6\n"
        assert pq.read_schema("harga.parquet").names == ["title", "text"]

    def test_the_examples_of_data_frames(self, db: Path) -> None:
        assert warta("export", "--db", db, "--output", "articles.parquet").exit_code == 0
        values: dict[str, Any] = {}
        exec(self.block("python", "import pandas"), values)
        assert int(values["per_day"].sum()) == 7
        assert values["tags"].filter(values["tags"]["tags"] == "Beras")["len"].to_list() == [1]
