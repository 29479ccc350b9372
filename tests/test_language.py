"""Which language a text is said to be in, and how sure that is."""

import gzip
import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import function_words
from pipelines.language import UNDETERMINED, identify, with_language
from pipelines.records import Article, Limits, Rules

TEXTS = {
    "id": (
        "Pemerintah kabupaten akan membuka kembali pelabuhan itu pada hari Senin karena ombak "
        "sudah reda. Kepala dinas mengatakan bahwa nelayan bisa melaut lagi, tetapi mereka harus "
        "tetap berhati-hati. Menurut dia, sekitar 40 persen perahu masih rusak."
    ),
    "ms": (
        "Kerajaan negeri akan membuka semula pelabuhan itu pada hari Isnin kerana ombak sudah "
        "reda. Pengarah jabatan berkata nelayan boleh turun ke laut semula, tetapi mereka mesti "
        "sentiasa berhati-hati. Katanya, kira-kira 40 peratus bot masih rosak."
    ),
    "jv": (
        "Wong-wong ing desa iku padha seneng amarga dalan anyar wis dadi. Saiki bocah-bocah bisa "
        "mangkat sekolah luwih cepet, lan para bakul uga ora perlu muter adoh kaya biyen. Nanging "
        "isih ana sing kudu didandani, yaiku kreteg cilik ing pinggir kali."
    ),
    "su": (
        "Urang lembur bungah pisan sabab jalan anyar geus anggeus. Ayeuna barudak bisa indit ka "
        "sakola leuwih gancang, jeung nu dagang oge teu kudu nguriling jauh siga baheula. Tapi "
        "aya keneh nu kudu dibebenah, nyaeta sasak leutik di sisi walungan."
    ),
    "min": (
        "Urang kampuang sanang bana dek jalan baru alah salasai. Kini anak-anak bisa pai ka "
        "sikola labiah capek, jo nan manggaleh indak paralu bakuliliang jauah juo lai. Tapi ado "
        "nan masih ka dielokan, iolah jambatan ketek di tapi batang aia."
    ),
    "ban": (
        "Krama desane liang pesan krana margi sane anyar suba pragat. Jani alit-alite dadi luas ka "
        "sekolah lebih enggal, tur dagange sing perlu buin mailehan joh. Nanging enu ada ane "
        "perlu kabenahin, ento jembatan cenik ring sisin tukade."
    ),
    "en": (
        "The harbour will open again on Monday after the sea has calmed, the head of the office "
        "said. Fishermen may go out as they did before, but they should be careful, because some "
        "of the boats are still broken."
    ),
    "nl": (
        "De haven gaat maandag weer open, omdat de zee nu rustig is, zei het hoofd van de dienst. "
        "De vissers kunnen weer uitvaren, maar zij moeten voorzichtig zijn, want een deel van de "
        "boten is nog niet gemaakt."
    ),
    "tl": (
        "Bubuksan muli ang daungan sa Lunes dahil kalmado na ang dagat, ayon sa pinuno ng "
        "tanggapan. Maaari nang pumalaot ang mga mangingisda, pero kailangan nilang mag-ingat "
        "sapagkat sira pa rin ang ilan sa mga bangka."
    ),
    "de": (
        "Der Hafen wird am Montag wieder geöffnet, weil sich das Meer beruhigt hat, sagte der "
        "Leiter des Amtes. Die Fischer dürfen wieder hinausfahren, müssen aber vorsichtig bleiben, "
        "denn einige Boote sind noch beschädigt."
    ),
    "ja": "港は月曜日に再び開かれると責任者が述べた。漁師たちは海に出ることができる。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_is_named(code: str) -> None:
    found = identify("", TEXTS[code])
    assert found.code == code
    assert found.confidence >= 0.7


@pytest.mark.parametrize("code", ["id", "ms", "jv", "su", "en"])
def test_capitals_do_not_matter(code: str) -> None:
    assert identify("", TEXTS[code].upper()).code == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Nelayan Teluk Biru Kembali Melaut Usai Ombak Reda", "id"),
        ("POLISI PERIKSA TIGA SAKSI KASUS PELABUHAN", "id"),
        ("Polis tahan tiga suspek kes pelabuhan", "ms"),
        ("Kerajaan umum bajet baharu untuk universiti", "ms"),
        ("Harbour to open again after the storm", "en"),
    ],
)
def test_a_headline_alone(title: str, code: str) -> None:
    assert identify(title, "").code == code


