"""Investor.id: business daily of the BeritaSatu group."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="investor",
    title="Investor.id",
    hosts=("investor.id", "www.investor.id"),
    group="B Universe",
    sitemaps=("https://investor.id/sitemap.xml",),
    indexes=(Index(url="https://investor.id/"),),
    accept=(
        "https://investor.id/market/400001/contoh-judul-berita",
        "https://www.investor.id/berita/400002/contoh-judul-berita",
    ),
    reject=(
        "https://investor.id/",
        "https://investor.id/market",
        "https://www.investor.id/search/bank/10",
        "https://investor.id/tag/bank",
    ),
    rules=Rules(
        brands=("Investor.id", "investor.id", "INVESTOR.ID"),
        article_url=r"^https://investor\.id/(?:market|berita|ekonomi|nasional|sosial|teknologi)/(?P<id>\d+)/",
        templates=(
            Template(
                name="2026",
                body=(".body-content",),
                title=("h1",),
                authors=(".col.small.pt-1",),
                published=("span.text-muted",),
                remove=("[class*='id-group']", "[class*='baca-juga']", "[class*='outstream']"),
            ),
        ),
    ),
    status="blocked",
    notes=(
        (
            "Listing and search were answered with 403, browsers included (2026-07-18): ask "
            "the publisher."
        ),
        "unverified: the sitemap, which is only listed; feed https://investor.id/rss.",
    ),
    evidence=(
        Evidence(
            what="crawler", seen="2026-07-18", note="an open-source crawler that gave the outlet up"
        ),
    ),
)
