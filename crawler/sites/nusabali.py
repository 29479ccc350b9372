"""NusaBali: the Denpasar daily."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="nusabali",
    title="NusaBali",
    hosts=("www.nusabali.com", "nusabali.com"),
    province="Bali",
    indexes=(Index(url="https://www.nusabali.com/"),),
    accept=(
        "https://www.nusabali.com/berita/190001/contoh-judul-berita",
        "https://nusabali.com/berita/190002/contoh-judul-berita",
    ),
    reject=(
        "https://www.nusabali.com/",
        "https://www.nusabali.com/search?keyword=banjir&page=2",
        "https://www.nusabali.com/kategori/12/bali",
    ),
    rules=Rules(
        brands=("NusaBali.com", "NusaBali"),
        article_url=r"^https://www\.nusabali\.com/berita/(?P<id>\d+)/[a-z0-9-]+",
        time_zone="Asia/Makassar",
        templates=(
            Template(
                name="2026",
                body=(".entry-box[itemprop='articleBody'] .entry-content",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "No listing but the home page and the search is known.",
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
