"""Runs own their sites; many processes share a file; a killed one leaves everything right."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.records import Added, Candidate, Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore, RunBusy
from pipelines.store.processes import Process, is_alive, start_of, this_process
from pipelines.store.runs import counters
from tests.support.articles import numbered

NOW = datetime(2026, 11, 21, 22, 57, 3, tzinfo=UTC)


def change_run(store: ArticleStore, run_id: int, **columns: Any) -> None:
    """Make a run look as another process left it."""
    conn = sqlite3.connect(store.path)
    for name, value in columns.items():
        conn.execute(f"UPDATE runs SET {name} = ? WHERE id = ?", (value, run_id))
    conn.commit()
    conn.close()


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with ArticleStore(tmp_path / "a.db", clock=lambda: NOW) as opened:
        yield opened


def test_a_run_owns_its_sites_until_it_is_finished(store: ArticleStore) -> None:
    first = store.start_run("crawl a b", ["a", "b"])
    message = (
        rf"b: run {first} \(crawl a b, process {os.getpid()} on .*\) .* since 2026-11-21T22:57"
    )
    with pytest.raises(RunBusy, match=message):
        store.start_run("crawl b c", ["b", "c"])
    other = store.start_run("crawl c", ["c"])
    store.finish_run(first, "finished")
    store.finish_run(first, "too late")
    assert store.run(first)["finish_reason"] == "finished"
    assert store.start_run("crawl b", ["b"]) > other


def test_runs_without_sites_do_not_stand_in_each_other_s_way(store: ArticleStore) -> None:
    assert store.start_run("ingest x") < store.start_run("ingest x")


@pytest.mark.parametrize(
    "gone", [{"process": "an earlier process with this id"}, {"pid": 2**22 + 1}]
)
def test_a_dead_run_is_marked_killed_and_frees_its_sites(
    store: ArticleStore, gone: dict[str, Any]
) -> None:
    dead = store.start_run("crawl a", ["a"])
    change_run(store, dead, **gone)
    store.start_run("crawl a", ["a"])
    run = store.run(dead)
    assert (run["finish_reason"], run["finished_at"]) == ("killed", "2026-11-21T22:57:03Z")


@pytest.mark.parametrize(("silent", "busy"), [(9, True), (11, False)])
def test_a_run_on_another_host_lives_by_its_heartbeat(
    tmp_path: Path, silent: int, busy: bool
) -> None:
    now = NOW
    with ArticleStore(tmp_path / "a.db", clock=lambda: now) as store:
        run_id = store.start_run("crawl a", ["a"])
        change_run(store, run_id, host="elsewhere", pid=1, process="x")
        store.commit([], run_id)
        now = NOW + timedelta(minutes=silent)
        if busy:
            with pytest.raises(RunBusy, match="on elsewhere"):
                store.start_run("crawl a", ["a"])
        else:
            store.start_run("crawl a", ["a"])


def test_a_run_keeps_the_versions_it_ran_with(store: ArticleStore) -> None:
    run = store.run(store.start_run("crawl a", ["a"], versions={"rules": "2026-11-20"}))
    assert run["versions"]["rules"] == "2026-11-20"
    assert {"warta", "code", "python", "sqlite", "scrapy"} <= set(run["versions"])
    assert run["sites"] == ["a"]


def test_counters_of_an_unknown_run_are_an_error(store: ArticleStore) -> None:
    with pytest.raises(ValueError, match="no run 77"):
        store.commit([], 77)
    with pytest.raises(ValueError, match="no run 77"):
        store.run(77)


def test_a_process_is_told_from_a_later_one_with_its_id() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = Process(host="", pid=child.pid, started=start_of(child.pid))
    try:
        assert is_alive(process)
        assert not is_alive(Process(host="", pid=child.pid, started="earlier"))
    finally:
        child.kill()
        child.wait()
        assert child.stdin
        child.stdin.close()
    assert not is_alive(process)
    assert is_alive(this_process())


# A writer in a process of its own: outcome batches of pages numbered from the arguments on.
WRITER = """
import random, sys
from datetime import UTC, datetime
from pipelines.records import Article, Candidate, Outcome, State
from pipelines.store import ArticleStore

