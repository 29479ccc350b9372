"""Deck, section and canonical URL of an article.

Each function returns a `Stated`: the value, empty where the page states none, and its origin.
"""

from urllib.parse import urlsplit

from pipelines.extract import printed_fields
from pipelines.extract.page_facts import NO_TEXT, PageFacts, Stated
from pipelines.extract.reading import Reading
from pipelines.html.tree import value_of
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import canonical, host_of, is_article

SECTION_METAS = ("article:section", "dable/article:section", "content_category", "og:section")
JUNK_SECTIONS = frozenset({"article", "artikel", "post"})


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
    metadata = reading.facts.metadata
    for nodes in reading.matches(reading.template.section):
        if text := value_of(nodes[-1]):
            return Stated(text[:100], reading.template_origin)
    title = match_key(reading.title.value)
    for name in reversed(metadata.breadcrumb):
        if match_key(name) and match_key(name) != title and len(name) < 50:
            return Stated(name, "breadcrumb")
    for name in metadata.strings("articleSection"):
        return Stated(name[:100], "json-ld")
    if metadata.data_layer.section:
        return Stated(metadata.data_layer.section, "analytics")
    name = metadata.meta(*SECTION_METAS)
    if name and name.casefold() not in JUNK_SECTIONS:
        return Stated(name[:100], "meta")
    if name := printed_fields.section(reading):
        return Stated(name, "visible")
    return NO_TEXT


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
    if not is_article(stated, facts.rules) or urlsplit(stated).path in ("", "/"):
        return Stated(own, "url")
    return Stated(stated, "canonical")
