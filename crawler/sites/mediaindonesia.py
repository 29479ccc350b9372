"""Media Indonesia: newspaper of the Media Group."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="mediaindonesia",
    title="Media Indonesia",
    hosts=("mediaindonesia.com", "www.mediaindonesia.com", "m.mediaindonesia.com"),
    group="Media Group",
    feeds=("https://mediaindonesia.com/feed",),
    sitemaps=("https://mediaindonesia.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://mediaindonesia.com/indeks/20/{offset}",
            item=".indeks-item, ul.list-3 > li",
            link="a.indeks-item-link, div.text a",
            date=".indeks-item-date, span",
            title=".indeks-item-title, h2, h3",
            first=0,
            step=20,
        ),
    ),
    accept=("https://mediaindonesia.com/ekonomi/851796/contoh-judul-berita",),
    reject=(
        "https://mediaindonesia.com/",
        "https://mediaindonesia.com/ekonomi",
        "https://mediaindonesia.com/indeks/20/40",
        "https://mediaindonesia.com/tag/wisuda",
        "https://mediaindonesia.com/galleries/detail_galleries/12345-contoh-foto",
        "https://mediaindonesia.com/video/12345/contoh-video",
    ),
    rules=Rules(
        brands=("Media Indonesia", "mediaindonesia.com"),
        article_url=(
            r"^https://mediaindonesia\.com/(?!video|galleries|indeks|tag|epaper)[a-z0-9-]+/"
            r"(?P<id>\d+)/[a-z0-9-]*[a-z][a-z0-9-]*"
        ),
        host_map=(("m.mediaindonesia.com", "mediaindonesia.com"),),
        templates=(
            Template(
                name="2024",
                body=("div.article",),
                title=(".post-header h1", ".detail-artikel h1", "h1"),
                authors=(".author-2", ".date-author .author"),
                byline=(".info-author", ".editor-name"),
                section=(".mi-breadcrumb a", ".mi-breadcrumb li", "nav.breadcrumb a"),
                tags=(".related-tags a", ".related-tags li", ".tag-list a"),
                captions=("figcaption",),
                remove=(
                    "p.related-news",
                    ".flying-carpet",
                    ".ext-channel",
                    ".follow-cta",
                    ".info-author",
                    "._ap_apex_ad",
                    ".dfp-ad",
                    ".baca-juga",
                ),
            ),
        ),
    ),
    status="active",
    notes=(
        "Some listing pages answer with a challenge: sitemap and feed first.",
        "Printed dates are day/month/year without a zone.",
        "Premium articles show an opening only.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-01-20"),
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="feed", seen="2026-07"),
    ),
)
