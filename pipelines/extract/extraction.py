"""A page to an article.

The body comes from the first layer that finds one: the outlet's templates, Next.js data, templates
of publishing systems, text density, trafilatura (docs/decisions/0003-extraction.md). Then each
field is read from its best source.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipelines.extract import fields, metadata, pictures, tags
from pipelines.extract.body_lines import Body
from pipelines.extract.body_reader import read_body
from pipelines.extract.cms_templates import SYSTEMS
from pipelines.extract.directives import of_metas
from pipelines.extract.markup_limit import markup_within
from pipelines.extract.multipage import further_pages, page_number
from pipelines.extract.not_an_article import not_an_article
from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.page_place import page_place
from pipelines.extract.page_signals import has_article_url
from pipelines.extract.people import authors_and_editors
from pipelines.extract.publication_dates import UNKNOWN_ZONE, modified_at, published_at
from pipelines.extract.reading import RULE, Located, Reading, read_page, title_of
from pipelines.extract.second_post import heads_in, second_posts
from pipelines.extract.stated_body import completed, next_data_body
from pipelines.extract.trailing_feed import without_feed
from pipelines.extract.unknown_layout import by_trafilatura, generic_body, promos
from pipelines.html.class_names import is_elsewhere
from pipelines.html.decode import is_binary, utf8
from pipelines.html.tree import Node, Tree, outermost, parse, select
from pipelines.records import (
    Article,
    Drop,
    Limits,
    Page,
    PagePlace,
    Reason,
    Removed,
    Rules,
    Template,
)
from pipelines.text.datelines import dateline
from pipelines.text.match_key import match_key
from pipelines.urls import host_of

STEP = "extract"
POST_MISSING = "embed-missing"
NEXT_PAGE = re.compile(
    r"(?:(?:baca|simak|lihat|lanjut(?:kan)?)\s)?(?:berita |artikel )?(?:selengkapnya )?"
    r"(?:ke |di |pada )?halaman (?:selanjutnya|berikutnya)",
    re.I,
)
MIN_BODY_WORDS = 20
MAX_CONTAINERS = 40
MAX_LINKED = 0.5  # share of a body's text that is in links, in a system's container


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The article of a page, or why there is none, and the links to the article's other pages.

    `place` says which page of the article it is, where that had to be found out.
    """

    result: Article | Drop
    further_pages: tuple[str, ...] = ()
    place: PagePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The tree of a page, and whether the page was longer than what is read of it."""

    tree: Tree
    is_cut: bool = False


def extract(page: Page, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article of a page, or a drop with the reason why there is none.

    At most `limits.markup_bytes` of the page are read (`markup_limit`), in time proportional to its
    length. Boilerplate that only its wording gives away is left for `pipelines.clean`.
    """
    parsed = parsed_page(page, rules, limits)
    return parsed if isinstance(parsed, Drop) else of_tree(page, rules, parsed)


def extract_page(page: Page, rules: Rules, limits: Limits, *, first_url: str = "") -> Extracted:
    """Return what `extract` returns, with the links to the article's other pages.

    `first_url` is the URL of the article's first page where this is a later one: its article has
    that URL.
    """
    parsed = parsed_page(page, rules, limits)
    if isinstance(parsed, Drop):
        return Extracted(result=parsed)
    links = further_pages(page, parsed.tree, rules, first_url or page.url)
    article_page = replace(page, url=first_url) if first_url else page
    return Extracted(result=of_tree(article_page, rules, parsed), further_pages=links)


def extract_saved(page: Page, rules: Rules, limits: Limits) -> Extracted:
    """Return what `extract_page` returns, for a page of which it must be found out which it is."""
    parsed = parsed_page(page, rules, limits)
    if isinstance(parsed, Drop):
        return Extracted(result=parsed)
    place = page_place(page, parsed.tree, rules)
    links = further_pages(page, parsed.tree, rules, place.first_url)
    last = max((page_number(link, rules, place.first_url) for link in links), default=0)
    article_page = replace(page, url=place.first_url) if place.number > 1 else page
    return Extracted(
        result=of_tree(article_page, rules, parsed),
        further_pages=links,
        place=replace(place, last=last),
    )


