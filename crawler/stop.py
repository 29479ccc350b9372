"""Ctrl-C and SIGTERM: acknowledged at once, and a bound on how long the end may take."""

import asyncio
import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess

    Process = AsyncCrawlerProcess | CrawlerProcess

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# After a signal the program has this long to end in order; then it ends at once.
SECONDS = 4.0
# `timeout` and others send a signal to a process and to its group: the same one comes twice.
SAME_SECONDS = 1.0
LOCKED_SECONDS = 0.5  # what the last write may wait for another writer of the database
NAMES = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM"}


class Stop:
    """Takes Ctrl-C and SIGTERM while it is open in the main thread; in another it does nothing.

    The first signal is acknowledged on stderr with `says`, by a thread of its own: the main one may
    be busy in C code. Then it is raised in the main thread, as KeyboardInterrupt or SystemExit;
    within `asking` a function is called instead. `signal` is the one that came, 0 before. After
    `seconds`, or with a second signal, `overdue` is called and the process ends.
    """

    def __init__(self, says: str, *, overdue: Callable[[], None], seconds: float = SECONDS) -> None:
        self.signal = 0
        self._says = says
        self._overdue = overdue
        self._seconds = seconds
        self._ask: Callable[[], None] | None = None
        self._restore: Callable[[], None] | None = None

    @property
    def code(self) -> int:
        """The exit code for the signal: 130 after Ctrl-C, 143 after SIGTERM."""
        return exit_code(self.signal)

    def __enter__(self) -> Self:
        if threading.current_thread() is not threading.main_thread():
            return self
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        before = {number: signal.signal(number, self._handle) for number in SIGNALS}
        fd_before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        thread = threading.Thread(target=self._watch, args=(ours,), name="warta-stop", daemon=True)
        thread.start()

        def restore() -> None:
            signal.set_wakeup_fd(fd_before)
            for number, handler in before.items():
                signal.signal(number, handler)
            theirs.close()
            thread.join()
            ours.close()

        self._restore = restore
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ask = _nothing
        if self._restore is not None:
            self._restore()

    @contextmanager
    def asking(self, ask: Callable[[], None]) -> Iterator[None]:
        """Have a signal call `ask`, in the main thread, instead of raising there.

        After the block a signal neither calls nor raises: what is left is to close things.
        """
        self._ask = ask
        try:
            yield
        finally:
            self._ask = _nothing

    def _handle(self, number: int, frame: FrameType | None) -> None:
        """Do what a signal asks for, in the main thread between two of its instructions."""
        self.signal = self.signal or number
        if self._ask is not None:
            self._ask()
            return
        self._ask = _nothing  # what closes after the exception is not interrupted
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(exit_code(number))

    def _watch(self, wakeup: socket.socket) -> None:
        """Acknowledge the first signal, and end the process when the end takes too long."""
        ends_at = 0.0
        while True:
            wakeup.settimeout(max(ends_at - time.monotonic(), 0.01) if ends_at else None)
            try:
                numbers = wakeup.recv(64)
            except TimeoutError:
                self._end(f"not ended within {self._seconds:g} s")
            if not numbers:  # closed: it has ended
                return
            for number in (number for number in numbers if number in SIGNALS):
                now = time.monotonic()
                if not ends_at:
                    ends_at = now + self._seconds
                    self.signal = number
                    say(f"{NAMES[signal.Signals(number)]}: {self._says}")
                elif now - ends_at + self._seconds > SAME_SECONDS:
                    self._end(f"{NAMES[signal.Signals(number)]} again")

    def _end(self, why: str) -> NoReturn:
        """End the process without closing anything but its runs."""
        say(f"{why}: ends at once; what was committed is stored")
        with contextlib.suppress(Exception):  # nobody is left to handle it
            self._overdue()
        os._exit(self.code)


def exit_code(number: int) -> int:
    """Return the exit code after a signal: 130 for Ctrl-C (and for 0), 143 for SIGTERM."""
    return 128 + (number or signal.SIGINT)


def say(text: str) -> None:
    """Write a line to stderr at once, whatever holds the stream."""
    echoed = "\n" if os.isatty(2) else ""  # after the ^C that a terminal shows
    with contextlib.suppress(OSError):
        os.write(2, f"{echoed}warta: {text}\n".encode())


def stopping(what: str, db: Path) -> Stop:
    """Return what takes signals while pages are read from files into a database."""
    says = (
        f"the {what} is ending; what was read is being stored, the same command does the rest "
        "(once more to end at once)"
    )
    return Stop(says, overdue=partial(close_runs, db))


def close_runs(db: Path) -> None:
    """Mark the runs of this process as interrupted, from a thread that shares nothing with it."""
    from pipelines.store import ArticleStore

    with ArticleStore(db, create=False, timeout=LOCKED_SECONDS) as store:
        store.interrupt_runs()


@runtime_checkable
class Interruptible(Protocol):
    """A spider whose crawl can be ended soon."""

    def end(self) -> None:
        """Note that the crawl ends; called in the middle of whatever the main thread does."""

    def interrupt(self) -> None:
        """Give up what is under way; called from the event loop."""


def run(process: "Process", stop: Stop) -> None:
    """Run the crawls of a process to their end, or until a signal stops them."""
    loop = asyncio.get_event_loop()
    tasks: list[asyncio.Task[None]] = []

    def ask() -> None:
        for spider in _spiders(process):
            spider.end()
        loop.call_soon_threadsafe(lambda: tasks.append(loop.create_task(_stop(process))))

    with stop.asking(ask):
        process.start(install_signal_handlers=False)


async def _stop(process: "Process") -> None:
    """Stop all crawls of a process; return when they have ended."""
    for spider in _spiders(process):
        spider.end()
        spider.interrupt()
    stopped = (crawler.stop_async() for crawler in list(process.crawlers))
    # A crawl that has just begun cannot be stopped by its engine; it ends by itself.
    await asyncio.gather(*stopped, return_exceptions=True)


def _spiders(process: "Process") -> list[Interruptible]:
    spiders: list[Any] = [crawler.spider for crawler in list(process.crawlers)]
    return [spider for spider in spiders if isinstance(spider, Interruptible)]


def _nothing() -> None:
    """Do nothing."""
