"""Harian Rakyat Aceh: the Banda Aceh daily."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="harianrakyataceh",
    title="Harian Rakyat Aceh",
    hosts=("harianrakyataceh.com", "www.harianrakyataceh.com"),
    province="Aceh",
    indexes=(
        Index(
            url="https://harianrakyataceh.com/",
            item=".block-content article",
            link="a.title",
            date="time",
            title="a.title",
        ),
    ),
    accept=("https://harianrakyataceh.com/news/contoh-judul-berita/index.html",),
    reject=(
        "https://harianrakyataceh.com/",
        "https://harianrakyataceh.com/search/?q=banjir",
        "https://harianrakyataceh.com/news/index.html",
    ),
    rules=Rules(
        brands=("Harian Rakyat Aceh",),
        article_url=r"^https://harianrakyataceh\.com/news/[a-z0-9-]+/index\.html",
        templates=(
            Template(
                name="2026",
                body=(".detail .the-content",),
                title=(".detail h1",),
                published=(".detail .meta-post time",),
                section=(".detail .category",),
            ),
        ),
    ),
    delay=10.0,
    status="listed",
    notes=(
        "robots.txt (read 2026-08) asks for ten seconds between requests.",
        "The home page's list of latest news is the only listing known.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
