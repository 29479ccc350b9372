"""JawaPos.com: the page's data hold the whole text."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="jawapos",
    title="JawaPos.com",
    hosts=("www.jawapos.com", "jawapos.com"),
    group="Jawa Pos",
    feeds=("https://www.jawapos.com/rss/teknologi",),
    indexes=(
        Index(
            url="https://www.jawapos.com/indeks",
            entry="https://www.jawapos.com/{category.slug}/{article_id}/{slug}",
        ),
    ),
    local_clocks=("https://www.jawapos.com/rss/",),
    accept=("https://www.jawapos.com/nasional/2607240012/contoh-judul-berita",),
    reject=(
        "https://www.jawapos.com/",
        "https://www.jawapos.com/nasional",
        "https://www.jawapos.com/indeks",
        "https://www.jawapos.com/tag/banjir",
    ),
    rules=Rules(
        brands=("JawaPos.com", "Jawa Pos", "JawaPos"),
        article_url=r"^https://www\.jawapos\.com/(?!tag/)[a-z0-9-]+/(?P<id>\d{8,10})/[a-z0-9-]+",
        drop_params=("page",),
        templates=(
            Template(
                name="2024",
                body=(".article-content", "article.content"),
                title=("h1",),
                remove=("p.page", "p:has(> strong.readmore)"),
            ),
        ),
    ),
    status="listed",
    permission="robots.txt (read 2026-07) disallows /search and /api/.",
    notes=(
        "Feeds label local time as GMT (read 2026-09-18): the clock counts, not the label.",
        "The listing is in the page's data and has one page; further ones need POST.",
        "An article's section changes, its number does not.",
    ),
    evidence=(
        Evidence(what="index", seen="2026-07-24"),
        Evidence(what="feed", seen="2026-09-18", note="of a section"),
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
    ),
)
