"""Suara Merdeka: the Semarang daily."""

from crawler.site import Index, Site
from pipelines.extract.cms_templates import PROMEDIA
from pipelines.records import Rules, Template

SITE = Site(
    name="suaramerdeka",
    title="Suara Merdeka",
    hosts=("www.suaramerdeka.com", "suaramerdeka.com"),
    group="Promedia",
    indexes=(Index(url="https://www.suaramerdeka.com/"),),
    accept=("https://www.suaramerdeka.com/nasional/0412000001/contoh-judul-berita",),
    reject=(
        "https://www.suaramerdeka.com/",
        "https://www.suaramerdeka.com/nasional",
        "https://www.suaramerdeka.com/search?q=banjir&page=2",
        "https://www.suaramerdeka.com/tag/banjir",
    ),
    rules=Rules(
        site="suaramerdeka",
        brands=("SUARAMERDEKA.COM", "suaramerdeka.com", "Suara Merdeka"),
        article_url=r"^https://www\.suaramerdeka\.com/[\w-]+/(?P<id>\d{10})/",
        host_map=(("suaramerdeka.com", "www.suaramerdeka.com"),),
        templates=(
            PROMEDIA,
            Template(
                name="2026",
                body=("[itemprop='articleBody']",),
                published=("meta[name='content_PublishedDate']",),
            ),
        ),
    ),
    notes=("No listing but the home page and the search is known.",),
    evidence=("selectors and address pattern of an open-source crawler of 2026-08-17",),
)
