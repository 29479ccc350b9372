"""Fajar: the Makassar daily."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="fajar",
    title="Fajar",
    hosts=("fajar.co.id", "www.fajar.co.id"),
    province="Sulawesi Selatan",
    feeds=("https://fajar.co.id/feed",),
    indexes=(Index(url="https://fajar.co.id/page/{page}/"),),
    accept=("https://fajar.co.id/2026/07/24/contoh-judul-berita/",),
    reject=(
        "https://fajar.co.id/",
        "https://fajar.co.id/page/2/",
        "https://fajar.co.id/tag/makassar/",
        "https://fajar.co.id/2026/07/24/",
    ),
    rules=Rules(
        brands=("FAJAR.CO.ID", "Fajar.co.id"),
        article_url=r"^https://fajar\.co\.id/\d{4}/\d{2}/\d{2}/[^/?]+",
        time_zone="Asia/Makassar",
        templates=(
            Template(
                name="2026",
                body=(".entry-content",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The feed is listed, the pages are known to answer.",
        "unverified: times without a zone are those of Makassar.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
