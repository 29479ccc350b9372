"""Bola.net: football; one page holds all pages of a long article."""

from crawler.site import Evidence, Site
from pipelines.extract.cms_templates import KLY_DETAIL
from pipelines.records import Rules, Template

SITE = Site(
    name="bolanet",
    title="Bola.net",
    hosts=("www.bola.net", "bola.net", "m.bola.net", "amp.bola.net"),
    group="KapanLagi Youniverse",
    feeds=("https://www.bola.net/feed/",),
    accept=(
        "https://www.bola.net/editorial/12-rekor-contoh-judul-e7243e.html",
        "https://m.bola.net/otomotif/moto_gp/contoh-judul-ef185a.html",
    ),
    reject=(
        "https://www.bola.net/",
        "https://www.bola.net/inggris/",
        "https://m.bola.net/berita-terkini/index.html",
        "https://m.bola.net/tag/liverpool/index.html",
    ),
    rules=Rules(
        brands=("Bola.net",),
        article_url=(
            r"^https://www\.bola\.net/(?!tag/|galeri/|video/)(?:[a-z0-9_-]+/)+"
            r"[a-z0-9-]+-(?P<id>[0-9a-f]{6})\.html"
        ),
        host_map=(("m.bola.net", "www.bola.net"), ("amp.bola.net", "www.bola.net")),
        drop_params=("*",),
        templates=(
            Template(
                name="2020-mobile",
                body=("#content-news .detail-body",),
                title=(".title-news h1",),
                authors=(".date-news",),
                published=(".date-news",),
                tags=(".tagbola a", ".tag-news a", ".tags a"),
                captions=(".news-i .fz-7",),
                remove=(".news-i", ".detail-body__break", "[class*='crosslink']"),
            ),
            Template(
                name="2020",
                body=("#newspaging_content .ncont", ".ncont"),
                title=("h1.newstitle",),
                authors=("h2.newsdatetime",),
                published=("div.newsdatetime",),
                tags=("ul.list-tag a",),
                captions=(".news-headline-image > div",),
                remove=(
                    ".ncont__break",
                    ".news-headline-image",
                    ".related_content_widget",
                    ".clear",
                ),
            ),
            KLY_DETAIL,
            Template(
                name="amp",
                body=(".article-section .article-content",),
                title=(".article-header__title h1", "h1"),
                published=(".article-header__datetime",),
                section=(".article-header__category",),
                tags=(".article-tag a",),
                remove=(".news-i", ".detail-body__break", "[class*='crosslink']"),
            ),
        ),
    ),
    status="unverified",
    evidence=(
        Evidence(what="page", seen="2020"),
        Evidence(what="feed", seen="2020"),
    ),
)
