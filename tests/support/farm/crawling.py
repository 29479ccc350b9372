"""Crawls of the farm: its server and the crawl in processes of their own, and what came of it."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.farm.server import ASKED
from tests.support.paths import ROOT

Watch = Callable[[int], AbstractContextManager[None]]


@dataclass(kw_only=True)
class Crawled:
    """What a crawl of the farm was asked, what it cost, and its summaries."""

    summaries: list[dict[str, Any]]
    seconds: float
    asked: dict[str, int]

    @property
    def pages(self) -> int:
        return sum(n for kind, n in self.asked.items() if kind.startswith("articles"))

    @property
    def requests(self) -> int:
        return sum(self.asked.values())

    def total(self, name: str) -> int:
        """Return a counter over all outlets."""
        return sum(int(summary[name]) for summary in self.summaries)


def unwatched(pid: int) -> AbstractContextManager[None]:
    """Return a context in which the process of a crawl is left to itself."""
    return nullcontext()


@contextmanager
def serving(**job: Any) -> Iterator[int]:
    """Run the farm's server in a process of its own and give its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.farm.server", json.dumps(job)],
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


def crawl_farm(port: int, db: Path, *, watch: Watch = unwatched, **job: Any) -> Crawled:
    """Crawl the farm in a process of its own; `watch` is entered with its id while it runs."""
    before = asked(port)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.support.farm.run",
            json.dumps({"port": port, "db": str(db), **job}),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with watch(process.pid):
        output, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(errors[-3000:])
    done = json.loads(output)
    new = {kind: count - before.get(kind, 0) for kind, count in asked(port).items()}
    return Crawled(
        summaries=done["summaries"],
        seconds=done["seconds"],
        asked={kind: count for kind, count in new.items() if count},
    )


def asked(port: int) -> dict[str, int]:
    """Return how often the farm was asked for what, and how it answered."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{ASKED}", timeout=60) as answer:
        counts: dict[str, int] = json.load(answer)
    return counts
