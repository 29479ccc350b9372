"""Bisnis.com: business daily, one host per section."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="bisnis",
    title="Bisnis.com",
    hosts=("www.bisnis.com", "bisnis.com", "*.bisnis.com"),
    group="Bisnis Indonesia Group",
    indexes=(
        Index(
            url="https://www.bisnis.com/index?categoryId=0&type=indeks&date={yyyy}-{mm}-{dd}",
        ),
    ),
    accept=(
        "https://market.bisnis.com/read/20260724/7/1900001/contoh-judul-berita",
        "https://ekonomi.bisnis.com/read/20190102/12/874001/contoh-judul",
    ),
    reject=(
        "https://www.bisnis.com/",
        "https://market.bisnis.com/",
        "https://www.bisnis.com/index?categoryId=0&type=indeks&date=2026-07-24",
        "https://premium.bisnis.com/read/20260724/7/1900001/contoh-judul",
        "https://foto.bisnis.com/read/20260724/7/1900001/contoh-foto",
        "https://search.bisnis.com/?q=bank",
    ),
    rules=Rules(
        brands=("Bisnis.com", "Bisnis Indonesia"),
        article_url=(
            r"^https://(?!epaper\.|foto\.|video\.|infografis\.|premium\.)[a-z0-9]+\.bisnis\.com/"
            r"read/\d{8}/\d+/(?P<id>\d+)/"
        ),
        templates=(
            Template(
                name="2026",
                body=("article.detailsContent",),
                title=("h1.detailsTitleCaption",),
                authors=(".authorName",),
                published=(".detailsAttributeDates", ".authorTime"),
                section=(".breadcrumbLink",),
                remove=("div[class^='baca-juga-box']", ".paywall"),
            ),
        ),
    ),
    status="blocked",
    notes=(
        (
            "Articles are answered with a challenge page, scripts with 403 (2026-10-03): ask "
            "the publisher."
        ),
        "robots.txt disallows feeds among other paths, so none is named here.",
        "A day's listing holds about forty entries and has no further pages.",
        "Articles on premium. are for subscribers.",
        (
            "unverified: ?page=all shows a split article whole; "
            "https://www.bisnis.com/sitemap-news.xml (sitemap.xml answered 403)."
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
