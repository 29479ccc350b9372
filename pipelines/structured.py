"""What a page says of itself for machines: meta elements, JSON-LD, microdata, canonical link.

Nothing is judged here: values come back as stated, in the order of the page, and the caller decides
which of them to believe.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipelines import jsonld
from pipelines.markup import Node, Tree, clean_text, select, text_of, value_of

MOST_METAS = 500
LONGEST_VALUE = 5_000
LONGEST_STATE = 2_000_000
SECTION_JUNK = frozenset({"home", "beranda", "homepage", "index", "depan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """The statements of one page.

    `metas` maps a property or name, in lower case, to its contents; `nodes` are the JSON-LD
    objects, outer ones first, `article` the one that describes the article ({} if none), `state`
    the article that a Next.js page carries as data, `items` microdata properties of the page's
    article, `canonical` the link of that name.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[jsonld.Object] = field(default_factory=list)
    article: jsonld.Object = field(default_factory=dict)
    state: jsonld.Object = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    canonical: str = ""
    title: str = ""
    breadcrumb: tuple[str, ...] = ()

    def meta(self, *names: str) -> str:
        """Return the first content of the first of the metas that has one, or ""."""
        return next((v for name in names for v in self.metas.get(name, ()) if v), "")

    def strings(self, *keys: str, of: str = "name") -> list[str]:
        """Return what the article's JSON-LD says under the first key that says something."""
        for key in keys:
            if found := [clean_text(text) for text in jsonld.strings(self.article.get(key), of)]:
                return found
        return []

    def types(self) -> frozenset[str]:
        """Return all types that the page's JSON-LD names."""
        return frozenset().union(*(jsonld.types(node) for node in self.nodes[:200]))


def read(tree: Tree) -> Structured:
    """Return what the page states of itself."""
    nodes = ld_nodes(tree)
    state = next_data(tree)
    article = next((n for n in nodes if jsonld.is_article(n) and worded(n)), state)
    canonical = next(
        (n.attributes.get("href") or "" for n in select(tree, "link[rel~='canonical' i]")[:3]), ""
    )
    titles = select(tree, "head > title")
    return Structured(
        metas=metas(tree),
        nodes=nodes,
        article=article,
        state=state,
        items=microdata(tree),
        canonical=canonical.strip()[:LONGEST_VALUE],
        title=clean_text(titles[0].text()[:LONGEST_VALUE]) if titles else "",
        breadcrumb=breadcrumb(nodes, tree),
    )


def worded(node: jsonld.Object) -> bool:
    """Return whether a JSON-LD article says more than that it exists."""
    return any(key in node for key in ("headline", "datePublished", "articleBody", "name"))


def metas(tree: Tree) -> dict[str, list[str]]:
    """Return the contents of the meta elements under their property, name or itemprop."""
    found: dict[str, list[str]] = {}
    for node in select(tree, "meta[content]")[:MOST_METAS]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            value = clean_text(content[:LONGEST_VALUE])
            found.setdefault(name.strip().casefold()[:100], []).append(value)
    return found


def ld_nodes(tree: Tree) -> list[jsonld.Object]:
    """Return the objects of all JSON-LD scripts of the page."""
    found: list[jsonld.Object] = []
    scripts = select(tree, "script[type*='ld+json' i]")
    for script in scripts[: jsonld.MOST_BLOCKS]:
        text = script.text()
        if "{" in text:
            found.extend(jsonld.load(text))
        if len(found) >= jsonld.MOST_NODES:
            break
    return found


def next_data(tree: Tree) -> jsonld.Object:
    """Return the article that a Next.js page carries as data, under JSON-LD's names, or {}."""
    scripts = select(tree, "script#__NEXT_DATA__")
    if not scripts:
        return {}
    try:
        document: Any = json.loads(scripts[0].text()[:LONGEST_STATE], strict=False)
    except (ValueError, RecursionError):
        return {}
    for node in jsonld.objects([document]):
        headline = next((node[k] for k in ("headline", "title") if node.get(k)), None)
        stamp = next((node[k] for k in PUBLISHED_KEYS if node.get(k)), None)
        if isinstance(headline, str) and isinstance(stamp, str):
            return {
                "@type": "NewsArticle",
                "headline": headline,
                "datePublished": stamp,
                "dateModified": next((node[k] for k in MODIFIED_KEYS if node.get(k)), None),
                "author": node.get("author") or node.get("authors"),
                "keywords": node.get("keywords") or node.get("tags"),
                "description": node.get("description") or node.get("excerpt"),
                "html": next((node[k] for k in HTML_KEYS if is_markup(node.get(k))), ""),
            }
    return {}


PUBLISHED_KEYS = (
    "datePublished",
    "published_at",
    "publishedAt",
    "publish_date",
    "publishDate",
    "published_date",
    "release_date",
    "releaseDate",
)
HTML_KEYS = ("content", "body", "articleBody", "content_html", "contentHtml")
MODIFIED_KEYS = ("dateModified", "updated_at", "updatedAt", "modified_at", "modifiedAt")


def is_markup(value: Any) -> bool:
    """Return whether a value is a text with paragraphs marked up."""
    return isinstance(value, str) and "<p" in value


def microdata(tree: Tree) -> dict[str, list[str]]:
    """Return the microdata properties of the page's article that are worth having."""
    found: dict[str, list[str]] = {}
    selector = ",".join(f"[itemprop~={name}]" for name in MICRODATA)
    for node in select(tree, selector)[:MOST_METAS]:
        for name in (node.attributes.get("itemprop") or "").split():
            if name in MICRODATA and len(found.get(name, ())) < 20:
                found.setdefault(name, []).append(value_of(node)[:LONGEST_VALUE])
    return found


MICRODATA = ("headline", "datePublished", "dateModified", "author", "editor", "articleSection")


def breadcrumb(nodes: list[jsonld.Object], tree: Tree) -> tuple[str, ...]:
    """Return the page's path as readers see it, without the home page."""
    names = [name for node in nodes if is_breadcrumb(node) for name in crumbs(node)]
    if not names:
        names = visible_crumbs(tree)
    return tuple(n for n in names if n and n.casefold() not in SECTION_JUNK)


def is_breadcrumb(node: jsonld.Object) -> bool:
    """Return whether the JSON-LD object is a breadcrumb."""
    return "breadcrumblist" in jsonld.types(node)


def crumbs(node: jsonld.Object) -> Iterator[str]:
    """Yield the names in a BreadcrumbList, in its order."""
    elements = node.get("itemListElement")
    for element in elements[:20] if isinstance(elements, list) else [elements]:
        if not isinstance(element, dict):
            continue
        item = element.get("item")
        inner = item.get("name") if isinstance(item, dict) else None
        for name in (element.get("name"), inner):
            if isinstance(name, str) and name.strip():
                yield clean_text(name[:200])
                break


def visible_crumbs(tree: Tree) -> list[str]:
    """Return the links of the first breadcrumb on the page."""
    for selector in ("[class*=breadcrumb i]", "[id*=breadcrumb i]", ".breadcome"):
        found: list[Node] = select(tree, selector)
        for node in found[:3]:
            links = [text_of(a, 200) for a in select(node, "a")[:10]]
            if links:
                return links
    return []
