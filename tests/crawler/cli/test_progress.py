"""Progress: silent for a second, plain lines in a log, one changing line on a terminal."""

import io

import pytest

from crawler.cli.progress import progress, status_line
from tests.support.terminal import Clock, Terminal


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({"seen": 1200, "stored": 80}, "crawl: 1,200 seen, 80 stored (12 s)"),
        (
            {"seen": 3, "listings_failed": 2, "dropped": 0},
            "crawl: 3 seen, 2 listings failed (12 s)",
        ),
        ({"site": "republika", "seen": 1}, "crawl: site republika, 1 seen (12 s)"),
    ],
)
def test_status_line(counts: dict[str, int | str], line: str) -> None:
    assert status_line("crawl", counts, 12.4) == line


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ((0.2, 0.9), ""),
        ((0.2, 1.5), "work: 2 seen (2 s)\n"),
        ((2.0, 5.0, 9.4), "work: 1 seen (2 s)\nwork: 3 seen (9 s)\n"),
        ((2.0, 5.0, 12.1), "work: 1 seen (2 s)\nwork: 3 seen (12 s)\n"),
    ],
    ids=[
        "done within a second",
        "a second has passed",
        "the last counts are said",
        "ten seconds later",
    ],
)
def test_a_log_gets_plain_lines(moments: tuple[float, ...], expected: str) -> None:
    out = io.StringIO()
    clock = Clock()
    with progress("work", stream=out, clock=clock) as update:
        for number, clock.now in enumerate(moments, start=1):
            update({"seen": number})
    assert out.getvalue() == expected


def test_nothing_is_said_before_there_is_something_to_count() -> None:
    out = io.StringIO()
    clock = Clock()
    with progress("work", stream=out, clock=clock) as update:
        clock.now = 5.0
        update({"seen": 0})
    assert out.getvalue() == ""


def test_a_terminal_gets_one_line_that_goes_away() -> None:
    out = Terminal()
    clock = Clock()
    with progress("work", stream=out, clock=clock) as update:
        for clock.now, seen in ((2.0, 1000), (3.0, 9)):
            update({"seen": seen})
    shown = out.getvalue()
    assert "\n" not in shown
    assert shown.startswith("\rwork: 1,000 seen (2 s)\rwork: 9 seen (3 s)   ")
    assert shown.rpartition("\r")[2] == ""
    assert shown.split("\r")[-2].strip() == ""


def test_the_line_goes_away_after_an_error_too() -> None:
    out = Terminal()
    clock = Clock()

    def fails() -> None:
        with progress("work", stream=out, clock=clock) as update:
            clock.now = 2.0
            update({"seen": 1})
            raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert out.getvalue().endswith(" \r")
