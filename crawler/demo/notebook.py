"""Executes docs/notebook.ipynb on the demo's database: `python -m crawler.demo.notebook`.

Needs what `make setup` installs. The notebook is written back with its outputs, without what would
differ from one machine to the next.
"""

import asyncio
import os
import sys
import tempfile
from importlib import import_module
from operator import methodcaller
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
SECONDS = 120
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path: Path, folder: Path) -> Any:
    """Return the notebook with the outputs that it gives in a folder with `warta-demo.db`.

    Raises `nbclient.exceptions.CellExecutionError` for a cell that fails.
    """
    nbformat: Any = import_module("nbformat")
    client_module: Any = import_module("nbclient")

    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    notebook = nbformat.read(path, as_version=4)
    client = client_module.NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
    )
    methodcaller("execute")(client)  # its cells: no statement of SQL
    notebook.metadata = nbformat.from_dict(_METADATA)
    for number, cell in enumerate(notebook.cells):
        cell.metadata = nbformat.from_dict({})
        cell.id = f"cell-{number}"
    return notebook


def main() -> None:
    """Make the demo's database, execute the notebook and write it back."""
    from crawler.cli.demo import demo

    nbformat: Any = import_module("nbformat")

    with tempfile.TemporaryDirectory() as folder:
        demo(db=Path(folder) / "warta-demo.db")
        os.environ["PYTHONPATH"] = str(NOTEBOOK.parents[1])
        notebook = executed(NOTEBOOK, Path(folder))
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    main()
