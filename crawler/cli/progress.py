"""Progress on stderr of work that takes over a second: one live line, or plain lines."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

Update = Callable[[Mapping[str, int | str]], None]

PATIENCE = 1.0  # seconds of work before anything is shown
PLAIN_EVERY = 10.0  # seconds between two plain lines, at least
LIVE_EVERY = 0.1


@contextmanager
def progress(
    label: str,
    *,
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Update]:
    """Give a function that takes the counts so far and shows them.

    On a terminal one line is updated, and removed at the end. Elsewhere a line is printed when the
    function is called, at most every ten seconds, and one at the end. Work that is done within a
    second shows nothing.
    """
    out = stream or sys.stderr
    live = out.isatty()
    every = LIVE_EVERY if live else PLAIN_EVERY
    started = clock()
    due = started + PATIENCE
    shown = 0
    held = ""  # the newest line that was not printed yet

    def update(counts: Mapping[str, int | str]) -> None:
        nonlocal due, shown, held
        now = clock()
        if now < started + PATIENCE or not any(counts.values()):
            return
        line = status_line(label, counts, now - started)
        held = line if now < due else ""
        if held:
            return
        due = now + every
        if live:  # a line that wraps cannot be taken back
            line = line[: shutil.get_terminal_size().columns - 1]
        out.write(f"\r{line:<{shown}}" if live else f"{line}\n")
        shown = len(line)
        out.flush()

    try:
        yield update
    finally:
        if live and shown:
            out.write("\r" + " " * shown + "\r")
        elif held:
            out.write(f"{held}\n")
        out.flush()


def status_line(label: str, counts: Mapping[str, int | str], seconds: float) -> str:
    """Return the counts on one line: `crawl: 120 seen, 80 stored, 3 dropped (12 s)`."""
    parts = [
        f"{value:,} {name.replace('_', ' ')}" if isinstance(value, int) else f"{name} {value}"
        for name, value in counts.items()
        if value not in (0, "")
    ]
    return f"{label}: {', '.join(parts)} ({seconds:.0f} s)"
