"""Bali Post: the Denpasar daily."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="balipost",
    title="Bali Post",
    hosts=("www.balipost.com", "balipost.com"),
    province="Bali",
    indexes=(Index(url="https://www.balipost.com/page/{page}/"),),
    accept=("https://www.balipost.com/news/2026/07/24/480001/contoh-judul-berita.html",),
    reject=(
        "https://www.balipost.com/",
        "https://www.balipost.com/page/2/",
        "https://www.balipost.com/news/2026/07/24/",
        "https://www.balipost.com/tag/denpasar",
    ),
    rules=Rules(
        brands=("BALIPOST.com", "Bali Post"),
        article_url=r"^https://www\.balipost\.com/news/\d{4}/\d{2}/\d{2}/[^?]+",
        time_zone="Asia/Makassar",
        templates=(
            Template(
                name="2026",
                body=(".td-post-content",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "The search is another company's and lists nothing by itself.",
        "unverified: times without a zone are those of Bali.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
