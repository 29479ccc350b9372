"""CNBC Indonesia: business; listings by day."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="cnbcindonesia",
    title="CNBC Indonesia",
    hosts=("www.cnbcindonesia.com", "cnbcindonesia.com"),
    group="Trans Media",
    feeds=(
        "https://www.cnbcindonesia.com/rss",
        "https://www.cnbcindonesia.com/news/rss",
        "https://www.cnbcindonesia.com/market/rss",
        "https://www.cnbcindonesia.com/syariah/rss",
        "https://www.cnbcindonesia.com/tech/rss",
        "https://www.cnbcindonesia.com/lifestyle/rss",
    ),
    sitemaps=("https://www.cnbcindonesia.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.cnbcindonesia.com/indeks?date={yyyy}/{mm}/{dd}&tipe=&page={page}",
            item="article",
            title="h2",
        ),
    ),
    sections=("news", "market", "entrepreneur", "syariah", "tech", "lifestyle"),
    accept=("https://www.cnbcindonesia.com/market/20260724100745-17-123456/contoh-judul-berita",),
    reject=(
        "https://www.cnbcindonesia.com/",
        "https://www.cnbcindonesia.com/market",
        "https://www.cnbcindonesia.com/tag/saham",
        "https://www.cnbcindonesia.com/indeks?date=2026/07/24",
    ),
    rules=Rules(
        brands=("CNBC Indonesia",),
        article_url=r"^https://www\.cnbcindonesia\.com/[a-z-]+/\d{14}-\d+-(?P<id>\d+)/",
        drop_params=("page",),
        templates=(
            Template(
                name="2024",
                body=("div.detail-text", ".detail_text"),
                title=("h1",),
                published=("div.text-cm.text-gray",),
                captions=("figcaption",),
                remove=(
                    "[class*='sisip_']",
                    "[class*='link_sisip']",
                    ".linksisip",
                    ".detikads",
                    ".paradetail",
                ),
            ),
        ),
    ),
    status="listed",
    notes=("The fourteen digits of an address are not the publication time.",),
    evidence=(Evidence(what="index", seen="2026-10-03", note="days of 2019 and 2026"),),
)
