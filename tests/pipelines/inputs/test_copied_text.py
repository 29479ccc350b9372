"""Copied text: the header block, the body and the furniture below, as people copy pages."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.clean.cleaning import clean
from pipelines.inputs.copied_text import parse
from pipelines.records import Article, Drop, Limits, Reason, Rules
from pipelines.text.dates import WIB, WITA

NOW = datetime(2026, 7, 24, 5, 0, tzinfo=UTC)
ONE = (
    "Warga desa menanam ribuan bibit pohon di tepi kali sejak pagi, dan kepala desa berharap "
    "hutan kecil itu menahan banjir yang datang setiap musim hujan."
)
TWO = (
    '"Kami mulai dari hulu, lalu turun ke muara," kata Sari Wulan, ketua panitia, Rabu (18/6/2025).'
)
THREE = "Bibit itu disumbang oleh koperasi nelayan, yang setahun lalu juga menanam bakau di muara."


def article_of(text: str, **rules: object) -> Article:
    """The article of the text after cleaning."""
    known = Rules(**rules)  # type: ignore[arg-type]
    parsed = parse(text, url="https://contoh.id/a", fetched_at=NOW, rules=known)
    assert not isinstance(parsed, Drop)
    result = clean(parsed, known, Limits())
    assert not isinstance(result, Drop)
    return result


@dataclass(frozen=True)
class Copy:
    """A copied text and what must come of it; the body is always the same three paragraphs."""

    name: str
    text: str
    dateline: str = ""
    deck: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    agency: str = ""


TITLE = "Warga Menanam Ribuan Pohon di Tepi Kali Contoh"
EVENING = datetime(2025, 6, 18, 21, 35, tzinfo=WIB)

COPIES = [
    Copy(
        name="plain: title, body",
        text=f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n",
    ),
    Copy(
        name="no blank lines",
        text=f"{TITLE}\n{ONE}\n{TWO}\n{THREE}",
    ),
    Copy(
        name="deck, credit, caption, editor",
        text=(
            f"{TITLE}\n\nHutan kecil itu diharap menahan banjir setiap musim hujan.\n\n"
            "contoh.com\nKepala desa menanam bibit pertama di tepi kali\nRed: Bayu Rahman\n\n"
            f"REPUBLIKA.CO.ID, BANTUL -- {ONE}\n\nBaca Juga\n\n\n{TWO}\n\n{THREE}\n\n"
            "BACA JUGA: Ikuti Ulasan Pilihan Republika.co.id, Klik di Sini\nBerita Terpopuler"
        ),
        dateline="REPUBLIKA.CO.ID, BANTUL",
        deck="Hutan kecil itu diharap menahan banjir setiap musim hujan.",
        editors=("Bayu Rahman",),
        captions=("Kepala desa menanam bibit pertama di tepi kali",),
    ),
    Copy(
        name="date and both credits on lines of their own",
        text=(
            f"Home > News > Nasional\n{TITLE}\nRabu   18 Jun 2025  21:35 WIB\n"
            "Rep: Sari Wulan/ Red: Bayu Rahman\nRepublika/Sari Wulan\n"
            f"Suasana tepi kali di Bantul, Rabu pagi.\nREPUBLIKA.CO.ID, BANTUL -- {ONE}\n{TWO}\n"
            f"{THREE}Ikuti Whatsapp Channel Republika\nsumber : Antara"
        ),
        dateline="REPUBLIKA.CO.ID, BANTUL",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
        section="Nasional",
        captions=("Suasana tepi kali di Bantul, Rabu pagi.",),
        agency="ANTARA",
    ),
    Copy(
        name="captions behind the title, a writer's box",
        text=(
            f"{TITLE}\n\nWarga merasa senang \n\nBantul, IDN Times – {ONE}\n\n"
            f"{TITLE}Kepala desa menanam bibit. Ilustrasi (unsplash.com/Contoh)\n\n{TWO}\n\n"
            "Baca Juga: 5 Fakta Pohon Pelindung Kali, Nomor Tiga Mengejutkan\n\n"
            f"{THREE}\n\nBaca Juga: 5 Fakta Pohon Pelindung Kali, Nomor Tiga Mengejutkan\n\n"
            "Sari Wulan Photo Verified Writer Sari Wulan\n\nPenanam Kata\n\n"
            "IDN Times Community adalah media yang menyediakan ruang menulis. Semua tulisan adalah "
            "tanggung jawab penulis.\n\nTopik:\n\n  • Pohon\n  • Kali Contoh\n\n"
            "Berita Terkini Lainnya"
        ),
        dateline="Bantul, IDN Times",
        deck="Warga merasa senang",
        authors=("Sari Wulan",),
        tags=("Pohon", "Kali Contoh"),
        captions=("Kepala desa menanam bibit. Ilustrasi (unsplash.com/Contoh)",),
    ),
    Copy(
        name="kompas",
        text=(
            f"{TITLE}\nKompas.com - 18/06/2025, 21:35 WIB\nSari Wulan, Bayu Rahman\nTim Redaksi\n"
            "Lihat Foto\nKepala desa menanam bibit pertama di tepi kali.(KOMPAS.com/SARI WULAN)\n\n"
            f"BANTUL, KOMPAS.com - {ONE}\n\nBaca juga: Panen Garam Lebih Awal\n\n{TWO}\n\n{THREE}\n"
            "Simak breaking news dan berita pilihan dari Kompas.com tiap pagi. WhatsApp Channel : "
            "https://contoh.id Pasang dulu aplikasinya.\nTag\nPohon\nKali Contoh\nKomentar\n"
            "Copyright 2008 - 2025 PT. Kompas Cyber Media"
        ),
        dateline="BANTUL, KOMPAS.com",
        authors=("Sari Wulan", "Bayu Rahman"),
        published_at=EVENING,
        tags=("Pohon", "Kali Contoh"),
        captions=("Kepala desa menanam bibit pertama di tepi kali.(KOMPAS.com/SARI WULAN)",),
    ),
    Copy(
        name="detik",
        text=(
            f"detikNews\nBerita\n{TITLE}\nSari Wulan - detikNews\nRabu, 18 Jun 2025 21:35 WIB\n"
            f"0 komentar\nBAGIKAN\nFoto: Kepala desa (Sari/detikcom)\nBantul - {ONE}\n"
            f"ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n{TWO}\n"
            "Simak juga Video 'Pohon di Tepi Kali':\n[Gambas:Video 20detik]\n"
            f"{THREE}\n(swl/byr)\npohon\nkali contoh"
        ),
        dateline="Bantul",
        authors=("Sari Wulan",),
        published_at=EVENING,
        section="Berita",
    ),
    Copy(
        name="cnn",
        text=(
            f"{TITLE}\nCNN Indonesia\nRabu, 18 Jun 2025 21:35 WIB\nBagikan:\nurl telah tercopy\n"
            "Kepala desa menanam bibit pertama. (CNN Indonesia/Sari Wulan)\n"
            f"Bantul, CNN Indonesia -- {ONE}\n\n{TWO}\n\n{THREE}\n(swl/byr)\n[Gambas:Video CNN]\n"
            "TOPIK TERKAIT\npohon\nkali contoh"
        ),
        dateline="Bantul, CNN Indonesia",
        published_at=EVENING,
        tags=("pohon", "kali contoh"),
        captions=("Kepala desa menanam bibit pertama. (CNN Indonesia/Sari Wulan)",),
    ),
    Copy(
        name="liputan6",
        text=(
            f"{TITLE}\nSari Wulan\nDiperbarui 18 Jun 2025, 21:35 WIB\nCopy Link\nBatalkan\n"
            "Kepala desa menanam bibit pertama. (Liputan6.com/Bayu Rahman)\nPerbesar\n"
            f"Liputan6.com, Bantul - {ONE}\nAdvertisement\n{TWO}\nBaca Juga\n"
            "Panen Garam Datang Lebih Awal Tahun Ini\nHarga Cabai Turun Menjelang Akhir Pekan\n"
            f"2 dari 2 halaman\n{THREE}"
        ),
        dateline="Liputan6.com, Bantul",
        authors=("Sari Wulan",),
        published_at=EVENING,
        captions=("Kepala desa menanam bibit pertama. (Liputan6.com/Bayu Rahman)",),
    ),
    Copy(
        name="tempo",
        text=(
            f"{TITLE}\nReporter\nSari Wulan\nEditor\nBayu Rahman\n18 Juni 2025 | 21.35 WIB\n"
            f"Scroll ke bawah untuk membaca berita\nTEMPO.CO, Bantul - {ONE}\n{TWO}\n"
            f"Scroll ke bawah untuk melanjutkan membaca\n{THREE}\n"
            "Pilihan Editor: Panen Garam Datang Lebih Awal"
        ),
        dateline="TEMPO.CO, Bantul",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
    ),
    Copy(
        name="antara",
        text=(
            f"{TITLE}\nRabu, 18 Juni 2025 21:35 WIB\nwaktu baca 2 menit\n"
            f"Bantul (ANTARA) - {ONE}\n\n{TWO}\nBaca juga: Panen garam datang awal\n{THREE}\n\n"
            "Pewarta: Sari Wulan\nEditor: Bayu Rahman\nCopyright © ANTARA 2025\n\nDilarang keras "
            "mengambil konten, melakukan penyalinan otomatis tanpa izin tertulis.\nTags:\npohon"
        ),
        dateline="Bantul (ANTARA)",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
        tags=("pohon",),
        agency="ANTARA",
    ),
    Copy(
        name="tribun",
        text=(
            f"{TITLE}\nTayang: Rabu, 18 Juni 2025 21:35 WIB\n"
            "Penulis: Sari Wulan | Editor: Bayu Rahman\nzoom-inlihat foto\n"
            "TribunContoh.com/Sari Wulan\nSuasana penanaman pohon di tepi kali\n"
            f"TRIBUNCONTOH.COM, BANTUL - {ONE}\n{TWO}\nBaca juga: Panen Garam Datang Lebih Awal\n"
            f"{THREE} (TribunContoh.com/Sari Wulan)\nIkuti kami di\n"
            "Baca berita lainnya di Google News"
        ),
        dateline="TRIBUNCONTOH.COM, BANTUL",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
        captions=("Suasana penanaman pohon di tepi kali",),
    ),
    Copy(
        name="okezone",
        text=(
            f"{TITLE}\nSari Wulan\n, Jurnalis-Rabu, 18 Juni 2025\xa0|21:35 WIB\n"
            f"Kepala desa menanam bibit (Foto: Okezone)\nBANTUL - {ONE}\n{TWO}\n{THREE}\n(kha)"
        ),
        dateline="BANTUL",
        authors=("Sari Wulan",),
        published_at=EVENING,
        captions=("Kepala desa menanam bibit (Foto: Okezone)",),
    ),
    Copy(
        name="published and updated, another zone",
        text=(
            f"{TITLE}\nTerbit 18 Jun 2025 21:35 WITA\nDiperbarui 19 Jun 2025 08:00 WITA\n"
            f"{ONE}\n{TWO}\n{THREE}"
        ),
        published_at=datetime(2025, 6, 18, 21, 35, tzinfo=WITA),
        modified_at=datetime(2025, 6, 19, 8, 0, tzinfo=WITA),
    ),
    Copy(
        name="a relative date",
        text=f"{TITLE}\nSari Wulan\n2 jam yang lalu\n{ONE}\n{TWO}\n{THREE}",
        authors=("Sari Wulan",),
        published_at=datetime(2026, 7, 24, 10, 0, tzinfo=WIB),
    ),
    Copy(
        name="roles below their names, links above the body",
        text=(
            f"{TITLE}\nKompas.com - 18/06/2025, 21:35 WIB\nSari Wulan\nPenulis\nBayu "
            f"Rahman\nEditor\n"
            "Lihat Foto\nKepala desa menanam bibit pertama di tepi kali.(Dok. Desa)\nBerita "
            "Terkait\n"
            "Panen Garam Datang Lebih Awal Tahun Ini\nHarga Cabai Turun Menjelang Akhir Pekan\n"
            f"BANTUL, KOMPAS.com - {ONE}\n{TWO}\n{THREE}\nPenulis\n: Sari Wulan\nEditor\n: Bayu "
            f"Rahman"
        ),
        dateline="BANTUL, KOMPAS.com",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
        captions=("Kepala desa menanam bibit pertama di tepi kali.(Dok. Desa)",),
    ),
    Copy(
        name="section, date and reporter on one line",
        text=(
            f"{TITLE}\nPohon di tepi kali. ©2025 Merdeka.com\n"
            "PERISTIWA » BANTUL | 18 Juni 2025 21:35 Reporter : Sari Wulan\n"
            f"Merdeka.com - {ONE}\n{TWO}\n{THREE} (mdk/swl)\n1 dari 1 halaman"
        ),
        dateline="Merdeka.com",
        authors=("Sari Wulan",),
        published_at=EVENING,
        captions=("Pohon di tepi kali. ©2025 Merdeka.com",),
    ),
    Copy(
        name="the whole page, menus and all",
        text=(
            "Sabtu, 21/11/2026\nMenu\nNews\nPanen Garam Datang Lebih Awal Tahun Ini\nTerpopuler\n"
            f"Home\nNasional\n{TITLE}\nSari Wulan\nRabu, 18 Juni 2025 | 21:35 WIB\nShares\n"
            f"BANTUL - {ONE}\n{TWO}\n{THREE}\nEditor: Bayu Rahman\nTag Terkait\npohon\n"
            "Berita Terkait\nPanen Garam Datang Lebih Awal\n"
            "Petani garam di pesisir utara mulai memanen lebih awal dari biasanya, kata mereka.\n"
            "Tentang Kami\nRedaksi\nCopyright © 2026 Contoh"
        ),
        dateline="BANTUL",
        authors=("Sari Wulan",),
        editors=("Bayu Rahman",),
        published_at=EVENING,
        section="Nasional",
        tags=("pohon",),
    ),
    Copy(
        name="one's own notes",
        text=(
            f"Judul: {TITLE}\nTanggal: 18 Juni 2025 21:35 WIB\nPenulis: Sari Wulan\n"
            f"Kategori: Lingkungan\nTags: pohon, kali contoh\nURL: https://contoh.id/a\n\n"
            f"{ONE}\n\n{TWO}\n\n{THREE}"
        ),
        authors=("Sari Wulan",),
        published_at=EVENING,
        section="Lingkungan",
        tags=("pohon", "kali contoh"),
    ),
    Copy(
        name="a deck of one sentence above date and byline",
        text=(
            f"{TITLE}\nHutan kecil itu diharap menahan banjir yang datang setiap musim hujan.\n"
            f"Sari Wulan\n18 Juni 2025, 21:35 WIB\n{ONE}\n{TWO}\n{THREE}\nCopyright © 2025 Contoh\n"
            "Kota Lain Ikut Menanam Pohon Tahun Ini\nTentang Kami"
        ),
        deck="Hutan kecil itu diharap menahan banjir yang datang setiap musim hujan.",
        authors=("Sari Wulan",),
        published_at=EVENING,
    ),
]


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.name)
def test_a_copied_page(copy: Copy) -> None:
    article = article_of(copy.text)
    assert article.title == TITLE
    opening = article.paragraphs[0]
    assert opening.endswith(ONE) and opening.startswith(copy.dateline)
    assert article.paragraphs[1:] == (TWO, THREE)
    assert article.dateline == copy.dateline
    assert article.deck == copy.deck
    assert article.authors == copy.authors
    assert article.editors == copy.editors
    assert article.published_at == copy.published_at
    assert article.modified_at == copy.modified_at
    assert article.section == copy.section
    assert article.captions == copy.captions
    assert article.source_agency == copy.agency
    assert article.tags == copy.tags


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.name)
def test_nothing_goes_unrecorded(copy: Copy) -> None:
    article = article_of(copy.text)
    kept = "\n".join([article.title, article.text, *(gone.line for gone in article.removed)])
    for line in copy.text.splitlines():
        assert all(word in kept for word in re.findall(r"\w+", line))


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.name)
def test_line_ends_and_invisible_characters_do_not_matter(copy: Copy) -> None:
    windows = "\ufeff" + copy.text.replace("\n", "\r\n").replace("Wulan", "Wu\u200blan")
    assert article_of(windows) == article_of(copy.text)


def test_the_outlets_name_is_no_part_of_the_title() -> None:
    assert article_of(f"{TITLE} - Kompas.com\n{ONE}\n{TWO}").title == TITLE
    assert article_of(f"{TITLE} | Kabar Contoh\n{ONE}", brands=("Kabar Contoh",)).title == TITLE
    assert article_of(f"{TITLE} - Bagian Dua\n{ONE}").title == f"{TITLE} - Bagian Dua"


def test_a_text_without_a_headline_takes_its_first_sentence() -> None:
    article = article_of(f"Bantul - {TWO} {THREE}")
    assert article.title == TWO.rstrip(".")
    assert article.text == f"Bantul - {TWO} {THREE}"
    assert article.origin["title"] == "first sentence"
    assert len(article_of(ONE).title) <= 122


def test_every_field_that_was_read_has_an_origin() -> None:
    article = article_of(f"{TITLE}\nSari Wulan\n18 Juni 2025, 21:35 WIB\n{ONE}\n{TWO}")
    assert set(article.origin) == {"title", "text", "authors", "published_at"}


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = ONE.replace("pagi, dan", "pagi,\ndan").replace("menahan banjir", "menahan\nbanjir")
    assert article_of(f"{TITLE}\n\n{wrapped}\n\n{TWO}").paragraphs == (ONE, TWO)


def test_short_lines_of_the_body_stay() -> None:
    lines = (ONE, "1. Siapkan bibit", "Daftar harga:", "- Cabai Rp 15.000", TWO, "Siap.", THREE)
    assert article_of("\n".join((TITLE, *lines))).paragraphs == lines
    ending = (ONE, TWO, "Jadwal:", "SUBUH 04.38", "MAGRIB 17.35")
    assert article_of("\n".join((TITLE, *ending))).paragraphs == ending


def test_a_prompt_in_the_middle_does_not_end_the_text() -> None:
    text = f"{TITLE}\n{ONE}\nCopyright © 2025 Contoh\n{TWO}\n{THREE}"
    assert article_of(text).paragraphs == (ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), (" \n\t\n", Reason.EMPTY), ("\ufeff\u200b", Reason.EMPTY)],
)
def test_what_is_no_article_is_dropped(text: str, reason: Reason) -> None:
    result = parse(text, url="https://contoh.id/a", fetched_at=NOW, rules=Rules())
    assert isinstance(result, Drop)
    assert (result.reason, result.step) == (reason, "plaintext")


@settings(deadline=None, derandomize=True, max_examples=200)
@example(".")
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from([line for copy in COPIES for line in copy.text.splitlines()]),
            max_size=12,
        ).map("\n".join),
    )
)
def test_no_text_raises(text: str) -> None:
    result = parse(text, url="https://contoh.id/a", fetched_at=NOW, rules=Rules())
    assert isinstance(result, Drop) or (result.title and result.text)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["idntimes", "republika"])
def test_the_seeds_give_every_field(shared: Path, name: str) -> None:
    from crawler.sites import get
    from pipelines.chain import finish

    expected = json.loads((shared / "seeds" / f"{name}.expected.json").read_text())
    text = (shared / "seeds" / f"{name}.txt").read_text()
    rules = get(name).rules
    parsed = parse(text, url=f"https://contoh.id/{name}", fetched_at=NOW, rules=rules)
    article = finish(parsed, rules) if isinstance(parsed, Article) else parsed
    assert isinstance(article, Article)
    assert list(article.paragraphs) == expected["paragraphs"]
    for field in ("site", "title", "deck", "dateline", "language"):
        assert getattr(article, field) == expected[field]
    for field in ("authors", "editors", "captions", "tags"):
        assert list(getattr(article, field)) == expected[field]
    gone = [removed.line for removed in article.removed]
    assert [line for line in expected["boilerplate"] if line not in gone] == []
    assert not set(expected["boilerplate"]) & set(article.paragraphs)
