"""Index pages: entries by the record's selectors, entries in the page's data, or all links."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from crawler.discovery import json_listing
from crawler.discovery.listing import Listing, article_url, plausible, stated, title_of
from crawler.site import Index
from pipelines.html.tree import Node, Tree, parse
from pipelines.records import Candidate
from pipelines.text.dates import parse_date
from pipelines.urls import absolute

# CNN Indonesia writes the moment beside "2 jam yang lalu", as a comment.
_COMMENT = re.compile(r"<!--\s*(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)\s*-->")
_DATA = "script[type='application/json']"


def entries(text: str, listing: Listing) -> tuple[list[Candidate], bool]:
    """Return what an index page leads to, and whether it was read as its record says.

    Where nothing matches, because the page was rebuilt or shows no entry, all links that look like
    articles count.
    """
    tree = parse(text)
    index = listing.index
    listing = replace(listing, base=_base(tree, listing))
    found: list[Candidate] = []
    if index and index.entry:
        found = [
            c for script in tree.css(_DATA) for c in json_listing.entries(script.text(), listing)
        ]
    elif index and index.item:
        found = [c for node in tree.css(index.item) for c in _card(node, index, listing)]
    if found:
        return found, True
    return list(_links(tree, listing)), not (index and (index.entry or index.item))


def _base(tree: Tree, listing: Listing) -> str:
    """Return what the page says its links are relative to, its own URL if it says nothing."""
    node = tree.css_first("base[href]")
    return absolute(listing.url, node.attributes.get("href") if node else "") or listing.url


def _links(tree: Tree, listing: Listing) -> Iterator[Candidate]:
    for node in tree.css("a[href]"):
        if url := article_url(node.attributes.get("href") or "", listing):
            yield Candidate(url=url, found_in=listing.url, title=title_of(node.text()))


def _card(node: Node, index: Index, listing: Listing) -> Iterator[Candidate]:
    """Return the candidate of one entry of an index page, if it links to an article."""
    inside = _link_inside(node, index.link)
    link = inside or _link_around(node)
    url = article_url((link.attributes.get("href") or "") if link else "", listing)
    if not url:
        return
    titled = node.css_first(index.title) if index.title else None
    dated = node.css_first(index.date) if index.date else None
    yield Candidate(
        url=url,
        found_in=listing.url,
        published_at=(_printed_date(dated, listing) if dated else None) or _noted(node, listing),
        # A link around the entry may hold other things too.
        title=title_of((titled or inside or node).text()),
    )


def _link_inside(node: Node, selector: str) -> Node | None:
    """Return the link in an entry: the element that the selector names, or one within that."""
    found = node.css_first(selector) if selector else None
    if found is None or found.tag == "a":
        return found
    return found.css_first("a[href]") or _link_around(found)


def _link_around(node: Node) -> Node | None:
    """Return the node if it is a link, else the link around it."""
    current: Node | None = node
    while current is not None and current.tag != "a":
        current = current.parent
    return current


def _printed_date(node: Node, listing: Listing) -> datetime | None:
    """Return the date that an element states, prints in its tooltip, or prints."""
    stamp = node.attributes.get("datetime") or ""
    moment = stated(stamp, listing) if stamp else None
    for text in (node.attributes.get("title") or "", node.text()):
        moment = moment or parse_date(text, now=listing.now, zone=listing.zone)
    return plausible(moment, listing.now)


def _noted(node: Node, listing: Listing) -> datetime | None:
    """Return the time in a comment of an entry."""
    noted = _COMMENT.search(node.html or "")
    return stated(noted[1], listing) if noted else None
