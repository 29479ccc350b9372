"""Which printed lines date the article, and what a label says of a date."""

import pytest

from pipelines.extract.printed_dates import Part, is_date_line, joined, parts_of


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Senin, 21 Oktober 2019 09:30 WIB", True),
        ("Dikirim oleh Teuku Marzuki pada Jumat, 27/03/2026 - 14:55", True),
        ("Diposting pada 2 Maret 2015", True),
        ("Izin ditandatangani pada 2 Maret 2015", False),
        ("Banjir serupa pada Sabtu, 12 Desember 2015. (Dok. Portal Rawa)", False),
        ("Loket dibuka hingga 14 Juni 2021", False),
    ],
)
def test_a_line_of_dates_names_and_labels(line: str, own: bool) -> None:
    assert is_date_line(line) is own


def test_parts_of_a_date_in_neighbouring_lines_are_joined() -> None:
    assert joined(["Rabu", "16/11/2005", "07:20 WIB"]) == ["Rabu", "16/11/2005 07:20 WIB"]
    assert joined(["23", "Mei", "2013", "Oleh Ratri"]) == ["23 Mei 2013", "Oleh Ratri"]


def test_a_label_says_what_the_date_after_it_is() -> None:
    line = "Diperbarui: 13 Maret 2024 | Terbit: 12 Maret 2024"
    assert parts_of(line) == [
        Part("Diperbarui: 13 Maret 2024 | ", True),
        Part("Terbit: 12 Maret 2024", False),
    ]
    assert parts_of("Update Banjir Ciwulan: air surut") == [
        Part("Update Banjir Ciwulan: air surut", False)
    ]
