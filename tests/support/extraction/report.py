"""Marks and speeds as tables."""

import time
from collections.abc import Mapping, Sequence
from statistics import median

from tests.support.extraction.measure import Marks, Totals, marks, totals
from tests.support.extraction.samples import Sample
from tests.support.extraction.systems import Extractor

COLUMNS = (
    "F1",
    "exact",
    "leaks",
    "lost",
    "title",
    "deck",
    "to the minute",
    "people",
    "section",
    "tags",
)
BASE = "trafilatura"


def measured(samples: Sequence[Sample], extract: Extractor) -> list[Marks]:
    """Return the marks of every page."""
    return [marks(sample.gold, extract(sample.url, sample.html)) for sample in samples]


def cells(total: Totals) -> list[str]:
    """Return the marks as they are printed, in the order of `COLUMNS`."""
    shares = (total.title, total.deck, total.published, total.authors, total.section, total.tags)
    return [
        f"{total.f1:.4f}",
        str(total.exact),
        str(total.leaks),
        str(total.lost),
        *map(str, shares),
    ]


def table(first: str, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    """Return a table as text, its first column to the left and the others to the right."""
    lines = [[first, *columns], *([name, *row] for name, row in rows.items())]
    widths = [max(len(line[n]) for line in lines) for n in range(len(columns) + 1)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def compared(samples: Sequence[Sample], systems: Mapping[str, Extractor], rounds: int) -> str:
    """Return a table of all systems on the same pages: marks, and speed against trafilatura."""
    rows = {name: cells(totals(measured(samples, run))) for name, run in systems.items()}
    for name, speed in speeds(samples, systems, rounds).items():
        rows[name].append(f"{speed:.1f}")
    return table(f"{len(samples)} pages", [*COLUMNS, "speed"], rows)


def speeds(
    samples: Sequence[Sample], systems: Mapping[str, Extractor], rounds: int
) -> dict[str, float]:
    """Return the pages per CPU second of each system, in multiples of trafilatura's.

    Every round runs all systems over all pages, one after the other, so that what slows the machine
    slows them all; the median of the rounds' ratios counts.
    """
    ratios: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(rounds):
        spent = {name: _seconds(samples, extract) for name, extract in systems.items()}
        for name, seconds in spent.items():
            ratios[name].append(spent[BASE] / seconds)
    return {name: median(found) for name, found in ratios.items()}


def _seconds(samples: Sequence[Sample], extract: Extractor) -> float:
    start = time.process_time()
    for sample in samples:
        extract(sample.url, sample.html)
    return max(time.process_time() - start, 1e-9)


def faults(samples: Sequence[Sample], found: Sequence[Marks]) -> list[str]:
    """Return what is wrong on each page, one line a fault."""
    lines = []
    for sample, mark in zip(samples, found, strict=True):
        lines += [f"{sample.name}: left in: {line}" for line in mark.leaks]
        lines += [f"{sample.name}: lost: {line}" for line in mark.lost]
        if not mark.exact and not mark.leaks and not mark.lost:
            lines.append(f"{sample.name}: paragraphs differ (F1 {mark.f1:.3f})")
        for field in ("title", "deck", "published", "authors", "section", "tags"):
            if getattr(mark, field) is False:
                lines.append(f"{sample.name}: {field} is wrong")
    return lines
