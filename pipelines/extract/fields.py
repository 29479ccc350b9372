"""Deck, section, tags, image, captions and canonical URL of an article.

Each function returns the value and its origin.
"""

from urllib.parse import urljoin, urlsplit

from pipelines.extract import printed_fields
from pipelines.extract.page_facts import Found, Sources
from pipelines.html.tree import Node, clean_text, text_of, value_of
from pipelines.text.match_key import registrable, squeezed
from pipelines.urls import canonical, host_of, is_article

SECTION_METAS = ("article:section", "dable/article:section", "content_category", "og:section")
TAG_METAS = ("article:tag", "content_tag", "news_keywords", "keywords", "parsely-tags")
MOST_TAGS = 50
LEAST_RUN = 5  # keywords in a row that follow each other in the description too
CREDITS = frozenset({"editor", "penulis", "reporter", "author", "photo", "foto"})
TOPICS = frozenset({"topic", "topik", "tag"})
JUNK_SECTIONS = frozenset({"article", "artikel", "post"})
JUNK_TAGS = frozenset({"tag", "tags", "topik", "topik terkait", "update me"})


def deck(sources: Sources, heading: str) -> Found:
    """Return the line printed under the headline."""
    if sources.template:
        for nodes in sources.ruled(sources.template.deck):
            text = value_of(nodes[0])
            if text and squeezed(text) != squeezed(heading):
                return text, sources.rule
    if sources.layer != "rule" and (text := printed_fields.deck(sources, heading)):
        return text, "visible"
    return "", ""


def section(sources: Sources, heading: str) -> Found:
    """Return the section that the article stands in, the innermost one stated."""
    if sources.template:
        for nodes in sources.ruled(sources.template.section):
            if text := value_of(nodes[-1]):
                return text[:100], sources.rule
    own = squeezed(heading)
    for name in reversed(sources.data.breadcrumb):
        if squeezed(name) and squeezed(name) != own and len(name) < 50:
            return name, "breadcrumb"
    for name in sources.data.strings("articleSection"):
        return name[:100], "json-ld"
    if sources.data.told.section:
        return sources.data.told.section, "analytics"
    name = sources.data.meta(*SECTION_METAS)
    if name and name.casefold() not in JUNK_SECTIONS:
        return name[:100], "meta"
    if sources.layer != "rule" and (name := printed_fields.section(sources, heading)):
        return name, "visible"
    return "", ""


def tags(sources: Sources, heading: str) -> tuple[tuple[str, ...], str]:
    """Return the article's topics, without the outlet's junk, each once."""
    data = sources.data
    if sources.template:
        for nodes in sources.ruled(sources.template.tags):
            if found := kept_tags(sources, [spelled(node) for node in nodes[:MOST_TAGS]]):
                return found, sources.rule
    if found := kept_tags(sources, split_tags(data.strings("keywords"))):
        return found, "json-ld"
    # On an outlet that has rules, what they do not name are the topics of the day.
    printed = printed_fields.tags(sources, heading) if sources.layer != "rule" else []
    if found := kept_tags(sources, printed):
        return found, "visible"
    for name in TAG_METAS:
        # A page states its own keywords first and repeats the outlet's after them.
        stated = data.contents(name)[: MOST_TAGS if name == "article:tag" else 1]
        found = kept_tags(sources, without_prose(sources, split_tags(stated)))
        if found and not is_sentence(sources, found):
            return found, "meta"
    if found := kept_tags(sources, list(data.told.tags)):
        return found, "analytics"
    printed = printed_fields.only_tags(sources, heading) if sources.layer != "rule" else []
    found = kept_tags(sources, printed)
    return found, "visible" if found else ""


def spelled(node: Node) -> str:
    """Return the text of a tag's link, in words where it prints what its address ends in."""
    text = text_of(node, 200)
    slug = (node.attributes.get("href") or "").rstrip("/").rpartition("/")[2]
    return text.replace("-", " ") if text == slug and text.islower() else text


def without_prose(sources: Sources, stated: list[str]) -> list[str]:
    """Return the keywords, of a list that cuts the description at every blank only phrases."""
    description = squeezed(sources.data.meta("description", "og:description"))
    run = ""
    length = 0
    for tag in map(squeezed, stated):
        follows = bool(tag) and run + tag in description
        run, length = (run + tag, length + 1) if follows else (tag, 1)
        if length == LEAST_RUN:
            return [tag for tag in stated if " " in tag.strip()]
    return stated


