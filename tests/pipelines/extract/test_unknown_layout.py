"""The body on pages without an outlet's template, and the boilerplate next to it and in it."""

from datetime import UTC, datetime

import pytest

from pipelines.extract.extraction import extract
from pipelines.records import Article, Limits, Page, Rules

TITLE = "Petani Garam Panen Lebih Awal"
URL = "https://contoh.example/ekonomi/petani-garam-panen-lebih-awal"
LINES = tuple(
    f"Petani garam di pesisir {side} memanen tambak mereka pekan ini, kata kepala desa, Kamis. "
    "Harga bertahan sejak Juli dan gudang desa masih menyimpan sisa panen lama."
    for side in ("utara", "timur", "barat", "selatan")
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
TEASER = "Petugas mengangkut puing dengan gerobak karena truk tidak bisa melewati gang sempit itu."


def article(body: str, url: str = URL, title: str = TITLE) -> Article:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    page = Page(url=url, html=markup.encode(), fetched_at=datetime(2026, 11, 21, tzinfo=UTC))
    found = extract(page, Rules(), Limits())
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "body",
    [
        f"<div><h1>{TITLE}</h1><div class=isi>{TEXT}</div></div><div><p>{TEASER}</p></div>",
        f"<div><div class=card><h1>{TITLE}</h1>{TEXT}</div><div class=card><p>{TEASER}</p></div>"
        f"<div class=card><p>{TEASER}</p></div></div>",
        f"<table><tr><td><h1>{TITLE}</h1>{TEXT}</td><td>{TEASER}<br>{TEASER}</td></tr></table>",
        f"<h1>{TITLE}</h1><div>{TEXT}<aside><b>Catatan</b><p>{TEASER}</p></aside></div>",
        f"<h1>{TITLE}</h1><div>{TEXT}<table align=right><tr><td>{TEASER}</td></tr></table></div>",
        f"<h1>{TITLE}</h1><div class=entry-content>{TEXT}</div><div class=related-posts>"
        f"<div class=entry-content><p>{TEASER}</p></div></div>",
        f"<h1>{TITLE}</h1><div>{TEXT}<div><h4>Buletin kami</h4><p>Daftar dengan surel.</p>"
        "<button>Daftar</button></div></div>",
        f"<h1>{TITLE}</h1><div class=entry-content>{TEXT}<section class=blok-promo>"
        "<h4>Dukung kami</h4><p>Bantu liputan panjang.</p></section></div>",
    ],
    ids=["column", "cards", "cells", "aside", "float", "teaser", "sign up", "promo"],
)
def test_what_stands_beside_and_in_the_text_stays_out(body: str) -> None:
    assert article(f"<div><div>{body}</div></div>").paragraphs == LINES


def test_headings_between_the_pages_of_an_article_stay_and_advertisements_go() -> None:
    pages = [f"<div itemprop=articleBody><p>{line * 3}</p></div>" for line in LINES]
    between = "<h2>Jalan rusak</h2><div class=ads>Iklan</div>"
    found = article(f"<h1>{TITLE}</h1><div>{pages[0]}{between}{pages[1]}</div>")
    assert found.paragraphs == (LINES[0] * 3, "Jalan rusak", LINES[1] * 3)


def test_a_button_within_a_paragraph_takes_nothing_with_it() -> None:
    button = "<p>Warga bisa mendaftar lewat surel desa.<button>Daftar</button></p>"
    found = article(f"<h1>{TITLE}</h1><div>{TEXT}{button}</div>")
    assert found.paragraphs[-1] == "Warga bisa mendaftar lewat surel desa."


@pytest.mark.parametrize(
    ("body", "url", "title"),
    [
        (f"<h1><a href=/>Harian Contoh</a></h1><h2>{TITLE}</h2>{TEXT}", URL, "Harian Contoh"),
        (f"<font size=5><b>{TITLE}</b></font><div>{TEXT}</div>",
         "https://contoh.example/baca.asp?id=77", "Contoh Online"),
        (f"<h1>{TITLE}</h1>{TEXT}", URL, "Harian Contoh"),
    ],
)  # fmt: skip
def test_the_headline_where_the_title_element_is_the_outlets_name(
    body: str, url: str, title: str
) -> None:
    assert article(body, url, title).title == TITLE


def test_an_article_may_have_no_address_but_a_number() -> None:
    assert article(f"<h1>{TITLE}</h1>{TEXT}", "https://contoh.example/?p=1204").paragraphs == LINES
