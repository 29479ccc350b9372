"""A page to an article: the outlet's rules first, then what the page states, then generic ways."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract import fields, metadata
from pipelines.extract.body_lines import Body
from pipelines.extract.body_reader import read_body
from pipelines.extract.cms_templates import SYSTEMS
from pipelines.extract.directives import of_metas
from pipelines.extract.multipage import further_pages
from pipelines.extract.nearby_lines import surroundings
from pipelines.extract.not_an_article import has_article_url, not_an_article
from pipelines.extract.page_facts import Sources, title
from pipelines.extract.people import authors_and_editors
from pipelines.extract.publication_dates import modified_at, published_at
from pipelines.extract.unknown_layout import by_trafilatura, generic_body, promos
from pipelines.html.class_names import is_elsewhere
from pipelines.html.decode import is_binary, utf8
from pipelines.html.tree import Node, Tree, outermost, parse, select
from pipelines.records import Article, Drop, Limits, Page, Reason, Removed, Rules, Template
from pipelines.text.datelines import dateline
from pipelines.text.match_key import squeezed
from pipelines.urls import host_of

STEP = "extract"
NEXT_PAGE = re.compile(
    r"(?:(?:baca|simak|lihat|lanjut(?:kan)?)\s)?(?:berita |artikel )?(?:selengkapnya )?"
    r"(?:ke |di |pada )?halaman (?:selanjutnya|berikutnya)",
    re.I,
)
ENOUGH_WORDS = 20
MOST_CONTAINERS = 40
MOST_LINKED = 0.5  # share of a body's text that stands in links, in a system's container


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A body and where it was found; `template` is the outlet's one that matched."""

    body: Body
    origin: str
    template: Template | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The article of a page, or why there is none, and the links to the article's other pages."""

    result: Article | Drop
    further_pages: tuple[str, ...] = ()


