"""What a page says of itself goes, what the news says of others stays."""

import pytest

from pipelines.clean.cleaning import clean
from pipelines.records import Article, Drop, Limits, Rules
from tests.support.articles import article

OPENING = "Warga desa menanam ribuan pohon di tepi kali sejak pagi buta, kata kepala desa."
CLOSING = "Panen garam tahun ini datang lebih awal karena hujan jarang turun di pesisir utara."


def cleaned(line: str, site: str = "lensacoba.example", brands: tuple[str, ...] = ()) -> Article:
    text = f"{OPENING}\n{CLOSING}\n{line}"
    result = clean(article(text=text, site=site), Rules(brands=brands), Limits())
    assert not isinstance(result, Drop)
    return result


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Ikuti saluran WhatsApp Lensa Coba untuk kabar tercepat.", "prompt.outlet"),
        ("Yuk, dukung jurnalisme Lensa Coba dengan menjadi anggota.", "prompt.outlet"),
        ("Lensa Coba tersedia di App Store, unduh sekarang.", "prompt.outlet"),
        ("lensacoba.com mobile :", "prompt.outlet"),
        ("Kolom. Tulisan ini menjadi tanggung jawab penulis.", "disclaimer.platform"),
        ("Semua konten ini milik pengguna dan bukan pandangan redaksi.", "disclaimer.platform"),
        ("Redaksi tidak bertanggung jawab atas isi tulisan ini.", "disclaimer.platform"),
        ("The views expressed here do not reflect those of the paper.", "disclaimer.platform"),
        ("Ayo jaga hutan kita bersama-sama! #JagaHutan", "campaign.appeal"),
        ("Jangan lupa pakai masker, jaga jarak dan cuci tangan.", "campaign.appeal"),
        ("Baca liputan selengkapnya di koran edisi Senin.", "prompt.printed"),
        ("Versi ponsel :", "label.dangling"),
    ],
)
def test_what_a_page_says_of_itself_goes(line: str, rule: str) -> None:
    found = cleaned(line)
    assert found.paragraphs == (OPENING, CLOSING)
    assert [removed.rule for removed in found.removed] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        "Ikuti lomba itu, kata panitia Lensa Coba di balai desa, lalu kirim hasilnya.",
        "Lensa Coba adalah koperasi kacamata yang berdiri di desa itu sejak 1998.",
        "Unduh formulirnya di kantor desa lalu kumpulkan sebelum Jumat.",
        "Isi perjanjian ini menjadi tanggung jawab anggota koperasi, bukan pedagang.",
        "Tulisan di papan ini menjadi tanggung jawab pemilik kios di sebelahnya.",
        "Warga tetap memakai masker, menjaga jarak, dan mencuci tangan di pintu masuk.",
        "Mari pakai masker, jaga jarak, dan cuci tangan, ajak Bupati seusai upacara di lapangan.",
        "Laporan lengkap tim itu terbit di majalah kampus dan dibahas dalam rapat.",
        "Berikut susunan lengkapnya:",
        "Gunakan hashtag: #panengaram",
    ],
)
def test_what_the_news_says_of_others_stays(line: str) -> None:
    assert cleaned(line).paragraphs == (OPENING, CLOSING, line)


def test_a_name_that_is_a_word_counts_only_as_a_domain() -> None:
    line = "Ikuti upacara di Lapangan Merdeka pada Minggu pagi."
    assert cleaned(line, "merdeka", ("merdeka.com",)).paragraphs[-1] == line
    prompt = "Ikuti kabar pilihan di merdeka.com pada Minggu pagi."
    assert cleaned(prompt, "merdeka", ("merdeka.com",)).paragraphs == (OPENING, CLOSING)
