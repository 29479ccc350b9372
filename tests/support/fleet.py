"""A small recording of every outlet, made from its record: what the outlet must be able to crawl.

Three articles each. Their markup is written by hand where it is known (`page_layouts`), else made
from the selectors of the record's newest template, or general with JSON-LD where the record has no
template. The articles are spread over the first feed, the first sitemap and the first
listing that the record names, so that each kind has to work.
"""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.discovery import index_urls
from crawler.discovery.json_listing import PLACE
from crawler.site import Index, Site
from pipelines.records import Template
from pipelines.urls import canonical, listing_url
from pipelines.warc.writer import WarcArchive
from tests.support.markup_of import innermost, markup_of
from tests.support.page_layouts import filled, layout_of
from tests.support.paths import ROOT

ARTICLES = 3
FETCHED = datetime(2024, 3, 20, 3, 0, tzinfo=UTC)
ROBOTS = b"User-agent: *\nDisallow: /komentar/\n"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
SAMPLE_WORDS = ("contoh", "Contoh", "sample", "Sample")
WORDS = ("warga", "pasar", "kapal")

PEOPLE = "warga nelayan petani pedagang perajin guru murid peternak pengemudi perawat"
ACTS = "menanam memperbaiki membersihkan menjual mengangkut mencatat merawat membangun"
THINGS = "pohon jembatan perahu sekolah pasar saluran jalan kebun lumbung sumur"
PLACES = "lereng pesisir lembah muara pulau bukit hulu kampung dermaga terminal"
TIMES = "pagi siang sore malam pekan bulan"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One article of an outlet, as it must come out."""

    url: str
    title: str
    published_at: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Response:
    """One recorded answer."""

    url: str
    body: bytes
    content_type: str = "text/html; charset=utf-8"


def is_listed(site: Site) -> bool:
    """Return whether the record says where the outlet's articles are listed."""
    return bool(site.feeds or site.sitemaps or site.indexes)


def samples(site: Site) -> tuple[Sample, ...]:
    """Return the articles of an outlet, the same ones at each call."""
    zone = ZoneInfo(site.rules.time_zone)
    made = []
    for number in range(ARTICLES):
        chance = random.Random(f"{site.name} {number}")
        published = datetime(2024, 3, 14 + number, 8, 10 + number, tzinfo=zone)
        title = f"{sentence(chance)[:-1]} {site.title} {number + 1}".title()
        paragraphs = tuple(" ".join(sentence(chance) for _ in range(4)) for _ in range(3 + number))
        made.append(
            Sample(
                url=sample_url(site, number),
                title=title,
                published_at=published,
                paragraphs=paragraphs,
            )
        )
    return tuple(made)


def sample_url(site: Site, number: int) -> str:
    """Return an article's URL in the shape of the record's first example."""
    url = canonical(site.accept[0], site.rules)
    match = re.search(site.rules.article_url, url)
    assert match, f"{site.name}: {url} is no article by its own record"
    start, end = match.span("id") if match.groupdict().get("id") else (0, 0)
    head, identity, tail = url[:start], url[start:end], url[end:]
    if identity:
        identity = identity[:-1] + _like(identity[-1], number)
    for sample in SAMPLE_WORDS:
        if sample in tail:
            return head + identity + tail.replace(sample, WORDS[number], 1)
        if sample in head:
            return head.replace(sample, WORDS[number], 1) + identity + tail
    if identity:
        return head + identity + tail
    last = max(i for i, character in enumerate(url) if character.isalnum())
    return url[:last] + _like(url[last], number) + url[last + 1 :]


def record(sites: Sequence[Site], folder: Path, today: date) -> None:
    """Write the recording of all outlets into a folder, as a crawl on that day would ask for it."""
    with WarcArchive(folder) as archive:
        for site in sites:
            for response in responses(site, today):
                headers = [("Content-Type", response.content_type)]
                archive.write(response.url, 200, headers, response.body, FETCHED)


