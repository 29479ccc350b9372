"""Which page of its article a saved page is: the first, a later one, or a view of all of them.

The address tells, where it has a number; where the address is that of the article (a canonical link
leaves the number out on most outlets), the page's own row of page numbers does. A number in an
address is taken for a page's only where the rest is an article's address: `?page=2` of a listing is
none, nor is an article whose id is `2`.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from pipelines.extract.multipage import (
    MAX_LINKS,
    address_of,
    names_article,
    numbered,
    page_links,
    page_number,
    single_page,
)
from pipelines.html.tree import Node, Tree, select, text_of, walk
from pipelines.records import Page, PagePlace, Rules
from pipelines.text.match_key import registrable
from pipelines.urls import VIEWS, canonical, host_of, listing_url

MAX_ABOVE = 5  # levels from the link of a page number up to the row of page numbers
MAX_ROWS = 4
MAX_NODES = 500  # looked at in a row of page numbers
MAX_NUMBERS = 60  # numbers in a row of page numbers; a calendar or a list of years has others
_DIGITS = re.compile(r"\d{1,2}")
# Marks of the page that is shown: Bootstrap, WordPress (`current`), Kompas (`--active`).
_CURRENT = re.compile(r"(?:^|[\s_-])(?:active|current|selected|aktif)(?:$|[\s_-])", re.I)
_NEXT = re.compile(
    r"\W*(?:halaman |page )?(?:selanjutnya|berikutnya|lanjut|next)(?: halaman| page)?\W*", re.I
)
_PREVIOUS = re.compile(
    r"\W*(?:halaman |page )?(?:sebelumnya|previous|prev)(?: halaman| page)?\W*", re.I
)
_BARE = re.compile(r"(?<!/page)(?<!/halaman)(?<!/hal)/\d{1,3}/?$", re.I)
_VIEW_PATH = re.compile(r"[/_-](?:all|full|singlepage|semua)(?=(?:\.(?:s?html?|php))?/?$)", re.I)


class _Numbered(NamedTuple):
    node: Node
    number: int


def page_place(page: Page, tree: Tree, rules: Rules) -> PagePlace:
    """Return which page of its article a page is; 1 where nothing says otherwise."""
    if rules.pages_in_one:
        return PagePlace(first_url=page.url, address=page.url)
    noted = page.saved_from if _is_same_site(page.saved_from, page.url) else ""
    for address in filter(None, (noted, page.url)):
        if found := _by_address(address, page, tree, rules):
            return PagePlace(first_url=found[0], address=listing_url(address), number=found[1])
    url = _without_view(page.url, tree, rules) or page.url
    if shown := _shown_number(page, tree, rules, url):
        numbered_url = _with_number(url, shown) if shown > 1 else page.url
        return PagePlace(first_url=url, address=numbered_url, number=shown)
    if _without_view(noted or page.url, tree, rules):
        return PagePlace(first_url=url, address=page.url, number=0)
    return PagePlace(first_url=page.url, address=page.url)


def _is_same_site(one: str, other: str) -> bool:
    return registrable(host_of(one)) == registrable(host_of(other))


def _by_address(address: str, page: Page, tree: Tree, rules: Rules) -> tuple[str, int] | None:
    """Return the first page's URL and the number of a later page, as its address has them."""
    found = numbered(address)
    if found is None or found[1] < 2 or not names_article(found[0], rules):
        return None
    if _is_bare(address) and canonical(address, rules) != canonical(found[0], rules):
        own = canonical(address, rules)
        links = (address_of(node, page.url) for node in select(tree, "a[href]")[:MAX_LINKS])
        if not any(page_number(a, rules, found[0]) and canonical(a, rules) != own for a in links):
            return None
    return found


def _is_bare(address: str) -> bool:
    """Return whether the number in an address is a part of its path, which nothing names."""
    return _BARE.search(urlsplit(address).path) is not None


