"""VIVA: feeds per section; regional editions on hosts of their own."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="viva",
    title="VIVA",
    hosts=("www.viva.co.id", "viva.co.id", "*.viva.co.id"),
    group="Visi Media Asia",
    feeds=(
        "https://www.viva.co.id/get/all",
        "https://www.viva.co.id/get/berita",
        "https://www.viva.co.id/get/bisnis",
        "https://www.viva.co.id/get/bola",
        "https://www.viva.co.id/get/sport",
        "https://www.viva.co.id/get/digital",
    ),
    indexes=(
        Index(
            url="https://www.viva.co.id/indeks",
            item=".article-list-row",
            link="a.article-list-title",
            date=".article-list-date",
            title="h2",
        ),
    ),
    sections=("berita", "bisnis", "bola", "sport", "digital"),
    accept=(
        "https://www.viva.co.id/berita/nasional/1823456-contoh-judul-berita",
        "https://www.viva.co.id/bola/1823456-contoh-judul-berita",
        "https://lampung.viva.co.id/berita/6211-contoh-judul-berita",
        "http://metro.news.viva.co.id/news/read/736204-contoh-judul-berita",
        "http://life.viva.co.id/style/read/736441-contoh-judul-berita",
    ),
    reject=(
        "https://www.viva.co.id/",
        "https://www.viva.co.id/indeks",
        "https://www.viva.co.id/berita/nasional",
        "https://www.viva.co.id/tag/banjir",
        "https://www.viva.co.id/video/1823456-contoh-video",
        "https://lampung.viva.co.id/berita",
        "https://foto.viva.co.id/read/12345-contoh-foto",
    ),
    rules=Rules(
        brands=("VIVA.co.id", "VIVA", "Viva"),
        article_url=(
            r"^https://(?!video\.|foto\.|forum\.)(?:[a-z]+\.){1,2}viva\.co\.id/"
            r"(?!tag/|video/|foto/)(?:[a-z_-]+/){1,3}\d{3,}-[a-z0-9-]+"
        ),
        host_map=(("m.viva.co.id", "www.viva.co.id"),),
        drop_params=("page",),
        single_page="page=all",
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
    status="listed",
    notes=(
        "?page=all shows a split article whole.",
        "Every edition counts its articles from one: a number names no article on its own.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-09-18"),
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
        Evidence(what="crawler", seen="2025", note="a regional edition"),
    ),
)
