"""Recognises the dateline of a news text and the agency that supplied the text."""

import re
from functools import cache

from pipelines.text.places import PLACES

# From a printed name (lower case) to the agency's own spelling.
AGENCIES: dict[str, str] = {
    "antara": "ANTARA",
    "antara news": "ANTARA",
    "antaranews": "ANTARA",
    "antaranews.com": "ANTARA",
    "lkbn antara": "ANTARA",
    "kantor berita antara": "ANTARA",
    "ant": "ANTARA",
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "associated press": "AP",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "aa": "Anadolu",
    "bernama": "Bernama",
    "dpa": "dpa",
    "kyodo": "Kyodo",
    "yonhap": "Yonhap",
    "tass": "TASS",
    "sputnik": "Sputnik",
    "ria novosti": "RIA Novosti",
    "upi": "UPI",
    "efe": "EFE",
    "ansa": "ANSA",
    "wafa": "WAFA",
    "irna": "IRNA",
    "bloomberg": "Bloomberg",
    "dw": "DW",
    "deutsche welle": "DW",
    "voa": "VOA",
    "voa indonesia": "VOA",
    "bbc": "BBC",
    "bbc indonesia": "BBC",
    "bbc news indonesia": "BBC",
}

_LONGEST = 90
_DOMAIN = r"[A-Za-z0-9][\w\-]*(?:\.[\w\-]+)*(?i:\.(?:com|co\.id|co|id|net|news|tv|org))"
_OUTLETS = (
    r"IDN Times|IDNTimes|CNN Indonesia|CNBC Indonesia|(?i:antara(?:\s?news)?)(?:\s[A-Z]\w+)?|"
    r"Kompas[A-Z]\w+|(?i:kompas tv|tribun\w*|okezone|beritasatu|idxchannel|inilahcom|jawapos|"
    r"republika|viva|merah ?putih|rmol\w*|pikiran rakyat|gatra|suara merdeka|harian jogja|"
    r"media indonesia|detik\w+|medcom|katadata|kumparan(?:news|bisnis)?|voi|jpnn)"
)
_WORD = r"(?:[A-Z][\w.'’\-]*|[A-Z]{2,})"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
_DASH = r"\s*(?:-{2,}|[—–‒―]|(?<=\s)-|-(?=\s|[A-Z\"“]))[\s\-—–]*"


def dateline(text: str, brands: tuple[str, ...] = ()) -> str:
    """Return the dateline at the start of a paragraph, without its dash, or an empty string.

    `REPUBLIKA.CO.ID, MEDAN -- Polisi ...` gives `REPUBLIKA.CO.ID, MEDAN`. Domain names and large
    outlets are recognised; `brands` adds other names of the outlet.
    """
    start = " ".join(text[: 2 * _LONGEST].split())[:_LONGEST]
    for pattern in _patterns(brands):
        if match := pattern.match(start):
            return match["head"].strip(" ,")
    return _without_dash(start, brands) or _bare_place(start)


def _outlet(brands: tuple[str, ...]) -> str:
    own = "".join(rf"(?i:{re.escape(brand)})|" for brand in sorted(brands, key=len, reverse=True))
    return rf"(?:{_DOMAIN}|{own}{_OUTLETS})(?!\w)"


@cache
def _patterns(brands: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns for an outlet with a place, the longest forms first."""
    outlet = _outlet(brands)
    return tuple(
        re.compile(form)
        for form in (
            rf"(?P<head>{_PLACE},?\s?\((?:{outlet})\))(?:{_DASH}|\s)",
            rf"(?P<head>{outlet},\s?{_PLACE}){_DASH}",
            rf"(?P<head>{outlet},\s?{_PLACE}):\s",
            rf"(?P<head>{_PLACE},\s?{outlet})(?:{_DASH}|:\s|$)",
            rf"(?P<head>{outlet}\s?[\-–—]+\s?[A-Z][A-Z .]+[A-Z])(?:\.\s|{_DASH})",
            rf"(?P<head>{outlet})(?:{_DASH})",
        )
    )


@cache
def _before_place(brands: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<outlet>{_outlet(brands)}),\s?(?=[A-Z])")


def _without_dash(start: str, brands: tuple[str, ...]) -> str:
    """Return a dateline without a dash (`Fimela.com, Jakarta Kasus ...`), up to a known place."""
    match = _before_place(brands).match(start)
    if match is None:
        return ""
    words = start[match.end() :].split(" ")
    for count in (4, 3, 2, 1):
        if len(words) > count and " ".join(words[:count]).lower() in PLACES:
            return match[0] + " ".join(words[:count])
    first = re.match(r"[A-Z][\w\-]+ (?=[A-Z\"“'‘])", start[match.end() :])
    return match[0] + first[0].strip() if first else ""


_PLACE_ALONE = re.compile(rf"(?P<head>{_PLACE})(?P<mark>{_DASH}|\s?:\s)(?=[A-Z0-9\"“”'‘(])")


def _bare_place(start: str) -> str:
    """Return a place without an outlet: `Jakarta - Polisi`, `BANDUNG-Polisi`, `Jakarta: Polisi`."""
    match = _PLACE_ALONE.match(start)
    if match is None:
        return ""
    place, known = match["head"], match["head"].lower() in PLACES
    if ":" in match["mark"]:
        return place if known else ""
    joined = match["mark"] == "-"  # may be a hyphenated name: Cagub-Cawagub, Al-Quran
    short = " " not in place and place.istitle() and len(place) > 3
    capitals = place.isupper() and len(place) > 4  # shorter ones are parties, ministries, indices
    return place if known or (not joined and (short or capitals)) else ""


_SPELLINGS = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_AGENCY = rf"(?P<agency>{_SPELLINGS})\b"
_STATED = tuple(
    re.compile(form, re.IGNORECASE | re.MULTILINE)
    for form in (
        rf"^\W*sumber(?:\sberita)?\s?:\s?{_AGENCY}[^\n]{{0,40}}$",
        rf"copyright\s?©\s?{_AGENCY}",
        rf"^\W*(?:pewarta|rep|red|reporter)\s?:\s?{_AGENCY}\s?(?:$|[/|])",
    )
)
_OPENING = re.compile(
    rf"{_PLACE},?\s?\((?P<agency>(?i:{_SPELLINGS}))(?:\s[A-Z]\w+)?(?:/[^)]*)?\)\s?[\-–—]"
)
_SIGNED = re.compile(
    rf"(?:^|[.!?\"”])\s*[(\[](?P<agency>(?i:{_SPELLINGS}))(?:/[^)\]\n]{{1,30}})?[)\]][.\s]*$",
    re.MULTILINE,
)


def agency(text: str) -> str:
    """Return the agency that supplied the text (`ANTARA`, `Reuters`), or an empty string.

    Reads the dateline, source lines, credits and the sign-off, not agencies quoted in the prose.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    if opening := _OPENING.match(lines[0]):
        return _own_name(opening["agency"])
    ends = "\n".join([*lines[:3], *lines[3:][-6:]])
    if ":" in ends or "©" in ends:
        for pattern in _STATED:
            if match := pattern.search(ends):
                return _own_name(match["agency"])
    last = "\n".join(lines[-3:])
    signed = _SIGNED.search(last) if ")" in last or "]" in last else None
    return _own_name(signed["agency"]) if signed else ""


def _own_name(printed: str) -> str:
    return AGENCIES[printed.lower()]