def test_the_body_decides_where_the_headline_borrows() -> None:
    assert identify("Datuk Seri Tan Sri: Kuala Lumpur, Selangor, Johor", TEXTS["id"]).code == "id"
    assert identify("The Fisherman and the Sea", TEXTS["id"]).code == "id"


@pytest.mark.parametrize("text", ["", " \n", "12.30 - 45%", "https://a.example/1", "🐟🐟", "—…"])
def test_a_text_without_words_is_undetermined(text: str) -> None:
    found = identify("", text)
    assert (found.code, found.confidence) == (UNDETERMINED, 0.0)


def test_long_text_in_no_known_language_is_not_called_indonesian() -> None:
    text = " ".join(f"{a}{b}ux{a}i" for a in "kptbdg" for b in "aiou" for _ in range(4))
    assert identify("", text).code != "id"


def test_a_mixed_text_names_both_languages() -> None:
    found = identify("", " ".join([TEXTS["id"]] * 3 + [TEXTS["en"]]))
    assert (found.code, found.second) == ("id", "en")
    assert 0.12 <= found.second_share <= 0.4
    assert identify("", TEXTS["id"]).second == ""


def test_with_language_fills_the_article() -> None:
    article = Article(
        url="https://a.example/1",
        site="a",
        title="Pelabuhan Dibuka",
        text=TEXTS["id"],
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    made = with_language(article, Rules(), Limits())
    assert (made.language, made.language_confidence) == ("id", 0.98)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_an_answer(text: str, title: str) -> None:
    found = identify(title, text)
    assert found.code
    assert 0 <= found.confidence <= 1
    assert identify(title, text) == found


def test_threads_that_begin_together_agree() -> None:
    """In a process of its own, where no profile is loaded yet."""
    code = (
        "import sys, pickle\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from pipelines.language import identify\n"
        "texts = pickle.loads(sys.stdin.buffer.read())\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(*pool.map(lambda t: identify('', t).code, texts))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps([TEXTS["de"], TEXTS["ja"]] * 8),
        capture_output=True,
        check=True,
        env=os.environ,
        cwd=Path(__file__).resolve().parents[1],
    )
    assert done.stdout.decode().split() == ["de", "ja"] * 8


def test_word_lists_are_sound() -> None:
    indonesian = f"{function_words.INDONESIAN} {function_words.INDONESIAN_VOCABULARY}".split()
    malay = f"{function_words.MALAY} {function_words.MALAY_VOCABULARY}".split()
    shared = function_words.SHARED.split()
    for words in (indonesian, malay, shared):
        assert [word for word, count in Counter(words).items() if count > 1] == []
    assert set(indonesian) & set(malay) == set()
    assert set(shared) & {*indonesian, *malay} == set()
    lists = {**function_words.REGIONAL, **function_words.FOREIGN}
    for code, text in lists.items():
        assert len(text.split()) == len(set(text.split())) >= 60, code
        assert all(word.isalpha() and word == word.lower() for word in text.split()), code


@pytest.mark.shared
def test_the_labelled_texts(shared: Path) -> None:
    """The floors of the reference set; the same figures are printed by its scorer."""
    hits: Counter[str] = Counter()
    with gzip.open(shared / "eval" / "lid_public.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda row: identify("", row["text"]).code, rows))
    regional = set(function_words.REGIONAL)
    for row, code in zip(rows, codes, strict=True):
        group = "regional" if row["lang"] in regional else row["lang"]
        hits[f"{group} {row['length']} as {'id' if code == 'id' else 'other'}"] += 1
        hits[f"{group} {row['length']} right"] += code == row["lang"]
    assert hits["id full as id"] >= 99
    assert hits["ms full as id"] == hits["regional full as id"] == 0
    assert hits["en full right"] + hits["tl full right"] + hits["nl full right"] == 110
    assert hits["regional full right"] >= 0.8 * 330
    assert hits["id para as id"] >= 97
    assert hits["ms para as id"] <= 2
    assert hits["regional para as id"] <= 0.04 * 380
    assert hits["id title as id"] >= 90
    assert hits["ms title as id"] <= 30
