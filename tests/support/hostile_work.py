"""What the worker pool's tests have a worker do in place of the chain: the page says what."""

import ctypes
import os
import re
import signal
import time
from pathlib import Path

from pipelines.records import Article, Drop, Limits, Page, Rules, SavedPage


def work(item: Page | SavedPage, rules: Rules, limits: Limits) -> Article | Drop:
    """Return an article whose title tells what was asked, or end as the page says."""
    page = item.page if isinstance(item, SavedPage) else item
    what = page.html.decode()[:100]
    if what == "hang":
        while True:
            time.sleep(1)
    if what == "hang in C":  # holds the interpreter: no signal handler and no thread gets a turn
        re.match(r"(a+)+$", "a" * 60 + "b")
    if what == "exit":
        os._exit(3)
    if what == "crash":
        ctypes.string_at(0)
    if what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "raise":
        raise KeyError("no such thing")
    if what == "recurse":
        return work(page, rules, limits)
    if what == "memory":
        len(bytearray(limits.memory_bytes))
    if what == "slow":
        time.sleep(0.1)
    if what == "note":
        Path(page.url).write_text(str(os.getpid()))
        time.sleep(60)
    title = str(os.getpid()) if what == "pid" else what
    text = "x" * 5_000_000 if what == "big" else str(len(page.html))
    return Article(
        url=page.url, site=rules.site, title=title, text=text, fetched_at=page.fetched_at
    )
