"""The gate: our marks on our own pages, held against their floors."""

import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from tests.support.extraction import floors, refused, report
from tests.support.extraction.measure import Marks, totals
from tests.support.extraction.refused import Refused
from tests.support.extraction.samples import Sample, digest, own_samples
from tests.support.extraction.systems import ours, ours_unknown

Group = tuple[list[Sample], list[Marks]]


def pages() -> tuple[list[Sample], list[Refused]]:
    """Return our own pages: articles with their gold, and those that are no articles."""
    return own_samples(), refused.refused_pages()


def groups(samples: list[Sample]) -> dict[str, Group]:
    """Return our marks: outlets that have rules, the same pages without them, other outlets."""
    known = [sample for sample in samples if sample.known]
    unknown = [sample for sample in samples if not sample.known]
    return {
        "known outlets": (known, report.measured(known, ours)),
        "known, no rules": (known, report.measured(known, ours_unknown)),
        "unknown outlets": (unknown, report.measured(unknown, ours)),
    }


def figures(
    samples: Sequence[Sample], none: Sequence[Refused], found: Mapping[str, Group], wrong: int
) -> dict[str, Any]:
    """Return the marks as they are pinned; `wrong` of the pages that are no articles are faults."""
    groups = {name: totals(found[name][1]) for name in found}
    now = floors.pinned(digest([*samples, *none]), groups)
    now["no articles"] = {"pages": len(none), "right": len(none) - wrong}
    return now


def show(samples: Sequence[Sample | Refused], name: str) -> int:
    """Print a page."""
    page = next((sample for sample in samples if sample.name == name), None)
    if page is None:
        near = ", ".join(get_close_matches(name, [sample.name for sample in samples]))
        print(f"no page is called {name!r}; near: {near or 'none'}", file=sys.stderr)
        return 2
    sys.stdout.write(f"<!-- {page.url} -->\n{page.html.decode()}")
    return 0


def update(now: Mapping[str, object], *, allow_lower: bool) -> int:
    """Pin the marks as floors; refuse to lower one without leave."""
    worse = floors.sunk(floors.read(), now) if floors.FLOORS.exists() else []
    lower = [line for line in worse if " was " in line or "not measured" in line]
    if lower and not allow_lower:
        print("\n".join(lower), file=sys.stderr)
        print("floors not changed: --allow-lower says that this is meant", file=sys.stderr)
        return 1
    floors.write(now)
    return 0


def check(now: Mapping[str, object]) -> int:
    """Return 1 and print why if a mark is below its floor or the pages are others, else 0."""
    problems = floors.sunk(floors.read(), now)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        print(
            "see what changed with --verbose; --update pins new floors, docs/quality.md says when",
            file=sys.stderr,
        )
    return 1 if problems else 0
