"""Pikiran Rakyat: the Bandung daily and some two hundred partner hosts."""

from crawler.site import Evidence, Index, Site
from pipelines.extract.cms_templates import PROMEDIA
from pipelines.records import Rules, Template

SITE = Site(
    name="pikiranrakyat",
    title="Pikiran Rakyat",
    hosts=("www.pikiran-rakyat.com", "pikiran-rakyat.com", "*.pikiran-rakyat.com"),
    group="Promedia",
    province="Jawa Barat",
    sitemaps=("https://www.pikiran-rakyat.com/sitemap.xml",),
    indexes=(Index(url="https://galamedia.pikiran-rakyat.com/indeks-berita"),),
    accept=(
        "https://www.pikiran-rakyat.com/nasional/pr-019900001/contoh-judul-berita",
        "https://galamedia.pikiran-rakyat.com/news/pr-359900002/contoh-judul-berita?page=all",
    ),
    reject=(
        "https://www.pikiran-rakyat.com/",
        "https://www.pikiran-rakyat.com/nasional",
        "https://galamedia.pikiran-rakyat.com/indeks-berita",
        "https://www.pikiran-rakyat.com/tag/banjir",
        "https://www.pikiran-rakyat.com/search?q=banjir",
    ),
    rules=Rules(
        brands=("Pikiran Rakyat", "PIKIRAN RAKYAT", "Pikiran-Rakyat.com"),
        article_url=r"^https://(?:[\w-]+\.)?pikiran-rakyat\.com/[^/]+/pr-\d+/[a-z0-9-]+",
        drop_params=("page",),
        templates=(
            PROMEDIA,
            Template(
                name="2026",
                body=("div.read__article", "[itemprop='articleBody']"),
                title=("h1",),
                published=("span.mt-10", "span[class*='date']"),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "The search page limits how often it is asked (2026-04).",
        (
            "unverified: the sitemap, which is only listed; the listing of other hosts than "
            "galamedia.; ?page=all; feeds /rss and /feed."
        ),
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(what="page", seen="2020-10-07", note="one page of a partner's host"),
    ),
)
