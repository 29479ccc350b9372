"""Katadata: business and data journalism; sitemaps by month since 2021."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="katadata",
    title="Katadata",
    hosts=("katadata.co.id", "www.katadata.co.id", "*.katadata.co.id"),
    group="Katadata Indonesia",
    sitemaps=("https://www.katadata.co.id/sitemap-index.xml",),
    indexes=(
        Index(
            url="https://katadata.co.id/indeks/search/-/{dd}-{mm}-{yyyy}/{dd}-{mm}-{yyyy}",
            item="article.article--berita",
            link="a",
        ),
    ),
    accept=(
        "https://katadata.co.id/finansial/bursa/64f1c2d3e4a5b/contoh-judul-berita",
        "https://www.katadata.co.id/berita/nasional/68a1b2c3d4e5f/contoh-judul",
    ),
    reject=(
        "https://katadata.co.id/",
        "https://katadata.co.id/finansial/bursa",
        "https://katadata.co.id/indeks",
        "https://katadata.co.id/indeks/search/-/24-07-2026/24-07-2026",
        "https://databoks.katadata.co.id/datapublish/2026/07/24/contoh-data",
        "https://katadata.co.id/tags/bank",
    ),
    rules=Rules(
        brands=("Katadata.co.id", "Katadata"),
        article_url=r"^https://katadata\.co\.id/(?:[a-z-]+/)+(?P<id>[0-9a-f]{6,})/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=(".detail-main",),
                title=(".detail-title.mb-4",),
                authors=(".detail-author-name",),
                published=(".detail-date.text-gray",),
                remove=("[class^='widget-baca-juga']", "[class*='ai-summary']"),
            ),
        ),
    ),
    status="listed",
    notes=(
        "robots.txt (read 2026-10-03) disallows nothing for other agents.",
        "The body holds a summary made by a machine; it is removed.",
        "The time in meta tags has no zone; JSON-LD has it.",
        (
            "A day's listing shows its first entries only; sitemaps of months "
            "(/sitemap/post/2026-07.xml) are complete."
        ),
        "Databoks has other pages and is not taken in.",
    ),
    evidence=(
        Evidence(what="index", seen="2026-10-03"),
        Evidence(what="sitemap", seen="2026-10-03"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
