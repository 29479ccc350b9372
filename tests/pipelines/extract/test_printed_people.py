"""Lines of roles and names as a page prints them."""

import pytest

from pipelines.extract.printed_people import alone, joined, with_colons
from pipelines.text.bylines import Credits


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Penulis", "Sari Wulan", "Editor :", "Bayu"], ["Penulis: Sari Wulan", "Editor: Bayu"]),
        (["Redaktur", ":", "Sari Wulan"], ["Redaktur: Sari Wulan"]),
        (
            ["Kredit", "Sari Wulan", "Author", "Bayu Rahman", "Editor", "Bagikan"],
            ["Kredit", "Author: Sari Wulan", "Editor: Bayu Rahman", "Bagikan"],
        ),
        (["Contoh.com", "Author", "Bayu", "Editor"], ["Author: Contoh.com", "Editor: Bayu"]),
        (["Selasa", "Penulis"], ["Selasa", "Penulis: "]),
        ([], []),
    ],
)
def test_roles_are_joined_to_their_names(lines: list[str], expected: list[str]) -> None:
    assert joined(lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Redaktur", ":", "Sari Wulan", "Foto"], ["Redaktur: Sari Wulan", "Foto"]),
        (["Penulis:", "Sari Wulan"], ["Penulis: Sari Wulan"]),
        (["Editor", "Bagikan"], ["Editor", "Bagikan"]),
    ],
)
def test_far_below_a_colon_joins_them(lines: list[str], expected: list[str]) -> None:
    assert with_colons(lines) == expected


def test_the_credits_of_several_articles_are_those_of_none() -> None:
    one, two = Credits(authors=("Sari Wulan",)), Credits(authors=("Bayu Rahman",))
    editor = Credits(editors=("Dewi Anjani",))
    assert alone([one, editor, one]) == [one, editor, one]
    assert alone([one, two, editor]) == []
