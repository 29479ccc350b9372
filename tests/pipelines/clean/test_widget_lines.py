"""Polls and tables of credits, and lists that look like them."""

import pytest

from pipelines.clean.cleaning import clean
from pipelines.records import Article, Drop, Limits, Rules
from tests.support.articles import article

OPENING = "Warga desa menanam ribuan pohon di tepi kali sejak pagi buta, kata kepala desa."
CLOSING = "Panen garam tahun ini datang lebih awal karena hujan jarang turun di pesisir utara."


def cleaned(*lines: str) -> Article:
    result = clean(article(text="\n".join(lines), authors=(), editors=()), Rules(), Limits())
    assert not isinstance(result, Drop)
    return result


@pytest.mark.parametrize(
    "poll",
    [
        ("Bagaimana menurut Anda?", "Kagum", "Senang", "Sedih", "Takut"),
        ("Bagikan suaramu", "Kirim", "Apa perasaanmu?", "Suka 3", "Marah 0", "Terharu 12"),
        ("😀 Senang 62% | 😐 Biasa saja 30% | 😡 Marah 8%", "Apa reaksimu?"),
        ("How do you feel?", "Happy (4)", "Sad (0)", "Angry (1)"),
        ("Kocak", "Sedih", "Keren"),
    ],
    ids=["question", "counts", "row", "english", "bare at the end"],
)
def test_feelings_at_the_end_go_with_their_question(poll: tuple[str, ...]) -> None:
    found = cleaned(OPENING, CLOSING, *poll)
    assert [line for line in found.paragraphs if line not in ("Bagikan suaramu",)] == [
        OPENING,
        CLOSING,
    ]
    assert "widget.poll" in {removed.rule for removed in found.removed}


@pytest.mark.parametrize(
    "lines",
    [
        ("Anak mengenal empat rasa:", "Senang", "Sedih", "Marah", "Takut", CLOSING),
        ("Jawaban murid terbagi:", "Setuju", "Netral", "Bingung"),
        ("Padi 12 ton", "Jagung 8 ton", "Kedelai 3 ton", CLOSING),
        ("Bagaimana menurut Anda?", CLOSING),
    ],
    ids=["list", "list at the end", "harvest", "question alone"],
)
def test_lists_of_an_article_stay(lines: tuple[str, ...]) -> None:
    assert cleaned(OPENING, *lines).paragraphs == (OPENING, *lines)


def test_rows_of_a_table_of_credits_go_and_name_people() -> None:
    rows = ("Penulis | : Sari Wulan", "Editor | Bayu Rahman", "Sumber | : Humas Desa")
    found = cleaned(OPENING, CLOSING, *rows)
    assert found.paragraphs == (OPENING, CLOSING)
    assert (found.authors, found.editors) == (("Sari Wulan",), ("Bayu Rahman",))


def test_rows_about_a_book_and_of_other_tables_stay() -> None:
    rows = ("Judul | Simpul Merah", "Penulis | Sari Wulan", "Penerbit | Pustaka Contoh")
    other = ("Sumber | Debit", "Kali Lantang | 12 liter")
    found = cleaned(OPENING, *rows, CLOSING, *other, CLOSING)
    assert found.paragraphs == (OPENING, *rows, CLOSING, *other, CLOSING)
    assert found.authors == ()
