"""Worker processes that run the chain: a page that hangs or explodes costs a worker, not the crawl.

Each worker process has one thread here that hands it a page at a time over a pipe of its own. No
lock and no queue is shared between workers, so the death of one can neither block another nor be
blamed on another's page: `docs/decisions/0007-worker-pool.md` has the measurements.
"""

import atexit
import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import types
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, overload

from pipelines.extract.markup_limit import markup_within
from pipelines.records import (
    Article,
    Drop,
    FirstPage,
    LaterPage,
    Limits,
    Page,
    PageResult,
    Reason,
    Rules,
    SavedPage,
)
from pipelines.work.fair_queue import FairQueue
from pipelines.work.worker_tasks import STEP, Item, OnePage, Result, Whole, Work, attempt, process

START_SECONDS = 60.0
GRACE_SECONDS = 2.0
RECYCLE_AFTER = 1000
# What a worker would otherwise load by itself when it meets the first page that needs it.
PRELOAD = (
    "pipelines.work.worker_pool",
    "pipelines.inputs.copied_text",
    "trafilatura",
    "langdetect",
)
# multiprocessing looks after its children whenever it starts one, and two threads that ask for the
# end of the same child at once confuse each other. The main module is hidden for one at a time.
_CHILDREN = threading.Lock()


class WorkerPool:
    """Worker processes for the chain. Close it, or use it as a context manager.

    `workers` is their number (one for each processor when None), `size` tells it. A worker is
    replaced when it hangs, dies, runs out of memory, or has done `recycle_after` pages. Outlets
    take turns, and one whose page hung has one worker at a time. `known` are rules that each worker
    gets once, when it starts: a page of such an outlet is sent with the outlet's name alone. `work`
    is what a worker does with an item; a function that cannot be found by its name raises here.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        workers: int | None = None,
        known: Iterable[Rules] = (),
        recycle_after: int = RECYCLE_AFTER,
        work: Work = process,
    ) -> None:
        pickle.dumps(work)
        self._known = {rules.site: rules for rules in known if rules.site}
        self.limits = limits or Limits()
        self.size = workers or _processors()
        self._recycle_after = recycle_after
        self._work = work
        self._jobs: FairQueue[_Job] = FairQueue()
        self._closed = False
        self._killed = threading.Event()
        self._workers: dict[int, _Worker] = {}
        self._threads = [
            threading.Thread(target=self._serve, args=(i,), name=f"warta-worker-{i}", daemon=True)
            for i in range(self.size)
        ]
        # Runs before multiprocessing's own hook, which would wait for the workers for ever.
        atexit.register(self.close, finish_work=False)
        for thread in self._threads:
            thread.start()

    @overload
    def submit(self, item: Whole, rules: Rules) -> Future[Article | Drop]: ...
    @overload
    def submit(self, item: OnePage, rules: Rules) -> Future[PageResult | Drop]: ...
    def submit(self, item: Item, rules: Rules) -> Future[Any]:
        """Return a future of the item's outcome. Whatever the item does, it does not raise.

        The markup of a page longer than `Limits.markup_bytes` is cut to one byte more than that,
        which is enough for the chain to see that it is too long. Raises RuntimeError when the pool
        is closed; the futures of a pool that was closed with `finish_work=False` raise
        CancelledError.
        """
        if self._closed:
            raise RuntimeError("the worker pool is closed")
        item = _cut(item, self.limits.markup_bytes + 1)
        named = self._known.get(rules.site) is rules
        job = _Job(item, rules, Future(), sent=rules.site if named else rules)
        self._jobs.put(rules.site, job)
        return job.future

    def close(self, *, finish_work: bool = True) -> None:
        """Stop the workers, after the work that was submitted unless `finish_work` is False."""
        self._closed = True
        atexit.unregister(self.close)
        if not finish_work:
            self._killed.set()
            for worker in list(self._workers.values()):
                worker.kill()
        self._jobs.close()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(finish_work=kind is None)

    def _serve(self, index: int) -> None:
        """Keep one worker going and hand it one job after another, until the pool closes."""
        worker = self._fresh(index)
        while (turn := self._jobs.get()) is not None:
            site, job = turn
            outcome = None
            if not job.future.set_running_or_notify_cancel():
                pass  # whoever asked has given up on it
            elif self._killed.is_set():
                job.future.set_exception(CancelledError())
            else:
                worker = worker or self._fresh(index)
                outcome = self._outcome(worker, job)
                if worker is not None and (worker.gone or worker.done >= self._recycle_after):
                    self._retire(index)
                    worker = None
                if self._killed.is_set():
                    job.future.set_exception(CancelledError())
                else:
                    job.future.set_result(outcome)
            self._jobs.done(site, slow=_is_slow(outcome))
        self._retire(index)

    def _outcome(self, worker: "_Worker | None", job: "_Job") -> Result:
        if worker is None:
            return _drop(job, Reason.CRASH, "no worker process could be started")
        try:
            return worker.ask(job, self.limits)
        except Exception as error:  # the item cannot be sent, the answer cannot be read
            worker.gone = True
            return _drop(job, Reason.CRASH, f"{type(error).__name__}: {error}")

    def _fresh(self, index: int) -> "_Worker | None":
        """Return a started worker, or None when the machine gives none in three tries."""
        for pause in (0.2, 1.0, 0.0):
            if self._killed.is_set():
                return None
            with contextlib.suppress(OSError, EOFError):
                worker = _Worker(self._work, self.limits, self._known)
                self._workers[index] = worker
                worker.wait_ready()
                return worker
            self._retire(index)
            time.sleep(pause)
        return None

    def _retire(self, index: int) -> None:
        worker = self._workers.pop(index, None)
        if worker is not None:
            worker.close()


@dataclass(frozen=True, slots=True)
class _Job:
    item: Any
    rules: Rules
    future: Future[Any]
    sent: Rules | str  # what the worker is sent: the name of rules that it has


class _Worker:
    """One worker process and this side of its pipe."""

    def __init__(self, work: Work, limits: Limits, known: Mapping[str, Rules]) -> None:
        context = _context()
        self.done = 0
        self.gone = False
        self._ended = False
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work_off, args=(theirs, work, limits, known), name="warta-worker", daemon=True
        )
        try:
            with _CHILDREN, _main_hidden():
                _shield_children()
                self._process.start()
        finally:
            theirs.close()

    def wait_ready(self) -> None:
        """Return when the worker is loaded. Raises EOFError if it died or takes too long."""
        if not self._pipe.poll(START_SECONDS):
            raise EOFError
        self._pipe.recv()

    def ask(self, job: _Job, limits: Limits) -> Result:
        """Return the worker's outcome of the job, or a Drop when it hangs or dies."""
        self.done += 1
        try:
            self._pipe.send((job.item, job.sent))
            if self._pipe.poll(limits.seconds):
                outcome, self.gone = self._pipe.recv()
                return outcome  # type: ignore[no-any-return]
        except (OSError, EOFError):
            self.gone = True
            return _drop(job, Reason.CRASH, f"the worker process died: {self._why()}")
        self.gone = True
        self.kill()
        return _drop(job, Reason.TIMEOUT, f"no result after {limits.seconds:g} s")

    def kill(self) -> None:
        """Kill the process at once, even in the middle of C code that holds the interpreter."""
        with _CHILDREN:
            if not self._ended:
                self._process.kill()

    def close(self) -> None:
        """Let the process end and free what it held."""
        self._pipe.close()
        if not wait([self._process.sentinel], GRACE_SECONDS):
            self.kill()
            wait([self._process.sentinel])
        with _CHILDREN:
            self._process.join()
            self._process.close()
            self._ended = True

    def _why(self) -> str:
        wait([self._process.sentinel], GRACE_SECONDS)
        with _CHILDREN:
            code = self._process.exitcode
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"


