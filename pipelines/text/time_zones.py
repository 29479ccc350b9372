"""Names of time zones as clocks print them, with their offset from UTC."""

from datetime import UTC, timedelta, timezone, tzinfo

WIB = timezone(timedelta(hours=7))
WITA = timezone(timedelta(hours=8))
WIT = timezone(timedelta(hours=9))

# RFC 822 (section 5.1) for North America, the tz database for Europe, Asia and Australia. Of names
# with two meanings the one of Asia or Europe counts: IST is India's, CST America's (RFC 822).
_MINUTES: dict[str, int] = {
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "wet": 0,
    "west": 60,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "trt": 180,
    "gst": 240,
    "pkt": 300,
    "ist": 330,
    "npt": 345,
    "ict": 420,
    "sgt": 480,
    "myt": 480,
    "hkt": 480,
    "pht": 480,
    "awst": 480,
    "jst": 540,
    "kst": 540,
    "acst": 570,
    "aest": 600,
    "acdt": 630,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}

OFFSETS: dict[str, tzinfo] = {
    "wib": WIB,
    "wita": WITA,
    "wit": WIT,
    "utc": UTC,
    "gmt": UTC,
    "ut": UTC,
    "z": UTC,
    **{name: timezone(timedelta(minutes=minutes)) for name, minutes in _MINUTES.items()},
}
