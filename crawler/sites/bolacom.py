"""Bola.com: football, on the system of Liputan6."""

from crawler.site import Evidence, Index, Site
from pipelines.extract.cms_templates import KLY_READPAGE
from pipelines.records import Rules

SITE = Site(
    name="bolacom",
    title="Bola.com",
    hosts=("www.bola.com", "bola.com", "m.bola.com"),
    group="KapanLagi Youniverse",
    indexes=(Index(url="https://www.bola.com/"),),
    sections=("indonesia", "inggris", "dunia", "moto-gp", "ragam"),
    accept=(
        "https://www.bola.com/inggris/read/4268620/contoh-judul-berita",
        "https://m.bola.com/moto-gp/read/4252511/contoh-judul-berita",
    ),
    reject=(
        "https://www.bola.com/",
        "https://www.bola.com/inggris",
        "https://www.bola.com/tag/liverpool",
        "https://www.bola.com/photo/read/4252511/contoh-foto",
    ),
    rules=Rules(
        brands=("Bola.com",),
        article_url=r"^https://www\.bola\.com/(?!photo|foto|video)[a-z0-9-]+/read/(?P<id>\d+)/",
        host_map=(("m.bola.com", "www.bola.com"),),
        drop_params=("*",),
        templates=(KLY_READPAGE,),
    ),
    status="unverified",
    notes=(
        "No feed or sitemap is known to work.",
        "unverified: the home page is the only listing known.",
    ),
    evidence=(
        Evidence(what="page", seen="2020"),
        Evidence(what="index", seen="2020", note="the home page"),
    ),
)
