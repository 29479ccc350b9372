"""Parses printed Indonesian dates and machine timestamps into aware datetimes.

Only full dates count, not a year alone (a copyright line), a day and month without a year, or a
bare duration (`2 jam`). A date without a time gives midnight. Slashed dates are day first. An
invalid date gives None. General date parsers were measured on these forms: they miss every Jum'at,
swap day and month, and read the server's clock.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipelines.text.time_zones import OFFSETS, WIB, WIT, WITA

# Fixed offsets: the zone database has other offsets before 1964.
ZONES: dict[str, tzinfo] = {
    "Asia/Jakarta": WIB,
    "Asia/Pontianak": WIB,
    "Asia/Makassar": WITA,
    "Asia/Jayapura": WIT,
    "Asia/Kuala_Lumpur": WITA,
    "Asia/Singapore": WITA,
    "UTC": UTC,
}

_YEARS = range(1900, 2100)
_LONGEST = 400  # characters read of a line

_MONTH_NAMES = (
    "januari january jan djanuari djan",
    "februari pebruari febuari pebuari february feb peb",
    "maret march mac mar mrt",
    "april apr",
    "mei may",
    "juni june jun djuni djun",
    "juli july julai jul djuli djul",
    "agustus august agust agst ogos agu agt ags aug ag",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december disember des dec",
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_GAP = r"[\s,/.\-]*"
_DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"

_DATES = (
    re.compile(rf"{_DAY}(?:st|nd|rd|th)?{_GAP}{_MONTH}{_GAP}{_YEAR}"),
    re.compile(rf"(?<![a-z]){_MONTH}\s?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s,]+{_YEAR}"),
    re.compile(rf"{_DAY}\s?(?P<sep>[/.\-])\s?(?P<month>[0-9]{{1,2}})\s?(?P=sep)\s?{_YEAR}"),
    re.compile(
        r"(?<![0-9\-])(?P<year>[0-9]{4})(?P<sep>[/.\-])(?P<month>[0-9]{1,2})(?P=sep)"
        r"(?P<day>[0-9]{1,2})(?![0-9])"
    ),
)

_ZONE_NAMES = "|".join(sorted(OFFSETS, key=len, reverse=True))
# Letters right after a clock that name a zone nobody knows. Printed names of zones end in T (tz
# database); in a stamp with seconds any letters at the end stand for a zone (RFC 822).
_UNKNOWN_ZONE = re.compile(r"\s?\(?(?!EDIT|POST|PRINT|LIHAT|SPORT|INSERT)(?P<name>[A-Z]{2,4}T)\b")
_UNKNOWN_IN_STAMP = re.compile(r"\s?\(?(?!AM|PM)(?P<name>[A-Z]{2,5})\)?$")
_CLOCK = (
    r"(?<![0-9.:])(?P<hour>[0-9]{1,2})\s?[:.]\s?(?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?![0-9])"
    r"(?:\s?(?P<half>[ap]\.?m|pagi|petang|sore|malam)\b)?"
    rf"(?:\s?\(?(?:(?P<zone>{_ZONE_NAMES})(?![a-z]))?\s?"
    r"(?P<offset>[+\-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9:]))?)?"
)
_BETWEEN = r"[\s,;|/()\-–—•·@t]*(?:wib|pukul|pkl|pk|jam|at|kl)?[\s.:,;|/()\-–—]*"
_TIME_AFTER = re.compile(_BETWEEN + _CLOCK)
_TIME_BEFORE = re.compile(_CLOCK + r"[\s,;|/)\-–—•·]*(?:[a-z']+[\s,]+)?$")

_ONLY_CLOCK = re.compile(rf"(?:pukul|pkl|jam|at)?[\s.:]*{_CLOCK}\W*")
# Malay prints a clock of twelve hours with the time of day: "7.40 malam".
_EVENINGS = {"petang": range(1, 12), "sore": range(1, 12), "malam": range(6, 12)}

_STAMP_LOST_PLUS = re.compile(r"(?<=[0-9]{2}:[0-9]{2}:[0-9]{2}) (?=[0-9]{2}:?[0-9]{2}$)")
_COMPACT = re.compile(
    r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})t?([0-9]{2})([0-9]{2})([0-9]{2})(z|[+\-][0-9]{4})?"
)

_NUMBERS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "beberapa": 3,  # "a few": any small number will do
    "a": 1,
    "an": 1,
}
_UNITS = {
    "detik": timedelta(seconds=1),
    "dtk": timedelta(seconds=1),
    "second": timedelta(seconds=1),
    "menit": timedelta(minutes=1),
    "mnt": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "jam": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "hari": timedelta(days=1),
    "day": timedelta(days=1),
    "pekan": timedelta(weeks=1),
    "minggu": timedelta(weeks=1),
    "week": timedelta(weeks=1),
}
_MONTH_UNITS = {"bulan": 1, "bln": 1, "month": 1, "tahun": 12, "thn": 12, "year": 12}
_UNIT = "|".join(sorted([*_UNITS, *_MONTH_UNITS], key=len, reverse=True))
_COUNT = r"[0-9]{1,3}|setengah|" + "|".join(_NUMBERS)
_AGO = re.compile(
    rf"(?<![a-z0-9.,:])(?:(?:(?P<more>{_COUNT})\s?|(?P<one_more>se))(?P<larger>{_UNIT})s?"
    rf"(?:,\s?|\s)(?:(?:dan|and|&)\s)?)?"  # Drupal prints two units: "1 minggu 3 hari"
    rf"(?:(?P<count>{_COUNT})\s?|(?P<one>se))(?P<unit>{_UNIT})s?"
    r"\s(?:yang\s|yg\s)?(?:lalu|silam|ago)(?![a-z])"
)
_DAY_WORD = re.compile(
    r"(?:[a-z.]+\s?[:\-]\s?|(?:di)?(?:tayang|terbit|terbitkan|perbarui|publish(?:ed)?)\s)?"
    r"(?P<word>hari ini|kemarin|today|yesterday|baru saja|barusan|just now)"
    rf"(?:{_BETWEEN}{_CLOCK})?\W*"
)


class Read(NamedTuple):
    """What a text says of a time: the moment, None if it says none, and an unknown zone's name.

    With an unknown zone the moment is midnight of the day: its clock time cannot be trusted.
    """

    moment: datetime | None
    unknown_zone: str = ""


NOTHING = Read(None)


def parse_date(
    text: str, *, now: datetime | None = None, zone: str = "Asia/Jakarta"
) -> datetime | None:
    """Return the first full date in a printed line, or None if it has none (`read_date`)."""
    return read_date(text, now=now, zone=zone).moment


def read_date(text: str, *, now: datetime | None = None, zone: str = "Asia/Jakarta") -> Read:
    """Return the first full date in a printed line.

    `zone` applies to dates without a zone. Relative dates (`2 jam lalu`, `Kemarin, 10:30 WIB`)
    count from `now`, rounded down to the minute, and give None without it. Words around the date
    are ignored.
    """
    home = _zone(zone)
    printed = _one_line(text)
    line = printed.lower()
    stated = _absolute(line, home, printed)
    if stated.moment is not None or now is None or _has_date(line):
        return stated
    moment = now.astimezone(home) if now.tzinfo else now.replace(tzinfo=home)
    return Read(_relative(line, moment.replace(second=0, microsecond=0)))


def parse_stamp(text: str, *, zone: str = "Asia/Jakarta") -> datetime | None:
    """Return the time of a machine timestamp, or None if it is invalid (`read_stamp`)."""
    return read_stamp(text, zone=zone).moment


def read_stamp(text: str, *, zone: str = "Asia/Jakarta") -> Read:
    """Return the time of a machine timestamp, None if it is invalid or out of range.

    Reads ISO 8601 with common errors (`2019-09-28WIB19:17:34+07:00`, a space for the plus, no
    colon, no seconds), RFC 822, naive timestamps (in `zone`), seconds or milliseconds since 1970,
    fourteen digits, and printed dates, which some pages put into their metadata.
    """
    home = _zone(zone)
    printed = _one_line(text)
    line = printed.lower()
    if line.isascii() and line.isdigit() and len(line) in (10, 13):
        seconds = int(line) / (1000 if len(line) == 13 else 1)
        return Read(datetime.fromtimestamp(seconds, UTC) if 10**8 < seconds < 4 * 10**9 else None)
    if compact := _COMPACT.fullmatch(line):
        year, month, day, hour, minute, second, offset = compact.groups()
        line = f"{year}-{month}-{day} {hour}:{minute}:{second}{offset or ''}"
    return _absolute(_STAMP_LOST_PLUS.sub("+", line), home, printed)


def date_start(text: str) -> int | None:
    """Return where the first full date of a line begins, None if it has none.

    The line is counted in lower case with its white space collapsed.
    """
    date = _first_date(_simplify(text))
    return None if date is None else date.start()


def is_clock(text: str) -> bool:
    """Return whether a line is nothing but a clock time: `07:20 WIB`, `pukul 07.20`."""
    return _ONLY_CLOCK.fullmatch(_simplify(text)) is not None


def _zone(name: str) -> tzinfo:
    return ZONES.get(name) or ZoneInfo(name)


def _one_line(text: str) -> str:
    """Return the text on one line, without invisible characters."""
    text = text[:_LONGEST].replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return " ".join(text.split())


def _simplify(text: str) -> str:
    """Return the text in lower case on one line, without invisible characters."""
    return _one_line(text).lower()


def _first_date(line: str) -> re.Match[str] | None:
    if stamp := _DATES[-1].match(line):  # at the start of the line
        return stamp
    matches = [match for pattern in _DATES if (match := pattern.search(line))]
    return min(matches, key=lambda match: match.start(), default=None)


def _has_date(line: str) -> bool:
    return _first_date(line) is not None


def _absolute(line: str, home: tzinfo, printed: str) -> Read:
    """Return the first full date of a line; `printed` is the line before it was lower-cased."""
    date = _first_date(line)
    if date is None or int(date["year"]) not in _YEARS:
        return NOTHING
    month = date["month"].rstrip(".")
    clock = _TIME_AFTER.match(line, date.end()) or _time_before(line, date.start())
    try:
        day = datetime(
            int(date["year"]), _MONTHS.get(month) or int(month), int(date["day"]), tzinfo=home
        )
        if clock is None:
            return Read(day)
        if name := _unknown_zone(clock, printed):
            return Read(day, name)
        return Read(_at(day, clock))
    except (ValueError, OverflowError):  # the 31st of February, 25 o'clock
        return NOTHING


def _unknown_zone(clock: re.Match[str], printed: str) -> str:
    """Return the letters after a clock that stand for a zone nobody knows, "" if there are none."""
    if clock["zone"] or clock["offset"] or len(printed) != len(clock.string):
        return ""
    pattern = _UNKNOWN_IN_STAMP if clock["second"] else _UNKNOWN_ZONE
    found = pattern.match(printed, clock.end())
    return found["name"] if found else ""


def _time_before(line: str, end: int) -> re.Match[str] | None:
    """Return the time right before a date; one with a dot needs a zone (it may be any number)."""
    clock = _TIME_BEFORE.search(line, 0, end)
    return clock if clock and (clock["zone"] or ":" in clock[0]) else None


def _at(day: datetime, clock: re.Match[str]) -> datetime:
    """Return the time of `clock` on that day. Raises ValueError for an invalid time."""
    hour = int(clock["hour"])
    if clock["half"] in _EVENINGS:
        hour += 12 if hour in _EVENINGS[clock["half"]] else 0
    elif clock["half"] and clock["half"] != "pagi":
        if not 1 <= hour <= 12:
            raise ValueError(f"{hour} o'clock {clock['half']}")
        hour = hour % 12 + (12 if clock["half"].startswith("p") else 0)
    zone = OFFSETS.get(clock["zone"] or "", day.tzinfo)
    if clock["offset"]:
        zone = _offset(clock["offset"])
    minute, second = int(clock["minute"]), int(clock["second"] or 0)
    if (hour, minute, second) == (24, 0, 0):  # ISO 8601: the end of the day
        return day.replace(tzinfo=zone) + timedelta(days=1)
    return day.replace(hour=hour, minute=minute, second=second, tzinfo=zone)


def _offset(text: str) -> timezone:
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(hours) > 14 or int(minutes) > 59:
        raise ValueError(f"no zone is {text} from UTC")
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-ahead if text[0] == "-" else ahead)


def _relative(line: str, now: datetime) -> datetime | None:
    if ago := _AGO.search(line):
        first = _before(now, ago["more"] or "1", ago["larger"]) if ago["larger"] else now
        return first and _before(first, ago["count"] or "1", ago["unit"])
    word = _DAY_WORD.fullmatch(line)
    if word is None:
        return None
    if word["word"] in ("baru saja", "barusan", "just now"):
        return now
    day = now - timedelta(days=1) if word["word"] in ("kemarin", "yesterday") else now
    try:
        return _at(day, word) if word["hour"] else day.replace(hour=0, minute=0)
    except ValueError:
        return None


def _before(now: datetime, count: str, unit: str) -> datetime | None:
    if count == "setengah":
        half = {"jam": 30, "hour": 30, "hari": 720, "day": 720}.get(unit)
        return now - timedelta(minutes=half) if half else None
    number = _NUMBERS.get(count) or int(count)
    if unit in _UNITS:
        return now - number * _UNITS[unit]
    months = now.year * 12 + now.month - 1 - number * _MONTH_UNITS[unit]
    year, month = divmod(months, 12)
    if year not in _YEARS:
        return None
    return _last_valid(now, year, month + 1)


def _last_valid(now: datetime, year: int, month: int) -> datetime:
    """Return the day of `now` in that month, or the last day of a shorter month."""
    following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=now.tzinfo)
    last = (following - timedelta(days=1)).day
    return now.replace(year=year, month=month, day=min(now.day, last))
