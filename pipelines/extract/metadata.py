"""The metadata of a page: meta elements, JSON-LD, microdata, canonical link, breadcrumb.

Values come back as stated, in the order of the page; the caller decides which of them counts.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipelines.extract import jsonld
from pipelines.extract.data_layer import DataLayer, read_data_layer
from pipelines.html.tree import Node, Tree, clean_text, select, text_of, value_of

MAX_METAS = 500
MAX_VALUE_CHARS = 5_000
MAX_STATE_CHARS = 2_000_000
STATE = "__NEXT_DATA__"  # the id of the script that holds a Next.js page's data
MACHINES = (
    "meta[content], link[rel~='canonical' i], head > title, script[type*='ld+json' i], "
    f"script#{STATE}"
)
MAX_CRUMBS = 6
BREADCRUMBS = (
    "[class*=breadcrumb i]",
    "[id*=breadcrumb i]",
    ".breadcome, nav[aria-label*=breadcrumb i]",
)
TAG = re.compile(r"</?(a|b|big|br|div|em|font|i|p|small|span|strong|sub|sup|u)\b[^<>]*>", re.I)
SECTION_JUNK = frozenset({"home", "beranda", "homepage", "index", "depan"})


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """The metadata of one page; each property is read on first use and kept."""

    tree: Tree

    @cached_property
    def elements(self) -> dict[str, list[Node]]:
        """The elements that hold metadata, by tag, found with one selector."""
        found: dict[str, list[Node]] = {}
        for node in select(self.tree, MACHINES):
            found.setdefault(node.tag or "", []).append(node)
        return found

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of the meta elements, as written, by property or name in lower case."""
        return metas(self.elements.get("meta", []))

    @cached_property
    def nodes(self) -> list[jsonld.Object]:
        """The JSON-LD objects, outer ones first."""
        return ld_nodes(self.elements.get("script", []))

    @cached_property
    def state(self) -> jsonld.Object:
        """The article in the data of a Next.js page, {} if there is none."""
        return next_data(self.elements.get("script", []))

    @cached_property
    def article(self) -> jsonld.Object:
        """The JSON-LD object that describes the article, else `state`."""
        return next((n for n in self.nodes if jsonld.is_article(n) and worded(n)), self.state)

    @property
    def is_free(self) -> bool:
        """Whether everybody may read the article: False for `isAccessibleForFree: false`."""
        free = self.article.get("isAccessibleForFree", True)
        return free is not False and str(free).casefold() != "false"

    @cached_property
    def items(self) -> dict[str, list[str]]:
        """The microdata properties of the page's article."""
        return microdata(self.tree)

    @cached_property
    def data_layer(self) -> DataLayer:
        """The article as the page describes it to its analytics."""
        return read_data_layer(self.tree.markup)

    @cached_property
    def canonical(self) -> str:
        """The canonical link as written, "" if there is none."""
        links = self.elements.get("link", [])[:3]
        stated = next((link.attributes.get("href") or "" for link in links), "")
        return stated.strip()[:MAX_VALUE_CHARS]

    @cached_property
    def title(self) -> str:
        """The text of the title element, "" if there is none."""
        titles = self.elements.get("title")
        return decoded(titles[0].text()[:MAX_VALUE_CHARS]) if titles else ""

    @cached_property
    def breadcrumb(self) -> tuple[str, ...]:
        """The names in the page's breadcrumb, outermost first, without the home page."""
        names = [name for node in self.nodes if is_breadcrumb(node) for name in crumbs(node)]
        names = names or visible_crumbs(self.tree)
        return tuple(n for n in names if n and n.casefold() not in SECTION_JUNK)

    @cached_property
    def references(self) -> dict[str, jsonld.Object]:
        """The JSON-LD objects that others may refer to, by `@id`."""
        return jsonld.by_reference(self.nodes)

    def contents(self, name: str) -> list[str]:
        """Return the contents of the meta elements of that name, [] if there are none."""
        stated = self.metas.get(name)
        return [decoded(content) for content in stated] if stated else []

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the first name that has one, "" if none has."""
        for name in names:
            for value in self.contents(name):
                if value:
                    return value
        return ""

    def strings(self, *keys: str, of: str = "name") -> list[str]:
        """Return the strings under the first key of the article's JSON-LD that has any, else [].

        For an object the string is the value of its key `of`.
        """
        for key in keys:
            stated = jsonld.strings(self.article.get(key), of, self.references)
            if found := [decoded(text) for text in stated]:
                return found
        return []

    def people(self, *keys: str) -> list[str]:
        """Return the names under the first key of the article's JSON-LD that names persons.

        Objects of the type of an organisation are none: systems state the outlet as author.
        """
        for key in keys:
            stated = jsonld.strings(self.article.get(key), "name", self.references, persons=True)
            if found := [decoded(text) for text in stated]:
                return found
        return []

    def types(self) -> frozenset[str]:
        """Return all types in the page's JSON-LD, in lower case."""
        return frozenset().union(*(jsonld.types(node) for node in self.nodes[:200]))


