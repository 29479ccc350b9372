"""Text files: names that every system takes, a header, the text."""

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.query.export import Chosen, export
from pipelines.query.export.text import MAX_SLUG, file_name, slug
from tests.support.hard_articles import HARD, LONG

# Of "Naming Files, Paths, and Namespaces", Microsoft.
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def test_names_are_safe_unique_and_tell_the_article(
    hard_db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(hard_db, "text", tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len({name.casefold() for name in names}) == len(HARD)
    for name in names:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*\.txt", name)
        assert len(name) <= 140 and not RESERVED.fullmatch(name)
    number = {name: n for n, name in enumerate(HARD, start=1)}
    assert f"2026-11-21-a-{number['in-bali']}-warga-menanam-pohon.txt" in names
    assert f"undated-a-{number['no-letters']}.txt" in names
    assert f"undated-host.example-8080-{number['host-and-port']}-warga-menanam-pohon.txt" in names
    assert f"undated-a-{number['path']}-etc-passwd.txt" in names


def test_a_file_has_lines_of_facts_and_the_text(
    hard_db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(hard_db, "text", tmp_path)
    [path] = [p for p in tmp_path.iterdir() if "C, D" in p.read_text(encoding="utf-8")]
    header, text = path.read_bytes().decode().split("\n\n", 1)
    assert header.split("\n")[0] == "title: Warga Menanam Pohon"
    assert "authors: A; B; C, D" in header
    assert "deck:" not in header and "\r" not in header
    assert text.endswith("\n") and len(text.split()) == 80


def test_a_header_line_is_one_line_whatever_is_in_it(
    hard_db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(hard_db, "text", tmp_path, Chosen(columns=("title", "id")))
    number = list(HARD).index("line-ends") + 1
    [path] = [p for p in tmp_path.iterdir() if f"\nid: {number}\n" in p.read_text("utf-8")]
    header = path.read_bytes().decode().split("\n\n")[0]
    assert header == f"title: Satu dua tiga\nid: {number}"
    [path] = tmp_path.glob(f"undated-a-{list(HARD).index('very-long') + 1}-*")
    assert path.read_text(encoding="utf-8").endswith(LONG + "\n")


def test_the_text_alone(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    export(hard_db, "text", tmp_path, Chosen(columns=("text",), limit=1))
    [path] = tmp_path.iterdir()
    assert path.read_text(encoding="utf-8") == " ".join(f"formula{n}" for n in range(80)) + "\n"


def test_no_file_drives_the_terminal_of_who_prints_it(
    hard_db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(hard_db, "text", tmp_path)
    for path in tmp_path.iterdir():
        assert not set(path.read_bytes()) & {0, 7, 8, 0x1B}, path.name


@given(site=st.text(max_size=60), title=st.text(max_size=200), number=st.integers(1, 2**62))
def test_any_site_and_title_make_a_safe_name(site: str, title: str, number: int) -> None:
    row = {"published_on": date(2026, 11, 20), "site": site, "title": title, "id": number}
    name = file_name(row)
    assert re.fullmatch(r"2026-11-20-[a-z0-9.-]*[a-z0-9]\.txt", name)
    assert str(number) in name and len(name) < 150


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harga Beras Naik 5%", "harga-beras-naik-5"),
        ("Café “Déjà Vu”", "cafe-deja-vu"),
        ("新聞", ""),
        ("a" * 100, "a" * MAX_SLUG),
        ("kata " * 40, "-".join(["kata"] * 12)),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected
