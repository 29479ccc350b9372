"""IDX Channel: capital market television; sitemaps per section."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="idxchannel",
    title="IDX Channel",
    hosts=("www.idxchannel.com", "idxchannel.com"),
    sitemaps=("https://www.idxchannel.com/sitemap.xml",),
    sections=("news", "market-news", "economics", "technology"),
    accept=(
        "https://www.idxchannel.com/market-news/contoh-judul-berita",
        "https://www.idxchannel.com/market-news/contoh-judul-berita/2",
    ),
    reject=(
        "https://www.idxchannel.com/",
        "https://www.idxchannel.com/market-news",
        "https://www.idxchannel.com/foto/contoh-judul-foto",
        "https://www.idxchannel.com/news/sitemap.xml",
    ),
    rules=Rules(
        brands=("IDXChannel", "IDX Channel", "IDXChannel.com"),
        article_url=(
            r"^https://www\.idxchannel\.com/(?!foto/|video/|infografis/|tag/|search)[a-z-]+/"
            r"[a-z0-9]+(?:-[a-z0-9]+)+(?:\?|$)"
        ),
        drop_path=r"/\d{1,2}$",
        templates=(
            Template(
                name="2026",
                body=(".article--content",),
                title=("h1",),
                authors=(".article--creator a.creator",),
                published=(".article--creator .text-body--2",),
                remove=(".baca-juga-new", ".baca_juga", "#relatedNews", ".berita--terkait"),
            ),
        ),
    ),
    status="listed",
    notes=(
        "Sitemaps of sections hold about two days.",
        "A number after the slug is a later page of the same article.",
        "The printed date is day/month/year.",
        "The search answered 522 (2026-07-18).",
    ),
    evidence=(
        Evidence(what="sitemap", seen="2026-07-18"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
