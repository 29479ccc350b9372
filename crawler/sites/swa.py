"""SWA: business magazine."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="swa",
    title="SWA",
    hosts=("swa.co.id", "www.swa.co.id"),
    indexes=(Index(url="https://swa.co.id/latest?page={page}"),),
    accept=("https://swa.co.id/read/460001/contoh-judul-berita",),
    reject=(
        "https://swa.co.id/",
        "https://swa.co.id/latest?page=2",
        "https://swa.co.id/search?q=bank",
        "https://swa.co.id/tag/bank",
    ),
    rules=Rules(
        brands=("SWA.co.id",),
        article_url=r"^https://swa\.co\.id/read/(?P<id>\d+)/",
        templates=(
            Template(
                name="2026",
                body=(".article-content",),
            ),
        ),
    ),
    status="unverified",
    notes=("unverified: the listing /latest.",),
    evidence=(
        Evidence(
            what="crawler", seen="2026-08-17", note="an open-source crawler, of low confidence"
        ),
    ),
)
