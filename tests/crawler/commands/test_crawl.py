"""`scrapy crawl`: how it ends, and what it says then."""

import argparse
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import UsageError

from crawler.commands.crawl import Command
from crawler.loader import SiteSpiderLoader
from tests.support.crawling import ROOT


def scrapy_crawl(*options: str) -> "subprocess.CompletedProcess[str]":
    job = [sys.executable, "-m", "scrapy", "crawl", "republika", "-L", "ERROR", *options]
    return subprocess.run(job, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_database_that_cannot_be_opened_is_named_in_one_line(tmp_path: Path) -> None:
    db = tmp_path / "surat.db"
    db.write_text("bukan basis data\n" * 99)
    done = scrapy_crawl("-s", f"WARTA_DB={db}")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{db} is not a SQLite database")


def test_a_recording_that_is_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "hilang.warc.gz"
    options = [f"WARTA_DB={tmp_path / 'warta.db'}", f"WARTA_REPLAY={missing}", "WARTA_WORKERS=1"]
    done = scrapy_crawl(*(word for option in options for word in ("-s", option)))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(str(missing))


@pytest.mark.parametrize(
    ("args", "options", "said"),
    [
        ([], {}, "name one outlet"),
        (["republika", "idntimes"], {}, "name one outlet"),
        (["republica"], {}, "did you mean republika"),
        (["republika"], {"since": "kemarin"}, "kemarin"),
        (["republika"], {"limit": "banyak"}, "banyak"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    args: list[str], options: dict[str, Any], said: str
) -> None:
    command = Command()
    loader = SiteSpiderLoader()
    command.crawler_process = SimpleNamespace(spider_loader=loader)  # type: ignore[assignment]
    with pytest.raises(UsageError, match=said):
        command.run(args, argparse.Namespace(spargs=options))
