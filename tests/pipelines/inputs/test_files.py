"""Reading files: every kind, every damage, and what a saved page's URL is."""

import gzip
import json
import os
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.inputs.files import Skipped, files, read_file, read_path, stated_url
from pipelines.inputs.jsonl import article_of_line
from pipelines.records import Article, Failure, Page, Removed, TextPage
from pipelines.warc.writer import WarcArchive
from tests.support.articles import NOW

HTML = [("Content-Type", "text/html; charset=utf-8")]
PAGE = "<html><head>{}</head><body><p>Isi berita.</p></body></html>"
URL = "https://www.contoh.example/berita/1"


def save(path: Path, content: str | bytes) -> Path:
    """Write a file that was last changed at `NOW`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def only(path: Path, **options: Any) -> Any:
    (item,) = read_path(path, **options)
    return item


URLS = [
    (f'<link rel="canonical" href="{URL}">', URL),
    (f"<LINK href='{URL}' REL=canonical />", URL),
    (f'<meta property="og:url" content="{URL}?a=1&amp;b=2"/>', f"{URL}?a=1&b=2"),
    (f'<meta content="{URL}" name="og:url">', URL),
    (f'<meta property="og:url" content="{URL}/m"><link rel="canonical" href="{URL}">', URL),
    (f'<link rel="canonical" href="1.html"><meta property="og:url" content="{URL}">', URL),
    ('<link rel="canonical" href="../../berita/1.html">', ""),
    ('<link rel="canonical" href="https://www.contoh.example/">', ""),
    ('<link rel="canonical" href="">', ""),
    ('<link rel="canonical" href="file:///C:/berita.html">', ""),
    ('<link rel="canonical" href="https://localhost/berita">', ""),
    ('<link rel="canonical" href="https://[kacau/berita">', ""),
    (f'<link rel="amphtml" href="{URL}"><meta name="og:title" content="{URL}">', ""),
    (f"<!-- saved from url=(0035){URL} -->", URL),
    (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri -->", URL),
    (f"<!-- Mirrored from {URL[8:]} by HTTrack Website Copier/3.x -->", URL),
    ("", ""),
]


@pytest.mark.parametrize(("head", "url"), URLS)
def test_the_url_that_a_saved_page_states(tmp_path: Path, head: str, url: str) -> None:
    assert stated_url(PAGE.format(head)) == url
    path = save(tmp_path / "halaman 1.html", PAGE.format(head))
    page = only(path)
    assert isinstance(page, Page)
    assert page.url == url or (not url and page.url.startswith("file:halaman%201.html#"))
    assert (page.fetched_at, page.status, page.content_type) == (NOW, 200, "")
    assert only(path, url="https://a.example/x").url == "https://a.example/x"


def test_the_url_is_found_in_utf16_too(tmp_path: Path) -> None:
    html = PAGE.format(URLS[0][0]).encode("utf-16")
    assert only(save(tmp_path / "a.html", html)).url == URL


def test_the_key_of_a_file_is_its_name_and_content(tmp_path: Path) -> None:
    html = PAGE.format("")
    key = only(save(tmp_path / "a.html", html)).url
    assert key == only(save(tmp_path / "sub" / "a.html", html)).url
    assert key == only(save(tmp_path / "a.html.gz", gzip.compress(html.encode()))).url
    assert key != only(save(tmp_path / "b.html", html)).url
    assert key != only(save(tmp_path / "a.html", html + " ")).url


def test_a_folder_gives_every_file_in_order(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.htm", "a/b.HTML.gz", "c.txt.gz", "c.txt", "d.jsonl"):
        save(tmp_path / name, b"")
    save(tmp_path / "my_files" / "f.html", b"")
    for name in ("e.jpg", "simpan.html", "simpan_files/iklan.html", ".git/x.html", ".x.html"):
        save(tmp_path / name, b"")
    found = [
        (str(Path(f.url if isinstance(f, Skipped) else str(f)).relative_to(tmp_path)), type(f))
        for f in files(tmp_path)
        if not isinstance(f, Failure)
    ]
    skipped = {name for name, kind in found if kind is Skipped}
    assert skipped == {"e.jpg", "simpan_files/iklan.html"}
    names = [name for name, kind in found if kind is not Skipped]
    assert names == [
        "a/b.HTML.gz",
        "a/z.htm",
        "b.html",
        "c.txt",
        "c.txt.gz",
        "d.jsonl",
        "my_files/f.html",
        "simpan.html",
    ]


FAILURES = [
    ("none.html", None, "there is no such file or folder"),
    ("cut.html.gz", gzip.compress(os.urandom(3000))[:1500], "damaged gzip file"),
    ("bad.html.gz", gzip.compress(b"a" * 3000)[:20] + b"\xff" * 90, "damaged gzip file"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "binary data, not text"),
    ("noise", bytes(range(256)) * 9, "binary data, not text"),
    ("empty.txt", b" \n", "the file is empty"),
    ("empty.jsonl", b"\n\n", "the file is empty"),
    ("empty.warc.gz", b"", "the file is empty"),
    ("page.warc", b"<p>isi</p>", "no WARC record begins here"),
]


@pytest.mark.parametrize(("name", "content", "error"), FAILURES)
def test_what_cannot_be_read_is_a_failure_that_names_the_file(
    tmp_path: Path, name: str, content: bytes | None, error: str
) -> None:
    path = tmp_path / name
    if content is not None:
        save(path, content)
    failure = only(path)
    assert isinstance(failure, Failure)
    assert failure.url == str(path)
    assert error in failure.error
    assert failure.gone is (content is None)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert only(tmp_path).error == "the folder is empty"


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = save(tmp_path / "a.html", "<p>x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert only(path).error == "Permission denied"


def test_an_empty_or_binary_html_file_is_left_to_the_chain(tmp_path: Path) -> None:
    assert only(save(tmp_path / "a.html", b"")).html == b""
    assert only(save(tmp_path / "b.html", b"\x89PNG\r\n")).html == b"\x89PNG\r\n"


def test_files_whose_name_says_nothing_are_taken_for_what_they_hold(tmp_path: Path) -> None:
    with WarcArchive(tmp_path / "w") as archive:
        archive.write(URL, 200, HTML, b"<p>isi</p>", NOW)
    (warc,) = (tmp_path / "w").iterdir()
    assert isinstance(only(warc.rename(tmp_path / "rekaman")), Page)
    assert isinstance(only(save(tmp_path / "page", "\ufeff \n<!doctype html><p>isi</p>")), Page)
    assert isinstance(only(save(tmp_path / "teks", "Isi berita.")), TextPage)
    line = {"url": URL, "title": "Judul", "text": "Isi"}
    assert isinstance(only(save(tmp_path / "baris", json.dumps(line))), Article)


def test_a_url_chooses_among_many(tmp_path: Path) -> None:
    lines = [line_of(ARTICLE), line_of(replace(ARTICLE, url=f"{URL}/lain")), b"{"]
    path = save(tmp_path / "a.jsonl", b"\n".join(lines))
    article, failure = read_path(path, url=f"{URL}/lain")
    assert article == replace(ARTICLE, url=f"{URL}/lain")
    assert isinstance(failure, Failure)
    *_, missing = read_path(path, url=f"{URL}/tidak-ada")
    assert missing == Failure(url=str(path), error=f"there is no page of {URL}/tidak-ada in it")
    assert "this is a folder" in only(tmp_path, url=URL).error


def test_text_is_decoded_and_keyed(tmp_path: Path) -> None:
    for number, content in enumerate([b"Caf\xe9 \x96 isi", "Café – isi".encode("utf-16")]):
        page = only(save(tmp_path / f"{number}.txt", content))
        assert page == TextPage(url=page.url, text="Café – isi", fetched_at=NOW)
        assert page.url.startswith(f"file:{number}.txt#")
    assert only(tmp_path / "0.txt", url=URL).url == URL


def test_only_pages_of_a_warc_are_pages(tmp_path: Path) -> None:
    rows: list[tuple[str, int, list[tuple[str, str]], bytes]] = [
        (
            "https://contoh.example/robots.txt",
            200,
            [("Content-Type", "text/plain")],
            b"User-agent: *",
        ),
        (URL, 200, [*HTML, ("Content-Encoding", "gzip")], gzip.compress(b"<p>isi</p>")),
        ("https://contoh.example/g.jpg", 200, [("Content-Type", "image/jpeg")], b"\xff\xd8"),
        ("https://contoh.example/lama", 301, [("Location", URL)], b""),
        ("https://contoh.example/hilang", 404, HTML, b"<p>tidak ada</p>"),
        ("https://contoh.example/tanpa", 200, [], b" <p>isi</p>"),
        ("https://contoh.example/entah", 200, [], b"isi"),
    ]
    with WarcArchive(tmp_path) as archive:
        for i, (url, status, headers, body) in enumerate(rows):
            archive.write(url, status, headers, body, NOW + timedelta(seconds=i))
    (path,) = tmp_path.iterdir()
    items = list(read_file(path))
    assert list(read_path(tmp_path)) == [item for item in items if not isinstance(item, Skipped)]
    pages = [item for item in items if isinstance(item, Page)]
    assert pages == [
        Page(
            url=URL,
            html=b"<p>isi</p>",
            fetched_at=NOW + timedelta(seconds=1),
            content_type="text/html; charset=utf-8",
        ),
        Page(
            url="https://contoh.example/tanpa",
            html=b" <p>isi</p>",
            fetched_at=NOW + timedelta(seconds=5),
        ),
    ]
    skipped = [item.why for item in items if isinstance(item, Skipped)]
    assert skipped == [
        "warcinfo record",
        "text/plain",
        "image/jpeg",
        "answered with 301",
        "answered with 404",
        "no content type",
    ]


def test_a_cut_warc_keeps_what_came_before(tmp_path: Path) -> None:
    with WarcArchive(tmp_path) as archive:
        for i in range(3):
            archive.write(f"{URL}/{i}", 200, HTML, b"<p>isi</p>", NOW)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-80])
    *items, failure = read_path(path)
    assert [item.url for item in items if isinstance(item, Page)] == [f"{URL}/0", f"{URL}/1"]
    assert isinstance(failure, Failure)
    assert failure.url == str(path)
    assert failure.error.startswith("the file ends inside a record (at byte ")


ARTICLE = Article(
    url=URL,
    site="contoh",
    title="Judul “berita”",
    text="Satu.\nDua.",
    fetched_at=NOW,
    deck="Ringkasan",
    authors=("A", "B"),
    editors=("C",),
    published_at=datetime.fromisoformat("2026-11-20T10:15:00+07:00"),
    modified_at=datetime.fromisoformat("2026-11-20T11:00:00.5+07:00"),
    dateline="JAKARTA",
    section="Politik",
    tags=("satu", "dua"),
    image_url="https://contoh.example/g.jpg",
    captions=("Foto.",),
    language="id",
    language_confidence=0.99,
    source_agency="Antara",
    removed=(Removed(line="Baca juga: lain", rule="related.read-also", position=1),),
    flags=("continues",),
    origin={"title": "json-ld"},
)


def line_of(article: Article) -> bytes:
    row = asdict(article)
    return json.dumps(row, default=datetime.isoformat, ensure_ascii=False).encode()


def test_every_field_of_an_article_comes_back() -> None:
    later = NOW + timedelta(days=1)
    assert article_of_line(line_of(ARTICLE), later) == ARTICLE
    least = article_of_line(b'{"id": 7, "title": "Judul", "text": "Isi", "lain": [1]}', later)
    assert least == Article(url="id:7", site="", title="Judul", text="Isi", fetched_at=later)


REFUSED = [
    ({"url": "javascript:alert(1)"}, "url is no web address: javascript:alert"),
    ({"url": "bukan alamat"}, "url is no web address"),
    ({"published_at": "9999-12-31T23:59:59-12:00"}, "published_at is no date: 9999"),
    ({"published_at": "0001-01-01T00:00:00+00:00"}, "published_at is no date: 0001"),
    ({"removed": [{"line": "a", "rule": "b", "position": -5}]}, "from 0 on"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_a_field_that_cannot_be_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    row = {"url": URL, "title": "Judul", "text": "Isi", **change}
    with pytest.raises(ValueError, match=message):
        article_of_line(json.dumps(row).encode(), NOW)


def test_a_url_is_brought_into_its_canonical_form() -> None:
    row = {"url": f"{URL}?utm_source=x#atas", "title": "Judul", "text": "Isi"}
    assert article_of_line(json.dumps(row).encode(), NOW).url == URL


def test_stamps_of_other_programs_are_read() -> None:
    rest = b'"title": "J", "text": "I", "authors": "A", "published_at": "%s"'
    line = b'{"id": "http://a.example/1", ' + rest + b"}"
    found = article_of_line(line % b"2026-11-20 10:15:00", NOW)
    assert found.published_at == ARTICLE.published_at
    assert (found.url, found.authors) == ("https://a.example/1", ("A",))


BROKEN = [
    ("{", "broken JSON: "),
    ('{"title": "J"', "broken JSON: "),
    ("[1]", "not a JSON object but list"),
    ("[" * 100_000, "broken JSON: nested too deeply"),
    ('{"title": "J", "text": "I"}', "neither url nor id"),
    ('{"id": true, "title": "J", "text": "I"}', "id is not a string"),
    ('{"url": 7, "title": "J", "text": "I"}', "url is not a string"),
    ('{"id": 7, "text": "I"}', "no title"),
    ('{"id": 7, "title": "J", "text": " "}', "no text"),
    ('{"id": 7, "title": "J", "text": ["I"]}', "text is not a string"),
    ('{"id": 7, "title": "J", "text": "I", "tags": [1]}', "tags is not a list of strings"),
    (
        '{"id": 7, "title": "J", "text": "I", "published_at": "kapan"}',
        "published_at is no date: kapan",
    ),
    ('{"id": 7, "title": "J", "text": "I", "removed": [1]}', "removed is not a list of objects"),
    ('{"id": 7, "title": "J", "text": "I", "origin": []}', "origin is not an object of strings"),
    (
        '{"id": 7, "title": "J", "text": "I", "language_confidence": "x"}',
        "language_confidence is not a number",
    ),
]


@pytest.mark.parametrize(("line", "error"), BROKEN)
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_broken_line_is_named_and_the_rest_is_kept(
    tmp_path: Path, line: str, error: str, suffix: str
) -> None:
    content = b"\n".join([line_of(ARTICLE), b"", line.encode(), line_of(ARTICLE)])
    path = tmp_path / f"a{suffix}"
    save(path, gzip.compress(content) if suffix.endswith("gz") else content)
    first, failure, last = read_path(path)
    assert first == last == ARTICLE
    assert isinstance(failure, Failure)
    assert failure.url == f"{path}:3"
    assert failure.error.startswith(error)


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    failure, last = read_path(save(tmp_path / "a.jsonl", b'{"id": "\xff"}\n' + line_of(ARTICLE)))
    assert isinstance(failure, Failure)
    assert failure.error == "not UTF-8 at byte 8"
    assert last == ARTICLE


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from(["html", "txt", "jsonl", "warc", "html.gz", ""]))
def test_no_content_makes_a_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    path = save(tmp_path_factory.getbasetemp() / f"fuzz.{suffix}", content)
    items = list(read_path(path))
    assert items


def test_every_shared_page_gives_one_page_with_a_key_of_its_own(shared: Path) -> None:
    items = list(read_path(shared / "pages" / "html"))
    assert all(isinstance(item, Page) for item in items)
    assert len(items) == 118
    stated = [item.url for item in items if isinstance(item, Page) and item.url.startswith("http")]
    assert len(stated) >= 111
