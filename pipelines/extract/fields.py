"""Deck, section and canonical URL of an article.

Each function returns a `Stated`: the value, empty where the page states none, and its origin.
"""

import re
from collections.abc import Iterator

from pipelines.extract import printed_fields
from pipelines.extract.page_facts import NO_TEXT, PageFacts, Stated
from pipelines.extract.reading import Reading
from pipelines.html.tree import value_of, words
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import canonical, host_of, is_article, link_path

SECTION_METAS = ("article:section", "dable/article:section", "content_category", "og:section")
MAX_SECTION_CHARS = 100
MAX_CRUMB_CHARS = 50
# What publishing systems print where an article has no section: the home page, a type of page,
# WordPress's category of posts without one.
NO_SECTIONS = words(
    "home beranda homepage index depan article artikel post single detail detil read baca default "
    "page halaman uncategorized uncategorised"
)
NO_SECTION = re.compile(
    r"(?:detail|detil|baca|isi|halaman|read)\s(?:berita|artikel|post|news|article)|"
    r"(?:tak|tidak|belum)\s(?:ber)?kategori(?:kan)?|tanpa\skategori|(?:halaman|laman)\s"
    r"(?:utama|depan)|home\s?page",
    re.I,
)


def deck(reading: Reading) -> Stated[str]:
    """Return the line printed under the headline."""
    title = reading.title.value
    for nodes in reading.matches(reading.template.deck):
        text = value_of(nodes[0])
        if text and match_key(text) != match_key(title):
            return Stated(text, reading.template_origin)
    if not reading.is_ruled and (text := printed_fields.deck(reading)):
        return Stated(text, "visible")
    return NO_TEXT


def section(reading: Reading) -> Stated[str]:
    """Return the section of the article, the innermost one that the page states."""
    for stated in sections(reading):
        if is_section(reading, stated.value):
            return Stated(stated.value[:MAX_SECTION_CHARS], stated.origin)
    return NO_TEXT


def sections(reading: Reading) -> Iterator[Stated[str]]:
    """Yield the sections that a page states, the most reliable first."""
    metadata = reading.facts.metadata
    for nodes in reading.matches(reading.template.section):
        yield Stated(value_of(nodes[-1]), reading.template_origin)
    for name in reversed(metadata.breadcrumb):
        yield Stated(name if len(name) < MAX_CRUMB_CHARS else "", "breadcrumb")
    yield from (Stated(name, "json-ld") for name in metadata.strings("articleSection"))
    yield Stated(metadata.data_layer.section, "analytics")
    yield Stated(metadata.meta(*SECTION_METAS), "meta")
    yield Stated(printed_fields.section(reading), "visible")


def is_section(reading: Reading, name: str) -> bool:
    """Return whether a name is a section's: not the title, the outlet, its host or a page's type.

    `NO_SECTIONS` has the types of pages.
    """
    key = match_key(name)
    if not key or name.casefold() in NO_SECTIONS or NO_SECTION.fullmatch(name):
        return False
    if key == match_key(reading.title.value):
        return False
    return not reading.facts.is_outlet(name)


def article_url(facts: PageFacts) -> Stated[str]:
    """Return the article's canonical URL: the page's canonical link, else the page's own URL.

    The link counts where it is absolute, of the same site, and no home page or listing. `og:url`
    does not count: on Republika it is a share link.
    """
    own = canonical(facts.page.url, facts.rules)
    link = facts.metadata.canonical
    if not link.startswith(("http://", "https://")):
        return Stated(own, "url")
    stated = canonical(link, facts.rules) if link != facts.page.url else own
    if (
        stated != own
        and registrable(host_of(stated)) != registrable(host_of(own))
        and own.startswith("http")
    ):
        return Stated(own, "url")
    if not is_article(stated, facts.rules) or link_path(stated) in ("", "/"):
        return Stated(own, "url")
    return Stated(stated, "canonical")
