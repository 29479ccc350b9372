"""CNA Indonesia: the Indonesian edition of Channel NewsAsia."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="cna",
    title="CNA Indonesia",
    hosts=("www.cna.id", "cna.id"),
    feeds=("https://www.cna.id/api/v1/rss-outbound-feed?_format=xml",),
    indexes=(Index(url="https://www.cna.id/terbaru"),),
    accept=("https://www.cna.id/indonesia/contoh-judul-berita-41001",),
    reject=(
        "https://www.cna.id/",
        "https://www.cna.id/terbaru",
        "https://www.cna.id/indonesia",
        "https://www.cna.id/topik/banjir",
    ),
    rules=Rules(
        brands=("CNA Indonesia",),
        article_url=r"^https://www\.cna\.id/[a-z-]+/[a-z0-9-]+-(?P<id>\d+)(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=(".field--name-body",),
            ),
        ),
    ),
    status="listed",
    notes=("unverified: the feed, which is only listed.",),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(what="list", seen="2026", note="the feed"),
    ),
)
