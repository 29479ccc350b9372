"""IDN Times: national site and one host per region; class names change, data attributes stay."""

from crawler.site import Evidence, Index, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="idntimes",
    title="IDN Times",
    hosts=("www.idntimes.com", "idntimes.com", "*.idntimes.com"),
    group="IDN",
    sitemaps=("https://www.idntimes.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.idntimes.com/news",
            item="div:has(> a [data-cy='ds-card-article-title'])",
            date="[data-cy='ds-card-article-pubdate']",
            title="[data-cy='ds-card-article-title']",
        ),
    ),
    sections=("news", "tech", "sport", "business", "life"),
    accept=(
        "https://www.idntimes.com/news/indonesia/contoh-judul-berita-00-vdzm7-nxxvry",
        "https://www.idntimes.com/news/world/contoh-berita-dunia-c1c2-01-gwxyz-d4e5f6",
        "https://bali.idntimes.com/news/bali/contoh-judul-berita-00-abcde-x1y2z3",
        "https://www.idntimes.com/news/world/pri-saja/contoh-judul-berita-c1c2",
    ),
    reject=(
        "https://www.idntimes.com/",
        "https://www.idntimes.com/news",
        "https://www.idntimes.com/news/indonesia",
        "https://www.idntimes.com/tag/kejagung",
        "https://www.idntimes.com/author/contoh-penulis-vdzm7",
        "https://www.idntimes.com/search/berita/contoh-kata-kunci",
    ),
    rules=Rules(
        brands=("IDN Times", "IDN Times Community"),
        article_url=(
            r"^https://[\w-]+\.idntimes\.com/(?!tag/|author/|search|index|ajax/|v1/|tag-manager)"
            r"(?:(?:[a-z0-9-]+/){2,3}[a-z0-9-]+-[a-z0-9]{5}-(?P<id>[a-z0-9]{6})"
            r"|[a-z0-9-]+/[a-z0-9-]+/[\w.-]+/[a-z0-9-]{8,})(?:/|$)"
        ),
        host_map=(("m.idntimes.com", "www.idntimes.com"),),
        drop_params=("page",),
        junk_tags=("Update me",),
        templates=(
            Template(
                name="2025",
                body=("#article-description",),
                title=("h1[data-testid='title-article']",),
                deck=("[data-testid='excerpt-article']",),
                authors=("[data-testid^='author-article']",),
                editors=("[data-testid^='editor-article']",),
                published=("[data-testid='publish-date-article'] time",),
                section=("[data-testid^='breadcrumbs-']",),
                tags=("#tag-list a",),
                remove=("[data-cy^='ds-widget']", "[id*='ads' i]"),
            ),
            Template(
                name="2024",
                body=("#article-content", ".article-content"),
                title=("h1.title-text",),
                deck=(".desc-text", ".excerpt"),
                authors=(".author-name",),
                published=("time.date",),
                tags=(".topic-list a", ".tags a"),
            ),
        ),
    ),
    delay=2.0,
    status="active",
    permission=(
        "robots.txt (read 2026-07-24) disallows query strings, /search, /ajax/ and /v1 and names "
        "no scraper. Community articles belong to their writers."
    ),
    notes=(
        "There is no feed that is known to work, and /indeks answers 404: sitemaps first.",
        "An article may exist under two author codes with one article code.",
        "JSON-LD articleBody runs the paragraphs together; the text is read from the page.",
        "Keywords may hold 'Update me', which is not a topic.",
    ),
    evidence=(
        Evidence(what="page", seen="2026-07-24", note="a trimmed page with the live markup"),
        Evidence(what="sitemap", seen="2026-07-24"),
        Evidence(
            what="crawler", seen="2024-12-20", note="the layout of 2024 from an open-source crawler"
        ),
    ),
)
