"""Discovery: the bytes of a feed, a sitemap or an index page to the URLs it leads to.

Pure functions. What comes in is not trusted: nothing outside the bytes is loaded, no entity is
expanded, compressed and parsed sizes are bounded, and only http and https URLs on the outlet's own
hosts come out. Broken markup gives what can be read of it, never an exception.
"""

import html
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html.entities import html5
from urllib.parse import urljoin

from lxml import etree

from crawler.site import Index, Site
from pipelines.dates import parse_date, parse_stamp
from pipelines.decode import decode
from pipelines.markup import Node, clean_text, parse
from pipelines.records import Candidate, Kind
from pipelines.urls import canonical, host_matches, host_of, is_article, normalised

MAX_BYTES = 24 * 1024 * 1024  # of a listing once it is decompressed
MAX_CANDIDATES = 50_000  # of one listing: what the sitemap protocol allows
MAX_TITLE = 300
MAX_URL = 2000

_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>:/])", re.I)
_AMPERSAND = re.compile(r"&(#?\w{0,32};?)")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NUMERIC = re.compile(r"#(?:\d{1,7}|x[0-9a-fA-F]{1,6});")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
# Namespaces whose <title> and <link> are those of a picture or a film, not of the entry.
_MEDIA = ("mrss", "itunes", "sitemap-image", "sitemap-video")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A fetched listing: where it was found, for which outlet, and when (aware).

    `index` says how to read an index page; without it every link on it that looks like an article
    counts.
    """

    url: str
    body: bytes
    site: Site
    now: datetime
    content_type: str = ""
    index: Index | None = None


def candidates(listing: Listing) -> tuple[Candidate, ...]:
    """Return what a listing leads to, each URL once, in its order.

    It tells feeds, sitemaps and pages apart by their content, whatever their header says.
    """
    text = decode(_decompressed(listing.body), listing.content_type)
    root = None if listing.index else _ROOT.search(text[:65536])
    if root:
        found = _from_xml(text[root.start() :], listing)
    elif listing.index or "<" in text[:1000]:
        found = _from_page(text, listing)
    else:
        found = _from_lines(text, listing)
    unique: dict[str, Candidate] = {}
    for candidate in found:
        known = unique.setdefault(candidate.url, candidate)
        unique[candidate.url] = replace(
            known,
            published_at=known.published_at or candidate.published_at,
            title=known.title or candidate.title,
        )
        if len(unique) >= MAX_CANDIDATES:
            break
    return tuple(unique.values())


def index_urls(index: Index, days: Iterable[date]) -> list[str]:
    """Return the URLs of an index: its pages, for each of the days where it lists by day."""
    by_day = any(mark in index.url for mark in ("{yyyy}", "{mm}", "{dd}"))
    numbered = "{page}" in index.url or "{offset}" in index.url
    numbers = [index.first + index.step * i for i in range(index.pages if numbered else 1)]
    urls = []
    for day in days if by_day else [date.min]:
        dated = index.url.replace("{yyyy}", f"{day:%Y}").replace("{mm}", f"{day:%m}")
        dated = dated.replace("{dd}", f"{day:%d}")
        urls += [
            dated.replace("{page}", str(number)).replace("{offset}", str(number))
            for number in numbers
        ]
    return urls


def _decompressed(body: bytes) -> bytes:
    """Return the body out of gzip, twice if need be, cut at `MAX_BYTES`; what is broken ends it."""
    for _ in range(2):
        if not body.startswith(b"\x1f\x8b"):
            break
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = stream.decompress(body, MAX_BYTES)
        except zlib.error:
            return b""
    return body[:MAX_BYTES]


def _from_xml(text: str, listing: Listing) -> Iterator[Candidate]:
    """Return what the entries of a feed or sitemap lead to."""
    stream = io.BytesIO(_well_formed(text).encode("utf-8"))
    entries = etree.iterparse(
        stream,
        events=("end",),
        recover=True,
        huge_tree=False,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in entries:
            name = _local(element)
            if name in _ENTRIES:
                yield from _entry(name, element, listing)
            if name in _ENTRIES or element.getparent() is None:
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.LxmlError:
        return


def _well_formed(text: str) -> str:
    """Return XML from its root element on, with every stray `&` and every entity made plain.

    Feeds write `?a=1&b=2` and `&nbsp;`, which a recovering parser would drop from URLs. What stood
    before the root declared entities at most; none is left to expand or to load.
    """
    outside, *sections = _UNPRINTABLE.sub("", text).split("<![CDATA[")
    parts = [_AMPERSAND.sub(_plain_entity, outside)]
    for section in sections:
        content, end, outside = section.partition("]]>")
        parts += ["<![CDATA[", content, end, _AMPERSAND.sub(_plain_entity, outside)]
    return "".join(parts)


def _plain_entity(match: re.Match[str]) -> str:
    name = match[1]
    if name in _XML_ENTITIES or _NUMERIC.fullmatch(name):
        return match[0]
    known = html5.get(name) if name.endswith(";") else None
    return html.escape(known) if known else f"&amp;{name}"


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _entry(name: str, element: etree._Element, listing: Listing) -> Iterator[Candidate]:
    """Return the candidate of one `item`, `entry`, `url` or `sitemap`, if it has one."""
    fields = _fields(element)
    stamps = (fields.get(key, "") for key in ("publication_date", "pubDate", "published", "date"))
    stated = next((stamp for stamp in stamps if stamp), "")
    stated = stated or fields.get("lastmod", "") or fields.get("updated", "")
    published_at = _plausible(parse_stamp(stated, zone=_zone(listing)), listing.now)
    title = _title(fields.get("title", ""))
    if name == "sitemap":
        url = _sitemap_url(fields.get("loc", ""), listing)
        kind = Kind.SITEMAP
    else:
        addresses = [fields.get(key, "") for key in ("loc", "origLink", "link", "href", "guid")]
        url = next(filter(None, (_article_url(address, listing) for address in addresses)), "")
        kind = Kind.ARTICLE
    if url:
        yield Candidate(
            url=url, kind=kind, found_in=listing.url, published_at=published_at, title=title
        )


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the texts of an entry by local name, the first of each; Atom's link is `href`."""
    fields: dict[str, str] = {}
    for child in element.iter():
        if child is element or any(mark in str(child.tag) for mark in _MEDIA):
            continue
        name, text = _local(child), (child.text or "").strip()
        if name == "guid" and not text.startswith("http"):
            continue
        if name == "link" and child.get("rel", "alternate") == "alternate" and child.get("href"):
            fields.setdefault("href", child.get("href", "").strip())
        if text:
            fields.setdefault(name, text)
    if about := next((v for k, v in element.attrib.items() if str(k).endswith("}about")), ""):
        fields.setdefault("guid", str(about))
    return fields


