"""Measures extraction and cleaning: our own pages against their floors, and us against peers.

python -m benchmarks.extraction              the marks on our own pages
python -m benchmarks.extraction --check      exit 1 if one is below its floor
python -m benchmarks.extraction --update     raise the floors to these marks
python -m benchmarks.extraction --compare    side by side with every peer that is installed
python -m benchmarks.extraction --show NAME  print one of our own pages
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from benchmarks.extraction import floors, refused, report
from benchmarks.extraction.measure import Marks, totals
from benchmarks.extraction.refused import Refused
from benchmarks.extraction.samples import Sample, digest, folder_samples, own_samples
from benchmarks.extraction.systems import installed, ours, ours_unknown

PAGES = Path("../shared/pages")
Group = tuple[list[Sample], list[Marks]]


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    samples, none = own_samples(), refused.refused_pages()
    if options.show:
        return show([*samples, *none], options.show)
    if options.compare:
        compare(samples, options.pages, options.rounds)
        return 0
    found = groups(samples)
    rows = {name: report.cells(totals(found[name][1])) for name in found}
    print(report.table(f"{len(samples)} pages", report.COLUMNS, rows))
    wrong = refused.faults(none)
    right = len(none) - len(wrong)
    print(
        f"\n{right}/{len(none)} pages that are no articles, or the opening of a paid one, are told"
    )
    if options.verbose:
        for name, (pages, marked) in found.items():
            print("\n".join(["", f"{name}:", *report.faults(pages, marked)]))
        print("\n".join(["", "no articles:", *wrong]))
    now = floors.pinned(digest([*samples, *none]), {name: totals(found[name][1]) for name in found})
    now["no articles"] = {"pages": len(none), "right": right}
    if options.update:
        return update(now, allow_lower=options.allow_lower)
    return check(now) if options.check else 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction", description=(__doc__ or "").partition("\n")[0]
    )
    made.add_argument("--check", action="store_true", help="exit 1 if a mark is below its floor")
    made.add_argument("--update", action="store_true", help="pin these marks as floors")
    made.add_argument("--allow-lower", action="store_true", help="let --update lower a floor")
    made.add_argument("--verbose", action="store_true", help="print every fault")
    made.add_argument("--compare", action="store_true", help="measure installed peers too")
    made.add_argument(
        "--pages", type=Path, default=PAGES, help=f"folder of pages with gold/ in it ({PAGES})"
    )
    made.add_argument("--show", metavar="NAME", help="print the page of that name")
    made.add_argument("--rounds", type=int, default=3, help="timed rounds of --compare (3)")
    return made


def show(samples: Sequence[Sample | Refused], name: str) -> int:
    """Print a page."""
    page = next((sample for sample in samples if sample.name == name), None)
    if page is None:
        near = ", ".join(get_close_matches(name, [sample.name for sample in samples]))
        print(f"no page is called {name!r}; near: {near or 'none'}", file=sys.stderr)
        return 2
    sys.stdout.write(f"<!-- {page.url} -->\n{page.html.decode()}")
    return 0


def groups(samples: list[Sample]) -> dict[str, Group]:
    """Return our marks: outlets that have rules, the same pages without them, other outlets."""
    known = [sample for sample in samples if sample.known]
    unknown = [sample for sample in samples if not sample.known]
    return {
        "known outlets": (known, report.measured(known, ours)),
        "known, no rules": (known, report.measured(known, ours_unknown)),
        "unknown outlets": (unknown, report.measured(unknown, ours)),
    }


def compare(samples: list[Sample], folder: Path, rounds: int) -> None:
    """Print all systems side by side, on our own pages and on the folder's where it is present."""
    systems = installed()
    known = [sample for sample in samples if sample.known]
    unknown = [sample for sample in samples if not sample.known]
    sets: Mapping[str, list[Sample]] = {
        "Our own pages, known outlets": known,
        "Our own pages, unknown outlets": unknown,
        f"Pages of {folder}": folder_samples(folder) if (folder / "gold").is_dir() else [],
    }
    for name, pages in sets.items():
        if pages:
            print(f"{name}\n{report.compared(pages, systems, rounds)}\n", flush=True)
        else:
            print(f"{name}: not present", flush=True)
    print("Leaks and lost: fewer are better. Speed: pages per CPU second, trafilatura is 1.")


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


if __name__ == "__main__":
    sys.exit(main())
