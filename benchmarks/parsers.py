"""Pages parsed per CPU second by each HTML parser that is installed, side by side in one run.

    python -m benchmarks.parsers FOLDER [--rounds N]

FOLDER holds pages (`.html`, `.html.gz`), searched recursively. Each round parses every page with
every parser in turn, so that a change in the machine's speed meets all of them; the median counts.
A parser here reads the title and the text of every `p`, which is the least an extractor does.
"""

import argparse
import gzip
import statistics
import time
from collections.abc import Callable
from pathlib import Path

Parser = Callable[[str], int]


def lxml_parser() -> Parser:
    from lxml import html

    return lambda text: sum(len(p.text_content()) for p in html.fromstring(text).iter("p"))


def selectolax_parser() -> Parser:
    from selectolax.lexbor import LexborHTMLParser

    return lambda text: sum(len(p.text()) for p in LexborHTMLParser(text).css("p"))


def resiliparse_parser() -> Parser:
    from resiliparse.parse.html import HTMLTree

    return lambda text: sum(
        len(p.text) for p in HTMLTree.parse(text).body.get_elements_by_tag_name("p")
    )


def turbohtml_parser() -> Parser:
    import turbohtml

    return lambda text: sum(len(p.text) for p in turbohtml.parse(text).select("p"))


PARSERS = {
    "lxml": lxml_parser,
    "selectolax": selectolax_parser,
    "resiliparse": resiliparse_parser,
    "turbohtml": turbohtml_parser,
}


def load(folder: Path) -> list[str]:
    """Return the markup of every page below the folder."""
    pages = []
    for path in sorted(folder.rglob("*.html*")):
        data = path.read_bytes()
        pages.append(
            (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
        )
    return pages


def main() -> None:
    """Print one line per parser: pages per CPU second and how that compares with lxml."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--rounds", type=int, default=5)
    args = ap.parse_args()
    pages = load(args.folder)
    parsers: dict[str, Parser] = {}
    for name, make in PARSERS.items():
        try:
            parsers[name] = make()
        except ImportError:
            print(f"{name}: not installed")
    times: dict[str, list[float]] = {name: [] for name in parsers}
    for _ in range(args.rounds):
        for name, parse in parsers.items():
            start = time.process_time()
            for page in pages:
                parse(page)
            times[name].append(time.process_time() - start)
    base = statistics.median(times["lxml"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:12} {len(pages) / median:7.0f} pages/s  {base / median:5.2f} x lxml")


if __name__ == "__main__":
    main()
