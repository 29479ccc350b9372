"""The record of a new outlet: what its URLs, robots.txt and pages show, and how it is written."""

import asyncio
import gzip
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import Listing, candidates
from crawler.http.fetch import FetchError
from crawler.newsite.infer import record
from crawler.newsite.look import Listed, Looked, from_files, look
from crawler.newsite.patterns import article_pattern
from crawler.newsite.source import python_of
from crawler.newsite.terms import permission, refused_agents, sitemaps_of
from crawler.registry.contracts import problems
from crawler.site import Evidence, Site
from crawler.sites import all_sites, get
from pipelines.records import Kind, Page, Rules
from pipelines.urls import canonical, is_article
from pipelines.warc.writer import WarcArchive
from tests.support.articles import NOW
from tests.support.paths import ROOT

DAY = date(2026, 11, 20)

# What the addresses of an outlet look like, two that belong to it as well, two that do not.
SHAPES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "date and number": (
        ["/read/2026/11/20/123456/air-sungai-naik", "/read/2026/11/19/123399/pasar-buka-lagi"],
        ["/read/2025/01/02/99/x"],
        ["/read/2026", "/tag/read"],
    ),
    "number before the slug": (
        ["/bola/527615-gol-cepat-di-menit-awal", "/desa/527999-panen", "/desa/528001-jalan-baru"],
        ["/kota/600000-lampu"],
        ["/desa", "/kota/tentang"],
    ),
    "number in a folder": (
        ["/berita/527615/air-sungai-naik", "/berita/527614/pasar-buka-lagi"],
        ["/berita/9/x"],
        ["/berita", "/berita/populer"],
    ),
    "letter and number": (
        ["/kota/d-7572645/air-sungai-naik", "/desa/d-7572635/pasar-buka-lagi"],
        ["/laut/d-1/x"],
        ["/kota/arsip/x"],
    ),
    "code at the end": (
        ["/kota/air-naik-e3ea1b.html", "/desa/pasar-buka-5dc559.html", "/laut/kapal-0b1f77.html"],
        ["/kota/hujan-aaaa11.html"],
        ["/kota/tentang-kami.html", "/kota"],
    ),
    "code in a folder": (
        ["/berita/t1jbmi383/air-sungai-naik", "/berita/sz9x8w7v6/pasar-buka-lagi"],
        ["/berita/a1b2c3d4e/x"],
        ["/berita/populer/x", "/berita"],
    ),
    "two-digit years": (
        ["/berita/kota/15/11/05/air-sungai-naik", "/berita/desa/15/11/04/pasar-buka-lagi"],
        ["/berita/laut/16/01/01/x"],
        ["/berita/kota"],
    ),
    "nothing but words": (
        ["/air-sungai-naik-lagi", "/pasar-lama-buka-pagi", "/kapal-baru-tiba-malam"],
        ["/hujan-turun-sejak-pagi"],
        ["/tentang-kami", "/tag/air-sungai-naik", "/feed"],
    ),
    "section and words": (
        ["/kota/air-sungai-naik", "/desa/pasar-buka-lagi", "/laut/kapal-baru-tiba"],
        ["/udara/pesawat-baru-mendarat"],
        ["/kota", "/topik/air-sungai-naik", "/page/2"],
    ),
    "mixed case code": (
        ["/kota/aNrJG0gN-air", "/kota/zNAGgAwk-pasar-buka", "/desa/0k87Ga2b-kapal-tiba"],
        ["/laut/VNx9ylBb-hujan"],
        ["/kota/arsip"],
    ),
}


@pytest.mark.parametrize(("listed", "more", "others"), SHAPES.values(), ids=SHAPES.keys())
def test_pattern_of_articles(listed: list[str], more: list[str], others: list[str]) -> None:
    base = "https://www.koran.co.id"
    links = [base + path for path in others]
    pattern = article_pattern([base + path for path in listed], links, f"{base}/")
    rules = Rules(article_url=pattern.regex, host_map=pattern.host_map)
    assert pattern.regex.startswith(r"^https://www\.koran\.co\.id/")
    for path in [*listed, *more]:
        assert is_article(canonical(base + path, rules), rules), (pattern.regex, path)
    for path in [*others, "/"]:
        assert not is_article(canonical(base + path, rules), rules), (pattern.regex, path)
    assert pattern.covered == 1
    assert pattern.accept and all(is_article(url, rules) for url in pattern.accept)
    assert f"{base}/" in pattern.reject
    assert not any(is_article(canonical(url, rules), rules) for url in pattern.reject)


