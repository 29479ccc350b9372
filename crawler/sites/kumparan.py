"""kumparan: newsroom and readers' accounts side by side."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="kumparan",
    title="kumparan",
    hosts=("kumparan.com", "www.kumparan.com", "m.kumparan.com", "lapi.kumparan.com"),
    group="Dynamo Media Network",
    feeds=("https://lapi.kumparan.com/v2.0/rss/",),
    sitemaps=("https://kumparan.com/sitemap.xml",),
    accept=(
        "https://kumparan.com/kumparannews/contoh-judul-berita-25AbCdEfGh1",
        "https://kumparan.com/kumparannews/contoh-judul-berita-25AbCdEfGh1/full",
    ),
    reject=(
        "https://kumparan.com/",
        "https://kumparan.com/channel/news",
        "https://kumparan.com/kumparannews",
        "https://kumparan.com/topic/banjir",
    ),
    rules=Rules(
        brands=("kumparan", "kumparan.com", "kumparanNEWS"),
        article_url=(r"^https://kumparan\.com/[a-z0-9-]+/[a-z0-9-]+-(?P<id>\d{2}[A-Za-z0-9]{9})$"),
        host_map=(("m.kumparan.com", "kumparan.com"),),
        drop_path=r"/full$",
        templates=(
            Template(
                name="2024",
                body=("[data-qa-id='story-paragraph']",),
                title=("h1[data-qa-id='story-title']",),
                authors=("[data-qa-id='author-name']",),
                tags=("[data-qa-id='label-tag-topic']",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "JSON-LD states times in UTC.",
        "The first step of an address is the account that wrote the story.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-08"),
        Evidence(what="crawler", seen="2026-08", note="pages as an open-source crawler reads them"),
    ),
)
