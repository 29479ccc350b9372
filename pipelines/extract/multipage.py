"""Articles over several pages: the addresses of the further pages, and the pages joined into one.

A link leads to a further page of an article when its address is the article's own with a page
number, whatever its text and place: links to other articles never are. Pure functions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pipelines.html.tree import Node, Tree, select
from pipelines.records import ARTICLE_FIELDS, CONTINUES, Article, Drop, Join, Page, Removed, Rules
from pipelines.text.match_key import match_key, registrable
from pipelines.urls import absolute, canonical, host_of, is_article, listing_url

REPEATED = "structure:repeated"
LONG_LINE = 8  # words from which a line that was on an earlier page is no coincidence
MAX_LINKS = 5_000

# How publishing systems number the pages of an article: a parameter (`?page=2`, Kompas, Tribun,
# Merdeka; `?showpage=2`, Sindonews; `?halaman=2`, `?paged=2`), the last part of the path (`/2/` of
# WordPress, `/page/2`, `/halaman-2`) or of the file's name (`judul-page2.html`).
_NUMBER = re.compile(
    r"(?:^|(?<=&))(?:page|halaman|hal|page_num|paged|showpage)=(\d{1,3})(?:&|$)", re.I
)
_PATH_NUMBER = re.compile(r"/(?:(?:page|halaman|hal)[/_-]?)?(\d{1,3})/?$", re.I)
_NAME_NUMBER = re.compile(
    r"(?<=[a-z0-9])[_-](?:page|halaman|hal)[_-]?(\d{1,3})(?=(?:\.(?:s?html?|php|aspx?))?/?$)", re.I
)
# The markup of every page with such a link has one of these: on most pages the links need no look.
# A pattern that begins with a word is found eight times as fast, so each spelling has its own.
_HINTS = tuple(
    re.compile(pattern.replace(b"WORD", word) + rb"\d{1,3}(?![\w-])")
    for pattern, words in (
        (
            rb"WORD(?:(?<=[?&;]WORD)(?:_num|d)?=|(?<=[?&;]showWORD)="
            rb"|(?<=/WORD)[/_-]?|(?<=[_-]WORD)[_-]?)",
            (b"page", b"Page"),
        ),
        (
            rb"WORD(?:(?<=[?&;]WORD)(?:aman)?=|(?<=/WORD)(?:aman)?[/_-]?|(?<=[_-]WORD)(?:aman)?[_-]?)",
            (b"hal", b"Hal"),
        ),
    )
    for word in words
)
_FROM_FIRST_FOUND = tuple(f.name for f in ARTICLE_FIELDS if f.joined is Join.FIRST_FOUND)
_FROM_ALL_PAGES = tuple(f.name for f in ARTICLE_FIELDS if f.joined is Join.ALL_PAGES)
# A path that names an article: words joined by a sign, a file, or the number of a record.
_NAME_OF_ARTICLE = re.compile(
    r"[^-_]+[-_][^/]*[a-z]|[^/]+\.(?:s?html?|php|aspx?|jsp)$|\d{5,}$", re.I
)
LINKS = "a[href], link[rel~=next], link[rel~=prev]"
_COMMENTS = ("comment", "respond", "komentar")


def single_page(url: str, rules: Rules) -> str:
    """Return the address that shows all pages of an article in one, the URL where none does."""
    view = rules.single_page
    parts = urlsplit(url)
    if not view:
        return url
    if view.startswith("/"):
        return urlunsplit(parts._replace(path=parts.path.rstrip("/") + view))
    return urlunsplit(parts._replace(query=f"{parts.query}&{view}" if parts.query else view))


def further_pages(page: Page, tree: Tree, rules: Rules, url: str) -> tuple[str, ...]:
    """Return the addresses of the other pages of an article that a page of it links to, in order.

    `tree` is the page's, `url` the address of the article's first page. A template's `pages` say
    where those links are; else they are known by their address.
    """
    if rules.pages_in_one or _is_id(url, rules):
        return ()
    for template in rules.templates:
        if template.pages and (stated := _stated(tree, template.pages, page, url)):
            return stated
    numbers: dict[str, int] = {}
    for node, number in page_links(page, tree, rules, url):
        if number > 1:
            numbers.setdefault(listing_url(address_of(node, page.url)), number)
    return tuple(sorted(numbers, key=lambda address: numbers[address]))


def page_links(page: Page, tree: Tree, rules: Rules, url: str) -> list[tuple[Node, int]]:
    """Return the links to pages of the article at `url`, the first too, each with its number.

    What leads to one has the last part of the article's path in its address.
    """
    known: list[tuple[Node, int]] | None = tree.kept.get(url)
    if known is not None:
        return known
    found = tree.kept[url] = []
    if not _is_hinted(tree.markup, url):
        return found
    own = urlsplit(_without_number(canonical(url, rules)))
    name = own.path.rpartition("/")[2].partition(".")[0]
    for node in select(tree, LINKS)[:MAX_LINKS]:
        href = node.attributes.get("href") or ""
        if name not in href and (href.startswith("/") or "://" in href):
            continue
        address = address_of(node, page.url)
        if address and name in address and (number := page_number(address, rules, url)):
            found.append((node, number))
    return found


def page_number(address: str, rules: Rules, url: str) -> int:
    """Return which page of the article at `url` an address asks for, 0 for none of it.

    1 stands for the first page and for a view of all.
    """
    own = _without_number(canonical(url, rules))
    if (found := numbered(address)) and canonical(found[0], rules) == own:
        return found[1]
    return int(canonical(address, rules) == own)


def numbered(address: str) -> tuple[str, int] | None:
    """Return an address without what may be the number of a page in it, and that number.

    The last part of a path is one only if other pages of the article are addressed so.
    """
    parts = urlsplit(address)
    if match := _NUMBER.search(parts.query):
        query = _NUMBER.sub("", parts.query).strip("&")
        return urlunsplit(parts._replace(query=query)), int(match[1])
    if match := _PATH_NUMBER.search(parts.path) or _NAME_NUMBER.search(parts.path):
        path = parts.path[: match.start()] + parts.path[match.end() :]
        return urlunsplit(parts._replace(path=path)), int(match[1])
    return None


def _is_id(url: str, rules: Rules) -> bool:
    """Return whether what looks like the number of a page in a query is that of an article."""
    rest = _without_number(url)
    return rest != url and not names_article(rest, rules)


def names_article(url: str, rules: Rules) -> bool:
    """Return whether an address without a number is that of an article, and of no listing."""
    if rules.article_url:
        return is_article(canonical(url, rules), rules)
    parts = urlsplit(canonical(url, rules))
    return bool(
        _NAME_OF_ARTICLE.match(parts.path.rpartition("/")[2]) or re.search(r"\d", parts.query)
    ) and (bool(parts.query) or not re.fullmatch(r".*/(?:index|home)\.\w+", parts.path))


def join(parts: Sequence[Article]) -> Article:
    """Return one article of the articles that its pages gave, in order, without repeats.

    What a later page repeats (headline, lead, related links) is kept once and recorded as
    removed. A field that the first page leaves empty is taken from the first page that has it. The
    article continues where its last page does.
    """
    article = parts[0]
    for part in parts[1:]:
        article = _joined(article, part)
    others = (flag for part in parts for flag in part.flags if flag != CONTINUES)
    flags = tuple(dict.fromkeys((*others, *(f for f in parts[-1].flags if f == CONTINUES))))
    return replace(article, flags=flags)


def continuing(result: Article | Drop) -> Article | Drop:
    """Return an article with the flag that there is more of it; a drop as it is."""
    if isinstance(result, Drop):
        return result
    return replace(result, flags=tuple(dict.fromkeys((*result.flags, CONTINUES))))


def _joined(article: Article, part: Article) -> Article:
    lines = list(article.paragraphs)
    removed = list(article.removed)
    recorded = {(line.rule, line.line) for line in removed}
    repeats = _repeats(part.paragraphs, article)
    before = [len(lines)]  # by paragraph of the part: how many of the article stand before it
    new = []
    for line, repeated in zip(part.paragraphs, repeats, strict=True):
        if repeated:
            new.append(Removed(line=line, rule=REPEATED, position=before[-1]))
        else:
            lines.append(line)
        before.append(len(lines))
    moved = [replace(r, position=before[min(r.position, len(before) - 1)]) for r in part.removed]
    removed += [r for r in (*new, *moved) if (r.rule, r.line) not in recorded]
    removed.sort(key=lambda line: line.position)
    filled: dict[str, Any] = {
        name: getattr(part, name)
        for name in _FROM_FIRST_FOUND
        if getattr(part, name) and not getattr(article, name)
    }
    origin = {name: part.origin[name] for name in filled if name in part.origin}
    for name in _FROM_ALL_PAGES:
        filled[name] = tuple(dict.fromkeys((*getattr(article, name), *getattr(part, name))))
    return replace(
        article,
        text="\n".join(lines),
        removed=tuple(removed),
        origin={**article.origin, **origin},
        **filled,
    )


def _repeats(lines: Sequence[str], article: Article) -> list[bool]:
    """Return for each line of a later page whether it only repeats what earlier pages hold.

    A short line in the middle of a page may occur twice.
    """
    seen = {match_key(line) for line in (article.title, article.deck, *article.paragraphs)} - {""}
    same = [match_key(line) in seen for line in lines]
    first = next((i for i, known in enumerate(same) if not known), len(same))
    last = next((i for i in range(len(same) - 1, -1, -1) if not same[i]), -1)
    return [
        known and (not first <= i <= last or line.count(" ") + 1 >= LONG_LINE)
        for i, (line, known) in enumerate(zip(lines, same, strict=True))
    ]


def _is_hinted(html: bytes, url: str) -> bool:
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2].encode()
    if len(name) > 1 and name + b"/" in html:
        return True
    return any(hint.search(html) for hint in _HINTS)


def _stated(tree: Tree, selectors: Sequence[str], page: Page, url: str) -> tuple[str, ...]:
    """Return what the links that a template names lead to, but for the page itself."""
    nodes = [node for selector in selectors for node in select(tree, selector)]
    own = {listing_url(page.url), listing_url(url)}
    addresses = (listing_url(address) for address in _addresses(nodes, page.url))
    site = registrable(host_of(url))
    return tuple(
        dict.fromkeys(a for a in addresses if a not in own and registrable(host_of(a)) == site)
    )


def _addresses(nodes: Sequence[Node], base: str) -> Iterator[str]:
    yield from filter(None, (address_of(node, base) for node in nodes[:MAX_LINKS]))


def address_of(link: Node, base: str) -> str:
    """Return the address that a link leads to, "" for none and for the list of comments."""
    href = (link.attributes.get("href") or "").strip()
    address, _, fragment = absolute(base, href).partition("#")
    return address if href and not fragment.casefold().startswith(_COMMENTS) else ""


def _without_number(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=_NUMBER.sub("", parts.query).strip("&")))
