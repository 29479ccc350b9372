"""The outlets of the farm: real records, and as many made-up articles of each as are wanted."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.discovery import index_urls, is_by_day, page_url
from crawler.site import Index, Site
from crawler.sites import all_sites
from pipelines.urls import canonical, is_article, listing_url
from tests.support import fleet
from tests.support.loopback import WHO, WHY, name

LATEST = 50  # entries of a listing that does not have the whole outlet
DIGITS = 4  # of an article's number
PARAGRAPHS = 9
NAMES, WORDS = 20_000, 30_000  # invented ones
ROBOTS = b"User-agent: *\nDisallow: /komentar/\n"
LINK = '<li class="terkini"><a href="/kanal/{0}/daftar-{0}">Daftar kabar nomor {0}</a></li>'
SCRIPT = "<script>(window.kotak=window.kotak||[]).push(['letak-{0}',300,250]);</script>"
FRAME_STEP = 160  # bytes that one link and one script add to a page


def chosen(number: int, names: Sequence[str] = ()) -> list[Site]:
    """Return the first outlets that say where their articles are listed, without their delays."""
    listed = [site for site in all_sites() if fleet.is_listed(site)]
    if names:
        listed = [site for site in listed if site.name in names]
    return [replace(site, delay=0.0) for site in listed[:number]]


def address(site: Site, number: int) -> str:
    """Return the URL of an outlet's article of that number, in the shape of its first example."""
    known = canonical(site.accept[0], site.rules)
    for url in _variants(known, site, f"{number:0{DIGITS}d}"):
        if canonical(url, site.rules) == url and is_article(url, site.rules):
            return url
    raise ValueError(f"{site.name}: no further article can be made of {known}")


