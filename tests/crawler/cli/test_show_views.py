"""`warta show` as a person reads it, at several widths, with and without colour."""

import io
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.cli import show_views
from crawler.cli.output import SafeConsole
from pipelines.query import connect_readonly, show
from pipelines.records import Failure, Outcome
from pipelines.store import ArticleStore
from tests.support.articles import NOW, article
from tests.support.command import data, warta
from tests.support.difficult_articles import EDITED, ESCAPE, GONE, HOSTILE, LONG, difficult


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return difficult(tmp_path_factory.mktemp("show") / "a.db")


def printed(db: Path, number: int, *, width: int = 80, colour: bool = False, **how: bool) -> str:
    conn = connect_readonly(db)
    article = show(conn, number)
    conn.close()
    assert article is not None
    out = SafeConsole(
        file=io.StringIO(), width=width, soft_wrap=True, highlight=False, emoji=False,
        force_terminal=colour, color_system="standard" if colour else None, no_color=not colour,
    )  # fmt: skip
    show_views.show_article(out, article, **how)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_the_head_says_who_wrote_it_when_and_where(db: Path) -> None:
    lines = printed(db, EDITED).splitlines()
    assert lines[:6] == [
        "Pasar Karangasri Terbakar, 112 Kios Hangus",
        "",
        "Tidak ada korban jiwa.",
        "",
        "koran · Ani Wulandari, Budi S. · 2026-11-20 08:12 WITA · Karangasri",
        "https://koran.example/pasar",
    ]


def test_each_fact_has_its_origin(db: Path) -> None:
    lines = [" ".join(line.split()) for line in printed(db, EDITED).splitlines()]
    assert "authors json-ld Ani Wulandari; Budi S." in lines
    assert "title rule:2023 above" in lines
    assert "language text id, confidence 0.98" in lines


def test_edits_have_their_kind_and_words_newest_first(db: Path) -> None:
    text = printed(db, EDITED, only_edits=True)
    kinds = [text.index(kind) for kind in ("  paragraphs", "  quotations", "  headline")]
    assert kinds == sorted(kinds)
    for said in (
        "revisions (3 edits, 3 other versions)",
        "Terbakar, [-86-]{+112+} Kios Hangus",
        "ditaksir [-Rp1,5 miliar-]{+Rp2,3 miliar+}, kata",
        "[-Lalu lintas di jalan utama dialihkan sampai siang hari.-]",
    ):
        assert said in " ".join(text.split())
    assert "facts" not in text


def test_colours_stand_for_the_marks(db: Path) -> None:
    text = printed(db, EDITED, colour=True, only_edits=True)
    assert "\x1b[9;31m86\x1b[0m" in text and "\x1b[32m112\x1b[0m" in text
    assert "[-" not in text and "{+" not in text


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("number", [EDITED, GONE, LONG, HOSTILE])
def test_running_text_keeps_to_the_reading_width(db: Path, number: int, width: int) -> None:
    for line in printed(db, number, width=width, removed=True).splitlines():
        if "http" not in line and len(line.split()) > 1:
            assert len(line) <= min(width, 80)


def test_an_article_taken_down_says_so_first(db: Path) -> None:
    lines = printed(db, GONE).splitlines()
    assert lines[0].strip() == "TAKEN DOWN"
    assert "2026-11-22 19:00 WIB (410)" in lines[1]


def test_removed_lines_are_listed_and_marked_on_request(db: Path) -> None:
    plain, marked = printed(db, LONG), printed(db, LONG, removed=True)
    assert "removed (60 lines)" in plain and "[-Baca" not in plain
    before, after = marked.split("kata0", 1)
    assert before.count("[-Baca Juga") == 30 and after.count("[-Baca Juga") == 30
    assert "[-Baca Juga: berita nomor 0-]  (related.baca-juga)" in before


@pytest.mark.parametrize(
    "command", [f"show {HOSTILE}", f"show {HOSTILE} --text", "problems", "edits", "stats"]
)
def test_no_escape_of_a_page_reaches_the_terminal(db: Path, command: str) -> None:
    result = warta(*command.split(), "--db", db)
    assert result.exit_code == 0
    assert not [sign for sign in result.stdout if sign < " " and sign != "\n"]
    assert not set(result.stdout) & {"\x7f", "\x9b", "\u202e"}


def test_no_escape_of_a_call_reaches_the_terminal(db: Path) -> None:
    result = warta("show", f"https://koran.example/{ESCAPE}", "--db", db)
    assert result.exit_code == 2
    assert "has no article https://koran.example/\ufffd[31m" in result.stderr


def test_json_keeps_what_is_stored_and_has_the_diffs(db: Path) -> None:
    assert ESCAPE in data("show", HOSTILE, "--db", db)["title"]
    assert "\x9b" not in warta("show", HOSTILE, "--json", "--db", db).stdout
    found = data("show", EDITED, "--db", db)
    assert found["outlet"] == "koran"
    newest, _, first = found["edits"]
    assert newest["diff"].keys() == {"text"} and first["diff"].keys() == {"title", "text"}
    assert [part["kind"] for part in first["diff"]["title"]] == ["same", "removed", "added", "same"]
    versions = [found, *found["revisions"]]
    for edit, (after, before) in zip(found["edits"], pairwise(versions), strict=True):
        joined = {
            kind: "".join(part["text"] for part in edit["diff"]["text"] if part["kind"] != kind)
            for kind in ("added", "removed")
        }
        assert joined == {"added": before["text"], "removed": after["text"]}


def test_an_article_that_is_there_again_and_was_read_again(tmp_path: Path) -> None:
    url, text = article().url, article().text
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(article(page_hash="a", made_by="1+a", text=f"Baca juga: kabar.\n{text}"))
        store.add(article(page_hash="a", made_by="1+b"))
        gone = Failure(url=url, site="koran", error="404", status=404, gone=True)
        for hours, result in ((1, gone), (2, article(page_hash="b", made_by="1+b"))):
            at = NOW + timedelta(hours=hours)
            store.commit([Outcome(url=url, site="koran", result=result, fetched_at=at)])
    lines = printed(tmp_path / "a.db", 1).splitlines()
    assert lines[0].strip() == "TAKEN DOWN FOR A TIME"
    assert lines[1] == " gone 2026-11-21 20:00 WIB (404), there again 2026-11-21 21:00 WIB"
    assert "read again (1 time): warta or its rules changed, not the outlet" in lines
    assert lines[-3] == "    [-Baca juga: kabar.-]"
    assert lines[-2].startswith(f"    {text[:40]}") and lines[-2].endswith(" …")