def parsed_page(page: Page, rules: Rules, limits: Limits) -> Parsed | Drop:
    """Return the tree of a page, or why it has none."""
    if is_binary(page.html):
        return dropped(page, rules, Reason.NOT_HTML, "binary data")
    bounded = markup_within(page.html, limits.markup_bytes)
    markup = utf8(bounded.markup, page.content_type)
    if b"<" not in markup:
        if not markup.decode().strip():
            return dropped(page, rules, Reason.EMPTY, "nothing but white space")
        return dropped(page, rules, Reason.NOT_HTML, "no markup")
    return Parsed(tree=parse(markup), is_cut=bounded.is_cut)


def of_tree(page: Page, rules: Rules, parsed: Parsed) -> Article | Drop:
    """Return the article of a parsed page, or why there is none."""
    tree = parsed.tree
    facts = PageFacts(page=page, rules=rules, tree=tree, metadata=metadata.read(tree))
    located = locate(facts)
    title = title_of(facts, located)
    reading = read_page(facts, located, title)
    if detail := not_an_article(reading):
        return dropped(page, rules, Reason.NOT_ARTICLE, detail)
    article = assemble(reading, truncated=parsed.is_cut)
    if not article.title:
        return dropped(page, rules, Reason.NO_TITLE, "no headline anywhere")
    if not article.text:
        return dropped(page, rules, Reason.NO_TEXT, "no body text")
    return article


def dropped(page: Page, rules: Rules, reason: Reason, detail: str) -> Drop:
    """Return the drop of a page at this step; `detail` describes what was found."""
    site = rules.site or host_of(page.url)
    return Drop(url=page.url, reason=reason, step=STEP, site=site, detail=detail)


def locate(facts: PageFacts) -> Located:
    """Return the body of the page from the first layer that finds one."""
    tree, templates = facts.tree, facts.rules.templates
    stated = next_data_body(facts)
    for template in templates:
        body = ruled_body(tree, template, facts)
        if body.lines and 2 * body.words > stated.words:
            return Located(body=body, origin=f"{RULE}:{template.name}", template=template)
    if stated.words >= MIN_BODY_WORDS:
        return Located(body=stated, origin="next-data")
    printed = printed_body(facts)
    body = completed(facts, printed.body, enough=MIN_BODY_WORDS)
    if body is printed.body:
        return printed
    return Located(body=body, origin="json-ld", fallback=bool(templates))


def printed_body(facts: PageFacts) -> Located:
    """Return the body that the page prints, found without the outlet's templates."""
    tree, fallback = facts.tree, bool(facts.rules.templates)
    for template in SYSTEMS:
        body = system_body(facts, template)
        if body.words >= MIN_BODY_WORDS and body.linked < MAX_LINKED:
            origin = f"system:{template.name}"
            return Located(body=body, origin=origin, template=template, fallback=fallback)
    body, origin = generic_body(facts)
    if body.words >= MIN_BODY_WORDS or not has_article_url(facts):
        return Located(body=body, origin=origin, fallback=fallback)
    return Located(body=by_trafilatura(tree), origin="trafilatura", fallback=True)


def ruled_body(tree: Tree, template: Template, facts: PageFacts | None = None) -> Body:
    """Return the body that a template's selectors find, an empty one if they find none.

    With the page's `facts`, containers of other posts on the page are left out. Raises ValueError
    for a selector that is not valid CSS.
    """
    for selector in template.body:
        containers = outermost(select(tree, selector))
        if not containers:
            continue
        remove = within(containers, template.remove)
        captions = within(containers, template.captions)
        several = facts is not None and len(containers) > 1 and has_titles(facts, template)
        posts = other_posts(facts, containers) if facts and several else ()
        site = facts.domain if facts else ""
        body = read_body(containers, remove, captions, posts, site)
        if body.lines:
            return body
    return Body()


def system_body(facts: PageFacts, template: Template) -> Body:
    """Return the body that a publishing system's selectors find, an empty one if they find none.

    The class names of a system are common: teasers of other articles often have them too, so
    containers in sidebars and lists of other articles are skipped, and those of other posts.
    """
    for selector in template.body:
        containers = outermost(select(facts.tree, selector)[:MAX_CONTAINERS])
        if containers := [node for node in containers if not is_elsewhere(node)]:
            remove = [*within(containers, template.remove), *promos(containers)]
            posts = other_posts(facts, containers)
            captions = within(containers, template.captions)
            body = read_body(containers, remove, captions, posts, facts.domain)
            return without_feed(body)
    return Body()


