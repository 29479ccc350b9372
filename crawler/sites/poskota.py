"""Poskota: the Jakarta daily."""

from crawler.site import Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="poskota",
    title="Poskota",
    hosts=("www.poskota.co.id", "poskota.co.id"),
    indexes=(Index(url="https://www.poskota.co.id/"),),
    accept=("https://www.poskota.co.id/2026/07/24/contoh-judul-berita",),
    reject=(
        "https://www.poskota.co.id/",
        "https://www.poskota.co.id/tag/banjir?page=2",
        "https://www.poskota.co.id/2026/07/24/",
    ),
    rules=Rules(
        site="poskota",
        brands=("POSKOTA.CO.ID", "Poskota.co.id", "Poskota"),
        article_url=r"^https://www\.poskota\.co\.id/\d{4}/\d{2}/\d{2}/[^/?]+",
        host_map=(("poskota.co.id", "www.poskota.co.id"),),
        templates=(
            Template(
                name="2026",
                body=("[itemprop='articleBody']", ".article-content"),
            ),
        ),
    ),
    notes=("No listing but the home page and those of topics is known.",),
    evidence=("selectors and address pattern of an open-source crawler of 2026-08-17",),
)
