"""Tempo: national site, older section hosts, and the English edition."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="tempo",
    title="Tempo",
    hosts=("www.tempo.co", "tempo.co", "*.tempo.co"),
    group="Tempo Inti Media",
    feeds=(
        "https://rss.tempo.co/",
        "https://rss.tempo.co/nasional",
        "https://rss.tempo.co/bisnis",
        "https://rss.tempo.co/politik",
        "https://rss.tempo.co/hukum",
        "https://rss.tempo.co/ekonomi",
        "https://rss.tempo.co/dunia",
        "https://rss.tempo.co/metro",
        "https://rss.tempo.co/bola",
        "https://rss.tempo.co/tekno",
    ),
    indexes=(
        Index(
            url="https://www.tempo.co/{section}/_payload.json",
            entry="https://www.tempo.co/{canonical_url}",
            sections=("politik", "hukum", "ekonomi", "lingkungan", "cekfakta"),
        ),
    ),
    sections=("politik", "hukum", "ekonomi", "lingkungan", "dunia", "metro", "tekno"),
    accept=(
        "https://www.tempo.co/ekonomi/contoh-judul-berita-9100001",
        "https://nasional.tempo.co/read/1234567/contoh-judul",
        "http://gaya.tempo.co/read/news/2015/11/05/060716092/contoh-judul",
        "http://www.tempo.co/read/kolom/2015/11/02/2327/contoh-judul",
        "http://www.tempo.co/read/opiniKT/2015/11/02/11202/contoh-judul",
        "http://www.tempo.co/read/bbc/world/2015/11/05/41190224/contoh-judul",
        "http://en.tempo.co/read/news/2015/11/04/055715684,uk.html/Contoh-Judul",
    ),
    reject=(
        "https://www.tempo.co/",
        "https://www.tempo.co/ekonomi",
        "https://www.tempo.co/tag/suku-bunga-acuan",
        "https://www.tempo.co/penulis/contoh-penulis-12345",
        "https://www.tempo.co/indeks?page=2",
        "http://grafis.tempo.co/read/flashgrafis/2015/11/02/731/contoh-grafis",
        "http://en.tempo.co/read/beritafoto/35754/Contoh-Foto",
        "http://www.tempo.co/inforial/read/news/2015/10/28/140714334/contoh-iklan",
    ),
    rules=Rules(
        brands=("Tempo.co", "TEMPO.CO", "Tempo", "TEMPO Interaktif"),
        article_url=(
            r"^https://(?:(?:www\.)?tempo\.co/(?!penulis/|tag/|read/)[a-z-]+/[a-z0-9-]+-\d{5,8}$"
            r"|(?:[a-z]+\.)?tempo\.co/read/"
            r"(?:\d{6,}|(?!flashgrafis/|fokus/)(?:[A-Za-z]+/){1,2}\d{4}/\d\d/\d\d/\d+))"
        ),
        host_map=(("m.tempo.co", "www.tempo.co"),),
        drop_params=("page", "page_num", "i"),
        drop_path=r",uk\.html(?=/|$)",
        templates=(
            Template(
                name="2025",
                body=("#content-wrapper",),
                title=("article h1", "h1"),
                authors=("a[href*='/penulis/']",),
                tags=("a[href*='/tag/']:has(> span)", "a[href^='/tag/']"),
                captions=("article figcaption",),
            ),
            Template(
                name="2018",
                body=(".detail-in", "#isi", ".detail-konten"),
                title=("h1[itemprop='headline']", ".detail-title h1", "h1"),
                byline=(".detail-in .reporter", ".reporter"),
                published=(".date", "#date"),
                tags=(".box-tag-detail a", ".tags a"),
                captions=(".foto-detail figcaption", ".caption"),
            ),
            Template(
                name="2015",
                body=(".artikel > p", ".artikel"),
                title=(".artikel h1", "h1"),
                published=(".block-tanggal",),
                section=(".block-kanal-map a",),
                captions=(".block-display",),
                remove=(".block-display", ".block-tanggal", ".block-kanal-map", "h1"),
            ),
            Template(
                name="2015-english",
                body=(".tubuh-berita",),
                title=(".judul-konten",),
                published=(".kolom-2-kolom > .tanggal", ".tanggal"),
                section=(".home-map .site-map",),
                captions=(".foto-desc",),
            ),
        ),
    ),
    status="active",
    permission="Articles marked Tempo Plus are for subscribers; the rest is free to read.",
    notes=(
        "article:published_time may read 'null WIB'; JSON-LD and the printed line hold.",
        "Some networks are answered with 403.",
        "The listing of a rubric is a data file, not a page; the listing by day is an empty shell.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="page", seen="2015-11-05", note="the layouts of 2015"),
        Evidence(what="feed", seen="2026-07-24", note="403 from another network on 2026-10-03"),
    ),
)
