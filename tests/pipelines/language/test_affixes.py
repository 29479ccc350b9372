"""Words are taken apart as the grammar of Indonesian puts them together."""

import pytest

from pipelines.language.affixes import best, derivations

STEMS = frozenset(
    ("makan", "pukul", "sapu", "kirim", "ambil", "bom", "ragam", "kerja", "laku", "adil", "tani",
     "daya", "tahan", "jawab", "warna", "latih", "kuat", "tari", "tarik", "sah")
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("memakan", "makan"),
        ("memukulnya", "pukul"),
        ("menyapu", "sapu"),
        ("pengiriman", "kirim"),
        ("mengambilkan", "ambil"),
        ("mengebom", "bom"),
        ("pengeboman", "bom"),
        ("keberagaman", "ragam"),
        ("pekerjaan", "kerja"),
        ("diberlakukan", "laku"),
        ("ketidakadilan", "adil"),
        ("petani", "tani"),
        ("memberdayakan", "daya"),
        ("bertahanlah", "tahan"),
        ("memperkuat", "kuat"),
        ("pelatihan", "latih"),
        ("diwarnai", "warna"),
        ("tarikan", "tarik"),
        ("disahkan", "sah"),
        ("kelatih", None),
        ("bomi", None),
        ("makan", None),
        ("ketidaktani", None),
    ],
)
def test_the_stem_of_a_word(word: str, stem: str | None) -> None:
    assert best(word, STEMS.__contains__) == stem


@pytest.mark.parametrize("word", ["", "me", "pe", "meng", "nya", "di", "penge", "menyi"])
def test_bits_of_words_are_taken_apart_without_an_error(word: str) -> None:
    assert all(one.stem != word for one in derivations(word))
