"""Which language a text is said to be in, and how sure that is."""

import gzip
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language.identification import UNDETERMINED, identify, with_language
from pipelines.records import Limits, Rules
from pipelines.text import function_words
from tests.support.articles import article
from tests.support.paths import ROOT

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
    "es": (
        "El puerto abrirá de nuevo el lunes porque el mar está en calma, dijo el jefe de la "
        "oficina. Los pescadores pueden salir otra vez, pero deben tener cuidado, ya que algunas "
        "barcas siguen rotas."
    ),
    "pt": (
        "O porto abre de novo na segunda-feira porque o mar está calmo, disse o chefe do serviço. "
        "Os pescadores podem sair outra vez, mas devem ter cuidado, e algumas das barcas ainda "
        "não foram reparadas na oficina de que dependem."
    ),
    "it": (
        "Il porto riapre lunedì perché il mare si è calmato, ha detto il capo dell'ufficio. I "
        "pescatori possono uscire di nuovo, ma devono fare attenzione, perché alcune delle barche "
        "sono ancora rotte."
    ),
    "sw": (
        "Bandari itafunguliwa tena siku ya Jumatatu kwa sababu bahari imetulia, alisema mkuu wa "
        "ofisi. Wavuvi wanaweza kwenda baharini tena, lakini wanapaswa kuwa waangalifu kwa kuwa "
        "baadhi ya mashua bado hazijatengenezwa."
    ),
    "vi": (
        "Cảng sẽ mở cửa trở lại vào thứ hai vì biển đã lặng, người đứng đầu cơ quan cho biết. Ngư "
        "dân có thể ra khơi như trước, nhưng phải cẩn thận vì một số thuyền vẫn chưa được sửa."
    ),
    "ja": "港は月曜日に再び開かれると責任者が述べた。漁師たちは海に出ることができる。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_is_named(code: str) -> None:
    found = identify("", TEXTS[code])
    assert found.code == code
    assert found.confidence >= 0.7


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "ja"])
def test_capitals_do_not_matter(code: str) -> None:
    assert identify("", TEXTS[code].upper()).code == code
    assert identify(TEXTS[code].upper(), "").code == code


@pytest.mark.parametrize("code", ["es", "pt", "it", "sw", "vi", "de"])
def test_homographs_of_short_words_make_no_regional_language(code: str) -> None:
    """`de`, `e`, `na` and `no` are Buginese and Madurese words, and half of a Portuguese page."""
    for times in (1, 5, 40):
        assert identify("", " ".join([TEXTS[code]] * times)).code == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Nelayan Teluk Biru Kembali Melaut Usai Ombak Reda", "id"),
        ("POLISI PERIKSA TIGA SAKSI KASUS PELABUHAN", "id"),
        ("Polis tahan tiga suspek kes pelabuhan", "ms"),
        ("Kerajaan umum bajet baharu untuk universiti", "ms"),
        ("Harbour to open again after the storm", "en"),
        # Words that Malay writes more often than Indonesian, which writes them too.
        ("Warga tidak boleh mendekati kawah pada malam hari", "id"),
        ("Bea Cukai menahan tiga peti rokok di pelabuhan", "id"),
        ("Gempa susulan masih terasa di lereng gunung", "id"),
        ("Pengurus koperasi berkata di hadapan anggota bahwa kas habis", "id"),
        ("Pemilih antre di depan bilik suara sejak pagi", "id"),
        ("Ahli Parlimen Pekan raih sokongan penduduk kampung", "ms"),
        ("Gelaran Datuk ditarik balik semasa majlis itu", "ms"),
    ],
)
def test_a_headline_alone(title: str, code: str) -> None:
    assert identify(title, "").code == code


def test_the_body_decides_where_the_headline_borrows() -> None:
    assert identify("Datuk Seri Tan Sri: Kuala Lumpur, Selangor, Johor", TEXTS["id"]).code == "id"
    assert identify("The Fisherman and the Sea", TEXTS["id"]).code == "id"


@pytest.mark.parametrize(
    "text",
    ["", " \n", "\x00\u200b\ufeff", "12.30 - 45%", "https://a.example/1", "🐟🐟", "👩‍👩‍👧 🇮🇩" * 500,
     "—…", "'’`" * 20],
)  # fmt: skip
def test_a_text_without_words_is_undetermined(text: str) -> None:
    found = identify("", text)
    assert (found.code, found.confidence) == (UNDETERMINED, 0.0)


def test_long_text_in_no_known_language_is_not_called_indonesian() -> None:
    text = " ".join(f"{a}{b}ux{a}i" for a in "kptbdg" for b in "aiou" for _ in range(4))
    assert identify("", text).code != "id"


def test_emoji_and_addresses_between_words_do_not_matter() -> None:
    for code in ("id", "ms", "jv", "en"):
        text = " ".join(f"{word} 🐟 @kabar #laut" for word in TEXTS[code].split())
        assert identify("🌊🌊", text).code == code


