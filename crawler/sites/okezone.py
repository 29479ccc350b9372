"""Okezone: one host per section; listings by day."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="okezone",
    title="Okezone",
    hosts=("www.okezone.com", "okezone.com", "*.okezone.com"),
    group="MNC Media",
    feeds=(
        "https://sindikasi.okezone.com/index.php/rss/0/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/1/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/2/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/11/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/12/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/13/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/14/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/15/RSS2.0",
        "https://sindikasi.okezone.com/index.php/rss/16/RSS2.0",
    ),
    indexes=(
        Index(
            url="https://{section}.okezone.com/indeks/{yyyy}/{mm}/{dd}/{offset}",
            item=".group-brt-terkini .subgroup",
            link="a.desc-text",
            date=".time-text",
            title="a.desc-text",
            first=0,
            step=10,
            sections=("news", "economy"),
        ),
        Index(
            url="https://index.okezone.com/bydate/channel/{yyyy}/{mm}/{dd}/14/{offset}/",
            first_url="https://index.okezone.com/bydate/channel/{yyyy}/{mm}/{dd}/14/",
            item="li.idx-list",
            link="h4 a",
            date="time",
            title="h4",
            first=0,
            step=15,
        ),
    ),
    sections=("news", "economy", "bola", "sports", "celebrity", "lifestyle", "techno", "muslim"),
    accept=(
        "https://news.okezone.com/read/2026/07/24/337/9100001/contoh-judul-berita",
        "http://celebrity.okezone.com/read/2017/02/17/33/1620900/contoh-judul",
    ),
    reject=(
        "https://www.okezone.com/",
        "https://news.okezone.com/indeks/2026/07/24/10",
        "https://www.okezone.com/tag/bisnis",
        "https://redaksi.okezone.com/",
    ),
    rules=Rules(
        brands=("Okezone.com", "Okezone", "okezone.com"),
        article_url=(
            r"^https://(?!img\.|cdn\.|redaksi\.)[\w-]+\.okezone\.com/"
            r"read/\d{4}/\d{2}/\d{2}/\d+/(?P<id>\d+)/"
        ),
        drop_params=("page",),
        single_page="page=all",
        templates=(
            Template(
                name="2024",
                body=(".c-detail.read",),
                title=(".title-article h1",),
                authors=(".journalist a",),
                published=(".journalist span", ".journalist"),
                section=(".breadcrumb a",),
                tags=("#tag .box-tag a",),
                captions=(".img-article .desc-foto",),
                remove=("#baca-juga", ".vicon", "[class*='inject-']", "[class*='banner']"),
            ),
            Template(
                name="2020",
                body=("#contentx.read", "#contentx"),
                title=(".container-bodyhome-left .title h1", ".title h1"),
                authors=(".reporter .namerep",),
                published=(".reporter .namerep b", ".reporter"),
                section=(".breadcrumb li a",),
                tags=(".detail-tag a",),
                captions=(".detfoto span",),
                remove=(".detail-tag", ".flying_carpet_div", "#metube_div", ".detads-bottom"),
            ),
            Template(
                name="2017",
                body=(".ctn-desc",),
                title=(".title-detail h1",),
                authors=(".title-detail > span",),
                published=(".title-detail > span",),
                section=(".breadcrumb li a",),
                captions=(".caption-img-ab",),
                remove=(".detads", ".author-and-share", ".comcount"),
            ),
        ),
    ),
    status="active",
    permission="robots.txt (read 2026) disallows /more/ and /mmore/ only.",
    notes=(
        "JSON-LD states dateModified without a zone.",
        "?page=all shows a split article whole.",
        "mpi.okezone.com carries articles of SINDOnews.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="page", seen="2025-08-29"),
        Evidence(what="page", seen="2020-07-09", note="the layouts of 2017 and 2020"),
        Evidence(what="feed", seen="2026-09-18"),
    ),
)