def _variants(known: str, site: Site, number: str) -> Iterator[str]:
    """Yield the URL with the number in its id, in its slug, at its end."""
    match = re.search(site.rules.article_url, known)
    identified = match and match.groupdict().get("id")
    start, end = match.span("id") if match and identified else (0, 0)
    places = [place for place in range(start, end) if known[place].isdigit()][-DIGITS:]
    if len(places) == DIGITS:
        characters = list(known)
        for place, digit in zip(places, number, strict=True):
            characters[place] = digit
        yield "".join(characters)
    for word in fleet.SAMPLE_WORDS:
        if word in known:
            yield known.replace(word, f"{word}{number}")
    yield known + number


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A feed, a sitemap or a page of an index, and how many of the newest articles it has."""

    kind: str
    index: Index | None = None
    articles: int = LATEST


@dataclass(kw_only=True)
class Outlet:
    """One outlet of the farm with `articles` articles, of which it published `per_day` a day.

    `kilobytes` is how large a page is, `edited` are the numbers of articles with one sentence more.
    """

    site: Site
    articles: int
    now: datetime
    kilobytes: int = 60
    per_day: int = 200
    urls: dict[str, int] = field(init=False)
    edited: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.urls = {address(self.site, number): number for number in range(self.articles)}

    @property
    def hosts(self) -> set[str]:
        """The hosts that the outlet answers for."""
        return {urlsplit(url).netloc for url in (*self.urls, *self.listings)}

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """Each listing of the record by URL."""
        days = [self.now.date() + timedelta(days=n) for n in (-1, 0, 1)]
        found = {url: Listing(kind="feed") for url in map(listing_url, self.site.feeds)}
        found |= {url: Listing(kind="sitemap") for url in map(listing_url, self.site.sitemaps)}
        for index in self.site.indexes:
            for day in days if is_by_day(index) else (None,):
                for page in (2, 1):  # they may be one
                    url = listing_url(page_url(index, page, day))
                    found[url] = Listing(kind="index", index=index, articles=LATEST * (page == 1))
        found[self._whole()] = replace(found[self._whole()], articles=self.articles)
        return found

    def _whole(self) -> str:
        """Return the URL of the listing that has every article."""
        for url in (*self.site.sitemaps[:1], *self.site.feeds[:1]):
            return listing_url(url)
        return listing_url(index_urls(self.site.indexes[0], [self.now.date()])[0])

    def number(self, url: str) -> int | None:
        """Return the number of the article at a URL or of which that is another view."""
        return self.urls.get(url, self.urls.get(canonical(url, self.site.rules)))

    def sample(self, number: int) -> fleet.Sample:
        """Return the article of that number: title, time and text of its own."""
        draw = random.Random(f"{self.site.name} {number}")
        at = self.now - timedelta(days=30 + number / self.per_day)
        names, words = [_name(draw) for _ in range(8)], [_word(draw) for _ in range(40)]
        title = f"{draw.choice(WHO)} {names[0]} me{words[0]} {words[1]} {names[1]}"
        sentences = [_sentence(draw, names, words) for _ in range(3 * PARAGRAPHS)]
        paragraphs = [" ".join(sentences[n::PARAGRAPHS]) for n in range(PARAGRAPHS)]
        if number in self.edited:
            paragraphs[0] += " Keterangan ini ditambahkan kemudian oleh redaksi."
        return fleet.Sample(
            url=address(self.site, number),
            title=title,
            published_at=at.astimezone(ZoneInfo(self.site.rules.time_zone)),
            paragraphs=tuple(paragraphs),
        )

    def listing(self, url: str) -> bytes:
        """Return what a feed, sitemap or index page of the record answers."""
        listing = self.listings[url]
        shown = [self.sample(n) for n in range(min(listing.articles, self.articles))]
        if listing.index:
            return fleet.index_page(listing.index, shown)
        return fleet.feed(shown) if listing.kind == "feed" else fleet.sitemap(shown)

    def page(self, number: int) -> bytes:
        """Return an article in the markup of the outlet's template, among links and scripts."""
        body = fleet.article(self.site, self.sample(number)).body.decode()
        head, aside = self._frame
        body = body.replace("</header>", f"</header>{head}", 1)
        return body.replace("<footer>", f"{aside}<footer>", 1).encode()

    @cached_property
    def _frame(self) -> tuple[str, str]:
        steps = range(self.kilobytes * 1000 // FRAME_STEP)
        links = "".join(LINK.format(n) for n in steps)
        scripts = "".join(SCRIPT.format(n) for n in steps)
        half = len(links) // len(steps) * (len(steps) // 2) if steps else 0
        cut = links.rfind("<li", 0, half) if half else 0
        menu = f"<nav><ul>{links[:cut]}</ul></nav>{scripts}"
        return menu, f'<aside class="samping"><ul>{links[cut:]}</ul></aside>'


def _sentence(draw: random.Random, names: Sequence[str], words: Sequence[str]) -> str:
    place, person, agency = draw.sample(names, 3)
    verb, *nouns = draw.sample(words, 5)
    return (
        f"{draw.choice(WHO)} {place} me{verb} {nouns[0]} dan {nouns[1]} {draw.choice(WHY)}, "
        f"kata {person} dari {agency} tentang {nouns[2]} dan {nouns[3]}."
    )


def _name(draw: random.Random) -> str:
    return _invented(_rank(draw, NAMES, 50)).title()


def _word(draw: random.Random) -> str:
    return _invented(NAMES + _rank(draw, WORDS, 200))


def _rank(draw: random.Random, size: int, common: int) -> int:
    """Return a rank below `size`; the further from the first `common`, the rarer (Zipf)."""
    return int(common * ((size / common + 1) ** draw.random() - 1))


@lru_cache(maxsize=NAMES + WORDS)
def _invented(number: int) -> str:
    return name(random.Random(number)).lower()


def farm(sites: Sequence[Site], articles: int, **options: Any) -> list[Outlet]:
    """Return an outlet for each record; `options` are fields of `Outlet`."""
    now = datetime.now(UTC).replace(microsecond=0)
    return [Outlet(site=site, articles=articles, now=now, **options) for site in sites]
