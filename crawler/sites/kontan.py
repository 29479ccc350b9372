"""Kontan: business weekly and daily, one host per section."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="kontan",
    title="Kontan",
    hosts=("www.kontan.co.id", "kontan.co.id", "*.kontan.co.id"),
    group="Kompas Gramedia",
    sitemaps=("https://www.kontan.co.id/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.kontan.co.id/search/indeks?kanal=&tanggal={d}&bulan={mm}&tahun={yyyy}&pos=indeks&per_page={offset}",
            first=0,
            step=20,
        ),
    ),
    sections=(
        "nasional",
        "investasi",
        "keuangan",
        "industri",
        "internasional",
        "peluangusaha",
        "momsmoney",
    ),
    accept=(
        "https://investasi.kontan.co.id/news/contoh-judul-berita",
        "https://keuangan.kontan.co.id/news/contoh-judul-berita?page=all",
    ),
    reject=(
        "https://www.kontan.co.id/",
        "https://investasi.kontan.co.id/",
        "https://investasi.kontan.co.id/rubrik/1/contoh",
        "https://insight.kontan.co.id/news/contoh-judul-berita",
        "https://www.kontan.co.id/search/indeks?kanal=&tanggal=24&bulan=07&tahun=2026&pos=indeks&per_page=20",
    ),
    rules=Rules(
        brands=("KONTAN.CO.ID", "Kontan.co.id"),
        article_url=r"^https://(?!insight\.)[a-z]+\.kontan\.co\.id/news/[a-z0-9-]+",
        drop_params=("page",),
        templates=(
            Template(
                name="2026",
                body=("div.tmpt-desk-kon[itemprop='articleBody']",),
                title=("h1.detail-desk",),
                byline=("div.tmpt-desk-kon[itemprop='articleBody'] > p:first-child",),
                published=("div.fs14.ff-opensans.font-gray",),
                remove=("p:has(a[class^='track-'])", "h2:has(a[class^='track-'])"),
            ),
        ),
    ),
    status="blocked",
    notes=(
        "Listings answer; articles are answered with 403 (2026-10-03): ask the publisher.",
        "robots.txt (read 2026-10-03) disallows nothing for other agents.",
        "The last number of a listing's address is an offset that grows by twenty.",
        "The first paragraph names reporter and editor.",
        "insight. is for subscribers.",
        (
            "unverified: the listing takes days below ten with a zero; feeds "
            "https://rss.kontan.co.id/news/{section}."
        ),
    ),
    evidence=(
        Evidence(
            what="index", seen="2026-10-03", note="days of 2019 and 2026; articles were refused"
        ),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
