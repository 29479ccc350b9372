"""`warta sites` with records from outside: listed, checked, crawled, written."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import sites
from crawler.cli.sites import as_markdown
from tests.support import fleet
from tests.support.command import data, process, warta
from tests.support.outside_records import write
from tests.support.paths import ROOT


class TestListed:
    def test_the_table_says_where_a_record_is_from(self, outside_folder: Path) -> None:
        paths = [write(outside_folder), write(outside_folder, "republika", "republika.co.id")]
        printed = warta("sites").stdout
        assert "Koran Coba" in printed and "Records from outside warta" in printed
        assert all(str(path) in "".join(printed.split("\n")) for path in paths)
        assert printed.count("replaces the one that comes with warta") == 1

    def test_one_in_full(self, outside_folder: Path) -> None:
        path = write(outside_folder)
        assert str(path) in "".join(warta("sites", "korancoba").stdout.split("\n"))

    def test_json_has_the_source(self, outside_folder: Path) -> None:
        path = write(outside_folder)
        rows = {row["name"]: row for row in data("sites")}
        assert rows["korancoba"]["source"] == str(path) and rows["tempo"]["source"] == "warta"
        assert rows["korancoba"]["evidence"] == [{"what": "feed", "seen": "2026-11", "note": ""}]

    def test_the_documentation_leaves_it_out(self, outside_folder: Path) -> None:
        write(outside_folder)
        write(outside_folder, "republika", "republika.co.id")
        assert warta("sites", "--markdown").stdout == as_markdown(sites.built_in())

    def test_a_broken_record_is_named_and_the_others_are_listed(self, outside_folder: Path) -> None:
        (outside_folder / "koran.py").write_text("SITE = Site(\n")
        ran = process("sites", outside_folder, WARTA_SITES=str(outside_folder))
        assert ran.returncode == 2
        assert "koran.py: line 1: '(' was never closed" in ran.stderr
        assert "1 record cannot be read" in ran.stderr and "Traceback" not in ran.stderr
        assert "Republika" in ran.stdout


class TestCheck:
    def test_all_records_of_warta(self) -> None:
        result = warta("sites", "check")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "68 records checked, nothing is wrong" in result.stderr

    def test_what_is_wrong_is_named(self, outside_folder: Path) -> None:
        path = write(outside_folder)
        path.write_text(path.read_text().replace('"listed"', '"active"').replace(".isi", "p["))
        result = warta("sites", "check", "korancoba")
        assert result.exit_code == 1
        assert "korancoba: status active: no evidence" in result.stdout
        assert "korancoba: template 2026: body: 'p['" in result.stdout
        assert "1 of 1 record" in result.stderr
        assert warta("sites", "check", "tempo").exit_code == 0

    def test_a_broken_record_ends_with_2(self, outside_folder: Path) -> None:
        (outside_folder / "koran.py").write_text("import tidak_ada")
        assert warta("sites", "check").exit_code == 2
        result = warta("sites", "check", "koran")
        assert result.exit_code == 2
        assert "koran.py: line 1: ModuleNotFoundError" in result.stderr
        assert "correct or remove it" in result.stderr


class TestCrawled:
    @pytest.fixture
    def recording(self, outside_folder: Path, tmp_path: Path) -> Path:
        write(outside_folder)
        fleet.record([sites.get("korancoba")], tmp_path / "recording", datetime.now(UTC).date())
        return tmp_path / "recording"

    def test_by_warta(self, recording: Path, outside_folder: Path, tmp_path: Path) -> None:
        named = {"WARTA_SITES": str(outside_folder)}
        command = f"crawl korancoba --replay {recording} --db x.db --json"
        ran = process(command, tmp_path, **named)
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)[0]["stored"] == fleet.ARTICLES
        ran = process("crawl koranlain --replay recording --db x.db", tmp_path, **named)
        assert ran.returncode == 2 and "did you mean korancoba" in ran.stderr
        (outside_folder / "korancoba.py").write_text("SITE = 1")
        ran = process(command, tmp_path, **named)
        assert ran.returncode == 2 and "korancoba.py: SITE is of type int" in ran.stderr

    @pytest.mark.parametrize("by", ["environment", "setting"])
    def test_by_scrapy(
        self, by: str, recording: Path, outside_folder: Path, tmp_path: Path
    ) -> None:
        named = ["-s", f"WARTA_SITES={outside_folder}"] if by == "setting" else []
        known = str(outside_folder) if by == "environment" else ""
        assert "korancoba" in scrapy("list", *named, sites=known).stdout.split()
        db = tmp_path / "x.db"
        settings = ["-s", f"WARTA_REPLAY={recording}", "-s", f"WARTA_DB={db}"]
        ran = scrapy("crawl", "korancoba", *named, *settings, sites=known)
        assert ran.returncode == 0, ran.stderr
        assert data("stats", "--db", db)["articles"] == fleet.ARTICLES

    def test_by_set(self, recording: Path, outside_folder: Path, tmp_path: Path) -> None:
        ran = process(
            f"crawl korancoba --set WARTA_SITES={outside_folder} --replay {recording} --db x.db",
            tmp_path,
        )
        assert ran.returncode == 0, ran.stderr
        assert data("stats", "--db", tmp_path / "x.db")["articles"] == fleet.ARTICLES

    def test_a_page_is_tried_by_its_rules(self, outside_folder: Path, tmp_path: Path) -> None:
        write(outside_folder)
        site = sites.get("korancoba")
        page = fleet.article(site, fleet.samples(site)[0])
        (tmp_path / "page.html").write_bytes(page.body)
        tried = data("try", tmp_path / "page.html", "--url", page.url)
        assert tried["article"]["site"] == "korancoba"
        assert tried["article"]["origin"]["text"] == "rule:2026"


def scrapy(*arguments: str, sites: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**os.environ, "WARTA_SITES": sites},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class TestAdded:
    """`warta sites add --write` writes where the records of this installation are."""

    PAGE = "https://www.koranbaru.example/berita/123/air-sungai-naik"

    @pytest.fixture
    def page(self, outside_folder: Path, tmp_path: Path) -> Path:
        write(outside_folder)
        site = sites.get("korancoba")
        html = fleet.article(site, fleet.samples(site)[0]).body.decode()
        path = tmp_path / "page.html"
        path.write_text(html.replace("korancoba", "koranbaru"), encoding="utf-8")
        return path

    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a folder that the command takes for the one of its own records."""
        records = tmp_path / "lib" / "crawler" / "sites"
        records.mkdir(parents=True)
        monkeypatch.setattr(sites, "__file__", str(records / "__init__.py"))
        return tmp_path / "lib"

    def add(self, page: Path) -> str:
        result = warta(
            "sites", "add", "koranbaru", "https://www.koranbaru.example/", "--from", page, "--write"
        )
        assert result.exit_code == 0, result.output
        return result.stderr

    @pytest.mark.parametrize("missing", [False, True])
    def test_from_an_installed_package(
        self, missing: bool, page: Path, package: Path, monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path, outside_folder: Path,
    ) -> None:  # fmt: skip
        place = tmp_path / "new" / "folder" if missing else outside_folder
        monkeypatch.setenv("WARTA_SITES", str(place))
        assert f"{place / 'koranbaru.py'} is written" in self.add(page)
        sites.forget()
        assert sites.source("koranbaru") == str(place / "koranbaru.py")

    def test_in_a_checkout(self, page: Path, package: Path, outside_folder: Path) -> None:
        (package / ".git").write_text("gitdir: elsewhere")
        self.add(page)
        assert (package / "crawler" / "sites" / "koranbaru.py").is_file()
        assert not (outside_folder / "koranbaru.py").exists()

    def test_without_a_folder(
        self, page: Path, package: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("WARTA_SITES", "")
        result = warta("sites", "add", "koranbaru", self.PAGE, "--from", page, "--write")
        assert result.exit_code == 2
        assert "set it to a folder, or give --into DIR" in result.stderr
