"""A bound on the work of hostile input: CPU time, so that a busy machine changes nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Endless(Exception):
    """The work was not done within its CPU time."""


@contextmanager
def cpu_bound(seconds: float = 10.0) -> Iterator[None]:
    """Run a block that must end; raise `Endless` in it after so many seconds of CPU time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless(f"not done after {seconds:g} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
