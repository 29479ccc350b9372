"""`warta reprocess` as a command: what it refuses, what it ends with, what it prints."""

from pathlib import Path

from pipelines.store import ArticleStore
from tests.support.command import data, warta

PROSE = "Warga menanam pohon di tepi kali sejak pagi, kata kepala desa pada hari itu. " * 3
PAGE = (
    '<html><head><title>Warga Menanam Pohon</title><link rel=canonical href="{}"></head><body>'
    f"<h1>Warga Menanam Pohon</h1><p>Rabu, 4 Maret 2026</p><div><p>{PROSE}</p><p>{PROSE}</p></div>"
)
URL = "https://kabar.example/berita/2026/03/04/warga-menanam-pohon"


def saved(folder: Path) -> Path:
    folder.mkdir()
    (folder / "pohon.html").write_text(PAGE.format(URL))
    return folder


def test_without_an_archive_it_says_what_to_name(tmp_path: Path) -> None:
    result = warta("reprocess", "--db", tmp_path / "a.db")
    assert result.exit_code == 2
    assert "--archive" in result.stderr
    assert not (tmp_path / "a.db").exists()


def test_an_archive_that_is_missing_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "arsip"
    result = warta("reprocess", "--archive", missing, "--db", tmp_path / "a.db")
    assert result.exit_code == 2
    assert str(missing) in result.stderr


def test_without_a_database_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = warta("reprocess", "--archive", saved(tmp_path / "arsip"), "--db", tmp_path / "a.db")
    assert result.exit_code == 2
    assert "warta ingest" in result.stderr
    assert not (tmp_path / "a.db").exists()


def test_pages_read_by_these_rules_are_not_read_again(tmp_path: Path) -> None:
    folder, db = saved(tmp_path / "arsip"), tmp_path / "a.db"
    assert warta("ingest", folder, "--db", db).exit_code == 0
    result = warta("reprocess", "--archive", folder, "--db", db)
    assert result.exit_code == 0, result.output
    assert "1 page had been read by this warta and these rules already" in result.stdout
    assert data("show", URL, "--db", db)["title"] == "Warga Menanam Pohon"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    folder, db = saved(tmp_path / "arsip"), tmp_path / "a.db"
    ArticleStore(db).close()
    (folder / "rusak.html.gz").write_text("bukan gzip")
    result = warta("reprocess", "--archive", folder, "--db", db)
    assert result.exit_code == 1
    assert "rusak.html.gz" in result.stderr
    assert data("show", URL, "--db", db)["title"] == "Warga Menanam Pohon"
