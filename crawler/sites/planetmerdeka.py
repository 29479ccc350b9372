"""Planet Merdeka: readers' stories on a host of merdeka.com."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="planetmerdeka",
    title="Planet Merdeka",
    hosts=("planet.merdeka.com",),
    group="KapanLagi Youniverse",
    indexes=(Index(url="https://planet.merdeka.com/"),),
    sections=("metro", "hotnews", "inspira"),
    accept=(
        "https://planet.merdeka.com/metro/contoh-judul-cerita.html",
        "https://planet.merdeka.com/hotnews/contoh-judul.html",
    ),
    reject=(
        "https://planet.merdeka.com/",
        "https://planet.merdeka.com/metro/",
        "https://planet.merdeka.com/metro.html",
        "https://planet.merdeka.com/hotnews/syarat-dan-ketentuan-umum.html",
    ),
    rules=Rules(
        brands=("Planet Merdeka", "Planet.merdeka.com", "merdeka.com"),
        article_url=(
            r"^https://planet\.merdeka\.com/[a-z0-9-]+/(?!index\d*\.|syarat-dan-ketentuan)"
            r"[a-z0-9-]+\.html"
        ),
        drop_params=("*",),
        templates=(
            Template(
                name="2020",
                body=("#body--infinite",),
                title=(".headline-artikel h5",),
                deck=("#body--infinite > .body--item:first-child > h3:first-child",),
                byline=(".headline-profile .editor",),
                published=(".headline-profile .editor:last-child",),
                section=(".list-breadcrumb a",),
                remove=(
                    "#body--infinite > .body--item:first-child > h3:first-child",
                    "[class*='crosslink']",
                    ".detail-body__break",
                    ".title-box-mdk",
                ),
            ),
        ),
    ),
    status="unverified",
    notes=("unverified: the home page is the only listing known.",),
    evidence=(Evidence(what="page", seen="2020"),),
)
