"""Tribunnews and the Tribun network's regional editions."""

from crawler.site import Evidence, Index, Site
from pipelines.extract.cms_templates import TRIBUN
from pipelines.records import Rules

SITE = Site(
    name="tribunnews",
    title="Tribunnews",
    hosts=("www.tribunnews.com", "*.tribunnews.com"),
    group="Kompas Gramedia",
    sitemaps=("https://www.tribunnews.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.tribunnews.com/index-news?page={page}",
            item="ul.lsi > li",
            link="h3 a",
            date="time",
            title="h3",
            pages=10,
        ),
    ),
    sections=("nasional", "regional", "bisnis", "internasional", "sport", "seleb"),
    accept=(
        "https://www.tribunnews.com/nasional/7771234/contoh-judul-berita",
        "https://www.tribunnews.com/regional/2026/07/24/contoh-judul-berita",
        "https://jabar.tribunnews.com/2026/07/24/contoh-judul-berita",
    ),
    reject=(
        "https://www.tribunnews.com/",
        "https://www.tribunnews.com/nasional",
        "https://www.tribunnews.com/index-news?page=2",
        "https://www.tribunnews.com/tag/banjir",
        "https://www.tribunnews.com/topic/banjir",
    ),
    rules=Rules(
        brands=("Tribunnews.com", "Tribunnews", "TRIBUNNEWS.COM", "Tribun"),
        article_url=(
            r"^https://[a-z]+\.tribunnews\.com/(?!tag/|topic/|images/|index-news|video/)"
            r"(?:[a-z-]+/)?(?:\d{4}/\d{2}/\d{2}/|(?P<id>\d{6,})/)[a-z0-9-]+"
        ),
        host_map=(("m.tribunnews.com", "www.tribunnews.com"),),
        drop_params=("page",),
        single_page="page=all",
        templates=(TRIBUN,),
    ),
    status="blocked",
    permission="robots.txt (read 2026-07-24) disallows /search, /tag/, /topic/ and interfaces.",
    notes=(
        "blocked: agents that do not look like a browser are answered with 403 (read 2026-07-24).",
        "Every link in the feed leads to the home page (read 2026-07-24): it is not used.",
        "The listing ends at page 10: later pages repeat it.",
        "?page=all shows a split article whole.",
        "Regional editions print WITA and WIT.",
    ),
    evidence=(
        Evidence(what="sitemap", seen="2026-07-24"),
        Evidence(what="page", seen="2016-02-08", note="one page of a regional edition"),
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
    ),
)
