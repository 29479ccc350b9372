"""Which of the two a text is said to be in, on headlines and paragraphs made up for these tests.

They are of other subjects and wording than the texts on which the weights were chosen. The
headlines from line 111 on were written after the first choice and had a say in the second, those
from line 171 on in a few words of the lists.
"""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from pipelines.language import indonesian_or_malay
from pipelines.language.identification import identify
from pipelines.text import function_words
from tests.support.paths import ROOT

LANGUAGES = ROOT / "tests" / "support" / "languages"


def codes(name: str) -> Counter[str]:
    """Return how many lines of a file are said to be in which language."""
    lines = (LANGUAGES / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines))
    return Counter(identify("", line).code for line in lines)


def test_paragraphs_are_told_apart() -> None:
    assert codes("id_paragraphs.txt") == {"id": 25}
    assert codes("ms_paragraphs.txt") == {"ms": 25}


def test_few_headlines_are_taken_for_the_other_language() -> None:
    """Word lists alone took 75 Malay headlines for Indonesian, and 10 the other way round."""
    malay = codes("ms_headlines.txt")
    assert malay.total() == 210
    assert malay["id"] <= 28
    indonesian = codes("id_headlines.txt")
    assert indonesian.total() == 210
    assert indonesian["ms"] <= 3


@pytest.mark.parametrize(
    ("indonesian", "malay"),
    [
        ("Nelayan itu ditemukan semalam", "Nelayan itu dijumpai semalam"),
        ("Kampus itu minta uang kuliah dibayar", "Kampus itu mohon yuran pengajian dibayar"),
        ("Truk terguling, lalu lintas macet", "Lori terbalik, trafik sesak teruk"),
        ("Kabut asap kembali menyelimuti kota", "Jerebu kembali selubungi bandar raya"),
        ("Suporter kecewa tim kalah lagi", "Penyokong kecewa pasukan tewas lagi"),
        ("Dosen itu pensiun tahun ini", "Pensyarah itu bersara tahun ini"),
    ],
)  # fmt: skip
def test_a_headline_in_any_case_of_letters(indonesian: str, malay: str) -> None:
    for change in (str, str.upper, str.lower):
        assert identify(change(indonesian), "").code == "id"
        assert identify(change(malay), "").code == "ms"


def test_capitalised_words_make_a_headline_indonesian_where_words_do_not() -> None:
    assert identify("Gaji pekerja swasta naik tahun depan", "").confidence < 0.5
    found = identify("Gaji Pekerja Swasta Naik Tahun Depan", "")
    assert (found.code, found.confidence >= 0.75) == ("id", True)
    assert identify("Kerajaan Umum Bajet Baharu Untuk Universiti", "").code == "ms"


def test_names_of_the_other_country_do_not_decide_in_running_text() -> None:
    names = (
        "Anwar Ibrahim, Mahathir Mohamad, Najib Razak, Muhyiddin Yassin, Rafizi Ramli, Azmin Ali, "
        "Kuala Lumpur, Selangor, Johor Bahru, Petaling Jaya, Kota Kinabalu, Sibu, Kuching, Melaka."
    )
    for paragraph in (LANGUAGES / "id_paragraphs.txt").read_text(encoding="utf-8").splitlines():
        assert identify("", f"{paragraph} {names}").code == "id"


def test_a_word_repeated_all_over_a_text_does_not_decide() -> None:
    paragraph = (LANGUAGES / "ms_paragraphs.txt").read_text(encoding="utf-8").splitlines()[0]
    assert identify("", f"{paragraph} {'#kabar ' * 40}").code == "ms"


def test_the_weights_are_sound() -> None:
    text = (ROOT / "pipelines" / "language" / "word_weights.txt").read_text(encoding="ascii")
    header = [line for line in text.splitlines() if line.startswith("#")]
    assert any("CC BY-SA 4.0" in line for line in header)
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    assert all(1 <= abs(int(weight)) <= 16 for weight, *_ in lines)
    words = [word for _, *words in lines for word in words]
    assert len(words) == len(set(words)) > 20_000
    assert all(word.isalpha() and word.islower() and len(word) > 1 for word in words)
    left_out = function_words.NEWS_OF_BOTH.split()
    assert not set(words) & {*left_out, *indonesian_or_malay._names()}


def test_a_word_of_news_in_both_weighs_little() -> None:
    weights = indonesian_or_malay._weights()
    leaning = set(function_words.LEANING.split())
    most = max(abs(weight) for word, weight in weights.items() if word in leaning)
    assert most == indonesian_or_malay.LEANING_MOST < max(weights.values())


@pytest.mark.shared
def test_malay_and_indonesian_of_the_labelled_texts(shared: Path) -> None:
    hits: Counter[str] = Counter()
    with gzip.open(shared / "eval" / "lid_public.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["lang"] in ("id", "ms") and row["length"] != "mixed":
                hits[f"{row['lang']} {row['length']} {identify('', row['text']).code}"] += 1
    assert hits["id title id"] >= 98
    assert hits["ms title id"] <= 12
    assert hits["id para id"] == hits["id full id"] == 100
    assert hits["ms para id"] == hits["ms full id"] == 0
