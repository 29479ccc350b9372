"""Alinea.id: politics and data journalism."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules

SITE = Site(
    name="alinea",
    title="Alinea.id",
    hosts=("www.alinea.id", "alinea.id"),
    indexes=(Index(url="https://www.alinea.id/indeks", item=".hasilcari .box1", link="a[href]"),),
    sections=("peristiwa", "politik", "bisnis", "kolom", "gaya-hidup"),
    accept=(
        "https://www.alinea.id/politik/contoh-judul-berita-b2kAb9CdE",
        "https://alinea.id/gaya-hidup/contoh-judul-berita-b1zXy8WvU/",
    ),
    reject=(
        "https://www.alinea.id/",
        "https://www.alinea.id/indeks",
        "https://www.alinea.id/politik",
        "https://www.alinea.id/search?q=banjir&page=2",
    ),
    rules=Rules(
        brands=("Alinea.id",),
        article_url=r"^https://www\.alinea\.id/(?:peristiwa|politik|bisnis|kolom|gaya-hidup)/[^/?#]+",
    ),
    status="listed",
    notes=(
        "The listing has one page.",
        (
            "The body has no container of its own that is known; the date is in "
            "div.frontdate, the writer in div.reporter__nama."
        ),
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="listing and address pattern of an open-source crawler",
        ),
    ),
)
