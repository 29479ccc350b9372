"""detikcom: one host per section; regional editions under www.detik.com."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="detik",
    title="detikcom",
    hosts=("www.detik.com", "detik.com", "*.detik.com"),
    group="Trans Media",
    feeds=(
        "https://news.detik.com/berita/rss",
        "https://news.detik.com/rss",
        "https://finance.detik.com/rss",
        "https://sport.detik.com/rss",
        "https://oto.detik.com/rss",
        "https://travel.detik.com/rss",
        "https://hot.detik.com/rss",
    ),
    sitemaps=(
        "https://www.detik.com/sitemap.xml",
        "https://finance.detik.com/sitemap_news.xml",
        "https://news.detik.com/berita/sitemap_news.xml",
    ),
    indexes=(
        Index(
            url="https://{section}.detik.com/indeks?page={page}&date={mm}%2F{dd}%2F{yyyy}",
            item="article",
            date=".media__date span",
            title="h3",
            sections=("news", "finance"),
        ),
    ),
    sections=("news", "finance", "inet", "oto", "hot", "sport", "travel", "food", "health"),
    accept=(
        "https://news.detik.com/berita/d-7654321/contoh-judul-berita",
        "https://www.detik.com/jabar/berita/d-1234567/contoh-judul",
        "https://finance.detik.com/energi/d-3149120/contoh-judul",
        "http://inet.detik.com/read/2015/11/05/100026/3062623/323/contoh-judul",
        "http://sport.detik.com/sepakbola/read/2015/11/05/095513/3062618/1033/contoh-judul",
        "https://news.detik.com/berita/d-7654321/contoh-foto-bareng",
    ),
    reject=(
        "https://www.detik.com/",
        "https://news.detik.com/indeks",
        "https://www.detik.com/tag/ponsel",
        "https://20.detik.com/detikupdate/20260724-260724001/contoh-video",
        "https://news.detik.com/foto-news/d-7654321/contoh-foto",
        "https://sport.detik.com/sepakbola/foto-sepakbola/d-7654321/contoh-foto",
    ),
    rules=Rules(
        brands=("detikcom", "detik.com", "detikNews", "detikFinance", "detikInet", "detikHot"),
        article_url=(
            r"^https://(?!20\.|foto\.)(?:[a-z]+\.)?detik\.com/(?!(?:[^/]+/)*foto-[^/]*/)"
            r"(?:[a-z0-9-]+/)*(?:d-(?P<id>\d+)/|read/\d{4}/\d\d/\d\d/\d+/\d+/\d+/)"
        ),
        host_map=(("m.detik.com", "www.detik.com"),),
        drop_params=("single", "tag_from", "device", "sortby"),
        single_page="single=1",
        templates=(
            Template(
                name="2020",
                body=(".detail__body-text",),
                title=("h1.detail__title",),
                authors=(".detail__author",),
                published=(".detail__date",),
                section=(".page__breadcrumb a", ".breadcrumb a"),
                tags=(".detail__body-tag a",),
                captions=(".detail__media-caption",),
                remove=(
                    ".noncontent",
                    ".linksisip",
                    ".parallaxindetail",
                    ".paradetail",
                    "[class*='ads-scrollpage']",
                    ".detail__body-tag",
                    ".sisip_video_ds",
                    ".aevp",
                    ".staticdetail_container",
                    ".detail__long-nav",
                    ".detail__multiple",
                ),
            ),
            Template(
                name="2018",
                body=("#detikdetailtext", ".itp_bodycontent", ".detail_text"),
                title=(".jdl h1", "h1"),
                authors=(".jdl .author", ".author"),
                published=(".jdl .date", ".date"),
                tags=(".detail_tag a",),
                captions=(".pic_artikel span", ".pic_artikel_2 span"),
                remove=(".linksisip", ".detail_tag", ".sisip_artikel", ".lihatjg", ".boxlr"),
            ),
            Template(
                name="2015",
                body=(".content_detail .text_detail", ".text_detail"),
                title=(".detail_area h1", ".content_detail h1", "h1"),
                authors=(".author", ".detail_area .author"),
                published=(".detail_area .date", ".content_detail .date", ".detail_profil .date"),
                captions=(".pic_artikel span", ".text_detail .pic span"),
                remove=(".linksisip", ".lihatjg", ".pic_artikel", ".pic_artikel_2"),
            ),
        ),
    ),
    status="active",
    permission="robots.txt disallows GPTBot, CCBot, OpenAI and ChatGPT-User.",
    notes=(
        "The date of a listing must be percent-encoded: with plain slashes every page is page one.",
        "Long articles are split; ?single=1 shows them whole.",
        "The place of the dateline is in bold before the first paragraph.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="page", seen="2022-12-10"),
        Evidence(what="page", seen="2017-02-07", note="the layout of 2018"),
        Evidence(what="page", seen="2015-11-05", note="the layout of 2015"),
        Evidence(what="index", seen="2026-10-03"),
    ),
)
