"""Bytes of a page to text, in its real encoding rather than the declared one."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"%PDF-",
    b"%!PS",
    b"\x1f\x8b",  # gzip
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"(\xb5/\xfd",  # zstandard
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"ID3",
    b"OggS",
    b"\0\0\0\x18ftyp",
    b"\0\0\0\x1cftyp",
    b"\0\0\0 ftyp",
    b"\x1aE\xdf\xa3",
    b"wOFF",
    b"wOF2",
    b"\x7fELF",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
HEAD = 4096  # bytes from which type and encoding are detected
CONTROL = bytes(i for i in range(32) if i not in b"\t\n\f\r\x1b") + b"\x7f"
BINARY_SHARE = 0.05  # share of control bytes: random bytes have 0.11, text has none

# Single-byte sets of the Latin script that browsers read as windows-1252 (Encoding Standard).
LATIN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
# Wrong if declared in markup readable as ASCII, or not used on the web.
NEVER = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"})

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
STRAY = {0xDC00 + i: bytes([i]).decode("cp1252", "replace") for i in range(0x80, 0x100)}


def is_binary(html: bytes) -> bool:
    """Return whether the bytes are not markup: an image, a PDF, an archive, random data."""
    if html.startswith(MAGIC):
        return True
    head = html[:HEAD]
    if not head or bom(head) or utf16_without_bom(head):
        return False
    if b"<html" in head.lower() or b"<!doctype" in head.lower():
        return False
    controls = len(head) - len(head.translate(None, CONTROL))
    return controls / len(head) > BINARY_SHARE


def decode(html: bytes, content_type: str = "") -> str:
    """Return the text of a page.

    A byte order mark decides, then zero bytes that show UTF-16, then whether the bytes are valid
    UTF-8: pages in UTF-8 that declare another encoding are far more common than the reverse. Only
    then do the header, the meta element and the XML declaration count. Other pages are read as
    windows-1252; in a page that is mostly UTF-8 only the invalid bytes are. Never raises.
    """
    if marked := bom(html):
        mark, encoding = marked
        return html[len(mark) :].decode(encoding, "replace")
    if encoding := utf16_without_bom(html[:HEAD]):
        return html.decode(encoding, "replace")
    try:
        return codecs.utf_8_decode(html, "strict", False)[0]  # a character cut short is left out
    except UnicodeDecodeError:
        pass
    declared = declared_encoding(html, content_type)
    if declared and declared not in LATIN and declared != "utf-8":
        return html.decode(declared, "replace")
    text = html.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in text)
    multibyte = sum(c > "\x7f" for c in text) - stray
    if declared in LATIN and stray > multibyte:
        return html.decode("cp1252", "replace")
    return text.translate(STRAY)


def utf8(html: bytes, content_type: str = "") -> bytes:
    """Return the text of a page in UTF-8, as `decode` reads it.

    Bytes that are UTF-8 already come back unchanged, without a character cut off at their end.
    """
    if not bom(html) and not utf16_without_bom(html[:HEAD]):
        if html.isascii():
            return html
        try:
            return html[: codecs.utf_8_decode(html, "strict", False)[1]]
        except UnicodeDecodeError:
            pass
    return decode(html, content_type).encode("utf-8", "ignore")


def bom(html: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark at the start and its encoding, None if there is none."""
    return next(((mark, name) for mark, name in BOMS if html.startswith(mark)), None)


def utf16_without_bom(head: bytes) -> str:
    """Return the form of UTF-16 that zeros in the first bytes show, "" if they show none."""
    if len(head) < 8:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def declared_encoding(html: bytes, content_type: str) -> str:
    """Return Python's name of the encoding that header or markup declares, "" if none is valid."""
    names = HEADER.findall(content_type[:1000])
    names += [name.decode("ascii") for name in DECLARED.findall(html[:HEAD])]
    for name in names:
        try:
            info = codecs.lookup(name)
            b"<p>".decode(name)
        except (LookupError, ValueError):
            continue  # unknown ("utf-99"), or a codec that is not a text encoding
        if info.name not in NEVER:
            return info.name
    return ""
