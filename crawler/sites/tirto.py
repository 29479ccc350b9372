"""Tirto.id: long reads."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="tirto",
    title="Tirto.id",
    hosts=("tirto.id", "www.tirto.id", "amp.tirto.id"),
    group="Tirta Adi Surya",
    indexes=(
        Index(
            url="https://tirto.id/indeks",
            item=".postcard",
            link=".postcard-title a",
            date=".postcard-timestamp",
            title=".postcard-title",
        ),
    ),
    accept=("https://tirto.id/contoh-judul-berita-yang-panjang-gXyZ",),
    reject=(
        "https://tirto.id/",
        "https://tirto.id/indeks",
        "https://tirto.id/q/ekonomi-xyz",
        "https://tirto.id/pikir-dua-kali",
        "https://tirto.id/bisnis-tirto/insider/flash-news",
        "https://tirto.id/pedoman-media-siber",
        "https://tirto.id/author/contohpenulis",
    ),
    rules=Rules(
        brands=("Tirto.id", "tirto.id", "Tirto"),
        article_url=r"^https://tirto\.id/[a-z0-9]+(?:-[a-z0-9]+){2,}-(?P<id>[A-Za-z0-9]{4})$",
        host_map=(("amp.tirto.id", "tirto.id"),),
        junk_tags=("Flash News", "Insider", "Bisnis Tirto", "Tirto.id"),
        templates=(
            Template(
                name="2024",
                body=(".content-text-editor",),
                title=("h1.article-title",),
                authors=(".byline a.reporter-name",),
                published=(".byline div", ".byline"),
                modified=("meta[property='article:modified_time']",),
                section=(".breadcrumbs-wrapper a:last-child",),
                captions=("figcaption",),
                remove=(".baca-holder", "ins", "[id^='gpt-']"),
            ),
        ),
    ),
    status="listed",
    permission="robots.txt (read 2026-07-24) disallows addresses with ?next.",
    notes=(
        "article:modified_time has no zone; it is local time.",
        "A bare browser agent was refused, an honest product agent was not.",
        "Keywords name the rubrics of the article too; rubrics are no tags.",
        "Later pages of the listing are asked for with ?next, which robots.txt disallows.",
    ),
    evidence=(
        Evidence(
            what="crawler", seen="2026-07-24", note="pages as an open-source crawler reads them"
        ),
    ),
)
