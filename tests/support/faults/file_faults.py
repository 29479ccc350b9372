"""Files that are read, joined or refused, and what must be in the database afterwards."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.faults.input_bytes import (
    HOST,
    arc,
    chunked,
    lines_of,
    mail,
    members,
    mhtml,
    page,
    record,
    table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """Files in a folder, read together, and what must come of them.

    `refused`: nothing is stored and a problem has one of these patterns. Else so many `articles`
    are stored; the first has the `lines` in this order, none that contains one of `lacks`, the
    `flags` and not the `no_flags`, and where it is given the second of `fetched_at`.
    """

    sub: str
    name: str
    files: Mapping[str, bytes]
    refused: tuple[str, ...] = ()
    articles: int = 1
    lines: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    no_flags: tuple[str, ...] = ()
    fetched_at: str = ""

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"files/{self.sub}/{self.name}".replace(" ", "-")


URL = f"{HOST}/kabar/jembatan"
HTML = page("jembatan", URL)
LINES = tuple(lines_of("jembatan"))
TEXT = "\n\n".join(LINES)
ROWS = [["id", "url", "title", "content"], *(["7", URL, "Jembatan", line] for line in LINES)]
OBJECTS = [{"url": URL, "title": "Jembatan gantung rampung", "text": TEXT}]
MARKDOWN = f"---\ntitle: Jembatan\ntags: [desa]\n---\n\n# Jembatan\n\n{TEXT}\n\n* [peta](p.png)\n"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Muara</title><item>'
    f"<title>Jembatan</title><description>{LINES[0]}</description></item></channel></rss>"
)


def _refused(name: str, file: str, content: bytes, *words: str) -> FileFault:
    return FileFault(sub="refused by name", name=name, files={file: content}, refused=words)


REFUSED = (
    _refused("mhtml", "halaman.mhtml", mhtml(HTML), "mhtml", "mime"),
    _refused("mht-by-its-other-name", "halaman.mht", mhtml(HTML), "mhtml", "mime"),
    _refused("mhtml-named-html", "halaman.html", mhtml(HTML), "mhtml", "mime"),
    _refused("mail", "naskah.eml", mail(TEXT), "mail", "mime", "message/rfc822"),
    _refused("mail-named-txt", "naskah.txt", mail(TEXT), "mail", "mime", "message/rfc822"),
    _refused(
        "mailbox",
        "kotak",
        b"From meja@a.example Tue Apr  5 08:00:00 2022\n" + mail(TEXT),
        "mail",
        "mbox",
    ),
    _refused("arc", "lama.arc", arc(URL, HTML), r"\barc\b"),
    _refused("arc-gzipped", "lama.arc.gz", gzip.compress(arc(URL, HTML)), r"\barc\b"),
    _refused("csv", "berita.csv", table(ROWS), "csv", "comma"),
    _refused("csv-named-txt", "berita.txt", table(ROWS), "csv", "comma"),
    _refused("tsv", "berita.tsv", table(ROWS, "\t"), "csv", "tsv", "tab"),
    _refused("json-array", "berita.json", json.dumps(OBJECTS).encode(), "json array", "array"),
    _refused(
        "json-array-named-jsonl", "berita.jsonl", json.dumps(OBJECTS, indent=1).encode(), "array"
    ),
    _refused("pdf", "edisi.pdf", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n" * 20, "pdf"),
    _refused(
        "pdf-named-html", "edisi.html", b"%PDF-1.7\n1 0 obj\n<</Title(Jembatan)>>\n" * 20, "pdf"
    ),
    _refused("markdown", "tulisan.md", MARKDOWN.encode(), "markdown"),
    _refused(
        "word-document",
        "naskah.docx",
        b"PK\x03\x04\x14\x00\x06\x00word/document.xml" * 9,
        "zip",
        "docx",
        "word",
    ),
    _refused(
        "rich-text",
        "naskah.rtf",
        b"{\\rtf1\\ansi\\deff0 " + TEXT.encode() + b"}",
        "rtf",
        "rich text",
    ),
    _refused("feed-named-xml", "umpan.xml", FEED.encode(), "feed", "rss", "xml"),
)
"""What is refused: the reason names the format, and nothing is stored."""

MARKED = TEXT.replace("\n\n", "\n\ufeff")
_PROSE = f"Jembatan Waruk rampung\n\nSenin, 4 April, balai desa, kata warga.\n\n{TEXT}\n"
_MARKED = f"[Kolom] Jembatan Waruk rampung\n\n{TEXT}\n\nDari: warga desa, untuk warga desa.\n"
READ = (
    # Counter-examples: running text that looks a little like one of these.
    FileFault(sub="running text", name="commas-in-every-line", files={"a.txt": _PROSE.encode()},
              lines=LINES),
    FileFault(sub="running text", name="bracket-first-and-from-last",
              files={"a.txt": _MARKED.encode()}, lines=LINES),
    FileFault(sub="running text", name="one-json-object-in-a-line",
              files={"a": json.dumps(OBJECTS[0]).encode()}, lines=LINES),
    FileFault(
        sub="old archives",
        name="warc-0.18-and-fourteen-digits",
        files={"a.warc": record(URL, HTML.encode(), version="WARC/0.18", date="20091231235959")},
        lines=LINES,
        fetched_at="2009-12-31T23:59:59",
    ),
    FileFault(
        sub="old archives",
        name="warc-0.17-gzipped",
        files={
            "a.warc.gz": gzip.compress(record(URL, HTML.encode(), version="WARC/0.17"))
        },
        lines=LINES,
        fetched_at="2022-04-06T01:00:00",
    ),
    FileFault(
        sub="old archives",
        name="warc-1.0-with-fourteen-digits-and-no-name",
        files={"unduhan": record(URL, HTML.encode(), date="20130101000000")},
        lines=LINES,
        fetched_at="2013-01-01T00:00:00",
    ),
    FileFault(
        sub="transfer codings",
        name="gzip-and-chunked",
        files={
            "a.warc": record(
                URL,
                chunked(gzip.compress(HTML.encode())),
                headers="Transfer-Encoding: gzip, chunked\r\n",
            )
        },
        lines=LINES,
    ),
    FileFault(
        sub="transfer codings",
        name="sizes-in-chunks-of-plain-text",
        files={
            "a.warc": record(
                URL, chunked(HTML.encode(), 90), headers="Transfer-Encoding: gzip, chunked\r\n"
            )
        },
        lines=LINES,
        lacks=("5a",),
    ),
    FileFault(
        sub="transfer codings",
        name="identity-and-chunked-in-capitals",
        files={
            "a.warc": record(
                URL, chunked(HTML.encode()), headers="transfer-encoding: Identity, Chunked\r\n"
            )
        },
        lines=LINES,
        lacks=("12c",),
    ),
    # Counter-example: the crawler that wrote it took the chunks off and left the header.
    FileFault(
        sub="transfer codings",
        name="header-without-chunks",
        files={"a.warc": record(URL, HTML.encode(), headers="Transfer-Encoding: chunked\r\n")},
        lines=LINES,
    ),
    FileFault(
        sub="gzip members",
        name="two-in-a-record",
        files={
            "a.warc": record(
                URL, members(HTML.encode(), 2), headers="Content-Encoding: gzip\r\n"
            )
        },
        lines=LINES,
    ),
    FileFault(
        sub="gzip members",
        name="five-in-a-record-and-zeros-behind",
        files={
            "a.warc": record(
                URL, members(HTML.encode(), 5) + bytes(16), headers="Content-Encoding: x-gzip\r\n"
            )
        },
        lines=LINES,
    ),
    FileFault(sub="gzip members", name="three-of-a-saved-page",
              files={"a.html.gz": members(HTML.encode(), 3)}, lines=LINES),
    FileFault(
        sub="invisible signs",
        name="isolates-in-json-lines",
        files={
            "a.jsonl": json.dumps(
                OBJECTS[0] | {"text": "\u2068Su\u00adtarjo\u2069 da\u200bri Waruk.\n" + TEXT}
            ).encode()
        },
        lines=("Sutarjo dari Waruk.", *LINES),
    ),
    FileFault(
        sub="invisible signs",
        name="marks-in-a-copied-text",
        files={
            "a.txt": f"Jembatan Waruk rampung\n\n\u2066Su\u00adtar\u200bjo\u2069 memotong pita "
            f"bersama \u200ewarga\u200f desa.\n\n{TEXT}\n".encode()
        },
        lines=("Sutarjo memotong pita bersama warga desa.", *LINES),
    ),
    FileFault(
        sub="invisible signs",
        name="byte-order-mark-in-every-line",
        files={
            "a.jsonl": b"\xef\xbb\xbf"
            + json.dumps(OBJECTS[0] | {"text": "\ufeff" + MARKED}).encode()
        },
        lines=LINES,
        lacks=("\ufeff",),
    ),
)  # fmt: skip
"""What is read, and what the first article's text must be."""


