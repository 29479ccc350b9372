"""Charts: what is drawn of which rows."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.browser.charts import NARROW, bars, lines, nice_top, number_text, of_rows, share

DAYS = [(f"2026-11-{day:02}", day % 5) for day in range(1, 31)]


def drawn(markup: str) -> ElementTree.Element:
    """Return the drawing as XML: it is well-formed."""
    return ElementTree.fromstring(f"<div>{markup}</div>")


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = drawn(bars(DAYS, "Articles per day"))
    found = [float(rect.get("height", "")) for rect in chart.iter("rect")]
    assert len(found) == 30 and found[4] == 0
    assert found[3] == pytest.approx(4 * found[0]) and found[3] == max(found)
    titles = [title.text for title in chart.iter("title")]
    assert titles[1] == "2026-11-02: 2"
    [svg] = chart.iter("svg")
    assert svg.get("aria-label") == "Articles per day" and svg.get("role") == "img"


@pytest.mark.parametrize("count", [1, 2, 3, 14, 60, 400])
@pytest.mark.parametrize("width", [380, 720])
def test_labels_do_not_meet(count: int, width: int) -> None:
    points = [
        (f"20{20 + n // 336}-{n % 336 // 28 + 1:02}-{n % 28 + 1:02}", n) for n in range(count)
    ]
    chart = drawn(bars(points, "", width))
    labels = [
        (float(text.get("x", "")), len(text.text or ""))
        for text in chart.iter("text")
        if text.get("text-anchor") == "middle"
    ]
    assert labels
    ends = [(x - n * 3.4, x + n * 3.4) for x, n in labels]
    assert ends[0][0] >= 0 and ends[-1][1] <= width
    assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_lines_fill_days_and_join_small_series() -> None:
    rows = [("2026-11-01", f"koran{n}", 10 - n) for n in range(9)] + [("2026-11-05", "koran0", 1)]
    chart = drawn(lines(rows, "Coverage"))
    paths = [group[0].get("d") or "" for group in chart.iter("g")]
    assert len(paths) == 6 and paths[0].count("L") == 4  # five days
    assert [text for item in chart.iter("li") if (text := "".join(item.itertext()))][-1] == "others"


def test_one_day_is_a_point() -> None:
    assert drawn(lines([("2026-11-01", "koran", 3)], "")).find(".//circle") is not None


@pytest.mark.parametrize(
    ("kind", "columns", "rows", "shown"),
    [
        ("bars", ("day", "n"), [("2026-11-01", 3), ("2026-11-02", 4)], "<rect"),
        ("bar", ("site", "n"), [("koran", 3), ("kabar", None)], "<table"),
        ("lines", ("day", "site", "n"), [("2026-11-01", "koran", 3)], "<circle"),
        ("line", ("month", "a", "b"), [("2026-10", 1, 2), ("2026-11", 2, 3)], "<path"),
        ("lines", ("day", "site", "n"), [], ""),
        ("lines", ("day",), [("2026-11-01",)], ""),
        ("bars", ("site", "title"), [("koran", "judul")], ""),
        ("pie", ("site", "n"), [("koran", 3)], ""),
        ("", ("site", "n"), [("koran", 3)], ""),
        ("lines", ("day", "n"), [(None, 3), ("x", 4)], "<path"),
    ],
)
def test_rows_of_a_question(
    kind: str, columns: tuple[str, ...], rows: list[tuple[object, ...]], shown: str
) -> None:
    chart = of_rows(kind, columns, rows, "Title")
    assert shown in chart if shown else chart == ""
    drawn(chart)


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.text(max_size=12), st.dates().map(str)),
            st.one_of(st.none(), st.text(max_size=5)),
            st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)),
        ),
        max_size=12,
    ),
    st.sampled_from(("bars", "lines")),
)
def test_any_rows_make_a_drawing_without_markup_of_theirs(
    rows: list[tuple[object, ...]], kind: str
) -> None:
    chart = of_rows(kind, ("a", "b", "c"), [("<b>", '"x"', 1), *rows], "<i>")
    assert "<b>" not in chart and "<i>" not in chart
    assert not re.search(r"(?<![\w.])(nan|inf)\b", chart)


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 1), (1, 1), (3, 4), (5, 5), (7, 10), (12, 20), (0.3, 0.4), (999, 1000)]
)
def test_scales_end_with_round_numbers(largest: float, top: float) -> None:
    assert nice_top(largest) == pytest.approx(top)


def test_small_things() -> None:
    assert (number_text(1234.0), number_text(0.25), number_text(2.5)) == ("1,234", "0.25", "2.5")
    assert 'width="50.0%"' in share(1, 2) and 'width="0.0%"' in share(1, 0)
    assert NARROW < 390
