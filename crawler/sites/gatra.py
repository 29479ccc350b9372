"""Gatra: the news weekly, on gatra.net."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="gatra",
    title="Gatra",
    hosts=("www.gatra.net", "gatra.net"),
    group="Gatra Media",
    indexes=(Index(url="https://www.gatra.net/page/{page}/"),),
    accept=("https://www.gatra.net/news-600001-nasional-contoh-judul-berita.html",),
    reject=(
        "https://www.gatra.net/",
        "https://www.gatra.net/page/2/",
        "https://www.gatra.net/category/nasional/",
        "https://www.gatra.net/?s=banjir",
    ),
    rules=Rules(
        brands=("Gatra.net", "Gatra.com", "GATRAnews"),
        article_url=r"^https://www\.gatra\.net/news-(?P<id>\d+)-[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=(".td-post-content",),
                published=(".entry-date",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The search takes no notice of what is asked (2026-08-06).",
        "gatra.com is the older site and is not taken in.",
    ),
    evidence=(Evidence(what="crawler", seen="2026-08-06", note="an open-source crawler"),),
)
