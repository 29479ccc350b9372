"""Feeds, sitemaps, index pages and robots.txt of the sample, at the addresses the outlets state."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from crawler.demo.pages import Record, printed, render
from crawler.discovery import index_urls
from crawler.site import Index, Site

NEWEST = 15
# Feeds that carry the articles of other hosts than the one they are named after.
CARRIED = {
    "nusantara": ("rejabar", "rejogja"),
    "islam-digest": ("khazanah",),
    "leisure": ("leisure", "ameera"),
}
FIRST_DAY, LAST_DAY = date(2026, 11, 16), date(2026, 11, 20)
CHANNEL_PAGES = (
    "https://www.republika.co.id/kanal/news",
    "https://www.republika.co.id/kanal/leisure",
)
RULES = {
    "republika": ("/search/?q=", "/komentar/*", "/ajax/*", "/*?utm_source="),
    "idntimes": ("/?*", "/*?utm*", "/search?*", "/ajax/"),
}
# Listings know this article by an older address only, and that one by both of its addresses.
MOVED = "https://sepakbola.republika.co.id/berita/tkm4a1x04/"
EDITED = "https://news.republika.co.id/berita/tkm4a1x18/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing: where it points, what it says, when that was published."""

    url: str
    title: str
    published: datetime
    section: str
    channel: str  # the part of the outlet that carries it


def entry(url: str, title: str, published: str) -> Entry:
    """Return a line for a page that is no article of the sample."""
    return Entry(url, title, datetime.fromisoformat(published), "News", _channel(url))


def entry_of(article: Record) -> Entry:
    """Return the line of an article."""
    published = datetime.fromisoformat(article["published_at"])
    url = article["url"]
    return Entry(listed_url(url), article["title"], published, article["section"], _channel(url))


def listed_url(url: str) -> str:
    """Return the address that most listings give for an article."""
    return older_url(url) if url.startswith(MOVED) else url


def older_url(url: str) -> str:
    """Return the address of a Republika article on the outlet's main host."""
    return f"https://www.republika.co.id{urlsplit(url).path}"


def robots(outlet: str, host: str, delay: int) -> bytes:
    """Return a robots.txt that forbids what the outlet forbids and asks for a pause."""
    forbidden = "\n".join(f"Disallow: {path}" for path in RULES[outlet])
    sitemap = {
        "republika": "https://republika.co.id/files/xml/sitemap.xml",
        "idntimes": "https://www.idntimes.com/sitemap.xml",
    }[outlet]
    return f"""# {host}
User-agent: *
{forbidden}
Crawl-delay: {delay}

User-agent: GPTBot
Disallow: /

Sitemap: {sitemap}
""".encode()


def all_of(site: Site, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield every feed, sitemap and index page that the outlet's record names, with its address."""
    newest = sorted(entries, key=lambda e: (e.published, e.url), reverse=True)
    for url in site.feeds:
        channel = urlsplit(url).path.removeprefix("/rss").strip("/")
        carried = CARRIED.get(channel, (channel,))
        own = [e for e in newest if e.channel in carried] if channel else newest[:NEWEST]
        yield url, rss(site, url, own)
    for url in site.sitemaps:
        yield from _sitemaps(site, url, newest)
    for index in site.indexes:
        yield from _index(site, index, newest)


def rss(site: Site, url: str, entries: Iterable[Entry]) -> bytes:
    """Return a feed in the form that Republika gives it."""
    items = "".join(
        f"""
    <item>
      <title>{escape(e.title)}</title>
      <link>{escape(e.url)}</link>
      <pubDate>{format_datetime(e.published)}</pubDate>
      <category><![CDATA[{e.section}]]></category>
      <guid isPermaLink="false">{escape(e.url)}</guid>
    </item>"""
        for e in entries
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>{escape(site.title)} RSS Feed</title>
    <atom:link href="{escape(url)}" rel="self" type="application/rss+xml" />
    <language>id</language>{items}
  </channel>
</rss>
""".encode()


def urlset(entries: Iterable[Entry], others: Iterable[str] = ()) -> bytes:
    """Return a sitemap of the entries, after pages that are none."""
    lines = [f"  <url><loc>{escape(url)}</loc></url>" for url in others]
    lines += [
        f"  <url><loc>{escape(e.url)}</loc><lastmod>{e.published.isoformat()}</lastmod></url>"
        for e in entries
    ]
    return _sitemap("urlset", lines)


def cards(articles: Iterable[Record]) -> str:
    """Return the cards of an IDN Times listing."""
    return "\n".join(_card(entry_of(article)) for article in articles)


def _sitemaps(site: Site, url: str, newest: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield Republika's one sitemap, or IDN Times' index and a sitemap for each category."""
    if site.name == "republika":
        again = [replace(e, url=older_url(e.url)) for e in newest if e.url.startswith(EDITED)]
        yield url, urlset([*newest, *again], CHANNEL_PAGES)
        return
    categories = sorted({e.channel for e in newest})
    children = [f"https://www.idntimes.com/{name}/sitemap-web.xml" for name in categories]
    yield url, _sitemap("sitemapindex", [f"  <sitemap><loc>{c}</loc></sitemap>" for c in children])
    for child, name in zip(children, categories, strict=True):
        yield child, urlset(e for e in newest if e.channel == name)


def _sitemap(element: str, lines: Sequence[str]) -> bytes:
    body = "\n".join(lines)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{element} xmlns="{space}">\n{body}\n</{element}>\n'.encode()


def _index(site: Site, index: Index, newest: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield a listing's first page, for each day of the sample where it lists by day."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    by_day = "{dd}" in index.url
    for day in days if by_day else days[:1]:
        (url,) = index_urls(replace(index, pages=1), [day])
        shown = [e for e in newest if e.published.date() == day] if by_day else newest
        if site.name == "republika":
            items = "\n".join(map(_republika_item, shown))
            yield url, render("republika-index.html", items=items).encode()
        else:
            category = urlsplit(url).path.strip("/").split("/")[0]
            items = "\n".join(_card(e) for e in shown if e.channel == category)
            body = render("idntimes-hub.html", items=items, category=escape(category))
            yield url, body.encode()


def _channel(url: str) -> str:
    """Return the first label of a Republika host, the first folder of an IDN Times URL."""
    parts = urlsplit(url)
    host = (parts.hostname or "").split(".")[0]
    return parts.path.split("/")[1] if host == "www" else host


def _republika_item(entry: Entry) -> str:
    return render(
        "republika-index-item.html",
        url=escape(entry.url),
        title=escape(entry.title),
        section=escape(entry.section),
        listed_date=f"{entry.published:%d %B %Y, %H:%M}",
    )


def _card(entry: Entry) -> str:
    return render(
        "idntimes-hub-item.html",
        url=escape(entry.url),
        title=escape(entry.title),
        category=escape(entry.channel),
        section=escape(entry.section),
        listed_date=f"{printed(entry.published)} WIB",
    )
