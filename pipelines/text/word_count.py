"""How long a text is, as the quality gate counts it: its words, without lines of page furniture.

What texts are compared by (`pipelines.text.comparable`) has rules of its own, which stored
fingerprints rest on. These here may change whenever the gate should judge otherwise.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

# Lines that belong to a page, not to its article. Whole lines only, so a sentence always counts.
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


def lines_of_text(text: str) -> tuple[str, ...]:
    """Return the lines of the text that are not page furniture, stripped."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not _FURNITURE.match(line))


def word_count(text: str) -> int:
    """Return the number of words and numbers in a text."""
    return len(_WORD.findall(_composed(text)))


def has_words(text: str) -> bool:
    """Return whether a text has a word or a number."""
    return _WORD.search(_composed(text)) is not None


def _composed(text: str) -> str:
    """Return the text in NFKC, without the soft hyphens and joiners that would split a word."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
