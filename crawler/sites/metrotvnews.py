"""Metrotvnews: the television station's site."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="metrotvnews",
    title="Metrotvnews",
    hosts=("www.metrotvnews.com", "metrotvnews.com", "*.metrotvnews.com"),
    group="Media Group",
    indexes=(
        Index(
            url="https://www.metrotvnews.com/",
            item=".big-news .news-item, .small-news .news-item",
            link="h2 a, .news-text a",
        ),
    ),
    accept=(
        "https://www.metrotvnews.com/read/NxGCJzqB-contoh-judul-berita",
        "http://news.metrotvnews.com/metro/GKd3veek-contoh-judul-berita",
    ),
    reject=(
        "https://www.metrotvnews.com/",
        "https://www.metrotvnews.com/search?query=banjir",
        "https://www.metrotvnews.com/tag/12/banjir",
        "https://www.metrotvnews.com/play/NxGCJzqB-contoh-video",
        "http://m.metrotvnews.com/video/sentilan-sentilun/0kprDxnN-contoh-video",
    ),
    rules=Rules(
        brands=("Metrotvnews.com", "Metro TV", "MetroTV"),
        article_url=(
            r"^https://(?:www\.metrotvnews\.com/read|(?!www\.|video\.|foto\.)[a-z]+\."
            r"metrotvnews\.com/(?!video/|foto/)[a-z-]+)/(?P<id>[A-Za-z0-9]{8})-[a-z0-9-]+"
        ),
        templates=(
            Template(
                name="2024",
                body=(".news-text",),
                title=("h1",),
                authors=("p.date",),
                published=("p.pt-20.date", "p.date"),
                captions=(".caption", "figcaption"),
                remove=("td", ".news-text table"),
            ),
            Template(
                name="2016",
                body=(".part.article",),
                title=(".part.lead h1", "h1"),
                authors=(".part.lead span.red",),
                published=(".part.lead span.red",),
                captions=(".caption2",),
                tags=(".part.lead > span.l > a[href*='/topic/']",),
                remove=("ul.related",),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "No feed or sitemap is known to work.",
        "unverified: the home page as a listing; the search answers now and then (2026-08).",
    ),
    evidence=(
        Evidence(what="page", seen="2016-10-13", note="the layout of 2016"),
        Evidence(what="crawler", seen="2026-08", note="selectors"),
    ),
)