def read(tree: Tree) -> Metadata:
    """Return the metadata of a page."""
    return Metadata(tree=tree)


def decoded(text: str) -> str:
    """Return a stated value as clean text, its HTML entities decoded, twice encoded ones too.

    JSON-LD is no markup and many systems encode meta values once more: `Ni&amp;#039;mah`. Tags of
    markup within a value go: `<i>Persewangi</i>`.
    """
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(lambda tag: " " if tag[1].lower() in ("br", "p", "div") else "", text)
    return clean_text(text)


def worded(node: jsonld.Object) -> bool:
    """Return whether a JSON-LD article has a headline, date, body or name."""
    return any(key in node for key in ("headline", "datePublished", "articleBody", "name"))


def metas(nodes: list[Node]) -> dict[str, list[str]]:
    """Return the contents of meta elements by their property, name or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for node in nodes[:MAX_METAS]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            found.setdefault(name.strip().casefold()[:100], []).append(content[:MAX_VALUE_CHARS])
    return found


def ld_nodes(scripts: list[Node]) -> list[jsonld.Object]:
    """Return the objects of the JSON-LD scripts, outer ones first."""
    found: list[jsonld.Object] = []
    for script in [script for script in scripts if script.id != STATE][: jsonld.MAX_BLOCKS]:
        text = script.text()
        if "{" in text:
            found.extend(jsonld.load(text))
        if len(found) >= jsonld.MAX_NODES:
            break
    return found


def next_data(scripts: list[Node]) -> jsonld.Object:
    """Return the article in the data of a Next.js page, with JSON-LD's keys, {} if there is none.

    `html` is its body as markup.
    """
    script = next((script for script in scripts if script.id == STATE), None)
    if script is None:
        return {}
    try:
        document: Any = json.loads(script.text()[:MAX_STATE_CHARS], strict=False)
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
    """Return whether a value is markup with paragraphs."""
    return isinstance(value, str) and "<p" in value


def microdata(tree: Tree) -> dict[str, list[str]]:
    """Return the values of the microdata properties named in `MICRODATA`."""
    found: dict[str, list[str]] = {}
    for node in select(tree, "[itemprop]"):
        for name in (node.attributes.get("itemprop") or "").split():
            if name in MICRODATA and len(found.get(name, ())) < MAX_ITEMS:
                found.setdefault(name, []).append(value_of(node)[:MAX_VALUE_CHARS])
    return found


MAX_ITEMS = 20  # of one property
MICRODATA = ("headline", "datePublished", "dateModified", "author", "editor", "articleSection")


def is_breadcrumb(node: jsonld.Object) -> bool:
    """Return whether the JSON-LD object is a breadcrumb."""
    return "breadcrumblist" in jsonld.types(node)


def crumbs(node: jsonld.Object) -> Iterator[str]:
    """Yield the names in a JSON-LD BreadcrumbList, in its order."""
    elements = node.get("itemListElement")
    for element in elements[:20] if isinstance(elements, list) else [elements]:
        if not isinstance(element, dict):
            continue
        item = element.get("item")
        inner = item.get("name") if isinstance(item, dict) else None
        for name in (element.get("name"), inner):
            if isinstance(name, str) and name.strip():
                yield decoded(name[:200])
                break


def visible_crumbs(tree: Tree) -> list[str]:
    """Return the texts of the links in the first printed breadcrumb, [] if there is none.

    Themes give the class to menus too: more than `MAX_CRUMBS` links are one.
    """
    for selector in BREADCRUMBS:
        found: list[Node] = select(tree, selector)
        for node in found[:3]:
            links = [text_of(a, 200) for a in select(node, "a")[: MAX_CRUMBS + 1]]
            if links:
                return links if len(links) <= MAX_CRUMBS else []
    return []
