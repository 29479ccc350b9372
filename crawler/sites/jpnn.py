"""JPNN: the news network of the Jawa Pos group."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="jpnn",
    title="JPNN",
    hosts=("www.jpnn.com", "jpnn.com", "*.jpnn.com"),
    group="Jawa Pos National Network",
    feeds=("https://www.jpnn.com/rss",),
    indexes=(
        Index(
            url="https://www.jpnn.com/indeks?id=&d={d}&m={mm}&y={yyyy}&tab=all&page={page}",
        ),
    ),
    accept=(
        "https://www.jpnn.com/news/contoh-judul-berita",
        "https://jatim.jpnn.com/news/contoh-judul-berita",
        "https://m.jpnn.com/news/contoh-judul-berita?page=2",
    ),
    reject=(
        "https://www.jpnn.com/",
        "https://www.jpnn.com/news",
        "https://www.jpnn.com/indeks?id=&d=24&m=07&y=2026&tab=all",
        "https://www.jpnn.com/tag/banjir",
        "https://www.genpi.co/news/contoh-judul-berita",
    ),
    rules=Rules(
        brands=("JPNN.com", "jpnn.com", "JPNN"),
        article_url=r"^https://[a-z]+\.jpnn\.com/news/[a-z0-9-]+",
        host_map=(("m.jpnn.com", "www.jpnn.com"),),
        drop_params=("page",),
        templates=(
            Template(
                name="2026",
                body=("div[itemprop='articleBody']",),
                title=("h1.judul",),
                authors=("meta[name='jpnncom_news_author']",),
                published=("meta[name='jpnncom_news_pubdate']",),
                remove=(".baca-juga", ".pagination"),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "Pages of a split article are ?page=2 and so on; none shows it whole.",
        "The meta tag of the time is day, month by name, year, and local.",
        (
            "unverified: the listing by day (crawlers of 2016 to 2021) and its days below ten "
            "with a zero; the feed, which one report of 2026-07 calls walled; sitemap "
            "https://www.jpnn.com/sitemap.xml."
        ),
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(
            what="crawler",
            seen="2021",
            note="listing by day in open-source crawlers of 2016 to 2021",
        ),
    ),
)
