"""Crawls the farm: many outlets at once, 200 ms late, no delay. What it costs, and is memory flat?

    python -m benchmarks.farm [--outlets 60] [--pages 6000] [--latency 0.2] [--again] [--json]
    python -m benchmarks.farm --outlets 20 --pages 2000 --trouble hang errors slow

`--trouble` crawls twice, the second time with as many outlets more that hang, answer 503 or take
10 s for an article, and compares what the others got. Exits 1 when an article is missing.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.farm.measure import Sample, measured
from tests.support.farm.crawling import Crawled, crawl_farm, serving
from tests.support.farm.outlets import chosen
from tests.support.farm.server import TROUBLES

SHOWN = 12  # samples in the table


def main() -> int:
    options = parser().parse_args()
    sites = chosen(options.outlets)
    articles = -(-options.pages // len(sites))
    job = {"outlets": len(sites), "articles": articles}
    with tempfile.TemporaryDirectory() as folder:
        if options.trouble:
            return trouble(options, job, Path(folder))
        pages = {"kilobytes": options.kilobytes, "per_day": options.per_day}
        with serving(**job, latency=options.latency, **pages) as port:
            common = {"outlets": len(sites), "workers": options.workers}
            runs = [measured(port, Path(folder) / "farm.db", **common)]
            if options.again:
                runs.append(measured(port, Path(folder) / "farm.db", **common))
    found = [figures(*run) for run in runs]
    if options.json:
        memory = [asdict(sample) for sample in runs[0][1]]
        print(json.dumps({**job, "load": os.getloadavg()[0], "runs": found, "samples": memory}))
    else:
        show(found, runs[0][1])
    return int(found[0]["stored"] != articles * len(sites))


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.farm", description=(__doc__ or "").partition("\n")[0]
    )
    made.add_argument("--outlets", type=int, default=60)
    made.add_argument("--pages", type=int, default=6000, help="articles of all outlets together")
    made.add_argument("--latency", type=float, default=0.2, help="seconds of each answer")
    made.add_argument("--kilobytes", type=int, default=60, help="size of a page")
    made.add_argument(
        "--per-day", type=int, default=200, help="articles that an outlet publishes a day"
    )
    made.add_argument("--workers", type=int, help="processes that extract; one for each processor")
    made.add_argument("--again", action="store_true", help="crawl a second time at once")
    made.add_argument("--trouble", nargs="+", choices=TROUBLES, metavar="KIND", default=[])
    made.add_argument("--json", action="store_true")
    return made


def figures(run: Crawled, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return what one crawl cost and gave."""
    last = (
        samples[-1]
        if samples
        else Sample(at=0, pages=0, cpu_crawler=0, cpu_workers=0, rss_crawler=0, rss_workers=0)
    )
    pages = max(run.pages, 1)
    return {
        "seconds": round(run.seconds, 1),
        "requests": run.requests,
        "requests_per_second": round(run.requests / run.seconds, 1),
        "crawler_ms_per_page": round(1000 * last.cpu_crawler / pages, 2),
        "workers_ms_per_page": round(1000 * last.cpu_workers / pages, 2),
        "stored": run.total("stored"),
        "duplicates": run.total("duplicates"),
        "not_modified": run.total("not_modified"),
        "problems": sum(len(summary["problems"]) for summary in run.summaries),
        "asked": run.asked,
    }


def show(found: Sequence[dict[str, Any]], samples: Sequence[Sample]) -> None:
    """Print the figures of each run and memory over time."""
    for name in found[0]:
        print(f"{name:22}", "  ".join(f"{run[name]!s:>12}" for run in found))
    print(f"\n{'pages':>8} {'seconds':>8} {'crawler MB':>11} {'workers MB':>11}")
    step = max(len(samples) // SHOWN, 1)
    for sample in [*samples[::step], *samples[-1:]]:
        memory = f"{sample.rss_crawler:11.0f} {sample.rss_workers:11.0f}"
        print(f"{sample.pages:8} {sample.at:8.0f} {memory}")
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")


def trouble(options: argparse.Namespace, job: dict[str, int], folder: Path) -> int:
    """Crawl without and with outlets in trouble; print how long the others took each time."""
    names = [site.name for site in chosen(2 * job["outlets"])]
    good, bad = names[: job["outlets"]], names[job["outlets"] :]
    kinds = {name: options.trouble[n % len(options.trouble)] for n, name in enumerate(bad)}
    settings = {"DOWNLOAD_TIMEOUT": 5}
    took: dict[str, float] = {}
    missing = 0
    for label, who in (("alone", good), ("among others in trouble", good + bad)):
        more: dict[str, Any] = {"names": who, "outlets": len(who)}
        server = {**job, **more, "latency": options.latency, "kilobytes": options.kilobytes}
        with serving(**server, troubles=kinds) as port:
            run = crawl_farm(port, folder / f"{len(who)}.db", settings=settings, **more)
        healthy = [summary for summary in run.summaries if summary["site"] in good]
        missing += sum(summary["stored"] != job["articles"] for summary in healthy)
        took[label] = statistics.median(summary["seconds"] for summary in healthy)
        print(f"{label:24} {len(who):3} outlets: the {len(good)} took {took[label]:.1f} s (median)")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
