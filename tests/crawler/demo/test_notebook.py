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
    assert len(stored) == 8  # of all cells but the first
    assert outputs(executed(NOTEBOOK, tmp_path)) == stored, (
        "execute it again: python -m crawler.demo.notebook"
    )


def outputs(notebook: Any) -> list[list[str]]:
    """Return what each cell gave: what it printed, its tables, its charts."""
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    return [[part for each in given for part in shown(each)] for given in cells]


def shown(output: Any) -> list[str]:
    """Return the parts of an output as text. An object's own name says nothing."""
    if "text" in output:
        return ["".join(output["text"])]
    forms = [form for form in ("image/svg+xml", "text/html") if form in output["data"]]
    return ["".join(output["data"][form]) for form in forms or ("text/plain",)]
