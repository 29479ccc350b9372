"""The demo: the recording is what its sources make, and each page comes to what it should."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import SAMPLE, articles, record
from crawler.sites import get, rules_for
from pipelines import Article, run
from pipelines.inputs.files import read_path
from pipelines.records import Page
from pipelines.urls import is_article
from tests.support.paths import ROOT

ARTICLES = articles()
ORIGINAL = "https://ekonomi.republika.co.id/berita/tkm4a1x14/"
EDITED = "https://news.republika.co.id/berita/tkm4a1x18/"


def name(article: dict[str, Any]) -> str:
    return str(article["url"]).rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Return the recorded pages by URL, the first version of each."""
    found: dict[str, Page] = {}
    for item in read_path(SAMPLE):
        if isinstance(item, Page):
            found.setdefault(item.url, item)
    return found


class TestRecording:
    def test_is_what_its_sources_make(self) -> None:
        # Compressed bytes may differ from one zlib to another; what is in them may not.
        built = gzip.decompress(record.build())
        assert built == gzip.decompress(SAMPLE.read_bytes()), (
            "the sample is not what its sources make: run `python -m crawler.demo.record`"
        )

    def test_is_the_same_each_time(self) -> None:
        assert record.build() == record.build()

    def test_is_small(self) -> None:
        assert SAMPLE.stat().st_size < 200_000

    def test_holds_every_address_that_the_outlets_state(self, pages: dict[str, Page]) -> None:
        urls = {response.url for response in record.responses()}
        for outlet in ("republika", "idntimes"):
            assert {*get(outlet).feeds, *get(outlet).sitemaps} <= urls

    def test_article_urls_are_what_the_outlets_use(self) -> None:
        for article in ARTICLES:
            assert is_article(article["url"], get(article["site"]).rules), article["url"]


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_each_page_gives_the_article_it_was_made_of(
    article: dict[str, Any], pages: dict[str, Page]
) -> None:
    result = run(pages[article["url"]], rules_for(article["url"]))
    assert isinstance(result, Article), result
    got = {
        "url": result.url,
        "site": result.site,
        "title": result.title,
        "deck": result.deck,
        "text": result.text,
        "authors": list(result.authors),
        "editors": list(result.editors),
        "published_at": result.published_at and result.published_at.isoformat(),
        "dateline": result.dateline,
        "section": result.section,
        "tags": list(result.tags),
        "language": result.language,
        "source_agency": result.source_agency.casefold(),
    }
    expected = {key: article[key] for key in got}
    assert got == {**expected, "source_agency": article["source_agency"].casefold()}


def warta(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    code = "from crawler.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=environment(),
    )