def _work_off(pipe: Connection, work: Work, limits: Limits, known: Mapping[str, Rules]) -> None:
    """Work off the items that come through the pipe until it closes: the body of a worker."""
    _prepare(limits)
    pipe.send(True)
    with contextlib.suppress(
        EOFError, OSError
    ):  # the pipe closes when the parent ends or is killed
        while True:
            item, sent = pipe.recv()
            rules = known[sent] if isinstance(sent, str) else sent
            _set_alarm(limits.seconds + GRACE_SECONDS)
            outcome = attempt(work, item, rules, limits)
            out_of_memory = isinstance(outcome, Drop) and outcome.detail.startswith("MemoryError")
            pipe.send((outcome, out_of_memory))
            _set_alarm(0)
            if out_of_memory:
                break
    os._exit(0)


def _prepare(limits: Limits) -> None:
    """Set a new worker's signals and memory limit; the parent decides when a worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and refuses it
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set_alarm(seconds: float) -> None:
    """Have the kernel end this process then: when the parent is dead, nobody else does."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _context() -> Any:
    """Return how to start processes: where possible, from a server that has the chain loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOAD))
    return context


def _shield_children() -> None:
    """Keep Ctrl-C from the processes that this thread starts, from their first moment on.

    They inherit the signals that the thread blocks. The fork server would otherwise be interrupted
    while it still loads the chain. multiprocessing unblocks them when it starts its resource
    tracker, so that has to run before.
    """
    if sys.platform != "win32":
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


@contextlib.contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep multiprocessing from running the program's main module again in each new process."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _cut(item: Item, size: int) -> Item:
    """Return the item with no page of more markup than so many bytes (`markup_limit`)."""
    match item:
        case Page():
            return _cut_page(item, size)
        case FirstPage() | LaterPage() | SavedPage():
            return replace(item, page=_cut_page(item.page, size))
    return item


def _cut_page(page: Page, size: int) -> Page:
    if len(page.html) <= size:
        return page
    return replace(page, html=markup_within(page.html, size).markup)


def _is_slow(outcome: Result | None) -> bool:
    """Return whether a page took all the time that it is given."""
    return isinstance(outcome, Drop) and outcome.reason is Reason.TIMEOUT


def _drop(job: _Job, reason: Reason, detail: str) -> Drop:
    return Drop(url=job.item.url, site=job.rules.site, reason=reason, step=STEP, detail=detail)
