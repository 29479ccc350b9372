"""Tags of an article: the topics that a page states or prints, without the outlet's keywords."""

import re

from pipelines.extract import printed_fields
from pipelines.extract.page_facts import NO_TEXTS, PageFacts, Stated, Texts
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, text_of
from pipelines.text.match_key import match_key

TAG_METAS = ("article:tag", "content_tag", "news_keywords", "keywords", "parsely-tags")
MAX_TAGS = 50
MIN_RUN = 5  # keywords in a row that follow each other in the description too
MAX_TAG_CHARS = 80
MAX_BLANKS = 4  # per keyword of a list; the clauses of a sentence have more
OWN_SHARE = 0.25  # of the keywords that have all their words in the article
APART = re.compile(r";|,(?!\d)|(?<!\d),")
OUTLET_WORDS = re.compile(
    r"(?:(?:situs|portal|media|kantor|info|informasi|kabar|berita|news|koran|harian|majalah|blog|"
    r"surat kabar|website|online|daring|indonesia|nasional|daerah|lokal|dunia|terkini|terbaru|"
    r"terupdate|terpercaya|terhangat|terpopuler|hangat|update|latest|today|breaking|hari ini)"
    r"(?:\s|$)){2,}",
    re.I,
)
NEWS_OF = re.compile(r"(?:berita|kabar|info|situs|portal|media|koran)\s", re.I)
MORE = re.compile(
    r"(?:(?:lihat|tampilkan|see|show|view)\s)?(?:semua|lainnya|selengkapnya|all|more)"
    r"(?:\s(?:tags?|topik|topics?))?\W*",
    re.I,
)
CREDITS = frozenset({"editor", "penulis", "reporter", "author", "photo", "foto"})
TOPICS = frozenset({"topic", "topik", "tag"})
JUNK_TAGS = frozenset({"tag", "tags", "topik", "topik terkait", "update me"})


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
        if name == "keywords":
            found = of_article(reading, found)
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


def of_article(reading: Reading, found: Texts) -> Texts:
    """Return the keywords without the outlet's, () where few are in the title or the text.

    Many outlets state the same keywords on every page: their name and general words
    (`OUTLET_WORDS`).
    """
    description = reading.facts.metadata.meta("description", "og:description")
    text = match_key(f"{reading.title.value} {description} {reading.located.body.text}")
    named = [tag for tag in found if not OUTLET_WORDS.fullmatch(tag)]
    own = tuple(tag for tag in named if not NEWS_OF.match(tag) or match_key(tag) in text)
    told = sum(all(match_key(word) in text for word in tag.split()) for tag in own)
    return own if told >= max(1, len(own) * OWN_SHARE) else ()


def split_tags(lines: list[str]) -> list[str]:
    """Return the keywords in the lines, split at commas and semicolons; "Rp6,6 Miliar" is one.

    A line of prose has none: its parts are longer than tags.
    """
    found: list[str] = []
    for line in lines:
        parts = APART.split(line[:2_000])
        blanks = sum(part.strip().count(" ") for part in parts)
        if len(parts) == 1 or blanks <= MAX_BLANKS * len(parts):
            found += parts
    return found


def kept_tags(facts: PageFacts, stated: list[str]) -> Texts:
    """Return the tags without hash marks, duplicates, credits, sections, junk tags, the outlet.

    At most `MAX_TAGS`, none longer than `MAX_TAG_CHARS`. Spelling is kept.
    """
    junk = {tag.casefold() for tag in facts.rules.junk_tags} | JUNK_TAGS
    headline = facts.metadata.meta("og:title").casefold()
    found: dict[str, str] = {}
    for raw in stated:
        tag = without_label(facts, raw).strip(" #,\u2022:\"'")
        key = tag.casefold()
        if not tag or len(tag) > MAX_TAG_CHARS or key in junk or key == headline:
            continue
        if not MORE.fullmatch(tag) and not facts.is_outlet(tag):
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
