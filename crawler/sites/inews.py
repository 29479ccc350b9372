"""iNews.id: national site and one host per city."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="inews",
    title="iNews.id",
    hosts=("www.inews.id", "inews.id", "*.inews.id"),
    group="MNC Media",
    feeds=("https://www.inews.id/feed",),
    sections=("finance", "news", "regional", "lifestyle", "sport", "otomotif"),
    accept=(
        "https://www.inews.id/news/nasional/contoh-judul-berita",
        "https://www.inews.id/finance/bisnis/contoh-judul-berita-baru/all",
        "https://jabar.inews.id/news/regional/contoh-judul-berita",
    ),
    reject=(
        "https://www.inews.id/",
        "https://www.inews.id/news",
        "https://www.inews.id/news/nasional",
        "https://www.inews.id/indeks/news/24-07-2026",
        "https://www.inews.id/tag/banjir",
    ),
    rules=Rules(
        brands=("iNews.id", "iNews"),
        article_url=(
            r"^https://(?:[a-z]+\.)?inews\.id/(?:finance|news|regional|lifestyle|sport|otomotif)/"
            r"(?:[a-z0-9-]+/)*[a-z0-9]+(?:-[a-z0-9]+){2,}(?:\?|$)"
        ),
        drop_path=r"/all$",
        templates=(
            Template(
                name="2026",
                body=(".content", "article"),
                title=("h1",),
                authors=(".author",),
                published=(".createdAt", ".timeAndShare"),
                remove=("[class*='baca-juga']", "[class*='related']"),
            ),
        ),
    ),
    status="listed",
    permission=(
        "A public assessment of 2026-07 puts this outlet among those to crawl "
        "only after permission: ask first."
    ),
    notes=(
        "/all after an address shows a split article whole.",
        (
            "unverified: the last part of an article's address has at least three words; feeds "
            "of sections under /feed/; sitemap https://www.inews.id/sitemap.xml; listing by "
            "day /indeks/{section}/{dd-mm-yyyy}/{n} (2021 to 2023)."
        ),
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
