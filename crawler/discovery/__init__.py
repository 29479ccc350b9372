"""Discovery: the bytes of a feed, a sitemap or an index page to the URLs it leads to.

Pure functions. What comes in is not trusted: nothing outside the bytes is loaded, no entity is
expanded, compressed and parsed sizes are bounded, and only http and https URLs on the outlet's own
hosts come out. Broken markup gives what can be read of it, never an exception.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.discovery import feeds, html_listing, json_listing
from crawler.discovery.index_urls import index_urls, is_by_day, is_numbered, page_url
from crawler.discovery.listing import Listing, article_url
from pipelines.gzip_members import inflated
from pipelines.html.decode import decode
from pipelines.records import Candidate

__all__ = [
    "Found",
    "Listing",
    "candidates",
    "index_urls",
    "is_by_day",
    "is_numbered",
    "page_url",
    "read",
]

MAX_BYTES = 24 * 1024 * 1024  # of a listing once it is decompressed
MAX_CANDIDATES = 50_000  # of one listing: what the sitemap protocol allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a listing leads to, each URL once, in its order.

    `as_recorded` is false if nothing was where the outlet's record says and every link that looks
    like an article was taken instead: the page has changed, or it lists nothing.
    """

    candidates: tuple[Candidate, ...]
    as_recorded: bool = True


def candidates(listing: Listing) -> tuple[Candidate, ...]:
    """Return what a listing leads to, each URL once, in its order."""
    return read(listing).candidates


def read(listing: Listing) -> Found:
    """Return what a listing leads to and whether it was read as its record says.

    It tells feeds, sitemaps, data and pages apart by their content, whatever their header says.
    """
    text = decode(_decompressed(listing.body), listing.content_type)
    if json_listing.is_data(text) and (found := json_listing.entries(text, listing)):
        return Found(candidates=_unique(found))
    root = None if listing.index else feeds.ROOT.search(text[:65536])
    if root:
        stated = _unique(feeds.entries(text[root.start() :], listing))
        return Found(candidates=_without_its_own_time(stated))
    if not listing.index and "<" not in text[:1000]:
        return Found(candidates=_unique(_lines(text, listing)))
    entries, as_recorded = html_listing.entries(text, listing)
    return Found(candidates=_unique(entries), as_recorded=as_recorded)


def _unique(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each URL once, with the first date and title that any of its entries has."""
    unique: dict[str, Candidate] = {}
    for candidate in found:
        known = unique.setdefault(candidate.url, candidate)
        unique[candidate.url] = replace(
            known,
            published_at=known.published_at or candidate.published_at,
            title=known.title or candidate.title,
            changed_at=known.changed_at or candidate.changed_at,
        )
        if len(unique) >= MAX_CANDIDATES:
            break
    return tuple(unique.values())


def _without_its_own_time(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates, without times of change where they are that of the listing itself.

    Several entries that all changed in the same second were written by a program that gives the
    time at which it ran.
    """
    if len(found) < 3 or len({candidate.changed_at for candidate in found}) > 1:
        return found
    return tuple(replace(candidate, changed_at=None) for candidate in found)


def _decompressed(body: bytes) -> bytes:
    """Return the body out of gzip, twice if need be, cut at `MAX_BYTES`; what is broken ends it."""
    for _ in range(2):
        if not body.startswith(b"\x1f\x8b"):
            break
        packed, body = body, inflated(body, MAX_BYTES)
        if body is packed:  # broken from its first byte on
            return b""
    return body[:MAX_BYTES]


def _lines(text: str, listing: Listing) -> Iterator[Candidate]:
    """Yield the articles of a sitemap in plain text: one URL to a line."""
    for line in text.splitlines():
        if line.startswith("http") and (url := article_url(line, listing)):
            yield Candidate(url=url, found_in=listing.url)
