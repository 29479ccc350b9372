"""Warta Ekonomi: business magazine; a listing by day."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="wartaekonomi",
    title="Warta Ekonomi",
    hosts=("wartaekonomi.co.id", "www.wartaekonomi.co.id"),
    indexes=(
        Index(
            url="https://wartaekonomi.co.id/indeks/{yyyy}{mm}{dd}?page={page}",
            item="a.articleListItem",
        ),
    ),
    accept=(
        "https://wartaekonomi.co.id/read560001/contoh-judul-berita",
        "https://www.wartaekonomi.co.id/read560002/contoh-judul-berita",
    ),
    reject=(
        "https://wartaekonomi.co.id/",
        "https://wartaekonomi.co.id/indeks/20260724",
        "https://wartaekonomi.co.id/search/123?page=2",
        "https://wartaekonomi.co.id/category-5/ekbis",
    ),
    rules=Rules(
        brands=("Warta Ekonomi",),
        article_url=r"^https://wartaekonomi\.co\.id/read(?P<id>\d+)/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=(".articlePostContent", "article"),
                title=("article h1", ".articlePostHeader h1"),
                published=("time[datetime]",),
                section=(".articlePostHeader ul li a",),
                remove=("[class*='baca-juga']", "[class*='adInArticle']", "[class*='related']"),
            ),
        ),
    ),
    status="listed",
    notes=("The listing by day reaches back to 2025-01-05 at least.",),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
