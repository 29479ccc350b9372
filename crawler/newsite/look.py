"""What is seen of an outlet: a visit of about twenty requests, or files with its pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.discovery import Listing, candidates
from crawler.http.fetch import FetchError, Get, site_of
from crawler.newsite.patterns import article_pattern
from crawler.newsite.terms import sitemaps_of
from crawler.site import Site
from pipelines.html.decode import decode
from pipelines.html.tree import parse, select
from pipelines.inputs.files import HTML_TYPES, read_path
from pipelines.records import Failure, Kind, Page, Rules
from pipelines.urls import absolute, canonical, host_matches, host_of, listing_url
from pipelines.warc.reader import Record, decoded, is_warc, read_records

FEED_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml")
SITEMAP_PLACES = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")
MOST_FEEDS = 4
MOST_SITEMAPS = 3
PAGES = 3  # articles that are looked at
NEWS = re.compile(r"news|berita", re.I)
POSTS = re.compile(r"post|article|artikel|web", re.I)
FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|rdf|feed)[\s>]", re.I)
SITEMAP = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]", re.I)
GZIP = b"\x1f\x8b"
Reasons = dict[str, str]  # by URL: why nothing of use was there


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed or sitemap with the canonical URLs of the articles in it, and the sitemaps."""

    url: str
    kind: Kind
    articles: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was seen of an outlet on a day. `front` and `robots` are None where they are not known.

    `links` are the front page's links to the outlet's own hosts, `pages` those of articles.
    `no_feed` and `no_sitemap` say where one was looked for, and why none was found.
    """

    url: str
    day: date
    front: Page | None = None
    robots: str | None = None
    listings: tuple[Listed, ...] = ()
    links: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    no_feed: tuple[str, ...] = ()
    no_sitemap: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The URLs that feeds list, or else news sitemaps, or else any sitemaps, each once."""
        feeds = [listed for listed in self.listings if listed.kind is Kind.FEED]
        news = [listed for listed in self.listings if NEWS.search(urlsplit(listed.url).path)]
        for listings in (feeds, news, self.listings):
            if found := [url for listed in listings for url in listed.articles]:
                return tuple(dict.fromkeys(found))
        return ()


async def look(url: str, get: Get, day: date, offered: Iterable[Page] = ()) -> Looked:
    """Return what is seen of the outlet at the URL. `get` returns a page or raises `FetchError`.

    `offered` are pages at hand; then only they are looked at as articles, and the front page may be
    missing. Otherwise a missing front page raises `FetchError`.
    """
    offered = list(offered)
    front = await _page(get, url)
    if front is None and not offered:
        front = await get(url)  # raises with the reason
    home = front.url if front else url
    site = replace(site_of(home), rules=Rules())
    robots = await _page(get, urljoin(home, "/robots.txt"))
    text = decode(robots.html) if robots else None
    no_feed: Reasons = {}
    no_sitemap: Reasons = {}
    feeds = await _feeds(get, site, home, front, no_feed)
    sitemaps = await _sitemaps(get, site, home, sitemaps_of(text or ""), no_sitemap)
    looked = Looked(
        url=home,
        day=day,
        front=front,
        robots=text,
        listings=(*feeds, *sitemaps),
        links=tuple(_links(front, site)) if front else (),
        no_feed=() if feeds else _said(no_feed),
        no_sitemap=() if any(s.articles for s in sitemaps) else _said(no_sitemap),
    )
    if offered:
        return replace(looked, pages=tuple(page for page in offered if _may_be_article(page, site)))
    pages = [page for url in _to_read(looked) if (page := await _page(get, url))]
    return replace(looked, pages=tuple(pages))


async def _page(get: Get, url: str) -> Page | None:
    """Return the page, None if it cannot be fetched."""
    try:
        return await get(url)
    except FetchError:
        return None


def _said(reasons: Reasons) -> tuple[str, ...]:
    return tuple(f"{url}: {why}" for url, why in reasons.items())


async def _feeds(get: Get, site: Site, home: str, front: Page | None, why: Reasons) -> list[Listed]:
    """Return the feeds that list articles: those the front page names, or one in a usual place.

    `why` gets what is wrong with the others.
    """
    named = list(_named_feeds(front))[:MOST_FEEDS] if front else []
    if front and not named:
        why[front.url] = "it names no feed"
    found = [feed for url in named if (feed := await _listed(get, site, url, why, Kind.FEED))]
    for place in FEED_PLACES:
        if found:
            break
        listed = await _listed(get, site, urljoin(home, place), why, Kind.FEED)
        found = [listed] if listed else []
    return [listed for listed in found if listed.articles]


def _named_feeds(front: Page) -> Iterator[str]:
    tree = parse(decode(front.html, front.content_type))
    seen = set()
    for node in select(tree, "link[rel~='alternate' i][href]"):
        kind = (node.attributes.get("type") or "").lower()
        url = absolute(front.url, node.attributes.get("href"))
        if url and ("rss" in kind or "atom" in kind) and "comment" not in url and url not in seen:
            seen.add(url)
            yield url


