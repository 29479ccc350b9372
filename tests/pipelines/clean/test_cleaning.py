"""Cleaning: which lines are removed or cut, which become fields, and prose that must stay."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.clean.cleaning import clean
from pipelines.clean.rules import RULES
from pipelines.records import Article, Drop, Limits, Reason, Removed, Rules
from tests.support.articles import FIRST, SECOND, article


def cleaned(*lines: str, rules: Rules | None = None, **fields: Any) -> Article:
    result = clean(article(text="\n".join(lines), **fields), rules or Rules(), Limits())
    assert not isinstance(result, Drop)
    return result


# One line of each shape in the table of false positives that naive rules produce.
TRAPS = [
    '"Nanti kita lihat juga bagaimana kas desa berkembang sampai akhir tahun," ujarnya.',
    "Terlihat juga air menggenang di halaman rumah warga.",
    "Simak, berikut jadwal dan syarat pendaftaran bagi calon petani muda.",
    "Simak jadwal lengkap turnamen antardesa selengkapnya di bawah ini.",
    "Penandatanganan naskah itu disaksikan langsung oleh bupati.",
    "Rapat itu diikuti ratusan petani yang mengikuti arahan panitia.",
    'Lebih lanjut, ia melanjutkan penjelasan itu. "Kami siap," lanjutnya.',
    "Lanjut Wulan, dalam dua tahun hutan itu akan pulih.",
    "Para kreditor menyetujui usul koperasi nelayan.",
    "Laporan reporter lapangan menyebut jembatan itu sudah putus.",
    "Bayu bercerita kepada pewarta tentang masa kecilnya.",
    "Kopi menjadi kontributor terbesar penjualan koperasi.",
    "Aplikasi pesan itu akan menayangkan iklan dan promosi di tab baru.",
    "Revisi aturan hak cipta dibahas di gedung dewan.",
    "Gim The Elder Scrolls VI ramai dibicarakan saat orang scrolling di medsos.",
    "Video itu memperlihatkan warga menyeberang kali.",
    "Liverpool menang tipis di kandang sendiri.",
    "Unduh formulirnya, klik tombol daftar, lalu bergabung dengan kelompok tani.",
    "Keluarga itu menggelar acara unduh mantu di Telegram Raya.",
    "Harga minyak telah naik sekitar sepuluh persen sejak Mei.",
    "Film pendek itu telah tayang di kanal resmi panitia.",
    "Artikel ini akan membahas cara merawat bibit.",
    "Berikut rangkuman berita terpopuler sepanjang pekan lalu.",
    "Lurah yang dihubungi hingga berita ini tayang masih belum bisa dihubungi.",
    "Bab 5: Panen; Penulis: Dr. Sari Wulan; Halaman: 302; Penerbit: Pustaka Contoh.",
    "Gunakan hashtag: #panencontohRAYA",
    "Dilansir dari laman resmi panitia, lomba itu dibuka pekan depan.",
    "Dikutip dari harian setempat, harga cabai turun.",
    "(18/6/2025)",
    "SUBUH 04.38",
    "Siap.",
    "Rp 15.000",
    "2. Siapkan bibit",
    "Judul: Hujan di Hulu",
    "12",
    "E-2",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_prose_that_naive_rules_delete_stays(trap: str) -> None:
    for lines in ((FIRST, trap, SECOND), (FIRST, SECOND, trap), (f"{FIRST} {trap} {SECOND}",)):
        article = cleaned(*lines)
        assert article.paragraphs == lines
        assert article.removed == ()


def test_all_traps_together_stay() -> None:
    assert cleaned(*TRAPS).paragraphs == tuple(TRAPS)


def test_a_prompt_glued_to_the_last_sentence_is_cut_off() -> None:
    article = cleaned(FIRST, "Lurah masih belum bisa dihubungi.Ikuti Whatsapp Channel Republika")
    assert article.paragraphs == (FIRST, "Lurah masih belum bisa dihubungi.")
    assert article.removed == (
        Removed(line="Ikuti Whatsapp Channel Republika", rule="follow.republika", position=2),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Skor bertahan sampai turun minum.Baca Juga: Suporter Menyihir Stadion Kota"
            "Namun, tim tamu bangkit pada babak kedua.",
            "Skor bertahan sampai turun minum. Namun, tim tamu bangkit pada babak kedua.",
        ),
        (
            "Skor bertahan. Baca juga: Siapa Pencetak Golnya? Tim tamu lalu bangkit di babak dua.",
            "Skor bertahan. Tim tamu lalu bangkit di babak dua.",
        ),
        (
            "Skor bertahan sampai turun minum. Baca juga: Suporter Menyihir Stadion Kota",
            "Skor bertahan sampai turun minum.",
        ),
        (
            "Skor bertahan (baca juga: Suporter Menyihir Stadion) sampai turun minum.",
            "Skor bertahan sampai turun minum.",
        ),
        (
            "Warga menanam pohon. SCROLL TO CONTINUE WITH CONTENT Setelah itu mereka pulang.",
            "Warga menanam pohon. Setelah itu mereka pulang.",
        ),
        (
            "Warga menanam pohon. [Gambas:Video 20detik] Setelah itu mereka pulang.",
            "Warga menanam pohon. Setelah itu mereka pulang.",
        ),
        (
            "Petani menanam padi.Artikel ini telah tayang di HarianContoh.com dengan judul Pohon",
            "Petani menanam padi.",
        ),
        ("Petani menanam padi.Copyright © ANTARA 2026", "Petani menanam padi."),
        ("Petani menanam padi.Simak juga Video: Pohon di Tepi Kali", "Petani menanam padi."),
    ],
)
def test_a_one_line_article_is_cut_at_the_right_place(text: str, expected: str) -> None:
    assert cleaned(text).text == expected


def test_a_link_whose_end_cannot_be_told_stays() -> None:
    text = (
        "Skor bertahan. Baca juga: Suporter Menyihir Stadion Kota Hujan deras turun di babak dua "
        "dan membuat kedua tim kesulitan menguasai bola sampai akhir."
    )
    assert cleaned(text).text == text


def test_a_list_of_links_goes_with_its_label() -> None:
    links = ("Petani Garam Panen Lebih Awal", "Harga Cabai Turun Menjelang Akhir Pekan")
    article = cleaned(FIRST, "Baca Juga", *links, SECOND)
    assert article.paragraphs == (FIRST, SECOND)
    assert [gone.line for gone in article.removed] == ["Baca Juga", *links]
    assert {gone.position for gone in article.removed} == {1}


def test_a_link_below_a_label_with_a_colon_goes() -> None:
    for link in ("Harga Cabai Mulai Turun", "Pemerintah desa siapkan bibit pohon untuk warga"):
        assert cleaned(FIRST, "Baca juga:", link, SECOND).paragraphs == (FIRST, SECOND)
    assert cleaned(FIRST, "Baca juga:", SECOND).paragraphs == (FIRST, SECOND)


def test_a_subheading_below_a_label_stays() -> None:
    article = cleaned(FIRST, "Baca Juga", "Awal Mula Penanaman Pohon", SECOND)
    assert article.paragraphs == (FIRST, "Awal Mula Penanaman Pohon", SECOND)


def test_everything_behind_a_closing_list_goes() -> None:
    article = cleaned(FIRST, SECOND, "Berita Terkait", "harga cabai turun", "Panen Raya", "Lainnya")
    assert article.paragraphs == (FIRST, SECOND)


def test_a_list_heading_before_prose_stays() -> None:
    lines = (FIRST, "Trending", SECOND)
    assert cleaned(*lines).paragraphs == lines


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Rep: Sari Wulan/ Red: Bayu Rahman", ("Sari Wulan",), ("Bayu Rahman",)),
        ("Penulis: Sari Wulan", ("Sari Wulan",), ()),
        ("Editor : Bayu Rahman", (), ("Bayu Rahman",)),
        ("(Reporter: Sari Wulan | Editor: Bayu Rahman)", ("Sari Wulan",), ("Bayu Rahman",)),
        ("Sari Wulan berkontribusi dalam penulisan artikel ini.", ("Sari Wulan",), ()),
    ],
)
def test_credits_become_fields(
    line: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = cleaned(FIRST, SECOND, line)
    assert (article.authors, article.editors) == (authors, editors)
    assert article.paragraphs == (FIRST, SECOND)


def test_a_role_alone_belongs_to_the_name_below() -> None:
    article = cleaned(FIRST, SECOND, "Penulis :", "Sari Wulan", "Editor:", "Bayu Rahman")
    assert article.paragraphs == (FIRST, SECOND)
    assert (article.authors, article.editors) == (("Sari Wulan",), ("Bayu Rahman",))


def test_a_pager_goes_with_its_numbers() -> None:
    article = cleaned(FIRST, SECOND, "Halaman Selanjutnya", "Bibit itu datang ...", "1", "2")
    assert article.paragraphs == (FIRST, SECOND)


def test_a_caption_below_the_zoom_button_goes_whatever_its_length() -> None:
    caption = f"{SECOND} {SECOND} {SECOND} (harian.com/Sari Wulan)"
    assert cleaned(FIRST, "Perbesar", caption, SECOND).captions == (caption,)
    assert cleaned(FIRST, caption, SECOND).paragraphs == (FIRST, caption, SECOND)


def test_an_editor_whom_structured_data_calls_the_author_is_none() -> None:
    said = {"authors": ("Bayu Rahman",), "origin": {"authors": "json-ld"}}
    article = cleaned(FIRST, SECOND, "Editor : Bayu Rahman", **said)
    assert (article.authors, article.editors) == ((), ("Bayu Rahman",))
    visible = cleaned(FIRST, "Editor : Bayu Rahman", authors=("Bayu Rahman",))
    assert visible.authors == ("Bayu Rahman",)


def test_credits_that_the_page_states_elsewhere_stay() -> None:
    article = cleaned(FIRST, "Penulis: Orang Lain", authors=("Sari Wulan",))
    assert article.authors == ("Sari Wulan",)
    assert article.text == FIRST


def test_the_data_of_a_book_is_no_credit() -> None:
    lines = (FIRST, "Judul: Hujan di Hulu", "Penulis: Sari Wulan", "Penerbit: Pustaka", SECOND)
    assert cleaned(*lines).paragraphs == lines


def test_a_known_author_below_the_text_goes() -> None:
    article = cleaned(FIRST, SECOND, "SARI WULAN", authors=("Sari Wulan",))
    assert article.paragraphs == (FIRST, SECOND)


def test_known_tags_below_the_text_go_and_stay_within_it() -> None:
    article = cleaned(
        FIRST, "Garam rakyat", SECOND, "garam rakyat", "Panen", tags=("garam rakyat", "panen")
    )
    assert article.paragraphs == (FIRST, "Garam rakyat", SECOND)


@pytest.mark.parametrize("code", ["(lau/pta)", "[ang]", "(mdk/hrs)", "(kha)", "(Cas/Isk)", "(*)"])
def test_a_reporters_code_goes_from_the_end(code: str) -> None:
    for lines in ((FIRST, f"{SECOND} {code}"), (FIRST, SECOND, code), (FIRST, f"{SECOND}{code}")):
        assert cleaned(*lines).paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("ending", ["(18/6/2025)", "(E-2)", "(1/2)", "(tiga puluh)", "(km/jam)"])
def test_what_only_looks_like_a_code_stays(ending: str) -> None:
    last = f"Angin kencang bertiup dari laut ke arah desa pada Rabu {ending}"
    assert cleaned(FIRST, last).paragraphs == (FIRST, last)


def test_a_code_before_the_last_line_stays() -> None:
    assert cleaned(f"{FIRST} (mdk/hrs)", SECOND).paragraphs == (f"{FIRST} (mdk/hrs)", SECOND)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((FIRST, "Sumber: Antara"), "ANTARA"),
        ((f"Jakarta (ANTARA) - {FIRST}",), "ANTARA"),
        ((FIRST, "Artikel ini telah naik didetikJabar."), "detikJabar"),
        ((FIRST, "Artikel ini telah tayang di Harian.com dengan judul Pohon"), "Harian.com"),
        ((FIRST, f"{SECOND} (Antara)"), "ANTARA"),
        ((FIRST, SECOND), ""),
    ],
)
def test_the_source_becomes_a_field(lines: tuple[str, ...], expected: str) -> None:
    assert cleaned(*lines).source_agency == expected


def test_the_dateline_becomes_a_field_and_stays_in_the_text() -> None:
    article = cleaned(f"HARIANCONTOH.COM, BANTUL -- {FIRST}")
    assert article.dateline == "HARIANCONTOH.COM, BANTUL"
    assert article.text.startswith("HARIANCONTOH.COM, BANTUL -- ")
    branded = cleaned(f"Bantul, Kabar Contoh – {FIRST}", rules=Rules(brands=("Kabar Contoh",)))
    assert branded.dateline == "Bantul, Kabar Contoh"


def test_a_note_that_text_is_missing_flags_the_article() -> None:
    article = cleaned(FIRST, "Simak berita selengkapnya di halaman berikutnya.")
    assert article.flags == ("continues",)
    assert cleaned(FIRST, SECOND).flags == ()


def test_a_repeated_title_deck_and_caption_go() -> None:
    article = cleaned(
        "WARGA MENANAM POHON",
        "Ribuan bibit ditanam",
        "Kepala desa menanam bibit pertama",
        FIRST,
        deck="Ribuan bibit ditanam.",
        captions=("Kepala desa menanam bibit pertama",),
    )
    assert article.text == FIRST
    rules = [gone.rule for gone in article.removed]
    assert rules == ["title.repeat", "deck.repeat", "caption.repeat"]


def test_a_caption_in_the_text_becomes_a_field() -> None:
    caption = "Kepala desa menanam bibit pertama. (Foto: Istimewa)"
    article = cleaned(FIRST, caption, SECOND)
    assert article.captions == (caption,)
    assert article.paragraphs == (FIRST, SECOND)


def test_tags_become_a_field() -> None:
    assert cleaned(FIRST, SECOND, "Tag: garam, panen raya").tags == ("garam", "panen raya")
    assert cleaned(FIRST, SECOND, "Topik:", "• Garam", "• Panen").tags == ("Garam", "Panen")
    assert cleaned(FIRST, SECOND, "#garam #panen").tags == ("garam", "panen")
    assert cleaned(FIRST, SECOND, "Tag: garam", tags=("pohon",)).tags == ("pohon",)


def test_earlier_removals_are_kept_where_they_stood() -> None:
    nav = Removed(line="Beranda", rule="structure.nav", position=0)
    box = Removed(line="Kotak", rule="structure.box", position=2)
    article = cleaned("Advertisement", FIRST, SECOND, removed=(nav, box))
    assert article.removed == (
        nav,
        Removed(line="Advertisement", rule="ad.marker", position=0),
        replace(box, position=1),
    )


def test_a_field_read_from_the_text_says_so() -> None:
    article = cleaned(FIRST, "Penulis: Sari Wulan", "Tag: pohon", origin={"title": "json-ld"})
    assert article.origin == {"title": "json-ld", "authors": "text", "tags": "text"}


def test_nothing_left_is_a_drop() -> None:
    for text in ("", "Advertisement\nBaca Juga", "***"):
        result = clean(article(text=text), Rules(), Limits())
        assert isinstance(result, Drop)
        assert (result.reason, result.step) == (Reason.NO_TEXT, "clean")


PIECES = [
    *(rule.removes for rule in RULES),
    *(rule.keeps for rule in RULES),
    *TRAPS,
    FIRST,
    SECOND,
    "Warga Menanam Pohon",
    "Sari Wulan",
    "Petani Garam Panen Lebih Awal Tahun Ini",
    "",
]
texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", " ", ""])), min_size=1, max_size=9
).map(lambda parts: "".join(piece + end for piece, end in parts))


@settings(deadline=None, derandomize=True, max_examples=400)
@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(article(text=text), Rules(), Limits())
    if isinstance(once, Drop):
        return
    twice = clean(once, Rules(), Limits())
    assert not isinstance(twice, Drop)
    assert twice == once


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.one_of(texts, st.text(max_size=200)))
def test_no_text_is_invented(text: str) -> None:
    result = clean(article(text=text), Rules(), Limits())
    if not isinstance(result, Drop):
        left = "".join(result.text.split())
        gone = "".join("".join(removed.line.split()) for removed in result.removed)
        assert sorted(left + gone) == sorted("".join(text.split()))


@pytest.mark.parametrize(
    ("tail", "authors", "editors"),
    [
        (("Penulis :", "Bayu Rahman"), ("Bayu Rahman",), ()),
        (("Penulis", "Bayu Rahman", "Editor", "Laras Wening"), ("Bayu Rahman",), ("Laras Wening",)),
        (("Editor", ": Laras Wening"), (), ("Laras Wening",)),
    ],
)
def test_a_role_and_the_name_below_it_go(
    tail: tuple[str, ...], authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = cleaned(FIRST, SECOND, *tail)
    assert article.paragraphs == (FIRST, SECOND)
    assert (article.authors, article.editors) == (authors, editors)
    assert {removed.rule for removed in article.removed} == {"credit.line"}


def test_a_role_amid_the_text_is_a_heading() -> None:
    lines = (FIRST, "Reporter", "Sari Wulan", SECOND)
    assert cleaned(*lines).paragraphs == lines


def test_a_wording_that_a_cut_brings_together_is_found() -> None:
    inside = "Baca [Gambas:Video 20detik] Juga: Panen Garam Datang Lebih Awal di Pesisir Utara"
    article = cleaned(FIRST, inside, SECOND)
    assert article.paragraphs == (FIRST, SECOND)
    again = clean(article, Rules(), Limits())
    assert isinstance(again, Article) and again.text == article.text
