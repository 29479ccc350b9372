"""DW Indonesia: the Indonesian pages of Deutsche Welle."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="dw",
    title="DW Indonesia",
    hosts=("www.dw.com", "dw.com", "rss.dw.com"),
    group="Deutsche Welle",
    feeds=("https://rss.dw.com/rdf/rss-id-all",),
    accept=("https://www.dw.com/id/contoh-judul-berita/a-70000001",),
    reject=(
        "https://www.dw.com/id/berita/s-11546",
        "https://www.dw.com/en/sample-headline/a-70000001",
        "https://www.dw.com/id/contoh-video/av-70000001",
    ),
    rules=Rules(
        brands=("DW Indonesia",),
        article_url=r"^https://www\.dw\.com/id/[a-z0-9-]+/a-(?P<id>\d+)",
        templates=(
            Template(
                name="2026",
                body=(".content-area", ".rich-text"),
                title=("h1",),
                published=("time",),
            ),
        ),
    ),
    status="unverified",
    notes=(
        (
            "unverified: the feed, which is in many lists and which one report of 2026-07 "
            "calls walled; https://rss.dw.com/xml/rss-id-all; that .rich-text holds the body."
        ),
        "detik carries texts of this outlet with its editors' names.",
    ),
    evidence=(
        Evidence(what="list", seen="2026", note="the feed"),
        Evidence(what="crawler", seen="2026-08-18", note="selectors of a reader's rule set"),
    ),
)
