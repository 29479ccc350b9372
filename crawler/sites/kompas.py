"""Kompas.com: one host per section; listings by day reach back to 2019."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="kompas",
    title="Kompas.com",
    hosts=("www.kompas.com", "kompas.com", "*.kompas.com"),
    group="Kompas Gramedia",
    sitemaps=("https://www.kompas.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://indeks.kompas.com/?site=all&date={yyyy}-{mm}-{dd}&page={page}",
            item=".articleItem",
            link="a.article-link",
            title=".articleTitle",
        ),
    ),
    sections=("nasional", "megapolitan", "regional", "money", "tekno", "otomotif", "bola"),
    accept=(
        "https://money.kompas.com/read/2023/11/02/213419026/contoh-judul-berita",
        "https://www.kompas.com/global/read/2026/07/24/101500670/contoh-judul",
        "http://nasional.kompas.com/read/2016/02/16/14382361/Contoh.Judul.Berita.",
        "https://health.kompas.com/read/24C25210000268/contoh-judul-berita",
        "http://nasional.kompas.com/read/xml/2016/02/16/14382361/Contoh.Judul.Berita.",
    ),
    reject=(
        "https://www.kompas.com/",
        "https://nasional.kompas.com/",
        "https://www.kompas.com/tag/pesawat",
        "https://indeks.kompas.com/?site=all&date=2026-07-24",
        "https://video.kompas.com/watch/123456/contoh",
    ),
    rules=Rules(
        brands=("Kompas.com", "KOMPAS.com", "Kompas", "KompasOtomotif"),
        article_url=(
            r"^https://(?!video\.)(?:[a-z]+\.)?kompas\.com/(?:[a-z-]+/)*"
            r"read/(?:\d{4}/\d{2}/\d{2}/(?P<id>\d{6,})|\d\d[A-Z]\d{9,})/"
        ),
        drop_params=("page", "jxrecoid", "source"),
        single_page="page=all",
        drop_path=r"(?<=/read)/xml(?=/\d{4}/)",
        templates=(
            Template(
                name="2020",
                body=(".read__content",),
                title=("h1.read__title",),
                authors=(
                    ".credit-author:has(.credit-author-position:lexbor-contains('Penulis'))"
                    " .credit-author-name",
                    ".credit-title-name",
                ),
                editors=(
                    ".credit-author:has(.credit-author-position:lexbor-contains('Editor'))"
                    " .credit-author-name",
                ),
                byline=("#penulis", ".read__credit__item"),
                published=(".read__time",),
                section=(".breadcrumb__item a", ".breadcrumb__wrap a"),
                tags=(".tag__article__link", ".tagsCloud-tag a"),
                captions=(".photo__caption",),
                remove=(
                    "[class*='inject-baca-juga']",
                    "[class*='kompasidRec']",
                    ".kgnw-player",
                    ".video",
                    ".photo",
                ),
            ),
            Template(
                name="2016",
                body=(".kcm-read-text",),
                title=(".kcm-read-top h2",),
                byline=(".kcm-read-copy",),
                published=(".kcm-read-top .kcm-date",),
                section=(".kcm-breadcrumb li",),
                captions=(".kcm-read-top .photo",),
            ),
            Template(
                name="2016-automotive",
                body=(".content-text .div-read",),
                title=(".baca-content h1",),
                byline=(".penulis-editor",),
                published=("#content.kcm-date", ".baca-content .kcm-date"),
                section=(".bread-c li a",),
                captions=(".big-img-content .photo",),
            ),
        ),
    ),
    status="active",
    permission=(
        "robots.txt disallows GPTBot, OpenAI, CCBot, anthropic-ai, Claude-Web and PerplexityBot; "
        "ask first."
    ),
    notes=(
        "article:published_time is in UTC, JSON-LD in local time: one instant, two calendar days.",
        "?page=all shows a split article whole.",
        "Printed dates are day/month/year.",
    ),
    evidence=(
        Evidence(what="page", seen="2023-11-02"),
        Evidence(what="page", seen="2016-02-23", note="the layouts of 2016"),
        Evidence(what="index", seen="2026-10-03", note="days of 2019 and 2026"),
    ),
)
