"""What a line reads like: sentences, headlines, and where a glued headline ends."""

import pytest

from pipelines.text.prose import headline_end, is_headline, is_prose, plain, tidy


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Warga desa menanam ribuan pohon di tepi kali sejak pagi.", True),
        ('"Kami menanam ribuan pohon di tepi kali ini," kata kepala desa.', True),
        ("Warga Desa Menanam Ribuan Pohon di Tepi Kali Sejak Pagi", False),
        ("Warga menanam pohon.", False),
        ("Setelah hujan turun, warga desa mulai menanam ribuan ...", False),
        ("", False),
    ],
)
def test_is_prose(line: str, expected: bool) -> None:
    assert is_prose(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Warga Desa Menanam Ribuan Pohon di Tepi Kali", True),
        ("5 Cara Menanam Pohon di Lahan Sempit, Nomor 3 Paling Mudah", True),
        ("Siapa Menanam Pohon di Tepi Kali?", True),
        ("1. Menanam Pohon di Lahan Sempit", False),
        ("Warga desa menanam ribuan pohon di tepi kali", False),
        ("Menanam Pohon", False),
        ("Warga Desa Menanam Ribuan Pohon.", False),
        ("", False),
    ],
)
def test_is_headline(line: str, expected: bool) -> None:
    assert is_headline(line) is expected


def test_blanks() -> None:
    assert tidy("  Warga \t desa\u2003menanam\xa0 pohon\r") == "Warga desa menanam pohon"
    assert tidy("1.\xa0Warga  desa") == "1.\xa0Warga desa"
    assert plain("1.\xa0Warga") == "1. Warga"


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("Suporter Menyihir Stadion Kota", "Namun, tim tamu bangkit pada babak kedua."),
        ("Siapa Penanam Pohon Itu? ", "Warga desa sudah lama bertanya soal itu."),
        ("Panen Garam Lebih Awal ", "Menurut petani, hujan memang jarang turun tahun ini."),
        ("Panen Garam di Rumah Pak Tere", "“Kami senang sekali tahun ini,” kata dia."),
        ("Cara Kirim Foto di WhatsApp Tanpa Internet", ""),
        ("Siapa Dia? Ini Profil Lengkap Sang Penanam Pohon", ""),
        ("pemerintah desa siapkan bibit pohon untuk warga terdampak", ""),
    ],
)
def test_headline_end(headline: str, rest: str) -> None:
    assert headline_end(headline + rest) == len(headline)


def test_a_headline_whose_end_cannot_be_told_stays() -> None:
    text = "Panen Garam Lebih Awal Hujan memang jarang turun di pesisir utara pada tahun ini."
    assert headline_end(text) is None
    assert headline_end("Panen Garam " * 30) is None
