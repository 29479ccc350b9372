"""Words that name nobody, and names that look like them."""

import pytest

from pipelines.text.not_people import is_affiliation, is_company, is_nobody, is_outlet, is_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kompas TV", True),
        ("Tribun Timur", True),
        ("The Contoh Post", True),
        ("Harian Pesisir", True),
        ("contoh.co.id", True),
        ("Reuters", True),
        ("Fajar Pratama", False),
        ("Dewi Lestari", False),
    ],
)
def test_outlets(text: str, expected: bool) -> None:
    assert is_outlet(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT Contoh", True),
        ("CV. Contoh Kreasi", True),
        ("Contoh Sarana Tbk", True),
        ("Yayasan Pena", True),
        ("Cveta Mandagi", False),
        ("Ptolemeus Wora", False),
    ],
)
def test_companies(text: str, expected: bool) -> None:
    assert is_company(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kompas TV Palangka Raya", True),
        ("Kupang dan Ende", True),
        ("Sari Wulan", False),
        ("Kupang Sari", False),
        ("", False),
    ],
)
def test_where_somebody_reports_from(text: str, expected: bool) -> None:
    assert is_affiliation(text) is expected


@pytest.mark.parametrize(
    "text", ["Operator Satu", "Admin Web", "Tim Redaksi", "Staff Writer", "12 Komentar", "Nasional"]
)
def test_nobody(text: str) -> None:
    assert is_nobody(text)


def test_places_and_people() -> None:
    assert is_place("Surabaya")
    assert not is_place("Sari Wulan")
    assert not is_nobody("Sari Wulan")
    assert not is_outlet("Harian " * 50)
