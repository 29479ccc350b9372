"""Whether a page is an article, decided by its metadata, its URL and its text."""

import re
from urllib.parse import urlsplit

from pipelines.extract.body_lines import Body, is_link
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.reading import RULE, Located
from pipelines.html.tree import select, text_of
from pipelines.text.match_key import match_key
from pipelines.urls import canonical, is_article

LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist"})
LISTING_PATH = re.compile(
    # /index.php/berita/... is how Joomla and CodeIgniter write any address.
    r"^/?$|/(?:tag|tags|topik|topic|indeks|index(?!\.php/.)|search|cari|category|kategori|author|penulis|"
    r"login|signin|register|daftar|page|halaman|rss|feed|sitemap)(?:/|$|\.)",
    re.I,
)
NUMBERED = re.compile(r"(?:^|&)(?:p|id|news|berita|read|artikel|aid|nid)=\d{2,}", re.I)
STATIC_PATH = re.compile(
    r"/(?:privacy|kebijakan-privasi|pedoman|disclaimer|tentang(?:-kami)?|about(?:-us)?|kontak|"
    r"contact(?:-us)?|redaksi|terms|syarat|company|karir|career|info-iklan|kode-etik)"
    r"(?:[-/.]|$)",
    re.I,
)
CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|access denied|are you a robot|"
    r"verify you are human|captcha|ddos protection|request blocked|403 forbidden",
    re.I,
)
MISSING = re.compile(
    r"^(?:error\s)?404(?:\s*$|\s*[-|:–—!.]|\s+(?:not found|error|page|halaman))|"
    r"\b(?:error|page) 404\b|page not found|^not found\b|\bnot found$|"
    r"\b(?:halaman|laman|artikel|berita|konten|tautan|url)"
    r"(?:\s(?:yang|ini|anda|kamu|kami|cari|minta|tuju|akses|maksud|dicari|diminta)){0,4}"
    r"\s(?:tidak|tak) (?:ditemukan|tersedia)\b",
    re.I,
)
TEASER_DATE = re.compile(r"\b\d{1,2} [a-z]{3,9} \d{4}\b.{0,6}\b\d{1,2}[:.]\d{2}\b", re.I)
DATE_LINE = re.compile(
    r"(?:[a-z' ]{3,20}[,|]?\s*)?(?:\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.-]\d{2,4}.{0,25}|"
    r"\d{1,2} (?:menit|jam|hari|minggu|bulan) (?:yang )?lalu)",
    re.I,
)
STATIC_TITLE = re.compile(
    r"(?:privacy policy|kebijakan privasi|pedoman (?:media|pemberitaan)|disclaimer|tentang kami|"
    r"about us|kontak kami|contact us|syarat dan ketentuan|terms|kode etik|susunan redaksi)\b"
    r"(?:\s+[\w.&]+){0,3}(?:\s*[-|–—:•»].*)?\s*$",
    re.I,
)
STUB_TITLE = re.compile(r"(?:video|foto|photo|gallery|galeri|infografis|live)\s?[:|]", re.I)
FEW_WORDS = 60
MIN_HEADLINES = 6
SOME_WORDS = 150


