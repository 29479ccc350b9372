"""Beritajatim: news of East Java."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="beritajatim",
    title="Beritajatim",
    hosts=("beritajatim.com", "www.beritajatim.com"),
    province="Jawa Timur",
    indexes=(Index(url="https://beritajatim.com/page/{page}/"),),
    accept=("https://beritajatim.com/contoh-judul-berita-panjang/",),
    reject=(
        "https://beritajatim.com/",
        "https://beritajatim.com/page/2/",
        "https://beritajatim.com/tag/banjir",
        "https://beritajatim.com/politik-pemerintahan/",
    ),
    rules=Rules(
        brands=("beritajatim.com",),
        article_url=r"^https://beritajatim\.com/[a-z0-9]+(?:-[a-z0-9]+){2,}(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("[itemprop='articleBody']", "div.article-content"),
            ),
        ),
    ),
    status="listed",
    notes=(
        "Articles are at the root of the host, as sections do; unverified: their address "
        "has at least three words.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
