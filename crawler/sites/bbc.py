"""BBC News Indonesia: the Indonesian pages of bbc.com."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="bbc",
    title="BBC News Indonesia",
    hosts=("www.bbc.com", "bbc.com", "feeds.bbci.co.uk"),
    group="BBC World Service",
    feeds=("https://feeds.bbci.co.uk/indonesia/rss.xml",),
    accept=(
        "https://www.bbc.com/indonesia/articles/c1abc2de3fgo",
        "https://www.bbc.com/indonesia/indonesia-61234567?at_medium=RSS&at_campaign=rss",
    ),
    reject=(
        "https://www.bbc.com/indonesia",
        "https://www.bbc.com/indonesia/topics/cjgn7k8yx4gt",
        "https://www.bbc.com/news/articles/c1abc2de3fgo",
        "https://www.bbc.com/indonesia/media-video",
    ),
    rules=Rules(
        brands=("BBC News Indonesia", "BBC Indonesia"),
        article_url=r"^https://www\.bbc\.com/indonesia/(?:articles/[a-z0-9]+|[a-z-]+-\d+)(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("main article", "main[role='main']"),
                title=("h1",),
                published=("time[datetime]",),
                remove=(
                    "[data-component='links-block']",
                    "[data-component='tags']",
                    "[class*='VisuallyHidden']",
                ),
            ),
        ),
    ),
    status="listed",
    notes=(
        (
            "Only addresses under /indonesia are taken; other pages of the host are not of "
            "this outlet."
        ),
        "Links of the feed carry parameters that tell where the reader came from.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-07"),
        Evidence(what="crawler", seen="2026-08-18", note="selectors of a reader's rule set"),
    ),
)
