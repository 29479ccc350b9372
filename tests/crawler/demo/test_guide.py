"""docs/querying.md: its commands and SQL run on the demo's database, with the answers it shows."""

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crawler.demo.guide import GUIDE, MARK, questions_part
from pipelines.query import connect_readonly
from pipelines.query.questions import QUESTIONS
from tests.support.command import process

BY_HAND, _, WRITTEN = GUIDE.read_text(encoding="utf-8").partition(MARK)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", BY_HAND, re.S)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    process("demo --db warta-demo.db", folder)
    return folder


@pytest.fixture(scope="module")
def part(folder: Path) -> str:
    return questions_part(folder / "warta-demo.db")


def test_the_guide_has_what_the_demo_answers(part: str) -> None:
    assert part == WRITTEN, "write it again: python -m crawler.demo.guide"


def test_the_demo_answers_most_questions(part: str) -> None:
    assert part.count("### ") == len(QUESTIONS)
    assert part.count("The demo has no such row.") == 3  # provinces, silent edits, deletions


@pytest.mark.parametrize("sql", blocks("sql"))
def test_the_sql_of_the_guide_finds_something(folder: Path, sql: str) -> None:
    with closing(connect_readonly(folder / "warta-demo.db")) as db:
        assert db.execute(sql).fetchmany(2)


@pytest.mark.parametrize("command", [one for one in COMMANDS if "serve" not in one])
def test_the_commands_of_the_guide_run(folder: Path, command: str) -> None:
    program, *words = shlex.split(command)
    beside = Path(sys.executable).with_name(program)
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    words += ["--get", "/"] if program == "datasette" else []
    done = subprocess.run([found, *words], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 2


def test_the_python_of_the_guide_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    monkeypatch.chdir(folder)
    (block,) = blocks("python")
    names: dict[str, object] = {}
    for line in block.splitlines():
        exec(line, names)
        if line.startswith("frame"):
            with closing(sqlite3.connect("warta-demo.db")) as db:
                (count,) = db.execute("SELECT count(*) FROM headlines").fetchone()
            assert len(names["frame"]) == count > 40  # type: ignore[arg-type]
