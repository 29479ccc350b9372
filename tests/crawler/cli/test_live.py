"""The view of a crawl of many outlets: from the database, live on a terminal, plain elsewhere."""

import io
import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from crawler.cli import live
from crawler.demo import SAMPLE
from pipelines.query import OutletProgress, progress
from tests.support.command import process
from tests.support.progress import THREE as NAMES
from tests.support.progress import three_outlets
from tests.support.terminal import Clock, Terminal

NOW = datetime.now(UTC).replace(microsecond=0)
USUAL = [name for name in live.COUNTED if name not in live.SELDOM]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return three_outlets(tmp_path / "x.db", NOW)


def rows_of(db: Path) -> dict[str, OutletProgress]:
    since = NOW - timedelta(minutes=1)
    return {row.site: row for row in progress(db, NAMES, pid=os.getpid(), since=since)}


def printed(rows: list[OutletProgress], height: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=120).print(live.as_table(rows, height))
    return out.getvalue().splitlines()


def test_table(db: Path) -> None:
    lines = printed(list(rows_of(db).values()), 20)
    assert lines[0].split() == ["outlet", *USUAL, "next", "due", "state"]
    assert [line.split()[0] for line in lines[1:]] == ["idntimes", "tempo", "republika"]
    assert [line.split()[-1] for line in lines[1:]] == ["running", "waiting", "blocked"]
    head, _ = printed([OutletProgress(site="tempo", reprocessed=2)], 20)
    assert head.split() == ["outlet", *live.COUNTED, "next", "due", "state"]


def test_a_table_is_no_higher_than_the_terminal(db: Path) -> None:
    rows = [replace(rows_of(db)["republika"], site=f"koran{n}") for n in range(60)]
    lines = printed(rows, 12)
    assert len(lines) == 12
    assert lines[-1].split() == ["and", "50", "more"]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (None, "-"),
        (NOW - timedelta(minutes=1), "now"),
        (NOW + timedelta(days=3), f"{(NOW + timedelta(days=3)).astimezone(live.WIB):%m-%d %H:%M}"),
    ],
)
def test_due(moment: datetime | None, said: str) -> None:
    assert live.due(moment) == said


def test_line(db: Path) -> None:
    rows = rows_of(db)
    line = live.as_line(rows["republika"])
    assert line == "republika blocked: 4 found, 4 fetched, 1 dropped, 3 failed"
    assert live.as_line(replace(rows["tempo"], ended="finished")) == "tempo finished: nothing new"


def test_a_log_gets_a_line_for_each_outlet_that_has_ended(db: Path) -> None:
    out = io.StringIO()
    clock = Clock()
    with live.crawl_progress(db, NAMES, stream=out, clock=clock) as update:
        for clock.now, seen in ((2.0, 1), (12.5, 2), (25.0, 3)):
            update({"seen": seen})
    lines = out.getvalue().splitlines()
    assert [line for line in lines if line.startswith("crawl:")] == [
        "crawl: 1 seen (2 s)", "crawl: 2 seen (12 s)", "crawl: 3 seen (25 s)",
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("republika blocked")] == [lines[2]]
    assert len(lines) == 4


def test_a_terminal_gets_a_table_that_goes_away(db: Path) -> None:
    out = Terminal()
    with live.crawl_progress(db, NAMES, stream=out) as update:
        update({"seen": 1})
    shown = out.getvalue()
    assert "republika" in shown and "waiting" in shown
    assert re.search(r"\x1b\[2K\s*$", shown)  # the last thing done is to take lines away


def test_summaries_have_it_too(tmp_path: Path) -> None:
    ran = process(f"crawl idntimes republika --replay {SAMPLE} --json --db x.db", tmp_path)
    assert ran.returncode == 0, ran.stderr
    summaries: list[dict[str, Any]] = json.loads(ran.stdout)
    assert [summary["site"] for summary in summaries] == ["idntimes", "republika"]
    assert all(summary["found"] >= summary["seen"] > 0 for summary in summaries)
    assert all(datetime.fromisoformat(summary["next_due"]).tzinfo for summary in summaries)
    again = process(f"crawl idntimes --replay {SAMPLE} --db x.db", tmp_path)
    head, line = again.stdout.splitlines()
    assert head.split() == ["outlet", *USUAL, "next", "due", "ended"]
    assert line.split()[:2] == ["idntimes", "0"]
