"""Every page of the browser, as Datasette answers it in this process."""

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.store import ArticleStore, StoreError
from tests.support.browsing import ARTICLES, FIRST, Answer, browsing, fill

Ask = Callable[..., Answer]
PAGES = (
    "/", "/search", "/search?q=feri", "/article/1", "/article/1?removed=1&diff=1", "/article/4",
    "/story/1", "/outlets", "/outlet/kabar", "/outlet/pesisir.example", "/questions", "/warta",
    "/warta?_show_hidden=1", "/warta?sql=select+title+from+articles", "/warta/articles",
    "/warta/articles?_search=feri", "/warta/articles?_facet=site&_facet_array=tags",
    "/warta/articles/1", "/warta/clean_articles?_search=feri", "/warta/headlines", "/warta/edits",
    "/warta/silent_edits", "/warta/deletions", "/warta/syndication", "/warta/stories",
    "/warta/story_members", "/warta/site_health", "/warta/problems", "/warta/outlets",
    "/warta/daily_counts", "/warta/revisions", "/warta/removed", "/warta/runs",
    "/-/metadata", "/-/versions", "/-/settings",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_there_and_keeps_to_itself(ask: Ask, address: str) -> None:
    page = ask(address)
    assert page.status == 200, page.text[:500]
    assert page.headers["content-type"].startswith("text/html")
    # No script, and nothing that a browser would load from elsewhere by itself.
    assert "<script" not in page.text.lower()
    assert not re.search(
        r"""(?:src|srcset|poster)\s*=|style\s*=|@import|\bon\w+\s*=["']""", page.text
    )
    for address in re.findall(r'<link[^>]+href="([^"]+)"', page.text):
        assert address.startswith("/") or "alternate" in page.text
    assert page.text.count("<h1") == 1
    assert '<main id="main"' in page.text and '<html lang="en"' in page.text


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/-/warta/warta.css", "/-/logout"])
def test_each_answer_has_the_headers(ask: Ask, address: str) -> None:
    headers = ask(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "script-src" not in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("address", PAGES)
def test_each_link_to_a_page_leads_somewhere(ask: Ask, address: str) -> None:
    links = {
        link.replace("&amp;", "&").partition("#")[0]
        for link in re.findall(r'href="(/[^"]*)"', ask(address).text)
    }
    for link in sorted(links)[:60]:
        assert ask(link).status in (200, 302), link


def test_home_says_what_is_inside(ask: Ask) -> None:
    text = ask("/").text
    assert "10 articles" in text and "5 outlets" not in text
    assert "Catatan Pasar Hari ke-4" in text and 'class="chart"' in text
    assert "Tarif Feri Tanjungsari Naik 12 Persen" in text.partition("Top stories")[2]


def test_an_article_reads_like_one(ask: Ask) -> None:
    text = ask("/article/1").text
    for shown in (
        "<h1>Tarif Feri Tanjungsari Naik 12 Persen</h1>", "By Rina Anggraini",
        "Wednesday, 18 November 2026, 09:00 WIB", "Kenaikan berlaku mulai Senin",
        "Baca Juga: Jadwal Feri Hari Ini", "baca-juga", "1 line removed here",
        'rel="noopener noreferrer">https://kabar.example/berita/1</a>', "json-ld",
        "Penumpang Feri Mengeluh", "figures", "silent", "transportasi",
    ):  # fmt: skip
        assert shown in text, shown
    assert "<img" not in text
    # The removed line stands behind the second paragraph, where the page had it.
    second, removed, third = (
        text.index(part) for part in ("ujar Sari Wulan", "Jadwal Feri", "Tiket penumpang")
    )
    assert second < removed < third


def test_neighbouring_versions_are_compared(ask: Ask) -> None:
    first, second = ask("/article/1?diff=1").text, ask("/article/1?diff=2").text
    assert "<del>15</del><ins>12</ins>" in first
    assert "<del>Rp23.000</del><ins>Rp22.400</ins>" in second
    for odd in ("0", "3", "-1", "x", "9" * 30, "%00", "²"):
        page = ask(f"/article/1?diff={odd}".encode().replace("²".encode(), b"%C2%B2"))
        assert (page.status, "<ins>" in page.text) == (200, False)


def test_a_story_says_who_was_first(ask: Ask) -> None:
    text = ask("/story/1").text
    assert text.index("09:00") < text.index("11:00")
    assert "First: <a" in text and "kabar" in text and "tanjungsari" in text
    moved = ask("/story/2")
    assert (moved.status, moved.headers["location"]) == (302, "/story/1")


def test_an_article_that_is_gone_says_so(ask: Ask) -> None:
    assert "The outlet took this article down" in ask("/article/5").text
    assert "taken down" in ask("/outlet/lintas").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=feri", "<mark>Feri</mark>"),
        ("q=feri&site=lintas", "Naik 15 Persen"),
        ("q=feri&since=2026-12-01", "0 articles"),
        ("q=feri&since=kemarin", "since kemarin: not a day"),
        ("q=feri&since=2026-12-01&until=2026-11-01", "the last day is before the first"),
        ("q=tidakadasamasekali", "Nothing has all these words"),
        ("q=%20%20", "Filters"),
        ("q=harga&page=99999999999", "page"),
    ],
)
def test_a_search_answers_in_words(ask: Ask, query: str, shown: str) -> None:
    page = ask(f"/search?{query}")
    assert page.status == 200
    assert shown in page.text


