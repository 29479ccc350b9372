"""Completion in a shell: what is offered, how fast it loads, and that it never fails loudly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli import completion
from tests.support.command import ROOT

HEAVY = ("scrapy", "twisted", "trafilatura", "langdetect", "lxml", "sqlite_utils")
CODE = (
    "import sys; sys.argv = ['warta']\n"
    "from crawler.cli import main\n"
    "try: main()\n"
    f"finally: print(*sorted(set({HEAVY!r}) & sys.modules.keys()), file=sys.stderr)"
)


def completed(line: str, shell: str = "bash") -> list[str]:
    """Return what the shell is offered for the last word of a line."""
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env={**os.environ, "_WARTA_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == ""  # nothing heavy was loaded, and there is no traceback
    return done.stdout.split()


OFFERED = {
    "commands": ("warta sea", ["search"]),
    "outlets": ("warta crawl repub", ["republika"]),
    "a second outlet": ("warta crawl republika idn", ["idntimes"]),
    "options": ("warta crawl --old", ["--oldest-first"]),
    "an option's outlet": ("warta search --site repub", ["republika"]),
    "settings": ("warta crawl --set WARTA_ALL", ["WARTA_ALLOW_ADDRESSES="]),
    "formats": ("warta export --format c", ["csv"]),
    "statuses": ("warta sites --status act", ["active"]),
    "outlets to list": ("warta sites repub", ["republika"]),
    "the command add": ("warta sites ad", ["add"]),
    "the command check": ("warta sites che", ["check"]),
    "an outlet to check": ("warta sites check republik", ["republika"]),
    "options of add": ("warta sites add --wr", ["--write"]),
    "an open quote": ("warta crawl 'x", []),
    "no such command": ("warta nosuch x", []),
}


@pytest.mark.parametrize(("line", "offered"), OFFERED.values(), ids=OFFERED.keys())
def test_what_is_offered(line: str, offered: list[str]) -> None:
    assert completed(line) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells(shell: str) -> None:
    assert "republika" in " ".join(completed("warta crawl repub", shell))


def test_all_commands_are_offered() -> None:
    assert {"crawl", "sites", "age-out", "demo"} <= set(completed("warta "))


def test_records_that_cannot_be_loaded_offer_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise SyntaxError("a record is broken")

    monkeypatch.setattr("crawler.sites.all_sites", broken)
    assert completion.outlets("rep") == []


def test_bash_completes_an_outlet(tmp_path: Path) -> None:
    """The script that is installed, in a real bash."""
    command = tmp_path / "warta"
    command.write_text(
        f"#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c "
        '\'from crawler.cli import main; import sys; sys.argv[0] = "warta"; main()\' "$@"\n'
    )
    command.chmod(0o755)
    script = (
        'eval "$(warta --show-completion bash)"; COMP_WORDS=(warta crawl repub); COMP_CWORD=2; '
        "_warta_completion warta; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "republika\n", done.stderr
