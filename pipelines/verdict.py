"""Whether a page is an article at all, told from what it states, its address and its text."""

import re
from urllib.parse import urlsplit

from pipelines.body import Body
from pipelines.markup import select, text_of
from pipelines.sources import Sources
from pipelines.urls import canonical, is_article

LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist"})
LISTING_PATH = re.compile(
    r"^/?$|/(?:tag|tags|topik|topic|indeks|index|search|cari|category|kategori|author|penulis|"
    r"login|signin|register|daftar|page|halaman|rss|feed|sitemap)(?:/|$|\.)",
    re.I,
)
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
    r"\b404\b|page not found|(?:halaman|artikel|berita)(?: yang anda cari| ini)? tidak ditemukan|"
    r"tidak ditemukan$|not found$",
    re.I,
)
FEW_WORDS = 60
SOME_WORDS = 150


def not_an_article(sources: Sources, body: Body, origin: str) -> str:
    """Return what the page is instead of an article, or "" if it is one or may be."""
    title = sources.data.title
    if body.words < SOME_WORDS and CHALLENGE.search(title):
        return f"a challenge page: {title[:80]}"
    if body.words < SOME_WORDS and MISSING.search(title):
        return f"an error page: {title[:80]}"
    ruled = origin.startswith("rule:")
    path = urlsplit(sources.page.url).path
    stated = bool(sources.data.article) or states_article(sources)
    if sources.rules.article_url and not any_article_url(sources) and not ruled:
        return "no article's address on this outlet, and no template matches"
    if not ruled and not stated:
        if LISTING_PATH.search(path):
            return f"a listing by its address: {path[:80]}"
        if STATIC_PATH.search(path):
            return f"a page about the outlet by its address: {path[:80]}"
        if sources.data.types() & LISTING_TYPES:
            return "a listing by its JSON-LD"
        if body.words < FEW_WORDS:
            return "no article stated and hardly any text"
    if body.linked > 0.6 and len(body.lines) > 3:
        return "nothing but links"
    if not body.lines:
        return empty_body(sources)
    return ""


def states_article(sources: Sources) -> bool:
    """Return whether the page's metadata call it an article."""
    data = sources.data
    return data.meta("og:type").casefold() == "article" or bool(
        data.meta("article:published_time", "content_publisheddate", "dable:item_id")
    )


def any_article_url(sources: Sources) -> bool:
    """Return whether the page's address, or the one that it gives itself, is an article's."""
    rules = sources.rules
    stated = (sources.page.url, sources.data.canonical, sources.data.meta("og:url"))
    return any(is_article(canonical(url, rules), rules) for url in stated if url)


def empty_body(sources: Sources) -> str:
    """Return what a page without body text is: video, gallery, form, or nothing that shows."""
    types = sources.data.types()
    kind = sources.data.meta("og:type").casefold()
    if "videoobject" in types or kind.startswith("video"):
        return "a video without text"
    if "imagegallery" in types or len(select(sources.tree, "figure")) > 3:
        return "a gallery without text"
    if select(sources.tree, "input[type=password]"):
        return "a login page"
    if not any(text_of(node, 200) for node in select(sources.tree, "h1")[:3]):
        return "no headline and no text"
    return ""
