"""Mongabay Indonesia: environment."""

from crawler.site import Evidence, Index, Site
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
        brands=("Mongabay.co.id", "Mongabay Indonesia"),
        article_url=r"^https://mongabay\.co\.id/20\d{2}/\d{2}/\d{2}/[^/?]+",
    ),
    status="listed",
    notes=("The listing is WordPress's own, as data; it is asked for without the texts.",),
    evidence=(
        Evidence(what="feed", seen="2026-07"),
        Evidence(what="crawler", seen="2026-08-17", note="an open-source crawler"),
        Evidence(what="list", seen="2026", note="addresses of 2021 to 2026 quoted by others"),
    ),
)
