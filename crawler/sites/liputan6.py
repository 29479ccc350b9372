"""Liputan6: one host per section, desktop and mobile; all pages of an article in one page."""

from crawler.site import Evidence, Index, Site
from pipelines.extract.cms_templates import KLY_READPAGE
from pipelines.records import Rules

SITE = Site(
    name="liputan6",
    title="Liputan6",
    hosts=("www.liputan6.com", "*.liputan6.com"),
    group="KapanLagi Youniverse",
    feeds=(
        "https://feed.liputan6.com/rss",
        "https://feed.liputan6.com/rss/news",
        "https://feed.liputan6.com/rss/bisnis",
        "https://feed.liputan6.com/rss/bola",
        "https://feed.liputan6.com/rss/showbiz",
        "https://feed.liputan6.com/rss/tekno",
        "https://feed.liputan6.com/rss/cek-fakta",
        "https://feed.liputan6.com/rss/regional",
        "https://feed.liputan6.com/rss/global",
        "https://feed.liputan6.com/rss/health",
    ),
    sitemaps=("https://www.liputan6.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.liputan6.com/indeks/{yyyy}/{mm}/{dd}?start={yyyy}-{mm}-{dd}&end={next}&page={page}",
            item="article.articles--iridescent-list--item",
            date="time",
            title="h4",
        ),
    ),
    sections=("news", "bisnis", "bola", "showbiz", "tekno", "regional", "global", "health"),
    accept=(
        "https://www.liputan6.com/news/read/4264698/contoh-judul-berita",
        "https://hot.liputan6.com/read/4280335/contoh-judul-berita",
        "http://tekno.liputan6.com/read/2436773/contoh-judul-berita",
    ),
    reject=(
        "https://www.liputan6.com/",
        "https://www.liputan6.com/news",
        "https://www.liputan6.com/tag/asn",
        "https://www.liputan6.com/indeks/2026/07/24",
        "https://www.liputan6.com/photo/read/4264698/contoh-foto",
        "http://photo.liputan6.com/musik/contoh-foto-2437247",
        "https://www.liputan6.com/info/pedoman-media-siber",
    ),
    rules=Rules(
        brands=("Liputan6.com", "Liputan6"),
        article_url=(
            r"^https://(?!photo\.|enamplus\.|video\.)[a-z0-9-]+\.liputan6\.com/"
            r"(?:(?!photo|foto|video)[a-z0-9-]+/)?read/(?P<id>\d+)/(?!comments$)"
        ),
        host_map=(("m.liputan6.com", "www.liputan6.com"),),
        drop_params=("*",),
        templates=(KLY_READPAGE,),
    ),
    status="active",
    permission="robots.txt (read 2026-10) disallows /search only.",
    notes=(
        "The printed date is that of the last change; the metadata hold the publication time.",
        "There is no canonical link on desktop pages.",
        "One page holds all pages of an article, some of them hidden.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="page", seen="2021-12-20", note="pages of 2016 to 2021"),
        Evidence(what="index", seen="2026-10-03"),
    ),
)
