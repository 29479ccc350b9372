"""BeritaSatu: sitemaps per section."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="beritasatu",
    title="BeritaSatu",
    hosts=("www.beritasatu.com", "beritasatu.com"),
    group="B Universe",
    sitemaps=("https://www.beritasatu.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.beritasatu.com/terkini/indeks/{page}",
            item=".row.gx-3.position-relative",
            date=".b1-date",
            title="h2",
            first=2,
            pages=6,
        ),
    ),
    accept=("https://www.beritasatu.com/nasional/900001/contoh-judul-berita",),
    reject=(
        "https://www.beritasatu.com/",
        "https://www.beritasatu.com/nasional",
        "https://www.beritasatu.com/terkini/indeks/2",
        "https://www.beritasatu.com/tag/ekonomi",
        "https://www.beritasatu.com/network/wartabanten/123/contoh",
    ),
    rules=Rules(
        brands=("BeritaSatu.com", "Beritasatu.com", "BeritaSatu"),
        article_url=(
            r"^https://www\.beritasatu\.com/(?!network|tag|foto|video|multimedia|search)"
            r"[a-z-]+/(?P<id>\d+)/[a-z0-9-]+"
        ),
        templates=(
            Template(
                name="2025",
                body=(".b1-article", ".body-content"),
                title=("h1",),
                byline=(".my-auto.small",),
                published=("small.text-muted",),
                tags=("a[href*='/tag/']:has(h3.badge)", "a[href*='/tag/'] h3"),
                captions=("figcaption",),
                remove=(
                    "div:has(> p.b1-text-navy)",
                    "[id^='div-gpt-ad']",
                    "h3.badge",
                    "div:has(> a[href*='/tag/'])",
                ),
            ),
        ),
    ),
    status="active",
    permission="robots.txt (read 2026-07-24) disallows /widget/, /tag/, /search/ and /network/.",
    notes=(
        "Agents that do not look like a browser were answered with 403: expect to be refused.",
        "The printed time has no seconds; JSON-LD has them.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="sitemap", seen="2026-07-24"),
    ),
)
