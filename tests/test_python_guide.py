"""The examples of docs/python.md run on the demo's database."""

import re
from pathlib import Path

import pytest

from tests.support.command import process
from tests.support.paths import ROOT

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.S)


def test_the_examples_run_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    process("demo --db warta-demo.db", tmp_path)
    names: dict[str, object] = {}
    assert len(BLOCKS) == 6
    for block in BLOCKS:
        exec(block, names)
    printed = capsys.readouterr().out
    for said in (
        "Harga Beras",
        "articles match",
        "words on average",
        "headline",
        "republika",
        "49 articles, 0 taken down",
        "dropped no_text",
    ):
        assert said in printed
