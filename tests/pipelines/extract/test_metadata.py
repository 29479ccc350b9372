"""JSON-LD in every broken form, metas, microdata, breadcrumbs and Next.js data."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract import jsonld
from pipelines.extract.metadata import Metadata, read
from pipelines.html.tree import parse

GOOD = {"@type": "NewsArticle", "headline": "Hujan", "author": {"name": "Sekar Ayu"}}


def page(head: str) -> Metadata:
    return read(parse(f"<html><head>{head}</head><body></body></html>"))


def ld(script: str) -> Metadata:
    return page(f'<script type="application/ld+json">{script}</script>')


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(GOOD),
        json.dumps([{"@type": "WebSite"}, GOOD]),
        json.dumps({"@graph": [{"@type": "WebSite"}, GOOD]}),
        json.dumps({"@type": "WebPage", "mainEntity": GOOD}),
        f"<!-- {json.dumps(GOOD)} -->",
        f"<![CDATA[{json.dumps(GOOD)}]]>",
        f"//<![CDATA[\n{json.dumps(GOOD)}\n//]]>",
        f"{json.dumps(GOOD)};",
        f"{json.dumps({'@type': 'WebSite'})}\n{json.dumps(GOOD)}",
        json.dumps(GOOD).replace("Hujan", "Hu\tjan").replace("Hu\tjan", "Hujan\n"),
        json.dumps(GOOD).replace('"', "&quot;"),
        json.dumps(GOOD).replace('"}}', '",},}'),
        json.dumps({**GOOD, "@type": ["NewsArticle", "Article"]}),
        json.dumps({**GOOD, "@type": "http://schema.org/NewsArticle"}),
        '{"@type":"NewsArticle","headline":"Hujan","author":{"@type":"Person","name":"Sekar Ayu"},'
        '"description":"kata "kutip" di dalam"}',
    ],
)
def test_every_form_of_json_ld(script: str) -> None:
    data = ld(script)
    assert [text.strip() for text in data.strings("headline")] == ["Hujan"]
    assert data.strings("author") == ["Sekar Ayu"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Sekar Ayu", ["Sekar Ayu"]),
        ({"name": "Sekar Ayu"}, ["Sekar Ayu"]),
        ([{"name": "A"}, {"name": "B"}], ["A", "B"]),
        ({"name": ["A", "B"]}, ["A", "B"]),
        ([None, 1, {"name": None}, [[]], "C"], ["C"]),
        ({"a": 1}, []),
        (None, []),
    ],
)
def test_authors_of_any_type(author: object, names: list[str]) -> None:
    assert ld(json.dumps({**GOOD, "author": author})).strings("author") == names


@pytest.mark.parametrize(
    "script", ["null", '[null,1,"x"]', '{"@graph":[null,1]}', "", "{", "{]", "]"]
)
def test_what_is_no_object_gives_nothing(script: str) -> None:
    assert ld(script).article == {}


def test_an_organisation_is_no_article() -> None:
    assert ld('{"@type":"Organization","name":"republika.co.id | berita"}').article == {}


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"author":' * 50_000 + "1" + "}" * 50_000,
        '{"@type":"NewsArticle","author":{"name":"' + '\\"a' * 300_000,
        '"author":' * 100_000,
        "{" + "," * 500_000 + "]",
    ],
)
def test_bounded_work_on_hostile_scripts(script: str) -> None:
    begun = time.process_time()
    jsonld.load(script)
    assert time.process_time() - begun < 3


def test_metas_keep_the_first_content_and_all_of_them() -> None:
    data = page(
        '<meta property="og:title" content="Hujan"><meta name="keywords" content="a, b">'
        '<meta name="KEYWORDS" content="c"><meta property="article:tag" content="">'
    )
    assert data.meta("og:title") == "Hujan"
    assert data.contents("keywords") == ["a, b", "c"]
    assert data.meta("article:tag", "og:title") == "Hujan"
    assert data.meta("nothing") == ""


def test_canonical_title_and_microdata() -> None:
    data = read(
        parse(
            "<head><title>Hujan</title><link rel='Canonical' href=' https://contoh.id/a '></head>"
            "<body><h1 itemprop='headline'>Hujan</h1>"
            "<time itemprop='datePublished' datetime='2026-01-02T03:04'>x</time></body>"
        )
    )
    assert (data.canonical, data.title) == ("https://contoh.id/a", "Hujan")
    assert data.items == {"headline": ["Hujan"], "datePublished": ["2026-01-02T03:04"]}


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":['
        '{"name":"Home"},{"item":{"name":"Ekonomi"}},{"name":"Energi"}]}</script>',
        "<ul class=breadcrumb><li><a>Beranda</a></li><li><a>Ekonomi</a></li><li><a>Energi</a></ul>",
    ],
)
def test_breadcrumb(markup: str) -> None:
    assert page("").breadcrumb == ()
    assert read(parse(f"<body>{markup}</body>")).breadcrumb == ("Ekonomi", "Energi")


def test_next_data_serves_where_there_is_no_json_ld() -> None:
    state = {
        "props": {
            "pageProps": {
                "article": {
                    "title": "Hujan",
                    "published_at": "2026-07-24 08:10:08",
                    "authors": [{"name": "Sekar Ayu"}],
                    "tags": ["cuaca"],
                }
            }
        }
    }
    data = page(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>')
    assert data.strings("headline") == ["Hujan"]
    assert data.strings("datePublished") == ["2026-07-24 08:10:08"]
    assert data.strings("author") == ["Sekar Ayu"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet='{}[]":,\\/*-<>!a1 \n&quot;', max_size=200))
def test_load_never_raises(script: str) -> None:
    assert isinstance(jsonld.load(script), list)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.recursive(st.none() | st.text(max_size=9), lambda x: st.lists(x, max_size=4)))
def test_good_json_comes_back_whole(value: object) -> None:
    found = jsonld.load(json.dumps({"@type": "NewsArticle", "headline": value}))
    assert found[0]["headline"] == value