def responses(site: Site, today: date) -> Iterator[Response]:
    """Yield what an outlet answers: robots.txt, listings, articles."""
    found = [*listings(site, today), *(article(site, sample) for sample in samples(site))]
    for host in sorted({urlsplit(response.url).netloc for response in found}):
        url = f"https://{host}/robots.txt"
        yield Response(url=url, body=ROBOTS, content_type="text/plain")
    yield from found


def listings(site: Site, today: date) -> Iterator[Response]:
    """Yield the first listing of each kind with its share of the articles."""
    days = [today + timedelta(days=n) for n in (-1, 0, 1)]  # midnight may pass meanwhile
    kinds: list[tuple[str, Any]] = [
        *(("feed", url) for url in site.feeds[:1]),
        *(("sitemap", url) for url in site.sitemaps[:1]),
        *(("index", index) for index in site.indexes[:1]),
    ]
    every = samples(site)
    for place, (kind, source) in enumerate(kinds):
        share = every[place :: len(kinds)]
        if kind == "index":
            for url in index_urls(replace(source, pages=1), days):
                yield Response(url=listing_url(url), body=index_page(source, share))
        else:
            make = feed if kind == "feed" else sitemap
            yield Response(
                url=listing_url(source), body=make(share), content_type="application/xml"
            )


def feed(share: Sequence[Sample]) -> bytes:
    """Return an RSS feed."""
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{escape(s.url)}</link>"
        f"<pubDate>{format_datetime(s.published_at)}</pubDate></item>"
        for s in share
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def sitemap(share: Sequence[Sample]) -> bytes:
    """Return a sitemap."""
    urls = "".join(
        f"<url><loc>{escape(s.url)}</loc><lastmod>{s.published_at.isoformat()}</lastmod></url>"
        for s in share
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{urls}</urlset>'.encode()


def index_page(index: Index, share: Sequence[Sample]) -> bytes:
    """Return a listing whose entries the index's selectors match, or its data."""
    if index.entry:
        return json.dumps([entry(index.entry, sample) for sample in share]).encode()
    cards = "".join(card(index, sample) for sample in share)
    menu = '<nav><a href="/">Beranda</a> <a href="/tentang-kami">Tentang kami</a></nav>'
    return f"<!DOCTYPE html><html><body>{menu}<main>{cards}</main></body></html>".encode()


def entry(template: str, sample: Sample) -> dict[str, Any]:
    """Return one entry of a listing that is data."""
    paths = PLACE.findall(template)
    pattern = "(.+)".join(re.escape(part) for part in PLACE.split(template)[::2])
    match = re.fullmatch(pattern, sample.url)
    assert match, f"{sample.url} is not of the form {template}"
    made: dict[str, Any] = {"title": sample.title, "published_at": sample.published_at.isoformat()}
    for path, value in zip(paths, match.groups(), strict=True):
        head, _, tail = path.partition(".")
        made[head] = {tail: value} if tail else value
    return made


def card(index: Index, sample: Sample) -> str:
    """Return one entry of a listing."""
    title = escape(sample.title)
    link = f'<a href="{escape(sample.url)}">{title}</a>'
    if not index.item:
        return f"<div>{link}</div>"
    if innermost(index.item).tag == "a":
        return markup_of(index.item, title, {"href": sample.url})
    held = "".join(markup_of(had, title) for had in innermost(index.item).has)
    if "<a" in held:
        # The entry is known by a link that it holds.
        link = re.sub(r"<a\b[^>]*>", f'<a href="{escape(sample.url)}">', held)
    elif index.link and innermost(index.link).tag == "a":
        link = markup_of(index.link, title, {"href": sample.url})
    elif index.link:
        link = markup_of(index.link, link)
    parts = [link]
    if index.title:
        parts.append(markup_of(index.title, title))
    if index.date:
        parts.append(markup_of(index.date, printed(sample.published_at)))
    return markup_of(index.item, "".join(parts), known_by=False)


def article(site: Site, sample: Sample) -> Response:
    """Return an article's page. JSON-LD states only what the template is not to find."""
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": sample.title,
        "datePublished": sample.published_at.isoformat(),
    }
    for name, field in (("headline", "title"), ("datePublished", "published_at")):
        if field in by_template(site):
            del stated[name]
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    page = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{escape(site.title)}</title>
<link rel="canonical" href="{escape(sample.url)}">{script}</head>
<body><header><a href="/">{escape(site.title)}</a></header><main>
{markup(site, sample)}
</main><footer>Tentang kami</footer></body></html>"""
    return Response(url=sample.url, body=page.encode())


def by_template(site: Site) -> frozenset[str]:
    """Return the fields that the record's newest template has to find on a page of the fleet."""
    if not site.rules.templates:
        return frozenset()
    template, layout = site.rules.templates[0], layout_of(site)
    selectors = {"title": template.title, "published_at": template.published}
    shown = {"title": "{title}", "published_at": "{date}"}
    found = {
        name for name, has in selectors.items() if has and (not layout or shown[name] in layout)
    }
    return frozenset({"text", *found})


