"""Mongabay Indonesia: environment."""

from crawler.site import Index, Site
from pipelines.records import Rules

SITE = Site(
    name="mongabay",
    title="Mongabay Indonesia",
    hosts=("mongabay.co.id", "www.mongabay.co.id"),
    feeds=("https://mongabay.co.id/feed",),
    indexes=(
        Index(
            url="https://mongabay.co.id/wp-json/wp/v2/posts?per_page=20&page={page}"
            "&_fields=link,date_gmt,title",
            entry="{link}",
        ),
    ),
    accept=(
        "https://mongabay.co.id/2026/07/24/contoh-judul-berita/",
        "https://www.mongabay.co.id/2021/06/12/contoh-judul-berita/",
    ),
    reject=(
        "https://mongabay.co.id/",
        "https://mongabay.co.id/2026/07/24/",
        "https://mongabay.co.id/tag/hutan/",
        "https://mongabay.co.id/wp-json/wp/v2/posts?per_page=20&page=2",
    ),
    rules=Rules(
        site="mongabay",
        brands=("Mongabay.co.id", "Mongabay Indonesia"),
        article_url=r"^https://mongabay\.co\.id/20\d{2}/\d{2}/\d{2}/[^/?]+",
        host_map=(("www.mongabay.co.id", "mongabay.co.id"),),
    ),
    notes=("The listing is WordPress's own, as data; it is asked for without the texts.",),
    evidence=(
        "feed answered 2026-07",
        "an open-source crawler of 2026-08-17",
        "addresses quoted by others, 2021 to 2026",
    ),
)
