"""Writes `sample.warc.gz`: the pages of two outlets as a polite crawl would record them.

    python -m crawler.demo.record

Everything in it is fixed, dates and record ids too, so that the same articles give the same bytes.
The listings follow the outlets' records in `crawler/sites`: after a change there, record again.
"""

import hashlib
import io
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.demo import SAMPLE, articles
from crawler.demo import listings as lists
from crawler.demo.pages import Record, idntimes, render, republika
from crawler.sites import get

STARTED = datetime.fromisoformat("2026-11-20T07:00:00+00:00")
CRAWL_DELAY = 2
ID_SPACE = uuid.UUID("5f1a8a52-7f0a-4d53-9a55-6d2d1b9b2d10")
HTML = "text/html; charset=UTF-8"

GALLERY = "https://leisure.republika.co.id/berita/tkm4a1z01/in-picture-senja-di-batu-angin"
GARBAGE = "https://news.republika.co.id/berita/tkm4a1z02/suara-sirine-di-kota-lama"
MISSING = "https://www.idntimes.com/news/indonesia/kabar-yang-ditarik-00-zz1yy-x2w3v4"
TAG_PAGE = "https://www.idntimes.com/hype/entertainment/kumpulan-berita-musik-00-ij7k9-l0mn27"
CUT = "perajin-rakit-sepeda-bambu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One recorded answer."""

    url: str
    body: bytes
    status: str = "200 OK"
    content_type: str = HTML
    location: str = ""


def build() -> bytes:
    """Return the whole recording, compressed record by record."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    info = writer.create_warcinfo_record(SAMPLE.name, {"description": "warta demo, invented news"})
    info.rec_headers.replace_header("WARC-Date", _stamp(STARTED))
    info.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo"))
    writer.write_record(info)
    for number, response in enumerate(responses()):
        _write(writer, response, number)
    return buffer.getvalue()


def responses() -> Iterator[Response]:
    """Yield every answer in the order of the recording, the later version of a page later."""
    everything = articles()
    for outlet in ("republika", "idntimes"):
        own = [article for article in everything if article["site"] == outlet]
        yield from _robots(outlet, own)
        yield from _listings(outlet, own)
        for article in own:
            yield from _article(article, own)
    yield from _odd_pages(everything)
    for article in everything:
        if "edited" in article["page"]:
            edited = {**article, **article["page"]["edited"]}
            yield Response(url=article["url"], body=republika(edited, everything[:3]))


def _article(article: Record, own: Sequence[Record]) -> Iterator[Response]:
    page = republika if article["site"] == "republika" else idntimes
    body = page(article, own[:3])
    if CUT in article["url"]:
        end = body.index(b'<div data-testid="tag-list"')
        body = body[:end] + b'<div data-testid="tag-li'
    yield Response(url=article["url"], body=body)
    if article["url"].startswith((lists.MOVED, lists.EDITED)):
        yield Response(
            url=lists.older_url(article["url"]),
            body=b"",
            status="301 Moved Permanently",
            location=article["url"],
        )


def _odd_pages(everything: Sequence[Record]) -> Iterator[Response]:
    """Yield the pages that no article comes of."""
    published = everything[0]["published_at"]
    gallery = render(
        "republika-gallery.html",
        title="In Picture: Senja di Batu Angin",
        url=GALLERY,
        published=published,
        printed_date="Jumat   20 Nov 2026  08:12 WIB",
    )
    yield Response(url=GALLERY, body=gallery.encode())
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(64))
    yield Response(url=GARBAGE, body=b"\x00\x01\x02\xff" + noise)
    cards = lists.cards([a for a in everything if a["site"] == "idntimes"][-6:])
    hub = render("idntimes-hub.html", category="Musik", items=cards)
    yield Response(url=TAG_PAGE, body=hub.encode())
    yield Response(url=MISSING, body=render("missing.html").encode(), status="404 Not Found")


def _robots(outlet: str, own: Sequence[Record]) -> Iterator[Response]:
    site = get(outlet)
    listed = (*site.feeds, *site.sitemaps, *(index.url for index in site.indexes))
    urls = (*listed, *(lists.listed_url(a["url"]) for a in own), *(a["url"] for a in own))
    for host in sorted({urlsplit(url).hostname or "" for url in urls}):
        body = lists.robots(outlet, host, CRAWL_DELAY)
        yield Response(url=f"https://{host}/robots.txt", body=body, content_type="text/plain")


def _listings(outlet: str, own: Sequence[Record]) -> Iterator[Response]:
    site = get(outlet)
    extra = {
        "republika": [
            lists.entry(GALLERY, "In Picture: Senja di Batu Angin", "2026-11-20T08:20:00+07:00"),
            lists.entry(GARBAGE, "Suara Sirine di Kota Lama", "2026-11-19T23:05:00+07:00"),
        ],
        "idntimes": [
            lists.entry(MISSING, "Kabar yang Ditarik", "2026-11-19T06:00:00+07:00"),
            lists.entry(TAG_PAGE, "Kumpulan Berita Musik", "2026-11-18T06:00:00+07:00"),
        ],
    }[outlet]
    entries = [*map(lists.entry_of, own), *extra]
    for url, body in lists.all_of(site, entries):
        xml = body.startswith(b"<?xml")
        yield Response(url=url, body=body, content_type="application/xml" if xml else HTML)


def _write(writer: WARCWriter, response: Response, number: int) -> None:
    moment = STARTED + timedelta(seconds=CRAWL_DELAY * (number + 1))
    headers = [
        ("Date", moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),
        ("Content-Type", response.content_type),
        ("Content-Length", str(len(response.body))),
        ("ETag", f'"{hashlib.sha256(response.body).hexdigest()[:16]}"'),
    ]
    if response.location:
        headers.append(("Location", response.location))
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(response.status, headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": _stamp(moment),
            "WARC-Record-ID": _record_id(f"{number} {response.url}"),
        },
    )
    writer.write_record(record)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _record_id(name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(ID_SPACE, name)}>"


if __name__ == "__main__":
    SAMPLE.write_bytes(build())
    sys.stdout.write(f"{SAMPLE}: {SAMPLE.stat().st_size:,} bytes\n")
