"""Writes fetched pages to WARC files: gzip for each record, rotated by size.

A file is named `warta-<UTC time>-<number>.warc.gz.open` while it is written; `.open` is removed
when it is full or the archive is closed. Each record is written as a whole, so the file of a killed
crawl is readable up to its last record. `pipelines.warc.reader` reads both names.
"""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


class WarcArchive:
    """Writes WARC files to a folder, which is made if missing. Close it, or use it in `with`.

    The first file is made with the first record. Raises OSError if it cannot write.
    """

    def __init__(self, folder: Path, max_bytes: int = 1_000_000_000) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._file: IO[bytes] | None = None
        self._path = folder
        self._number = 0
        self._writer: Any = None
        folder.mkdir(parents=True, exist_ok=True)

    def write(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
    ) -> None:
        """Append one response.

        `body` is without chunking but still with the Content-Encoding in `headers`. `fetched_at` is
        aware and stored to the microsecond.
        """
        from warcio.statusandheaders import StatusAndHeaders

        if self._file is None:
            self._open(fetched_at)
        kept = [(name, _one_line(v)) for name, v in headers if name.lower() not in HOP_BY_HOP]
        kept.append(("Content-Length", str(len(body))))
        head = StatusAndHeaders(_status_line(status), kept, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": _warc_date(fetched_at)},
        )
        self._write(record)
        if self._file is not None and self._file.tell() >= self._max_bytes:
            self.close()

    def close(self) -> None:
        """Finish the current file."""
        if self._file is not None:
            self._file.close()
            self._path.rename(self._path.with_suffix(""))
            self._file = None

    def __enter__(self) -> "WarcArchive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, now: datetime) -> None:
        """Start the next file, under a name not used by another crawl."""
        from warcio.warcwriter import WARCWriter

        while self._file is None:
            self._number += 1
            name = f"warta-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{self._number:05d}.warc.gz"
            self._path = self._folder / f"{name}.open"
            if (self._folder / name).exists() or self._path.exists():
                continue
            self._file = self._path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        software = {"software": f"warta/{version('warta')}", "format": "WARC File Format 1.1"}
        self._write(self._writer.create_warcinfo_record(name, software))

    def _write(self, record: Any) -> None:
        """Write one record in one call, so that a kill leaves only complete records."""
        assert self._file is not None
        buffer = io.BytesIO()
        self._writer.out = buffer
        self._writer.write_record(record)
        self._file.write(buffer.getbuffer())
        self._file.flush()


def _status_line(status: int) -> str:
    """Return the status with its standard phrase; the server's own is not stored."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _warc_date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
