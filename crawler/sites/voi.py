"""VOI: news site with editions in several languages; this is the Indonesian one."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="voi",
    title="VOI",
    hosts=("voi.id", "www.voi.id"),
    feeds=("https://voi.id/rss",),
    indexes=(
        Index(
            url="https://voi.id/artikel/indeks?page={page}",
            item=".section-item-title",
            link="a",
        ),
    ),
    accept=(
        "https://voi.id/berita/500001/contoh-judul-berita",
        "https://www.voi.id/ekonomi/500002/contoh-judul",
    ),
    reject=(
        "https://voi.id/",
        "https://voi.id/berita",
        "https://voi.id/artikel/indeks?page=2",
        "https://voi.id/en/news/500001",
        "https://voi.id/artikel/cari?q=banjir",
    ),
    rules=Rules(
        brands=("VOI.id", "voi.id"),
        article_url=r"^https://voi\.id/(?!artikel/)[a-z0-9-]+/(?P<id>\d+)(?:/[a-z0-9-]+)?(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("div.single-post-content",),
                authors=(".single-post-author a",),
                published=(".single-post-date time",),
                remove=(
                    "[class*='related']",
                    "[class*='popular']",
                    "[class*='sidebar']",
                    "[class*='see-also']",
                ),
            ),
        ),
    ),
    status="listed",
    notes=(
        "JSON-LD puts WIB between date and time (2026-05-13WIB18:45:00+07:00).",
        "Addresses under /en/ are translations and are not taken in.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-07"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
