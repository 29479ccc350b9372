"""What of a text counts when articles are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.comparable import article_body, article_words, fold, names, numbers, words

BODY = "Warga menanam bakau di pesisir teluk sejak pekan lalu"


@pytest.mark.parametrize(
    "dateline",
    [
        "",
        "SUARAPESISIR.CO.ID, NUSA DUA -- ",
        "Suarapesisir.com, Kuala Baru – ",
        "Jakarta (ANTARA) - ",
        "KOTA BARU, SUARAPESISIR.com — ",
        "[UPDATE] Suarapesisir.com, Jakarta - ",
    ],
)
def test_the_dateline_does_not_count(dateline: str) -> None:
    assert article_words(dateline + BODY) == words(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Baca juga: Nelayan Kembali Melaut",
        "Reporter: Sari Melati | Editor: Bayu Angin",
        "Artikel ini telah tayang di suarapesisir.com dengan judul Bakau",
        "Copyright © Suara Pesisir 2026",
    ],
)
def test_furniture_lines_do_not_count(line: str) -> None:
    assert article_words(f"{line}\n{BODY}\n{line}") == words(BODY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ikuti jejak ayahnya, ia menanam bakau di pesisir.",
        "Iklan layanan masyarakat itu diputar setiap pagi.",
        "Selanjutnya, warga membersihkan pantai dari sampah.",
        "Jakarta - Bandung kini dapat ditempuh dalam satu jam.",
    ],
)
def test_sentences_count(sentence: str) -> None:
    assert article_words(f"{BODY}\n{sentence}") == words(f"{BODY} {sentence}")


def test_spelling_of_marks_does_not_count() -> None:
    plain = 'Ia berkata, "Kami - semua nelayan - siap."'
    fancy = "Ia  berkata, “Kami – semua\u00a0ne\u00adlayan — siap”."
    assert words(plain) == words(fancy)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Rp 1.858.000 per gram", ("1858000",)),
        ("pada Rabu (7/2/2021) pukul 21.53 WIB", ("2153", "7/2")),
        ("Jumat (07/02) dan Sabtu (8/2)", ("7/2", "8/2")),
        ("naik 4,5 persen, lalu 4.5 lagi", ("45",)),
        ("terbuka hingga 15 Maret 2026, lalu 3 Agu", ("15", "15/3", "2026", "3", "3/8")),
        ("tidak ada angka", ()),
    ],
)
def test_numbers(text: str, stated: tuple[str, ...]) -> None:
    assert numbers(text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Warga Teluk Biru melapor ke Kepala Desa Sari Wulan.", ("biru", "desa", "kepala", "sari",
                                                                 "teluk", "wulan")),
        ("MAGELANG -- Warga pulang. Mereka lelah; Kali Putih surut.", ("kali", "putih")),
        ("tidak ada nama", ()),
    ],
)  # fmt: skip
def test_names(text: str, stated: tuple[str, ...]) -> None:
    assert names(article_body(text)) == stated


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text())
def test_words_are_stable(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == [fold(word) for word in once]
    assert len(article_words(text)) <= len(once)
