"""Ctrl-C and SIGTERM in every state of crawl, ingest and reprocess: real processes and signals."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from crawler.stop import Stop
from tests.support.paths import ROOT
from tests.support.stopping import CRAWL_STATES, INGEST_STATES, Stopped, stopped

# The program's own bound is 5 s (`python -m benchmarks.stops`); a loaded machine gets more.
MOST = 15.0
INT, TERM = signal.SIGINT, signal.SIGTERM
CODES = {INT: 130, TERM: 143}
LOCKED = ("database_locked", "locked_for_ingest")
OF_AN_ARCHIVE = [state for state in INGEST_STATES if state != "reads_from_a_pipe"]
UNBEGUN = ("just_begun", "reads_from_a_pipe")


def jobs() -> list[tuple[str, str, signal.Signals]]:
    """Return commands, states and signals: each state once, each signal with each command."""
    crawls = [("warta crawl", s, (INT, TERM)[n % 2]) for n, s in enumerate(CRAWL_STATES)]
    scrapy = [("scrapy crawl", "slowed_down", INT), ("scrapy crawl", "worker_busy", TERM)]
    ingests = [("warta ingest", s, (TERM, INT)[n % 2]) for n, s in enumerate(INGEST_STATES)]
    again = [("warta reprocess", s, (INT, TERM)[n % 2]) for n, s in enumerate(OF_AN_ARCHIVE)]
    return crawls + scrapy + ingests + again


@pytest.mark.parametrize(("command", "state", "sign"), jobs(), ids=lambda value: str(value))
def test_a_stop_is_acknowledged_and_ends_in_order(
    command: str, state: str, sign: signal.Signals, tmp_path: Path
) -> None:
    got = stopped(command, state, sign, tmp_path)
    assert got.acknowledged is not None, got.errors
    assert got.ended < MOST, got.errors
    assert got.code == CODES[sign], got.errors
    assert "Traceback" not in got.errors
    assert "pending" not in got.errors, "asyncio names tasks that were left"
    assert got.stored == got.counted
    assert says_interrupted(got, state), got.reasons


def says_interrupted(got: Stopped, state: str) -> bool:
    if state in LOCKED:  # nothing can be written: the next run marks this one as killed
        return got.reasons == [None] and "ends at once" in got.errors
    return got.reasons == ["interrupted"] or (state in UNBEGUN and not got.reasons)


PROGRAM = """
import sys, time
import sqlite3
from crawler.stop import Stop
def overdue():
    print("overdue", flush=True)
with Stop("the end is near", overdue=overdue, seconds={seconds}) as stop:
    try:
        print("ready", flush=True)
        {work}
    finally:
        print("closing", flush=True)
        {closing}
"""


def program(work: str, closing: str = "pass", seconds: float = 30) -> "subprocess.Popen[str]":
    code = PROGRAM.format(work=work, closing=closing, seconds=seconds)
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize(("sign", "name"), [(INT, "Ctrl-C"), (TERM, "SIGTERM")])
def test_the_first_signal_is_raised_after_a_word(sign: signal.Signals, name: str) -> None:
    process = program("time.sleep(60)")
    process.send_signal(sign)
    output, errors = process.communicate(timeout=60)
    assert output == "closing\n"
    assert errors.startswith(f"warta: {name}: the end is near\n")
    assert process.returncode in (CODES[sign], -sign), "Python ends itself by Ctrl-C"


def test_a_long_call_in_c_is_no_reason_to_be_silent() -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    process = program(f"sqlite3.connect('').execute({endless!r})", seconds=1)
    time.sleep(0.5)  # until it is in the call
    process.send_signal(TERM)
    output, errors = process.communicate(timeout=60)
    assert output == "overdue\n"
    assert "not ended within 1 s" in errors
    assert process.returncode == 143


def test_the_same_signal_twice_at_once_is_one_and_a_later_one_ends_at_once() -> None:
    process = program("time.sleep(60)", closing="time.sleep(60)")
    process.send_signal(TERM)
    assert process.stdout is not None
    assert process.stdout.readline() == "closing\n"
    process.send_signal(TERM)
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(TERM)
    output, errors = process.communicate(timeout=60)
    assert output == "overdue\n"
    assert "SIGTERM again: ends at once" in errors
    assert process.returncode == 143


def test_within_asking_a_function_is_called_and_after_it_nothing() -> None:
    before = signal.getsignal(TERM)
    asked: list[str] = []
    with Stop("x", overdue=lambda: None) as stop:
        with stop.asking(lambda: asked.append("now")):
            os.kill(os.getpid(), TERM)
            wait_for(stop)
        os.kill(os.getpid(), TERM)
    assert asked == ["now"]
    assert (stop.signal, stop.code) == (TERM, 143)
    assert signal.getsignal(TERM) is before


def wait_for(stop: Stop) -> None:
    deadline = time.monotonic() + 10
    while not stop.signal and time.monotonic() < deadline:
        time.sleep(0.01)


def test_in_another_thread_it_does_nothing() -> None:
    handlers: list[object] = []

    def use() -> None:
        with Stop("x", overdue=lambda: None):
            handlers.append(signal.getsignal(TERM))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(TERM)]
