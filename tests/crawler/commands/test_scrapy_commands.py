"""Scrapy's own commands work in the project, from a recording where they fetch."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.crawl_run import STATS
from crawler.demo import SAMPLE
from crawler.planning.options import NAMES
from pipelines.query.export import FIELDS
from tests.support.command import data, warta
from tests.support.paths import ROOT

PAGE = (
    "https://news.republika.co.id/berita/tkm4a1x18/"
    "kebakaran-pasar-loak-karangmulya-padam-setelah-lima-jam"
)
FEED = "https://www.republika.co.id/rss"


def scrapy(*arguments: str, **settings: str) -> str:
    """Return what a Scrapy command prints, and fail where it fails or logs an error."""
    settings = {"WARTA_REPLAY": str(SAMPLE), "LOG_LEVEL": "ERROR"} | settings
    named = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments, *named],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr and "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("list",), "republika\n"),
        (("check", "republika"), ""),
        (("settings", "--get", "BOT_NAME"), "warta"),
        (("fetch", "--spider=republika", PAGE), "Kebakaran Pasar Loak"),
        (("shell", PAGE, "-c", "response.css('h1::text').get()"), "Kebakaran Pasar Loak"),
        (("shell", "-c", "1 + 1"), "2"),
        (("parse", "--nocolour", "--spider=republika", PAGE), "'authors': ['Galih Nugraha']"),
        (("parse", "--nocolour", PAGE, "--pipelines"), "'dateline': 'REPUBLIKA.CO.ID, SEMARANG'"),
        (("parse", "--nocolour", "--spider=republika", FEED), f"<GET {PAGE}>"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_command_prints(arguments: tuple[str, ...], printed: str) -> None:
    assert printed in scrapy(*arguments)


def test_the_benchmark_fetches_pages() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "bench", "-s", "CLOSESPIDER_PAGECOUNT=20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "'downloader/response_status_count/200': " in done.stderr


def test_a_feed_has_a_line_for_each_version_that_was_stored(tmp_path: Path) -> None:
    db, out = tmp_path / "warta.db", tmp_path / "out.jsonl"
    scrapy("crawl", "republika", "-O", str(out), WARTA_DB=str(db), WARTA_WORKERS="1")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    written = warta("export", "--duplicates", "--db", db).stdout.splitlines()
    exported = [{name: json.loads(line)[name] for name in FIELDS} for line in written]
    assert all(tuple(line) == FIELDS for line in lines)
    assert {line["url"]: line for line in lines} == {line["url"]: line for line in exported}
    (run,) = data("stats", "--db", db)["runs"]
    assert len(exported) == run["stored"] > 20
    assert len(lines) == run["stored"] + run["revised"]


def test_a_csv_feed_has_the_cells_of_an_export(tmp_path: Path) -> None:
    db, out = tmp_path / "warta.db", tmp_path / "out.csv"
    scrapy("crawl", "republika", "-O", str(out), WARTA_DB=str(db), WARTA_WORKERS="1")
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["url"]: row for row in csv.DictReader(file)}
    again = tmp_path / "again.csv"
    subprocess.run(
        [sys.executable, "-c", "from crawler.cli import main; main()", "export", "--duplicates",
         "--db", str(db), "--output", str(again)],
        cwd=ROOT, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    with again.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert rows == {row["url"]: {name: row[name] for name in FIELDS} for row in written}


def test_counts_are_in_scrapy_s_stats(tmp_path: Path) -> None:
    settings = ["WARTA_REPLAY", str(SAMPLE)], ["WARTA_DB", str(tmp_path / "a.db")]
    named = [word for pair in settings for word in ("-s", "=".join(pair))]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "republika", "-a", "limit=3", *named],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "'warta/articles_stored': 3" in done.stderr


@pytest.mark.parametrize(
    ("argument", "said"),
    [("sinse=2d", "did you mean since?"), ("limit=banyak", "limit banyak: not a number")],
)
def test_a_wrong_argument_ends_with_2(argument: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "republika", "-a", argument],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr + done.stdout


def test_stats_and_arguments_are_documented() -> None:
    text = (ROOT / "docs" / "scrapy.md").read_text(encoding="utf-8")
    known = {*STATS, "extracted", "listings_failed"}
    for name in known - {"links"}:
        assert f"`warta/{STATS.get(name, name)}`" in text, name
    for argument in NAMES:
        assert f"`{argument}`" in text, argument
