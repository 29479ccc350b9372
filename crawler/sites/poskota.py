"""Poskota: the Jakarta daily."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="poskota",
    title="Poskota",
    hosts=("www.poskota.co.id", "poskota.co.id"),
    province="DKI Jakarta",
    indexes=(Index(url="https://www.poskota.co.id/"),),
    accept=("https://www.poskota.co.id/2026/07/24/contoh-judul-berita",),
    reject=(
        "https://www.poskota.co.id/",
        "https://www.poskota.co.id/tag/banjir?page=2",
        "https://www.poskota.co.id/2026/07/24/",
    ),
    rules=Rules(
        brands=("POSKOTA.CO.ID", "Poskota.co.id", "Poskota"),
        article_url=r"^https://www\.poskota\.co\.id/\d{4}/\d{2}/\d{2}/[^/?]+",
        templates=(
            Template(
                name="2026",
                body=("[itemprop='articleBody']", ".article-content"),
            ),
        ),
    ),
    status="listed",
    notes=("No listing but the home page and those of topics is known.",),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
