"""The command `warta` in tests: run here or in a process of its own, with a database to read."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from crawler.cli.app import app
from tests.support.paths import ROOT


def warta(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def data(*arguments: object) -> Any:
    """Return the JSON that the command prints."""
    result = warta(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def process(
    arguments: str, cwd: Path, *, shell: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; `shell` is what its output is piped into."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WARTA_")}
    command = f"{shlex.quote(sys.executable)} -c 'from crawler.cli import main; main()' {arguments}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} {shell}"],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), "WARTA_SITES": "", **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )
