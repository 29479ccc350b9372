"""RM.ID: the site of the daily Rakyat Merdeka."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="rm",
    title="RM.ID",
    hosts=("rm.id", "www.rm.id"),
    group="Rakyat Merdeka",
    feeds=("https://rm.id/rss-rakyat-merdeka",),
    accept=("https://rm.id/baca-berita/nasional/310001/contoh-judul-berita",),
    reject=(
        "https://rm.id/",
        "https://rm.id/baca-berita/nasional",
        "https://rm.id/page/2/?s=banjir",
    ),
    rules=Rules(
        brands=("RM.id", "RM.ID", "Rakyat Merdeka"),
        article_url=r"^https://rm\.id/baca-berita/[a-z0-9-]+/(?P<id>\d+)/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=("div.content-berita",),
            ),
        ),
    ),
    status="listed",
    notes=("Sections have feeds of their own under /rss-rakyat-merdeka/.",),
    evidence=(
        Evidence(what="feed", seen="2026-02-21"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(what="list", seen="2026", note="addresses quoted by others"),
    ),
)
