"""VIVA: feeds per section."""

from crawler.site import Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="viva",
    title="VIVA",
    hosts=("www.viva.co.id", "viva.co.id", "m.viva.co.id"),
    group="Visi Media Asia",
    feeds=(
        "https://www.viva.co.id/get/all",
        "https://www.viva.co.id/get/berita",
        "https://www.viva.co.id/get/bisnis",
        "https://www.viva.co.id/get/bola",
        "https://www.viva.co.id/get/sport",
        "https://www.viva.co.id/get/digital",
    ),
    indexes=(Index(url="https://www.viva.co.id/indeks", item=".article-list-row", title="h2, h3"),),
    sections=("berita", "bisnis", "bola", "sport", "digital"),
    accept=(
        "https://www.viva.co.id/berita/nasional/1823456-contoh-judul-berita",
        "https://www.viva.co.id/bola/1823456-contoh-judul-berita",
    ),
    reject=(
        "https://www.viva.co.id/",
        "https://www.viva.co.id/indeks",
        "https://www.viva.co.id/berita/nasional",
        "https://www.viva.co.id/tag/banjir",
    ),
    rules=Rules(
        site="viva",
        brands=("VIVA.co.id", "VIVA", "Viva"),
        article_url=r"^https://www\.viva\.co\.id/(?!tag/)(?:[a-z-]+/){1,3}(?P<id>\d{5,})-",
        host_map=(("viva.co.id", "www.viva.co.id"), ("m.viva.co.id", "www.viva.co.id")),
        drop_params=("page",),
        templates=(
            Template(
                name="2024",
                body=("div.main-content-detail",),
                title=("h1.main-content-title",),
                authors=(".main-content-author a", ".main-content-author"),
                published=(".main-content-date",),
                tags=(".tag-container a", "a[href*='/tag/']"),
                captions=("figcaption", ".main-content-image p"),
                remove=("div.recommended-article", "div.widget-other-article", ".ads"),
            ),
        ),
    ),
    notes=("?page=all shows a split article whole.",),
    evidence=("feeds answered 2026-09-18",),
)
