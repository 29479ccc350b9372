"""What an edit changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.store.edits import Changes, changes

OLD = (
    "Banjir merendam 120 rumah di tiga desa.\n“Kami mengungsi ke balai desa,” kata Surti.\n"
    "Air surut."
)


def of(title: str, text: str) -> dict[str, str]:
    return {"title": title, "text": text}


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (OLD.replace("120", "134"), {"figures": 1}),
        (OLD.replace("mengungsi", "pindah"), {"quotations": 1}),
        (OLD + "\nBantuan tiba pada malam hari.", {"paragraphs_added": 1}),
        (OLD.replace("\nAir surut.", ""), {"paragraphs_removed": 1}),
        (OLD.replace("tiga desa", "tiga kampung"), {}),
    ],
)
def test_what_changed(new: str, changed: dict[str, int]) -> None:
    found = changes(of("Banjir", OLD), of("Banjir", new))._asdict()
    words = {"words_added", "words_removed"}
    assert {k: v for k, v in found.items() if v and k not in words} == changed
    assert found["words_added"] or found["words_removed"]


def test_white_space_is_no_paragraph() -> None:
    found = changes(of("Banjir", OLD), of("Banjir", OLD.replace("\n", "\n\n ")))
    assert found == Changes(0, 0, 0, 0, 0, 0)


@given(st.text(max_size=300), st.text(max_size=300))
def test_an_edit_and_its_undoing_count_the_same(old: str, new: str) -> None:
    there, back = changes(of("T", old), of("T", new)), changes(of("T", new), of("T", old))
    assert (there.figures, there.quotations) == (back.figures, back.quotations)
    assert (there.words_added, there.words_removed) == (back.words_removed, back.words_added)
    assert (old == new) <= (there == Changes(0, 0, 0, 0, 0, 0))
