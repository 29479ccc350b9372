"""tvOnenews: the television station's site."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="tvonenews",
    title="tvOnenews",
    hosts=("www.tvonenews.com", "tvonenews.com"),
    group="Visi Media Asia",
    sitemaps=("https://www.tvonenews.com/sitemap.xml",),
    indexes=(Index(url="https://www.tvonenews.com/"),),
    sections=(
        "ekonomi",
        "nasional",
        "internasional",
        "daerah",
        "sport",
        "lifestyle",
        "opini",
        "investigasi",
    ),
    accept=(
        "https://www.tvonenews.com/nasional/390001-contoh-judul-berita",
        "https://www.tvonenews.com/channel/news/390002-contoh-judul-berita?page=all",
    ),
    reject=(
        "https://www.tvonenews.com/",
        "https://www.tvonenews.com/nasional",
        "https://www.tvonenews.com/tag/banjir",
        "https://www.tvonenews.com/video/390001-contoh-video",
    ),
    rules=Rules(
        brands=("tvOnenews.com", "tvOnenews"),
        article_url=(
            r"^https://www\.tvonenews\.com/(?:ekonomi|nasional|internasional|daerah|sport|lifestyle|opini|"
            r"investigasi|channel/news)/(?:[a-z-]+/)?(?P<id>\d+)-"
        ),
        drop_params=("page",),
        templates=(
            Template(
                name="2026",
                body=(".detail-content",),
                title=("h1",),
                authors=(".detail-author",),
                published=(".detail-date",),
                remove=("[class*='baca-juga']", "[class*='related']", "[class*='video']"),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The search answers POST requests only.",
        "?page=all shows a split article whole.",
        "unverified: the sitemap, which is only listed.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