@pytest.mark.parametrize("unit", ["a", "ya ", "\n", ". ", '."”', "🐟", "é", "\u0300", TEXTS["id"]])
def test_a_huge_text_takes_no_time(unit: str) -> None:
    text = unit * (5_000_000 // len(unit))
    start = time.process_time()
    identify(text, text)
    assert time.process_time() - start < 1  # 20 ms; what is looked at is bounded


@pytest.mark.parametrize(
    ("code", "second", "parts"),
    [("id", "en", 1), ("id", "en", 2), ("id", "jv", 1), ("id", "ms", 2), ("ms", "en", 1),
     ("en", "id", 2), ("su", "id", 2)],
)  # fmt: skip
@pytest.mark.parametrize("last", [False, True])
def test_a_mixed_text_has_the_language_of_its_body_and_the_share_of_the_other(
    code: str, second: str, parts: int, last: bool
) -> None:
    texts = [TEXTS[code]] * 5
    texts[len(texts) if last else 1 : 0] = [TEXTS[second]] * parts
    found = identify("", "\n".join(texts))
    assert (found.code, found.second) == (code, second)
    letters = parts * len(TEXTS[second]), 5 * len(TEXTS[code])
    assert found.second_share == pytest.approx(letters[0] / sum(letters), abs=0.06)
    assert found.confidence >= 0.9


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "min"])
def test_a_text_of_one_language_has_no_second(code: str) -> None:
    found = identify("", "\n".join([TEXTS[code]] * 4))
    assert (found.second, found.second_share) == ("", 0.0)


def test_with_language_fills_the_article() -> None:
    one = article(title="Pelabuhan Dibuka", text=TEXTS["id"])
    made = with_language(one, Rules(), Limits())
    assert (made.language, made.language_confidence, made.flags) == ("id", 0.98, ())
    mixed = replace(one, text=f"{TEXTS['id']}\n{TEXTS['en']}", flags=("paywall",))
    made = with_language(mixed, Rules(), Limits())
    assert (made.language, made.flags) == ("id", ("paywall", "mixed-en"))
    assert with_language(made, Rules(), Limits()) == made
    assert with_language(replace(made, text=TEXTS["id"]), Rules(), Limits()).flags == ("paywall",)


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
        "from pipelines.language.identification import identify\n"
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
        cwd=ROOT,
    )
    assert done.stdout.decode().split() == ["de", "ja"] * 8


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_agree(method: str) -> None:
    """Forked ones take over profiles that are loaded; spawned ones load their own."""
    texts = [TEXTS["de"], TEXTS["ja"], TEXTS["id"], TEXTS["vi"]] * 4
    here = [identify("", text) for text in texts]
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(identify, [""] * len(texts), texts)) == here


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    texts = [*TEXTS.values(), "Terumbu", "x y z", "Ini Itu"]
    alone = {text: identify("", text) for text in texts}
    for text in reversed(texts * 3):
        assert identify("", text) == alone[text]


def test_word_lists_are_sound() -> None:
    lists = vars(function_words)
    parts = ("", "_VOCABULARY", "_HEADLINES")
    indonesian = " ".join(lists[f"INDONESIAN{part}"] for part in parts).split()
    malay = " ".join(lists[f"MALAY{part}"] for part in parts).split()
    shared = function_words.SHARED.split()
    for words in (indonesian, malay, shared):
        assert [word for word, count in Counter(words).items() if count > 1] == []
    assert set(indonesian) & set(malay) == set()
    assert set(shared) & {*indonesian, *malay} == set()
    assert set(function_words.LEANING.split()) <= {*indonesian, *malay}
    others = {**function_words.REGIONAL, **function_words.FOREIGN}
    for code, text in others.items():
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
    assert hits["id para as id"] >= 99
    assert hits["ms para as id"] <= 1
    assert hits["regional para as id"] <= 0.04 * 380
    assert hits["id title as id"] >= 98
    assert hits["ms title as id"] <= 15


@pytest.mark.shared
def test_confidence_is_how_often_answers_are_right(shared: Path) -> None:
    with gzip.open(shared / "eval" / "lid_public.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["length"] != "mixed"]
    answers = [(identify("", row["text"]), row["lang"]) for row in rows]
    for low, high in ((0.0, 0.5), (0.5, 0.75), (0.75, 0.9), (0.9, 1.01)):
        band = [(a.confidence, a.code == lang) for a, lang in answers if low <= a.confidence < high]
        right = sum(hit for _, hit in band) / len(band)
        stated = sum(confidence for confidence, _ in band) / len(band)
        assert right >= stated - 0.1, (low, len(band))


@pytest.mark.shared
def test_mixed_texts_have_the_language_of_their_body(shared: Path) -> None:
    with gzip.open(shared / "eval" / "lid_public.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["length"] == "mixed"]
    body = [row for row in rows if row["lang"] != "mixed"]
    hits = sum(identify("", row["text"]).code == row["lang"] for row in body)
    assert hits >= 0.96 * len(body)
