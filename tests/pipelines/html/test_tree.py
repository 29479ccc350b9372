"""Text of elements as readers see it, and trees that would break a recursive reader."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.body_reader import MAX_LINES, read_body
from pipelines.html.tree import clean_text, outermost, parse, select, text_of, value_of


def text(markup: str) -> str:
    return text_of(parse(f"<body>{markup}</body>").body)


def lines(markup: str) -> list[str]:
    body = parse(f"<body><div id=b>{markup}</div></body>")
    return [line.text for line in read_body(select(body, "#b")).lines]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>ber<b>satu</b>lah</p>", "bersatulah"),
        ("<p>satu<br>dua</p><p>tiga</p>", "satu dua tiga"),
        ("<p>satu&nbsp;&nbsp;dua\u200b tiga\ufeff</p>", "satu dua tiga"),
        ("<p>kafe\u0301</p>", "kafé"),
        ("<p>a<script>x()</script>b<style>p{}</style></p>", "ab"),
        ("<p>sa\u00adtu &amp; dua</p>", "satu & dua"),
        ("<table><tr><td>satu</td><td>dua</td></tr></table>", "satu dua"),
    ],
)
def test_text_of(markup: str, wanted: str) -> None:
    assert text(markup) == wanted


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>Satu.</p><p>Dua.</p>", ["Satu.", "Dua."]),
        ("Satu.<br><br>Dua.<br>Tiga.", ["Satu.", "Dua.", "Tiga."]),
        ("<div>Satu <em>dua</em>.</div>Tiga.", ["Satu dua.", "Tiga."]),
        ("<p class=b2>  <p>Satu.</p><p class=b2><p>Dua.</p>", ["Satu.", "Dua."]),
        ("<h2>Judul kecil</h2><p>Satu.</p>", ["Judul kecil", "Satu."]),
        ("<ul><li>Satu</li><li>Dua</li></ul>", ["Satu", "Dua"]),
        (
            "<p><img></p><p><em>Doa pagi.</em></p><p><small>Dua</small> tiga.</p>",
            ["Doa pagi.", "Dua tiga."],
        ),
        ("<blockquote>“Kami siap.”</blockquote>", ["“Kami siap.”"]),
        (
            "<table><tr><th>Kota</th><th>Hujan</th></tr><tr><td>A</td><td>12</td></tr></table>",
            ["Kota | Hujan", "A | 12"],
        ),
        ("<strong>Jakarta</strong> - <p>Hujan turun.</p>", ["Jakarta - Hujan turun."]),
        ("<p>Satu.</p><p>2 dari 5 halaman</p><p>Dua.</p>", ["Satu.", "Dua."]),
        ("<p>Satu <a class=tag href=/t>dua</a> tiga.</p>", ["Satu dua tiga."]),
        ("<p>Satu.</p><h2>Saksikan di sini</h2>", ["Satu."]),
        ("<p>Satu.</p><h2>1. Gambar</h2><h2>2. Gambar</h2>", ["Satu.", "1. Gambar", "2. Gambar"]),
    ],
)
def test_lines_of_a_body(markup: str, wanted: list[str]) -> None:
    assert lines(markup) == wanted


LONG = "Hujan turun sejak pagi di lereng utara dan warga menunda panen sampai pekan depan. " * 2


@pytest.mark.parametrize(
    ("noise", "rule"),
    [
        ('<div class="baca-juga"><a href=/a>Panen raya di lereng utara</a></div>', "related"),
        ('<div id="div-gpt-ad-12">Iklan</div>', "ad"),
        ('<ul class="share-list"><li>Salin tautan</li></ul>', "share"),
        ('<div class="article__tags"><a href=/t>panen</a></div>', "tags"),
        ("<figure><img><figcaption>Sawah. (Dok)</figcaption></figure>", "caption"),
        ('<p class="wp-caption-text">Sawah.</p>', "caption"),
        ("<p><img></p><p><small>Sawah di lereng.</small></p>", "caption"),
        ("<aside><b>Catatan</b><p>Seri ini terbit tiap Selasa.</p></aside>", "aside"),
        ("<table align=right><tr><td>Terkait</td></tr></table>", "aside"),
        ('<blockquote class="twitter-tweet"><p>Lihat di Twitter</p></blockquote>', "embed"),
        ('<div style="display: none">Memuat</div>', "hidden"),
        (
            "<ul><li><a href=/a>Satu dua tiga</a></li><li><a href=/b>Empat lima enam</a></li></ul>",
            "links",
        ),
    ],
)
def test_structure_removes_and_records(noise: str, rule: str) -> None:
    tree = parse(f"<div id=b><p>{LONG}</p>{noise}<p>{LONG}</p></div>")
    body = read_body(select(tree, "#b"))
    assert [line.text for line in body.lines] == [LONG.strip()] * 2
    assert {r.rule for r in body.removed} == {f"structure:{rule}"}
    assert {r.position for r in body.removed} == {1}


def test_a_noisy_class_on_what_holds_the_text_does_not_remove_it() -> None:
    tree = parse(f"<div id=b><div class='share-content ads-wrap'><p>{LONG}</p></div></div>")
    assert len(read_body(select(tree, "#b")).lines) == 1
    pages = "".join(f"<div class='paging-content'><p>{LONG}{i}</p></div>" for i in range(9))
    assert len(read_body(select(parse(f"<div id=b>{pages}</div>"), "#b")).lines) == 9


def test_a_body_of_more_lines_than_any_article_has_is_cut() -> None:
    body = read_body(select(parse("<div id=b>" + "satu<br>" * 12_000 + "</div>"), "#b"))
    assert (len(body.lines), body.cut) == (MAX_LINES, True)
    assert not read_body(select(parse("<div id=b>satu<br>dua</div>"), "#b")).cut


def test_captions_are_kept_as_captions() -> None:
    tree = parse(f"<div id=b><figure><figcaption>Sawah.</figcaption></figure><p>{LONG}</p></div>")
    assert read_body(select(tree, "#b")).captions == ["Sawah."]


def test_value_of_prefers_what_is_made_for_machines() -> None:
    tree = parse(
        "<meta content=isi><time datetime=2026-01-02>kemarin</time><img data-src=a.jpg src=x>"
    )
    assert [value_of(select(tree, tag)[0]) for tag in ("meta", "time", "img")] == [
        "isi",
        "2026-01-02",
        "a.jpg",
    ]


def test_outermost() -> None:
    tree = parse("<div id=a><div id=b></div></div><div id=c></div>")
    assert [node.id for node in outermost(select(tree, "div"))] == ["a", "c"]


def test_a_bad_selector_is_named() -> None:
    with pytest.raises(ValueError, match="no CSS selector"):
        select(parse("<p>"), "p:::")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + "teks",
        "<div>" * 20_000 + "teks" + "</div>" * 20_000,
        "<p>" + "<b><i>" * 20_000 + "teks",
        "<div " + " ".join(f"a{i}=1" for i in range(60_000)) + ">teks</div>",
        "<div " + " ".join(f"a{i}" for i in range(60_000)) + ">teks</div>",
        "<div " + "".join(f"a{i}=''" for i in range(60_000)) + ">teks</div>",
        "<table><tr><td>" * 3_000 + "teks",
    ],
)
def test_bombs_take_no_time(markup: str) -> None:
    begun = time.process_time()
    assert text(markup) == "teks"
    assert time.process_time() - begun < 5


def test_a_long_tag_of_few_attributes_is_left_as_it_is() -> None:
    style = "color: red; " * 3_000
    markup = f"<p>Satu.</p><div style='{style}' class=isi>Dua.</div>"
    assert [text_of(node) for node in select(parse(markup), ".isi")] == ["Dua."]
    bomb = "<p>Satu.</p><div " + " ".join(f"a{i}" for i in range(20_000)) + " class=isi>Dua.</div>"
    tree = parse(bomb)
    assert select(tree, ".isi") == [] and text_of(tree.body) == "Satu. Dua."
    assert tree.markup == b"<p>Satu.</p><div>Dua.</div>"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_clean_text_is_stable_and_storable(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once
    once.encode("utf-8")
    assert once == once.strip() and "\n" not in once and "\0" not in once


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="<>/pdivbr =\"'&;ab \n", max_size=300))
def test_any_markup_can_be_read(markup: str) -> None:
    tree = parse(markup)
    assert tree.body is None or isinstance(read_body([tree.body]).text, str)


def test_an_element_that_matches_several_alternatives_is_selected_once() -> None:
    tree = parse('<main class="isi detail"><p class="a b">satu</p></main><p class="isi">dua')
    assert [text_of(node) for node in select(tree, ".isi, .detail, main")] == ["satu", "dua"]
    assert len(outermost(select(tree, ".isi, .detail, .a, .b"))) == 2
