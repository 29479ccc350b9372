"""The notebook of docs/ runs on the demo's database and gives the outputs that are stored in it."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.command import process
from tests.support.paths import ROOT


@pytest.mark.filterwarnings("ignore")  # of the kernel's own libraries
def test_the_notebook_gives_what_is_stored_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbformat = pytest.importorskip("nbformat", reason="`make setup` installs it")
    for needed in ("nbclient", "ipykernel", "pandas"):
        pytest.importorskip(needed, reason="`make setup` installs it")
    from crawler.demo.notebook import NOTEBOOK, executed

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    process("demo --db warta-demo.db", tmp_path)
    stored = outputs(nbformat.read(NOTEBOOK, as_version=4))
    assert len(stored) == 7  # of all cells but the first
    assert outputs(executed(NOTEBOOK, tmp_path)) == stored, (
        "execute it again: python -m crawler.demo.notebook"
    )


def outputs(notebook: Any) -> list[list[str]]:
    """Return what each cell gave: the text, or the chart, which has none."""
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    return [["".join(each.get("text") or best(each["data"])) for each in given] for given in cells]


def best(data: dict[str, str]) -> str:
    """Return the chart of an output, or its text."""
    return data.get("image/svg+xml") or data["text/plain"]
