"""Roles in credit lines."""

import pytest

from pipelines.text.credit_roles import STEMS, bare_labels, kind_of, labels, role_in


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Penulis: A | Foto: B | Editor: C", ["author", "picture", "editor"]),
        ("Pewarta foto: A, Pewarta: B", ["picture", "author"]),
        ("Teks dan foto: A", ["author"]),
        ("Ditulis oleh Sari", ["author"]),
        ("Reporter. Sari / Editor. Bayu", ["author", "editor"]),
        ("Kontributor Wakatobi: Sari", ["author"]),
        ("Reporter Sari Wulan: Kami siap", []),
        ("Dipimpin oleh Sari", []),
    ],
)
def test_labels(line: str, kinds: list[str]) -> None:
    assert [label.kind for label in labels(line)] == kinds


def test_labels_without_colons_need_a_mark_between_them() -> None:
    assert len(bare_labels("Penulis Sari | Editor Bayu")) == 2
    assert bare_labels("Penulis Sari") == []
    assert bare_labels("Penulis Sari Editor Bayu") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reporter", "author"),
        ("Fotografer", "picture"),
        ("Penyunting :", "editor"),
        ("Kontributor Makassar", "author"),
        ("Kepala Desa", None),
        ("Reporter Sari", None),
    ],
)
def test_words_that_are_a_role(text: str, kind: str | None) -> None:
    assert role_in(text) == kind


@pytest.mark.parametrize(
    "role",
    [
        "penulis",
        "Rep",
        "Red",
        "Oleh",
        "koresponden",
        "written by",
        "disunting oleh",
        "Words",
        "tim liputan",
    ],
)
def test_the_plain_search_finds_every_role_of_a_writer_or_editor(role: str) -> None:
    assert kind_of(role) != "picture"
    assert any(stem in f"{role}: A".casefold() for stem in STEMS)
