"""Pages to articles: every field of the templates written for it, the generic layers, the drops."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from crawler.sites import rules_for
from pipelines.extract.extraction import extract
from pipelines.records import Article, Drop, Limits, Page, Reason, Rules
from tests.support.articles import NOW
from tests.support.paths import PAGES

WIB = timezone(timedelta(hours=7))
URLS = {
    "republika-2023": (
        "https://ekonomi.republika.co.id/berita/tq1ab2345/nelayan-muara-biru-panen-cumi-lebih-awal"
    ),
    "republika-2015": (
        "https://nasional.republika.co.id/berita/nasional/daerah/15/11/06/nxd0aa111-jembatan-dibuka"
    ),
    "idntimes-2025": (
        "https://www.idntimes.com/news/indonesia/"
        "warga-kampung-teduh-tanam-seribu-pohon-00-abcde-f1g2h3"
    ),
}


def page(html: bytes | str, url: str = "https://contoh.id/berita/hujan-turun") -> Page:
    data = html.encode() if isinstance(html, str) else html
    return Page(url=url, html=data, fetched_at=NOW)


def article_of(html: bytes | str, url: str = "https://contoh.id/berita/hujan-turun") -> Article:
    result = extract(page(html, url), rules_for(url), Limits())
    assert isinstance(result, Article), result
    return result


def saved(name: str) -> Article:
    return article_of((PAGES / f"{name}.html").read_bytes(), URLS[name])


EXPECTED = {
    "republika-2023": {
        "url": URLS["republika-2023"],
        "site": "republika",
        "title": "Nelayan Muara Biru Panen Cumi Lebih Awal",
        "deck": "Arus hangat membawa cumi ke pesisir dua pekan sebelum musimnya.",
        "authors": ("Bagas Tirta",),
        "editors": ("Laras Wening",),
        "published_at": datetime(2026, 3, 4, 9, 15, tzinfo=WIB),
        "modified_at": datetime(2026, 3, 4, 11, 40, tzinfo=WIB),
        "dateline": "REPUBLIKA.CO.ID, MUARA BIRU",
        "section": "Perikanan",
        "tags": ("nelayan", "cumi", "muara biru"),
        "image_url": "https://static.republika.co.id/uploads/cumi.jpeg",
        "captions": ("Cumi hasil tangkapan dijemur di dermaga.",),
        "flags": (),
    },
    "republika-2015": {
        "url": URLS["republika-2015"],
        "title": "Jembatan Kali Jernih Dibuka Kembali",
        "authors": ("Sekar Ayu",),
        "editors": ("Wira Bumi",),
        "published_at": datetime(2015, 11, 6, 7, 5, tzinfo=WIB),
        "dateline": "REPUBLIKA.CO.ID, KALI JERNIH",
        "section": "Daerah",
        "tags": ("jembatan",),
        "captions": ("Kendaraan melintas di Jembatan Kali Jernih.",),
    },
    "idntimes-2025": {
        "url": URLS["idntimes-2025"],
        "title": "Warga Kampung Teduh Tanam Seribu Pohon",
        "authors": ("Rani Jurnalis Kelana",),
        "editors": (),
        "published_at": datetime(2026, 3, 5, 13, 0, tzinfo=WIB),
        "modified_at": datetime(2026, 3, 5, 14, 3, 52, tzinfo=WIB),
        "section": "Indonesia",
        "tags": ("Kampung Teduh", "Sungai"),
        "image_url": "https://image.idntimes.com/post/20260305/pohon.jpeg",
    },
}


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, wanted in EXPECTED.items() for field in wanted]
)
def test_field(name: str, field: str) -> None:
    assert getattr(saved(name), field) == EXPECTED[name][field]


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        (
            "republika-2023",
            ["REPUBLIKA.CO.ID, MUARA BIRU -- Nelayan", "Ketua kelompok", "Harga cumi segar"],
        ),
        (
            "republika-2015",
            ["REPUBLIKA.CO.ID, KALI JERNIH -- Jembatan", "Saat Republika melintas,"],
        ),
        ("idntimes-2025", ["Kampung Teduh, IDN Times - Warga menanam", "Pohon itu dipilih"]),
    ],
)
def test_paragraphs(name: str, opening: list[str]) -> None:
    paragraphs = saved(name).paragraphs
    assert [p[: len(o)] for p, o in zip(paragraphs, opening, strict=True)] == opening


def test_what_structure_takes_out_is_recorded_with_rule_and_position() -> None:
    removed = saved("republika-2023").removed
    assert [(r.line, r.position) for r in removed] == [
        ("Tonton iklan ini", 2),
        ("Baca Juga", 2),
        ("Harga Garam Turun di Tiga Kecamatan", 2),
        ("Loading...", 3),
        ("Catatan kaki redaksi.", 3),
    ]
    assert {r.rule for r in removed} == {"structure:template"}


def test_each_field_says_where_it_is_from() -> None:
    origin = saved("republika-2023").origin
    assert origin["text"] == origin["title"] == origin["authors"] == "rule:2023"
    assert origin["modified_at"] == "json-ld"
    assert origin["url"] == "canonical"


PROSE = (
    "Hujan turun sejak pagi di lereng utara dan warga menunda panen sampai pekan depan. "
    "Petugas mencatat curah hujan tertinggi dalam tiga tahun terakhir di pos pengamatan itu. "
)


def generic(body: str, head: str = "", title: str = "Hujan Turun Sejak Pagi") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("container", "origin"),
    [
        ('<div class="entry-content">{}</div>', "system:wordpress"),
        ('<div class="side-article txt-article">{}</div>', "system:tribun"),
        ('<div class="read__content">{}</div>', "system:promedia"),
        ('<div itemprop="articleBody">{}</div>', "generic:[itemprop~=articleBody]"),
        ("<article>{}</article>", "generic:article"),
        ('<div class="x"><div>{}</div></div>', "density"),
    ],
)
def test_unknown_outlet(container: str, origin: str) -> None:
    text = "".join(f"<p>{PROSE}{i}</p>" for i in range(4))
    menu = "<ul>" + "<li><a href=/a>Menu utama</a></li>" * 20 + "</ul>"
    found = article_of(generic(menu + "<h1>Hujan Turun Sejak Pagi</h1>" + container.format(text)))
    assert found.paragraphs == tuple(f"{PROSE}{i}" for i in range(4))
    assert found.origin["text"] == origin
    assert found.flags == ()
    assert found.site == "contoh.id"


PARAGRAPHS = "".join(
    f"<p>Petani garam di pesisir {side} memanen hasil ladang mereka pekan ini setelah hujan reda, "
    "kata kepala desa setempat kepada wartawan.</p>"
    for side in ("utara", "timur", "barat", "selatan")
)
HEADED = "<article><h1>Panen Garam Pesisir Dimulai</h1>"
EDITOR_AS_AUTHOR = json.dumps(
    {"@type": "NewsArticle", "headline": "Panen Garam", "author": "Laras Wening"}
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"{HEADED}<p>Penulis :</p><p>Bagas Tirta</p><p>Editor :</p><p>Laras Wening</p>{{}}"),
        ("", f"{HEADED}<dl><dt>Penulis<dd>Bagas Tirta<dt>Editor<dd>Laras Wening</dl>{{}}"),
        (
            "",
            f"{HEADED}{{}}</article><table><tr><td>Penulis</td><td>: Bagas Tirta</td></tr>"
            "<tr><td>Editor</td><td>: Laras Wening</td></tr></table>",
        ),
        (
            f"<script type='application/ld+json'>{EDITOR_AS_AUTHOR}</script>",
            f"{HEADED}<div class=author>Bagas Tirta</div>{{}}<p>Editor: Laras Wening</p>",
        ),
        (
            f"<script type='application/ld+json'>{EDITOR_AS_AUTHOR}</script>",
            f"{HEADED}<span itemprop=author>Bagas Tirta</span>{{}}"
            "<i itemprop=editor>Laras Wening</i>",
        ),
        (
            f"<script type='application/ld+json'>{EDITOR_AS_AUTHOR}</script>"
            "<meta name=content_author content='Bagas Tirta'>"
            "<meta name=content_editor content='Laras Wening'>",
            f"{HEADED}{{}}",
        ),
    ],
    ids=["labels above", "list", "table below", "visible", "microdata", "meta"],
)
def test_people_of_an_unknown_outlet(head: str, body: str) -> None:
    article = article_of(f"<html><head>{head}</head><body>{body.format(PARAGRAPHS)}</body></html>")
    assert (article.authors, article.editors) == (("Bagas Tirta",), ("Laras Wening",))


def test_an_editor_whom_nobody_wrote_for_is_the_author() -> None:
    head = f"<script type='application/ld+json'>{EDITOR_AS_AUTHOR}</script>"
    named = "<meta name=content_editor content='Laras Wening'>"
    article = article_of(f"<head>{head}{named}</head><body>{HEADED}{PARAGRAPHS}</article></body>")
    assert (article.authors, article.editors) == (("Laras Wening",), ())


def test_the_text_of_a_next_page_is_read_from_its_data() -> None:
    content = "".join(f"<p>{PROSE}{i}</p>" for i in range(4)) + "<p class=page></p>"
    article = {"title": "Hujan", "published_at": "2026-07-24 08:10:08", "content": content}
    state = json.dumps({"props": {"pageProps": {"article": article}}})
    script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    found = article_of(generic(f"<h1>Hujan</h1><p>Memuat</p>{script}"))
    assert found.origin["text"] == "next-data"
    assert found.paragraphs == tuple(f"{PROSE}{i}" for i in range(4))
    assert found.published_at == datetime(2026, 7, 24, 8, 10, 8, tzinfo=WIB)


def test_trafilatura_serves_where_nothing_else_finds_text() -> None:
    lines = "".join(f"<p>Hujan turun di lereng utara, {i}.</p>" for i in range(30))
    found = article_of(generic(f"<h1>Hujan Turun Sejak Pagi</h1><div id=x>{lines}</div>"))
    assert found.origin["text"] == "trafilatura"
    assert found.flags == ("fallback",)
    assert len(found.paragraphs) == 30


def test_a_template_that_no_longer_matches_is_flagged() -> None:
    html = generic(f"<h1>Hujan</h1><div class=entry-content><p>{PROSE * 3}</p></div>")
    url = URLS["republika-2023"]
    assert article_of(html, url).flags == ("fallback",)


def test_markup_over_the_limit_is_cut_and_flagged() -> None:
    html = generic("<h1>Hujan</h1><article>" + f"<p>{PROSE}</p>" * 200 + "</article>")
    result = extract(page(html), Rules(), Limits(markup_bytes=10_000))
    assert isinstance(result, Article)
    assert result.flags == ("truncated",)
    assert len(result.text) < 10_000


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://contoh.id/berita/lain", "https://contoh.id/berita/lain"),
        ("https://www.contoh.id/berita/lain", "https://www.contoh.id/berita/lain"),
        ("/berita/lain", "https://contoh.id/berita/hujan-turun"),
        ("https://contoh.id/", "https://contoh.id/berita/hujan-turun"),
        ("https://lain.id/berita/lain", "https://contoh.id/berita/hujan-turun"),
        ("", "https://contoh.id/berita/hujan-turun"),
    ],
)
def test_canonical_link(link: str, url: str) -> None:
    head = f'<link rel="canonical" href="{link}">'
    html = generic(f"<h1>Hujan</h1><article><p>{PROSE * 3}</p></article>", head)
    assert article_of(html).url == url


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t" * 100, Reason.EMPTY),
        (" \n".encode("utf-16"), Reason.EMPTY),
        (b"%PDF-1.7 x", Reason.NOT_HTML),
        (b"\x1f\x8b\x08\x00", Reason.NOT_HTML),
        (b'{"a": 1}', Reason.NOT_HTML),
        (b"<!doctype html>", Reason.NOT_ARTICLE),
        (generic("<h1>Masuk</h1><form><input type=password></form>").encode(), Reason.NOT_ARTICLE),
        (generic("<p>Tunggu.</p>", title="Just a moment...").encode(), Reason.NOT_ARTICLE),
        (
            generic("<p>Maaf.</p>", title="404 - Halaman tidak ditemukan").encode(),
            Reason.NOT_ARTICLE,
        ),
        (
            generic(
                "<ul>" + "<li><a href=/b>Judul satu dua tiga empat</a></li>" * 60 + "</ul>"
            ).encode(),
            Reason.NOT_ARTICLE,
        ),
    ],
)
def test_drops(html: bytes, reason: Reason) -> None:
    result = extract(page(html), Rules(), Limits())
    assert isinstance(result, Drop)
    assert (result.reason, result.step, result.site) == (reason, "extract", "contoh.id")


MALFORMED = "http://[lokasi]/x"
PLANTING = "".join(
    f"<p>Warga desa ke-{n} menanam pohon di tepi kali sejak pagi, kata kepala desa di balai.</p>"
    for n in range(1, 7)
)
DATED = f"<p>Rabu, 4 Maret 2026</p><div class=isi>{PLANTING}</div>"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f'<h1>Warga Tanam Pohon</h1><img src="{MALFORMED}">{DATED}', ""),
        (f'<h1>Warga Tanam Pohon</h1><img srcset="{MALFORMED} 3w, //[a 4w">{DATED}', ""),
        (
            f'<h1>Warga Tanam Pohon</h1><a rel=author href="{MALFORMED}">Sari Wulan</a>{DATED}',
            "",
        ),
        (f'<h1>Warga Tanam Pohon</h1><a href="http://[a/author/b">Sari Wulan</a>{DATED}', ""),
        (f'<h1><a href="{MALFORMED}">Warga Tanam Pohon</a></h1>{DATED}', ""),
        (f'<h1>Warga Tanam Pohon</h1>{DATED}<h2><a href="{MALFORMED}">Lain</a></h2>', ""),
        (f'<h1>Warga Tanam Pohon</h1>{DATED}<a href="{MALFORMED}?page=2">2</a>', ""),
        (f"<h1>Warga Tanam Pohon</h1>{DATED}", f'<link rel=canonical href="{MALFORMED}">'),
        (f"<h1>Warga Tanam Pohon</h1>{DATED}", f'<base href="{MALFORMED}">'),
        (f"<h1>Warga Tanam Pohon</h1>{DATED}", f'<meta property=og:image content="{MALFORMED}">'),
    ],
)
def test_a_malformed_link_costs_no_article(body: str, head: str) -> None:
    url = "https://kabar.id/berita/2026/03/04/warga-tanam-pohon"
    article = article_of(generic(body, head, "Warga Tanam Pohon"), url)
    assert article.url == url
    assert article.title == "Warga Tanam Pohon"
    planting = [text for text in article.paragraphs if "menanam pohon" in text]
    assert len(planting) == 6
    assert planting[0].startswith("Warga desa ke-1")