def environment() -> dict[str, str]:
    """Return an environment that finds this checkout from any folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WARTA_")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def ran(folder: Path) -> subprocess.CompletedProcess[str]:
    return warta("demo", cwd=folder)


@pytest.fixture
def db(folder: Path, ran: object) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "warta-demo.db")) as conn:
        conn.row_factory = sqlite3.Row
        yield conn


class TestDemo:
    def test_ends_well_and_quietly(self, ran: subprocess.CompletedProcess[str]) -> None:
        assert ran.returncode == 0, ran.stderr
        complaints = [line for line in ran.stderr.splitlines() if not line.startswith("crawl:")]
        assert complaints == []

    def test_shows_what_came_out(self, ran: subprocess.CompletedProcess[str]) -> None:
        for expected in (
            "republika", "idntimes", "not_html", "not_article", "404", "ms, not id",
            '$ warta search "harga"', "[Harga]", "hidden as duplicates", "removed (",
            "Ikuti Whatsapp Channel Republika", "revisions (", "warta-demo.db",
        ):  # fmt: skip
            assert expected in ran.stdout

    def test_fits_a_terminal_and_is_plain(self, ran: subprocess.CompletedProcess[str]) -> None:
        long = [line for line in ran.stdout.splitlines() if len(line) > 100 and "://" not in line]
        assert long == []
        assert "\x1b" not in ran.stdout

    def test_stores_every_article_once(self, db: sqlite3.Connection) -> None:
        stored = {row["url"] for row in db.execute("SELECT url FROM articles")}
        assert stored == {article["url"] for article in ARTICLES}

    def test_gives_each_page_one_outcome(self, db: sqlite3.Connection) -> None:
        runs = {json.loads(row["sites"])[0]: dict(row) for row in db.execute("SELECT * FROM runs")}
        parts = ("stored", "revised", "unchanged", "dropped", "failed")
        got = {site: {name: run[name] for name in ("seen", *parts)} for site, run in runs.items()}
        assert got == {
            "republika": {
                "seen": 26, "stored": 23, "revised": 1, "unchanged": 0, "dropped": 2, "failed": 0,
            },
            "idntimes": {
                "seen": 28, "stored": 26, "revised": 0, "unchanged": 0, "dropped": 1, "failed": 1,
            },
        }  # fmt: skip
        assert all(run["finish_reason"] == "finished" for run in runs.values())
        assert all(run["listings_failed"] == 0 for run in runs.values())

    def test_drops_what_is_no_article(self, db: sqlite3.Connection) -> None:
        drops = {row["url"]: row["reason"] for row in db.execute("SELECT url, reason FROM drops")}
        assert drops.keys() == {record.GALLERY, record.GARBAGE, record.TAG_PAGE}
        assert drops[record.GARBAGE] == "not_html"
        assert drops[record.TAG_PAGE] == "not_article"

    def test_marks_the_missing_page_as_gone(self, db: sqlite3.Connection) -> None:
        row = db.execute("SELECT * FROM frontier WHERE url = ?", (record.MISSING,)).fetchone()
        assert (row["state"], row["status"]) == ("gone", 404)

    def test_finds_the_copies_and_nothing_else(self, db: sqlite3.Connection) -> None:
        pairs = {
            frozenset((row["a"].split("/")[-1][:30], row["b"].split("/")[-1][:30]))
            for row in db.execute(
                "SELECT a.url AS a, b.url AS b FROM articles AS a"
                " JOIN articles AS b ON a.duplicate_of = b.id"
            )
        }
        slugs = [
            ("harga-cabai-rawit-naik-dua-kal", "harga-cabai-rawit-melonjak-di-"),
            ("hutan-bakau-teluk-saga-pulih-k", "hutan-bakau-teluk-saga-pulih-k"),
            ("jembatan-gantung-cipeucang-kem", "jembatan-gantung-cipeucang-dib"),
        ]
        assert pairs == {frozenset(pair) for pair in slugs}

    def test_keeps_the_earlier_version(self, db: sqlite3.Connection) -> None:
        article = next(a for a in ARTICLES if a["url"].startswith(EDITED))
        now = db.execute("SELECT * FROM articles WHERE url = ?", (article["url"],)).fetchone()
        before = db.execute("SELECT * FROM revisions").fetchall()
        assert (now["title"], now["text"]) == (
            article["page"]["edited"]["title"],
            article["page"]["edited"]["text"],
        )
        assert [(row["title"], row["text"]) for row in before] == [
            (article["title"], article["text"])
        ]

    def test_follows_the_redirect(self, db: sqlite3.Connection) -> None:
        row = db.execute(
            "SELECT articles.url FROM frontier JOIN articles ON articles.id = article_id"
            " WHERE frontier.url LIKE 'https://www.republika.co.id/berita/tkm4a1x04/%'"
        ).fetchone()
        assert row["url"].startswith("https://sepakbola.republika.co.id/berita/tkm4a1x04/")

    def test_tells_the_languages_apart(self, db: sqlite3.Connection) -> None:
        found = dict(db.execute("SELECT language, count(*) FROM articles GROUP BY language"))
        assert found == {"id": len(ARTICLES) - 2, "ms": 1, "jv": 1}

    def test_again_on_the_same_database_stores_nothing_new(self, tmp_path: Path) -> None:
        path = tmp_path / "kept.db"
        first = warta("demo", "--db", str(path), cwd=tmp_path)
        again = warta("demo", "--db", str(path), cwd=tmp_path)
        assert (first.returncode, again.returncode) == (0, 0), again.stderr
        with closing(sqlite3.connect(path)) as conn:
            assert conn.execute("SELECT count(*) FROM articles").fetchone() == (len(ARTICLES),)
            stored = conn.execute("SELECT sum(stored) FROM runs WHERE id > 2").fetchone()
            assert stored == (0,)
        assert not (tmp_path / "warta-demo.db").exists()

    def test_without_a_name_starts_afresh(self, folder: Path, ran: object) -> None:
        again = warta("demo", cwd=folder)
        assert again.returncode == 0
        with closing(sqlite3.connect(folder / "warta-demo.db")) as conn:
            assert conn.execute("SELECT count(*) FROM runs").fetchone() == (2,)