def test_search_and_datasette_find_the_same(ask: Ask) -> None:
    for words in ("feri", "harga", "panen garam", "Tanjungsari"):
        ours = {int(n) for n in re.findall(
            r'class="headline"><a href="/article/(\d+)"',
            ask(f"/search?q={words.replace(' ', '+')}&duplicates=1").text)}  # fmt: skip
        theirs = json.loads(ask(
            f"/warta/articles.json?_shape=array&_search={words.replace(' ', '+')}"
        ).text)  # fmt: skip
        assert ours == {row["id"] for row in theirs} != set(), words


def test_data_of_everything(ask: Ask) -> None:
    rows = list(csv.DictReader(ask("/warta/articles.csv?_stream=on").text.splitlines()))
    assert "text" in rows[0] and len({row["id"] for row in rows}) >= 10
    assert json.loads(ask("/warta/edits.json?_shape=objects").text)["rows"][0]["kind"]
    assert json.loads(ask("/warta/articles/1.json?_shape=objects").text)["rows"][0]["text"]


@pytest.mark.parametrize("chosen", ["", "_col=title", "_nocol=published_at", "_all=on"])
def test_columns_are_chosen(ask: Ask, chosen: str) -> None:
    for address in (
        f"/warta/articles?_size=2&{chosen}",
        f"/warta/articles.json?_labels=on&{chosen}",
    ):
        assert ask(address).status == 200, address
    shown = ask(f"/warta/articles?{chosen}").text
    assert ("page_hash</a></th>" in shown) is (chosen in ("_all=on", "_nocol=published_at"))


def test_a_question_is_asked_with_its_parameter(ask: Ask) -> None:
    text = ask("/warta/coverage?topic=harga&since=2026-01-01").text
    assert 'value="harga"' in text and text.count('class="chart"') == 2  # wide and narrow
    assert "Catatan" not in text and "kabar" in text
    listed = ask("/questions").text
    for name in re.findall(r'href="/warta/(\w+)', listed):
        bare = ask(f"/warta/{name}")  # without values it is asked with the examples
        assert bare.status in (200, 302), name
        assert ask(bare.headers.get("location", f"/warta/{name}")).status == 200, name


def test_internal_tables_are_hidden(ask: Ask) -> None:
    shown, hidden = ask("/warta").text, ask("/warta?_show_hidden=1").text
    assert ">_bands<" not in shown and ">articles_fts" not in shown and ">articles<" in shown
    assert ">_bands<" in hidden


