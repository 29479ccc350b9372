"""The Jakarta Post: the English-language daily."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="thejakartapost",
    title="The Jakarta Post",
    hosts=("www.thejakartapost.com", "thejakartapost.com", "rss.thejakartapost.com"),
    language="en",
    group="Bina Media Tenggara",
    feeds=("https://rss.thejakartapost.com/home",),
    sitemaps=(
        "https://www.thejakartapost.com/sitemap.xml",
        "https://www.thejakartapost.com/sitemap_news.xml",
    ),
    accept=(
        "https://www.thejakartapost.com/indonesia/2026/07/24/sample-headline-of-an-article",
        "https://www.thejakartapost.com/paper/2026/07/24/sample-headline.html",
    ),
    reject=(
        "https://www.thejakartapost.com/",
        "https://www.thejakartapost.com/indonesia",
        "https://www.thejakartapost.com/indonesia/latest",
        "https://www.thejakartapost.com/index",
        "https://www.thejakartapost.com/tag/flood",
    ),
    rules=Rules(
        brands=("The Jakarta Post",),
        article_url=r"^https://www\.thejakartapost\.com/(?:[a-z0-9-]+/)+20\d{2}/\d{2}/\d{2}/[^/?]+",
        templates=(
            Template(
                name="2026",
                body=(".tjp-single__content",),
                title=("h1.tjp-title--single",),
                authors=(".author",),
                published=(".tjp-single__head .created",),
            ),
        ),
    ),
    status="listed",
    notes=(
        "robots.txt (read 2026-05-20) allows all but login and test pages and asks for no delay.",
        "The sitemap of each section holds about two days.",
        "The feed has twenty entries with teasers; https://www.thejakartapost.com/rss is 404.",
        "Premium articles show an opening only; /paper/ is the print edition.",
    ),
    evidence=(
        Evidence(what="sitemap", seen="2026-05-20"),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
