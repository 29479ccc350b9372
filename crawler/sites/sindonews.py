"""SINDOnews: one host per section; the text has no paragraphs, only line breaks."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="sindonews",
    title="SINDOnews",
    hosts=("www.sindonews.com", "*.sindonews.com"),
    group="MNC Media",
    feeds=(
        "https://www.sindonews.com/feed",
        "https://nasional.sindonews.com/rss",
        "https://daerah.sindonews.com/rss",
        "https://ekbis.sindonews.com/rss",
        "https://international.sindonews.com/rss",
        "https://sports.sindonews.com/rss",
    ),
    indexes=(
        Index(
            url="https://www.sindonews.com/indeks/0/{offset}?t={yyyy}-{mm}-{dd}",
            item=".warp-article",
            link=".title-article a",
            date=".date-article",
            title=".title-article",
            first=0,
            step=20,
        ),
    ),
    sections=("nasional", "daerah", "ekbis", "international", "sports", "kalam", "edukasi"),
    accept=(
        "https://nasional.sindonews.com/read/1234567/15/contoh-judul-berita-1753344000",
        "https://ekbis.sindonews.com/read/1234567/33/contoh-judul-berita-1753344000/5",
    ),
    reject=(
        "https://www.sindonews.com/",
        "https://nasional.sindonews.com/",
        "https://www.sindonews.com/indeks/0/20?t=2026-07-24",
        "https://www.sindonews.com/topic/123/banjir",
        "https://pict.sindonews.com/read/1234567/15/contoh-gambar",
    ),
    rules=Rules(
        brands=("SINDOnews.com", "SINDOnews", "Sindonews"),
        article_url=(
            r"^https://(?!pict\.|media\.|e\.|hi-lite\.|scope\.|video\.)[a-z]+\.sindonews\.com/"
            r"read/(?P<id>\d+)/\d+/[a-z0-9-]+"
        ),
        drop_params=("showpage",),
        single_page="showpage=all",
        drop_path=r"/\d{1,3}$",
        templates=(
            Template(
                name="2024",
                body=("#detail-desc", ".detail-desc"),
                title=("h1.detail-title",),
                authors=(".detail-nama-redaksi a[rel=author]", ".detail-nama-redaksi"),
                published=(".detail-date-artikel",),
                captions=(".detail-img figcaption", "figcaption"),
                remove=(
                    "div.editor",
                    ".v-youtube",
                    "[class*='baca-juga']",
                    "[class*='lihat-juga']",
                ),
            ),
        ),
    ),
    status="listed",
    notes=(
        "Related links are between two line breaks of the text.",
        "?showpage=all shows a split article whole; a number at the end of an address is a page.",
    ),
    evidence=(
        Evidence(what="feed", seen="2026-02-21"),
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
    ),
)
