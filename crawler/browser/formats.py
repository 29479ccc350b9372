"""How the pages write times, numbers, lists and texts of others."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from crawler.printable import CONTROLS, WIB, ZONES

LANGUAGES = {
    "id": "Indonesian", "en": "English", "ms": "Malay", "jv": "Javanese", "su": "Sundanese",
    "min": "Minangkabau", "ban": "Balinese", "ace": "Acehnese", "bug": "Buginese", "zh": "Chinese",
    "ar": "Arabic", "nl": "Dutch", "": "not known",
}  # fmt: skip
# Marks of direction turn what stands beside them on a page too.
_UNSEEN = {**CONTROLS, **dict.fromkeys((0x200E, 0x200F), "\N{REPLACEMENT CHARACTER}")}
OPEN, CLOSE = "\ue000", "\ue001"  # private signs around what a search found


def local(value: Any, *, weekday: bool = False) -> str:
    """Return a time where it was printed: `20 November 2026, 08:12 WIB`; a day as a day."""
    moment = _moment(value)
    if moment is None:
        return ""
    there = _there(moment)
    if there is None:
        return moment.isoformat(" ")
    moment, zone = there
    day = f"{moment:%A}, " if weekday else ""
    return f"{day}{moment.day} {moment:%B} {moment.year}, {moment:%H:%M} {zone}"


def brief(value: Any) -> str:
    """Return a time in short: `20 Nov 2026, 08:12`; the zone is that of `local`."""
    moment = _moment(value)
    if moment is None:
        return ""
    there = _there(moment)
    if there is None:
        return moment.isoformat(" ")
    moment, _ = there
    return f"{moment.day} {moment:%b} {moment.year}, {moment:%H:%M}"


def _there(moment: datetime) -> tuple[datetime, str] | None:
    """Return a time in the zone of Indonesia it was printed in, else in WIB, with its name.

    None on the first or last day of the calendar, where no zone fits.
    """
    if zone := ZONES.get(moment.utcoffset() or timedelta()):
        return moment, zone
    try:
        return moment.astimezone(WIB), "WIB"
    except OverflowError:
        return None


def day(value: Any) -> str:
    """Return a day: `20 Nov 2026`."""
    try:
        found = date.fromisoformat(str(value)[:10])
    except ValueError:
        return "" if value is None else str(value)
    return f"{found.day} {found:%b} {found.year}"


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str) and value:
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=WIB)


def clean(text: Any) -> str:
    """Return a text of others without signs that are acted on instead of shown."""
    return ("" if text is None else str(text)).translate(_UNSEEN)


def seen(cell: Any) -> Markup:
    """Return a cell, text or HTML, without signs that are acted on."""
    return Markup(str(escape(cell)).translate(_UNSEEN))


def marked(text: str) -> Markup:
    """Return a snippet as HTML, with what the search found in `<mark>`."""
    shown = str(escape(clean(text)))
    opened, closed = shown.count(OPEN), shown.count(CLOSE)
    if opened != closed:  # the text itself has such signs
        return Markup(shown.replace(OPEN, "").replace(CLOSE, ""))
    return Markup(shown.replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))


def language(code: str) -> str:
    """Return the English name of a language, its code if it has none here."""
    return LANGUAGES.get(code, code)


def number(value: Any) -> str:
    """Return a count with separators, nothing for none."""
    return "" if value is None else f"{value:,}"


def plural(count: int, noun: str, many: str = "") -> str:
    """Return the count with its noun."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def names(values: Iterable[Any]) -> str:
    """Return names in a row: `A, B and C`."""
    listed = [clean(value) for value in values]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def segment(value: Any) -> str:
    """Return a value as one segment of an address."""
    return quote(str(value), safe="")


def web_address(url: Any) -> str:
    """Return the URL if it is one of the web, nothing for any other: it becomes a link."""
    text = str(url or "").strip()
    return text if re.match(r"https?://[^\s/]", text, re.I) else ""


def array(text: str) -> str:
    """Return the members of a JSON array in a row, the text itself if it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return clean(text)
    if not isinstance(found, list):
        return clean(text)
    return cut(", ".join(clean(value) for value in found)) or "\N{EN DASH}"


def cut(text: str, length: int = 280) -> str:
    """Return the text without signs that are acted on, cut to a length."""
    shown = clean(text)
    return shown if len(shown) <= length else f"{shown[:length]}…"


def below(url: Any, base_url: str = "/") -> str:
    """Return the address of one of our pages without scheme and host, below the base.

    Datasette writes some addresses whole, wrong behind a proxy, and some without the base.
    """
    path = re.sub(r"^https?://[^/]+", "", str(url))
    return path if path.startswith(base_url) else base_url + path.lstrip("/")


FILTERS = {
    "local": local, "brief": brief, "day": day, "clean": clean, "marked": marked,
    "language": language, "number": number, "names": names, "segment": segment,
    "web_address": web_address, "array": array, "cut": cut, "seen": seen, "below": below,
}  # fmt: skip
