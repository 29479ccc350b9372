"""KapanLagi: celebrities; one page holds all pages of a long article."""

from crawler.site import Evidence, Site
from pipelines.extract.cms_templates import KLY_DETAIL
from pipelines.records import Rules, Template

SITE = Site(
    name="kapanlagi",
    title="KapanLagi",
    hosts=("www.kapanlagi.com", "kapanlagi.com", "m.kapanlagi.com", "musik.kapanlagi.com"),
    group="KapanLagi Youniverse",
    feeds=("https://www.kapanlagi.com/feed/",),
    accept=(
        "https://www.kapanlagi.com/showbiz/selebriti/contoh-judul-berita-b04804.html",
        "https://www.kapanlagi.com/korea/contoh-judul-berita-341b40.html",
        "https://m.kapanlagi.com/dangdut/contoh-judul-berita-0b0ef3.html",
    ),
    reject=(
        "https://www.kapanlagi.com/",
        "https://www.kapanlagi.com/showbiz/",
        "https://www.kapanlagi.com/tag/maudy-koesnaedi/",
        "https://www.kapanlagi.com/foto/berita-foto/korea/contoh.html",
    ),
    rules=Rules(
        brands=("KapanLagi.com", "KapanLagi"),
        article_url=(
            r"^https://(?:www|musik)\.kapanlagi\.com/(?!foto/|tag/|video/)(?:[a-z0-9-]+/)+"
            r"[a-z0-9-]+-(?P<id>[0-9a-f]{6})\.html"
        ),
        host_map=(("m.kapanlagi.com", "www.kapanlagi.com"),),
        drop_params=("*",),
        templates=(
            Template(
                name="2020-mobile",
                body=("#mdk-news-detail .infinite-paging-item",),
                title=(".title-detail h1", "h1"),
                authors=(".title-detail .headline-kategori > a",),
                byline=("#mdk-news-detail > .headline-kategori",),
                published=(".title-detail .headline-kategori",),
                section=(".breadcrumb li:first-child",),
                tags=(".list-new-tag a",),
                captions=(".headline > .copyright",),
                remove=(
                    ".next-page",
                    ".page-number",
                    ".detail-body__break",
                    ".crosslink-new",
                    ".banner-300",
                    ".copyright",
                ),
            ),
            Template(
                name="amp",
                body=(
                    ".artikel-detail-headline > .body-paragpraph, "
                    ".artikel-detail-headline .infinite-paging-item",
                ),
                title=("h1",),
                published=(".headline-kategori", "time"),
                remove=(".next-page", ".page-number", ".crosslink-new", ".copyright"),
            ),
            Template(
                name="2020",
                body=(".content-detail > .body-paragraph",),
                title=(".headline-detail h1",),
                authors=(".col-dt-left .author a", ".vcard .author"),
                published=(".date-post",),
                section=(".newsdetail-categorylink",),
                tags=("#tag-more a", ".list-tag a"),
                captions=(".img-warper-head span", ".content-detail p.copyright"),
                remove=(".box-detail", ".pagging-warper", ".news-photo"),
            ),
            KLY_DETAIL,
            Template(
                name="2022",
                body=(".body-paragraph", ".main-content"),
                title=("h1.detail__header_title", "h1"),
                authors=(".headermetabox-author-name",),
                published=(".headermetabox-datetime-text",),
                remove=(".box-detail", ".pagging-warper", ".copyright", "[class*='crosslink']"),
            ),
            Template(
                name="2016",
                body=("#v6-revb-detailnews", ".entertainment-detail-news"),
                title=("h1.entertainment-newsdetail-title-new",),
                published=(".newsdetail-schedule-new",),
                section=(".newsdetail-categorylink",),
                captions=(
                    ".entertainment-newsdetail-headlineimg .copyright",
                    ".entertainment-newsdetail-image-caption",
                ),
                remove=(".entertainment-newsdetail-image-caption", ".other-related"),
            ),
        ),
    ),
    status="listed",
    notes=("Mobile pages keep the body in .main-content and .hidden-content of one block.",),
    evidence=(
        Evidence(what="feed", seen="2026-02-21"),
        Evidence(what="page", seen="2022", note="pages of 2016 to 2022; no newer page was tried"),
    ),
)
