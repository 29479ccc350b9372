"""Dream: Muslim lifestyle; sections on hosts of their own."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="dream",
    title="Dream",
    hosts=("www.dream.co.id", "dream.co.id", "*.dream.co.id"),
    group="KapanLagi Youniverse",
    indexes=(
        Index(url="https://www.dream.co.id/"),
        Index(
            url="https://haji.dream.co.id/kabar-haji/index{page}.html",
            first_url="https://haji.dream.co.id/kabar-haji/",
        ),
    ),
    sections=("news", "your-story", "stories", "showbiz"),
    accept=(
        "https://www.dream.co.id/news/contoh-judul-berita-200820h.html",
        "https://haji.dream.co.id/kabar-haji/contoh-judul-2007301.html",
        "https://m.dream.co.id/stories/contoh-judul-1807287.html",
    ),
    reject=(
        "https://www.dream.co.id/",
        "https://www.dream.co.id/news/",
        "https://haji.dream.co.id/kabar-haji/index.html",
        "https://www.dream.co.id/tag/haji",
    ),
    rules=Rules(
        brands=("Dream.co.id", "Dream"),
        article_url=(
            r"^https://(?!app\.)[a-z-]+\.dream\.co\.id/(?!tag/|video/)(?:[a-z0-9-]+/)+"
            r"[a-z0-9-]+-\d{6}[0-9a-z]\.html"
        ),
        host_map=(("m.dream.co.id", "www.dream.co.id"),),
        drop_params=("*",),
        templates=(
            Template(
                name="2020",
                body=(".detail .detail-body", ".detail-body"),
                title=(".detail-header h1", ".detail-header h2"),
                deck=(".detail-body > h6",),
                byline=(".detail-body > p.reporter", ".detail-body > .reporter"),
                authors=(".detail-header__bottom-left > a",),
                published=(".detail-header__bottom-left", ".detail-header__bottom"),
                section=(".detail-header__bottom > a", ".breadcrumb a"),
                tags=(".detail-box__tag-list a", ".detail-box__terkait-list a"),
                captions=(".detail-img__copyright",),
                remove=(
                    ".detail-body > h6",
                    ".detail-box",
                    ".detail-body__break",
                    ".paging-showcase",
                    "p.reporter",
                ),
            ),
            Template(
                name="2020-section",
                body=(".detail-article > .body-paragraph",),
                title=(".headline-detail h1",),
                deck=(".headline-detail > p",),
                authors=(".date-author .author",),
                published=(".date-author .date",),
                section=(".drm-breadcrumb-microsite li:last-child",),
                tags=(".list-tag-border a",),
                captions=(".copyright-detail", ".body-detail-foto > p"),
                remove=(".date-author", ".detail-column", "[class*='crosslink']"),
            ),
            Template(
                name="2020-section-mobile",
                body=(".m-drm-detail-artikel .deskrip-detail",),
                title=(".drm-artikel-head h1",),
                deck=(".drm-detail-img > p",),
                byline=(".drm-detail-img .text-grey",),
                published=(".drm-detail-img .date-grey",),
                tags=("ul.list-tag a",),
                captions=(".detail-img .ilustrasi",),
                remove=(".drm-cross-link", ".share-box"),
            ),
            Template(
                name="amp",
                body=(".artikel-body",),
                title=(".artikel-headline h1", ".artikel-headline h2"),
                deck=(".artikel-body > h6",),
                byline=(".artikel-body > p.reporter",),
                published=(".artikel-headline__bottom",),
                tags=(".artikel-tag-list a",),
                captions=(".artikel-img__copyright",),
                remove=(".artikel-body > h6", "p.reporter", ".artikel-other"),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "unverified: the home page as a listing; the pilgrimage news as its page of 2020 was.",
        "What ends an address is the day and a sign: several articles of a day share it.",
    ),
    evidence=(Evidence(what="page", seen="2020", note="pages of 2017 to 2020"),),
)