def markup(site: Site, sample: Sample) -> str:
    """Return headline, date and text in the markup of the outlet's pages."""
    layout = layout_of(site)
    if layout is None:
        template = site.rules.templates[0] if site.rules.templates else None
        return f"{heading(sample, template)}\n{body(sample, template)}"
    return filled(
        layout,
        title=escape(sample.title),
        date=printed(sample.published_at),
        iso=sample.published_at.isoformat(),
        paragraphs=[escape(paragraph) for paragraph in sample.paragraphs],
    )


def heading(sample: Sample, template: Template | None) -> str:
    """Return headline and date in the template's elements."""
    title = escape(sample.title)
    lines = [markup_of(template.title[0], title)] if template and template.title else []
    lines = lines or [f"<h1>{title}</h1>"]
    if template and template.published:
        selector = template.published[0]
        stated = innermost(selector)
        attributes = {}
        if stated.tag == "meta":
            attributes["content"] = sample.published_at.isoformat()
        elif stated.tag == "time":
            attributes["datetime"] = sample.published_at.isoformat()
        lines.append(markup_of(selector, printed(sample.published_at), attributes))
    return "\n".join(lines)


def body(sample: Sample, template: Template | None) -> str:
    """Return the text in the template's container."""
    selector = template.body[0] if template else "article"
    if innermost(selector).tag == "p":
        return "\n".join(markup_of(selector, escape(p)) for p in sample.paragraphs)
    return markup_of(selector, "".join(f"<p>{escape(p)}</p>" for p in sample.paragraphs))


def printed(moment: datetime) -> str:
    """Return the date as most outlets print it."""
    zone = ZONES[str(moment.tzinfo)]
    day = f"{DAYS[moment.weekday()]}, {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} {moment:%H:%M} {zone}"


def _like(character: str, number: int) -> str:
    """Return another character of the same kind."""
    if character.isdigit():
        return str(number + 1)
    return chr(ord("A" if character.isupper() else "a") + number)


def sentence(chance: random.Random) -> str:
    person, other = chance.sample(PEOPLE.split(), 2)
    act, thing, place = (chance.choice(words.split()) for words in (ACTS, THINGS, PLACES))
    count, when = chance.randint(11, 980), chance.choice(TIMES.split())
    forms = (
        f"Sebanyak {count} {person} {act} {thing} di {place} itu bersama para {other}.",
        f"Para {person} mulai {act} {thing} sejak {when} karena {place} belum aman bagi {other}.",
        f"Setiap {when} ada {count} {person} yang {act} {thing} dan dibantu oleh {other}.",
    )
    return chance.choice(forms)


CODE = """
import json, sys
from pathlib import Path
from crawler.crawl import crawl
from crawler.sites import get

names, db, folder = json.loads(sys.argv[1])
sites = [get(name) for name in names]
summaries = crawl(sites, db=Path(db), replay=[Path(folder)], workers=2)
print(json.dumps(summaries, default=str))
"""


def crawl(sites: Sequence[Site], *, db: Path, folder: Path) -> list[dict[str, Any]]:
    """Crawl the outlets' recording in a process of its own and return the summaries."""
    job = json.dumps([[site.name for site in sites], str(db), str(folder)])
    done = subprocess.run(
        [sys.executable, "-c", CODE, job],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    summaries: list[dict[str, Any]] = json.loads(done.stdout)
    return summaries