path, site, first, count, batch = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
now = datetime(2026, 11, 21, tzinfo=UTC)

def page(n):
    draw = random.Random(n // 2)  # every second page carries the text of the one before
    text = " ".join(f"{draw.choice('bcdfgjklmnprst')}{draw.choice('aiueo')}{draw.randrange(999)}"
                    for _ in range(150))
    url = f"https://{site}.example/{n}"
    article = Article(url=url, site=site, title=f"Judul {n}", text=text, fetched_at=now)
    link = Candidate(url=f"https://{site}.example/{n + 1}")
    return Outcome(url=url, site=site, result=article, state=State.DONE, links=(link,))

with ArticleStore(path) as store:
    run = store.start_run(f"crawl {site}", [site])
    for at in range(first, first + count, batch):
        store.commit([page(n) for n in range(at, min(at + batch, first + count))], run)
        print(at, flush=True)
    store.finish_run(run, "finished")
"""


def writer(path: Path, site: str, first: int, count: int, batch: int) -> subprocess.Popen[str]:
    arguments = [str(path), site, str(first), str(count), str(batch)]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE, text=True
    )


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    conn = sqlite3.connect(path)
    try:
        return conn.execute(sql).fetchall()
    finally:
        conn.close()


def test_several_processes_write_one_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writers = [writer(path, f"site{n}", 0, 60, 7) for n in range(4)]
    for process in writers:
        process.communicate(timeout=120)
    assert [process.returncode for process in writers] == [0, 0, 0, 0]
    assert rows(path, "SELECT site, count(*) FROM articles GROUP BY site") == [
        (f"site{n}", 60) for n in range(4)
    ]
    # 30 different texts, whoever came first with each
    assert rows(path, "SELECT count(*) FROM articles WHERE duplicate_of IS NULL") == [(30,)]
    assert rows(path, "SELECT sum(stored), sum(seen), count(*) FROM runs") == [(240, 240, 4)]
    with ArticleStore(path) as store:
        assert store.check() == []


def test_a_killed_writer_loses_nothing_it_said_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    draw = random.Random(9)
    first = 0
    for _ in range(4):
        process = writer(path, "a", first, 100_000, 5)
        assert process.stdout
        said = int(process.stdout.readline())
        time.sleep(draw.uniform(0.0, 0.3))  # into a batch, between two, wherever it is
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        said = int([str(said), *rest.split()][-1])
        with ArticleStore(path) as store:
            assert store.check() == []
        stored = {int(url.rpartition("/")[2]) for (url,) in rows(path, "SELECT url FROM articles")}
        assert set(range(said + 5)) <= stored
        assert stored == set(range(len(stored))) and len(stored) % 5 == 0
        marks = {
            int(url.rpartition("/")[2])
            for (url,) in rows(path, "SELECT url FROM frontier WHERE state = 'done'")
        }
        assert marks == stored
        assert rows(path, "SELECT sum(seen), sum(stored + unchanged) FROM runs") == [
            (len(stored), len(stored))
        ]
        with ArticleStore(path) as store:  # what is left to do, and nothing else
            kinds = [Kind.ARTICLE]
            due = store.due("a", kinds=kinds, now=datetime.now(UTC), limit=9)
            assert [row.url for row in due] == [f"https://a.example/{len(stored)}"]
        first = len(stored)
    reasons = rows(path, "SELECT finish_reason FROM runs ORDER BY id")
    assert reasons == [("killed",), ("killed",), ("killed",), (None,)]


def test_counters_hold_in_many_small_commits(store: ArticleStore) -> None:
    run_id = store.start_run("crawl a", ["a"])
    for number in range(5):
        url = f"https://a.example/{number}"
        article = numbered(number, text=f"kata {number}", deck="Ringkasan")
        links = (Candidate(url=f"{url}/x"),)
        outcome = Outcome(url=url, site="a", result=article, state=State.DONE, links=links)
        store.commit([outcome], run_id)
        store.commit([Outcome(url=url, result=article), Outcome(url=url, result=None)], run_id)
    run = store.run(run_id)
    assert [run[name] for name in ("seen", "stored", "unchanged", "links")] == [15, 5, 10, 5]
    assert run["fill_rates"]["deck"] == 1.0
    assert json.loads(json.dumps(run)) == run


FAILED = Failure(url="https://a.example/1", error="x")
DROPPED = Drop(url="https://a.example/1", reason=Reason.NO_TEXT, step="extract")
NEW = Added(article_id=1, kind="new")
BRINGS = {
    "failed": (FAILED, None, State.RETRY),
    "waits": (FAILED, None, State.WAITING),
    "dropped": (DROPPED, None, State.DROPPED),
    "unchanged": (None, None, State.DONE),
    "new": (DROPPED, NEW, State.DONE),
    "revised": (DROPPED, Added(article_id=1, kind="revised"), State.DONE),
}


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (["failed"], "failed"),
        (["failed", "failed", "new"], "new"),
        (["failed", "failed", "failed"], "failed"),
        (["failed", "dropped"], "dropped"),
        (["failed", "unchanged"], "unchanged"),
        (["waits", "waits"], ""),
        (["waits", "new"], "new"),
        (["failed", "waits", "new"], "new"),
        (["dropped", "new"], "new"),
        (["dropped", "failed"], "dropped"),
        (["new", "revised"], "new"),
        (["new", "failed"], "new"),
        (["new", "dropped"], "new"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else value or "nothing",
)
def test_a_page_is_one_outcome_of_a_run(course: list[str], expected: str) -> None:
    counts: Counter[str] = Counter()
    earlier = None
    for step in course:
        result, added, state = BRINGS[step]
        outcome = Outcome(url=FAILED.url, result=result, state=state, earlier=earlier)
        counts.update(counters(outcome, added))
        earlier = earlier if state is State.WAITING else state
    found = {name for name in ("failed", "dropped", "unchanged", "revised", "new") if counts[name]}
    assert found == ({expected} if expected else set())
    assert counts["seen"] == bool(expected)
    assert counts["stored"] == (expected == "new")


def test_a_listing_that_is_read_after_a_failure_did_not_fail() -> None:
    feed = Outcome(url=FAILED.url, result=FAILED, kind=Kind.FEED, state=State.RETRY)
    counts = counters(feed, None)
    assert counts == {"listings_failed": 1}
    read = replace(feed, result=None, state=State.DONE, earlier=State.RETRY)
    counts.update(counters(read, None))
    assert (counts["listings"], counts["listings_failed"]) == (1, 0)


def test_the_last_ends_of_an_outlet_say_until_when_it_is_left_alone(store: ArticleStore) -> None:
    for reason, until in (
        ("finished", None),
        ("asked to wait", NOW + timedelta(hours=1)),
        ("interrupted", None),
        ("no network", None),
    ):
        store.finish_run(store.start_run("crawl a", ["a"]), reason, wait_until=until)
    store.finish_run(store.start_run("crawl b", ["b"]), "blocked")
    expected = [("asked to wait", NOW + timedelta(hours=1)), ("finished", None)]
    assert store.last_ends("a") == expected
    assert store.last_ends("c") == []


def test_the_open_runs_of_this_process_are_interrupted(store: ArticleStore) -> None:
    done = store.start_run("crawl a", ["a"])
    store.finish_run(done, "finished")
    mine, theirs = store.start_run("crawl a", ["a"]), store.start_run("crawl b", ["b"])
    change_run(store, theirs, host="elsewhere", pid=1, process="x")
    store.interrupt_runs()
    reasons = [store.run(run)["finish_reason"] for run in (done, mine, theirs)]
    assert reasons == ["finished", "interrupted", None]
