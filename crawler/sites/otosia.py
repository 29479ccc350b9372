"""Otosia: cars and motorcycles."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="otosia",
    title="Otosia",
    hosts=("www.otosia.com", "otosia.com", "m.otosia.com"),
    group="KapanLagi Youniverse",
    indexes=(
        Index(
            url="https://www.otosia.com/index{page}.html",
            first_url="https://www.otosia.com/",
        ),
    ),
    sections=("berita", "tips", "komunitas", "lifestyle"),
    accept=(
        "https://www.otosia.com/berita/contoh-judul-berita.html",
        "https://m.otosia.com/berita/13-unit-contoh.html",
    ),
    reject=(
        "https://www.otosia.com/",
        "https://www.otosia.com/berita/",
        "https://m.otosia.com/company/privacy-policy.html",
        "https://m.otosia.com/galeri/contoh_galeri-1.html",
        "https://m.otosia.com/index2.html",
    ),
    rules=Rules(
        brands=("Otosia.com", "Otosia"),
        article_url=(
            r"^https://www\.otosia\.com/(?!company/|tag/|topik/|galeri/|snapshot/|foto/|video/)[a-z0-9-]+/"
            r"(?!index\d*\.)[a-z0-9-]+\.html"
        ),
        host_map=(("m.otosia.com", "www.otosia.com"),),
        drop_params=("*",),
        templates=(
            Template(
                name="2020-mobile",
                body=(
                    ".wrapper-list-paging > .list-paging",
                    ".detail-berita .wrapper-list-paging",
                    ".detail-berita",
                ),
                title=(".detail-headline h3",),
                deck=(".detail-headline > p",),
                published=(".detail-headline .time",),
                section=(".detail-headline .breadcrumb-oto a",),
                tags=("#tag-content a",),
                byline=(".editor-box .editor-field",),
                remove=(".counter-page", "#relatedContent", ".article-ad", ".editor-box"),
            ),
            Template(
                name="amp",
                body=(".detail-body_paragraph",),
                byline=(".detail-body_datewriter > span:last-child",),
                published=(".detail-body_datewriter > span:first-child",),
                section=(".detail-body_datewriter a",),
            ),
        ),
    ),
    status="unverified",
    notes=(
        "unverified: the listing, its later pages as mobile pages of 2020 linked them.",
        "Galleries, prices and used cars are no articles.",
    ),
    evidence=(Evidence(what="page", seen="2020", note="pages of 2018 to 2020"),),
)
