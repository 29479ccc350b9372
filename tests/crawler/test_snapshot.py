"""Snapshots: a page is kept outside the repository, and what comes of it otherwise is shown."""

import gzip
import json
from pathlib import Path

import pytest

from crawler import snapshot
from crawler.demo import SAMPLE
from tests.support.command import ROOT, data, warta

URL = (
    "https://ekonomi.republika.co.id/berita/tkm4a1x01/"
    "harga-beras-di-pasar-induk-turun-tipis-jelang-akhir-tahun"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the snapshots, set as an operator sets it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WARTA_SNAPSHOTS", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def kept(folder: Path) -> Path:
    """Return the page of a snapshot."""
    result = warta("snapshot", SAMPLE, "--url", URL)
    assert result.exit_code == 0, result.output
    return Path(result.stdout.strip())


def golden_of(page: Path) -> Path:
    return page.with_name(page.name.replace(".html.gz", ".json"))


def edit(golden: Path, **changes: object) -> None:
    held = json.loads(golden.read_text(encoding="utf-8"))
    golden.write_text(json.dumps({**held, **changes}), encoding="utf-8")


def test_keeps_page_place_and_golden(kept: Path, folder: Path) -> None:
    assert kept.parent == folder / "republika"
    assert kept.name.startswith("harga-beras-di-pasar-induk")
    meta = json.loads(kept.with_name(kept.name.replace(".html.gz", ".meta.json")).read_text())
    assert meta["url"] == URL and meta["status"] == 200
    golden = json.loads(golden_of(kept).read_text(encoding="utf-8"))
    assert golden["outcome"] == "article"
    assert golden["published_at"] == "2026-11-20T08:12:40+07:00"
    assert golden["editors"] == ["Bagas Wirawan"]
    assert b"<html" in gzip.decompress(kept.read_bytes())


def test_the_same_page_gives_the_same_files(kept: Path) -> None:
    before = {path.name: path.read_bytes() for path in kept.parent.iterdir()}
    assert warta("snapshot", SAMPLE, "--url", URL, "--force").exit_code == 0
    assert {path.name: path.read_bytes() for path in kept.parent.iterdir()} == before


def test_nothing_differs_at_first(kept: Path) -> None:
    for arguments in ([], ["--check"]):
        result = warta("regen", *arguments)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "1 snapshot, 0 differ" in result.stderr


def test_shows_what_differs_field_by_field(kept: Path) -> None:
    golden = golden_of(kept)
    text = json.loads(golden.read_text(encoding="utf-8"))["text"]
    edit(
        golden, title="Judul Lama", authors=["Laras Puspita", "Orang Lain"], text=f"{text}\nAkhir."
    )
    result = warta("regen", "--check")
    assert result.exit_code == 1
    for said in ("republika/harga-beras", "  title", "- Judul Lama", "+ Harga Beras",
                 "  authors", "- Orang Lain", "  text", "- Akhir."):  # fmt: skip
        assert said in result.stdout, said
    assert "Laras Puspita" not in result.stdout  # what is the same is not shown
    assert "1 snapshot, 1 differs" in result.stderr
    shown = json.loads(warta("regen", "--check", "--json").stdout)
    assert [d["field"] for d in shown[0]["differences"]] == ["title", "text", "authors"]


def test_check_writes_nothing_and_regen_writes_once(kept: Path) -> None:
    golden = golden_of(kept)
    before = golden.read_text(encoding="utf-8")
    edit(golden, title="Judul Lama")
    edited = golden.read_text(encoding="utf-8")
    assert warta("regen", "--check").exit_code == 1
    assert golden.read_text(encoding="utf-8") == edited
    result = warta("regen")
    assert result.exit_code == 1 and "review them" in result.stderr
    assert golden.read_text(encoding="utf-8") == before
    assert warta("regen").exit_code == 0


def test_a_golden_that_is_gone_is_new(kept: Path) -> None:
    golden_of(kept).unlink()
    result = warta("regen")
    assert result.exit_code == 1 and "(new)" in result.stdout
    assert warta("regen").exit_code == 0


def test_only_some_outlets(kept: Path) -> None:
    edit(golden_of(kept), title="Judul Lama")
    result = warta("regen", "--check", "idntimes")
    assert result.exit_code == 2 and "no snapshot of idntimes" in result.stderr
    assert warta("regen", "--check", "republika").exit_code == 1


@pytest.mark.parametrize("suffix", [".html.gz", ".meta.json", ".json"])
def test_a_broken_file_is_named(kept: Path, suffix: str) -> None:
    broken = kept.with_name(kept.name.replace(".html.gz", suffix))
    broken.write_bytes(b"{")
    result = warta("regen")
    assert result.exit_code == 1
    assert broken.name in result.stderr and "keep the page again" in result.stderr


def test_what_an_article_should_have_is_named(kept: Path, tmp_path: Path) -> None:
    stated = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Air"}</script>'
    text = (
        "<p>Air sungai naik pada malam hari dan warga menata karung pasir di tepi jalan.</p>"
        "<p>Petani memindahkan bibit ke kebun yang lebih tinggi sebelum hujan turun lagi.</p>"
        "<p>Guru meliburkan sekolah karena halaman masih tergenang setinggi lutut.</p>"
        "<p>Nelayan menambatkan perahu di muara dan menunggu ombak reda sejak kemarin.</p>"
    )
    page = f"<title>Air</title>{stated}<article><h1>Air</h1>{text}</article>"
    (tmp_path / "x.html").write_text(page)
    result = warta("snapshot", "x.html", "--url", "https://koran.example/2026/air-naik-lagi")
    assert result.exit_code == 0
    assert "no published_at, no authors" in result.stderr


def test_a_drop_is_a_golden_too(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "x.html").write_text("<title>Kosong</title><p>Halo.</p>")
    result = warta("snapshot", "x.html")
    assert result.exit_code == 0 and "it becomes no article" in result.stderr
    assert "unknown" in result.stdout
    assert warta("regen", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["snapshot", "no.html"], "no.html"),
        (["snapshot", "text.txt"], "only HTML can be kept"),
        (["snapshot", "page.html", "--to", str(ROOT / "tests")], "in the repository"),
        (["regen"], "`warta snapshot URL` keeps one"),
    ],
)
def test_a_wrong_call_is_explained(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Air sungai naik.\nWarga berjaga.")
    (tmp_path / "page.html").write_text("<title>Kosong</title><p>Halo.</p>")
    result = warta(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_kept_already(kept: Path) -> None:
    result = warta("snapshot", SAMPLE, "--url", URL)
    assert result.exit_code == 2 and "--force" in result.stderr


def test_names_of_pages_with_the_same_end_differ() -> None:
    names = []
    for section in ("a", "b"):
        url = f"https://koran.example/{section}/berita/"
        result = warta("snapshot", ROOT / "tests/support/pages/republika-2023.html", "--url", url)
        assert result.exit_code == 0, result.output
        names.append(Path(result.stdout.strip()).name)
    assert names[0] != names[1] and all(name.startswith("berita-") for name in names)


@pytest.mark.parametrize(
    ("platform", "variables", "ends"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/warta/snapshots"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/warta/snapshots"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/warta/snapshots"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/warta/snapshots"),
        ("linux", {"WARTA_SNAPSHOTS": "/mine"}, "/mine"),
    ],
)
def test_the_folder_of_each_platform(
    platform: str, variables: dict[str, str], ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WARTA_SNAPSHOTS", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert snapshot.default_folder() == Path(ends)


def test_try_and_snapshot_agree(kept: Path) -> None:
    tried = data("try", SAMPLE, "--url", URL)["article"]
    golden = json.loads(golden_of(kept).read_text(encoding="utf-8"))
    assert {name: tried[name] for name in ("title", "text", "tags", "removed")} == {
        name: golden[name] for name in ("title", "text", "tags", "removed")
    }
