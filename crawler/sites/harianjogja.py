"""Harian Jogja: the Yogyakarta daily, one host per section."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="harianjogja",
    title="Harian Jogja",
    hosts=("www.harianjogja.com", "harianjogja.com", "*.harianjogja.com"),
    group="Bisnis Indonesia Group",
    province="DI Yogyakarta",
    indexes=(Index(url="https://www.harianjogja.com/"),),
    sections=(
        "news",
        "jogjapolitan",
        "wisata",
        "ekbis",
        "ototekno",
        "sport",
        "jateng",
        "leisure",
        "pendidikan",
        "opini",
        "cekfakta",
    ),
    accept=(
        "https://jogjapolitan.harianjogja.com/r-1200001/contoh-judul-berita",
        "https://news.harianjogja.com/read/2023/07/24/500/1100001/contoh-judul-berita",
    ),
    reject=(
        "https://www.harianjogja.com/",
        "https://jogjapolitan.harianjogja.com/",
        "https://www.harianjogja.com/search?q=banjir&page=2",
    ),
    rules=Rules(
        brands=("Harianjogja.com", "Harian Jogja"),
        article_url=r"^https://[a-z0-9-]+\.harianjogja\.com/(?:r-|read/\d{4}/\d{2}/\d{2}/\d+/)(?P<id>\d+)/",
        templates=(
            Template(
                name="2026",
                body=(".article-content", ".post-content", ".entry-content"),
            ),
        ),
    ),
    status="listed",
    notes=(
        "Addresses changed from /read/ with a date to /r- with a number by 2026.",
        "No listing but the home page and the search is known.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
