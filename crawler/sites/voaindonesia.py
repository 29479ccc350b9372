"""VOA Indonesia: the Indonesian service of Voice of America."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="voaindonesia",
    title="VOA Indonesia",
    hosts=("www.voaindonesia.com", "voaindonesia.com"),
    group="USAGM",
    feeds=("https://www.voaindonesia.com/api/zmgqoe$moi",),
    accept=(
        "https://www.voaindonesia.com/a/contoh-judul-berita/7900001.html",
        "https://www.voaindonesia.com/a/7900001.html",
    ),
    reject=(
        "https://www.voaindonesia.com/",
        "https://www.voaindonesia.com/z/313",
        "https://www.voaindonesia.com/s?k=banjir",
        "https://www.voaindonesia.com/p/5550.html",
    ),
    rules=Rules(
        brands=("VOA Indonesia",),
        article_url=r"^https://www\.voaindonesia\.com/a/(?:[^/?]+/)?[^/?]+\.html(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("div.content-floated-wrap", "div.body-container"),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "unverified: that the service still publishes.",
        "Listings are by zone, /z/{zone}?p={n}; the numbers of the zones are not known.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
        Evidence(what="list", seen="2023", note="the feed"),
    ),
)
