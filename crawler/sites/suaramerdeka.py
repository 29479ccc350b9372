"""Suara Merdeka: the Semarang daily."""

from crawler.site import Evidence, Index, Site
from pipelines.extract.cms_templates import PROMEDIA
from pipelines.records import Rules, Template

SITE = Site(
    name="suaramerdeka",
    title="Suara Merdeka",
    hosts=("www.suaramerdeka.com", "suaramerdeka.com"),
    group="Promedia",
    province="Jawa Tengah",
    indexes=(Index(url="https://www.suaramerdeka.com/"),),
    accept=("https://www.suaramerdeka.com/nasional/0412000001/contoh-judul-berita",),
    reject=(
        "https://www.suaramerdeka.com/",
        "https://www.suaramerdeka.com/nasional",
        "https://www.suaramerdeka.com/search?q=banjir&page=2",
        "https://www.suaramerdeka.com/tag/banjir",
    ),
    rules=Rules(
        brands=("SUARAMERDEKA.COM", "suaramerdeka.com", "Suara Merdeka"),
        article_url=r"^https://www\.suaramerdeka\.com/[\w-]+/(?P<id>\d{10})/",
        templates=(
            PROMEDIA,
            Template(
                name="2026",
                body=("[itemprop='articleBody']",),
                published=("meta[name='content_PublishedDate']",),
            ),
        ),
    ),
    status="listed",
    notes=("No listing but the home page and the search is known.",),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
