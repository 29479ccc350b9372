"""The worker pool: whatever a page does, its future holds an outcome and the others go on."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.records import Article, Drop, Limits, Page, Reason, Rules, TextPage
from pipelines.work.worker_pool import WorkerPool
from pipelines.work.worker_tasks import attempt, run_here
from tests.support.articles import NOW, article
from tests.support.hostile_work import work
from tests.support.paths import ROOT

LIMITS = Limits(seconds=1.0, markup_bytes=200_000)
RULES = Rules(site="contoh")


def page(what: str | bytes, url: str = "https://contoh.example/1") -> Page:
    return Page(url=url, html=what.encode() if isinstance(what, str) else what, fetched_at=NOW)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(LIMITS, workers=2, work=work) as pool:
        yield pool


BAD = [
    ("hang", Reason.TIMEOUT, "no result after 1 s"),
    ("hang in C", Reason.TIMEOUT, "no result after 1 s"),
    ("exit", Reason.CRASH, "the worker process died: exit code 3"),
    ("crash", Reason.CRASH, "the worker process died: SIGSEGV"),
    ("killed", Reason.CRASH, "the worker process died: SIGKILL"),
    ("raise", Reason.CRASH, "KeyError: 'no such thing'"),
    ("recurse", Reason.CRASH, "RecursionError: maximum recursion depth exceeded"),
    ("memory", Reason.CRASH, "MemoryError"),
]


@pytest.mark.parametrize(("what", "reason", "detail"), BAD)
def test_a_bad_page_is_a_drop_that_says_why(
    pool: WorkerPool, what: str, reason: Reason, detail: str
) -> None:
    outcome = pool.submit(page(what), RULES).result(timeout=30)
    assert isinstance(outcome, Drop)
    assert (outcome.reason, outcome.site, outcome.step) == (reason, "contoh", "worker")
    assert outcome.url == "https://contoh.example/1"
    assert outcome.detail.startswith(detail)


def test_good_pages_among_bad_ones_all_come_through(pool: WorkerPool) -> None:
    bad = ["exit", "raise", "killed", "crash", "memory"]
    asked = [bad[i // 3 % 5] if i % 3 == 0 else f"page {i}" for i in range(60)]
    futures = [pool.submit(page(what), RULES) for what in asked]
    for what, future in zip(asked, futures, strict=True):
        outcome = future.result(timeout=60)
        if what in bad:
            assert isinstance(outcome, Drop)
            assert outcome.reason is Reason.CRASH
        else:
            assert isinstance(outcome, Article)
            assert outcome.title == what


def test_a_crash_is_never_blamed_on_another_page_while_this_process_is_busy(
    pool: WorkerPool,
) -> None:
    stop = threading.Event()

    def spin() -> None:
        while not stop.is_set():
            sum(range(1000))

    thread = threading.Thread(target=spin)
    thread.start()
    try:
        futures = [pool.submit(page("exit" if i % 2 else "ok"), RULES) for i in range(30)]
        kinds = [type(f.result(timeout=60)) for f in futures]
    finally:
        stop.set()
        thread.join()
    assert kinds == [Article, Drop] * 15


def test_the_hanging_pages_of_one_outlet_do_not_hold_up_another() -> None:
    with WorkerPool(LIMITS, workers=2, work=work) as pool:
        hanging = [pool.submit(page("hang"), Rules(site="macet")) for _ in range(6)]
        others = [pool.submit(page("next"), RULES) for _ in range(6)]
        order: list[type[Article | Drop]] = []
        for future in (*hanging, *others):
            future.add_done_callback(lambda done: order.append(type(done.result())))
    assert sorted(order, key=repr) == [Article] * 6 + [Drop] * 6
    assert order[:9].count(Article) == 6, "at most three hanging pages end before the last other"


def test_one_hanging_page_does_not_hold_up_the_other_worker() -> None:
    pool = WorkerPool(Limits(seconds=60), workers=2, work=work)
    hanging = pool.submit(page("hang"), RULES)
    for _ in range(5):
        assert isinstance(pool.submit(page("quick"), RULES).result(timeout=30), Article)
    assert not hanging.done()
    pool.close(finish_work=False)


def test_a_worker_that_is_killed_while_idle_is_replaced() -> None:
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        first = pool.submit(page("pid"), RULES).result(timeout=30)
        assert isinstance(first, Article)
        os.kill(int(first.title), signal.SIGKILL)
        time.sleep(0.2)
        after = [pool.submit(page("pid"), RULES).result(timeout=30) for _ in range(2)]
    assert isinstance(after[-1], Article)
    assert after[-1].title != first.title


def test_workers_ignore_the_signals_that_mean_the_parent() -> None:
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        first = pool.submit(page("pid"), RULES).result(timeout=30)
        assert isinstance(first, Article)
        os.kill(int(first.title), signal.SIGINT)
        os.kill(int(first.title), signal.SIGTERM)
        assert pool.submit(page("pid"), RULES).result(timeout=30) == first


def test_a_worker_is_recycled_after_its_number_of_pages() -> None:
    with WorkerPool(LIMITS, workers=1, recycle_after=3, work=work) as pool:
        outcomes = [pool.submit(page("pid"), RULES).result(timeout=30) for _ in range(7)]
    pids = [outcome.title for outcome in outcomes if isinstance(outcome, Article)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_a_page_over_the_cap_is_cut_to_one_byte_more(pool: WorkerPool) -> None:
    outcome = pool.submit(page(b"a" * 300_000), RULES).result(timeout=30)
    assert isinstance(outcome, Article)
    assert outcome.text == str(LIMITS.markup_bytes + 1)


def test_a_big_result_comes_back_whole(pool: WorkerPool) -> None:
    outcome = pool.submit(page("big"), RULES).result(timeout=30)
    assert isinstance(outcome, Article)
    assert len(outcome.text) == 5_000_000


def test_closing_waits_for_the_work() -> None:
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        futures = [pool.submit(page(str(i)), RULES) for i in range(20)]
    assert all(isinstance(future.result(timeout=0), Article) for future in futures)
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(page("late"), RULES)


def test_closing_at_once_cancels_what_is_left() -> None:
    pool = WorkerPool(Limits(seconds=30), workers=1, work=work)
    futures = [pool.submit(page("hang"), RULES), pool.submit(page("next"), RULES)]
    time.sleep(0.3)
    pool.close(finish_work=False)  # had it waited for the page, that would be a drop
    for future in futures:
        with pytest.raises(CancelledError):
            future.result(timeout=0)


def test_a_cancelled_future_is_skipped() -> None:
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        hanging = pool.submit(page("hang"), RULES)
        cancelled: Future[Article | Drop] = pool.submit(page("never"), RULES)
        assert cancelled.cancel()
        assert isinstance(pool.submit(page("last"), RULES).result(timeout=30), Article)
    assert isinstance(hanging.result(timeout=0), Drop)


def test_an_event_loop_waits_for_a_page_without_blocking(pool: WorkerPool) -> None:
    async def pages() -> list[Article | Drop]:
        futures = [pool.submit(page(what), RULES) for what in ("exit", "a", "b")]
        return await asyncio.gather(*map(asyncio.wrap_future, futures))

    kinds = [type(outcome) for outcome in asyncio.run(pages())]
    assert kinds == [Drop, Article, Article]


def test_an_exception_names_the_step_it_left() -> None:
    code = "def step(item, rules, limits): return item.nothing"
    names: dict[str, Any] = {"__name__": "pipelines.clean.cleaning.catalogue"}
    exec(code, names)
    outcome = attempt(names["step"], page("x"), RULES, LIMITS)
    assert isinstance(outcome, Drop)
    assert (outcome.reason, outcome.step) == (Reason.CRASH, "clean")
    assert outcome.detail == "AttributeError: 'Page' object has no attribute 'nothing'"


HOSTILE = {
    "deep": "<div>" * 60_000 + "teks" + "</div>" * 60_000,
    "misnested": "<b><i>" * 20_000 + "teks",
    "big": "<p>Satu kalimat yang pendek saja, tidak lebih.</p>" * 100_000,
    "one token": "<p>" + "a" * 5_000_000,
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(50_000)) + ">teks",
    "json-ld": '<script type="application/ld+json">' + '{"author":[' * 50_000 + "</script>",
    "quotes": '<script type="application/ld+json">{"@type":"NewsArticle","a":"' + '\\"a' * 50_000,
    "dates": '<div class="date">' + "2026-01-" * 200_000,
    "surrogates": "<p>\ud800 dan \x00 dan \ufffe</p>",
}


@pytest.fixture(scope="module")
def chain() -> Iterator[WorkerPool]:
    with WorkerPool(Limits(seconds=3), workers=2) as pool:
        yield pool


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_has_an_outcome(chain: WorkerPool, name: str) -> None:
    html = f"<!doctype html><title>Judul</title>{HOSTILE[name]}".encode("utf-8", "surrogatepass")
    outcome = chain.submit(page(html), Rules()).result(timeout=30)
    assert isinstance(outcome, Article) or outcome.reason is not Reason.CRASH


def test_texts_and_articles_go_through_the_later_steps(chain: WorkerPool) -> None:
    text = "Warga desa membangun jembatan baru di atas sungai yang deras itu bersama-sama. " * 3
    stated = article(url="id:1", site="contoh", title="Jembatan baru", text=text)
    copied = TextPage(url="file:a.txt#1", text=f"Jembatan baru\n\n{text}\n", fetched_at=NOW)
    for item in (stated, copied):
        outcome = chain.submit(item, RULES).result(timeout=30)
        assert outcome == run_here(item, RULES)
        assert isinstance(outcome, Article), outcome
        assert (outcome.title, outcome.language) == ("Jembatan baru", "id")
        assert outcome.fingerprint is not None


def test_a_page_is_dropped_when_no_worker_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("pipelines.work.worker_pool._Worker", refuse)
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        outcome = pool.submit(page("x"), RULES).result(timeout=60)
    assert isinstance(outcome, Drop)
    assert (outcome.reason, outcome.detail) == (Reason.CRASH, "no worker process could be started")


def test_what_cannot_be_sent_to_a_worker_is_a_drop_and_the_next_page_goes_on() -> None:
    with WorkerPool(LIMITS, workers=1, work=work) as pool:
        odd = replace(page("x"), content_type=lambda: "no text")  # type: ignore[arg-type]
        outcome = pool.submit(odd, RULES).result(timeout=30)
        assert isinstance(outcome, Drop)
        assert outcome.reason is Reason.CRASH
        assert isinstance(pool.submit(page("next"), RULES).result(timeout=30), Article)


def test_work_that_no_worker_could_find_is_refused_at_once() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        WorkerPool(LIMITS, workers=1, work=lambda item, rules, limits: item)


PARENT = """
import sys, time
from datetime import datetime, UTC
from tests.support.hostile_work import work
from pipelines.records import Limits, Page, Rules
from pipelines.work.worker_pool import WorkerPool