async def _sitemaps(
    get: Get, site: Site, home: str, named: list[str], why: Reasons
) -> list[Listed]:
    """Return the sitemaps of robots.txt, or those in the usual places, one level down.

    `why` gets what is wrong with the others.
    """
    places = [urljoin(home, place) for place in SITEMAP_PLACES]
    found: list[Listed] = []
    for url in _news_first(named)[:MOST_SITEMAPS] or places:
        listed = await _listed(get, site, url, why, Kind.SITEMAP)
        if listed is None:
            continue
        found.append(listed)
        for child in _news_first(listed.sitemaps)[:1]:
            if below := await _listed(get, site, child, why):
                found.append(below)
        if not named:
            break
    return found


def _news_first(urls: Iterable[str]) -> list[str]:
    """Return the sitemaps, those named for news first, then those named for articles."""
    rank = {url: (not NEWS.search(url), not POSTS.search(url)) for url in urls}
    return sorted(rank, key=lambda url: rank[url])


async def _listed(
    get: Get, site: Site, url: str, why: Reasons, wanted: Kind | None = None
) -> Listed | None:
    """Return what a feed or sitemap lists, None for anything else; `why` gets what is wrong."""
    try:
        page = await get(url)
    except FetchError as error:
        why[url] = str(error).removeprefix(f"{url}: ")
        return None
    start = page.html[:4096]
    is_sitemap = SITEMAP.search(start) or start.startswith(GZIP)
    kind = Kind.SITEMAP if is_sitemap else Kind.FEED if FEED.search(start) else None
    if kind is None or wanted not in (None, kind):
        why[url] = f"it is no {wanted or 'sitemap'}"
        return None
    listing = Listing(url=page.url, body=page.html, site=site, now=page.fetched_at)
    found = candidates(listing)
    if not found:
        why[url] = "nothing in it leads to an article on the outlet's hosts"
    return Listed(
        url=listing_url(page.url),
        kind=kind,
        articles=tuple(c.url for c in found if c.kind is Kind.ARTICLE),
        sitemaps=tuple(c.url for c in found if c.kind is Kind.SITEMAP),
    )


def _links(front: Page, site: Site) -> Iterator[str]:
    """Yield the canonical URLs of the links to the outlet's own hosts, each once."""
    seen = {canonical(front.url)}
    for node in select(parse(decode(front.html, front.content_type)), "a[href]"):
        url = canonical(absolute(front.url, node.attributes.get("href")))
        if url not in seen and host_matches(host_of(url), site.hosts):
            seen.add(url)
            yield url


def _to_read(looked: Looked) -> list[str]:
    """Return URLs of articles to look at, spread over what is listed."""
    listed = list(looked.articles)
    pattern = article_pattern(listed, looked.links, looked.url)
    if pattern.regex:
        rules = Rules(article_url=pattern.regex, host_map=pattern.host_map)
        of_pattern = re.compile(pattern.regex)
        known = [canonical(url, rules) for url in (listed or looked.links)]
        listed = [url for url in known if of_pattern.search(url)]
    step = max(1, len(listed) // PAGES)
    return listed[::step][:PAGES]


def _may_be_article(page: Page, site: Site) -> bool:
    """Return whether a page may be an article of the outlet: on its hosts, or of unknown URL."""
    parts = urlsplit(page.url)
    return parts.scheme == "file" or (
        host_matches(host_of(page.url), site.hosts) and bool(parts.path.strip("/"))
    )


class FileError(Exception):
    """A file has no page; the message names it."""


def from_files(paths: Iterable[Path]) -> tuple[Get, list[Page]]:
    """Return a function that gets what the files hold, and the pages of markup in them.

    A saved page that does not say where it was is among these under the key of its file. Raises
    `FileError`.
    """
    held: dict[str, Page] = {}
    for path in paths:
        for page in _held(path):
            held.setdefault(canonical(page.url), page)

    async def get(wanted: str) -> Page:
        if page := held.get(canonical(wanted)):
            return page
        raise FetchError(f"{wanted}: it is in none of the files")

    return get, [page for page in held.values() if _is_markup(page)]


def _held(path: Path) -> Iterator[Page]:
    """Yield the answers in a WARC file, robots.txt and feeds too, or the page in an HTML file."""
    if is_warc(path) and path.is_file():
        for record in read_records(path):
            if isinstance(record, Record) and record.status == 200:
                yield Page(
                    url=record.url,
                    html=decoded(record),
                    fetched_at=record.fetched_at,
                    content_type=record.header("Content-Type"),
                )
        return
    for item in read_path(path):
        if isinstance(item, Failure):
            raise FileError(f"{path}: {item.error}")
        if isinstance(item, Page):
            yield item


def _is_markup(page: Page) -> bool:
    start = page.html[:2000].lstrip()
    kind = page.content_type.partition(";")[0].strip().lower()
    listing = FEED.search(start) or SITEMAP.search(start)
    return kind in ("", *HTML_TYPES) and start[:1] == b"<" and not listing
