"""Normalises texts for comparison: words, numbers and names without page furniture.

Copies of one article differ in quotation marks, dashes, white space, the dateline and the lines
that outlets add. These are removed before words are hashed. The rules are separate from cleaning
and from the quality gate because stored fingerprints depend on them: change them only with
`pipelines.duplicates.SCHEME`.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SPACED = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")

# Indonesian and Malay month names and their abbreviations.
MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "maret": 3, "mac": 3, "mar": 3, "april": 4,
    "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "julai": 7, "jul": 7, "agustus": 8,
    "ogos": 8, "agu": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "desember": 12, "disember": 12, "des": 12, "dis": 12,
}  # fmt: skip
# The lookbehind comes after the first character, so that the search can skip to a digit.
_WRITTEN_DAY = re.compile(rf"(\d(?<!\w\d)\d?) ({'|'.join(sorted(MONTHS))})\b")
# A capitalised word inside a sentence.
_NAME = re.compile(r"[A-Z](?<=[a-z0-9,;)] [A-Z])\w+")

# "REPUBLIKA.CO.ID, NUSA DUA -- ", "Jakarta (ANTARA) - ", "Liputan6.com, Jakarta – "
_PLACE = r"[A-Z][\w.'’]*(?:[ /-][A-Z(][\w.'’)]*){0,4}"
_DATELINE = re.compile(
    rf"^\W*(?:\[[A-Z ]{{3,12}}\]\s*)?"
    rf"(?:{_PLACE}\s*,\s*)?{_PLACE}(?:\s*\([^)\n]{{2,30}}\))?\s*(?:--+|[-–—])\s+(?=\S)"
)

# Page furniture. Only whole lines match, so that no sentence is lost.
_FURNITURE = re.compile(
    r"""^\W*(?:
        (?:advertisement|adsense|iklan|sponsored|promoted|ads)
      | scroll\ to\ (?:continue|resume).*
      | (?:baca|lihat|simak|tonton)\ (?:juga|selengkapnya|pula)\b.*
      | (?:ikuti|follow|dapatkan|simak)\ (?:berita|kami|update|artikel|informasi|breaking)\b.*
      | (?:reporter|editor|penulis|pewarta|redaktur|kontributor|sumber|foto|source)\s*:.{0,120}
      | copyright\b.{0,120}
      | (?:selengkapnya|selanjutnya|(?:berita|artikel)\ (?:terkait|lainnya|populer)|terpopuler)
      | (?:share|bagikan|tweet|facebook|twitter|whatsapp|telegram|line|copy\ link|salin\ tautan)
      | artikel\ ini\ telah\ tayang\ di\b.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CUT = re.compile(
    r"(?:\.\.\.|…)\s*(?:selengkapnya|baca selengkapnya|read more)?\W*$", re.IGNORECASE
)


# Typographic marks and their ASCII equivalents.
_MARKS = (
    ("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("–", "-"), ("—", "-"), ("…", "..."),
    ("\xa0", " "),
)  # fmt: skip


def article_lines(text: str) -> list[str]:
    """Return the lines to compare: without page furniture, dateline and "read more"."""
    lines = [line for printed in text.splitlines() if (line := printed.strip())]
    lines = [line for line in lines if not _FURNITURE.match(line)]
    if lines:
        lines[0] = _DATELINE.sub("", lines[0], count=1)
        lines[-1] = _CUT.sub("", lines[-1])
    return [line for line in lines if line]


def fold(text: str) -> str:
    """Return the text in NFKC and lower case, without invisible characters."""
    if text.isascii():
        return text.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def with_ascii_marks(text: str) -> str:
    """Return the text with typographic marks in ASCII: most texts are then all ASCII."""
    if text.isascii():
        return text
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return text


def words(text: str) -> list[str]:
    """Return the words and numbers of the text in lower case, without punctuation."""
    folded = fold(with_ascii_marks(text))
    if folded.isascii():  # four times faster than the pattern
        return folded.encode().translate(_SPACED).decode().split()
    return _WORD.findall(folded)


def article_words(text: str) -> list[str]:
    """Return the words of an article's text to compare."""
    return words(article_body(text))


def article_body(text: str) -> str:
    """Return the lines to compare, joined by newlines."""
    return "\n".join(article_lines(text))


def numbers(text: str) -> tuple[str, ...]:
    """Return the distinct numbers in the text, sorted: digits only, days as `day/month`."""
    folded = fold(with_ascii_marks(text))
    found = {_number(printed) for printed in _NUMBER.findall(folded)}
    found.update(f"{int(day)}/{MONTHS[month]}" for day, month in _WRITTEN_DAY.findall(folded))
    return tuple(sorted(found))


def names(body: str) -> tuple[str, ...]:
    """Return the distinct names in an article's body, in lower case and sorted."""
    return tuple(sorted(set(map(fold, set(_NAME.findall(body))))))


def _number(printed: str) -> str:
    if printed.isdecimal():
        return printed
    day = _DAY.fullmatch(printed)
    return f"{int(day[1])}/{int(day[2])}" if day else re.sub(r"\D", "", printed)
