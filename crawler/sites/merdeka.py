"""Merdeka.com: one page holds all pages of an article."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="merdeka",
    title="Merdeka.com",
    hosts=("www.merdeka.com", "merdeka.com", "m.merdeka.com"),
    group="KapanLagi Youniverse",
    feeds=("https://www.merdeka.com/rss/",),
    sitemaps=("https://www.merdeka.com/sitemap.xml",),
    sections=("peristiwa", "politik", "uang", "dunia", "jakarta", "khas"),
    accept=(
        "https://www.merdeka.com/peristiwa/contoh-judul-berita.html",
        "https://m.merdeka.com/artis/8-potret-contoh-judul.html",
        "https://www.merdeka.com/peristiwa/contoh-judul-berita-123456-mvk.html",
        "https://www.merdeka.com/uang/read/987654/contoh-judul-berita",
    ),
    reject=(
        "https://www.merdeka.com/",
        "https://www.merdeka.com/peristiwa/",
        "https://www.merdeka.com/tag/dpr/",
        "https://www.merdeka.com/foto/olahraga/1167203/contoh-foto.html",
        "https://www.merdeka.com/peristiwa/index2.html",
    ),
    rules=Rules(
        pages_in_one=True,  # pages of 2021 hold all subheadings that their page numbers lead to
        wrong_offset="-0700",  # JSON-LD and meta of 2017 to 2020 write local time so
        brands=("Merdeka.com", "merdeka.com", "Merdeka"),
        article_url=(
            r"^https://www\.merdeka\.com/(?!foto/|video/|slideshow/|tag/|reporter/)[a-z0-9-]+/"
            r"(?:read/\d+/[a-z0-9-]+|(?!index\d*\.)[a-z0-9-]+\.html)"
        ),
        host_map=(("m.merdeka.com", "www.merdeka.com"),),
        drop_params=("*",),
        templates=(
            Template(
                name="2023",
                body=(".articles-content__body",),
                title=("h1",),
                authors=("[data-tracking='author_name']",),
                tags=(".tags-articles__list a",),
                remove=(".advertisement-placeholder", ".bg-primary-50", ".page-break"),
            ),
            Template(
                name="2020",
                body=(".mdk-body-paragraph",),
                title=(".mdk-dt-headline h1", "#mdk-news-title h1", ".mdk-news-head h1", "h1"),
                byline=(".mdk-date-reporter span", ".col-dt-left .reporter"),
                published=(".mdk-date-reporter", ".col-dt-left .date-post"),
                section=(".mdk-breadcrumb a",),
                tags=(
                    ".new-tag-v2 .list-new-tag a",
                    "#tag-more.list-new-tag a",
                    ".tag__list a",
                    ".mdk-tag a",
                    ".list-tag a",
                ),
                captions=(
                    ".mdk-copyright",
                    ".mdk-news-img-copyright",
                    ".mdk-dt-copyright",
                    ".imageinfo",
                ),
                remove=(
                    ".dont-display",
                    ".detail-body__break",
                    ".mdk-dt-box",
                    ".new-tag-v2",
                    "[class*='crosslink']",
                    "#gplus_recommendation",
                ),
            ),
        ),
    ),
    status="listed",
    permission="robots.txt (read 2026-07-24) disallows every URL with a query and /search/.",
    notes=(
        "JSON-LD names no author; the meta element author does.",
        "The last step of the breadcrumb is the headline.",
    ),
    evidence=(
        Evidence(what="sitemap", seen="2026-07-24"),
        Evidence(
            what="page",
            seen="2021-06-16",
            note="the layout of 2020; no page of the layout of 2023 was tried",
        ),
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
    ),
)
