"""Datelines and agencies: every outlet's way to open a text, and openings that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.datelines import agency, dateline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REPUBLIKA.CO.ID, NEW YORK -- Warga menanam pohon.", "REPUBLIKA.CO.ID, NEW YORK"),
        ("REPUBLIKA.CO.ID, MANCHESTER— Warga menanam.", "REPUBLIKA.CO.ID, MANCHESTER"),
        ("Washington DC, IDN Times – Warga menanam.", "Washington DC, IDN Times"),
        ("JAKARTA, KOMPAS.com - Warga menanam.", "JAKARTA, KOMPAS.com"),
        ("Jakarta, KompasOtomotif – Warga menanam.", "Jakarta, KompasOtomotif"),
        ("KOMPAS.com - Warga menanam.", "KOMPAS.com"),
        ("TEMPO.CO, Jakarta- Warga menanam.", "TEMPO.CO, Jakarta"),
        ("TEMPO.CO, Jakarta-Warga menanam.", "TEMPO.CO, Jakarta"),
        ("Liputan6.com, Jakarta - Warga menanam.", "Liputan6.com, Jakarta"),
        ("Liputan6.com, Jakarta Warga menanam pohon.", "Liputan6.com, Jakarta"),
        ("Liputan6.com, Kuala Lumpur Warga menanam.", "Liputan6.com, Kuala Lumpur"),
        ("Metrotvnews.com, Jakarta: Warga menanam.", "Metrotvnews.com, Jakarta"),
        ("Jakarta (ANTARA News) - Warga menanam.", "Jakarta (ANTARA News)"),
        ("Surabaya (beritajatim.com) – Warga menanam.", "Surabaya (beritajatim.com)"),
        ("Jakarta, CNN Indonesia -- Warga menanam.", "Jakarta, CNN Indonesia"),
        ("Jakarta, CNN Indonesia", "Jakarta, CNN Indonesia"),
        ("KONTAN.CO.ID - JAKARTA. Warga menanam.", "KONTAN.CO.ID - JAKARTA"),
        ("TRIBUN-TIMUR.COM, MAKASSAR - Warga menanam.", "TRIBUN-TIMUR.COM, MAKASSAR"),
        ("Suara.com - Warga menanam.", "Suara.com"),
        ("JAKARTA- Warga menanam.", "JAKARTA"),
        ("Jakarta - Warga menanam.", "Jakarta"),
        ("Jakarta: Warga menanam.", "Jakarta"),
        ("Wonogiri – Warga menanam.", "Wonogiri"),
    ],
)
def test_dateline(text: str, expected: str) -> None:
    assert dateline(text) == expected


def test_a_brand_opens_a_dateline() -> None:
    text = "Kota Baru, Kabar Contoh - Warga menanam pohon."
    assert dateline(text, ("Kabar Contoh",)) == "Kota Baru, Kabar Contoh"
    assert dateline(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Warga menanam pohon di tepi kali.",
        "Presiden Sari Wulan - pemimpin termuda - datang.",
        "Cagub-Cawagub bertemu warga.",
        "Al-Quran itu dibaca.",
        "Kata dia: Warga menanam pohon.",
        "IHSG - Indeks saham naik.",
        "INTERNASIONAL bukan nama kota.",
        "2 dari 3 halaman",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jakarta (ANTARA) - Warga menanam.\nPohon tumbuh.", "ANTARA"),
        ("Bandung (ANTARA News Jabar) - Warga menanam.", "ANTARA"),
        ("Warga menanam.\nSumber: Antara", "ANTARA"),
        ("Warga menanam.\nsumber : ANTARA/Reuters", "ANTARA"),
        ("Warga menanam.\nPewarta: Sari\nCopyright © ANTARA 2026", "ANTARA"),
        ("Warga menanam.\n(Reuters)", "Reuters"),
        ("Warga menanam. (AFP)", "AFP"),
        ("Warga menanam pohon. (Antara/Sari)", "ANTARA"),
        ("Kata dia seperti dikutip dari Reuters, warga menanam.", ""),
        ("Badan Antariksa (AP) mulai bekerja.", ""),
        ("Sumber air itu antara dua bukit.", ""),
        ("", ""),
    ],
)
def test_agency(text: str, expected: str) -> None:
    assert agency(text) == expected


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=120))
def test_no_text_raises_and_the_dateline_stands_in_it(text: str) -> None:
    assert dateline(text) in " ".join(text.split())
    agency(text)
