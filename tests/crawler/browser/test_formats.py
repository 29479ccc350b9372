"""How times, texts and addresses are written."""

from datetime import UTC, datetime

import pytest

from crawler.browser.formats import (
    CLOSE,
    OPEN,
    array,
    below,
    brief,
    clean,
    cut,
    day,
    local,
    marked,
    names,
    plural,
    seen,
    web_address,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11-20T08:12:00+07:00", "20 November 2026, 08:12 WIB"),
        ("2026-11-20T08:12:00+08:00", "20 November 2026, 08:12 WITA"),
        ("2026-11-20T08:12:00+09:00", "20 November 2026, 08:12 WIT"),
        ("2026-11-20T23:30:00Z", "21 November 2026, 06:30 WIB"),
        ("2026-11-20T08:12:00+05:30", "20 November 2026, 09:42 WIB"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2 January 2026, 10:04 WIB"),
        ("9999-12-31T23:59:59+00:00", "9999-12-31 23:59:59+00:00"),
        ("kemarin", ""), ("", ""), (None, ""), (7, ""),
    ],
)  # fmt: skip
def test_times_are_those_of_the_outlet(value: object, shown: str) -> None:
    assert local(value) == shown


def test_other_forms_of_times() -> None:
    assert local("2026-11-20T08:12:00+07:00", weekday=True).startswith("Friday, 20 November")
    assert brief("2026-11-20T01:12:00Z") == "20 Nov 2026, 08:12"
    assert (day("2026-11-20"), day(None), day("kapan")) == ("20 Nov 2026", "", "kapan")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mMerah\x1b[0m", "\ufffd[31mMerah\ufffd[0m"),
        ("a\x00b\x9bc", "a\ufffdb\ufffdc"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("baris\nlain\tkolom", "baris\nlain\tkolom"),
        ("Jum’at 🚢 – ½", "Jum’at 🚢 – ½"),
        (None, ""), (12, "12"),
    ],
)  # fmt: skip
def test_signs_that_are_acted_on_are_shown(text: object, shown: str) -> None:
    assert clean(text) == shown


def test_marks_are_ours_only() -> None:
    assert marked(f"harga {OPEN}beras{CLOSE} <b>") == "harga <mark>beras</mark> &lt;b&gt;"
    assert marked(f"harga {OPEN}beras <mark>") == "harga beras &lt;mark&gt;"
    assert seen("<i>\x1b") == "&lt;i&gt;\ufffd"


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://koran.example/a", True), ("HTTP://koran.example", True),
        ("javascript:alert(1)", False), ("data:text/html,x", False), ("//koran.example", False),
        ("https:///x", False), ("", False), (None, False), (" https://koran.example/ ", True),
        ("java\nscript:https://koran.example", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(url: object, is_link: bool) -> None:
    assert bool(web_address(url)) is is_link


@pytest.mark.parametrize(
    ("url", "base", "shown"),
    [
        ("http://127.0.0.1:8001/warta/a?b=http://x/", "/", "/warta/a?b=http://x/"),
        ("http://127.0.0.1:8001/berita/warta", "/berita/", "/berita/warta"),
        ("/warta/a", "/berita/", "/berita/warta/a"),
        ("/warta/a", "/", "/warta/a"),
    ],
)
def test_addresses_below_the_base(url: str, base: str, shown: str) -> None:
    assert below(url, base) == shown


def test_lists() -> None:
    assert array('["a", "b<"]') == "a, b<" and array("[1") == "[1" and array('{"a":1}') == '{"a":1}'
    assert names(["A", "B", "C"]) == "A, B and C" and names(["A"]) == "A" and names([]) == ""
    assert cut("x" * 300).endswith("…") and len(cut("x" * 300)) == 281
    assert (plural(1, "copy", "copies"), plural(2000, "article")) == ("1 copy", "2,000 articles")
