"""Progress: silent for a second, plain lines in a log, one changing line on a terminal."""

import io
from collections.abc import Iterator

import pytest

from crawler.cli.progress import progress, status_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(*moments: float) -> Iterator[float]:
    yield from moments


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
        ((0.0, 0.2, 0.9), ""),
        ((0.0, 0.2, 1.5), "work: 2 seen (2 s)\n"),
        ((0.0, 2.0, 5.0, 9.4), "work: 1 seen (2 s)\nwork: 3 seen (9 s)\n"),
        ((0.0, 2.0, 5.0, 12.1), "work: 1 seen (2 s)\nwork: 3 seen (12 s)\n"),
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
    clock = ticking(*moments)
    with progress("work", stream=out, clock=lambda: next(clock)) as update:
        for number in range(1, len(moments)):
            update({"seen": number})
    assert out.getvalue() == expected


def test_nothing_is_said_before_there_is_something_to_count() -> None:
    out = io.StringIO()
    clock = ticking(0.0, 5.0)
    with progress("work", stream=out, clock=lambda: next(clock)) as update:
        update({"seen": 0})
    assert out.getvalue() == ""


def test_a_terminal_gets_one_line_that_goes_away() -> None:
    out = Terminal()
    clock = ticking(0.0, 2.0, 3.0)
    with progress("work", stream=out, clock=lambda: next(clock)) as update:
        update({"seen": 1000})
        update({"seen": 9})
    shown = out.getvalue()
    assert "\n" not in shown
    assert shown.startswith("\rwork: 1,000 seen (2 s)\rwork: 9 seen (3 s)   ")
    assert shown.rpartition("\r")[2] == ""
    assert shown.split("\r")[-2].strip() == ""


def test_the_line_goes_away_after_an_error_too() -> None:
    out = Terminal()
    clock = ticking(0.0, 2.0)

    def fails() -> None:
        with progress("work", stream=out, clock=lambda: next(clock)) as update:
            update({"seen": 1})
            raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert out.getvalue().endswith(" \r")
