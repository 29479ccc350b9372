"""ANTARA News: the national agency, with an edition per province."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="antaranews",
    title="ANTARA News",
    hosts=("www.antaranews.com", "antaranews.com", "*.antaranews.com"),
    group="Perum LKBN ANTARA",
    feeds=(
        "https://www.antaranews.com/rss/terkini.xml",
        "https://www.antaranews.com/rss/politik.xml",
        "https://www.antaranews.com/rss/hukum.xml",
        "https://www.antaranews.com/rss/ekonomi.xml",
        "https://www.antaranews.com/rss/metro.xml",
        "https://www.antaranews.com/rss/olahraga.xml",
        "https://www.antaranews.com/rss/humaniora.xml",
        "https://www.antaranews.com/rss/dunia.xml",
        "https://www.antaranews.com/rss/tekno.xml",
        "https://www.antaranews.com/rss/otomotif.xml",
    ),
    indexes=(
        Index(
            url="https://www.antaranews.com/terkini?page={page}",
            item=".card__post.card__post-list",
            title="h2",
        ),
    ),
    sections=("politik", "hukum", "ekonomi", "metro", "olahraga", "humaniora", "dunia", "tekno"),
    accept=(
        "https://www.antaranews.com/berita/4983213/contoh-judul-berita",
        "https://jabar.antaranews.com/berita/600123/contoh-judul",
        "http://otomotif.antaranews.com/berita/546646/contoh",
    ),
    reject=(
        "https://www.antaranews.com/",
        "https://www.antaranews.com/terkini",
        "https://www.antaranews.com/tag/motor",
        "https://www.antaranews.com/foto/4983213/contoh-foto",
        "https://www.antaranews.com/video/4983213/contoh-video",
    ),
    rules=Rules(
        brands=("ANTARA News", "ANTARA", "Antaranews.com"),
        article_url=r"^https://(?:[a-z]+\.)?antaranews\.com/berita/(?P<id>\d+)/",
        host_map=(("m.antaranews.com", "www.antaranews.com"),),
        drop_params=("page",),
        junk_tags=(
            "News",
            "berita terkini",
            "berita terbaru",
            "berita Indonesia",
            "berita harian",
            "berita harian online",
            "portal Indonesia",
            "berita ekonomi",
            "berita bisnis",
            "berita olahraga",
            "berita politik",
        ),
        templates=(
            Template(
                name="2023",
                body=(".wrap__article-detail-content", ".post-content"),
                title=(".wrap__article-detail-title", "h1"),
                byline=(
                    ".wrap__article-detail-content p.text-muted",
                    ".text-muted.mt-2.small",
                ),
                tags=(".blog-tags a", "[class*='tags'] a"),
                captions=(".wrap__article-detail-image figcaption", "figcaption"),
                remove=(".baca-juga", "p.text-muted", ".text-muted.mt-2.small"),
            ),
            Template(
                name="2016",
                body=("#content_news",),
                title=("h1.title",),
                byline=("#content_news > p", ".byline"),
                authors=(".byline [itemprop='author']",),
                published=(".bjbrt > .date time", ".bjbrt > .date", ".date"),
                tags=(".tags a",),
                captions=("#caption_news",),
                remove=("#content_news > p.date", "#content_news > p.mt10"),
            ),
        ),
    ),
    status="listed",
    permission=(
        "Every page forbids crawling and automatic indexing for AI without written permission of "
        "ANTARA (read 2026-01): ask first."
    ),
    notes=("robots.txt disallows /ajax/ only.", "A listing by day is not known to work."),
    evidence=(
        Evidence(what="feed", seen="2026-09-18"),
        Evidence(
            what="page",
            seen="2017",
            note="the layout of 2016; no page of the layout of 2023 was tried",
        ),
    ),
)
