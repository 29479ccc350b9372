"""Otosia: cars and motorcycles."""

from crawler.site import Site
from pipelines.records import Rules, Template

SITE = Site(
    name="otosia",
    title="Otosia",
    hosts=("www.otosia.com", "otosia.com", "m.otosia.com"),
    group="KapanLagi Youniverse",
    accept=(
        "https://www.otosia.com/berita/contoh-judul-berita.html",
        "https://m.otosia.com/berita/13-unit-contoh.html",
    ),
    reject=(
        "https://www.otosia.com/",
        "https://www.otosia.com/berita/",
        "https://m.otosia.com/company/privacy-policy.html",
    ),
    rules=Rules(
        site="otosia",
        brands=("Otosia.com", "Otosia"),
        article_url=(
            r"^https://www\.otosia\.com/(?!company/|tag/|foto/|video/)[a-z0-9-]+/"
            r"(?!index\d*\.)[a-z0-9-]+\.html"
        ),
        host_map=(("m.otosia.com", "www.otosia.com"), ("otosia.com", "www.otosia.com")),
        templates=(
            Template(
                name="2020-mobile",
                body=(".detail-berita .wrapper-list-paging", ".detail-berita"),
                byline=(".editor-box .editor-field",),
                remove=(".counter-page", "#relatedContent", ".article-ad", ".editor-box"),
            ),
            Template(name="amp", body=(".detail-body_paragraph",)),
        ),
    ),
    status="unverified",
    evidence=("pages of 2018 to 2020",),
)