pool = WorkerPool(Limits(seconds=2), workers=3, work=work)
for name in sys.argv[1:]:
    what = b"note" if name.endswith("note") else b"hang in C"
    pool.submit(Page(url=name, html=what, fetched_at=datetime.now(UTC)), Rules())
print("going", flush=True)
time.sleep(60 if sys.argv[1:] else 0)
"""


def group(pgid: int) -> list[int]:
    """Return the processes of a process group, without zombies."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == pgid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def start_parent(script: Path, *args: str, prelude: str = "") -> "subprocess.Popen[str]":
    script.write_text(prelude + PARENT)
    return subprocess.Popen(
        [sys.executable, str(script), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        text=True,
        start_new_session=True,
    )


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    noted = tmp_path / "note"
    with start_parent(tmp_path / "parent.py", str(noted), "hang in C") as parent:
        deadline = time.monotonic() + 30
        while not noted.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        assert len(group(parent.pid)) > 3
        parent.kill()
    deadline = time.monotonic() + 2 + 2 + 4
    while group(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert group(parent.pid) == []


@pytest.mark.parametrize("wait", [0.1, 1.0])
def test_ctrl_c_reaches_the_parent_only(tmp_path: Path, wait: float) -> None:
    command = "import signal; signal.signal(signal.SIGINT, lambda *_: sys.exit(7))\n"
    with start_parent(tmp_path / "parent.py", "a", "b", prelude="import sys\n" + command) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        time.sleep(wait)
        os.killpg(parent.pid, signal.SIGINT)
        _, errors = parent.communicate(timeout=20)
    assert (parent.returncode, errors) == (7, "")


def test_a_program_that_forgets_to_close_the_pool_still_ends(tmp_path: Path) -> None:
    with start_parent(tmp_path / "parent.py") as parent:
        assert parent.wait(timeout=20) == 0
        assert parent.stdout is not None
        # Once: the program is not run again in its workers, though it has no main guard.
        assert parent.stdout.read() == "going\n"
