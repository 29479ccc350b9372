"""Reads WARC files, damaged ones too: all complete records, and a `Damage` for each bad stretch.

A killed crawl leaves a file that is cut inside a record, and a copy can be damaged anywhere. With
warcio's own iterator a cut record looks complete, raises one of several errors, or ends the file
silently. warcio is only used to parse HTTP headers.
"""

import io
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pipelines.gzip_members import CHUNK, GZIP_MAGIC, inflated

WARC_MAGICS = (b"WARC/1.", b"WARC/0.")  # 0.17 and 0.18: archives of about 2008
MAX_BODY = 64 * 1024 * 1024  # bytes of a record kept in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One complete record. `kind` is the WARC-Type.

    For `response` and `revisit`, `status` and `headers` are those of the HTTP response, `body` its
    body without chunking but with its Content-Encoding; see `decoded`. `resource` records have a
    body and a Content-Type header, other kinds neither. `refers_to` is the URL that a revisit
    record refers to, `digest` the payload digest.
    """

    url: str
    kind: str
    fetched_at: datetime
    offset: int
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    refers_to: str = ""
    digest: str = ""

    def header(self, name: str) -> str:
        """Return the first HTTP header of that name, or ""."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A stretch of a file that could not be read, with its start in bytes."""

    offset: int
    error: str


class _Broken(Exception):
    """The bytes are not a complete record."""


def is_warc(path: Path) -> bool:
    """Return whether the file name is that of a WARC; `.open` is one still being written."""
    return path.name.lower().removesuffix(".open").endswith((".warc", ".warc.gz"))


