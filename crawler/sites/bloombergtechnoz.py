"""Bloomberg Technoz: business news."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="bloombergtechnoz",
    title="Bloomberg Technoz",
    hosts=("www.bloombergtechnoz.com", "bloombergtechnoz.com"),
    feeds=("https://www.bloombergtechnoz.com/rss",),
    indexes=(
        Index(
            url="https://www.bloombergtechnoz.com/",
            item="div.card-box.ft150.margin-bottom-xl",
            link="a",
        ),
    ),
    accept=(
        "https://www.bloombergtechnoz.com/detail-news/120001/contoh-judul-berita",
        "https://www.bloombergtechnoz.com/detail-news/120002/contoh-judul-berita?page=2",
    ),
    reject=(
        "https://www.bloombergtechnoz.com/",
        "https://www.bloombergtechnoz.com/search?query=bank&pagenum=2",
        "https://www.bloombergtechnoz.com/kanal/market",
        "https://www.bloombergtechnoz.com/detail-news/120001/contoh-judul-berita/2",
    ),
    rules=Rules(
        brands=("Bloomberg Technoz",),
        article_url=r"^https://www\.bloombergtechnoz\.com/detail-news/(?P<id>\d+)/[a-z0-9-]+(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=(".detail-in",),
                title=(".title.margin-bottom-sm",),
                authors=("h5.title.margin-bottom-ss a",),
                published=("h5.title.fw4.cl-gray",),
                remove=("[class^='smallbox-pilihan']",),
            ),
        ),
    ),
    status="listed",
    notes=("A number after the slug is a later page of the same article.",),
    evidence=(
        Evidence(what="feed", seen="2026-07"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(what="list", seen="2026", note="addresses quoted by others"),
    ),
)
