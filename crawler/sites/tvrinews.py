"""TVRI News: the public television's site."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="tvrinews",
    title="TVRI News",
    hosts=("www.tvrinews.com", "tvrinews.com", "tvrinews.id", "www.tvrinews.id"),
    indexes=(Index(url="https://www.tvrinews.com/"),),
    accept=(
        "https://www.tvrinews.com/berita/contoh-judul-berita-tvri",
        "https://tvrinews.id/read/contoh-judul-berita-tvri",
    ),
    reject=(
        "https://www.tvrinews.com/",
        "https://www.tvrinews.com/berita",
        "https://www.tvrinews.com/tag/banjir",
    ),
    rules=Rules(
        brands=("TVRINews", "TVRI News"),
        article_url=r"^https://(?:www\.)?tvrinews\.(?:com|id)/(?!tag/)[a-z-]+/[a-z0-9]+(?:-[a-z0-9]+){2,}(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("div.blog-content",),
            ),
        ),
    ),
    status="unverified",
    notes=(
        (
            "unverified: the home page as a listing and the address pattern, which takes every "
            "second-level address of at least three words; a sitemap is in use, its address is "
            "not known."
        ),
        "The site's own listings are data for which a key is asked.",
    ),
    evidence=(
        Evidence(
            what="crawler", seen="2026-08-17", note="an open-source crawler, of low confidence"
        ),
    ),
)
