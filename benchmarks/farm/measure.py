"""CPU time and memory of a crawl of the farm, watched from outside."""

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.farm.crawling import Crawled, asked, crawl_farm

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


def measured(
    port: int, db: Path, *, every: float = 1.0, **job: Any
) -> tuple[Crawled, list[Sample]]:
    """Crawl the farm; return what came of it, and its state every so many seconds."""
    samples: list[Sample] = []
    before = _pages(asked(port))

    @contextmanager
    def watch(pid: int) -> Iterator[None]:
        ended = threading.Event()
        thread = threading.Thread(target=_watch, args=(pid, port, every, samples, ended, before))
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    return crawl_farm(port, db, watch=watch, **job), samples


def _pages(counts: dict[str, int]) -> int:
    return sum(count for kind, count in counts.items() if kind.startswith("articles"))


def _watch(
    pid: int,
    port: int,
    every: float,
    samples: list[Sample],
    ended: threading.Event,
    before: int,
) -> None:
    began = time.monotonic()
    while not ended.wait(every):
        costs = _costs(pid)
        if costs is None:
            return
        pages = _pages(asked(port)) - before
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
