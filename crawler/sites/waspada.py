"""Waspada: the Medan daily."""

from crawler.site import Evidence, Site
from pipelines.records import Rules

SITE = Site(
    name="waspada",
    title="Waspada",
    hosts=("waspada.id", "www.waspada.id"),
    group="Harian Waspada",
    province="Sumatera Utara",
    feeds=("https://waspada.id/feed/",),
    accept=("https://waspada.id/sumut/contoh-judul-berita/",),
    reject=(
        "https://waspada.id/",
        "https://waspada.id/sumut/",
        "https://waspada.id/tag/banjir-di-medan/",
        "https://waspada.id/feed/",
        "https://waspada.id/wp-content/uploads/contoh-foto-satu.jpg",
    ),
    rules=Rules(
        brands=("Waspada.id",),
        article_url=(
            r"^https://waspada\.id/(?!tag/|category/|author/|page/|feed|wp-)"
            r"(?:[a-z0-9-]+/)*[a-z0-9]+(?:-[a-z0-9]+){2,}(?:\?|$)"
        ),
    ),
    status="unverified",
    notes=(
        (
            "unverified: the feed, which is only listed, and the address pattern: it takes "
            "every address whose last part has at least three words."
        ),
        "www.waspada.co.id is the older site and is not taken in.",
    ),
    evidence=(Evidence(what="list", seen="2026", note="the feed"),),
)