@pytest.mark.parametrize(
    ("urls", "matches", "host_map"),
    [
        (
            ["https://koran.id/baca/1234/a-b", "https://koran.id/baca/1235/c-d"],
            "https://koran.id/baca/1/x",
            (("www.koran.id", "koran.id"),),
        ),
        (
            ["https://bola.koran.id/baca/1234/a-b", "https://kota.koran.id/baca/1235/c-d"],
            "https://desa.koran.id/baca/1/x",
            (),
        ),
        (
            ["https://koran.id/baca/1234/a-b", "https://kota.koran.id/baca/1235/c-d"],
            "https://koran.id/baca/1/x",
            (),
        ),
    ],
    ids=["one host", "a host for each section", "both"],
)
def test_pattern_of_hosts(
    urls: list[str], matches: str, host_map: tuple[tuple[str, str], ...]
) -> None:
    pattern = article_pattern(urls)
    assert re.search(pattern.regex, matches)
    assert not re.search(pattern.regex, "https://lain.id/baca/1234/a-b")
    assert pattern.host_map == host_map


def test_articles_of_one_section_stand_for_those_of_others() -> None:
    urls = ["https://gaya.koran.id/read/1234/a-b", "https://gaya.koran.id/read/1235/c-d"]
    pattern = article_pattern(urls, front="https://www.koran.id/")
    assert re.search(pattern.regex, "https://bola.koran.id/read/1/x")
    assert pattern.host_map == ()


def test_no_title_of_a_publisher_is_in_an_example() -> None:
    pattern = article_pattern(["https://koran.id/kota/air-sungai-naik-123456.html"] * 1)
    assert pattern.accept == ("https://koran.id/kota/contoh-judul-berita.html",)


def test_links_stand_in_where_no_article_is_known() -> None:
    links = ["https://koran.id/kota", "https://koran.id/baca/1234/a-b", "https://koran.id/tentang"]
    pattern = article_pattern([], links)
    assert re.search(pattern.regex, "https://koran.id/baca/99/x")
    assert article_pattern([], ["https://koran.id/kota"]).regex == ""


def test_sections_are_the_words_that_vary() -> None:
    urls = [
        f"https://koran.id/{s}/baca/{n}/a-b" for n, s in enumerate(("kota", "desa", "kota"), 900)
    ]
    assert article_pattern(urls).sections == ("kota", "desa")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.text(alphabet="ab1-/._2?%", min_size=1, max_size=20), min_size=1, max_size=6))
def test_any_addresses_give_a_pattern_that_compiles(paths: list[str]) -> None:
    urls = [canonical(f"https://koran.id/{path}") for path in paths]
    pattern = article_pattern(urls, urls, "https://koran.id/")
    rules = Rules(article_url=pattern.regex, host_map=pattern.host_map)
    assert all(is_article(canonical(url, rules), rules) for url in pattern.accept)


NAMES = {"bola.net": "bolanet"}


@pytest.mark.shared
def test_pattern_of_real_feeds_takes_what_the_outlets_record_takes(shared: Path) -> None:
    """Over the feeds of outlets that are known, the pattern agrees with the record's."""
    shares = []
    for path in sorted((shared / "pages/feeds").glob("*.xml.gz")):
        outlet = path.name.partition("__")[0]
        site = get(NAMES.get(outlet, outlet))
        listing = Listing(
            url=f"https://{site.hosts[0].removeprefix('*.')}/", site=site, now=NOW,
            body=gzip.decompress(path.read_bytes()),
        )  # fmt: skip
        known = {c.url for c in candidates(listing)}
        unknown = replace(listing, site=replace(site, rules=Rules()))
        pattern = article_pattern(c.url for c in candidates(unknown))
        rules = Rules(article_url=pattern.regex, host_map=pattern.host_map)
        shares.append(sum(is_article(canonical(url, rules), rules) for url in known) / len(known))
    assert len(shares) >= 8
    assert min(shares) >= 0.9, shares


ROBOTS = """# comment
User-agent: *
Disallow: /cari
Crawl-delay: 5

User-agent: GPTBot
User-agent: Scrapy
Disallow: /

User-agent: AhrefsBot
Disallow: /  # no SEO

User-agent: Googlebot
Disallow: /amp/
Sitemap: https://koran.id/sitemap.xml
"""


