"""Which words are forms of one Indonesian word: "mengundang" and "undangan" of "undang".

simplemma has a dictionary of 4,200 stems and 17,500 forms of them. The rules of affixes find what
else comes from these stems and from those in `stems.txt`; `docs/decisions/0014` has the figures.
"""

import re
from functools import lru_cache
from importlib import resources

from simplemma import is_known, lemmatize

from pipelines.language.affixes import best, derivations
from pipelines.text.places import PLACES

LEAST = 4  # letters: shorter words have no affixes
_LOANWORD = 5
_WORD = re.compile("[a-z]+")
# Where the dictionary and the rules are wrong, or stop at a word that itself comes from another.
_LEMMAS = {
    form: stem
    for stem, forms in {
        "ada": "keberadaan", "ajar": "belajar pelajar pembelajar pembelajaran",
        "aku": "mengaku mengakui pengaku", "alami": "dialami pengalaman", "amat": "pengamat",
        "awal": "mengawali mengawalinya", "batas": "terbatas", "buka": "terbuka",
        "celaka": "kecelakaan", "cenderung": "kecenderungan", "ekspor": "eksportir",
        "impor": "importir", "kritik": "mengkritisi dikritisi",
        "dahulu": "pendahulu terdahulu", "dakwa": "terdakwa", "datang": "mendatang",
        "distribusi": "distributor", "edar": "mengedari", "empati": "berempati",
        "hari": "keseharian", "hasil": "berhasil", "jadi": "terjadi",
        "kata": "katakanlah", "kecuali": "pengecualian", "lambat": "terlambat",
        "kelabu": "mengelabui", "milik": "kepemilikan",
        "mungkin": "kemungkinan", "nasihat": "penasihat", "nobat": "dinobatkan",
        "operasi": "mengoperasi mengoperasikan", "padam": "madam memadam",
        "perhati": "memperhatikan diperhatikan perhatian perhatikan pemerhati",
        "pimpin": "kepemimpinan", "pulau": "kepulauan", "rugi": "merugikan",
        "skors": "skorsing", "ternak": "peternakan", "wisuda": "wisudawan",
        "sempat": "kesempatan", "sedia": "tersedia", "senyum": "tersenyum", "serah": "menyerah",
        "serta": "penyertaan", "tahu": "pengetahuan ketahui", "tarik": "menarik tertarik",
        "tinggal": "tertinggal",
        "ubah": "rubah berubah terubah perubah", "untung": "beruntung menguntungkan",
        "utarakan": "diutarakan mengutarakan",
        "berita": "pemberitaan pemberitaannya memberitakan diberitakan", "menurut": "menurutnya",
        "penduduk": "pendudukan", "kalah": "terkalahkan",
    }.items()
    for form in forms.split()
}  # fmt: skip
# Names that end or begin as affixed words do.
_NAMES = frozenset((
    "andi", "dani", "dadan", "jami", "yeni", "demian", "milan", "gunawan", "setiawan",
    "hermawan", "kurniawan", "irawan", "mulyani", "rani", "sari", "yani", "suryani",
    "indrawati", "megawati", "mentawai", "asahan", "belawan", "kauman", "astra", "teresa",
    "terawan", "sapian", "selan", "serui", "padan", "balawan", "bedawan", "binawan", "derawan",
    "indrawan", "merapi", "kalawan", "palawan", "selakau", "sebatik", "kandangan",
))  # fmt: skip
# Words that look as if they came from another.
_APART = frozenset((
    # of grammar
    "sebelum", "sesudah", "setelah", "sebagai", "sehingga", "seperti", "terhadap", "melainkan",
    "mengenai", "menjelang", "selain", "sementara", "terutama", "terlalu", "beberapa", "berapa",
    "seberapa", "mengapa", "sebuah", "seorang", "merupakan", "bersama", "semakin", "sebagian",
    "secara", "seolah", "seakan", "selaku", "seputar", "sekali", "sekalian",
    # loanwords
    "berlian", "digital", "dilema", "dimensi", "dinamis", "dinamisasi", "dinasti", "direksi",
    "disertasi", "disinformasi", "disorientasi", "diversi", "diversifikasi", "divisi", "melodi",
    "mental", "mercon", "menstruasi", "prosesi", "seksi", "selebriti", "serikat", "terorisme",
    "topi", "penalti", "pensiun",
    # others
    "beranda", "berandal", "beringin", "beruang", "durian", "empati", "haluan", "harian",
    "kejari", "kejati", "lebaran", "melati", "mendingan", "menjangan", "mentari", "mentimun",
    "pedoman", "pelangi", "peluang", "peluru", "pemilu", "pemuda", "pentas", "pepaya", "peran",
    "perang", "perawan", "perdata", "perhati", "perisai", "peristiwa", "permai", "permisi",
    "pesan", "pesang", "peserta", "pesiar", "pesisir", "petai", "petinggi", "politisi",
    "rambutan", "selada", "selasar", "selebaran", "seroja", "terasi", "teratai", "teratur",
    "tersangka", "utara",
))  # fmt: skip
_LOAN_ENDINGS = ("asi", "isi", "usi", "ensi", "ansi", "eksi", "isme")


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Return the word that a word is a form of, itself where it is none.

    `word` is in lower case, as the full-text index has it. Names, numbers and words of three
    letters are returned as they are.
    """
    if len(word) < LEAST or not _WORD.fullmatch(word) or word in _NAMES or word in PLACES:
        return word
    seen = {word}
    while (shorter := _step(word)) not in seen:
        seen.add(shorter)
        word = shorter
    return word


def is_indonesian(word: str) -> bool:
    """Return whether a word in lower case is one of the dictionary: no name, no foreign word."""
    return bool(is_known(word, lang="id")) or word in _further_stems()


@lru_cache(maxsize=1)
def _further_stems() -> frozenset[str]:
    lines = resources.files(__package__).joinpath("stems.txt").read_text(encoding="ascii")
    return frozenset(lines.split("\n", 1)[1].split())


@lru_cache(maxsize=100_000)
def _is_stem(word: str) -> bool:
    if word in _further_stems() or word in _APART:
        return True
    return bool(is_known(word, lang="id")) and lemmatize(word, lang="id") == word


def _step(word: str) -> str:
    if word in _LEMMAS:
        return _LEMMAS[word]
    if _is_stem(word):
        return _person(word) or word
    if is_known(word, lang="id"):
        return _of_dictionary(word)
    return best(word, _is_stem) or _of_loanword(word) or word


def _person(word: str) -> str | None:
    """Return what a person does whom the dictionary knows only so: "tani" of "petani"."""
    stem = word.removeprefix("pe")
    is_one = stem != word and word not in _APART and len(stem) >= LEAST
    return stem if is_one and _is_stem(stem) else None


def _of_dictionary(word: str) -> str:
    """Return the stem that the dictionary has for a word, mended where it restored a wrong letter.

    It has "memasak" of "pasak": a stem of which all letters are printed is the likelier one.
    """
    found = str(lemmatize(word, lang="id")).lower()
    if found[0] in "pt" and word.startswith(("me", "pe")):
        printed = {"p": "m", "t": "n"}[found[0]] + found[1:]
        if word[2:].startswith(printed) and found != "padu" and _is_stem(printed):
            return printed
    if (
        word == f"{found}kan" and found != "kata" and _is_stem(f"{found}k")
    ):  # "tarikan" is of "tarik", not "tari"
        return f"{found}k"
    return found if len(found) >= LEAST - 1 else word


def _of_loanword(word: str) -> str | None:
    """Return the stem of a word whose stem no list has: "viral" of "memviralkan".

    Its affixes have to tell it without doubt: a verb's on both sides, or one of them before a
    consonant that is never taken away, or a stem that ends as loanwords do.
    """
    if word.endswith("nya") and len(word) >= _LOANWORD + 3:
        return word.removesuffix("nya")
    for one in derivations(word):
        if len(one.stem) < LEAST or len(one.prefixes) != 1:
            continue
        if _is_verb_of(word, one.stem, one.literal, one.prefixes[0], one.suffix):
            return one.stem
    return None


def _is_verb_of(word: str, stem: str, literal: int, prefix: str, suffix: str) -> bool:
    is_loanword = stem.endswith(_LOAN_ENDINGS) and len(stem) > _LOANWORD
    is_whole = literal == len(stem)
    nasal = prefix in ("me", "pe")
    if nasal and not is_whole:
        return is_loanword and stem[0] == "s"
    if nasal:
        is_certain = word[2:4] in ("mb", "mf", "nc", "nd", "nj") or word[2:5] in ("ngg", "ngh")
        both = suffix in (("kan",) if prefix == "me" else ("an",))
        long_enough = len(stem) >= _LOANWORD and (prefix == "me" or suffix == "an")
        return (
            (is_certain and long_enough) or (is_certain and both) or (is_loanword and _opens(word))
        )
    if prefix == "di":
        return suffix == "kan" or (is_loanword and not stem.startswith("s"))
    return prefix in ("ter", "ber") and is_loanword and suffix in ("", "nya", "kan")


def _opens(word: str) -> bool:
    """Return whether a nasal stands before a vowel or a cluster: "mengevaluasi"."""
    return word[2:4] in ("ng", "mp", "nt", "ns") or (word[2] in "lrwy" and word[3] in "aeiou")
