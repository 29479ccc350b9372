"""Suara.com: national site and one host per region."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="suara",
    title="Suara.com",
    hosts=("www.suara.com", "suara.com", "*.suara.com"),
    group="Arkadia Digital Media",
    feeds=(
        "https://www.suara.com/rss",
        "https://www.suara.com/rss/news",
        "https://www.suara.com/rss/bisnis",
        "https://www.suara.com/rss/lifestyle",
        "https://www.suara.com/rss/entertainment",
        "https://www.suara.com/rss/tekno",
        "https://www.suara.com/rss/bola",
    ),
    indexes=(
        Index(
            url="https://www.suara.com/indeks?page={page}",
        ),
    ),
    sections=("news", "bisnis", "lifestyle", "entertainment", "otomotif", "tekno", "bola"),
    accept=(
        "https://www.suara.com/news/2026/07/24/104500/contoh-judul-berita",
        "https://jogja.suara.com/read/2026/07/24/104500/contoh-judul",
    ),
    reject=(
        "https://www.suara.com/",
        "https://www.suara.com/news",
        "https://www.suara.com/indeks?page=2",
        "https://www.suara.com/tag/banjir",
    ),
    rules=Rules(
        brands=("Suara.com",),
        article_url=(
            r"^https://(?!foto\.|video\.)[\w-]+\.suara\.com/[a-z-]+/20\d{2}/\d{2}/\d{2}/\d{6}/"
        ),
        host_map=(("m.suara.com", "www.suara.com"),),
        drop_params=("page",),
        single_page="page=all",
        templates=(
            Template(
                name="2024",
                body=("div.article-content", "article.detail-content"),
                authors=(".author-trigger a",),
                tags=(".article-tags a", ".list-tag a"),
                captions=(".article-image figcaption", "figcaption"),
                remove=(
                    ".ten-second",
                    ".article-read",
                    "[class*='baca-juga']",
                    "[class*='placeholder_']",
                    "#next-article",
                    ".wrap-pagination",
                    ".article-tags",
                ),
            ),
        ),
    ),
    status="listed",
    notes=(
        "A box of ten seconds sums the article up before its text.",
        "Long articles are split; ?page=all shows them whole.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-08"),
        Evidence(what="crawler", seen="2026-08", note="pages as an open-source crawler reads them"),
    ),
)