def not_an_article(facts: PageFacts, located: Located, title: str) -> str:
    """Return what the page is instead of an article, "" if it is or may be an article.

    The text becomes the detail of the drop. Checks of the URL and of listings by their layout are
    skipped where an outlet's template found the body.
    """
    body, ruled = located.body, located.layer == RULE
    named = facts.metadata.title
    if body.words < SOME_WORDS and not is_dated(facts):
        if CHALLENGE.search(named) and not ruled:
            return f"a challenge page: {named[:80]}"
        if missing := says_missing(facts):
            return f"an error page: {missing[:80]}"
    path, query = urlsplit(facts.page.url)[2:4]
    stated = bool(facts.metadata.article) or states_article(facts)
    if not ruled and not has_article_url(facts):
        return "no article's address on this outlet, and no template matches"
    if not ruled and not stated:
        if LISTING_PATH.search(path) and not NUMBERED.search(query):
            return f"a listing by its address: {path[:80]}"
        if STATIC_PATH.search(path):
            return f"a page about the outlet by its address: {path[:80]}"
        if facts.metadata.types() & LISTING_TYPES:
            return "a listing by its JSON-LD"
        if body.words < FEW_WORDS:
            return empty_body(facts) or "no article stated and hardly any text"
    if not ruled and is_about_outlet(facts):
        return f"a page about the outlet by its title: {named[:80]}"
    if body.linked > 0.6 and len(body.lines) > 3:
        return "nothing but links"
    if not ruled and is_listing(body):
        return "a listing: as many headlines that link elsewhere as paragraphs"
    if not stated and sum(bool(TEASER_DATE.search(n.text)) for n in body.lines) >= MIN_HEADLINES:
        return "a listing: teasers with their dates"
    if STUB_TITLE.match(named) and body.words < FEW_WORDS:
        return f"pictures or a video with hardly any text: {named[:80]}"
    if not has_text(body, title):
        return empty_body(facts)
    return ""


def is_dated(facts: PageFacts) -> bool:
    """Return whether the page's metadata state when it was published."""
    metadata = facts.metadata
    return bool(metadata.strings("datePublished") or metadata.meta("article:published_time"))


def says_missing(facts: PageFacts) -> str:
    """Return the title or heading that says that the page was not found, "" if none does."""
    headings = (text_of(node, 200) for node in select(facts.tree, "h1, h2")[:3])
    return next(filter(MISSING.search, (facts.metadata.title, *headings)), "")


def has_text(body: Body, title: str) -> bool:
    """Return whether the body has more text than a repeated title."""
    if len(body.lines) > 1:
        return True
    own = match_key(title)
    return any(match_key(line.text) != own for line in body.lines)


def is_about_outlet(facts: PageFacts) -> bool:
    """Return whether an undated page has the title of a page about the outlet: privacy, contact."""
    if facts.metadata.strings("datePublished"):
        return False
    headings = [text_of(node, 200) for node in select(facts.tree, "h1")[:3]]
    named = (facts.metadata.title, *facts.metadata.breadcrumb, *headings)
    return any(STATIC_TITLE.match(name) for name in named)


def is_listing(body: Body) -> bool:
    """Return whether a body consists of teasers: linked headlines, each with a date or a line."""
    links = sum(is_link(line) for line in body.lines)
    links += sum(item.rule == "structure:links" for item in body.removed)
    dated = sum(bool(DATE_LINE.fullmatch(line.text)) for line in body.lines)
    prose = sum(len(line.text) >= 80 and line.linked < 0.5 for line in body.lines)
    return max(links, dated) >= max(MIN_HEADLINES, 0.5 * prose)


def states_article(facts: PageFacts) -> bool:
    """Return whether the page's meta elements call it an article."""
    metadata = facts.metadata
    return metadata.meta("og:type").casefold() == "article" or bool(
        metadata.meta("article:published_time", "content_publisheddate", "dable:item_id")
    )


def has_article_url(facts: PageFacts) -> bool:
    """Return whether the URL, the canonical link or `og:url` may be an article's of the outlet.

    True where the outlet's rules have no pattern for articles.
    """
    rules = facts.rules
    if not rules.article_url:
        return True
    stated = (facts.page.url, facts.metadata.canonical, facts.metadata.meta("og:url"))
    return any(is_article(canonical(url, rules), rules) for url in stated if url)


def empty_body(facts: PageFacts) -> str:
    """Return what a page without body text is (login, video, gallery), "" if nothing shows it."""
    types = facts.metadata.types()
    kind = facts.metadata.meta("og:type").casefold()
    if select(facts.tree, "input[type=password]"):
        return "a login page"
    if "liveblogposting" in types:
        return "a live blog without entries"
    if "videoobject" in types or kind.startswith("video"):
        return "a video without text"
    if "imagegallery" in types or len(select(facts.tree, "figure")) > 3:
        return "a gallery without text"
    if not any(text_of(node, 200) for node in select(facts.tree, "h1")[:3]):
        return "no headline and no text"
    return ""
