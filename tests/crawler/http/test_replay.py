"""Replay: the recorded responses in turn, as a server would give them."""

import asyncio
import gzip
import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from scrapy.utils.test import get_crawler
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.http.replay import (
    Recording,
    ReplayError,
    ReplayHandler,
    header_pairs,
    load,
    not_modified,
)
from pipelines.warc.reader import Record
from pipelines.warc.writer import WarcArchive
from tests.support.articles import NOW

HTML = [("Content-Type", "text/html; charset=utf-8")]
URL = "https://contoh.example/berita/1"
Row = tuple[str, int, list[tuple[str, str]], bytes]


def record(folder: Path, rows: Sequence[Row]) -> Path:
    """Return the folder of an archive in which the rows were fetched a minute apart."""
    with WarcArchive(folder) as archive:
        for i, (url, status, headers, body) in enumerate(rows):
            archive.write(url, status, headers, body, NOW + timedelta(minutes=i))
    return folder


def handler(path: Path, **settings: Any) -> ReplayHandler:
    return ReplayHandler.from_crawler(
        get_crawler(settings_dict={"WARTA_REPLAY": [path]} | settings)
    )


def fetch(handler: ReplayHandler, url: str = URL, **options: Any) -> tuple[Response, Request]:
    request = Request(url, **options)
    return asyncio.run(handler.download_request(request)), request


def test_responses_come_as_recorded_with_their_time(tmp_path: Path) -> None:
    rows: list[Row] = [
        (
            "https://contoh.example/robots.txt",
            200,
            [("Content-Type", "text/plain")],
            b"User-agent: *",
        ),
        (URL, 200, HTML, b"<p>isi</p>"),
        ("https://contoh.example/lama", 301, [("Location", URL)], b""),
        ("https://contoh.example/feed", 200, [("Content-Type", "application/rss+xml")], b"<rss/>"),
        ("https://contoh.example/sibuk", 503, [("Retry-After", "120")], b"sibuk"),
    ]
    replay = handler(record(tmp_path, rows))
    kinds = [TextResponse, HtmlResponse, Response, XmlResponse, TextResponse]
    for i, ((url, status, headers, body), kind) in enumerate(zip(rows, kinds, strict=True)):
        response, request = fetch(replay, url)
        assert (response.url, response.status, response.body) == (url, status, body)
        assert isinstance(response, kind)
        assert set(headers) <= set(header_pairs(response.headers))
        assert request.meta["fetched_at"] == NOW + timedelta(minutes=i)


def test_what_is_not_recorded_answers_404(tmp_path: Path) -> None:
    replay = handler(record(tmp_path, [(URL, 200, HTML, b"isi")]))
    for url in ("https://contoh.example/berita/2", "http://contoh.example/berita/1", URL + "?a=1"):
        response, request = fetch(replay, url, meta={"fetched_at": NOW})
        assert (response.status, response.body) == (404, b"")
        assert "fetched_at" not in request.meta
    assert fetch(replay, method="POST")[0].status == 404


def test_a_url_recorded_twice_gives_each_in_turn_and_the_last_one_stays(tmp_path: Path) -> None:
    rows: list[Row] = [(URL, 200, HTML, b"satu"), (URL, 200, HTML, b"dua")]
    replay = handler(record(tmp_path, rows))
    assert [fetch(replay)[0].body for _ in range(4)] == [b"satu", b"dua", b"dua", b"dua"]
    assert fetch(handler(tmp_path))[0].body == b"satu"


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("https://contoh.example", "https://contoh.example/"),
        ("https://contoh.example/a b", "https://contoh.example/a%20b"),
        ("https://contoh.example/a", "https://contoh.example/a#bagian"),
    ],
)
def test_spellings_of_one_url_are_one(tmp_path: Path, recorded: str, asked: str) -> None:
    recording = Recording([record(tmp_path, [(recorded, 200, HTML, b"isi")])])
    found = recording.get(asked)
    assert found is not None
    assert found.body == b"isi"


ETAG = ("ETag", 'W/"v1"')
MODIFIED = ("Last-Modified", "Fri, 20 Nov 2026 02:00:00 GMT")
CONDITIONS = [
    ([ETAG], {"If-None-Match": 'W/"v1"'}, True),
    ([ETAG], {"If-None-Match": '"v0", "v1"'}, True),
    ([ETAG], {"If-None-Match": "*"}, True),
    ([ETAG], {"If-None-Match": '"v2"'}, False),
    ([ETAG, MODIFIED], {"If-None-Match": '"v2"', "If-Modified-Since": MODIFIED[1]}, False),
    ([MODIFIED], {"If-Modified-Since": MODIFIED[1]}, True),
    ([MODIFIED], {"If-Modified-Since": "Fri, 20 Nov 2026 02:00:01 GMT"}, True),
    ([MODIFIED], {"If-Modified-Since": "Fri, 20 Nov 2026 01:59:59 GMT"}, False),
    ([MODIFIED], {"If-Modified-Since": "kemarin"}, False),
    ([("Last-Modified", "Fri, 20 Nov 2026 02:00:00")], {"If-Modified-Since": MODIFIED[1]}, False),
    ([], {"If-None-Match": '"v1"', "If-Modified-Since": MODIFIED[1]}, False),
    ([ETAG, MODIFIED], {}, False),
]