def has_titles(facts: PageFacts, template: Template) -> bool:
    """Return whether a page has several elements that a template names as headlines.

    An outlet's template is known to hold one article; several headlines are of several articles.
    """
    either = ", ".join(template.title)
    return len(select(facts.tree, either)) > 1 if either else True


def other_posts(facts: PageFacts, containers: Sequence[Node]) -> list[Node]:
    """Return the elements in and around the containers that are other posts on the page."""
    if not heads_in(containers):
        return []
    return second_posts(containers, facts.heading, facts.page.url)


def within(containers: Sequence[Node], selectors: Sequence[str]) -> list[Node]:
    """Return the elements in the containers that match one of the selectors."""
    either = ", ".join(selectors)
    return [node for root in containers for node in select(root, either)] if either else []


def assemble(reading: Reading, *, truncated: bool) -> Article:
    """Return the article with every field from its best source.

    `truncated` is True where the page was larger than what was read of it.
    """
    facts, located = reading.facts, reading.located
    body = without_title(located.body, reading.title.value, facts.heading_keys)
    section = fields.section(reading)
    authors, editors = authors_and_editors(reading, section.value)
    published = published_at(reading)
    modified = modified_at(reading, published.value)
    unknown_zone = bool(published.zone or modified.zone)
    place = dateline(body.lines[0].text if body.lines else "", facts.rules.brands)
    found: dict[str, Stated[Any]] = {
        "url": fields.article_url(facts),
        "title": reading.title,
        "text": Stated(body.text, located.origin),
        "authors": authors,
        "editors": editors,
        "published_at": published.stated,
        "modified_at": modified.stated,
        "deck": fields.deck(reading),
        "section": section,
        "tags": tags.tags(reading),
        "image_url": pictures.image(reading),
        "dateline": Stated(place, "text" if place else ""),
        "captions": pictures.captions(reading, body.captions),
    }
    return Article(
        site=facts.rules.site or facts.host,
        fetched_at=facts.page.fetched_at,
        removed=tuple(body.removed),
        flags=flags(reading, truncated=truncated, unknown_zone=unknown_zone),
        origin={name: stated.origin for name, stated in found.items() if stated.origin},
        **{name: stated.value for name, stated in found.items()},
    )


def without_title(body: Body, title: str, headings: Collection[str] = ()) -> Body:
    """Return the body without its first line if that repeats the title; it is recorded.

    The line may also be a heading among `headings`, the match keys of the page's main headings:
    the title stated for shared links is often another one than the printed.
    """
    if not body.lines or not title:
        return body
    key = match_key(body.lines[0].text)
    printed = body.lines[0].kind == "heading" and key in headings
    if key != match_key(title) and not printed:
        return body
    repeated = Removed(line=body.lines[0].text, rule="structure:title")
    later = [
        Removed(line=r.line, rule=r.rule, position=max(r.position - 1, 0)) for r in body.removed
    ]
    return replace(body, lines=body.lines[1:], removed=[repeated, *later])


def flags(reading: Reading, *, truncated: bool, unknown_zone: bool) -> tuple[str, ...]:
    """Return the article's flags, first those about its text, then what the publisher asks for.

    `Article` lists them. `paywall` is schema.org's `isAccessibleForFree: false`.
    """
    metadata, located = reading.facts.metadata, reading.located
    continues = any(NEXT_PAGE.fullmatch(line.line.strip(" .:»>")) for line in located.body.removed)
    holds = {
        "truncated": truncated or located.body.cut,
        "continues": continues,
        "paywall": not metadata.is_free,
        "fallback": located.fallback,
        POST_MISSING: located.body.post_missing,
        UNKNOWN_ZONE: unknown_zone,
    }
    metas = ((name, text) for name, texts in metadata.metas.items() for text in texts)
    asked = dict.fromkeys((*reading.facts.page.signals, *of_metas(metas)))
    return (*(name for name, held in holds.items() if held), *asked)
