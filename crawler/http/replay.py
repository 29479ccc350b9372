"""Recorded responses in place of the network: what `warta crawl --replay` fetches from.

The spider, its middlewares, robots.txt and the host names stay as they are; only the download
handler is another. It sets `request.meta["fetched_at"]` to the time at which the response was
recorded, so that a replayed page gives the same article as the live one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from w3lib.url import safe_url_string

from pipelines.warc.reader import Damage, Record, decoded, is_warc, read_records, record_at

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response
    from scrapy.settings import BaseSettings


class ReplayError(Exception):
    """A recording that cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a response is recorded. A revisit record has its payload at `body`."""

    path: Path
    offset: int
    body: "Place | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The places of every recorded URL in order, and what could not be read of the files."""

    places: dict[str, tuple[Place, ...]]
    damage: tuple[str, ...] = ()


@dataclass(slots=True)
class Recording:
    """Recorded responses by URL. A URL recorded several times gives one after the other.

    `paths` are WARC files or folders of them. Raises ReplayError for a path without any.
    """

    paths: Sequence[Path]
    index: Index = field(init=False)
    _served: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.index = load(self.paths)

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be read, one line for each stretch, naming the file."""
        return self.index.damage

    def get(self, url: str) -> Record | None:
        """Return the next response recorded for the URL, None if there is none.

        The first call gives the first response, the next call the next, and the last one stays.
        """
        url = _key(url)
        places = self.index.places.get(url, ())
        if not places:
            return None
        turn = self._served.get(url, 0)
        self._served[url] = turn + 1
        record = _read(places[min(turn, len(places) - 1)])
        return record if record.status != 304 else _what_was_not_modified(places, turn) or record


def load(paths: Iterable[Path]) -> Index:
    """Return the index of the files, read once for as long as they do not change."""
    found: list[tuple[Path, int, int]] = []
    for path in paths:
        files = sorted(p for p in path.rglob("*") if is_warc(p)) if path.is_dir() else [path]
        if not files:
            raise ReplayError(f"{path}: there is no .warc or .warc.gz file in this folder")
        try:
            found += [(p.resolve(), p.stat().st_size, p.stat().st_mtime_ns) for p in files]
        except OSError as error:
            raise ReplayError(f"{path}: {error.strerror}") from error
    return _load(tuple(found))


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, int, int], ...]) -> Index:
    places: dict[str, list[Place]] = {}
    by_digest: dict[str, Place] = {}
    damage = []
    for path, *_ in files:
        count = len(places)
        try:
            for item in read_records(path):
                if isinstance(item, Damage):
                    damage.append(f"{path}: {item.error} (at byte {item.offset})")
                elif item.status:
                    place = _place(path, item, places, by_digest)
                    places.setdefault(_key(item.url), []).append(place)
        except OSError as error:
            raise ReplayError(f"{path}: {error.strerror}") from error
        if len(places) == count and damage and damage[-1].startswith(str(path)):
            raise ReplayError(f"{damage[-1]}; it holds no response, is it a WARC file?")
    return Index(places={u: tuple(p) for u, p in places.items()}, damage=tuple(damage))


def _place(
    path: Path, record: Record, places: dict[str, list[Place]], by_digest: dict[str, Place]
) -> Place:
    """Return where the record is, and for a revisit where the response is that it repeats."""
    place = Place(path=path, offset=record.offset)
    if record.kind == "revisit":
        earlier = places.get(_key(record.refers_to or record.url), [])
        body = by_digest.get(record.digest) or (earlier[-1] if earlier else None)
        return replace(place, body=body)
    if record.digest:
        by_digest.setdefault(record.digest, place)
    return place


def _read(place: Place) -> Record:
    record = record_at(place.path, place.offset)
    if place.body is None:
        return record
    body = _read(place.body)
    return replace(
        record, status=body.status, headers=record.headers or body.headers, body=body.body
    )


def _what_was_not_modified(places: Sequence[Place], turn: int) -> Record | None:
    """Return the full response that a recorded 304 refers to."""
    earlier = (_read(place) for place in reversed(places[:turn]))
    return next((record for record in earlier if record.status != 304), None)


def _key(url: str) -> str:
    """Return the URL as Scrapy asks for it: escaped, with a path, without a fragment."""
    url = urldefrag(safe_url_string(url)).url
    parts = urlsplit(url)
    return url if parts.path else parts._replace(path="/").geturl()


def handlers(settings: "BaseSettings") -> dict[str, str | None]:
    """Return the download handlers with the recording in the network's place."""
    handler = f"{__name__}.{ReplayHandler.__name__}"
    return {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler}


class ReplayHandler:
    """Scrapy download handler that answers from the files of the setting WARTA_REPLAY.

    A URL that is not recorded answers 404. A conditional request answers 304 where the recorded
    ETag or Last-Modified says that nothing has changed.
    """

    lazy = True

    def __init__(self, crawler: "Crawler") -> None:
        paths = [Path(path) for path in crawler.settings.getlist("WARTA_REPLAY")]
        self._recording = Recording(paths)
        self._max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ReplayHandler":
        return cls(crawler)

    async def download_request(self, request: "Request") -> "Response":
        """Return the recorded response, a 304, or a 404."""
        from scrapy.exceptions import DownloadCancelledError
        from scrapy.http import Headers
        from scrapy.responsetypes import responsetypes

        request.meta["download_latency"] = 0.0
        request.meta.pop("fetched_at", None)
        record = self._recording.get(request.url) if request.method in ("GET", "HEAD") else None
        if record is None:
            return responsetypes.from_args(url=request.url)(request.url, status=404)
        request.meta["fetched_at"] = record.fetched_at
        status, body = record.status, record.body
        if status == 200 and not_modified(record, request.headers):
            status, body = 304, b""
        if request.method == "HEAD":
            body = b""
        max_size = request.meta.get("download_maxsize", self._max_size)
        if max_size and len(body) > max_size:
            message = (
                f"{request.url}: {len(body)} bytes are more than DOWNLOAD_MAXSIZE ({max_size})"
            )
            raise DownloadCancelledError(message)
        headers = Headers()
        for name, value in _served_headers(record, body):
            headers.appendlist(name, value)
        response_class = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return response_class(url=request.url, status=status, headers=headers, body=body)

    async def close(self) -> None:
        """Nothing is held open."""


def _served_headers(record: Record, body: bytes) -> list[tuple[str, str]]:
    """Return the recorded headers that hold for the body as it is served.

    Chunking is undone, and some tools store a body decoded under headers that say otherwise.
    """
    gone = {"transfer-encoding", "connection"}
    if not body or decoded(record) == record.body:
        gone.add("content-encoding")
    return [(name, value) for name, value in record.headers if name.lower() not in gone]


def not_modified(record: Record, asked: "Headers") -> bool:
    """Return whether a conditional request is answered by "not modified" (RFC 9110, section 13)."""
    if tags := asked.get(b"If-None-Match"):
        etag = record.header("ETag").removeprefix("W/")
        known = [tag.strip().removeprefix("W/") for tag in tags.decode("latin-1").split(",")]
        return bool(etag) and (etag in known or "*" in known)
    since, modified = asked.get(b"If-Modified-Since"), record.header("Last-Modified")
    if not since or not modified:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since.decode("latin-1"))
    except (ValueError, TypeError):
        return False


def header_pairs(headers: "Headers") -> list[tuple[str, str]]:
    """Return Scrapy's headers as `pipelines.warc.writer.WarcArchive.write` takes them."""
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