def _without_view(address: str, tree: Tree, rules: Rules) -> str:
    """Return the address without what asks for all pages in one, "" where nothing does."""
    parts = urlsplit(address)
    asked = [pair for pair in parts.query.split("&") if _is_view(pair, rules)]
    if asked:
        query = "&".join(pair for pair in parts.query.split("&") if pair not in asked)
        return urlunsplit(parts._replace(query=query))
    if match := _VIEW_PATH.search(parts.path):
        rest = urlunsplit(
            parts._replace(path=parts.path[: match.start()] + match.string[match.end() :])
        )
        own = single_page(rest, rules) == address
        links = (address_of(node, address) for node in select(tree, "a[href], link[rel=canonical]"))
        if own or any(canonical(link, rules) == canonical(rest, rules) for link in links):
            return rest
    return ""


def _is_view(pair: str, rules: Rules) -> bool:
    name, _, value = pair.casefold().partition("=")
    known = (name, value) in VIEWS and name not in ("amp", "outputtype")
    return known or (bool(pair) and pair == rules.single_page)


def _with_number(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = f"{parts.query}&page={number}" if parts.query else f"page={number}"
    return urlunsplit(parts._replace(query=query))


def _shown_number(page: Page, tree: Tree, rules: Rules, url: str) -> int:
    """Return the number that a page's own links show it has, 0 where they show none."""
    links = [_Numbered(*link) for link in page_links(page, tree, rules, url)]
    for node, number in links:
        relations = (node.attributes.get("rel") or "").casefold().split()
        if "next" in relations and number > 1:
            return number - 1
        if not {"prev", "previous"}.isdisjoint(relations):
            return number + 1
    rows = [link for link in links if link.number > 1 or text_of(link.node, 10) == "1"]
    marked = next((shown for link in rows[:MAX_ROWS] if (shown := _marked(link))), 0)
    return marked or next((shown for link in links if (shown := _beside(link))), 0)


def _beside(link: _Numbered) -> int:
    """Return the number of the page before or after which a link says it leads, 0 if it does not.

    A sign alone (`»`) may lead to the last page.
    """
    text = text_of(link.node, 40)
    if _NEXT.fullmatch(text) and link.number > 1:
        return link.number - 1
    return link.number + 1 if _PREVIOUS.fullmatch(text) else 0


def _marked(link: _Numbered) -> int:
    """Return the number that the row of page numbers around a link marks as shown, 0 for none.

    The number is marked by its class or `aria-current`, or it is the only one without a link.
    """
    row: Node | None = link.node
    for _ in range(MAX_ABOVE):
        row = row.parent if row is not None else None
        if row is None or row.tag in ("body", "html"):
            return 0
        numbers = list(_numbers_in(row))
        if len(numbers) > MAX_NUMBERS:
            return 0
        if len({number for _, number in numbers}) < 2:
            continue
        marked = {number for node, number in numbers if _is_current(node, row)}
        unlinked = {number for node, number in numbers if not _is_linked(node, row)}
        for found in (marked, unlinked):
            if len(found) == 1:
                return found.pop()
        return 0
    return 0


def _numbers_in(row: Node) -> Iterator[_Numbered]:
    """Yield the elements in a row that hold a number alone, with the number."""
    for node, _ in islice(walk(row), MAX_NODES):
        text = (node.text_content or "").strip() if node.is_text_node else ""
        if node.parent is not None and _DIGITS.fullmatch(text):
            yield _Numbered(node.parent, int(text))


def _is_current(node: Node, row: Node) -> bool:
    for element in _up_to(node, row):
        attributes = element.attributes
        if (attributes.get("aria-current") or "false").casefold() != "false":
            return True
        if _CURRENT.search(attributes.get("class") or ""):
            return True
    return False


def _is_linked(node: Node, row: Node) -> bool:
    for element in _up_to(node, row):
        href = (element.attributes.get("href") or "").strip()
        if element.tag == "a" and href and not href.startswith(("#", "javascript:")):
            return True
    return False


def _up_to(node: Node, row: Node) -> Iterator[Node]:
    """Yield an element and those above it, below the row."""
    above: Node | None = node
    while above is not None and above.mem_id != row.mem_id:
        yield above
        above = above.parent
