"""Prompts and notes as printed on pages, and sentences that begin like them."""

import pytest

from pipelines.clean.cleaning import clean
from pipelines.records import Article, Drop, Limits, Rules
from tests.support.articles import FIRST, SECOND, article


def cleaned(*lines: str) -> Article:
    result = clean(article(text="\n".join(lines)), Rules(), Limits())
    assert not isinstance(result, Drop)
    return result


@pytest.mark.parametrize(
    "line",
    [
        "Baca pula: Harga Cabai Turun Menjelang Akhir Pekan",
        "BACA: Harga Cabai Turun Menjelang Akhir Pekan",
        "Baca artikel Harian Contoh selengkapnya di sini.",
        "Baca Selengkapnya : Harga Cabai Turun Menjelang Akhir Pekan",
        "*Artikel ini telah tayang di detikSumut.",
        "Lanjut ke halaman berikutnya >>>",
        "Baca Halaman Selanjutnya",
        "Halaman Selanjutnya: Harga Cabai Turun",
        "Simak selengkapnya di halaman berikutnya",
        "Advertisement - Scroll to continue",
        "Yuk, Simak Juga Video ini!",
        "Cek Video di Bawah Ini",
        "Saksikan live streaming program-program kami di sini",
        "Gabung sekarang di channel WhatsApp kami",
        "Klik di sini untuk masuk ke saluran WhatsApp kami",
        "Jangan ketinggalan berita terbaru, ikuti kami di Google News",
        "Temukan artikel menarik lainnya dari kami di Google News",
        "Ikuti perkembangan berita terkini hanya di HarianContoh.com",
        "Silakan akses epaper Harian Contoh di tautan ini",
        "Disclaimer: Tulisan ini hanya bertujuan memberi informasi.",
        "Artikel ini dibuat dengan bantuan AI dan telah disunting redaksi.",
        "Artikel ini merupakan bagian dari kerja sama dengan Dinas Contoh",
        "Reporter Magang: Sari Wulan",
        "Editor: Sari Wulan Sumber: Antara",
    ],
)
def test_a_prompt_goes_from_between_the_paragraphs(line: str) -> None:
    article = cleaned(FIRST, line, SECOND)
    assert article.paragraphs == (FIRST, SECOND)
    assert [gone.line for gone in article.removed] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Tonton MV terbaru mereka di bawah ini:",
        "Sumber asli: AS",
        "Artikel asli: https://contoh.id/1",
        "Pilihan Redaksi",
        "Punya kisah serupa? Kirim ke surel redaksi kami",
        "Unduh aplikasi kami di gawai Anda",
        "(Sari Wulan/HarianContoh.com)",
    ],
)
def test_a_note_goes_from_below_the_text_only(line: str) -> None:
    assert cleaned(FIRST, SECOND, line).paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Baca: surat itu pendek saja, kata ustaz kepada para murid.",
        "Halaman berikutnya dalam buku itu memuat peta desa.",
        "Lanjutkan membaca pada pagi hari agar pikiran segar.",
        "Temukan saluran air yang tersumbat lebih dulu, pesan petugas.",
        "Klik di sini, kata petugas sambil menunjuk layar komputer balai desa.",
        "Bergabung dengan grup Telegram itu, warga menerima berita bohong setiap hari.",
        "Saksikan siaran langsung laga itu di balai desa.",
        "Artikel ini dibuat untuk mengenang para petani garam.",
        "Artikel ini ditulis untuk pelajar yang hendak magang di balai desa.",
        "Penafian itu dibacakan pengacara di ruang sidang.",
        "Simak informasi lainnya di bawah ini sebelum mendaftar.",
        "Unduh aplikasi itu di toko resmi, lalu daftarkan nomor telepon.",
        "Kirimkan tulisan itu kepada guru sebelum Jumat.",
        "Publikasi 15 artikel ilmiah menjadi syarat lulus.",
        "Reporter magang itu menulis tentang garam selama sebulan.",
        "Sumber air warga mengering sejak Juli.",
    ],
)
def test_a_sentence_that_begins_alike_stays(line: str) -> None:
    for lines in ((line, FIRST, SECOND), (FIRST, line, SECOND), (FIRST, SECOND, line)):
        article = cleaned(*lines)
        assert article.paragraphs == lines
        assert article.removed == ()


def test_an_intern_is_credited() -> None:
    note = "Artikel ini ditulis oleh Bayu Rahman, peserta program magang di Harian Contoh."
    article = cleaned(FIRST, SECOND, note)
    assert article.paragraphs == (FIRST, SECOND)
    assert article.authors == ("Bayu Rahman",)


def test_a_page_that_goes_on_elsewhere_says_so() -> None:
    for line in ("Simak selengkapnya di halaman berikutnya", "Halaman Selanjutnya: Panen Raya"):
        assert cleaned(FIRST, line).flags == ("continues",)
