"""The command line: what is printed, exit codes, and plain words for what can go wrong."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from crawler.demo import SAMPLE
from pipelines import Article
from pipelines.store import ArticleStore
from tests.support.command import ROOT, data, process, warta

PAGE = "https://ekonomi.republika.co.id/berita/tkm4a1x01/"
EDITED = "https://news.republika.co.id/berita/tkm4a1x18/"
COMMANDS = (
    "crawl", "ingest", "try", "search", "show", "stats", "export", "sites", "snapshot", "regen",
    "age-out", "demo",
)  # fmt: skip


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
    "unknown format": (["export", "--format", "xls"], "--format xls: choose one of jsonl, csv"),
    "unknown command": (["serch"], "No such command"),
    "unknown option": (["stats", "--jsn"], "No such option"),
    "no argument": (["show"], "Missing argument"),
    "age out, no date": (["age-out", "--before", "lama"], "--before lama: not a date"),
    "age out, empty date": (["age-out", "--before", ""], "--before"),
    "age out, no database": (["age-out", "--before", "365d"], "warta.db"),
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

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["since:kemarin gempa"], "not a date; write 2026-11-20"),
            (["gempa", "--sort", "id"], "--sort id: one of relevance, date"),
            (["NOT gempa"], "only says what is not wanted"),
            (["a " * 600], "1,000 are enough"),
        ],
    )
    def test_what_cannot_be_searched_for_is_a_wrong_call(
        self, db: Path, arguments: list[str], said: str
    ) -> None:
        result = warta("search", *arguments, "--db", db)
        assert result.exit_code == 2
        assert said in result.stderr

    def test_other_forms_of_a_word_are_found_unless_it_shall_be_exact(self, db: Path) -> None:
        found = data("search", "membakar", "--db", db)
        assert found["related"] == found["found"] > 0
        assert {hit["matched"] for hit in found["hits"]} == {"related"}
        assert data("search", "membakar", "--exact", "--db", db)["found"] == 0

    def test_options_narrow_as_filters_in_the_query_do(self, db: Path) -> None:
        typed = data("search", "gempa tag:gempa author:galih", "--db", db)["hits"]
        given = data("search", "gempa", "--tag", "Gempa", "--author", "Galih Nugraha", "--db", db)
        assert [hit["id"] for hit in typed] == [hit["id"] for hit in given["hits"]] != []

    def test_by_date_the_newest_is_first(self, db: Path) -> None:
        hits = data("search", "gempa", "--sort", "date", "--db", db)["hits"]
        days = [hit["published_on"] for hit in hits]
        assert days == sorted(days, reverse=True)
        assert data("search", "gempa", "--by-story", "--db", db)["hits"][0]["others"] == []

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
    NAMES = frozenset(field.name for field in fields(Article)) - {"fingerprint"} | {
        "id", "duplicate_of", "duplicate_of_url", "published_on", "words",
    }  # fmt: skip

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
        assert "3 duplicates left out" in warta("export", "--db", db).stderr
        result = warta("export", "--duplicates", "--db", db)
        assert (len(result.stdout.splitlines()), result.stderr) == (49, "")

    def test_into_a_file_whose_name_says_the_format(self, db: Path, tmp_path: Path) -> None:
        result = warta("export", "--output", "out.csv", "--db", db)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "46 articles" in result.stderr
        content = (tmp_path / "out.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbfid,published_on,site,title,")
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]

    @pytest.mark.parametrize(
        ("options", "begins"),
        [
            (["--output", "a.csv", "--no-bom"], "id,"),
            (["--output", "a.txt", "--format", "csv"], "id,"),
            (["--output", "a.txt", "--format", "csv", "--bom"], "\ufeffid,"),
            (["--output", "a.CSV", "--delimiter", ";"], "\ufeffid;"),
            (["--output", "a.jsonl"], '{"id": 1,'),
        ],
    )
    def test_the_mark_for_spreadsheets(
        self, db: Path, tmp_path: Path, options: list[str], begins: str
    ) -> None:
        assert warta("export", "--db", db, *options).exit_code == 0
        assert (tmp_path / options[1]).read_text(encoding="utf-8").startswith(begins)

    def test_csv_on_stdout_has_no_mark(self, db: Path) -> None:
        assert warta("export", "--format", "csv", "--db", db).stdout.startswith("id,")

    @pytest.mark.parametrize("zone", ["Asia/Jakarta", "WIB", "UTC"])
    def test_a_column_of_times_has_one_zone(self, db: Path, tmp_path: Path, zone: str) -> None:
        options = ("--duplicates", "--time-zone", zone, "--output", "out.csv")
        assert warta("export", "--db", db, *options).exit_code == 0
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 49
        ends = {row[name][-6:] for row in rows for name in ("published_at", "fetched_at")}
        assert ends - {""} == {"+00:00" if zone == "UTC" else "+07:00"}
        kept = {row["id"]: row["url"] for row in rows}
        copies = [row for row in rows if row["duplicate_of"]]
        assert len(copies) == 3
        assert all(kept[row["duplicate_of"]] == row["duplicate_of_url"] for row in copies)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--time-zone", "Asia/Jakrta"], "Asia/Jakrta: no such time zone; did you mean Asia/J"),
            (["--time-zone", "../../etc/passwd"], "../../etc/passwd: no such time zone"),
            (["--time-zone", ""], "no such time zone"),
            (["--time-zone", "Asia"], "--time-zone Asia: no such time zone"),
            (["--bom"], "--bom is for csv"),
            (["--format", "csv", "--delimiter", "|"], "choose one of ,, ;, tab"),
        ],
    )
    def test_a_wrong_option_is_named(self, db: Path, options: list[str], said: str) -> None:
        result = warta("export", "--db", db, *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr

    def test_replaces_nothing_unasked(self, db: Path, tmp_path: Path) -> None:
        (tmp_path / "out.jsonl").write_text("mine")
        result = warta("export", "--output", "out.jsonl", "--db", db)
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert (tmp_path / "out.jsonl").read_text() == "mine"
        assert warta("export", "--output", "out.jsonl", "--force", "--db", db).exit_code == 0
        assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 46

    def test_never_replaces_a_database(self, db: Path) -> None:
        before = db.stat().st_size
        result = warta("export", "--format", "csv", "--output", db, "--force", "--db", db)
        assert (result.exit_code, db.stat().st_size) == (2, before)
        assert "is a database, which is never replaced" in result.stderr

    def test_a_name_that_does_not_say_the_format(self, db: Path) -> None:
        result = warta("export", "--output", "out.pdf", "--db", db)
        assert result.exit_code == 2
        assert "out.pdf does not say the format: choose one of jsonl, csv" in result.stderr

    def test_keeps_every_character_whatever_the_locale(self, db: Path) -> None:
        bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        found = process(f"export --duplicates --db {db} > out.jsonl", Path.cwd(), **bare)
        assert found.returncode == 0, found.stderr
        printed = Path("out.jsonl").read_text(encoding="utf-8")
        assert printed == warta("export", "--duplicates", "--db", db).stdout

    def test_into_a_folder_that_is_not_there(self, db: Path) -> None:
        result = warta("export", "--output", "no/out.csv", "--db", db)
        assert result.exit_code == 2
        assert "no/out.csv" in result.stderr

    def test_comes_back_through_ingest(self, db: Path, tmp_path: Path) -> None:
        warta("export", "--duplicates", "--output", "all.jsonl", "--db", db)
        warta("ingest", "all.jsonl", "--db", "copy.db", "--workers", 1)
        assert data("stats", "--db", "copy.db")["articles"] == 49
