"""Tags, section and captions: what counts, what is junk, and where it is from."""

from datetime import UTC, datetime

import pytest

from crawler.sites import rules_for
from pipelines.extract.extraction import extract
from pipelines.records import Article, Limits, Page, Rules

TEXT = "<p>" + "Warga menanam pohon di tepi kali sejak pagi, kata kepala desa. " * 8 + "</p>"
URL = "https://contoh.id/berita/pohon"
KOMPAS = "http://nasional.kompas.com/read/2016/02/16/14382361/Warga.Menanam.Pohon"


def article(
    head: str = "", body: str = TEXT, url: str = URL, rules: Rules | None = None
) -> Article:
    html = (
        '<html><head><meta property="og:title" content="Warga Menanam Pohon"><meta '
        'name="description" content="Sejak pagi warga desa menanam pohon di tepi kali kecil.">'
        f"{head}</head><body><article><h1>Warga Menanam Pohon</h1>{body}</article></body></html>"
    )
    page = Page(url=url, html=html.encode(), fetched_at=datetime(2026, 7, 24, tzinfo=UTC))
    found = extract(page, rules or Rules(), Limits())
    assert isinstance(found, Article), found
    return found


def keywords(*tags: str) -> str:
    listed = ",".join(f'"{tag}"' for tag in tags)
    return (
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"headline":"Warga Menanam Pohon","articleSection":"Tekno",'
        f'"keywords":[{listed}]}}</script>'
    )


@pytest.mark.parametrize(
    ("stated", "tags"),
    [
        (("Topic: Garam", "Editor:Laras Wening", "Tekno:Telko", "News:"), ("Garam",)),
        (("Warga Menanam Pohon", "pohon"), ("pohon",)),
        (("Garam", "#garam", "tags"), ("Garam",)),
        (("Surat Yasin: 12",), ("Surat Yasin: 12",)),
    ],
)
def test_tags_without_labels_credits_and_the_headline(
    stated: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    found = article(keywords(*stated))
    assert (found.tags, found.origin["tags"]) == (tags, "json-ld")


@pytest.mark.parametrize(
    ("content", "tags"),
    [
        ("tanam pohon, pohon, warga, desa", ("tanam pohon", "pohon", "warga", "desa")),
        ("Kali Kecil, warga, desa, menanam, pohon, di, tepi, kali", ("Kali Kecil",)),
        ("Sejak, pagi, warga, desa, menanam, pohon", ()),
    ],
)  # fmt: skip
def test_a_description_cut_at_every_blank_is_no_list_of_tags(
    content: str, tags: tuple[str, ...]
) -> None:
    assert article(f'<meta name="keywords" content="{content}">').tags == tags


def test_the_topics_of_the_day_are_not_the_articles_where_rules_know_the_page() -> None:
    topics = '<div class="kcm-tag"><a href="/tag/banjir">#Banjir</a></div>'
    body = f'{topics}<div class="kcm-read-top"><h2>Warga Menanam Pohon</h2></div>'
    body += f'<div class="kcm-read-text">{TEXT}</div>'
    assert article(body=body, url=KOMPAS, rules=rules_for(KOMPAS)).tags == ()


def test_the_data_layer_counts_last() -> None:
    data_layer = (
        '<script>window.kly.gtm = {"tag": "Garam|Panen", "authors": {"type": "author", '
        '"names": "Sari Wulan"}}; window.kly.category = {"id": 3, "name": "Ekonomi"};</script>'
    )
    found = article(data_layer)
    assert (found.tags, found.section) == (("Garam", "Panen"), "Ekonomi")
    assert found.authors == ("Sari Wulan",)
    assert {found.origin[name] for name in ("tags", "section", "authors")} == {"analytics"}
    stated = article(data_layer + keywords("pohon") + '<meta name="author" content="Bayu Rahman">')
    assert (stated.tags, stated.section, stated.authors) == (("pohon",), "Tekno", ("Bayu Rahman",))


def test_captions_and_dateline_say_where_they_are_from() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Warga di tepi kali.</figcaption></figure>"
    found = article(
        body=f"{figure}<p>BANTUL - Hujan turun lebat sejak subuh, kata warga.</p>{TEXT}"
    )
    assert found.captions == ("Warga di tepi kali.",)
    assert (found.origin["captions"], found.origin["dateline"]) == ("visible", "text")


@pytest.mark.parametrize(
    ("href", "text", "tag"),
    [
        ("/tag/suku-bunga-acuan", "suku-bunga-acuan", "suku bunga acuan"),
        ("/tag/covid-19/", "Covid-19", "Covid-19"),
        ("/tag/12", "e-paper", "e-paper"),
    ],
)
def test_a_tag_that_is_printed_as_its_address_is_spelled_out(
    href: str, text: str, tag: str
) -> None:
    url = "https://www.tempo.co/ekonomi/warga-menanam-pohon-9100001"
    body = f'<div id="content-wrapper">{TEXT}</div><a href="{href}"><span>{text}</span></a>'
    assert article(body=body, url=url, rules=rules_for(url)).tags == (tag,)
