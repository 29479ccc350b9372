"""Buttons whose label is text."""

import pytest

from pipelines.extract.buttons import is_panel_title, is_term
from pipelines.html.tree import Node, parse, select

ANSWER = "Tiket lama tetap berlaku sampai akhir bulan depan di semua loket."


def button(markup: str) -> Node:
    return select(parse(markup), "button")[0]


@pytest.mark.parametrize(
    ("markup", "is_text"),
    [
        ("<p>Rasio <button>utang</button> turun.</p>", True),
        ("<p>Turun menurut <em><button>kadar air</button></em>, katanya.</p>", True),
        ("<li>Buah disebut <button>petik merah</button></li>", True),
        ("<h3><button>Kapan dibuka?</button></h3>", True),
        ("<button><h3>Harga</h3></button>", True),
        ("<p>Kode: KTJ-12 <button>Salin</button></p>", False),
        ("<p><button>Suka</button> 12 orang</p>", False),
        ("<div><button>Bagikan</button> lewat surel</div>", False),
        ("<p>Harga turun <button>baca lagi</button></p>", False),
    ],
)
def test_terms_and_headings(markup: str, is_text: bool) -> None:
    assert is_term(button(markup)) is is_text


@pytest.mark.parametrize(
    ("markup", "is_title"),
    [
        (f"<button class=accordion>Tiket lama</button><div>{ANSWER}</div>", True),
        (f"<button aria-controls=p1>Tiket lama</button><div id=p1>{ANSWER}</div>", True),
        (f"<div><button>Tiket lama?</button></div><div>{ANSWER}</div>", True),
        (f"<button aria-expanded=false>Lihat semua</button><div>{ANSWER}</div>", False),
        (f"<button>Tiket lama</button><div>{ANSWER}</div>", False),
        ("<button class=accordion>Menu lain</button><div><a href=/>Beranda</a></div>", False),
        ("<button aria-controls=p9>Tiket lama</button>", False),
        ('<button data-bs-target=".x">Tiket lama?</button>', False),
    ],
)
def test_titles_of_panels(markup: str, is_title: bool) -> None:
    assert is_panel_title(button(markup)) is is_title
