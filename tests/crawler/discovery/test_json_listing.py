"""Listings that are data give the articles of the outlet, whatever system writes them."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler import sites
from crawler.discovery import Listing, candidates
from crawler.site import Index, Site
from pipelines.records import Candidate, Rules
from tests.support.articles import NOW
from tests.support.bounded import cpu_bound

WIB = timezone(timedelta(hours=7))
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(site="koran", article_url=r"^https://koran\.example/berita/\d+/[a-z]+$"),
)
URL = "https://koran.example/wp-json/wp/v2/posts"
ONE = "https://koran.example/berita/1/satu"


def found(body: str, entry: str) -> tuple[Candidate, ...]:
    index = Index(url=URL, entry=entry) if entry else None
    return candidates(Listing(url=URL, body=body.encode(), site=SITE, now=NOW, index=index))


AT = datetime(2026, 11, 20, 8, tzinfo=WIB)
WORDPRESS = """[{"date": "2026-11-20T09:00:00", "date_gmt": "2026-11-20T01:00:00",
 "link": "https://koran.example/berita/1/satu/", "title": {"rendered": "Satu &#8220;kali&#8221;"},
 "_links": {"self": [{"href": "https://koran.example/wp-json/wp/v2/posts/1"}]}}]"""
GRAPHQL = """{"data": {"articles": {"paginatorInfo": {"hasMorePages": true}, "data": [
 {"article_id": 1, "slug": "satu", "title": "Satu “kali”", "published_at": "2026-11-20 08:00:00",
  "category": {"slug": "berita", "id": "7"}, "authors": [{"slug": "penulis"}]},
 {"article_id": 2, "slug": null, "category": {"slug": "berita"}}]}}}"""
EDGES = """{"data": {"feed": {"edges": [{"cursor": "1", "node": {"title": "Satu “kali”",
 "url": "https://koran.example/berita/1/satu", "publishedAt": "2026-11-20T01:00:00.000Z",
 "coverImage": {"url": "https://koran.example/gambar/1.jpg"}}}]}}}"""
PAYLOAD = """[{"data": 9}, "berita/1/satu", "Satu “kali”", "2026-11-20 08:00:00", true, 1,
 "https://x", {"canonical_url": 1, "title_digital": 2, "published_at": 3, "free": 4, "image": 6,
 "none": 99}, [7], {"latest": 8}]"""
JSON_FEED = """\ufeff {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1",
 "url": "https://koran.example/berita/1/satu", "title": "Satu “kali”",
 "date_published": "2026-11-20T08:00:00+07:00"}]}"""


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        (WORDPRESS, "{link}"),
        (WORDPRESS, ""),
        (GRAPHQL, "https://koran.example/{category.slug}/{article_id}/{slug}"),
        (EDGES, "{url}"),
        (PAYLOAD, "https://koran.example/{canonical_url}"),
        (JSON_FEED, ""),
        (
            f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{GRAPHQL}'
            '</script><a href="/berita/9/lain">lain</a>',
            "https://koran.example/{category.slug}/{article_id}/{slug}",
        ),
    ],
    ids=["wordpress", "wordpress unasked", "graphql", "edges", "payload", "json feed", "next"],
)
def test_listings_that_are_data(body: str, entry: str) -> None:
    (candidate,) = found(body, entry)
    assert candidate == Candidate(url=ONE, found_in=URL, published_at=AT, title="Satu “kali”")


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"link": 1}, {"link": []}, {"link": {"link": true}}, null, 1e999, "x"]',
        '[{"link": -1}, {"link": 5}, "x"]',
        f'{{"link": "{ONE}"',
        '{"link": "https://lain.example/berita/1/satu"}',
        '{"link": ' + "9" * 5000 + "}",
    ],
    ids=["lists", "objects", "no texts", "out of range", "cut", "elsewhere", "number"],
)
def test_hostile_data_gives_nothing(body: str) -> None:
    with cpu_bound(2):
        assert found(body, "") == found(body, "{link}") == ()


@pytest.mark.shared
def test_the_payload_of_a_rubric(shared: Path) -> None:
    site = sites.get("tempo")
    index = next(index for index in site.indexes if "/ekonomi/" in index.url)
    body = (shared / "pages" / "layouts" / "tempo" / "rubric-payload.json").read_bytes()
    result = candidates(Listing(url=index.url, body=body, site=site, now=NOW, index=index))
    assert [(c.url[-8:], c.published_at) for c in result] == [
        ("-9100001", datetime(2026, 7, 24, 9, 0, tzinfo=WIB)),
        ("-9100002", datetime(2026, 7, 24, 8, 15, tzinfo=WIB)),
        ("-9100003", datetime(2026, 7, 24, 7, 30, tzinfo=WIB)),
    ]
    assert all(c.url.startswith("https://www.tempo.co/ekonomi/contoh-") for c in result)
    assert all(c.title.startswith("Contoh ") for c in result)
