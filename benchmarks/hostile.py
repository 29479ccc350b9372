"""Runs pages that break extractors through the worker pool: outcome, seconds, memory.

    python -m benchmarks.hostile CASES.py [--seconds 10] [--workers 1] [--only TEXT]

CASES.py has a dict `CASES` from a name to a function that makes the page, str or bytes. Each page
is run twice, for a host that no outlet has and for one that has rules. The memory is the most that
a worker process held resident, from /proc. Exits 1 when an outcome comes later than the time limit
and two seconds.
"""

import argparse
import runpy
import sys
import threading
import time
from collections import Counter
from concurrent.futures import Future
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

from crawler.sites import rules_for
from pipelines import Article, Drop, Limits, Page
from pipelines.work.worker_pool import WorkerPool

URLS = (
    "https://tidak-dikenal.example/berita/1",
    "https://www.liputan6.com/news/read/1234567/judul",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--seconds", type=float, default=Limits().seconds)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cases = runpy.run_path(str(options.cases))["CASES"]
    limits = Limits(seconds=options.seconds)
    late, slowest, largest, tally = 0, 0.0, 0, Counter[str]()
    with WorkerPool(limits, workers=options.workers) as pool:
        for name, make in cases.items():
            if options.only not in name:
                continue
            html = make()
            html = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
            for url in URLS:
                page = Page(url=url, html=html, fetched_at=datetime.now(UTC))
                start = time.monotonic()
                outcome, peak = watched(pool.submit(page, rules_for(url)))
                seconds = time.monotonic() - start
                late += seconds > limits.seconds + 2
                slowest, largest = max(slowest, seconds), max(largest, peak)
                tally[said(outcome).split(":")[0]] += 1
                host = "known" if url is URLS[1] else "unknown"
                print(
                    f"{seconds:6.2f} s {peak:5d} MB  {host:8}{name:36} {said(outcome)}", flush=True
                )
    print(f"\n{sum(tally.values())} pages: {dict(tally)}")
    print(f"slowest {slowest:.2f} s, late {late}, most memory of a worker {largest} MB")
    return 1 if late else 0


def watched(future: "Future[Article | Drop]") -> tuple[Article | Drop, int]:
    """Return the outcome, and the most memory in MB that a worker held meanwhile."""
    peak, done = 0, threading.Event()
    future.add_done_callback(lambda _: done.set())
    while not done.wait(0.02):
        peak = max(peak, memory())
    return future.result(), max(peak, memory())


def memory() -> int:
    """Return the resident megabytes of the largest worker process alive."""
    sizes = [0]
    for process in active_children():
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            continue
        sizes += [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
    return max(sizes) // 1024


def said(outcome: Article | Drop) -> str:
    if isinstance(outcome, Drop):
        return f"{outcome.reason}: {outcome.detail[:70]}"
    flags = ", ".join(outcome.flags)
    return f"article: {len(outcome.paragraphs)} paragraphs {flags}"


if __name__ == "__main__":
    sys.exit(main())
