"""Fields from removed lines: who signed the article, its source, captions."""

import pytest

from pipelines.clean.cleaning import clean
from pipelines.records import Article, Drop, Limits, Rules
from tests.support.articles import FIRST, SECOND, article


def cleaned(
    *lines: str, site: str = "contoh", authors: tuple[str, ...] = (), captions: tuple[str, ...] = ()
) -> Article:
    made = article(text="\n".join(lines), site=site, authors=authors, captions=captions)
    result = clean(made, Rules(site=site), Limits())
    assert not isinstance(result, Drop)
    return result


@pytest.mark.parametrize(
    ("site", "signature", "authors", "editors"),
    [
        ("okezone", "(Bayu Rahman)", (), ("Bayu Rahman",)),
        ("contoh", "(Bayu Rahman)", ("Bayu Rahman",), ()),
        ("tempo", "BAYU RAHMAN", ("BAYU RAHMAN",), ()),
        ("tempo", "BAYU RAHMAN | ANTARA", ("BAYU RAHMAN",), ()),
        ("contoh", "(HarianContoh.com/Bayu Rahman)", ("Bayu Rahman",), ()),
        ("contoh", "(Bayu Rahman/HarianContoh.com)", ("Bayu Rahman",), ()),
    ],
)
def test_who_signs_the_text_is_credited(
    site: str, signature: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = cleaned(FIRST, SECOND, signature, site=site)
    assert article.paragraphs == (FIRST, SECOND)
    assert (article.authors, article.editors) == (authors, editors)
    assert article.origin["editors" if editors else "authors"] == "text"


def test_a_signature_does_not_replace_the_byline() -> None:
    article = cleaned(FIRST, SECOND, "(Bayu Rahman)", authors=("Sari Wulan",))
    assert article.authors == ("Sari Wulan",)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("ANTARA", "ANTARA"),
        ("REUTERS | ANTARA", "Reuters"),
        ("Sumber asli: Harian Contoh", ""),
        ("Sumber: HarianContoh.com/Rinaldi", "HarianContoh.com"),
        ("Disadur dari: HarianContoh.com (Sari Wulan, 2/6/2020)", "HarianContoh.com"),
        ("Artikel ini telah tayang di Harian Contoh dengan judul Warga Menanam", "Harian Contoh"),
        ("Artikel ini telah tayang sebelumnya di KabarContoh, Senin (1/6/2020).", "KabarContoh"),
        ("Artikel ini telah tayang di kanal kami dengan judul Antara Gunung dan Laut", ""),
        ("Berita ini telah tayang di situs web dengan judul Kabar di Contoh.com", ""),
    ],
)
def test_the_source_below_the_text_becomes_a_field(line: str, agency: str) -> None:
    article = cleaned(FIRST, SECOND, line)
    assert article.paragraphs == (FIRST, SECOND)
    assert article.source_agency == agency


def test_a_note_and_its_date_below_the_text_go() -> None:
    notes = (
        "Sumber: Harian Contoh",
        "Disadur dari: Contoh.com (S. Wulan)",
        "Dipublikasi: 1 Mei 2026",
    )
    article = cleaned(FIRST, SECOND, *notes)
    assert article.paragraphs == (FIRST, SECOND)
    assert {gone.rule for gone in article.removed} == {
        "syndication.source",
        "syndication.based_on",
        "syndication.dated",
    }


def test_buttons_and_footers_are_no_captions() -> None:
    caption = "Kepala desa menanam bibit pertama."
    footer = "Copyright © 2026 Harian Contoh All Right Reserved"
    article = cleaned(FIRST, SECOND, captions=("Perbesar", caption, "viewed", footer))
    assert article.captions == (caption,)


def test_a_caption_is_kept_without_the_code_behind_it() -> None:
    article = cleaned(FIRST, SECOND, "Lomba perahu warga ©2020 Merdeka.com/Sari Wulan (mdk/end)")
    assert article.captions == ("Lomba perahu warga ©2020 Merdeka.com/Sari Wulan",)
