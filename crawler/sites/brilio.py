"""Brilio: viral stories; sections on hosts of their own."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="brilio",
    title="Brilio",
    hosts=("www.brilio.net", "brilio.net", "*.brilio.net"),
    group="KapanLagi Youniverse",
    indexes=(Index(url="https://www.brilio.net/"),),
    accept=(
        "https://www.brilio.net/wow/contoh-judul-cerita-2006263.html",
        "https://m.brilio.net/selebritis/contoh-judul-200626x.html",
        "https://brilicious.brilio.net/masak-yuk/contoh-judul-200625p.html",
    ),
    reject=(
        "https://www.brilio.net/",
        "https://www.brilio.net/wow/",
        "https://www.brilio.net/tag/doa/",
    ),
    rules=Rules(
        brands=("Brilio.net", "Brilio"),
        article_url=(
            r"^https://[a-z]+\.brilio\.net/(?!tag/|video/)[a-z0-9-]+/[a-z0-9-]+-"
            r"\d{6}[0-9a-z]\.html"
        ),
        host_map=(("m.brilio.net", "www.brilio.net"),),
        drop_params=("*",),
        templates=(
            Template(
                name="2020",
                body=(".news-content .main-content", ".main-content", ".news-content"),
                title=("h1.desc-headline", "h1"),
                tags=("a.tag-detail", "ul.list-tag a"),
                remove=("[class*='crosslink']", ".detail-body__break"),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "unverified: the home page is the only listing known.",
        "What ends an address is the day and a sign: several articles of a day share it.",
    ),
    evidence=(
        Evidence(what="page", seen="2020"),
        Evidence(what="index", seen="2020", note="the home page"),
    ),
)
