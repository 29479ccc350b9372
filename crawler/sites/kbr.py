"""KBR: the independent radio network's site."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="kbr",
    title="KBR",
    hosts=("kbr.id", "www.kbr.id"),
    indexes=(Index(url="https://kbr.id/articles/indeks?page={page}"),),
    accept=("https://kbr.id/articles/indonesia/contoh-judul-berita",),
    reject=(
        "https://kbr.id/",
        "https://kbr.id/articles/indeks",
        "https://kbr.id/articles/indonesia",
        "https://kbr.id/search?q=banjir&page=2",
    ),
    rules=Rules(
        brands=("KBR.ID", "kbr.id"),
        article_url=r"^https://kbr\.id/articles/[a-z0-9-]+/[a-z0-9-]+",
        templates=(
            Template(
                name="2026",
                body=(".article-content",),
            ),
        ),
    ),
    status="listed",
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
