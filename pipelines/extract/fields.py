"""Deck, section, tags, image, captions and canonical URL of an article.

Each function returns a `Stated`: the value, empty where the page states none, and its origin.
"""

from urllib.parse import urljoin, urlsplit

from pipelines.extract import printed_fields
from pipelines.extract.page_facts import NO_TEXT, PageFacts, Stated
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, clean_text, text_of, value_of
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import canonical, host_of, is_article

SECTION_METAS = ("article:section", "dable/article:section", "content_category", "og:section")
TAG_METAS = ("article:tag", "content_tag", "news_keywords", "keywords", "parsely-tags")
MAX_TAGS = 50
MIN_RUN = 5  # keywords in a row that follow each other in the description too
MAX_TAG_CHARS = 80
Texts = tuple[str, ...]
NO_TEXTS: Stated[Texts] = Stated((), "")
CREDITS = frozenset({"editor", "penulis", "reporter", "author", "photo", "foto"})
TOPICS = frozenset({"topic", "topik", "tag"})
JUNK_SECTIONS = frozenset({"article", "artikel", "post"})
JUNK_TAGS = frozenset({"tag", "tags", "topik", "topik terkait", "update me"})


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


def tags(reading: Reading) -> Stated[Texts]:
    """Return the article's topics, each once, without the outlet's junk tags."""
    facts, metadata = reading.facts, reading.facts.metadata
    for nodes in reading.matches(reading.template.tags):
        if found := kept_tags(facts, [spelled(node) for node in nodes[:MAX_TAGS]]):
            return Stated(found, reading.template_origin)
    if found := kept_tags(facts, split_tags(metadata.strings("keywords"))):
        return Stated(found, "json-ld")
    # Links that an outlet's template does not name lead to the topics of the day.
    printed = printed_fields.tags(reading) if not reading.is_ruled else []
    if found := kept_tags(facts, printed):
        return Stated(found, "visible")
    for name in TAG_METAS:
        # A page states its own keywords first and repeats the outlet's after them.
        stated = metadata.contents(name)[: MAX_TAGS if name == "article:tag" else 1]
        found = kept_tags(facts, without_prose(facts, split_tags(stated)))
        if found and not is_sentence(facts, found):
            return Stated(found, "meta")
    if found := kept_tags(facts, list(metadata.data_layer.tags)):
        return Stated(found, "analytics")
    last = printed_fields.tags if reading.is_ruled else printed_fields.only_tags
    found = kept_tags(facts, last(reading))
    return Stated(found, "visible") if found else NO_TEXTS


def spelled(node: Node) -> str:
    """Return the text of a tag's link, with blanks for hyphens where it prints the URL's slug."""
    text = text_of(node, 200)
    slug = (node.attributes.get("href") or "").rstrip("/").rpartition("/")[2]
    return text.replace("-", " ") if text == slug and text.islower() else text


def without_prose(facts: PageFacts, stated: list[str]) -> list[str]:
    """Return the keywords; only those of several words if the list is the description in pieces.

    Some outlets split the description at every blank. `MIN_RUN` keywords in a row that follow each
    other in the description show it.
    """
    description = match_key(facts.metadata.meta("description", "og:description"))
    run = ""
    length = 0
    for tag in map(match_key, stated):
        follows = bool(tag) and run + tag in description
        run, length = (run + tag, length + 1) if follows else (tag, 1)
        if length == MIN_RUN:
            return [tag for tag in stated if " " in tag.strip()]
    return stated


def is_sentence(facts: PageFacts, found: Texts) -> bool:
    """Return whether the keywords are the title or the description, split at every blank."""
    if len(found) < 3 or any(" " in tag for tag in found):
        return False
    metadata = facts.metadata
    description = metadata.meta("description", "og:description")
    prose = {
        word.strip(".,:;!?\"'()").casefold()
        for text in (metadata.title, metadata.meta("og:title"), description)
        for word in text.split()
    }
    own = sum(tag.strip(".,:;!?\"'()").casefold() in prose for tag in found)
    return own >= 0.7 * len(found)


def split_tags(lines: list[str]) -> list[str]:
    """Return the keywords in the lines, split at commas and semicolons."""
    return [part for line in lines for part in line[:2_000].replace(";", ",").split(",")]


def kept_tags(facts: PageFacts, stated: list[str]) -> Texts:
    """Return the tags without hash marks, duplicates, credits, section names and junk tags.

    At most `MAX_TAGS`, none longer than `MAX_TAG_CHARS`. Spelling is kept.
    """
    junk = {tag.casefold() for tag in facts.rules.junk_tags} | JUNK_TAGS
    headline = facts.metadata.meta("og:title").casefold()
    found: dict[str, str] = {}
    for raw in stated:
        tag = without_label(facts, raw).strip(" #,\u2022:\"'")
        key = tag.casefold()
        if tag and len(tag) <= MAX_TAG_CHARS and key not in junk and key != headline:
            found.setdefault(key, tag)
    return tuple(found.values())[:MAX_TAGS]


def without_label(facts: PageFacts, stated: str) -> str:
    """Return a keyword without its label (`Topic: Garam`), "" for a credit or a section.

    A section is stated with or without a subsection (`Tekno:Telko`).
    """
    label, colon, value = stated.partition(":")
    name = label.strip().casefold()
    if not colon:
        return stated
    if name in TOPICS:
        return value
    sections = (*facts.metadata.breadcrumb, *facts.metadata.strings("articleSection"))
    is_section = name in {section.casefold() for section in sections}
    return "" if name in CREDITS or is_section or not value.strip() else stated


def image(reading: Reading) -> Stated[str]:
    """Return the absolute URL of the article's picture."""
    metadata, origin = reading.facts.metadata, reading.template_origin
    matches = reading.matches(reading.template.image)
    candidates = [
        *((value_of(nodes[0]), origin) for nodes in matches),
        (metadata.meta("og:image", "og:image:url", "og:image:secure_url"), "meta"),
        *((url, "json-ld") for url in metadata.strings("image", of="url")[:1]),
        *((url, "json-ld") for url in metadata.strings("thumbnailUrl")[:1]),
        (metadata.meta("twitter:image", "twitter:image:src"), "meta"),
    ]
    for stated, origin in candidates:
        if stated and not stated.startswith("data:"):
            url = joined(reading.facts.page.url, stated)
            if url.startswith(("http://", "https://")):
                return Stated(url, origin)
    return NO_TEXT


def captions(reading: Reading, in_body: list[str]) -> Stated[Texts]:
    """Return the captions of the article's pictures, each once, `MAX_TAGS` at most.

    Those that the template's selectors find come first, then those read in the body.
    """
    lines: list[str] = []
    for nodes in reading.matches(reading.template.captions):
        lines += [text_of(node, 2_000) for node in nodes[:MAX_TAGS]]
    kept = tuple(dict.fromkeys(text for text in (*lines, *in_body) if text))[:MAX_TAGS]
    origin = reading.template_origin if any(lines) else "visible"
    return Stated(kept, origin) if kept else NO_TEXTS


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


def joined(base: str, link: str) -> str:
    """Return the link as an absolute URL, "" where it is not a valid URL."""
    try:
        return urljoin(base, clean_text(link))
    except ValueError:
        return ""
