"""Words are counted as a reader sees them, and lines that belong to the page are not."""

import pytest

from pipelines.text.word_count import has_words, lines_of_text, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" - … ", 0),
        ("Harga naik 2.500 rupiah", 5),
        ("Jum’at “kemarin” – katanya", 4),
        ("kafe\u0301 ditutup", 2),
        ("pem\u00adba\u00adngunan ke\u200bdua", 2),
        ("anak_anak", 2),
    ],
)
def test_words(text: str, count: int) -> None:
    assert word_count(text) == count
    assert has_words(text) is (count > 0)


def test_lines_of_the_page_do_not_count() -> None:
    text = "ADVERTISEMENT\n Satu kalimat. \n\nBaca juga: Judul lain\nEditor: Sri\nBagikan\nDua."
    assert lines_of_text(text) == ("Satu kalimat.", "Dua.")


def test_a_sentence_that_begins_like_one_counts() -> None:
    lines = ("Iklan layanan masyarakat itu tayang.", "Sumber daya air berkurang.")
    assert lines_of_text("\n".join(lines)) == lines