def read_records(path: Path) -> Iterator[Record | Damage]:
    """Yield the records of a WARC file, gzipped or not, in order. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(len(GZIP_MAGIC))
        file.seek(0)
        yield from _members(file) if start == GZIP_MAGIC else _plain(file)


def record_at(path: Path, offset: int) -> Record:
    """Return the record at an offset from `read_records`. Raises OSError if there is none."""
    with path.open("rb") as file:
        start = file.read(len(GZIP_MAGIC))
        file.seek(offset)
        try:
            record = _record(
                io.BufferedReader(_Member(file)) if start == GZIP_MAGIC else file, offset
            )
        except (_Broken, zlib.error) as error:
            raise OSError(f"{path}: no record at {offset}: {error}") from error
    if record is None:
        raise OSError(f"{path}: no record at {offset}")
    return record


def decoded(record: Record, limit: int = MAX_BODY) -> bytes:
    """Return the body without its Content-Encoding, at most `limit` bytes.

    Of a damaged stream, the bytes before the damage. An unknown encoding is left as it is.
    """
    body = record.body
    for encoding in reversed(record.header("Content-Encoding").lower().split(",")):
        match encoding.strip():
            case "gzip" | "x-gzip" | "deflate":
                body = inflated(body, limit)
            case "br":
                body = _unbrotli(body, limit)
            case "zstd":
                body = _unzstd(body, limit)
    return body[:limit]


def _members(file: IO[bytes]) -> Iterator[Record | Damage]:
    """Yield the records of a gzipped file, with one member per record or one for all."""
    offset = 0
    while True:
        file.seek(offset)
        member = _Member(file)
        try:
            stream = io.BufferedReader(member, CHUNK)
            if not stream.peek(1) and not member.finished and file.tell() == offset:
                return
            while (record := _record(stream, offset)) is not None:
                yield record
            if not member.finished:
                raise _Broken("the file ends inside a record")
            offset = member.end
        except (_Broken, zlib.error) as error:
            yield Damage(offset=offset, error=str(error))
            found = _find(file, GZIP_MAGIC, offset + 1)
            if found is None:
                return
            offset = found


def _plain(file: IO[bytes]) -> Iterator[Record | Damage]:
    """Yield the records of an uncompressed file."""
    while True:
        offset = _skip_blank_lines(file)
        try:
            record = _record(file, offset)
            if record is None:
                return
            yield record
        except _Broken as error:
            yield Damage(offset=offset, error=str(error))
            found = _find(file, b"\r\nWARC/", offset + 1)
            if found is None:
                return
            file.seek(found + 2)


class _Member(io.RawIOBase):
    """The decompressed bytes of the gzip member at the file's position."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def finished(self) -> bool:
        """Whether the member was read to its end with a correct checksum."""
        return self._inflate.eof

    @property
    def end(self) -> int:
        """Where the next member starts."""
        return self._file.tell() - len(self._inflate.unused_data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._inflate.eof:
            raw = self._inflate.unconsumed_tail or self._file.read(CHUNK)
            data = self._inflate.decompress(raw, len(buffer))
            if data or not raw:
                buffer[: len(data)] = data
                return len(data)
        return 0


def _skip_blank_lines(file: IO[bytes]) -> int:
    """Move to the next line that is not blank and return its offset."""
    while True:
        offset = file.tell()
        if file.readline(CHUNK) not in (b"\r\n", b"\n"):
            file.seek(offset)
            return offset


def _find(file: IO[bytes], magic: bytes, start: int) -> int | None:
    """Return the offset of the next `magic` at or after `start`, or None."""
    file.seek(start)
    tail, position = b"", start
    while chunk := file.read(CHUNK):
        window = tail + chunk
        found = window.find(magic)
        if found >= 0:
            return position - len(tail) + found
        position += len(chunk)
        tail = window[-(len(magic) - 1) :]
    return None


def _record(stream: Any, offset: int) -> Record | None:
    """Return the next record of the stream, or None at its end. Raises _Broken."""
    first = b"\n"
    while first in (b"\r\n", b"\n"):
        first = stream.readline(1000)
    if not first:
        return None
    if not first.startswith(WARC_MAGICS) or not first.endswith(b"\n"):
        raise _Broken("no WARC record begins here")
    headers = _headers(stream)
    try:
        length = int(headers["content-length"])
        fetched_at = _date(headers["warc-date"])
        kind = headers["warc-type"].lower()
    except (KeyError, ValueError) as error:
        raise _Broken(f"a record without a proper {error}") from error
    keep = kind in ("response", "revisit", "resource")
    block = _block(stream, length, keep=keep)
    url = headers.get("warc-target-uri", "").strip("<>").replace(" ", "%20")
    http: tuple[int, tuple[tuple[str, str], ...], bytes] = (0, (), b"")
    if kind == "resource":
        http = (0, (("Content-Type", headers.get("content-type", "")),), block)
    elif keep and url.startswith("http"):
        http = _http(block)
    return Record(
        url=url,
        kind=kind,
        fetched_at=fetched_at,
        offset=offset,
        status=http[0],
        headers=http[1],
        body=http[2],
        refers_to=headers.get("warc-refers-to-target-uri", ""),
        digest=headers.get("warc-payload-digest", ""),
    )


def _headers(stream: Any) -> dict[str, str]:
    """Return the header fields of a WARC record, names in lower case."""
    headers: dict[str, str] = {}
    while (line := stream.readline(CHUNK)) not in (b"\r\n", b"\n"):
        if not line.endswith(b"\n"):
            raise _Broken("the file ends inside a record")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def _block(stream: Any, length: int, *, keep: bool) -> bytes:
    """Read a record's block and return it, b"" unless `keep`. Raises _Broken if it is cut."""
    kept, left = [], length
    while left:
        data = stream.read(min(left, CHUNK))
        if not data:
            raise _Broken("the file ends inside a record")
        if keep and length - left < MAX_BODY:
            kept.append(data)
        left -= len(data)
    return b"".join(kept)


def _http(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Return status, headers and body (without chunking) of a recorded HTTP response."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.statusandheaders import StatusAndHeadersParser

    stream = io.BytesIO(block)
    try:
        head = StatusAndHeadersParser([], verify=False).parse(stream)
        status = int(head.get_statuscode() or 0)
    except (EOFError, ValueError):
        return 0, (), b""
    headers = tuple((str(name), str(value)) for name, value in head.headers)
    codings = re.split(r"[\s,]+", (head.get_header("Transfer-Encoding") or "").lower())
    # A body stored without chunk sizes, contrary to the header, is returned unchanged.
    body = ChunkedDataReader(stream).read() if "chunked" in codings else stream.read()
    if not {"gzip", "x-gzip", "deflate"}.isdisjoint(codings):
        body = inflated(body, MAX_BODY)
    return status, headers, body


def _date(text: str) -> datetime:
    """Return a WARC-Date, with its fraction of a second; old archives write fourteen digits."""
    if re.fullmatch(r"\d{14}", text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _unbrotli(body: bytes, limit: int) -> bytes:
    """Return the decompressed brotli data, up to any damage."""
    import brotli  # type: ignore[import-untyped]

    try:
        return bytes(brotli.Decompressor().process(body, output_buffer_limit=limit))
    except brotli.error:
        return body


def _unzstd(body: bytes, limit: int) -> bytes:
    """Return the decompressed zstd data, up to any damage."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        return bytes(zstd.ZstdDecompressor().decompress(body, limit))
    except zstd.ZstdError:
        return body
