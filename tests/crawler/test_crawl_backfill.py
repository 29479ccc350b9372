"""Going back: a month is read day by day, survives kills, and says how far it is."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.discovery import is_by_day
from crawler.site import Site
from crawler.sites import all_sites, get
from tests.support import backfill, fleet
from tests.support.command import data
from tests.support.crawling import ROOT

FIRST, DAYS = date(2024, 1, 1), 30
KOMPAS = get("kompas")
MAIN = "from crawler.cli import main; main()"


def rows(db: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()


def start(db: Path, recording: Path, *more: str) -> "subprocess.Popen[str]":
    options = ["--since", "2024-01-01", "--until", "2024-01-30", "--workers", "1"]
    command = [sys.executable, "-c", MAIN, "crawl", "kompas", *options, *more]
    return subprocess.Popen(
        [*command, "--db", str(db), "--replay", str(recording), "--json"],
        cwd=ROOT,
        env={**os.environ, "WARTA_BATCH": "4"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def closed(db: Path) -> int:
    if ("checkpoints",) not in rows(db, "SELECT name FROM sqlite_master"):
        return 0
    query = "SELECT count(*) FROM checkpoints WHERE closed_at IS NOT NULL AND listing LIKE '%page%'"
    ((days,),) = rows(db, query)
    return int(days)


def kill_at(days: int, db: Path, recording: Path) -> None:
    """Kill a crawl once so many days are closed."""
    process = start(db, recording)
    patience = time.monotonic() + 60
    try:
        while time.monotonic() < patience:
            assert process.poll() is None, "it was done before it could be killed"
            if db.exists() and closed(db) >= days:
                break
            time.sleep(0.02)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def status(db: Path) -> dict[str, Any]:
    (outlet,) = data("crawl", "kompas", "--status", "--db", db)
    assert isinstance(outlet, dict)
    return outlet


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Return a backfill that was killed twice, with what was seen on the way."""
    folder = tmp_path_factory.mktemp("month")
    db, recording = folder / "warta.db", folder / "recording"
    expected = backfill.record(KOMPAS, recording, FIRST, DAYS)
    seen: dict[str, Any] = {"db": db, "recording": recording, "expected": expected, "status": []}
    for days in (4, 15):
        kill_at(days, db, recording)
        seen["status"].append(status(db))
    process = start(db, recording)
    seen["output"], seen["errors"] = process.communicate(timeout=120)
    seen["status"].append(status(db))
    return seen


def test_every_article_is_stored_once(month: Mapping[str, Any]) -> None:
    stored = [url for (url,) in rows(month["db"], "SELECT url FROM articles")]
    assert len(stored) == len(set(stored)), month["errors"]
    assert set(stored) == month["expected"]
    assert rows(month["db"], "SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL") == [
        (0,)
    ]


def test_every_day_is_closed_and_has_its_articles(month: Mapping[str, Any]) -> None:
    query = (
        "SELECT day, pages FROM checkpoints WHERE closed_at IS NOT NULL AND listing LIKE '%page%'"
    )
    days = dict(rows(month["db"], query))
    assert len(days) == DAYS
    # The pages of the day and the one behind the last; one more where a kill broke a walk off.
    for number in range(DAYS):
        needed = -(-(2 + number % 6) // backfill.A_PAGE) + 1
        assert needed <= days[f"2024-01-{number + 1:02}"] <= needed + 1


def test_it_goes_on_where_it_was(month: Mapping[str, Any]) -> None:
    first, second, last = month["status"]
    assert 4 <= first["closed"] < second["closed"] < last["closed"] == last["days"] == DAYS
    assert (first["first_day"], first["last_day"]) == ("2024-01-01", "2024-01-30")
    assert last["articles_left"] == last["seconds_left"] == 0 < last["articles_per_hour"]
    newest = rows(month["db"], "SELECT max(day) FROM checkpoints")
    assert newest == [("2024-01-30",)]
    (summary,) = json.loads(month["output"])
    assert summary["stored"] < len(month["expected"]), "what was stored is not fetched again"


def test_a_backfill_that_is_done_asks_for_no_page_again(month: Mapping[str, Any]) -> None:
    process = start(month["db"], month["recording"])
    output, errors = process.communicate(timeout=60)
    (summary,) = json.loads(output)
    assert (summary["seen"], summary["found"]) == (0, 0), errors
    assert summary["listings"] == 0


BY_DAY = [site for site in all_sites() if site.indexes and is_by_day(site.indexes[0])]


@pytest.fixture(scope="module")
def three_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of a crawl that went back with every outlet that lists by day."""
    folder = tmp_path_factory.mktemp("days")
    backfill.record_samples(BY_DAY, folder / "recording")
    names = [site.name for site in BY_DAY]
    dates = ["--since", "2024-03-14", "--until", "2024-03-16"]
    command = [sys.executable, "-c", MAIN, "crawl", *names, *dates, "--db", "hari.db"]
    done = subprocess.run(
        [*command, "--replay", "recording"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return folder / "hari.db"


@pytest.mark.parametrize("site", BY_DAY, ids=lambda site: site.name)
def test_every_outlet_that_lists_by_day_can_be_gone_back_with(site: Site, three_days: Path) -> None:
    stored = rows(three_days, f"SELECT url FROM articles WHERE site = '{site.name}' ORDER BY url")
    assert [url for (url,) in stored] == sorted(sample.url for sample in fleet.samples(site))
    marks = dict(
        rows(
            three_days,
            "SELECT listing || day, closed_at IS NOT NULL FROM checkpoints"
            f" WHERE site = '{site.name}'",
        )
    )
    assert [marks[f"{site.indexes[0].url}2024-03-{day}"] for day in (14, 15, 16)] == [1, 1, 1]