def test_the_theme_is_a_cookie(ask: Ask) -> None:
    chosen = ask("/theme?to=dark&back=/search?q=feri")
    assert chosen.headers["location"] == "/search?q=feri"
    assert "warta_theme=dark" in chosen.headers["set-cookie"]
    assert 'data-theme="dark"' in ask("/", cookie="warta_theme=dark").text
    assert 'data-theme="auto"' in ask("/", cookie='warta_theme="><b>').text
    for away in ("//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"):
        assert ask(f"/theme?to=dark&back={away}").headers["location"] == "/"


def test_new_articles_appear(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    with browsing(path) as ask, ArticleStore(path) as store:
        assert "Berita Baru Sekali" not in ask("/").text
        later = FIRST.fetched_at + timedelta(days=30)
        store.add(replace(
            FIRST, url="https://kabar.example/baru", title="Berita Baru Sekali",
            text="Kejadian lain sama sekali di kota lain.", published_at=later, fetched_at=later,
        ))  # fmt: skip
        assert "Berita Baru Sekali" in ask("/").text


def test_nothing_is_written(tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with browsing(path) as ask:
        for address in PAGES:
            assert ask(address).status == 200
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            assert ask("/warta/articles", method).status == 405
        assert ask("/warta?sql=delete+from+articles").status == 400
        assert ask("/warta?sql=with+x+as+(select+1)+delete+from+articles").status == 400
    assert path.read_bytes() == before


def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "kunci"
    folder.mkdir()
    path = fill(folder / "a.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copied = tmp_path / "lain" / "a.db"
    copied.parent.mkdir()
    shutil.copy(path, copied)  # without -wal and -shm
    copied.chmod(0o444)
    copied.parent.chmod(0o555)
    try:
        with browsing(copied) as ask:
            assert "10 articles" in ask("/").text
    finally:
        copied.parent.chmod(0o755)


@pytest.mark.parametrize("base", ["/berita/", "/a/b/"])
def test_a_path_of_its_own(filled: Path, base: str) -> None:
    pages = ("", "article/1", "search?q=feri", "warta/articles?_size=3&site=kabar", "questions",
             "warta/articles/1", "warta", "warta/coverage?topic=feri&since=2020-01-01")  # fmt: skip
    with browsing(filled, base_url=base) as ask:
        for page in pages:
            text = ask(base + page).text
            links = set(re.findall(r'(?:href|action|name="back" value)="(/[^"]*)"', text))
            assert "http://127.0.0.1" not in text  # a proxy has another name
            assert links
            for link in sorted(links)[:60]:
                assert link.startswith(base) and not link.startswith(f"{base}{base[1:]}"), link
                assert ask(link.replace("&amp;", "&")).status in (200, 302), link
        assert ask(f"{base}story/2").headers["location"] == f"{base}story/1"
        assert ask(f"{base}warta/").headers["location"] == f"{base}warta"
        assert ask(f"{base}-/logout").status == 404


@pytest.mark.parametrize("content", [b"", b"not a database at all, only text\n" * 40])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"a\.db"), browsing(path):
        pass


def test_an_empty_database(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    with browsing(tmp_path / "a.db") as ask:
        for address in ("/", "/search?q=feri", "/outlets", "/questions", "/warta/articles"):
            assert ask(address).status == 200
        assert "no articles yet" in ask("/").text


def test_every_article_has_a_page(ask: Ask) -> None:
    stored = len({article.url for article in ARTICLES})
    assert [ask(f"/article/{number}").status for number in range(1, stored + 2)] == [
        *[200] * stored, 404,
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["", "&_sort=published_on", "&_sort_desc=words", "&_sort=id"])
def test_the_pages_of_a_table_have_each_row_once(ask: Ask, order: str) -> None:
    address, found = f"/warta/articles.json?_size=3&_shape=objects{order}", []
    while address:
        data = json.loads(ask(address).text)
        found += [row["id"] for row in data["rows"]]
        address = (data["next_url"] or "").replace("http://127.0.0.1:8001", "")
    assert sorted(found) == list(range(1, len(found) + 1)) and len(found) == 11
