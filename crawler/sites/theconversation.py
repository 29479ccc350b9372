"""The Conversation Indonesia: scholars' articles in Indonesian."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="theconversation",
    title="The Conversation Indonesia",
    hosts=("theconversation.com", "www.theconversation.com"),
    indexes=(Index(url="https://theconversation.com/id"),),
    accept=("https://theconversation.com/contoh-judul-artikel-270001",),
    reject=(
        "https://theconversation.com/id",
        "https://theconversation.com/id/search?q=hutan&page=2",
        "https://theconversation.com/topics/hutan-12345",
        "https://theconversation.com/profiles/contoh-penulis-270001",
    ),
    rules=Rules(
        brands=("The Conversation",),
        article_url=r"^https://theconversation\.com/[a-z0-9]+(?:-[a-z0-9]+)*-(?P<id>\d{4,})(?:\?|$)",
        templates=(
            Template(
                name="2026",
                body=("[itemprop='articleBody']",),
                authors=("a[rel='author']",),
                published=("time[datetime]",),
            ),
        ),
    ),
    status="listed",
    notes=(
        (
            "Articles of all editions share one form of address; the front page of the edition "
            "leads to its own."
        ),
        "Times are in UTC.",
    ),
    evidence=(
        Evidence(
            what="crawler", seen="2026-07-12", note="pages as an open-source crawler reads them"
        ),
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="address pattern and selectors of an open-source crawler",
        ),
    ),
)
