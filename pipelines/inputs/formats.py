"""Formats that warta does not read, recognised by content or name: none is stored as text."""

import re
from pathlib import Path

# What a reader can do about each format; the first part names it.
ADVICE = {
    "mhtml": "an MHTML page: save it as HTML, or as a WARC",
    "mail": "mail (message/rfc822): save the text as .txt, or the page as HTML",
    "arc": "an ARC archive: convert it to WARC, for example with `warcio recompress`",
    "pdf": "a PDF: save its text as .txt",
    "zip": "a zip archive or an office document (docx, odt, epub): save its text as .txt",
    "rtf": "rich text (RTF): save its text as .txt",
    "array": "a JSON array: write one object per line (JSON lines), `jq -c .[]` does",
    "csv": "a table (CSV or TSV): write one JSON object per line, with url, title and text",
    "markdown": "markdown: save its text as .txt, or the page as HTML",
    "feed": "a feed or another XML file: only the pages that it links to are articles",
}
SUFFIXES = {
    ".mht": "mhtml", ".mhtml": "mhtml", ".eml": "mail", ".mbox": "mail", ".arc": "arc",
    ".pdf": "pdf", ".zip": "zip", ".docx": "zip", ".odt": "zip", ".epub": "zip", ".rtf": "rtf",
    ".csv": "csv", ".tsv": "csv", ".md": "markdown", ".markdown": "markdown", ".rss": "feed",
    ".atom": "feed",
}  # fmt: skip
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"{\\rtf", "rtf"),
    (b"filedesc://", "arc"),
)
# A header block as mail has it (RFC 5322): known names, then more header lines.
MAIL_HEADER = re.compile(
    rb"(?:From |(?:return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|"
    rb"content-type|snapshot-content-location|x-[\w-]+)\s*:)",
    re.I,
)
HEADER_LINE = re.compile(rb"[\w-]{2,40}:\s|[ \t]+\S|From ")
MIN_HEADER_LINES = 3
MULTIPART_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
XML_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I)
FRONT_MATTER = re.compile(r"---\s*\n(?:[\w-]+:[^\n]*\n|\s*[-#][^\n]*\n)+---\s*\n")
FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^",;\t\n]*)')
MIN_COLUMNS = 3
MIN_ROWS = 2
MAX_NAME_CHARS = 30  # of a column: longer ones are text


def refused(path: Path, head: bytes, kind: str) -> str:
    """Return why a file is not read, with what to do about it; "" for one that is.

    `head` is its decompressed beginning, `kind` its type by name ("" where the name says nothing).
    """
    name = by_content(head, kind)
    if not name and not kind:
        suffix = Path(path.name.lower().removesuffix(".gz")).suffix
        name = SUFFIXES.get(suffix, "")
    return f"it is {ADVICE[name]}" if name else ""


def by_content(head: bytes, kind: str) -> str:
    """Return the key in `ADVICE` of the format that the beginning of a file shows, or ""."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, name in MAGIC:
        if start.startswith(magic):
            return name
    if is_mail(start):
        return "mhtml" if MULTIPART_RELATED.search(start) else "mail"
    if kind == "warc":
        return ""
    text = start.decode("utf-8", "replace")
    if kind in ("", "jsonl") and re.match(r"\[\s*(?:\{|\])", text):
        return "array"
    if kind == "" and (text.startswith("<?xml") or XML_ROOT.match(text)):
        return "" if "<html" in text.lower() else "feed"
    if kind in ("", "text"):
        return "markdown" if FRONT_MATTER.match(text) else "csv" if is_table(text) else ""
    return ""


def is_mail(start: bytes) -> bool:
    """Return whether the bytes begin with a block of mail headers."""
    if not MAIL_HEADER.match(start):
        return False
    block = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    lines = block.splitlines()
    known = sum(bool(MAIL_HEADER.match(line)) for line in lines)
    return known >= MIN_HEADER_LINES and all(HEADER_LINE.match(line) for line in lines if line)


def is_table(text: str) -> bool:
    """Return whether a text is a table: a line of short column names, then rows of as many fields.

    Running text has commas too, but no first line of several short names without spaces.
    """
    first, _, rest = text.partition("\n")
    for mark in ("\t", ",", ";"):
        names = [name.strip().strip('"') for name in first.strip().split(mark)]
        short = all(re.fullmatch(r"[\w .-]+", name) for name in names)
        if len(names) < MIN_COLUMNS or not short or max(map(len, names)) > MAX_NAME_CHARS:
            continue
        if sum(" " in name for name in names) > len(names) // 3:
            continue
        others = rf"(?:{re.escape(mark)}{FIELD.pattern}){{{len(names) - 1},}}"
        row = re.compile(FIELD.pattern + others)
        if sum(1 for line in rest.splitlines()[:20] if row.match(line)) >= MIN_ROWS:
            return True
    return False
