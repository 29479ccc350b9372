"""RRI: the public radio's site."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="rri",
    title="RRI",
    hosts=("rri.co.id", "www.rri.co.id"),
    group="LPP RRI",
    indexes=(Index(url="https://rri.co.id/"),),
    accept=(
        "https://rri.co.id/nasional/1900001/contoh-judul-berita",
        "https://www.rri.co.id/daerah/sumatera/1900002/contoh-judul-berita",
    ),
    reject=(
        "https://rri.co.id/",
        "https://rri.co.id/nasional",
        "https://rri.co.id/search?q=banjir&page=2",
    ),
    rules=Rules(
        brands=("RRI.CO.ID", "rri.co.id", "KBRN"),
        article_url=r"^https://rri\.co\.id/(?:[a-z0-9-]+/)+(?P<id>\d+)/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=(".post_details_inner", ".main-content"),
                authors=(".author",),
                published=(".date",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "No listing but the home page and the search is known.",
        "The printed date has line breaks in it.",
        "unverified: feed https://rri.co.id/rss.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
