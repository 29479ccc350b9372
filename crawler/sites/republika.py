"""Republika: newspaper online since 1995; one host per section."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="republika",
    title="Republika",
    hosts=("republika.co.id", "*.republika.co.id"),
    group="Republika Media Mandiri",
    feeds=(
        "https://www.republika.co.id/rss",
        "https://www.republika.co.id/rss/news",
        "https://www.republika.co.id/rss/nusantara",
        "https://www.republika.co.id/rss/khazanah",
        "https://www.republika.co.id/rss/islam-digest",
        "https://www.republika.co.id/rss/internasional",
        "https://www.republika.co.id/rss/ekonomi",
        "https://www.republika.co.id/rss/sepakbola",
        "https://www.republika.co.id/rss/leisure",
        "https://www.republika.co.id/rss/tekno",
    ),
    sitemaps=("https://republika.co.id/files/xml/sitemap.xml",),
    indexes=(
        Index(
            url="https://republika.co.id/index/{offset}/{yyyy}/{mm}/{dd}",
            item="ul.wrap-latest > li.conten1",
            date="div.date",
            title="h3",
            first=0,
            step=50,
        ),
    ),
    sections=(
        "news",
        "nusantara",
        "khazanah",
        "islam-digest",
        "internasional",
        "ekonomi",
        "sepakbola",
        "leisure",
        "tekno",
    ),
    accept=(
        "https://ekonomi.republika.co.id/berita/t1jbmi383/contoh-judul-berita",
        "https://republika.co.id/berita//sy2yhk425/contoh-judul-berita",
        "https://rejabar.republika.co.id/berita/sz9x8w7v6/contoh-judul",
        "https://bola.republika.co.id/berita/sepakbola/liga-inggris/15/11/18/nxzqjd348-contoh-judul",
    ),
    reject=(
        "https://republika.co.id/",
        "https://republika.co.id/index/50/2026/07/20",
        "https://republika.co.id/share/t1jbmi383",
        "https://republika.co.id/tag/migas",
        "https://ekonomi.republika.co.id/energi",
        "https://republika.co.id/page/penulis/1/contoh",
        "https://static.republika.co.id/uploads/images/inpicture_slide/contoh.jpeg",
    ),
    rules=Rules(
        brands=("Republika Online", "Republika", "REPUBLIKA.CO.ID", "Republika.co.id"),
        article_url=(
            r"^https://(?!static\.|files\.)(?:[\w-]+\.)?republika\.co\.id/berita/+"
            r"(?:[\w-]+/)*(?:\d\d/\d\d/\d\d/)?(?P<id>[a-z0-9]{6,14})[/-][\w-]+"
        ),
        host_map=(("m.republika.co.id", "www.republika.co.id"),),
        drop_params=("source",),
        json_ld_author="editor",
        templates=(
            Template(
                name="2023",
                body=(".article-content article", ".article-content"),
                title=(".max-card__title h1",),
                deck=(".max-card__teaser",),
                byline=(".max-card__title > div",),
                published=(
                    "meta[property='article:published_time']",
                    "div.date.date-item__headline",
                ),
                section=(".breadcrumb a",),
                captions=(".detail__media-caption .caption-img",),
                remove=(
                    ".picked-article",
                    ".footnote-wrap",
                    "[id^='div-gpt-ad']",
                    "[id^='bn_']",
                    ".detail__media-caption",
                    "#next-article",
                    "#loading",
                ),
            ),
            Template(
                name="2015-section",
                body=(".detail-berita .content-detail",),
                title=(".jdl-detail h1",),
                byline=(".wp-conten-detail .red", ".red"),
                published=(".date-detail",),
                section=(".breadcome a",),
                tags=(".tagging a",),
                captions=(".wp-cap .caption",),
            ),
            Template(
                name="2015",
                body=(".txt-detailberita",),
                title=("h1.jdl-detail",),
                byline=(".sosmedia123 .red", ".red"),
                published=(".rangka > .date", ".date"),
                section=(".breadcome a",),
                tags=(".sosmed-detail .tags a[href*='hot_topic']",),
                captions=(".caption-foto",),
            ),
            Template(
                name="2016-pictures",
                body=(".index-photo .teaser-pic",),
                title=(".index-photo .jdl-pic",),
                byline=(".index-photo > .red",),
                published=(".index-photo .date-pic",),
            ),
        ),
    ),
    delay=2.0,
    status="active",
    permission=(
        "robots.txt (read 2026-07-24) disallows about thirty named agents, among them Scrapy, "
        "news-please, GPTBot, ClaudeBot, CCBot, Bytespider, Diffbot and PerplexityBot: ask first."
    ),
    notes=(
        "og:url is a share link; the canonical link carries the section's host.",
        "JSON-LD names the editor (Red) as author; only the byline names the reporter.",
        "Paragraphs are doubled tags: <p class=b2> <p>text</p>.",
        "The listing of a day is the only one with absolute times, its months in English.",
        "The next article under the text is another one and is not followed.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="page", seen="2016-02-23", note="the layouts of 2015 and 2016"),
        Evidence(what="feed", seen="2026-09-18", note="one report of a challenge page in 2026-07"),
    ),
)
