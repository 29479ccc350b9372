"""Writing WARC files and reading them back, whole, cut and damaged."""

import gzip
import io
import os
import signal
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.warc.reader import Damage, Record, decoded, is_warc, read_records, record_at
from pipelines.warc.writer import WarcArchive
from tests.support.paths import ROOT

NOW = datetime(2026, 11, 20, 10, 30, 15, 123456, tzinfo=timezone(timedelta(hours=7)))
HTML = [("Content-Type", "text/html; charset=utf-8")]


def responses(path: Path) -> list[Record]:
    records = list(read_records(path))
    assert not [r for r in records if isinstance(r, Damage)]
    return [r for r in records if isinstance(r, Record) and r.kind == "response"]


def warc(tmp_path: Path, count: int = 3, *, gzipped: bool = True) -> tuple[Path, list[int]]:
    """Return a WARC of so many pages, and where each of its records ends."""
    path = tmp_path / ("sample.warc.gz" if gzipped else "sample.warc")
    ends = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        for i in range(count):
            body = f"<p>Halaman {i} dari contoh ini.</p>".encode() * 20
            head = StatusAndHeaders("200 OK", HTML, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://contoh.example/{i}",
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=head,
            )
            writer.write_record(record)
            ends.append(file.tell())
    return path, ends


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    with WarcArchive(tmp_path / "new" / "folder") as archive:
        headers = [
            *HTML,
            ("ETag", '"a1"'),
            ("Transfer-Encoding", "chunked"),
            ("Content-Length", "7"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2\r\n evil: 1"),
        ]
        archive.write("https://contoh.example/a?b=1", 200, headers, b"<p>isi</p>", NOW)
        archive.write("https://contoh.example/hilang", 404, [], b"", NOW)
        archive.write("https://contoh.example/aneh", 599, HTML, b"\0\xff" * 9, NOW)
    (path,) = (tmp_path / "new" / "folder").iterdir()
    assert path.name == "warta-20261120T033015Z-00001.warc.gz"
    assert next(r.kind for r in read_records(path) if isinstance(r, Record)) == "warcinfo"
    page, missing, odd = responses(path)
    assert (page.url, page.status, page.body) == (
        "https://contoh.example/a?b=1",
        200,
        b"<p>isi</p>",
    )
    assert page.fetched_at == NOW
    assert page.header("etag") == '"a1"'
    assert page.header("content-length") == "10"
    assert page.header("transfer-encoding") == ""
    assert [v for n, v in page.headers if n == "Set-Cookie"] == ["a=1", "b=2 evil: 1"]
    assert (missing.status, missing.body) == (404, b"")
    assert (odd.status, odd.body) == (599, b"\0\xff" * 9)


def test_files_turn_over_at_their_size_and_names_never_collide(tmp_path: Path) -> None:
    for _ in range(2):
        with WarcArchive(tmp_path, max_bytes=4500) as archive:
            for i in range(8):
                archive.write(f"https://contoh.example/{i}", 200, HTML, os.urandom(1500), NOW)
    paths = sorted(tmp_path.iterdir())
    assert len(paths) == 6  # three records and the file's own make a little more than 4,500 bytes
    assert all(p.name.endswith(".warc.gz") for p in paths)
    found = [r.url for path in paths for r in responses(path)]
    assert found == [f"https://contoh.example/{i}" for i in range(8)] * 2


KILLED = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from pipelines.warc.writer import WarcArchive

archive = WarcArchive(Path(sys.argv[1]))
for i in range(1_000_000):
    url = f"https://contoh.example/{i}"
    archive.write(url, 200, [("Content-Type", "text/html")], b"<p>isi</p>" * 500, datetime.now(UTC))
    print(i, flush=True)
"""


def test_a_killed_archive_reads_up_to_its_last_record(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "warc")],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 40:
                process.send_signal(signal.SIGKILL)
                break
    (path,) = (tmp_path / "warc").iterdir()
    assert path.name.endswith(".warc.gz.open")
    assert is_warc(path)
    found = [r for r in read_records(path) if isinstance(r, Record) and r.kind == "response"]
    assert len(found) > 40
    assert all(r.body == b"<p>isi</p>" * 500 for r in found)


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_cut_anywhere_keeps_what_came_before_and_says_so(
    tmp_path: Path, gzipped: bool
) -> None:
    path, ends = warc(tmp_path, gzipped=gzipped)
    data = path.read_bytes()
    bodies = [r.body for r in responses(path)]
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        items = list(read_records(path))
        whole = [item for item in items if isinstance(item, Record)]
        assert [r.body for r in whole] == bodies[: len(whole)]
        complete = sum(cut >= end for end in ends)
        # One more is whole where only the checksum, or the blank lines after it, are missing.
        near_end = any(end - (16 if gzipped else 4) <= cut < end for end in ends)
        assert complete <= len(whole) <= complete + near_end
        damage = [type(item) for item in items[len(whole) :]]
        assert damage == ([] if cut in (0, *ends) else [Damage]) or (near_end and not gzipped)


@pytest.mark.parametrize("gzipped", [True, False])
def test_damage_in_the_middle_costs_one_record(tmp_path: Path, gzipped: bool) -> None:
    path, ends = warc(tmp_path, gzipped=gzipped)
    data = bytearray(path.read_bytes())
    start = ends[0] + 20 if gzipped else ends[0]
    data[start : start + 30] = b"\xff" * 30
    path.write_bytes(bytes(data))
    kinds = [type(item) for item in read_records(path)]
    assert kinds == [Record, Damage, Record]


def test_garbage_and_emptiness(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    for data, count in [(b"", 0), (b"no warc at all", 1), (gzip.compress(b"nor this"), 1)]:
        path.write_bytes(data)
        items = list(read_records(path))
        assert [type(item) for item in items] == [Damage] * count
    with pytest.raises(FileNotFoundError):
        list(read_records(tmp_path / "none.warc"))


def test_one_gzip_stream_around_the_whole_file_is_read_too(tmp_path: Path) -> None:
    path, _ = warc(tmp_path, gzipped=False)
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    assert [r.body for r in responses(whole)] == [r.body for r in responses(path)]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_record_is_found_again_at_its_offset(tmp_path: Path, gzipped: bool) -> None:
    path, _ = warc(tmp_path, gzipped=gzipped)
    for record in responses(path):
        assert record_at(path, record.offset) == record
    with pytest.raises(OSError, match=r"no record at 7"):
        record_at(path, 7)


def raw_warc(tmp_path: Path, http: bytes, **fields: str) -> Path:
    """Return a plain WARC with one response record around the bytes of an HTTP response."""
    head = {
        "WARC-Type": "response",
        "WARC-Target-URI": "<https://contoh.example/a b>",
        "WARC-Date": "2026-11-20T03:30:15Z",
        "Content-Length": str(len(http)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    path = tmp_path / "raw.warc"
    path.write_bytes(f"WARC/1.0\r\n{lines}\r\n".encode() + http + b"\r\n\r\n")
    return path


def test_chunked_bodies_are_joined(tmp_path: Path) -> None:
    http = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"4\r\n<p>i\r\n6;x=1\r\nsi</p>\r\n0\r\n\r\n"
    )
    (record,) = responses(raw_warc(tmp_path, http))
    assert record.body == b"<p>isi</p>"
    assert record.url == "https://contoh.example/a%20b"
    assert record.fetched_at == datetime(2026, 11, 20, 3, 30, 15, tzinfo=UTC)


def test_a_body_that_is_not_chunked_against_its_header_stays(tmp_path: Path) -> None:
    http = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>isi</p>"
    (record,) = responses(raw_warc(tmp_path, http))
    assert record.body == b"<p>isi</p>"


def test_http_2_status_lines_and_broken_heads(tmp_path: Path) -> None:
    (record,) = responses(raw_warc(tmp_path, b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\nisi"))
    assert (record.status, record.header("Content-Type"), record.body) == (200, "text/html", b"isi")
    (record,) = responses(raw_warc(tmp_path, b"\x16\x03\x01"))
    assert (record.status, record.body) == (0, b"")


def test_a_record_without_its_fields_is_damage(tmp_path: Path) -> None:
    (item,) = read_records(raw_warc(tmp_path, b"HTTP/1.1 200 OK\r\n\r\n", Content_Length="many"))
    assert isinstance(item, Damage)
    assert "many" in item.error


RAW = zlib.compressobj(wbits=-15)
TEXT = b"<p>isi yang panjang</p>" * 50
ENCODED = [
    ("", TEXT),
    ("identity", TEXT),
    ("gzip", gzip.compress(TEXT, mtime=0)),
    ("x-gzip", gzip.compress(TEXT, mtime=0)),
    ("deflate", zlib.compress(TEXT)),
    ("deflate", RAW.compress(TEXT) + RAW.flush()),
    ("br", brotli.compress(TEXT)),
    ("gzip, br", brotli.compress(gzip.compress(TEXT, mtime=0))),
    ("gzip", TEXT),  # the header lies: the body was stored decoded
    ("br", TEXT),
    ("zstd", TEXT),
]


@pytest.mark.parametrize(("encoding", "body"), ENCODED)
def test_content_encodings_come_off(encoding: str, body: bytes) -> None:
    headers = (("Content-Encoding", encoding),) if encoding else ()
    record = Record(url="u", kind="response", fetched_at=NOW, offset=0, headers=headers, body=body)
    assert decoded(record) == TEXT


def test_a_bomb_is_cut_and_a_broken_stream_keeps_its_start() -> None:
    headers = (("Content-Encoding", "gzip"),)
    bomb = gzip.compress(b"a" * 5_000_000)
    record = Record(url="u", kind="response", fetched_at=NOW, offset=0, headers=headers, body=bomb)
    assert decoded(record, 1000) == b"a" * 1000
    data = os.urandom(200_000)
    cut = gzip.compress(data, mtime=0)[:150_000]
    record = Record(url="u", kind="response", fetched_at=NOW, offset=0, headers=headers, body=cut)
    assert len(decoded(record)) > 100_000
    assert data.startswith(decoded(record))
