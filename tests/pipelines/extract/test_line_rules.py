"""Lines of a body: which are links to other articles, labels and headings without text."""

import pytest

from pipelines.extract.body_reader import read_body
from pipelines.html.tree import parse, select

PROSE = "Hujan turun sejak pagi di lereng utara dan warga menunda panen sampai pekan depan."
LINK = "<a href=/r>Panen raya di lereng utara</a>"


def read(markup: str) -> tuple[list[str], set[str]]:
    tree = parse(f"<div id=b><p>{PROSE}</p>{markup}</div>")
    body = read_body(select(tree, "#b"))
    return [line.text for line in body.lines[1:]], {removed.rule for removed in body.removed}


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        (f"<p>BACA: {LINK}</p><p>{PROSE}</p>", {"structure:related"}),
        (f"<p><b>Baca Juga</b>{LINK}</p><p>{PROSE}</p>", {"structure:related"}),
        (f"<p>» Lihat juga : {LINK}.</p><p>{PROSE}</p>", {"structure:related"}),
        (
            f"<p>Berita Lainnya :</p><ul><li>{LINK}</li></ul><p>{PROSE}</p>",
            {"structure:related", "structure:links"},
        ),
        (
            f"<ul><li>Baca Juga: {LINK}</li><li>{LINK}</li></ul><p>{PROSE}</p>",
            {"structure:related", "structure:links"},
        ),
        (f"<a href=/r><div>BACA JUGA</div><div>{LINK}</div></a><p>{PROSE}</p>", None),
        (f"<p>{LINK}</p><p>{PROSE}</p>", {"structure:link"}),
    ],
)
def test_links_to_other_articles_go(markup: str, rules: set[str] | None) -> None:
    lines, found = read(markup)
    assert lines == [PROSE]
    assert rules is None or found == rules


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (f"<p>Kata dia, {LINK} mundur.</p>", ["Kata dia, Panen raya di lereng utara mundur."]),
        (f"<p>Sumber data: {LINK}</p><p>{PROSE}</p>", None),
        (f"<p>{LINK} mundur sepekan.</p>", ["Panen raya di lereng utara mundur sepekan."]),
        (f"<h2>{LINK}</h2><p>{PROSE}</p>", ["Panen raya di lereng utara", PROSE]),
        ("<p><a href=/r>1. Taman kota di hulu</a></p>" + f"<p>{PROSE}</p>", None),
        ("<p><a href=/t>Rembang</a></p>" + f"<p>{PROSE}</p>", ["Rembang", PROSE]),
        (f"<p>Berita terkait:</p><p>{PROSE}</p>", ["Berita terkait:", PROSE]),
    ],
)
def test_links_within_the_text_stay(markup: str, kept: list[str] | None) -> None:
    lines, found = read(markup)
    assert not found
    assert kept is None or lines == kept


def test_a_list_of_topics_that_ends_the_text_goes() -> None:
    lines, rules = read("<div><a href=/a>desa</a></div><div><a href=/b>jalan rakyat</a></div>")
    assert (lines, rules) == ([], {"structure:links"})


def test_a_heading_goes_with_the_links_that_were_all_its_text() -> None:
    lines, rules = read(f"<p>{PROSE}</p><h3>Bacaan lain</h3><p>{LINK}</p><p>{LINK}</p>")
    assert lines == [PROSE]
    assert rules == {"structure:heading", "structure:links"}


def test_a_body_of_headings_alone_stays() -> None:
    tree = parse("<div id=b><h2>Satu</h2><h2>Dua</h2><h2>Tiga</h2></div>")
    assert len(read_body(select(tree, "#b")).lines) == 3


def test_a_headline_with_its_date_between_paragraphs_goes_but_not_a_listing_of_them() -> None:
    teaser = f"<h4>{LINK}</h4><p>1 Mei 2018</p>"
    lines, rules = read(f"{teaser}<p>{PROSE}</p>")
    assert (lines, rules) == ([PROSE], {"structure:link"})
    lines, rules = read(f"{teaser}{teaser}<p>{PROSE}</p>")
    assert lines.count("1 Mei 2018") == 2


def test_a_list_stays_or_goes_as_a_whole() -> None:
    items = f"<li>{LINK}</li>" * 2
    lines, _ = read(f"<ul>{items}<li>Sawah kering</li></ul><p>{PROSE}</p>")
    assert len(lines) == 4
    lines, _ = read(f"<ul>{items}<li>2 Mei 2019</li><li>Lihat semua</li></ul><p>{PROSE}</p>")
    assert lines == [PROSE]
