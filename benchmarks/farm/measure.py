"""A crawl of the farm from outside: requests, CPU time and memory of its processes."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.farm.server import ASKED

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The state of a crawl at a moment: seconds since its start, requests, CPU, resident MB."""

    at: float
    pages: int
    cpu_crawler: float
    cpu_workers: float
    rss_crawler: float
    rss_workers: float


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process: its parent, CPU seconds, those of its ended children, resident MB."""

    parent: int
    cpu: float
    cpu_of_ended: float
    resident: float


@dataclass(kw_only=True)
class Crawled:
    """What a crawl of the farm was asked, what it cost, and its summaries."""

    summaries: list[dict[str, Any]]
    seconds: float
    asked: dict[str, int]
    samples: list[Sample] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(n for kind, n in self.asked.items() if kind.startswith("articles"))

    @property
    def requests(self) -> int:
        return sum(self.asked.values())

    def total(self, name: str) -> int:
        """Return a counter over all outlets."""
        return sum(int(summary[name]) for summary in self.summaries)


@contextmanager
def serving(**job: Any) -> Iterator[int]:
    """Run the farm's server in a process of its own and give its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.farm.server", json.dumps(job)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


def crawl_farm(port: int, db: Path, *, every: float = 1.0, **job: Any) -> Crawled:
    """Crawl the farm and return what it cost, watched every so many seconds."""
    before = asked(port)
    done, samples = _watched({"port": port, "db": str(db), **job}, every)
    new = {kind: count - before.get(kind, 0) for kind, count in asked(port).items()}
    return Crawled(
        summaries=done["summaries"],
        seconds=done["seconds"],
        asked={kind: count for kind, count in new.items() if count},
        samples=[replace(sample, pages=sample.pages - _pages(before)) for sample in samples],
    )


def _watched(job: dict[str, Any], every: float) -> tuple[dict[str, Any], list[Sample]]:
    """Return what a crawl in a process of its own says, and its state every so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.farm.run", json.dumps(job)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    samples: list[Sample] = []
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, job["port"], every, samples, ended))
    watch.start()
    output, errors = process.communicate()
    ended.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(errors[-3000:])
    done: dict[str, Any] = json.loads(output)
    return done, samples


def asked(port: int) -> dict[str, int]:
    """Return how often the farm was asked for what, and how it answered."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{ASKED}", timeout=60) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts


def _pages(counts: dict[str, int]) -> int:
    return sum(count for kind, count in counts.items() if kind.startswith("articles"))


def _watch(
    pid: int, port: int, every: float, samples: list[Sample], ended: threading.Event
) -> None:
    began = time.monotonic()
    while not ended.wait(every):
        costs = _costs(pid)
        if costs is None:
            return
        pages = _pages(asked(port))
        samples.append(Sample(at=time.monotonic() - began, pages=pages, **costs))


def _costs(pid: int) -> dict[str, float] | None:
    """Return CPU seconds and resident MB of a process and of all below it, None once it is gone."""
    table = dict(_processes())
    if pid not in table:
        return None
    workers = [table[process] for process in _below(pid, table)]
    return {
        "cpu_crawler": table[pid].cpu,
        # Those that ended count with the process that started them.
        "cpu_workers": sum(worker.cpu + worker.cpu_of_ended for worker in workers),
        "rss_crawler": table[pid].resident,
        "rss_workers": sum(worker.resident for worker in workers),
    }


def _below(pid: int, table: Mapping[int, Process]) -> set[int]:
    """Return the children of a process, their children, and so on."""
    children = {child for child, process in table.items() if process.parent == pid}
    return children.union(*(_below(child, table) for child in children))


def _processes() -> Iterator[tuple[int, Process]]:
    """Yield the processes of this machine by id."""
    page = os.sysconf("SC_PAGE_SIZE")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks = [int(field) / TICK for field in fields[11:15]]
        yield (
            int(stat.parent.name),
            Process(
                parent=int(fields[1]),
                cpu=ticks[0] + ticks[1],
                cpu_of_ended=ticks[2] + ticks[3],
                resident=int(fields[21]) * page / 2**20,
            ),
        )
