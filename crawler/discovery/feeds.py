"""Feeds and sitemaps: RSS, Atom, RDF, sitemaps, news sitemaps and sitemap indexes."""

import html
import io
import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from crawler.discovery.listing import Listing, article_url, sitemap_url, stated, title_of
from pipelines.records import Candidate, Kind

ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>:/])", re.I)

_AMPERSAND = re.compile(r"&(#?\w{0,32};?)")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NUMERIC = re.compile(r"#(?:\d{1,7}|x[0-9a-fA-F]{1,6});")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
# Namespaces whose <title> and <link> are those of a picture or a film, not of the entry.
_MEDIA = ("mrss", "itunes", "sitemap-image", "sitemap-video")
_MEDIA_PREFIXES = ("media:", "itunes:", "image:", "video:")  # the same, not declared
_EMPTY_ROOT = re.compile(
    r"<((?:[\w.-]+:)?(?:rss|rdf|feed|urlset|sitemapindex))\b[^<>]*(?:/>|(?<!/)>\s{0,99}</\1\s*>)",
    re.I,
)
_ADDRESS_OPENED = re.compile(r"<(?:loc|link|guid|id)\b[^<>]*(?<!/)>$", re.I)


def entries(text: str, listing: Listing) -> Iterator[Candidate]:
    """Return what the entries of a feed or sitemap lead to."""
    stream = io.BytesIO(_well_formed(text).encode("utf-8"))
    elements = etree.iterparse(
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
        for _, element in elements:
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
    text = _without_cut_address(_without_empty_roots(_UNPRINTABLE.sub("", text)))
    outside, *sections = text.split("<![CDATA[")
    parts = [_AMPERSAND.sub(_plain_entity, outside)]
    open_sections = 0  # some systems wrap a value twice: the outer section ends with the inner one
    for number, section in enumerate(sections, 1):
        content, end, outside = section.partition("]]>")
        if not end and number < len(sections):
            open_sections += 1
            end = "]]>"
        elif open_sections:
            for _ in range(open_sections):
                content, outside = content.removesuffix("]]"), outside.removeprefix("]]>")
            open_sections = 0
        parts += ["<![CDATA[", content, end, _AMPERSAND.sub(_plain_entity, outside)]
    return "".join(parts)


def _without_empty_roots(text: str) -> str:
    """Return XML without empty roots before the real one: two plugins wrote into one answer."""
    if len(ROOT.findall(text[:20_000])) < 2:
        return text
    return _EMPTY_ROOT.sub("", text).lstrip()


def _without_cut_address(text: str) -> str:
    """Return XML without an address that the end of the file cuts: nobody knows how it goes on."""
    head, mark, tail = text.rpartition(">")
    return head + mark if tail.strip() and _ADDRESS_OPENED.search(head + mark) else text


def _plain_entity(match: re.Match[str]) -> str:
    name = match[1]
    if name in _XML_ENTITIES or _NUMERIC.fullmatch(name):
        return match[0]
    known = html5.get(name) if name.endswith(";") else None
    return html.escape(known) if known else f"&amp;{name}"


def _local(element: etree._Element) -> str:
    """Return an element's name without namespace; an undeclared prefix is part of the name."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _entry(name: str, element: etree._Element, listing: Listing) -> Iterator[Candidate]:
    """Return the candidate of one `item`, `entry`, `url` or `sitemap`, if it has one."""
    fields = _fields(element)
    stamps = (fields.get(key, "") for key in ("publication_date", "pubDate", "published", "date"))
    stamp = next((stamp for stamp in stamps if stamp), "")
    changed = fields.get("lastmod", "") or fields.get("updated", "")
    changed_at = stated(changed, listing)
    published_at = stated(stamp, listing) if stamp else changed_at
    title = title_of(fields.get("title", ""))
    if name == "sitemap":
        url = sitemap_url(fields.get("loc", ""), listing)
        kind = Kind.SITEMAP
    else:
        addresses = [fields.get(key, "") for key in ("loc", "origLink", "link", "href", "guid")]
        url = next(filter(None, (article_url(address, listing) for address in addresses)), "")
        kind = Kind.ARTICLE
    if url:
        yield Candidate(
            url=url,
            kind=kind,
            found_in=listing.url,
            published_at=published_at,
            title=title,
            changed_at=changed_at,
        )


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the texts of an entry by local name, the first of each; Atom's link is `href`."""
    fields: dict[str, str] = {}
    for child in element.iter():
        tag = str(child.tag)
        if child is element or tag.startswith(_MEDIA_PREFIXES):
            continue
        if any(mark in tag for mark in _MEDIA):
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
