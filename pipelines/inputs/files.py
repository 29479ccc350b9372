"""Reads files into pages and articles: WARC, saved HTML, JSON lines, plain text, gzipped or not.

Each file gives at least one item:

- `Page` for a saved HTML file, and for a WARC record of an HTML response with status 200
- `TextPage` for a text file
- `Article` for a line of JSON
- `Failure` for an unreadable file or line or a damaged stretch of a WARC; the rest is still read
- `Skipped` for anything that is not input: a WARC record of an image, of robots.txt, of a 404; a
  file in a folder with another type of name

The URL of a saved HTML file is its canonical link, its `og:url`, or the comment of a browser or
archiver: the first that is an absolute URL with a path. Without one, and for text files, it is
`file:NAME#DIGEST`: the file name without folders and `.gz`, and a digest of the content. So the
same file is the same article wherever it is read from.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote, urlsplit

from pipelines.extract.directives import of_headers
from pipelines.html.decode import decode, is_binary
from pipelines.inputs.formats import refused
from pipelines.inputs.jsonl import article_of_line
from pipelines.records import Article, Failure, Page, TextPage
from pipelines.warc.reader import Damage, Record, decoded, is_warc, read_records

Item = Page | TextPage | Article | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that is not input, and why."""

    url: str
    why: str


MAX_PAGE = 16 * 1024 * 1024  # bytes read of one file or record; the chain reads less
HEAD = 512 * 1024  # characters searched for the page's own URL
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".txt": "text"}
HTML_TYPES = ("text/html", "application/xhtml+xml")

ELEMENT = re.compile(r"<(link|meta)\b([^<>]{0,4000})>", re.I)
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
COMMENTS = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)"),  # browsers
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)"),
    re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack"),  # states no scheme
)


def files(path: Path) -> Iterator[Path | Skipped | Failure]:
    """Yield the files to read at a path: itself, or all files below a folder, sorted.

    In a folder, files are chosen by name. Hidden files are ignored; files that a browser saved with
    a page (`NAME_files/`) are skipped.
    """
    if not path.is_dir():
        yield (
            path if path.exists() else _failure(path, "there is no such file or folder", gone=True)
        )
        return
    found = False
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        if file.is_dir() or any(part.startswith(".") for part in parts):
            continue
        found = True
        if any(_beside_a_page(path.joinpath(*parts[:i])) for i in range(1, len(parts))):
            yield Skipped(url=str(file), why="part of a saved page")
        elif kind_of(file):
            yield file
        else:
            yield Skipped(url=str(file), why="not HTML, WARC, JSON lines or text by its name")
    if not found:
        yield _failure(path, "the folder is empty")


def _beside_a_page(folder: Path) -> bool:
    """Return whether a browser made the folder when it saved a page of that name."""
    name = folder.name.removesuffix("_files")
    return name != folder.name and any(
        folder.with_name(name + suffix).exists() for suffix in (".html", ".htm")
    )


def read_path(path: Path | str, *, url: str | None = None) -> Iterator[Item]:
    """Yield the items of a file or folder in order, without skipped ones. Never raises.

    `url` is the URL of an HTML or text file; of a WARC or JSON lines it selects the items with that
    URL. The type of a file with an unknown name is guessed from its content.
    """
    path = Path(path)
    if url and path.is_dir():
        yield _failure(path, "a URL says where one page was found, and this is a folder")
        return
    for file in files(path):
        items = read_file(file, url=url) if isinstance(file, Path) else (file,)
        yield from (item for item in items if not isinstance(item, Skipped))


def read_file(path: Path, *, url: str | None = None) -> Iterator[Item | Skipped]:
    """Yield the items of one file in order; `url` as for `read_path`."""
    try:
        kind = kind_of(path)
        why = "" if kind == "warc" else refused(path, _head(path), kind)
        if why:
            yield _failure(path, why)
            return
        kind = kind or _sniffed(path)
        if kind in ("warc", "jsonl"):
            items = _warc(path) if kind == "warc" else _jsonl(path)
            yield from _chosen(path, items, url) if url else items
        else:
            yield _single(path, kind, url)
    except OSError as error:
        yield _failure(path, error.strerror or str(error))
    except (EOFError, zlib.error) as error:
        yield _failure(path, f"damaged gzip file: {error}")


def _chosen(path: Path, items: Iterator[Item | Skipped], url: str) -> Iterator[Item]:
    """Yield the items with the URL, all failures, and a failure if no item has the URL."""
    found = False
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif not isinstance(item, Skipped) and item.url == url:
            found = True
            yield item
    if not found:
        yield _failure(path, f"there is no page of {url} in it")


def kind_of(path: Path) -> str:
    """Return `warc`, `html`, `jsonl` or `text` by the file's name, or ""."""
    if is_warc(path):
        return "warc"
    name = path.name.lower().removesuffix(".gz")
    return SUFFIXES.get(Path(name).suffix, "")