def extract(page: Page, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article of a page, or why it is none.

    Takes time in proportion to the size of the page, of which at most `limits.markup_bytes` are
    read. Cleaning by wording is left to the step after this one.
    """
    parsed = parsed_page(page, rules, limits)
    return parsed if isinstance(parsed, Drop) else of_tree(page, rules, limits, parsed)


def extract_page(page: Page, rules: Rules, limits: Limits, *, first_url: str = "") -> Extracted:
    """Return what `extract` returns, with the links to the article's other pages.

    `first_url` is the URL of the article's first page where this is a later one: its article has
    that URL.
    """
    parsed = parsed_page(page, rules, limits)
    if isinstance(parsed, Drop):
        return Extracted(result=parsed)
    links = further_pages(page, parsed, rules, first_url or page.url)
    article_page = replace(page, url=first_url) if first_url else page
    return Extracted(result=of_tree(article_page, rules, limits, parsed), further_pages=links)


def parsed_page(page: Page, rules: Rules, limits: Limits) -> Tree | Drop:
    """Return the tree of a page, or why it has none."""
    if is_binary(page.html):
        return dropped(page, rules, Reason.NOT_HTML, "binary data")
    markup = utf8(page.html[: limits.markup_bytes], page.content_type)
    if b"<" not in markup:
        if not markup.decode().strip():
            return dropped(page, rules, Reason.EMPTY, "nothing but white space")
        return dropped(page, rules, Reason.NOT_HTML, "no markup")
    return parse(markup)


def of_tree(page: Page, rules: Rules, limits: Limits, tree: Tree) -> Article | Drop:
    """Return the article of a parsed page, or why it is none."""
    sources = Sources(page=page, rules=rules, tree=tree, data=metadata.read(tree))
    found = locate(sources)
    layer = found.origin.split(":")[0]
    sources.template, sources.layer = found.template, layer
    if layer != "rule":
        sources.around = surroundings(tree, title(sources)[0], found.body)
    if detail := not_an_article(sources, found.body, found.origin):
        return dropped(page, rules, Reason.NOT_ARTICLE, detail)
    article = assemble(sources, found, truncated=len(page.html) > limits.markup_bytes)
    if not article.title:
        return dropped(page, rules, Reason.NO_TITLE, "no headline anywhere")
    if not article.text:
        return dropped(page, rules, Reason.NO_TEXT, "no body text")
    return article


def dropped(page: Page, rules: Rules, reason: Reason, detail: str) -> Drop:
    """Return the drop of a page at this step."""
    site = rules.site or host_of(page.url)
    return Drop(url=page.url, reason=reason, step=STEP, site=site, detail=detail)


def locate(sources: Sources) -> Located:
    """Return the body of the page from the first layer that finds one."""
    tree, templates = sources.tree, sources.rules.templates
    stated = stated_body(sources)
    for template in templates:
        body = ruled_body(tree, template)
        if body.lines and 2 * body.words > stated.words:
            return Located(body=body, origin=f"rule:{template.name}", template=template)
    if not has_article_url(sources):
        return Located(body=Body(), origin="")
    if stated.words >= ENOUGH_WORDS:
        return Located(body=stated, origin="next-data")
    missed = bool(templates)
    for template in SYSTEMS:
        body = system_body(tree, template)
        if body.words >= ENOUGH_WORDS and body.linked < MOST_LINKED:
            origin = f"system:{template.name}"
            return Located(body=body, origin=origin, template=template, fallback=missed)
    body, origin = generic_body(tree, title(sources)[0])
    if body.words >= ENOUGH_WORDS:
        return Located(body=body, origin=origin, fallback=missed)
    return Located(body=by_trafilatura(tree), origin="trafilatura", fallback=True)


def stated_body(sources: Sources) -> Body:
    """Return the body that a Next.js page carries as data, empty if it carries none."""
    html = sources.data.state.get("html")
    root = parse(html).body if html else None
    return read_body([root]) if root is not None else Body()


def ruled_body(tree: Tree, template: Template) -> Body:
    """Return the body that a template's selectors find, empty if they find none."""
    for selector in template.body:
        containers = outermost(select(tree, selector))
        if not containers:
            continue
        remove, captions = (
            within(containers, template.remove),
            within(containers, template.captions),
        )
        body = read_body(containers, remove, captions)
        if body.lines:
            return body
    return Body()


def system_body(tree: Tree, template: Template) -> Body:
    """Return the body that a publishing system's selectors find, outside lists of other articles.

    The classes of a system are common: teasers of other articles often carry them too.
    """
    for selector in template.body:
        containers = outermost(select(tree, selector)[:MOST_CONTAINERS])
        if containers := [node for node in containers if not is_elsewhere(node)]:
            remove = [*within(containers, template.remove), *promos(containers)]
            return read_body(containers, remove, within(containers, template.captions))
    return Body()


def within(containers: Sequence[Node], selectors: Sequence[str]) -> list[Node]:
    """Return the elements in the containers that match one of the selectors."""
    either = ", ".join(selectors)
    return [node for root in containers for node in select(root, either)] if either else []


def assemble(sources: Sources, found: Located, *, truncated: bool) -> Article:
    """Return the article with every field from its best source."""
    heading, title_origin = title(sources)
    body = without_heading(found.body, heading)
    url, url_origin = fields.article_url(sources)
    section, section_origin = fields.section(sources, heading)
    sources.shelf = section
    writers, editors, people_origin = authors_and_editors(sources)
    published, published_origin = published_at(sources)
    modified, modified_origin = modified_at(sources, published)
    deck, deck_origin = fields.deck(sources, heading)
    tags, tags_origin = fields.tags(sources, heading)
    image, image_origin = fields.image(sources)
    captions, captions_origin = fields.captions(sources, body.captions)
    place = dateline(body.lines[0].text if body.lines else "", sources.rules.brands)
    origins = {
        "url": url_origin,
        "title": title_origin,
        "text": found.origin,
        "authors": people_origin if writers else "",
        "editors": people_origin if editors else "",
        "published_at": published_origin,
        "modified_at": modified_origin,
        "deck": deck_origin,
        "section": section_origin,
        "tags": tags_origin,
        "image_url": image_origin,
        "dateline": "text" if place else "",
        "captions": captions_origin if captions else "",
    }
    return Article(
        url=url,
        site=sources.rules.site or sources.host,
        title=heading,
        text=body.text,
        fetched_at=sources.page.fetched_at,
        deck=deck,
        authors=writers,
        editors=editors,
        published_at=published,
        modified_at=modified,
        dateline=place,
        section=section,
        tags=tags,
        image_url=image,
        captions=captions,
        removed=tuple(body.removed),
        flags=flags(sources, found, truncated=truncated),
        origin={name: origin for name, origin in origins.items() if origin},
    )


def without_heading(body: Body, heading: str) -> Body:
    """Return the body without the headline where it is repeated as the first line."""
    if not body.lines or squeezed(body.lines[0].text) != squeezed(heading) or not heading:
        return body
    repeated = Removed(line=body.lines[0].text, rule="structure:title")
    later = [
        Removed(line=r.line, rule=r.rule, position=max(r.position - 1, 0)) for r in body.removed
    ]
    return Body(lines=body.lines[1:], captions=body.captions, removed=[repeated, *later])


def flags(sources: Sources, found: Located, *, truncated: bool) -> tuple[str, ...]:
    """Return what a reader of the text should know."""
    free = sources.data.article.get("isAccessibleForFree", True)
    paid = free is False or str(free).casefold() == "false"
    continues = any(NEXT_PAGE.fullmatch(line.line.strip(" .:»>")) for line in found.body.removed)
    stated = {
        "truncated": truncated or found.body.cut,
        "continues": continues,
        "paywall": paid,
        "fallback": found.fallback,
    }
    metas = ((name, text) for name, texts in sources.data.metas.items() for text in texts)
    asked = dict.fromkeys((*sources.page.signals, *of_metas(metas)))
    return (*(name for name, holds in stated.items() if holds), *asked)
