"""Planet Merdeka: readers' stories on a host of merdeka.com."""

from crawler.site import Site
from pipelines.records import Rules, Template

SITE = Site(
    name="planetmerdeka",
    title="Planet Merdeka",
    hosts=("planet.merdeka.com",),
    group="KapanLagi Youniverse",
    accept=(
        "https://planet.merdeka.com/metro/contoh-judul-cerita.html",
        "https://planet.merdeka.com/hotnews/contoh-judul.html",
    ),
    reject=("https://planet.merdeka.com/", "https://planet.merdeka.com/metro/"),
    rules=Rules(
        site="planetmerdeka",
        brands=("Planet Merdeka", "Planet.merdeka.com", "merdeka.com"),
        article_url=r"^https://planet\.merdeka\.com/[a-z0-9-]+/(?!index\d*\.)[a-z0-9-]+\.html",
        templates=(
            Template(
                name="2020",
                body=("#body--infinite",),
                published=(".editor",),
                remove=("[class*='crosslink']", ".detail-body__break", ".title-box-mdk"),
            ),
        ),
    ),
    status="unverified",
    evidence=("pages of 2020",),
)