def _part(story: str, url: str, first: int, last: int, links: str = "") -> bytes:
    return page(story, url, lines_of(story)[first - 1 : last], links).encode()


KOMPAS = "https://regional.kompas.com/read/2022/04/05/083000578/pasar-induk-kertajaya-pindah"
TRIBUN = "https://jabar.tribunnews.com/2022/04/05/ratusan-rumah-di-tepi-kali-ciwulan-terendam"
BLOG = f"{HOST}/2022/04/penenun-muda"
_ONE_TWO = '<a href="?page=1">1</a> <a href="?page=2">2</a>'
_THREE = '<a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a>'
_WORDPRESS = f'Halaman: <a href="{BLOG}/">1</a> <a href="{BLOG}/2/">2</a>'
_PASAR, _BANJIR, _TENUN = (tuple(lines_of(name)) for name in ("pasar", "banjir", "tenun"))

MANY_PAGES = (
    FileFault(
        sub="many pages",
        name="two-files-of-a-known-outlet",
        files={
            "hal1.html": _part("pasar", KOMPAS, 1, 3, _ONE_TWO),
            "hal2.html": _part("pasar", f"{KOMPAS}?page=2", 4, 5, _ONE_TWO),
        },
        lines=_PASAR,
        lacks=("1 2",),
        no_flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="second-file-first",
        files={
            "a-lanjutan.html": _part("tenun", f"{BLOG}/2/", 4, 5, _WORDPRESS),
            "b-awal.html": _part("tenun", f"{BLOG}/", 1, 3, _WORDPRESS),
        },
        lines=_TENUN,
        no_flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="two-records-of-an-archive",
        files={
            "a.warc": record(TRIBUN, _part("banjir", TRIBUN, 1, 3, _ONE_TWO))
            + record(f"{TRIBUN}?page=2", _part("banjir", f"{TRIBUN}?page=2", 4, 5, _ONE_TWO))
        },
        lines=_BANJIR,
        no_flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="first-alone",
        files={"hal1.html": _part("pasar", KOMPAS, 1, 3, _ONE_TWO)},
        lines=_PASAR[:3],
        flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="second-alone",
        files={"hal2.html": _part("pasar", f"{KOMPAS}?page=2", 4, 5, _ONE_TWO)},
        lines=_PASAR[3:],
        flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="the-middle-one-is-missing",
        files={
            "1.html": _part("banjir", TRIBUN, 1, 2, _THREE),
            "3.html": _part("banjir", f"{TRIBUN}?page=3", 4, 5, _THREE),
        },
        lines=(*_BANJIR[:2], *_BANJIR[3:]),
        flags=("continues",),
    ),
    # Counter-examples: a number that is the article's, and links of a list of comments.
    FileFault(
        sub="many pages",
        name="two-articles-by-number",
        files={
            "1.html": page("pasar", f"{HOST}/baca?id=1").encode(),
            "2.html": page("tenun", f"{HOST}/baca?id=2").encode(),
        },
        articles=2,
        lines=_PASAR,
        no_flags=("continues",),
    ),
    FileFault(
        sub="many pages",
        name="pages-of-comments",
        files={
            "1.html": page(
                "tenun",
                f"{BLOG}/",
                more=f'<div id="comments"><a href="{BLOG}/comment-page-2/#comments">2</a></div>',
            ).encode()
        },
        lines=_TENUN,
        no_flags=("continues",),
    ),
)
"""Saved pages of one article, read together."""

FILE_FAULTS = (*REFUSED, *READ, *MANY_PAGES)
