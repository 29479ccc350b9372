"""The commands that fetch, read files and run on their own: ingest, try, sites, crawl."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.demo import SAMPLE
from crawler.site import Site
from crawler.sites import all_sites, get
from pipelines.warc.writer import WarcArchive
from tests.support.command import ROOT, data, process, warta

PAGE = "https://ekonomi.republika.co.id/berita/tkm4a1x01/"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of the demo's articles."""
    path = tmp_path_factory.mktemp("cli") / "articles.db"
    result = warta("ingest", SAMPLE, "--db", path, "--workers", 1)
    assert path.exists(), result.output
    return path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in an empty folder, without the operator's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("WARTA_DB", "WARTA_CONTACT"):
        monkeypatch.delenv(name, raising=False)


class TestIngest:
    def test_counts_add_up(self, tmp_path: Path) -> None:
        got = json.loads(warta("ingest", SAMPLE, "--db", "x.db", "--workers", 1, "--json").stdout)
        parts = ("stored", "unchanged", "revised", "dropped", "failed")
        assert got["seen"] == sum(got[name] for name in parts) > 0

    def test_a_broken_line_is_named_and_the_rest_kept(self, tmp_path: Path) -> None:
        article = {"url": PAGE, "title": "Judul", "text": "Air sungai naik pada malam hari. " * 12}
        lines = [json.dumps(article), "{broken", json.dumps({**article, "url": f"{PAGE}dua"})]
        (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
        result = warta("ingest", "in.jsonl", "--db", "x.db", "--workers", 1)
        assert result.exit_code == 1
        assert "in.jsonl" in result.stderr and "2" in result.stderr
        assert data("stats", "--db", "x.db")["articles"] == 2

    def test_a_url_is_for_one_file(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        result = warta("ingest", "pages", "--url", PAGE, "--db", "x.db")
        assert result.exit_code == 2
        assert "--url" in result.stderr


class TestTry:
    @pytest.fixture
    def page(self, tmp_path: Path) -> Path:
        from pipelines.inputs.files import read_path
        from pipelines.records import Page

        found = next(i for i in read_path(SAMPLE) if isinstance(i, Page) and i.url.startswith(PAGE))
        (tmp_path / "page.html").write_bytes(found.html)
        return tmp_path / "page.html"

    def test_a_file(self, page: Path, tmp_path: Path) -> None:
        result = warta("try", page)
        assert result.exit_code == 0
        for said in (
            "Harga Beras di Pasar Induk", "rule:", "Laras Puspita", "2026-11-20 08:12 WIB",
            "id, confidence", "Ikuti Whatsapp Channel Republika", "follow.republika",
        ):  # fmt: skip
            assert said in result.stdout
        assert [path.name for path in tmp_path.iterdir()] == ["page.html"]

    def test_json(self, page: Path) -> None:
        got = data("try", page)
        assert got["outcome"] == "article"
        assert got["article"]["editors"] == ["Bagas Wirawan"]
        assert {"line", "rule", "position"} == got["article"]["removed"][0].keys()
        assert got["article"]["origin"]["title"]

    def test_url_says_where_it_was_found(self, page: Path) -> None:
        page.write_text("<title>x</title><p>" + "Air sungai naik pada malam hari. " * 30)
        url = "https://example.id/2026/berita"
        assert data("try", page, "--url", url)["article"]["url"] == url

    def test_a_page_that_does_not_know_its_address(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8").replace('rel="canonical"', "").replace("og:url", "")
        link = '<a href="https://www.republika.co.id/indeks">Indeks</a>'
        page.write_text(text.replace("</body>", f"{link * 20}</body>"), encoding="utf-8")
        got = data("try", page)["article"]
        assert (got["site"], got["origin"]["text"]) == ("republika", "rule:2023")
        assert got["url"].startswith("file:page.html#")

    def test_a_page_on_which_a_step_fails(
        self, page: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> None:
            raise ZeroDivisionError("by nothing")

        monkeypatch.setattr("pipelines.work.worker_tasks.run_saved", fails)
        drop = data("try", page)["drop"]
        assert (drop["reason"], drop["detail"]) == ("crash", "ZeroDivisionError: by nothing")

    def test_a_page_that_would_be_dropped(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_text("<html><title>Kosong</title><p>Halo.</p></html>")
        result = warta("try", "x.html")
        assert result.exit_code == 0
        assert "dropped" in result.stdout and "reason" in result.stdout
        assert data("try", "x.html")["outcome"] == "drop"

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "x.html").write_text("")
        result = warta("try", "x.html")
        assert "empty" in result.output

    def test_one_page_of_a_recording(self) -> None:
        url = f"{PAGE}harga-beras-di-pasar-induk-turun-tipis-jelang-akhir-tahun"
        assert data("try", SAMPLE, "--url", url)["article"]["url"] == url
        result = warta("try", SAMPLE, "--url", "https://example.id/x")
        assert result.exit_code == 1
        assert "https://example.id/x" in result.stderr

    def test_a_recording_of_several_pages_says_so(self) -> None:
        assert "more than one article" in warta("try", SAMPLE).stderr

    def test_an_address_that_is_not_public(self, tmp_path: Path) -> None:
        ran = process("try http://127.0.0.1:9/secret", tmp_path)
        assert ran.returncode == 1
        assert "http://127.0.0.1:9/secret" in ran.stderr and "not a public address" in ran.stderr
        assert "Traceback" not in ran.stderr


class TestSites:
    def test_table(self) -> None:
        printed = warta("sites").stdout
        assert all(site.name in printed and site.title in printed for site in all_sites())
        assert "GPTBot" in printed

    def test_json_has_every_field(self) -> None:
        rows = data("sites")
        assert [row["name"] for row in rows] == [site.name for site in all_sites()]
        assert rows[0].keys() == {"source", *(field.name for field in fields(Site))}
        assert {row["source"] for row in rows} == {"warta"}

    def test_only_some(self) -> None:
        assert [row["name"] for row in data("sites", "idntimes")] == ["idntimes"]

    def test_one_is_shown_in_full(self) -> None:
        printed = " ".join(warta("sites", "kompas").stdout.split())
        kompas = get("kompas")
        for fact in (*kompas.hosts, *kompas.sections, *kompas.notes, kompas.indexes[0].url):
            assert fact in printed

    @pytest.mark.parametrize(
        ("options", "is_shown"),
        [
            (["--status", "Unverified"], lambda site: site.status == "unverified"),
            (["--group", "trans media"], lambda site: site.group == "Trans Media"),
            (["--language", "en"], lambda site: site.language == "en"),
            (["--permission"], lambda site: bool(site.permission)),
            (
                ["--permission", "--status", "active"],
                lambda site: bool(site.permission) and site.status == "active",
            ),
        ],
    )
    def test_filters(self, options: list[str], is_shown: Callable[[Site], bool]) -> None:
        expected = [site.name for site in all_sites() if is_shown(site)]
        assert 0 < len(expected) < len(all_sites())
        assert [row["name"] for row in data("sites", *options)] == expected

    def test_a_filter_that_leaves_nothing_says_what_there_is(self) -> None:
        result = warta("sites", "--status", "aktif")
        assert result.exit_code == 2
        assert "--status aktif" in result.stderr and "active, blocked" in result.stderr


class TestProcess:
    """What only shows in a process of its own."""

    def test_a_replayed_crawl(self, tmp_path: Path) -> None:
        ran = process(f"crawl idntimes --replay {SAMPLE} --limit 5 --json --db x.db", tmp_path)
        assert ran.returncode == 0, ran.stderr
        (summary,) = json.loads(ran.stdout)
        assert (summary["site"], summary["stored"], summary["finish_reason"]) == (
            "idntimes", 5, "limit",
        )  # fmt: skip

    def test_a_recording_without_the_outlet_is_named(self, tmp_path: Path) -> None:
        ran = process(f"crawl tempo --replay {SAMPLE} --db x.db", tmp_path)
        assert ran.returncode == 1
        assert ran.stderr == "warta: tempo: nothing of it is in the recording\n"

    def test_a_feed_that_gives_an_error_is_named(self, tmp_path: Path) -> None:
        site = get("tempo")
        with WarcArchive(tmp_path / "pages") as archive:
            for feed in site.feeds:
                archive.write(
                    feed, 500, [("Content-Type", "text/html")], b"sorry", datetime.now(UTC)
                )
        ran = process("crawl tempo --replay pages --db x.db", tmp_path)
        assert ran.returncode == 1
        assert f"warta: {site.feeds[0]}: " in ran.stderr
        assert "500" in ran.stderr
        assert "Traceback" not in ran.stderr

    @pytest.mark.parametrize(
        "command", ["export", "search harga --limit 50", "stats --json", "sites"]
    )
    def test_a_pipe_that_closes_early(self, command: str, db: Path, tmp_path: Path) -> None:
        option = "" if command == "sites" else f"--db {db}"
        ran = process(f"{command} {option}", tmp_path, shell="| head -c 20")
        assert len(ran.stdout.encode()) == 20
        assert ran.stderr == ""

    def test_a_terminal_without_unicode(self, db: Path, tmp_path: Path) -> None:
        ran = process(f"search harga --db {db}", tmp_path, PYTHONIOENCODING="ascii")
        assert ran.returncode == 0, ran.stderr
        assert "?" in ran.stdout

    def test_ctrl_c_leaves_what_was_stored(self, tmp_path: Path) -> None:
        script = (
            "import os, signal, sys, threading\n"
            f"sys.argv = ['warta', 'ingest', {str(SAMPLE)!r}, '--db', 'x.db', '--workers', '1']\n"
            "threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
            "import pipelines.work.ingest, time\n"
            "read = pipelines.work.ingest.read_file\n"
            "def slow(path, url=None):\n"
            "    for item in read(path, url=url):\n"
            "        time.sleep(0.1)\n"
            "        yield item\n"
            "pipelines.work.ingest.read_file = slow\n"
            "from crawler.cli import main\n"
            "main()\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 130
        assert "Traceback" not in ran.stderr

    def test_ctrl_c_ends_a_crawl_in_order(self, tmp_path: Path) -> None:
        script = (
            "import os, signal, sys, threading, time\n"
            f"sys.argv = ['warta', 'crawl', 'idntimes', '--replay', {str(SAMPLE)!r},"
            " '--db', 'x.db', '--workers', '1']\n"
            "from crawler.http.replay import Recording\n"
            "get = Recording.get\n"
            "def slow(self, url):\n"
            "    if 'c3d401' in url: os.kill(os.getpid(), signal.SIGINT)\n"
            "    return get(self, url)\n"
            "Recording.get = slow\n"
            "from crawler.cli import main\n"
            "main()\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 130, ran.stderr
        assert "interrupted" in ran.stdout
        assert "the next crawl does the rest" in ran.stderr
        assert "Traceback" not in ran.stderr
