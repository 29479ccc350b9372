"""Measures extraction and cleaning: our own pages against their floors, and us against peers.

python -m benchmarks.extraction              the marks on our own pages
python -m benchmarks.extraction --check      exit 1 if one is below its floor
python -m benchmarks.extraction --update     raise the floors to these marks
python -m benchmarks.extraction --compare    side by side with every peer that is installed
python -m benchmarks.extraction --show NAME  print one of our own pages
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.extraction import gate, refused, report
from tests.support.extraction.measure import totals
from tests.support.extraction.samples import Sample, folder_samples
from tests.support.extraction.systems import installed

PAGES = Path("../shared/pages")


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    samples, none = gate.pages()
    if options.show:
        return gate.show([*samples, *none], options.show)
    if options.compare:
        compare(samples, options.pages, options.rounds)
        return 0
    found = gate.groups(samples)
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
    now = gate.figures(samples, none, found, len(wrong))
    if options.update:
        return gate.update(now, allow_lower=options.allow_lower)
    return gate.check(now) if options.check else 0


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


if __name__ == "__main__":
    sys.exit(main())
