"""What is no article, what only looks like it, and what the drop says."""

from datetime import UTC, datetime

import pytest

from pipelines.extract.extraction import extract
from pipelines.extract.not_an_article import DECIDES, EVIDENCE, SETTLED
from pipelines.records import Article, Drop, Limits, Page, Rules
from tests.support.extraction.refused import Refused, fault, refused_pages

URL = "https://kabarpantai.example/berita/2026/07/kabar-pesisir"
SENTENCE = "Warga pesisir utara bekerja sama memperbaiki tanggul sejak pagi, kata kepala desa. "
STATED = '<meta property="og:type" content="article">'
DATED = '<meta property="article:published_time" content="2026-07-24T09:00:00+07:00">'


def result_of(title: str, body: str, head: str = "") -> Article | Drop:
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    page = Page(url=URL, html=html.encode(), fetched_at=datetime(2026, 11, 21, tzinfo=UTC))
    return extract(page, Rules(), Limits())


@pytest.mark.parametrize("page", refused_pages(), ids=lambda page: page.name)
def test_what_is_no_article_is_dropped_and_a_paid_opening_is_kept(page: Refused) -> None:
    assert fault(page) == ""


@pytest.mark.parametrize(
    "title",
    [
        "404 Rumah Rusak Diterjang Banjir Rob",
        "Nelayan yang Hilang Tidak Ditemukan",
        "Pemerintah Hapus CAPTCHA dari Layanan Daring",
        "Siapa Pemilik Halaman Rumah yang Tak Terurus Itu",
        "Video Lama Beredar Lagi, Warga Resah",
        "Foto Bersama di Tanggul",
        "Live Musik Meriahkan Panen Garam",
        "Kebijakan Privasi Baru Aplikasi Pesan Diprotes",
    ],
)
@pytest.mark.parametrize("words", [90, 400])
def test_an_article_whose_title_only_sounds_like_it_stays(title: str, words: int) -> None:
    text = f"<p>{SENTENCE * (words // 11)}</p>"
    result = result_of(title, f"<article><h1>{title}</h1>{text}</article>", STATED + DATED)
    assert isinstance(result, Article), result
    assert result.title == title


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Kabar", "<h1>Maaf, halaman yang Anda cari tidak ditemukan</h1>", "an error page"),
        ("404 - Kabar Pantai", "<h1>Ups</h1>", "an error page"),
        ("Masuk", "<h1>Masuk</h1><input type=password>", "a login page"),
        ("Just a moment...", "<h2>Checking</h2>", "a challenge page"),
        ("Galeri", "<h1>Galeri</h1>" + "<figure><img src=a.jpg></figure>" * 5, "a gallery"),
    ],
)
def test_the_drop_says_what_the_page_is(title: str, body: str, said: str) -> None:
    result = result_of(title, body)
    assert isinstance(result, Drop)
    assert result.detail.startswith(said)


def test_an_opening_of_a_paid_text_is_kept_however_short() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Panen Garam",'
        '"datePublished":"2026-07-24T09:00:00+07:00","isAccessibleForFree":false}</script>'
    )
    result = result_of(
        "Panen Garam", f"<article><h1>Panen Garam</h1><p>{SENTENCE}</p></article>", data
    )
    assert isinstance(result, Article)
    assert "paywall" in result.flags


PROSE = "".join(f"<p>{SENTENCE}{number} orang hadir.</p>" for number in range(4))
TEASERS = "".join(
    f"<h2><a href=/n/{number}>Kabar {number} dari Pesisir Utara Desa</a></h2><p>{SENTENCE}</p>"
    for number in range(5)
)


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Arsip Tag: Garam", f"<h1>Arsip Tag: Garam</h1>{PROSE[:200]}", "a listing by its title"),
        ("Kabar Pantai", f"<h1>Kabar Pantai</h1>{PROSE}", "the outlet's name for a title"),
        ("Pesisir", f"<h1>Pesisir</h1>{TEASERS}", "a listing: a line of text below each headline"),
        (
            "Garam Halus",
            f"<h1>Garam Halus</h1><b>Rp12.000</b><button>Beli</button>{PROSE}",
            "prices and a button to buy",
        ),
    ],
)
def test_what_weighs_more_against_an_article_drops_it_and_is_named(
    title: str, body: str, said: str
) -> None:
    result = result_of(title, body)
    assert isinstance(result, Drop)
    assert said in result.detail


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Kabar Garam</h1><p>Rabu, 4 Maret 2026</p>{TEASERS}<p>{SENTENCE}</p>",
        f"<h1>Kabar Garam</h1><p>Rabu, 4 Maret 2026</p><b>Rp12.000</b><button>Beli</button>{PROSE}",
    ],
    ids=["linked subheadings", "a shop's banner"],
)
def test_the_same_sign_does_not_outweigh_a_stated_article_with_a_date(body: str) -> None:
    assert isinstance(result_of("Kabar Garam", body, STATED + DATED), Article)


def test_the_table_has_both_sides_and_what_decides_comes_first() -> None:
    weights = [evidence.weight for evidence in EVIDENCE]
    deciding = [weight <= DECIDES for weight in weights]
    assert any(weight > 0 for weight in weights) and 0 not in weights
    assert deciding == sorted(deciding, reverse=True)
    assert SETTLED + min(weight for weight in weights if weight > DECIDES) > 0
