"""Dates: every printed form, every damaged stamp, and what must not be taken for a date."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.dates import WIB, WIT, WITA, parse_date, parse_stamp

NOW = datetime(2026, 7, 24, 19, 0, 30, tzinfo=WIB)

PRINTED = [
    ("Rabu, 18 Jun 2025 07:30 WIB", "2025-06-18T07:30+07:00"),
    ("Rabu   18 Jun 2025  22:02 WIB", "2025-06-18T22:02+07:00"),
    ("20 July 2026, 23:40", "2026-07-20T23:40+07:00"),
    ("Kompas.com- 18/06/2025, 21:35 WIB", "2025-06-18T21:35+07:00"),
    ("KOMPAS.com - 03/08/2026, 17:53 WIB", "2026-08-03T17:53+07:00"),
    ("Diperbarui 18 Jun 2025, 14:05 WIB", "2025-06-18T14:05+07:00"),
    (", Jurnalis-Senin, 16 Juni 2025\xa0|15:20 WIB", "2025-06-16T15:20+07:00"),
    ("18 Juni 2025 | 20.04 WIB", "2025-06-18T20:04+07:00"),
    ("Tayang: Selasa, 10 Juni 2025 08:52 WIB", "2025-06-10T08:52+07:00"),
    ("Terbit 2 Sep 2025 17:00 WIB, Diperbarui 15 Sep 2025 08:00 WIB", "2025-09-02T17:00+07:00"),
    ("Diterbitkan 24 Jul 2026, 11:00 WIB", "2026-07-24T11:00+07:00"),
    ("Published on 24 Jul 2026 11:00", "2026-07-24T11:00+07:00"),
    ("21/7/2026 22:42", "2026-07-21T22:42+07:00"),
    ("12/07/2026 10:00 WIB", "2026-07-12T10:00+07:00"),
    ("5-1-2022", "2022-01-05T00:00+07:00"),
    ("16-09-2020 14:40 | Nama Penulis", "2020-09-16T14:40+07:00"),
    ("24 April 2026 20:05", "2026-04-24T20:05+07:00"),
    ("2026-07-24 08:10:08", "2026-07-24T08:10:08+07:00"),
    ("Senin, 25 April 2022 / 22:48 WIB", "2022-04-25T22:48+07:00"),
    ("Rabu, 02 Januari 2019 | 21:10 WIB", "2019-01-02T21:10+07:00"),
    ("Kamis, 12 Ags 2021 10:00 WIB", "2021-08-12T10:00+07:00"),
    ("Kamis, 12 Agst 2021 10:00 WIB", "2021-08-12T10:00+07:00"),
    ("1 Agust 2021", "2021-08-01T00:00+07:00"),
    ("1 Agt. 2021", "2021-08-01T00:00+07:00"),
    ("1 Agu 2021", "2021-08-01T00:00+07:00"),
    ("Ahad, 7 Nop 2021 06:05 WIB", "2021-11-07T06:05+07:00"),
    ("3 Nopember 2021", "2021-11-03T00:00+07:00"),
    ("14 Peb 2011 09.15", "2011-02-14T09:15+07:00"),
    ("14 Pebruari 2011", "2011-02-14T00:00+07:00"),
    ("5 Mrt 2010", "2010-03-05T00:00+07:00"),
    ("Min, 30 Des 2018 23:59 WIB", "2018-12-30T23:59+07:00"),
    ("Rabu, 1 Oct 2025 10:00 WIB", "2025-10-01T10:00+07:00"),
    ("Ahad 26 Dec 2021", "2021-12-26T00:00+07:00"),
    ("Selasa, 05 Oct 2021 pukul 6.05", "2021-10-05T06:05+07:00"),
    ("Sabtu, 1 Maret 2025 pk. 10:30 WIB", "2025-03-01T10:30+07:00"),
    ("Sabtu, 1 Maret 2025 pkl 10.30 WIB", "2025-03-01T10:30+07:00"),
    ("Sabtu, 1 Maret 2025 jam 10:30", "2025-03-01T10:30+07:00"),
    ("18 Juni 2025 10:30WIB", "2025-06-18T10:30+07:00"),
    ("18 Juni 2025 10:30 wib", "2025-06-18T10:30+07:00"),
    ("18 Juni 2025 10:30 (WITA)", "2025-06-18T10:30+08:00"),
    ("18 Juni 2025 10:30 Wita", "2025-06-18T10:30+08:00"),
    ("18 Juni 2025 10:30 WIT", "2025-06-18T10:30+09:00"),
    ("18 Juni 2025, 20:04 GMT+7", "2025-06-18T20:04+07:00"),
    ("18 Jun 2025, 10:30 WIB • waktu baca 2 menit", "2025-06-18T10:30+07:00"),
    ("Senin,13 Juli 2020 09:02", "2020-07-13T09:02+07:00"),
    ("11 Maret 2020 08:15 Reporter : Nama Penulis", "2020-03-11T08:15+07:00"),
    ("10:30 WIB, Rabu, 18 Juni 2025", "2025-06-18T10:30+07:00"),
    ("Nilai 4.50 | 18 Juni 2025", "2025-06-18T00:00+07:00"),
    ("July 24, 2026 8:10 PM", "2026-07-24T20:10+07:00"),
    ("12 May 2024 12:15 am", "2024-05-12T00:15+07:00"),
    ("Fri, 24 Jul 2026 16:32:58 +0700", "2026-07-24T16:32:58+07:00"),
    ("13 Maret 1971", "1971-03-13T00:00+07:00"),
    ("02 Jan 2019 | 23:36 WIB", "2019-01-02T23:36+07:00"),
    ("Jum`at 24 Jul 2026 22:02 WIB", "2026-07-24T22:02+07:00"),
    ("Selasa, 10 Juni 2025 - 07:00 WIB", "2025-06-10T07:00+07:00"),
    ("5 May 2021 07:00 WIB", "2021-05-05T07:00+07:00"),
    ("1 Dec 2021", "2021-12-01T00:00+07:00"),
    ("Kompas.com, 03/08/2026, 17:53 WIB", "2026-08-03T17:53+07:00"),
    ("05/01/2022 10:00 WIB", "2022-01-05T10:00+07:00"),
    ("MINGGU, 18 MAR 2018", "2018-03-18T00:00+07:00"),
    ("Rabu (18/6/2025)", "2025-06-18T00:00+07:00"),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_printed_form(text: str, expected: str) -> None:
    moment = parse_date(text)
    assert moment == datetime.fromisoformat(expected)
    assert moment.utcoffset() == datetime.fromisoformat(expected).utcoffset()


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`", "´", ""])
def test_friday_with_every_apostrophe(apostrophe: str) -> None:
    text = f"Jum{apostrophe}at, 24 Juli 2026 - 13:39 WIB"
    assert parse_date(text) == datetime(2026, 7, 24, 13, 39, tzinfo=WIB)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null WIB",
        "Jum'at",
        "Rabu, 22 Juli",
        "Rabu (18/6)",
        "2 jam",
        "2 jam lagi",
        "waktu baca 2 menit",
        "Copyright © 2026",
        "Juni 2025",
        "Scroll ke bawah untuk membaca berita",
        "31/02/2025",
        "18/13/2025 10:00 WIB",
        "18 Juni 2025 25:10 WIB",
        "18 Juni 0025",
        "18 Juni 3025",
        "Rp 12.500.2025",
        "2,5 jam lalu",
        "pada 2025 kemarin dulu",
    ],
)
def test_no_date(text: str) -> None:
    assert parse_date(text, now=NOW) is None


RELATIVE = [
    ("7 menit yang lalu", timedelta(minutes=7)),
    ("10 mnt lalu", timedelta(minutes=10)),
    ("2 jam lalu", timedelta(hours=2)),
    ("Diperbarui 2 jam yang lalu", timedelta(hours=2)),
    ("dua jam lalu", timedelta(hours=2)),
    ("sejam lalu", timedelta(hours=1)),
    ("sejam yang lalu", timedelta(hours=1)),
    ("semenit lalu", timedelta(minutes=1)),
    ("satu jam lalu", timedelta(hours=1)),
    ("setengah jam lalu", timedelta(minutes=30)),
    ("beberapa menit yang lalu", timedelta(minutes=3)),
    ("sehari lalu", timedelta(days=1)),
    ("3 hari yang lalu", timedelta(days=3)),
    ("2 pekan lalu", timedelta(weeks=2)),
    ("seminggu yang lalu", timedelta(weeks=1)),
    ("5 minutes ago", timedelta(minutes=5)),
    ("baru saja", timedelta()),
]


@pytest.mark.parametrize(("text", "ago"), RELATIVE)
def test_relative_form_counts_from_now(text: str, ago: timedelta) -> None:
    assert parse_date(text, now=NOW) == NOW.replace(second=0) - ago
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kemarin", datetime(2026, 7, 23, tzinfo=WIB)),
        ("Kemarin, 10:30 WIB", datetime(2026, 7, 23, 10, 30, tzinfo=WIB)),
        ("Hari ini, 10.30 WITA", datetime(2026, 7, 24, 10, 30, tzinfo=WITA)),
        ("Tayang: Hari ini pukul 05:10", datetime(2026, 7, 24, 5, 10, tzinfo=WIB)),
        ("1 bulan lalu", datetime(2026, 6, 24, 19, 0, tzinfo=WIB)),
        ("sebulan yang lalu", datetime(2026, 6, 24, 19, 0, tzinfo=WIB)),
        ("1 tahun yang lalu", datetime(2025, 7, 24, 19, 0, tzinfo=WIB)),
    ],
)
def test_days_and_months_back(text: str, expected: datetime) -> None:
    assert parse_date(text, now=NOW) == expected


def test_a_month_back_from_a_longer_month_ends_with_it() -> None:
    now = datetime(2026, 3, 31, 8, 0, tzinfo=WIB)
    assert parse_date("sebulan lalu", now=now) == datetime(2026, 2, 28, 8, 0, tzinfo=WIB)


def test_now_in_another_zone_is_read_on_the_outlets_clock() -> None:
    late = datetime(2026, 7, 23, 20, 0, tzinfo=UTC)  # the 24th at 3 in Jakarta
    assert parse_date("Hari ini, 01:00", now=late) == datetime(2026, 7, 24, 1, 0, tzinfo=WIB)


def test_an_absolute_date_wins_over_a_relative_one() -> None:
    text = "2 jam lalu · 18 Juni 2025, 10:30 WIB"
    assert parse_date(text, now=NOW) == datetime(2025, 6, 18, 10, 30, tzinfo=WIB)


def test_the_outlets_zone_serves_a_date_without_one() -> None:
    moment = parse_date("24 April 2026 20:05", zone="Asia/Jayapura")
    assert moment == datetime(2026, 4, 24, 20, 5, tzinfo=WIT)
    assert parse_date("24 April 2026 20:05 WIB", zone="Asia/Jayapura") == datetime(
        2026, 4, 24, 20, 5, tzinfo=WIB
    )


STAMPS = [
    ("2026-07-24T12:40+07:00", "2026-07-24T12:40+07:00"),
    ("2020-06-02T14:00:16+0700", "2020-06-02T14:00:16+07:00"),
    ("2020-06-02T14:00:16 07:00", "2020-06-02T14:00:16+07:00"),
    ("2020-06-02T14:00:16 +07:00", "2020-06-02T14:00:16+07:00"),
    ("2016-02-16T02:10:56Z", "2016-02-16T02:10:56+00:00"),
    ("2016-02-16T02:10:56.123Z", "2016-02-16T02:10:56+00:00"),
    ("2019-09-28WIB19:17:34+07:00", "2019-09-28T19:17:34+07:00"),
    ("2026-07-24T08:10:08WIB", "2026-07-24T08:10:08+07:00"),
    ("2026-07-24 08:10:08", "2026-07-24T08:10:08+07:00"),
    ("2026-07-24 08:10:08.0", "2026-07-24T08:10:08+07:00"),
    ("2026/07/24 08:10", "2026-07-24T08:10+07:00"),
    ("2016-02-23", "2016-02-23T00:00+07:00"),
    ("Fri, 24 Jul 2026 16:32:58 +0700", "2026-07-24T16:32:58+07:00"),
    ("Fri, 24 Jul 2026 16:32:58 GMT", "2026-07-24T16:32:58+00:00"),
    ("24 April 2026 20:05", "2026-04-24T20:05+07:00"),
    ("1469354400", "2016-07-24T10:00+00:00"),
    ("1469354400000", "2016-07-24T10:00+00:00"),
    ("20181231204448", "2018-12-31T20:44:48+07:00"),
    ("20260724T101112Z", "2026-07-24T10:11:12+00:00"),
]


@pytest.mark.parametrize(("text", "expected"), STAMPS)
def test_stamp(text: str, expected: str) -> None:
    moment = parse_stamp(text)
    assert moment == datetime.fromisoformat(expected)
    assert moment.utcoffset() == datetime.fromisoformat(expected).utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null WIB",
        "2 jam lalu",
        "0000-00-00 00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "0001-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-07-24T10:00:00+25:00",
        "2026",
        "123456",
        "0000000000",
        "99999999999999",
    ],
)
def test_no_stamp(text: str) -> None:
    assert parse_stamp(text) is None


MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
SHORT = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"
ENGLISH = "January February March April May June July August September October November December"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Ahad")
FORMS = (
    "{weekday}, {d} {long} {y} {h:02}:{m:02} {zone}",
    "{weekday} {d:02} {short} {y}  {h:02}:{m:02} {zone}",
    "{d} {english} {y}, {h:02}:{m:02} {zone}",
    "Kompas.com - {d:02}/{mo:02}/{y}, {h:02}:{m:02} {zone}",
    "{d}/{mo}/{y} {h}:{m:02} {zone}",
    "{d} {long} {y} | {h:02}.{m:02} {zone}",
    "{weekday}, {d} {long} {y} - {h:02}:{m:02}{zone}",
    "Tayang: {weekday}, {d} {long} {y} pukul {h:02}.{m:02} {zone}",
    "Nama Penulis - {d} {short} {y} / {h:02}:{m:02} ({zone})",
    "{y}-{mo:02}-{d:02} {h:02}:{m:02}:00 {zone}",
)
moments = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(moments, st.sampled_from(FORMS), st.sampled_from([("WIB", 7), ("WITA", 8), ("WIT", 9)]))
def test_a_printed_moment_reads_back(moment: datetime, form: str, zone: tuple[str, int]) -> None:
    name, hours = zone
    text = form.format(
        weekday=DAYS[moment.weekday()],
        d=moment.day,
        mo=moment.month,
        y=moment.year,
        h=moment.hour,
        m=moment.minute,
        zone=name,
        long=MONTHS.split()[moment.month - 1],
        short=SHORT.split()[moment.month - 1],
        english=ENGLISH.split()[moment.month - 1],
    )
    assert parse_date(text) == moment.replace(tzinfo=timezone(timedelta(hours=hours)))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(WIB)))
def test_an_iso_stamp_reads_back(moment: datetime) -> None:
    assert parse_stamp(moment.isoformat()) == moment.replace(microsecond=0)


words = st.sampled_from(
    [*"0123456789:./-+|,", " ", "WIB", "Juni", "lalu", "jam", "99", "yang", "se"]
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(words, max_size=20).map("".join)))
def test_no_text_raises_and_every_moment_is_aware(text: str) -> None:
    for moment in (parse_date(text, now=NOW), parse_stamp(text)):
        assert moment is None or moment.utcoffset() is not None
