"""RMOL: Rakyat Merdeka Online, politics above all."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="rmol",
    title="RMOL",
    hosts=("rmol.id", "www.rmol.id"),
    group="Rakyat Merdeka Online",
    indexes=(
        Index(url="https://rmol.id/", item=".rubrik-list-title, .single_post_text", link="a"),
    ),
    accept=(
        "https://rmol.id/politik/read/2026/07/24/700001/contoh-judul-berita",
        "https://www.rmol.id/read/2026/07/24/700002/contoh-judul-berita",
    ),
    reject=(
        "https://rmol.id/",
        "https://rmol.id/politik",
        "https://rmol.id/tag/banjir?page=2",
        "https://rmoljabar.id/read/2026/07/24/700001/contoh-judul",
    ),
    rules=Rules(
        brands=("RMOL.ID", "RMOL"),
        article_url=r"^https://rmol\.id/(?:[a-z0-9-]+/)?read/\d{4}/\d{2}/\d{2}/(?P<id>\d+)/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=("#fontResizableText",),
                title=(".single_post_heading h1",),
                published=(".author li",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The regional sites (rmoljabar and others) and RM.ID are outlets of their own.",
        "unverified: feeds https://rmol.id/rss/latest-posts and /rss/kategori/{section}.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
