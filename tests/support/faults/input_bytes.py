"""The bytes that the faults of files are made of: pages, WARC records, mails, tables."""

import gzip
from collections.abc import Sequence

from tests.support.faults.page_fault import stories

HOST = "https://suaramuara.example"


def lines_of(story: str) -> list[str]:
    """Return the paragraphs of a story."""
    return list(stories()[story]["lines"])


def page(story: str, url: str, lines: Sequence[str] | None = None, more: str = "") -> str:
    """Return an article's page at an address; `lines` are those of the story that it prints."""
    title = stories()[story]["title"]
    body = "".join(f"<p>{line}</p>" for line in lines or lines_of(story))
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2022-04-05T08:30:00+07:00"></head>'
        f"<body><main><h1>{title}</h1><div class='teks'>{body}</div>{more}</main></body></html>"
    )


def record(
    url: str,
    body: bytes,
    *,
    version: str = "WARC/1.0",
    date: str = "2022-04-06T01:00:00Z",
    headers: str = "",
) -> bytes:
    """Return a WARC record of an answer with 200; `headers` are lines of its HTTP header."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode()
    block = http + body
    head = (
        f"{version}\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        "WARC-Record-ID: <urn:uuid:7c1f0e52-0000-4000-8000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def chunked(body: bytes, size: int = 300) -> bytes:
    """Return the body in chunks, as HTTP/1.1 sends it."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def members(body: bytes, count: int) -> bytes:
    """Return the body as so many gzip members one after the other."""
    size = len(body) // count + 1
    return b"".join(gzip.compress(body[n * size : (n + 1) * size]) for n in range(count))


def mhtml(html: str) -> bytes:
    """Return the page as a browser saves it in one file of MIME parts."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://suaramuara.example/k/1\r\n"
        "Subject: Kabar\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----Batas--x----"\r\n\r\n\r\n------Batas--x----\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{html}\r\n------Batas--x------\r\n"
    ).encode()


def mail(text: str) -> bytes:
    """Return the text as a mail that a reporter forwards."""
    return (
        "Return-Path: <meja@suaramuara.example>\r\nReceived: from mx.suaramuara.example by a; "
        "Tue, 5 Apr 2022 08:00:00 +0700\r\nFrom: Meja Kota <meja@suaramuara.example>\r\n"
        "To: redaksi@suaramuara.example\r\nSubject: Naskah jembatan\r\n"
        "Date: Tue, 5 Apr 2022 08:00:00 +0700\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


def arc(url: str, html: str) -> bytes:
    """Return the page in the format that came before WARC."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html.encode()
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    first = b"filedesc://lama.arc 0.0.0.0 20050812101500 text/plain %d\n" % len(version)
    line = f"{url} 10.0.0.1 20050812101501 text/html {len(answer)}\n".encode()
    return first + version + b"\n" + line + answer + b"\n"


def table(rows: Sequence[Sequence[str]], separator: str = ",") -> bytes:
    """Return rows as separated values, each in quotes."""
    return "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()