@pytest.mark.parametrize(("recorded", "asked", "same"), CONDITIONS)
def test_conditional_requests(
    tmp_path: Path, recorded: list[tuple[str, str]], asked: dict[str, str], same: bool
) -> None:
    rows: list[Row] = [(URL, 200, [*HTML, ("Content-Encoding", "gzip"), *recorded], b"\x1f\x8b")]
    response, request = fetch(handler(record(tmp_path, rows)), headers=asked)
    assert (response.status, response.body) == ((304, b"") if same else (200, b"\x1f\x8b"))
    assert "fetched_at" in request.meta
    if same:
        assert "Content-Encoding" not in response.headers
    found = Recording([tmp_path]).get(URL)
    assert found is not None
    assert not_modified(found, request.headers) is same


def test_a_recorded_304_stands_for_the_page_before_it(tmp_path: Path) -> None:
    rows: list[Row] = [(URL, 200, [*HTML, ETAG], b"isi"), (URL, 304, [ETAG], b"")]
    replay = handler(record(tmp_path, rows))
    assert [fetch(replay)[0].status for _ in range(2)] == [200, 200]
    assert fetch(replay, headers={"If-None-Match": '"v1"'})[0].status == 304
    alone = handler(record(tmp_path / "alone", rows[1:]))
    assert fetch(alone)[0].status == 304


def test_compressed_bodies_pass_the_middleware(tmp_path: Path) -> None:
    packed = [*HTML, ("Content-Encoding", "gzip")]
    rows: list[Row] = [
        (URL, 200, packed, gzip.compress(b"<p>isi</p>")),
        (URL, 200, packed, b"<p>isi</p>"),  # stored decoded under the server's header
    ]
    replay = handler(record(tmp_path, rows))
    middleware = HttpCompressionMiddleware.from_crawler(get_crawler())
    for _ in range(2):
        response, request = fetch(replay)
        done = middleware.process_response(request, response)
        assert isinstance(done, HtmlResponse)
        assert done.body == b"<p>isi</p>"


def test_head_has_no_body_and_a_big_body_is_refused(tmp_path: Path) -> None:
    rows: list[Row] = [(URL, 200, HTML, b"x" * 2000)]
    replay = handler(record(tmp_path, rows), DOWNLOAD_MAXSIZE=1000)
    response, _ = fetch(replay, method="HEAD")
    assert (response.status, response.body) == (200, b"")
    with pytest.raises(DownloadCancelledError, match="2000 bytes"):
        fetch(replay)
    assert fetch(replay, meta={"download_maxsize": 0})[0].status == 200


def test_a_revisit_record_has_the_body_it_repeats(tmp_path: Path) -> None:
    path = tmp_path / "revisit.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", HTML, protocol="HTTP/1.1")
        first = writer.create_warc_record(
            URL, "response", payload=io.BytesIO(b"isi"), length=3, http_headers=head
        )
        writer.write_record(first)
        digest = first.rec_headers.get_header("WARC-Payload-Digest")
        headers = StatusAndHeaders("200 OK", [*HTML, ("ETag", '"v9"')], protocol="HTTP/1.1")
        for url in (URL, "https://contoh.example/salinan"):
            revisit = writer.create_revisit_record(
                url, digest, URL, "2026-11-20T03:00:00Z", http_headers=headers
            )
            writer.write_record(revisit)
    recording = Recording([path])
    found = [
        recording.get(URL),
        recording.get(URL),
        recording.get("https://contoh.example/salinan"),
    ]
    assert [r and r.body for r in found] == [b"isi"] * 3
    assert [r and r.header("ETag") for r in found] == ["", '"v9"', '"v9"']


def test_a_cut_recording_serves_what_is_whole_and_says_so(tmp_path: Path) -> None:
    (path,) = record(tmp_path, [(URL, 200, HTML, b"a"), (URL + "0", 200, HTML, b"b")]).iterdir()
    path.write_bytes(path.read_bytes()[:-60])
    recording = Recording([path])
    assert recording.get(URL) is not None
    assert recording.get(URL + "0") is None
    (damage,) = recording.damage
    assert damage.startswith(f"{path}: the file ends inside a record (at byte ")


def test_what_is_no_recording_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match=r"none\.warc: No such file"):
        Recording([tmp_path / "none.warc"])
    with pytest.raises(ReplayError, match=r"there is no \.warc"):
        Recording([tmp_path])
    page = tmp_path / "page.html"
    page.write_text("<p>isi</p>")
    with pytest.raises(ReplayError, match=r"page\.html.*is it a WARC file"):
        Recording([page])


def test_the_index_is_read_again_only_when_a_file_has_changed(tmp_path: Path) -> None:
    (path,) = record(tmp_path / "a", [(URL, 200, HTML, b"a")]).iterdir()
    first = load([path])
    assert load([path]) is first
    (longer,) = record(tmp_path / "b", [(URL, 200, HTML, b"b"), (URL, 200, HTML, b"c")]).iterdir()
    path.write_bytes(longer.read_bytes())
    assert load([path]) is not first
    assert isinstance(Recording([path]).get(URL), Record)
