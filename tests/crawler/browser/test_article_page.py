"""The paragraphs of an article with what was removed between them, and its versions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.browser.article_page import AROUND, article_context, shortened
from pipelines.text.word_diff import DiffPart


def found(text: str, *positions: int, revisions: int = 0) -> dict[str, Any]:
    """Return what `show` returns of an article."""
    version = {"title": "Judul", "deck": "", "fetched_at": "2026-11-20", "modified_at": None,
               "words": 3}  # fmt: skip
    return {
        **version, "id": 1, "text": text, "story": None, "edits": [],
        "removed": [{"line": f"baris {n}", "rule": "r", "position": n} for n in positions],
        "revisions": [{**version, "text": f"{text} {n}"} for n in range(revisions)],
    }  # fmt: skip


@given(st.integers(0, 6), st.lists(st.integers(-1, 9).filter(lambda n: n >= 0), max_size=8))
def test_each_removed_line_stands_once_at_its_place(count: int, positions: list[int]) -> None:
    text = "\n".join(f"Paragraf {n}" for n in range(1, count + 1))
    rows = article_context(found(text, *positions), {})["paragraphs"]
    assert [text for text, _ in rows] == ["", *(f"Paragraf {n}" for n in range(1, count + 1))]
    placed = [
        (number, line["position"]) for number, (_, lines) in enumerate(rows) for line in lines
    ]
    assert sorted(place for _, place in placed) == sorted(positions)
    assert all(number == min(place, count) for number, place in placed)


@pytest.mark.parametrize("wanted", [None, "", "0", "3", "-1", "1.5", "²", "9" * 40])
def test_versions_that_are_not_there(wanted: str | None) -> None:
    assert article_context(found("a", revisions=2), {"diff": wanted})["diff"] is None


def test_neighbours_are_compared_from_the_oldest() -> None:
    context = article_context(found("a", revisions=2), {"diff": "2"})
    assert [version["number"] for version in context["versions"]] == [1, 2, 3]
    assert context["diff"]["before"]["text"] == "a 0" and context["diff"]["after"]["text"] == "a"
    assert [name for name, _ in context["diff"]["parts"]] == ["text"]
    assert article_context(found("a"), {"diff": "1"})["diff"] is None


def test_long_stretches_are_cut_near_the_changes() -> None:
    same = DiffPart("same", "kata " * 200)
    parts = shortened((same, DiffPart("removed", "lama"), same, DiffPart("added", "baru"), same))
    assert [part.kind for part in parts] == ["same", "removed", "same", "added", "same"]
    assert all(len(part.text) < 2 * AROUND + 20 for part in parts)
    assert parts[0].text.startswith(" […] ") and parts[-1].text.endswith(" […] ")
    assert shortened((DiffPart("same", "pendek"),)) == [DiffPart("same", "pendek")]