def is_sentence(sources: Sources, found: tuple[str, ...]) -> bool:
    """Return whether the keywords are the title or the description, cut at every blank."""
    if len(found) < 3 or any(" " in tag for tag in found):
        return False
    data = sources.data
    prose = {
        word.strip(".,:;!?\"'()").casefold()
        for text in (data.title, data.meta("og:title"), data.meta("description", "og:description"))
        for word in text.split()
    }
    own = sum(tag.strip(".,:;!?\"'()").casefold() in prose for tag in found)
    return own >= 0.7 * len(found)


def split_tags(lines: list[str]) -> list[str]:
    """Return the keywords in the lines, at commas where a line holds several."""
    return [part for line in lines for part in line[:2_000].replace(";", ",").split(",")]


def kept_tags(sources: Sources, stated: list[str]) -> tuple[str, ...]:
    """Return the tags that say something, as printed, without hash marks and duplicates."""
    junk = {tag.casefold() for tag in sources.rules.junk_tags} | JUNK_TAGS
    headline = sources.data.meta("og:title").casefold()
    found: dict[str, str] = {}
    for raw in stated:
        tag = without_label(sources, raw).strip(" #,\u2022:\"'")
        if tag and len(tag) <= 80 and tag.casefold() not in junk and tag.casefold() != headline:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MOST_TAGS]


def without_label(sources: Sources, stated: str) -> str:
    """Return a keyword without what it is (`Topic: Garam`), "" for a credit or a shelf.

    A shelf is the section that the page states, with or without one in it (`Tekno:Telko`).
    """
    label, colon, value = stated.partition(":")
    name = label.strip().casefold()
    if not colon:
        return stated
    if name in TOPICS:
        return value
    shelves = (*sources.data.breadcrumb, *sources.data.strings("articleSection"))
    on_shelf = name in {shelf.casefold() for shelf in shelves}
    return "" if name in CREDITS or on_shelf or not value.strip() else stated


def image(sources: Sources) -> Found:
    """Return the absolute URL of the article's picture."""
    data = sources.data
    candidates: list[Found] = []
    if sources.template:
        for nodes in sources.ruled(sources.template.image):
            candidates.append((value_of(nodes[0]), sources.rule))
    candidates.append((data.meta("og:image", "og:image:url", "og:image:secure_url"), "meta"))
    candidates += [(url, "json-ld") for url in data.strings("image", of="url")[:1]]
    candidates += [(url, "json-ld") for url in data.strings("thumbnailUrl")[:1]]
    candidates.append((data.meta("twitter:image", "twitter:image:src"), "meta"))
    for stated, origin in candidates:
        if stated and not stated.startswith("data:"):
            url = joined(sources.page.url, stated)
            if url.startswith(("http://", "https://")):
                return url, origin
    return "", ""


def captions(sources: Sources, found: list[str]) -> tuple[tuple[str, ...], str]:
    """Return the captions of the article's pictures, each once; `found` are those in its body."""
    lines: list[str] = []
    if sources.template:
        for nodes in sources.ruled(sources.template.captions):
            lines += [text_of(node, 2_000) for node in nodes[:MOST_TAGS]]
    kept = tuple(dict.fromkeys(text for text in (*lines, *found) if text))[:MOST_TAGS]
    return kept, sources.rule if any(lines) else "visible"


def article_url(sources: Sources) -> Found:
    """Return the article's canonical URL.

    The page's own canonical link counts where it is absolute, of the same site, and no home page or
    listing. `og:url` never does: on Republika it is a share link.
    """
    own = canonical(sources.page.url, sources.rules)
    link = sources.data.canonical
    if not link.startswith(("http://", "https://")):
        return own, "url"
    stated = canonical(link, sources.rules) if link != sources.page.url else own
    if (
        stated != own
        and registrable(host_of(stated)) != registrable(host_of(own))
        and own.startswith("http")
    ):
        return own, "url"
    if not is_article(stated, sources.rules) or urlsplit(stated).path in ("", "/"):
        return own, "url"
    return stated, "canonical"


def joined(base: str, link: str) -> str:
    """Return the link made absolute, "" where it is none."""
    try:
        return urljoin(base, clean_text(link))
    except ValueError:
        return ""
