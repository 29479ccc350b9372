"""RM.ID: the site of the daily Rakyat Merdeka."""

from crawler.site import Site
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
        site="rm",
        brands=("RM.id", "RM.ID", "Rakyat Merdeka"),
        article_url=r"^https://rm\.id/baca-berita/[a-z0-9-]+/(?P<id>\d+)/[a-z0-9-]+",
        host_map=(("www.rm.id", "rm.id"),),
        templates=(
            Template(
                name="2026",
                body=("div.content-berita",),
            ),
        ),
    ),
    notes=("Sections have feeds of their own under /rss-rakyat-merdeka/.",),
    evidence=(
        "feed answered 2026-02-21",
        "selectors and address pattern of an open-source crawler of 2026-08-17",
        "addresses quoted by others, 2026",
    ),
)
