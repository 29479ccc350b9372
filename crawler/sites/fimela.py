"""Fimela: women's magazine, on the system of Liputan6."""

from crawler.site import Evidence, Site
from pipelines.extract.cms_templates import KLY_READPAGE
from pipelines.records import Rules

SITE = Site(
    name="fimela",
    title="Fimela",
    hosts=("www.fimela.com", "fimela.com", "m.fimela.com"),
    group="KapanLagi Youniverse",
    sitemaps=("https://www.fimela.com/sitemap_news.xml",),
    accept=(
        "https://www.fimela.com/lifestyle-relationship/read/4335578/contoh-judul",
        "https://m.fimela.com/beauty/read/3741512/contoh-judul",
    ),
    reject=(
        "https://www.fimela.com/",
        "https://www.fimela.com/parenting",
        "https://www.fimela.com/tag/zodiak",
    ),
    rules=Rules(
        brands=("Fimela.com", "Fimela"),
        article_url=(r"^https://www\.fimela\.com/(?!photo|foto|video)[a-z0-9-]+/read/(?P<id>\d+)/"),
        host_map=(("m.fimela.com", "www.fimela.com"),),
        drop_params=("*",),
        templates=(KLY_READPAGE,),
    ),
    status="unverified",
    evidence=(
        Evidence(what="page", seen="2020", note="pages of 2018 to 2020"),
        Evidence(what="list", seen="2025-07-16", note="the sitemaps"),
    ),
)
