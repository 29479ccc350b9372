"""The command line: what is printed, exit codes, and plain words for what can go wrong."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from crawler.cli import app
from crawler.demo import SAMPLE
from crawler.site import Site
from crawler.sites import all_sites
from pipelines import Article
from pipelines.store import ArticleStore

ROOT = Path(__file__).resolve().parents[1]
PAGE = "https://ekonomi.republika.co.id/berita/tkm4a1x01/"
EDITED = "https://news.republika.co.id/berita/tkm4a1x18/"
COMMANDS = ("crawl", "ingest", "try", "search", "show", "stats", "export", "sites", "demo")


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
        env={**kept, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


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


class TestHelp:
    def test_names_every_command(self) -> None:
        printed = warta("--help").stdout
        assert all(f"  {command} " in printed for command in COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_of_each_command(self, command: str) -> None:
        result = warta(command, "--help")
        assert result.exit_code == 0
        assert "..." not in result.stdout.splitlines()[2]

    def test_fits_eighty_columns(self) -> None:
        assert "..." not in warta("--help").stdout.replace("[ARGS]...", "")

    def test_version(self) -> None:
        assert warta("--version").stdout.startswith("warta ")

    def test_loads_nothing_that_takes_long(self, tmp_path: Path) -> None:
        heavy = {
            "scrapy",
            "twisted",
            "trafilatura",
            "langdetect",
            "lxml",
            "sqlite_utils",
            "pipelines",
        }
        code = (
            "import sys; sys.argv = ['warta', '--help']\n"
            "from crawler.cli import main\n"
            "try: main()\n"
            f"finally: print(sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert ran.stderr.strip() == "[]"


WRONG_CALLS: dict[str, tuple[list[str], str]] = {
    "no database": (["search", "banjir"], "there is no database warta.db"),
    "no database, stats": (["stats"], "--db"),
    "unknown outlet": (["crawl", "republica"], "did you mean republika"),
    "unknown outlet in a filter": (["search", "x", "--site", "idntime"], "did you mean idntimes"),
    "outlet not named": (["crawl"], "--all"),
    "outlets and all": (["crawl", "--all", "republika"], "not both"),
    "URL of no outlet": (["crawl", "https://example.id/a"], "example.id/a belongs to no outlet"),
    "no such recording": (["crawl", "republika", "--replay", "x.warc.gz"], "--replay x.warc.gz"),
    "bad date": (["crawl", "republika", "--since", "kemarin"], "--since kemarin"),
    "impossible date": (["search", "x", "--until", "2026-02-30"], "--until 2026-02-30"),
    "period backwards": (
        ["search", "x", "--since", "2026-02-02", "--until", "2026-02-01"],
        "before --since",
    ),
    "no such file": (["ingest", "nothing.html"], "nothing.html"),
    "no file to try": (["try", "nothing.html"], "nothing.html"),
    "empty query": (["search", " "], "the query is empty"),
    "unknown format": (["export", "--format", "parquet"], "jsonl, csv"),
    "unknown command": (["serch"], "No such command"),
    "unknown option": (["stats", "--jsn"], "No such option"),
    "no argument": (["show"], "Missing argument"),
    "limit of nothing": (["crawl", "republika", "--limit", "0"], "--limit"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG_CALLS.values(), ids=WRONG_CALLS.keys())
def test_a_wrong_call_is_explained(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = warta(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


BAD_DATABASES = {
    "empty": b"",
    "text": b"hello, this is no database\n" * 200,
    "encrypted": bytes(range(256)) * 64,
    "cut short": None,
}


@pytest.mark.parametrize("content", BAD_DATABASES.values(), ids=BAD_DATABASES.keys())
@pytest.mark.parametrize("command", ["search banjir", "show 1", "stats", "export"])
def test_a_bad_database_is_named(
    command: str, content: bytes | None, tmp_path: Path, db: Path
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(db.read_bytes()[:6000] if content is None else content)
    result = warta(*command.split(), "--db", bad)
    assert result.exit_code == 2
    assert "bad.db" in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", [["ingest", str(SAMPLE)], ["stats"], ["demo"]])
def test_a_place_that_cannot_be_written(command: list[str]) -> None:
    result = warta(*command, "--db", "/proc/warta.db")
    assert result.exit_code == 2
    assert "/proc/warta.db" in result.stderr


class TestSearch:
    def test_shows_marked_hits(self, db: Path) -> None:
        result = warta("search", "cabai", "rawit", "--db", db)
        assert result.exit_code == 0
        assert "[Cabai] [Rawit] Naik" in result.stdout
        assert "1 hidden duplicate" in result.stdout
        assert "1 more hidden as duplicates" in result.stdout

    def test_json(self, db: Path) -> None:
        found = data("search", "cabai rawit", "--db", db)
        assert (found["found"], found["hidden"], len(found["hits"])) == (1, 1, 1)
        assert found["hits"][0]["site"] == "republika"
        assert found["hits"][0]["published_at"] == "2026-11-19T11:25:00+07:00"

    def test_duplicates_on_request(self, db: Path) -> None:
        found = data("search", "cabai rawit", "--duplicates", "--db", db)
        assert {hit["site"] for hit in found["hits"]} == {"republika", "idntimes"}

    @pytest.mark.parametrize(
        ("arguments", "sites"),
        [
            (["--site", "idntimes"], {"idntimes"}),
            (["--since", "2026-11-20"], {"republika"}),
            (["--until", "2026-11-16"], set()),
        ],
    )
    def test_filters(self, db: Path, arguments: list[str], sites: set[str]) -> None:
        found = data("search", "harga", *arguments, "--limit", 50, "--db", db)
        days = {hit["published_at"][:10] for hit in found["hits"]}
        assert sites <= {hit["site"] for hit in found["hits"]}
        if "--site" in arguments:
            assert {hit["site"] for hit in found["hits"]} == sites
        if "--since" in arguments:
            assert min(days) >= "2026-11-20"
        if "--until" in arguments:
            assert max(days, default="") <= "2026-11-16"

    def test_pages_through_the_hits(self, db: Path) -> None:
        ids = [hit["id"] for hit in data("search", "harga", "--limit", 4, "--db", db)["hits"]]
        later = data("search", "harga", "--limit", 2, "--offset", 2, "--db", db)["hits"]
        assert [hit["id"] for hit in later] == ids[2:]

    @pytest.mark.parametrize(
        "query", ["covid-19", '"', "pemilu: 2024", "AND", "harga AND", "*", "("]
    )
    def test_any_signs_may_be_searched_for(self, db: Path, query: str) -> None:
        result = warta("search", query, "--db", db)
        assert result.exit_code == 0
        assert "with" in result.stdout

    def test_database_from_the_environment(self, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WARTA_DB", str(db))
        assert data("search", "gempa")["found"] == 3


class TestShow:
    def test_by_number_and_by_address(self, db: Path) -> None:
        hit = data("search", "beras medium", "--db", db)["hits"][0]
        assert data("show", hit["id"], "--db", db) == data("show", hit["url"], "--db", db)

    def test_says_what_was_removed_and_what_changed(self, db: Path) -> None:
        url = next(hit["url"] for hit in data("search", "Karangmulya", "--db", db)["hits"])
        result = warta("show", url, "--db", db)
        assert url.startswith(EDITED)
        for said in ("Ikuti Whatsapp Channel Republika", "1 other version", "86 kios", "112 Kios"):
            assert said in result.stdout
        assert url in result.stdout  # whole, on one line

    def test_names_the_duplicates(self, db: Path) -> None:
        hit = data("search", "cabai rawit", "--db", db)["hits"][0]
        result = warta("show", hit["id"], "--db", db)
        assert "Harga Cabai Rawit Melonjak" in result.stdout

    def test_text_alone(self, db: Path) -> None:
        hit = data("search", "beras medium", "--db", db)["hits"][0]
        shown = data("show", hit["id"], "--db", db)
        assert warta("show", hit["id"], "--text", "--db", db).stdout == shown["text"] + "\n"

    def test_unknown_article(self, db: Path) -> None:
        result = warta("show", "9999", "--db", db)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "no article 9999" in result.stderr


class TestStats:
    def test_as_text(self, db: Path) -> None:
        printed = warta("stats", "--db", db).stdout
        for said in (
            "49 articles",
            "3 duplicates",
            "republika",
            "not_html 1",
            "title" if 0 else "deck",
        ):
            assert said in printed

    def test_json(self, db: Path) -> None:
        counted = data("stats", "--db", db)
        assert (counted["articles"], counted["duplicates"], counted["revisions"]) == (49, 3, 1)
        assert counted["runs"][0]["command"].startswith("ingest")

    def test_of_a_database_without_articles(self, tmp_path: Path) -> None:
        ArticleStore(tmp_path / "new.db").close()
        assert warta("stats", "--db", tmp_path / "new.db").exit_code == 0
        assert data("stats", "--db", tmp_path / "new.db")["articles"] == 0


class TestExport:
    NAMES = frozenset(field.name for field in fields(Article)) - {"fingerprint"}

    def test_json_lines(self, db: Path) -> None:
        lines = warta("export", "--db", db).stdout.splitlines()
        rows = [json.loads(line) for line in lines]
        assert len(rows) == 46
        assert all(row.keys() == self.NAMES for row in rows)

    def test_csv(self, db: Path) -> None:
        rows = list(
            csv.DictReader(io.StringIO(warta("export", "--format", "csv", "--db", db).stdout))
        )
        assert len(rows) == 46
        assert set(rows[0]) == self.NAMES

    def test_duplicates_on_request(self, db: Path) -> None:
        assert len(warta("export", "--duplicates", "--db", db).stdout.splitlines()) == 49

    def test_into_a_file_whose_name_says_the_format(self, db: Path, tmp_path: Path) -> None:
        result = warta("export", "--output", "out.csv", "--db", db)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "46 articles" in result.stderr
        assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("url,")
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]

    def test_replaces_nothing_unasked(self, db: Path, tmp_path: Path) -> None:
        (tmp_path / "out.jsonl").write_text("mine")
        result = warta("export", "--output", "out.jsonl", "--db", db)
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert (tmp_path / "out.jsonl").read_text() == "mine"
        assert warta("export", "--output", "out.jsonl", "--force", "--db", db).exit_code == 0
        assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 46

    def test_into_a_folder_that_is_not_there(self, db: Path) -> None:
        result = warta("export", "--output", "no/out.csv", "--db", db)
        assert result.exit_code == 2
        assert "no/out.csv" in result.stderr

    def test_comes_back_through_ingest(self, db: Path, tmp_path: Path) -> None:
        warta("export", "--duplicates", "--output", "all.jsonl", "--db", db)
        warta("ingest", "all.jsonl", "--db", "copy.db", "--workers", 1)
        assert data("stats", "--db", "copy.db")["articles"] == 49


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
        from pipelines.readers import read
        from pipelines.records import Page

        found = next(i for i in read(SAMPLE) if isinstance(i, Page) and i.url.startswith(PAGE))
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
        assert "more than one page" in warta("try", SAMPLE).stderr

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
        assert rows[0].keys() == {field.name for field in fields(Site)}

    def test_only_some(self) -> None:
        assert [row["name"] for row in data("sites", "idntimes")] == ["idntimes"]


class TestProcess:
    """What only shows in a process of its own."""

    def test_a_replayed_crawl(self, tmp_path: Path) -> None:
        ran = process(f"crawl idntimes --replay {SAMPLE} --limit 5 --json --db x.db", tmp_path)
        assert ran.returncode == 0, ran.stderr
        (summary,) = json.loads(ran.stdout)
        assert (summary["site"], summary["stored"], summary["finish_reason"]) == (
            "idntimes", 5, "limit",
        )  # fmt: skip

    def test_what_is_wrong_with_a_crawl_is_named(self, tmp_path: Path) -> None:
        # Nothing of this outlet is recorded: each of its listings answers 404.
        ran = process(f"crawl tempo --replay {SAMPLE} --db x.db", tmp_path)
        assert ran.returncode == 1
        assert "tempo.co" in ran.stderr
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
            "import pipelines.batch, time\n"
            "read = pipelines.batch.read_file\n"
            "def slow(path, url=None):\n"
            "    for item in read(path, url=url):\n"
            "        time.sleep(0.1)\n"
            "        yield item\n"
            "pipelines.batch.read_file = slow\n"
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
