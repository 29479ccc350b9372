"""Grid.ID: entertainment and the group's magazines, one host each."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="grid",
    title="Grid.ID",
    hosts=("www.grid.id", "grid.id", "*.grid.id"),
    group="Kompas Gramedia",
    sitemaps=("https://www.grid.id/sitemap.xml",),
    indexes=(Index(url="https://www.grid.id/"),),
    accept=(
        "https://www.grid.id/read/044100001/contoh-judul-berita",
        "https://nova.grid.id/read/054100002/contoh-judul-berita?page=all",
    ),
    reject=(
        "https://www.grid.id/",
        "https://www.grid.id/tag/artis",
        "https://www.grid.id/search?q=artis&page=2",
        "https://www.gridoto.com/read/224100001/contoh-judul",
    ),
    rules=Rules(
        brands=("Grid.ID", "Grid.id"),
        article_url=r"^https://[a-z]+\.grid\.id/read/(?P<id>\d+)/[a-z0-9-]+",
        drop_params=("page",),
        templates=(
            Template(
                name="2026",
                body=(".read__article",),
                title=("h1.read__title",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "?page=all shows a split article whole.",
        "Gridoto, Motorplus and Bolasport are other sites.",
        "unverified: the sitemap, which is only listed.",
    ),
    evidence=(
        Evidence(
            what="crawler", seen="2026-07-23", note="an open-source crawler, checked that day"
        ),
    ),
)
