"""Charts as SVG, drawn on the server: no script, no style of their own, a table beside each."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup, escape

WIDE, NARROW = 720, 380  # units of the drawing: a page of a desktop, a column or a phone
HEIGHT = 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 10, 26
RANKED = 40  # rows of a chart of labels; the table below has the rest
_SERIES = 6  # lines that can be told apart; the others are drawn as one
_DAYS = 800  # days up to which days without a row are drawn, as zero
_DATED = re.compile(r"\d{4}-\d\d(-\d\d)?$")


def bars(points: Sequence[tuple[str, float]], about: str, width: int = NARROW) -> Markup:
    """Return bars, one per label, with a scale; `about` is what a screen reader says of them."""
    if not points:
        return Markup("")
    top = nice_top(max(value for _, value in points))
    step = (width - _LEFT - _RIGHT) / len(points)
    gap = min(step * 0.22, 6)
    shapes = [_grid(top, width)]
    for number, (label, value) in enumerate(points):
        height = max(value / top * _plot(), 0.0)
        shapes.append(
            f'<rect class="bar" x="{_LEFT + number * step + gap / 2:.1f}"'
            f' y="{_TOP + _plot() - height:.1f}" width="{max(min(step - gap, 60), 0.5):.1f}"'
            f' height="{height:.1f}"><title>{escape(label)}: {number_text(value)}</title></rect>'
        )
    places = [_LEFT + (number + 0.5) * step for number in range(len(points))]
    shapes.append(_labels([label for label, _ in points], places, width))
    return _svg("".join(shapes), about, width)


def lines(rows: Sequence[tuple[str, str, float]], about: str, width: int = NARROW) -> Markup:
    """Return a line per series over the sorted days of the rows (day, series, value).

    The largest series have a line of their own, the others share one. A day without a row is zero.
    """
    if not rows:
        return Markup("")
    totals: dict[str, float] = {}
    for _, series, value in rows:
        totals[series] = totals.get(series, 0) + value
    ordered = sorted(totals, key=lambda name: (-totals[name], name))
    named = ordered if len(ordered) <= _SERIES else [*ordered[: _SERIES - 1], "others"]
    days = _all_days(sorted({day for day, _, _ in rows}))
    values = {name: dict.fromkeys(days, 0.0) for name in named}
    for day, series, value in rows:
        values[series if series in values else "others"][day] += value
    top = nice_top(max(max(line.values()) for line in values.values()))
    step = (width - _LEFT - _RIGHT) / max(len(days) - 1, 1)
    places = [_LEFT + number * step for number in range(len(days))]
    shapes = [_grid(top, width)]
    for number, (name, line) in enumerate(values.items()):
        heights = [_TOP + _plot() * (1 - value / top) for value in line.values()]
        points = list(zip(places, heights, strict=True))
        shapes.append(_line(points, number, f"{name}: {number_text(sum(line.values()))}"))
    shapes.append(_labels(days, places, width))
    legend = "".join(
        f'<li><svg class="key s{number}" viewBox="0 0 18 8" width="18" height="8" '
        f'aria-hidden="true"><path d="M0 4H18"/></svg>{escape(name)}</li>'
        for number, name in enumerate(named)
    )
    return _svg("".join(shapes), about, width) + Markup(f'<ul class="legend">{legend}</ul>')


def ranks(points: Sequence[tuple[str, float]], about: str) -> Markup:
    """Return a table of labels, each with a bar as long as its number is of the largest."""
    largest = max((value for _, value in points), default=0)
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{share(value, largest)}</td>'
        f'<td class="num">{number_text(value)}</td></tr>'
        for label, value in points
    )
    return Markup(f'<table class="shares chart" aria-label="{escape(about)}">{rows}</table>')


def share(value: float, largest: float) -> Markup:
    """Return a bar as long as the value is of the largest, for a cell of a table."""
    part = max(min(value / largest, 1.0), 0.0) * 100 if largest > 0 else 0
    return Markup(
        '<svg class="share" width="100%" height="10" aria-hidden="true">'
        f'<rect class="bar" width="{part:.1f}%" height="10" rx="2"/></svg>'
    )


def of_rows(kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], about: str) -> Markup:
    """Return the chart of a query's rows, nothing if they do not have the columns for it.

    Bars take the first column for labels and the first of numbers; lines take a third one between
    for the series, or make a series of each column of numbers.
    """
    numeric = [n for n in range(1, len(columns)) if _all_numbers(rows, n)]
    if not rows or not numeric:
        return Markup("")
    labelled = [(_text(row[0]), row) for row in rows]
    first = numeric[0]
    if kind.startswith("bar"):
        points = [(label, row[first] or 0) for label, row in labelled]
        if not all(_DATED.match(label) for label, _ in points):
            return ranks(points[:RANKED], about)
        return _both([bars(points, about, width) for width in (WIDE, NARROW)])
    if not kind.startswith("line"):
        return Markup("")
    if len(columns) > 2 and 1 not in numeric:
        triples = [(day, _text(row[1]), row[first] or 0) for day, row in labelled]
    else:
        triples = [(day, columns[n], row[n] or 0) for n in numeric for day, row in labelled]
    return _both([lines(triples, about, width) for width in (WIDE, NARROW)])


def _both(drawn: Sequence[Markup]) -> Markup:
    """Return a chart drawn wide and narrow; the style sheet shows the one that fits."""
    wide, narrow = drawn
    return Markup(f'<div class="wide-only">{wide}</div><div class="narrow-only">{narrow}</div>')


def nice_top(largest: float) -> float:
    """Return the end of a scale: 1, 2, 4, 5 or 10 times a power of ten, not below the largest."""
    power = 1.0
    while power * 10 < largest:
        power *= 10
    while power > largest > 0 and power > 1e-6:
        power /= 10
    return next((power * n for n in (1, 2, 4, 5) if power * n >= largest), power * 10)


def number_text(value: float) -> str:
    """Return the number as people write it: 1,234 or 0.25."""
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _plot() -> int:
    return HEIGHT - _TOP - _BOTTOM


def _grid(top: float, width: int) -> str:
    """Return the lines of the scale with their numbers: bottom, middle and top."""
    parts = []
    for part in (0, 0.5, 1):
        y = _TOP + _plot() * (1 - part)
        value = top * part
        if part == 0.5 and top >= 1 and not float(value).is_integer():
            continue  # half an article is no place on a scale
        parts.append(
            f'<path class="grid" d="M{_LEFT} {y:.1f}H{width - _RIGHT}"/>'
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">'
            f"{number_text(value)}</text>"
        )
    return "".join(parts)


def _labels(labels: Sequence[str], places: Sequence[float], width: int) -> str:
    """Return the first, the last and the labels between that there is room for."""
    texts = [_short(label) for label in labels]
    room = max(int(width / (max(map(len, texts)) * 7 + 26)), 2)
    count = min(room, len(texts))
    last = len(texts) - 1
    chosen = sorted({round(n * last / max(count - 1, 1)) for n in range(count)})
    parts = []
    for number in chosen:
        half = len(texts[number]) * 3.4
        x = min(max(places[number], _LEFT - 12 + half), width - _RIGHT - half)
        parts.append(
            f'<text class="tick" x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">'
            f"{escape(texts[number])}</text>"
        )
    return "".join(parts)


def _short(label: str) -> str:
    """Return a day as `20 Nov 2026`, a month as `Nov 2026`, any other label as it is."""
    if not _DATED.match(label):
        return label
    try:
        day = date.fromisoformat(label if len(label) == 10 else f"{label}-01")
    except ValueError:
        return label
    return f"{day.day} {day:%b} {day.year}" if len(label) == 10 else f"{day:%b %Y}"


def _all_days(days: list[str]) -> list[str]:
    """Return the days with those between that have no row, unless they are too many."""
    try:
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    except ValueError:
        return days
    if len(days[0]) != 10 or (last - first).days > _DAYS:
        return days
    found = [str(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    return found if set(days) <= set(found) else days


def _line(places: Sequence[tuple[float, float]], number: int, title: str) -> str:
    if len(places) == 1:
        drawn = f'<circle cx="{places[0][0]:.1f}" cy="{places[0][1]:.1f}" r="4"/>'
    else:
        path = "".join(f"{'M' if not n else 'L'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(places))
        drawn = f'<path d="{path}"/>'
    return f'<g class="line s{number}">{drawn}<title>{escape(title)}</title></g>'


def _svg(shapes: str, about: str, width: int) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'aria-label="{escape(about)}">{shapes}</svg>'
    )


def _all_numbers(rows: Sequence[Sequence[Any]], column: int) -> bool:
    values = [row[column] for row in rows if row[column] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _text(value: Any) -> str:
    return "-" if value is None else str(value)[:40]
