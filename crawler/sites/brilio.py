"""Brilio: viral stories."""

from crawler.site import Site
from pipelines.records import Rules, Template

SITE = Site(
    name="brilio",
    title="Brilio",
    hosts=("www.brilio.net", "brilio.net", "m.brilio.net"),
    group="KapanLagi Youniverse",
    accept=(
        "https://www.brilio.net/wow/contoh-judul-cerita-2006263.html",
        "https://m.brilio.net/selebritis/contoh-judul-200626x.html",
    ),
    reject=(
        "https://www.brilio.net/",
        "https://www.brilio.net/wow/",
        "https://www.brilio.net/tag/doa/",
    ),
    rules=Rules(
        site="brilio",
        brands=("Brilio.net", "Brilio"),
        article_url=(
            r"^https://www\.brilio\.net/(?!tag/|video/)[a-z0-9-]+/[a-z0-9-]+-"
            r"(?P<id>\d{6}[0-9a-z])\.html"
        ),
        host_map=(("m.brilio.net", "www.brilio.net"), ("brilio.net", "www.brilio.net")),
        templates=(
            Template(
                name="2020",
                body=(".news-content .main-content", ".main-content", ".news-content"),
                title=("h1.desc-headline", "h1"),
                remove=("[class*='crosslink']", ".detail-body__break"),
            ),
        ),
    ),
    status="unverified",
    evidence=("pages of 2020",),
)