def test_robots_names() -> None:
    assert refused_agents(ROBOTS) == ["GPTBot", "Scrapy", "AhrefsBot"]
    assert sitemaps_of(ROBOTS) == ["https://koran.id/sitemap.xml"]


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (ROBOTS, "disallows 3 named agents, among them GPTBot, Scrapy: ask first."),
        ("User-agent: *\nDisallow: /x", "names no scraper."),
        ("User-agent: CCBot\nDisallow: /", "disallows CCBot: ask first."),
        (
            "Content-Signal: search=yes, ai-train=no\nUser-agent: *\nAllow: /",
            "states the signal 'search=yes, ai-train=no': ask first.",
        ),
    ],
)
def test_permission(robots: str, said: str) -> None:
    assert permission(robots, [], DAY) == f"robots.txt (read 2026-11-20) {said}"


def test_permission_without_robots() -> None:
    assert permission(None, [], DAY) == ""


def loaded(source: str) -> Site:
    names: dict[str, Any] = {}
    exec(source, names)
    site: Site = names["SITE"]
    return site


@pytest.mark.parametrize("site", all_sites(), ids=lambda site: site.name)
def test_a_written_record_is_the_record(site: Site) -> None:
    assert loaded(python_of(site)) == site


def test_written_records_are_in_ruff_s_format(tmp_path: Path) -> None:
    for site in all_sites():
        (tmp_path / f"{site.name}.py").write_text(python_of(site), encoding="utf-8")
    for command in (["format", "--check"], ["check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache",
             "--config", ROOT / "pyproject.toml", tmp_path],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout + ran.stderr


BODY = " ".join(["Warga menata ulang kebun bibit di tepi sungai setelah hujan reda."] * 6)


def article(path: str, **changes: str) -> Page:
    """Return a page of an outlet whose body stands in a container of its own name."""
    parts = {
        "brand": "Koran Coba",
        "zone": "+08:00",
        "body": "story-pane",
        "generator": "",
        **changes,
    }
    title = f"Kebun Bibit {path[-4:]} Ditata"
    html = f"""<!DOCTYPE html><html lang="id"><head><title>{title} - {parts["brand"]}</title>
<meta property="og:site_name" content="{parts["brand"]}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-11-20T08:00:00{parts["zone"]}">
{parts["generator"]}</head>
<body><nav><a href="/">Beranda</a></nav><main><h1>{title}</h1>
<div class="{parts["body"]}"><p>KORANCOBA.ID, DENPASAR -- {BODY}</p><p>{BODY}</p><p>{BODY}</p></div>
<aside><a href="/baca/2/x">Lain</a></aside></main></body></html>"""
    return Page(url=f"https://www.korancoba.id{path}", html=html.encode(), fetched_at=NOW)


def seen(**changes: Any) -> Looked:
    paths = ("/baca/4001/satu", "/baca/4002/dua", "/baca/4003/tiga")
    known: dict[str, Any] = {
        "url": "https://www.korancoba.id/",
        "day": DAY,
        "robots": ROBOTS,
        "listings": (
            Listed(
                url="https://www.korancoba.id/feed",
                kind=Kind.FEED,
                articles=tuple(f"https://www.korancoba.id{path}" for path in paths),
            ),
        ),
        "pages": tuple(article(path) for path in paths),
    }
    return Looked(**{**known, **changes})


def test_record_of_what_was_seen() -> None:
    site = record("korancoba", seen())
    assert (site.title, site.status, site.language, site.delay) == (
        "Koran Coba", "unverified", "id", 5.0,
    )  # fmt: skip
    assert site.hosts == ("www.korancoba.id", "korancoba.id")
    assert site.feeds == ("https://www.korancoba.id/feed",)
    assert site.rules.brands == ("Koran Coba", "KORANCOBA.ID")
    assert site.rules.time_zone == "Asia/Makassar"
    assert site.rules.host_map == (("korancoba.id", "www.korancoba.id"),)
    assert [template.body for template in site.rules.templates] == [("div.story-pane",)]
    assert "GPTBot" in site.permission and "2026-11-20" in site.permission
    assert site.evidence == (
        Evidence(what="page", seen="2026-11-20", note="3 articles"),
        Evidence(what="feed", seen="2026-11-20", note="1 feed"),
        Evidence(what="robots", seen="2026-11-20", note="robots.txt"),
    )
    # It keeps the contracts of records, but that the registry does not have it yet.
    assert [problem for problem in problems(site) if "belongs to no outlet" not in problem] == []
    assert "No sitemap was found that lists articles." in site.notes


def test_the_host_of_the_articles_is_the_canonical_one() -> None:
    urls = tuple(f"https://korancoba.id/baca/400{n}/satu-dua" for n in range(4))
    feed = Listed(url="https://www.korancoba.id/feed", kind=Kind.FEED, articles=urls)
    site = record("korancoba", seen(listings=(feed,), pages=()))
    assert site.hosts == ("korancoba.id", "www.korancoba.id")
    assert [canonical(url, site.rules) for url in urls] == list(urls)
    assert all(is_article(url, site.rules) for url in urls)


def test_a_publishing_system_is_known_by_its_markup() -> None:
    pages = tuple(
        article(f"/baca/400{n}/satu", body="entry-content",
                generator='<meta name="generator" content="WordPress 6.7">')
        for n in range(2)
    )  # fmt: skip
    site = record("korancoba", seen(pages=pages))
    assert [template.name for template in site.rules.templates] == ["wordpress"]
    assert "import WORDPRESS" in python_of(site)
    assert "Pages say that they are made with WordPress." in site.notes


def test_no_selector_is_made_of_a_name_that_a_build_makes() -> None:
    pages = tuple(article(f"/baca/400{n}/satu", body="css-1x2y3z") for n in range(2))
    site = record("korancoba", seen(pages=pages))
    assert site.rules.templates == ()
    assert site.evidence[0].note == "2 articles, without selectors"


def test_what_was_not_found_stands_in_the_notes() -> None:
    site = record("korancoba", seen(robots=None, listings=(), pages=()))
    assert site.indexes and not site.feeds and not site.accept
    notes = " ".join(site.notes)
    for said in ("robots.txt", "feed", "sitemap", "front page", "pattern", "no article page"):
        assert said in notes


def test_look_at_an_outlet_of_one_subdomain() -> None:
    """The visit asks for few pages, and for none twice."""
    feed = '<link rel="alternate" type="application/rss+xml" href="{}">'
    malformed = feed.format("http://[umpan") + '<a href="http://[kota">'
    front = f'<html>{malformed}{feed.format("/umpan")}<a href="/kota">'
    items = "".join(
        f"<item><link>https://koran.id/baca/{n}/a-b</link></item>" for n in range(4001, 4030)
    )
    index = "<sitemapindex><sitemap><loc>https://koran.id/sm-tag.xml</loc></sitemap>"
    index += "<sitemap><loc>https://koran.id/sm-berita.xml</loc></sitemap></sitemapindex>"
    pages = {
        "https://koran.id/": front,
        "https://koran.id/robots.txt": "Sitemap: https://koran.id/sm.xml",
        "https://koran.id/umpan": f"<rss><channel>{items}</channel></rss>",
        "https://koran.id/sm.xml": index,
        "https://koran.id/sm-berita.xml": "<urlset><url><loc>https://koran.id/baca/4001/a-b</loc>"
        "</url></urlset>",
    }
    asked: list[str] = []

    async def get(url: str) -> Page:
        asked.append(url)
        if url in pages:
            return Page(url=url, html=pages[url].encode(), fetched_at=NOW)
        if "/baca/" in url:
            return article(url.removeprefix("https://koran.id"))
        raise FetchError(f"{url}: the server answered 404")

    looked = asyncio.run(look("https://koran.id/", get, DAY))
    assert len(asked) == len(set(asked)) == 8
    assert [listed.url for listed in looked.listings] == [
        "https://koran.id/umpan", "https://koran.id/sm.xml", "https://koran.id/sm-berita.xml",
    ]  # fmt: skip
    assert len(looked.articles) == 29 and len(looked.pages) == 3
    assert record("koran", looked).sitemaps == ("https://koran.id/sm.xml",)


def test_look_at_files(tmp_path: Path) -> None:
    with WarcArchive(tmp_path / "warc") as archive:
        for page in seen().pages:
            archive.write(page.url, 200, [("Content-Type", "text/html")], page.html, NOW)
        text = [("Content-Type", "text/plain")]
        archive.write("https://www.korancoba.id/robots.txt", 200, text, ROBOTS.encode(), NOW)
        archive.write("https://lain.id/baca/1/x", 200, text[:0], seen().pages[0].html, NOW)
    saved = tmp_path / "saved.html"
    saved.write_bytes(seen().pages[0].html)
    get, pages = from_files([*(tmp_path / "warc").glob("*.gz"), saved])
    looked = asyncio.run(look("https://www.korancoba.id/", get, DAY, pages))
    assert looked.front is None and looked.robots == ROBOTS
    assert len(looked.pages) == 4
    site = record("korancoba", looked)
    assert re.search(site.rules.article_url, "https://www.korancoba.id/baca/5/x")
    assert site.evidence[0] == Evidence(what="page", seen=str(DAY), note="4 articles")