def file_key(path: Path, content: bytes) -> str:
    """Return the key of a file without a stated URL."""
    name = path.name.removesuffix(".gz")
    return f"file:{quote(name)}#{hashlib.sha256(content).hexdigest()[:16]}"


def stated_url(html: str) -> str:
    """Return the absolute URL that a saved page states for itself, or ""."""
    return _stated_urls(html)[0]


def _stated_urls(html: str) -> tuple[str, str]:
    """Return the URL that a saved page states for itself, and the one that its browser noted."""
    head = html[:HEAD]
    found = {"canonical": "", "og:url": ""}
    for element, text in ELEMENT.findall(head):
        attributes = {n.lower(): a or b or c for n, a, b, c in ATTRIBUTE.findall(text)}
        if element.lower() == "link":
            name, value = attributes.get("rel", ""), attributes.get("href", "")
        else:
            name = attributes.get("property", "") or attributes.get("name", "")
            value = attributes.get("content", "")
        if name.lower() in found and not found[name.lower()]:
            found[name.lower()] = _absolute(value)
    comments = (m[1] for m in (pattern.search(head) for pattern in COMMENTS) if m)
    noted = next(filter(None, map(_absolute, comments)), "")
    return next(filter(None, (*found.values(), noted)), ""), noted


def _absolute(url: str) -> str:
    """Return the URL if it is http or https with a host and a path or query, else ""."""
    url = unescape(url).strip()
    if re.match(r"[\w-]+(\.[\w-]+)+/", url):
        url = f"https://{url}"  # HTTrack's comment
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return url if known and (parts.path.strip("/") or parts.query) else ""


def _single(path: Path, kind: str, url: str | None) -> Item:
    """Return the item of an HTML or text file."""
    content = _content(path)
    fetched_at = _modified_at(path)
    if kind == "html":
        head = "" if url or is_binary(content) else decode(content[: 2 * HEAD])
        stated, noted = _stated_urls(head)
        url = url or stated or file_key(path, content)
        noted = noted if noted != url else ""
        return Page(url=url, html=content, fetched_at=fetched_at, saved_from=noted)
    if is_binary(content):
        return _failure(path, "binary data, not text")
    text = decode(content)
    if not text.strip():
        return _failure(path, "the file is empty")
    return TextPage(url=url or file_key(path, content), text=text, fetched_at=fetched_at)


def _warc(path: Path) -> Iterator[Item | Skipped]:
    found = False
    for record in read_records(path):
        found = True
        if isinstance(record, Damage):
            where = f"{record.error} (at byte {record.offset})"
            yield _failure(path, f"{where}; what could be read was kept")
        elif why := _no_page(record):
            yield Skipped(url=record.url or str(path), why=why)
        else:
            yield Page(
                url=record.url,
                html=decoded(record, MAX_PAGE),
                fetched_at=record.fetched_at,
                content_type=record.header("Content-Type"),
                signals=of_headers(record.headers),
            )
    if not found:
        yield _failure(path, "the file is empty")


def _no_page(record: Record) -> str:
    """Return why a WARC record cannot be an article's page, or ""."""
    if record.kind not in ("response", "resource"):
        return f"{record.kind} record"
    if not record.url.startswith(("http://", "https://")):
        return "not fetched over HTTP"
    if record.kind == "response" and record.status != 200:
        return f"answered with {record.status}"
    media_type = record.header("Content-Type").partition(";")[0].strip().lower()
    if media_type and media_type not in HTML_TYPES:
        return media_type
    return "" if media_type or decoded(record, 2000).lstrip()[:1] == b"<" else "no content type"


def _jsonl(path: Path) -> Iterator[Item]:
    modified_at = _modified_at(path)
    found = False
    with _open(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            found = True
            try:
                yield article_of_line(line, modified_at)
            except ValueError as error:
                yield Failure(url=f"{path}:{number}", error=str(error))
    if not found:
        yield _failure(path, "the file is empty")


def _head(path: Path) -> bytes:
    """Return the decompressed beginning of a file."""
    with _open(path) as file:
        return file.read(8192)


def _sniffed(path: Path) -> str:
    """Return the type of a file by its content: `warc`, `html`, `jsonl` or `text`."""
    start = _head(path)[:2048]
    if start.startswith(b"WARC/"):
        return "warc"
    text = "" if is_binary(start) else decode(start).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "html"
    return "jsonl" if re.match(r'\{\s*"', text) else "text"


def _open(path: Path) -> IO[bytes]:
    """Open a file for reading, decompressed if it is gzip (by content, not name)."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path)) if packed else path.open("rb")


def _content(path: Path) -> bytes:
    """Return the file's bytes, decompressed, at most `MAX_PAGE`."""
    with _open(path) as file:
        return file.read(MAX_PAGE)


def _modified_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _failure(path: Path, error: str, *, gone: bool = False) -> Failure:
    return Failure(url=str(path), error=error, gone=gone)
