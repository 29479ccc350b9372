"""Which page of its article a saved page is, by its address and by its row of page numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.sites import rules_for
from pipelines.extract.page_place import page_place
from pipelines.html.tree import parse
from pipelines.records import Page, PagePlace, Rules
from tests.support.articles import NOW

URL = "https://koran.example/daerah/jembatan-baru-dibuka"


def place(markup: str, url: str = URL, noted: str = "", rules: Rules | None = None) -> PagePlace:
    html = f"<html><body>{markup}</body></html>".encode()
    page = Page(url=url, html=html, fetched_at=NOW, saved_from=noted)
    return page_place(page, parse(html), rules or Rules())


@pytest.mark.parametrize(
    ("url", "markup", "first_url", "number"),
    [
        (URL, "", URL, 1),
        (f"{URL}?page=2", "", URL, 2),
        (f"{URL}?page=1", "", f"{URL}?page=1", 1),
        (f"{URL}?halaman=3&ref=x", "", f"{URL}?ref=x", 3),
        (f"{URL}/page/2", "", URL, 2),
        (f"{URL}/halaman-4/", "", URL, 4),
        (f"{URL}-page2.html", "", f"{URL}.html", 2),
        (f"{URL}/2", f"<a href='{URL}'>1</a>", URL, 2),
        (f"{URL}/2", f"<a href='{URL}/3'>3</a>", URL, 2),
        (f"{URL}/2", f"<a href='{URL}/2'>2</a><a href='/daerah/lain'>x</a>", f"{URL}/2", 1),
        ("https://koran.example/berita/2", "<a href='/berita'>x</a>",
         "https://koran.example/berita/2", 1),
        ("https://a.example/index.php?page=12", "", "https://a.example/index.php?page=12", 1),
        ("https://koran.example/?p=812&page=2", "", "https://koran.example/?p=812", 2),
        ("https://koran.example/2022/page/2", "", "https://koran.example/2022/page/2", 1),
        ("https://koran.example/indeks?page=2", "", "https://koran.example/indeks?page=2", 1),
        (f"{URL}?page=all", "", URL, 0),
        (f"{URL}?single=1", "<a href='?page=2'>2</a>", URL, 0),
        (f"{URL}/all", f"<a href='{URL}?page=2'>2</a><a href='{URL}'>1</a>", URL, 0),
        (f"{URL}-for-all", "<a href='/daerah/lain'>x</a>", f"{URL}-for-all", 1),
        ("file:hal2.html#5f1c", "<a href='?page=3'>3</a>", "file:hal2.html#5f1c", 1),
    ],
)  # fmt: skip
def test_by_address(url: str, markup: str, first_url: str, number: int) -> None:
    found = place(markup, url)
    assert (found.first_url, found.number) == (first_url, number)


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        # Kompas since 2018: the shown number is a link with a class.
        ("<div><div class=p><a class='l l--active' href='?page=1'>1</a></div><div class=p>"
         "<a class=l href='?page=2'>2</a></div></div>", 1),
        # Pikiran Rakyat 2020: CodeIgniter with a link to nowhere.
        ("<div><a href='?page=1' rel=start>1</a><a href='#' class='x--active'>2</a>"
         "<a href='?page=3'>3</a></div>", 2),
        # CodeIgniter's default: bold; the last of three.
        ("<p><a href='?page=1'>1</a><a href='?page=2'>2</a><strong>3</strong></p>", 3),
        # Bootstrap, Laravel.
        ("<ul><li><a href='?page=1'>1</a></li><li class=active><span>2</span></li></ul>", 2),
        # WordPress.
        ("<div>Halaman: <a href='?page=1'>1</a> <span aria-current=page>2</span></div>", 2),
        ("<link rel=next href='?page=3'>", 2),
        ("<link rel=prev href='?page=1'><link rel=next href='?page=3'>", 2),
        ("<a href='?page=2'>Selanjutnya »</a>", 1),
        ("<a href='?page=2'>« Sebelumnya</a>", 3),
        # Nothing is marked: all numbers are links.
        ("<div><a href='?page=1'>1</a><a href='?page=2'>2</a></div>", 1),
        # Two are marked.
        ("<div><a class=active href='?page=1'>1</a><a class=active href='?page=2'>2</a></div>", 1),
        # The row of another list, and a sign that may lead to the last page.
        ("<p><b>2</b><a href='/indeks?page=1'>1</a><a href='/indeks?page=3'>3</a></p>", 1),
        ("<a href='?page=7'>»</a>", 1),
    ],
)  # fmt: skip
def test_by_the_row_of_page_numbers(markup: str, number: int) -> None:
    found = place(markup)
    assert (found.first_url, found.number) == (URL, number)
    assert found.address == (f"{URL}?page={number}" if number > 1 else URL)


def test_the_address_that_the_browser_noted_counts_before_the_canonical_link() -> None:
    assert place("", noted=f"{URL}?page=2").number == 2
    assert place("", noted=f"{URL}?page=all").number == 0
    assert place("", noted="https://arsip.example/x-y?page=2").number == 1


def test_on_an_outlet_with_all_pages_in_one_there_are_no_later_ones() -> None:
    found = place("", f"{URL}?page=2", rules=Rules(site="koran", pages_in_one=True))
    assert found.number == 1


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://regional.kompas.com/read/2022/04/05/083000578/pasar-pindah?page=3", 3),
        ("https://www.tribunnews.com/indeks?page=2", 1),
        ("https://nasional.sindonews.com/read/731591/13/pasar-pindah-1649140000/20", 20),
    ],
)
def test_known_outlets(url: str, number: int) -> None:
    assert place("", url, rules=rules_for(url)).number == number


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_stands_there_gives_an_answer(url: str, markup: str) -> None:
    assert place(f"<a href='?page=2'>2</a>{markup}", url).number >= 0
    assert place(f"<a href='?page=2'>2</a>{markup}").number >= 0
