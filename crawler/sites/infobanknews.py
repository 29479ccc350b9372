"""Infobanknews: banking and finance."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="infobanknews",
    title="Infobanknews",
    hosts=("infobanknews.com", "www.infobanknews.com"),
    indexes=(
        Index(
            url="https://infobanknews.com/wp-json/wp/v2/posts?per_page=20&page={page}"
            "&_fields=link,date_gmt,title",
            entry="{link}",
        ),
    ),
    accept=("https://infobanknews.com/contoh-judul-berita-bank/",),
    reject=(
        "https://infobanknews.com/",
        "https://infobanknews.com/category/perbankan/",
        "https://infobanknews.com/tag/bank-indonesia-rate/",
        "https://infobanknews.com/wp-json/wp/v2/posts",
        "https://infobanknews.com/feed/",
    ),
    rules=Rules(
        brands=("Infobanknews", "Infobanknews.com"),
        article_url=r"^https://infobanknews\.com/(?!wp-|feed)[a-z0-9]+(?:-[a-z0-9]+){2,}(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("div.article-content",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The listing is WordPress's own, as data; it is asked for without the texts.",
        "unverified: an article's address has at least three words.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