def _from_page(text: str, listing: Listing) -> Iterator[Candidate]:
    """Return what an index page leads to: its entries, or every link where none is found."""
    tree = parse(text)
    found = False
    if listing.index and listing.index.item:
        for node in tree.css(listing.index.item):
            for candidate in _card(node, listing.index, listing):
                found = True
                yield candidate
    if not found:
        for node in tree.css("a[href]"):
            if url := _article_url(node.attributes.get("href") or "", listing):
                yield Candidate(url=url, found_in=listing.url, title=_title(node.text()))


def _card(node: Node, index: Index, listing: Listing) -> Iterator[Candidate]:
    """Return the candidate of one entry of an index page, if it links to an article."""
    inside = _link_inside(node, index.link)
    link = inside or _link_around(node)
    url = _article_url((link.attributes.get("href") or "") if link else "", listing)
    if not url:
        return
    titled = node.css_first(index.title) if index.title else None
    dated = node.css_first(index.date) if index.date else None
    yield Candidate(
        url=url,
        found_in=listing.url,
        published_at=_printed_date(dated, listing) if dated else None,
        # A link around the entry may hold other things too.
        title=_title((titled or inside or node).text()),
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
    stamp = node.attributes.get("datetime") or ""
    moment = parse_stamp(stamp, zone=_zone(listing)) if stamp else None
    moment = moment or parse_date(node.text(), now=listing.now, zone=_zone(listing))
    return _plausible(moment, listing.now)


def _from_lines(text: str, listing: Listing) -> Iterator[Candidate]:
    """Return the articles of a sitemap in plain text: one URL to a line."""
    for line in text.splitlines():
        if line.startswith("http") and (url := _article_url(line, listing)):
            yield Candidate(url=url, found_in=listing.url)


def _article_url(address: str, listing: Listing) -> str:
    """Return the canonical URL of an article of the outlet, "" for anything else."""
    url = canonical(_absolute(address, listing), listing.site.rules)
    on_site = host_matches(host_of(url), listing.site.hosts)
    return url if on_site and is_article(url, listing.site.rules) else ""


def _sitemap_url(address: str, listing: Listing) -> str:
    """Return the URL of a sitemap of the outlet, "" for anything else and the listing itself."""
    url = normalised(_absolute(address, listing))
    on_site = host_matches(host_of(url), listing.site.hosts)
    return url if on_site and url != normalised(listing.url) else ""


def _absolute(address: str, listing: Listing) -> str:
    address = address.strip()
    if not address or len(address) > MAX_URL:
        return ""
    try:
        return urljoin(listing.url, address)
    except ValueError:
        return ""


def _title(text: str) -> str:
    return clean_text(html.unescape(text))[:MAX_TITLE]


def _zone(listing: Listing) -> str:
    return listing.site.rules.time_zone


def _plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """Return the moment unless no article can be of it: before the web, or after tomorrow."""
    if moment is None or moment.year < 1990 or moment > now + timedelta(days=1):
        return None
    return moment
