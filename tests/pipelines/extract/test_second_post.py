"""What is another post on a page, and what only looks like one."""

import pytest

from pipelines.extract.second_post import second_posts
from pipelines.html.tree import parse, select, text_of

URL = "https://contoh.example/ekonomi/petani-garam"
LINE = (
    "Petani garam di pesisir utara memanen tambak mereka pekan ini, kata kepala desa, Kamis pagi."
)
TEXT = f"<p>{LINE}</p>" * 4
NEXT = f"<p>{LINE.replace('Petani garam', 'Nelayan')}</p>" * 2
LINKED = "<h2><a href=/nelayan>Nelayan Menunda Melaut</a></h2>"
LIKE = "<h1>Nelayan Menunda Melaut</h1>"
DATE = "<p>3 Juni 2019</p>"


def posts(markup: str) -> list[str]:
    tree = parse(f"<body><div id=page>{markup}</div></body>")
    containers = select(tree, ".isi") or select(tree, "#page")
    return [text_of(node)[:22] for node in second_posts(containers, tree.css_first("h1"), URL)]


@pytest.mark.parametrize(
    "below",
    [
        f"<section>{LINKED}{DATE}<div>{NEXT}</div></section>",
        f"<section>{LIKE}{DATE}<div>{NEXT}</div></section>",
        f"<article>{LINKED}<div>{NEXT}</div></article>",
        f"<div class='post hentry'>{LINKED}<div>{NEXT}</div></div>",
        f"<div class=satu><h3><a href=/x>Nelayan Menunda Melaut</a></h3>{NEXT}</div>",
        f"{LIKE}{DATE}{NEXT}",
        f"<section>{LINKED}<p>Oleh Sari Wulan</p><div>{NEXT}</div></section>",
    ],
    ids=["dated", "like the headline", "article", "hentry", "like its box", "beside", "byline"],
)
def test_a_heading_that_opens_a_post_below_the_text_is_another_post(below: str) -> None:
    page = f"<div class=satu><h1>Petani Garam</h1><div>{TEXT}</div></div>{below}"
    assert posts(page)[0] == "Nelayan Menunda Melaut"


def test_a_container_in_another_post_is_returned_too() -> None:
    page = f"<article><h1>Petani Garam</h1><div class=isi>{TEXT}</div></article>"
    other = f"<article>{LINKED}<div class=isi>{NEXT}</div></article>"
    assert posts(page + other) == ["Nelayan Menunda Melaut", "Nelayan di pesisir uta"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<section>{LINKED}{DATE}<div>{NEXT}</div></section><h1>Petani Garam</h1>{TEXT}",
        f"<h1>Petani Garam</h1>{TEXT}<section>{LINKED}<div>{NEXT}</div></section>",
        f"<h1>Petani Garam</h1>{TEXT}<div>{LINKED}{DATE}</div>",
        f"<h1>Petani Garam</h1>{TEXT}<div><h2>Akhir Panen</h2>{DATE}{NEXT}</div>",
        f"<h1>Petani Garam</h1>{TEXT}<div><h2><a href='#akhir'>Akhir</a></h2>{DATE}{NEXT}</div>",
        f"<h1>Petani Garam</h1>{TEXT}<div><h2><a href='http://lain.example/x'>Akhir</a></h2>"
        f"{DATE}{NEXT}</div>",
        f"<h1>Petani Garam</h1>{TEXT}<div><h2><a href='http://[x/'>Akhir</a></h2>{DATE}{NEXT}</div>",
        f"<article><h1>Petani Garam</h1><div>{TEXT}</div><div><article><h3>Pukul sepuluh</h3>"
        f"{NEXT}</article></div></article>",
        f"<h1>Petani Garam</h1>{TEXT}{LINKED}{NEXT}",
        "",
    ],
    ids=[
        "above",
        "undated",
        "teaser",
        "unlinked",
        "anchor",
        "other",
        "no-address",
        "live",
        "round-up",
        "empty",
    ],
)
def test_subheadings_teasers_and_what_stands_above_are_no_post(markup: str) -> None:
    assert posts(markup) == []
