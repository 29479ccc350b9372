"""Standard input and pages of one article at the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.cli.app import app
from pipelines.query import connect_readonly
from tests.support.faults.command_faults import COMMAND_FAULTS, CommandFault
from tests.support.faults.known_failing import marked


@pytest.mark.parametrize("fault", marked(COMMAND_FAULTS))
def test_command(fault: CommandFault, tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "t.db"
    folder.mkdir()
    for name, content in (fault.files or {}).items():
        (folder / name).write_bytes(content)
    command = fault.arguments[0]
    where = ["--json"] if command == "try" else ["--db", str(db), "--workers", "1"]
    arguments = [part.format(folder=folder) for part in fault.arguments]
    result = CliRunner().invoke(app, [*arguments, *where], input=fault.stdin)
    if fault.refused:
        said = result.output.casefold()
        assert result.exit_code != 0
        assert any(word in said for word in fault.refused), said
        assert not db.exists() or not _stored(db)
        return
    assert result.exit_code == 0, result.output
    if command == "try":
        article = json.loads(result.stdout)["article"]
        lines, flags = article["paragraphs"], article["flags"]
    else:
        ((text, flags),) = _stored(db)
        lines, flags = text.split("\n"), json.loads(flags or "[]")
    assert [line for line in lines if line in fault.lines] == list(fault.lines)
    assert set(fault.flags) <= set(flags)


def _stored(db: Path) -> list[tuple[str, str]]:
    rows = connect_readonly(db).execute("SELECT text, flags FROM articles ORDER BY id")
    return [(row[0], row[1]) for row in rows]
