"""CNN Indonesia: listings by day."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="cnnindonesia",
    title="CNN Indonesia",
    hosts=("www.cnnindonesia.com", "cnnindonesia.com", "m.cnnindonesia.com"),
    group="Trans Media",
    feeds=(
        "https://www.cnnindonesia.com/rss",
        "https://www.cnnindonesia.com/nasional/rss",
        "https://www.cnnindonesia.com/internasional/rss",
        "https://www.cnnindonesia.com/ekonomi/rss",
        "https://www.cnnindonesia.com/olahraga/rss",
        "https://www.cnnindonesia.com/teknologi/rss",
        "https://www.cnnindonesia.com/hiburan/rss",
        "https://www.cnnindonesia.com/gaya-hidup/rss",
    ),
    sitemaps=("https://www.cnnindonesia.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.cnnindonesia.com/indeks/2?date={yyyy}/{mm}/{dd}&page={page}",
            first_url="https://www.cnnindonesia.com/indeks/?date={yyyy}/{mm}/{dd}",
            item="article.flex-grow",
            title="h2",
        ),
    ),
    sections=("nasional", "internasional", "ekonomi", "olahraga", "teknologi", "hiburan"),
    accept=("https://www.cnnindonesia.com/ekonomi/20260724100745-78-1234567/contoh-judul-berita",),
    reject=(
        "https://www.cnnindonesia.com/",
        "https://www.cnnindonesia.com/ekonomi",
        "https://www.cnnindonesia.com/tag/bank",
        "https://www.cnnindonesia.com/indeks/2?date=2026/07/24",
    ),
    rules=Rules(
        brands=("CNN Indonesia",),
        article_url=r"^https://www\.cnnindonesia\.com/[a-z-]+/\d{14}-\d+-(?P<id>\d+)/",
        host_map=(("m.cnnindonesia.com", "www.cnnindonesia.com"),),
        drop_params=("page", "tag_from"),
        templates=(
            Template(
                name="2024",
                body=(".detail-text",),
                title=("h1",),
                authors=(".text-cnn_black_light3 span",),
                section=(".breadcrumb a",),
                tags=("aside a[href*='/tag/']", "aside .flex-wrap a"),
                captions=(".detail-image figcaption", "figcaption"),
                remove=(
                    ".linksisip",
                    ".paradetail",
                    ".detail_ads",
                    ".newstag",
                    ".end-of-article",
                    ".embed",
                    "ins",
                    "a.w-fit",
                ),
            ),
            Template(
                name="2018",
                body=("#detikdetailtext", ".detail_text"),
                title=("h1.title", "h1"),
                published=(".date",),
                remove=(".linksisip", ".lihatjg", ".video", ".newstag"),
            ),
        ),
    ),
    status="active",
    notes=(
        "The fourteen digits of an address are not the publication time.",
        "Feeds were refused from some networks.",
        "Page one of a day has an address of its own; entries state their time in a comment.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="index", seen="2026-10-03", note="days of 2019 and 2026"),
    ),
)
