"""`--set` and the environment on the command line."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.demo import SAMPLE
from tests.support.command import ROOT, data, process, warta
from tests.support.loopback import Loopback, article, text


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("WARTA_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("command", ["crawl republika", "try x.html", "snapshot x.html",
                                     "sites add koran koran.example"])  # fmt: skip
class TestWrong:
    def test_set(self, command: str, tmp_path: Path) -> None:
        result = warta(*command.split(), "--set", "ROBOTSTXT_OBEY=false")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "ROBOTSTXT_OBEY is fixed" in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_environment(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WARTA_BACH", "3")
        result = warta(*command.split())
        assert (result.exit_code, result.stdout) == (2, "")
        assert "did you mean WARTA_BATCH?" in result.stderr
        assert list(tmp_path.iterdir()) == []


def test_a_delay_below_the_record_is_refused() -> None:
    result = warta("crawl", "republika", "--set", "DOWNLOAD_DELAY=1")
    assert result.exit_code == 2
    assert "DOWNLOAD_DELAY=1" in result.stderr


def test_a_demo_in_a_wrong_environment(tmp_path: Path) -> None:
    done = process("demo", tmp_path, WARTA_BATCH="abc")
    assert done.returncode == 2
    assert "WARTA_BATCH=abc in the environment" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_reading_take_no_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARTA_BACH", "3")
    assert warta("crawl", "--help").exit_code == 0
    assert "no database" in warta("stats").stderr


def test_options_win_over_set_and_set_over_the_environment(tmp_path: Path) -> None:
    """One crawl says it all: the option names the database, --set the recording and workers."""
    done = process(
        f"crawl republika --limit 3 --db option.db --set WARTA_DB=set.db "
        f"--set WARTA_REPLAY={SAMPLE} --set WARTA_WORKERS=1 --set LOG_FILE=log.txt "
        "--set LOG_LEVEL=debug",
        tmp_path,
        WARTA_DB="environment.db",
        WARTA_REPLAY="missing.warc.gz",
        WARTA_ARCHIVE="archive",
    )
    names = {path.name.partition("-")[0] for path in tmp_path.iterdir()}
    assert names == {"option.db", "archive", "log.txt"}, done.stderr
    assert "DEBUG" in (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert "no contact" not in done.stderr


def test_set_names_the_database(tmp_path: Path) -> None:
    done = process(
        f"crawl republika --limit 1 --set WARTA_DB=set.db --replay {SAMPLE} --workers 1",
        tmp_path,
        WARTA_DB="environment.db",
    )
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"set.db"}, done.stderr


class TestOnLoopback:
    """A page of this machine is refused, unless its address is allowed."""

    @pytest.mark.parametrize(
        ("option", "variable"),
        [("--set WARTA_ALLOW_ADDRESSES=127.0.0.1", ""), ("", "127.0.0.1")],
        ids=["set", "environment"],
    )
    def test_allowed_addresses(self, option: str, variable: str, tmp_path: Path) -> None:
        page = article(1, datetime(2026, 11, 20, tzinfo=UTC))
        with Loopback({"/robots.txt": text(""), "/a": text(page, "text/html")}) as outlet:
            refused = process(f"try {outlet.url}/a", tmp_path)
            assert refused.returncode == 1
            assert "not a public address" in refused.stderr
            assert outlet.paths() == []
            done = process(
                f"try {outlet.url}/a {option} --set WARTA_CONTACT=https://saya.example --json",
                tmp_path,
                **({"WARTA_ALLOW_ADDRESSES": variable} if variable else {}),
            )
            assert done.returncode == 0, done.stderr
            assert '"outcome": "article"' in done.stdout
            agents = {asked.headers["User-Agent"] for asked in outlet.asked}
            assert all(agent.endswith("(+https://saya.example)") for agent in agents)

    def test_snapshots_folder(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text(article(1, datetime(2026, 11, 20, tzinfo=UTC)), encoding="utf-8")
        done = warta("snapshot", page, "--url", "https://koran.example/a/1",
                     "--set", f"WARTA_SNAPSHOTS={tmp_path / 'kept'}")  # fmt: skip
        assert done.exit_code == 0, done.output
        assert list((tmp_path / "kept").rglob("*.html.gz"))


def test_workers_of_ingest_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARTA_WORKERS", "x")
    result = warta("ingest", SAMPLE)
    assert result.exit_code == 2
    assert "WARTA_WORKERS=x" in result.stderr
    monkeypatch.setenv("WARTA_WORKERS", "1")
    assert warta("ingest", SAMPLE).exit_code in (0, 1)
    assert data("stats")["articles"] == 49


def scrapy(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_scrapy_reads_the_environment_under_its_option() -> None:
    asked = ("settings", "--getint", "WARTA_BATCH")
    assert scrapy(*asked, WARTA_BATCH="7").stdout == "7\n"
    assert scrapy(*asked, "-s", "WARTA_BATCH=8", WARTA_BATCH="7").stdout == "8\n"


def test_scrapy_s_option_for_the_contact_changes_the_user_agent(tmp_path: Path) -> None:
    options = (f"WARTA_DB={tmp_path / 'x.db'}", f"WARTA_REPLAY={SAMPLE}", "WARTA_WORKERS=1",
               "WARTA_CONTACT=https://saya.example")  # fmt: skip
    done = scrapy("crawl", "republika", "-a", "limit=1", *(w for o in options for w in ("-s", o)))
    assert "(+https://saya.example)" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("option", "variables"),
    [([], {"WARTA_BATCH": "abc"}), (["-s", "WARTA_BATCH=abc"], {})],
    ids=["environment", "-s"],
)
def test_scrapy_names_a_wrong_setting_too(option: list[str], variables: dict[str, str]) -> None:
    done = scrapy("crawl", "republika", *option, **variables)
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "WARTA_BATCH=abc" in said
    assert "Traceback" not in said
