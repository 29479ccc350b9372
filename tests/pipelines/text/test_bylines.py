"""Bylines: names as printed, credit lines whole, and prose that only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.bylines import (
    Credits,
    bare_credit,
    credits,
    credits_within,
    is_only_names,
    is_role,
    names,
)
from pipelines.text.not_people import is_job


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sari Wulan", ["Sari Wulan"]),
        ("Penulis: Sari Wulan, Bayu Rahman dan C31", ["Sari Wulan", "Bayu Rahman", "C31"]),
        ("Penulis Sari Wulan", ["Sari Wulan"]),
        ("Oleh: Sari Wulan & Bayu Rahman", ["Sari Wulan", "Bayu Rahman"]),
        ("By Sari Wulan and Bayu Rahman", ["Sari Wulan", "Bayu Rahman"]),
        ("Sari Wulan - detikinet", ["Sari Wulan"]),
        ("Sari Wulan - 13 Oktober 2016 23:11 wib", ["Sari Wulan"]),
        ("Sari Wulan, Jurnalis · Kamis 09 Juli 2020 07:26 WIB", ["Sari Wulan"]),
        ("Reporter : Sari Wulan\nEditor : Bayu Rahman", ["Sari Wulan", "Bayu Rahman"]),
        ("Rep: sari wulan/ Red: Bayu", ["sari wulan", "Bayu"]),
        ("Kontributor: Sari Wulan (Bali)", ["Sari Wulan"]),
        ("Sari Wulan, SARI WULAN", ["Sari Wulan"]),
        ("sari@contoh.id Sari Wulan", ["Sari Wulan"]),
        ("Dr. Sari Wulan, M.Si, Dosen Universitas Contoh", ["Dr. Sari Wulan, M.Si"]),
        ("Sari Wulan, Ketua Umum Asosiasi", ["Sari Wulan"]),
        ("Abdul Aziz al-Fatih", ["Abdul Aziz al-Fatih"]),
        ("Oleh Sari Wulan pada 02 Jun 2020, 14:00 WIB", ["Sari Wulan"]),
        ("Sari Wulan20 Agu 2020, 15:42 WIB", ["Sari Wulan"]),
        ("27 Mei 2020, 23:34 WIBDiperbarui 27 Mei 2020, 23:34 WIB", []),
        ("Tayang: Rabu, 18 Juni 2025 21:35 WIB", []),
        ("EKONOMI » PASAR", []),
        ("Tim Redaksi", []),
        ("Tim detikcom", []),
        ("Redaksi", []),
        ("Antara/Reuters", []),
        ("Kompas.com", []),
        ("admin", []),
        ("abs, sari dian wulan", ["sari dian wulan"]),
        ("Jumat, 18 Juni 2025 10:30", []),
        ("Video ini dibuat oleh kami untuk anda semua", []),
        ("Kontributor Surabaya, Sari Wulan", ["Sari Wulan"]),
        ("Kontributor Kompas TV Palangka Raya, Sari Wulan", ["Sari Wulan"]),
        ("Sari Wulan, Kompas TV", ["Sari Wulan"]),
        ("Sari Wulan, Semarang", ["Sari Wulan"]),
        ("Sari Wulan in Medan", ["Sari Wulan"]),
        (
            "Sari Wulan and Bayu Rahman, The Contoh Post, Bandung | News | Tue",
            ["Sari Wulan", "Bayu Rahman"],
        ),
        ("Sari Wulan, Bayu Rahman, dan Dewi Anjani", ["Sari Wulan", "Bayu Rahman", "Dewi Anjani"]),
        ("Star Media Abadi - Digital Development and Activation", []),
        ("PT Contoh Media Siber", []),
        ("CV. Contoh Kreasi", []),
        ("Ptolemeus Wora", ["Ptolemeus Wora"]),
        ("Lodewijk Ambon", ["Lodewijk Ambon"]),
        ("Media Wahyudi Askar", ["Media Wahyudi Askar"]),
        ("OLEH SARI WULAN Ikuti di Twitter", ["SARI WULAN"]),
        ("Sari Wulan @sariwulan", ["Sari Wulan"]),
        ("Reporter: Sari Wulan; Foto: Bayu Rahman", ["Sari Wulan"]),
        ("Operator Satu", []),
        ("Ann Lee and Bob Hart, Staff Writers", ["Ann Lee", "Bob Hart"]),
        ("", []),
        (" " * 2_000, []),
        ("1.1" * 600, []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Editor : Sari Editor Wulan", ["Sari Editor Wulan"]),
        ("Sari Penulis", ["Sari Penulis"]),
        ("Sari Wulan Editor Bayu Rahman", ["Sari Wulan", "Bayu Rahman"]),
        ("Reporter Sari", ["Sari"]),
    ],
)
def test_a_role_within_a_name_is_a_part_of_it(text: str, expected: list[str]) -> None:
    assert names(text) == tuple(expected)


def test_the_outlet_is_no_author() -> None:
    assert names("Sari Wulan, Harian Contoh", ("Harian Contoh",)) == ("Sari Wulan",)


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Rep: C31/ Red: Bayu Rahman", ["C31"], ["Bayu Rahman"]),
        ("Red: Bayu Rahman", [], ["Bayu Rahman"]),
        ("Rep: Antara/ Red: Bayu Rahman", [], ["Bayu Rahman"]),
        ("Pewarta: Sari Wulan Editor: Bayu Rahman", ["Sari Wulan"], ["Bayu Rahman"]),
        (
            "Pewarta: Sari Wulan\nEditor: Bayu Rahman\nCopyright © ANTARA 2026",
            ["Sari Wulan"],
            ["Bayu Rahman"],
        ),
        ("(Reporter: Sari Wulan | Editor: Bayu Rahman)", ["Sari Wulan"], ["Bayu Rahman"]),
        ("Penulis Sari Wulan | Editor Bayu Rahman", ["Sari Wulan"], ["Bayu Rahman"]),
        ("Penulis: Sari Wulan, Bayu Rahman", ["Sari Wulan", "Bayu Rahman"], []),
        ("Editor : Bayu Rahman", [], ["Bayu Rahman"]),
        ("Editor : Bayu Editor Rahman", [], ["Bayu Editor Rahman"]),
        ("Penulis: Sari Wulan Editor Bayu Rahman", ["Sari Wulan", "Bayu Rahman"], []),
        ("Oleh Sari Wulan", ["Sari Wulan"], []),
        ("Oleh: Sari Wulan, Dosen Universitas Contoh", ["Sari Wulan"], []),
        ("Laporan Wartawan HarianContoh.com, Sari Wulan", ["Sari Wulan"], []),
        ("Sari Wulan berkontribusi dalam penulisan artikel ini.", ["Sari Wulan"], []),
        ("[Wartawan: Sari Wulan; Redaktur: Bayu Rahman]", ["Sari Wulan"], ["Bayu Rahman"]),
        ("Koresponden: Sari Wulan (Semarang)", ["Sari Wulan"], []),
        ("Kontributor Kupang dan Ende: Sari Wulan, Dewi A", ["Sari Wulan", "Dewi A"], []),
        ("Kontributor Wakatobi, Sari Wulan Editor: Bayu Rahman", ["Sari Wulan"], ["Bayu Rahman"]),
        ("Sari Wulan (Reporter) | Bayu Rahman (Editor)", ["Sari Wulan"], ["Bayu Rahman"]),
        ("Sari Wulan, Kontributor Makassar", ["Sari Wulan"], []),
        ("Reporter. Sari Wulan / Editor. Bayu Rahman", ["Sari Wulan"], ["Bayu Rahman"]),
        ("By Sari Wulan. Photographs by Bayu Rahman", ["Sari Wulan"], []),
        ("Teks dan foto: Sari Wulan", ["Sari Wulan"], []),
        ("Penulis: Sari Wulan. Ilustrasi: Bayu Rahman", ["Sari Wulan"], []),
        ("Diposting oleh Sari Wulan di 05.12 Label: desa", ["Sari Wulan"], []),
        ("Posted by Sari Wulan at 6:10 AM", ["Sari Wulan"], []),
        ("Disunting oleh Bayu Rahman", [], ["Bayu Rahman"]),
        ("Oleh: PT Contoh Media", [], []),
    ],
)
def test_credit_line(line: str, authors: list[str], editors: list[str]) -> None:
    assert credits(line) == Credits(authors=tuple(authors), editors=tuple(editors))


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Penulis", True),
        ("Editor :", True),
        ("REPORTER:", True),
        ("Copy Editor", True),
        ("Penulis: Sari", False),
        ("Editorial", False),
        ("", False),
    ],
)
def test_a_role_alone(line: str, role: bool) -> None:
    assert is_role(line) is role


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Sari Wulan",
        "Oleh karena itu, warga diminta waspada.",
        "Editor: buku ini perlu dibaca semua orang",
        "Judul: Hujan; Penulis: Dr. Sari Wulan; Halaman: 302; Penerbit: Pustaka",
        "Laporan reporter lapangan menyebut jembatan itu putus.",
        'Kata dia kepada pewarta: "Kami siap."',
        "Para kreditor: bank dan koperasi",
        "Penulis: Sari Wulan mengatakan bukunya terbit. Bukunya laris.",
        "Penulis buku itu datang | Editor majalah itu pulang bersama para pembaca setianya",
        "Foto: Bayu Rahman",
        "Dipimpin oleh Bayu Rahman",
        "Sari Wulan, Kepala Desa Waruk",
        "Wartawan Semarang berkumpul.",
    ],
)
def test_no_credit_line(line: str) -> None:
    assert credits(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("13,801 Views / Penulis. Sari Wulan", ["Sari Wulan"]),
        ("Berita January 27, 2016 Author: Sari Wulan", ["Sari Wulan"]),
        ("Kategori: Budaya | Terbit: 12 Maret 2016 | Author: Sari Wulan", ["Sari Wulan"]),
        ("Pilihan Editor: Gudang Garam Desa", None),
        ("Menurut sang penulis: Sari Wulan", None),
        ("Penulis: Sari Wulan", None),  # the whole line is a credit
    ],
)
def test_a_credit_behind_other_fields(line: str, authors: list[str] | None) -> None:
    found = credits_within(line)
    assert (found and list(found.authors)) == authors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Penulis Sari Wulan", Credits(authors=("Sari Wulan",))),
        ("Bayu Rahman Editor", Credits(editors=("Bayu Rahman",))),
        ("Penulis buku itu", None),
        ("RELATED ARTICLES Editor", None),
        ("Editor Sari", None),
    ],
)
def test_a_role_and_a_name_without_a_mark(line: str, expected: Credits | None) -> None:
    assert bare_credit(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sari Wulan dan Bayu Rahman", True),
        ("Sari Wulan, Harian Contoh", True),
        ("Sari Wulan (Surabaya)", True),
        ("Sari Wulan, Kepala Desa", False),
        ("Surabaya", True),  # a single word may be a name
        ("Harian Contoh", False),
        ("", False),
    ],
)
def test_a_line_of_names_only(line: str, expected: bool) -> None:
    assert is_only_names(line) is expected


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    for name in names(text):
        assert name == name.strip() and name
    assert credits(text) is None or isinstance(credits(text), Credits)


@pytest.mark.parametrize(
    ("line", "job"),
    [
        ("Staff Writer", True),
        ("Senior Political Reporter", True),
        ("Columnist", True),
        ("Helen Marsh", False),
        ("Helen Marsh, Staff Writer", False),
        ("Writer", False),
    ],
)
def test_jobs(line: str, job: bool) -> None:
    assert is_job(line) is job


@pytest.mark.parametrize("line", ["Rosa Lind, Staff Writer", "By Rosa Lind Culture Correspondent"])
def test_a_job_is_no_part_of_a_name(line: str) -> None:
    assert names(line) == ("Rosa Lind",)
