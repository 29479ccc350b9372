"""Runs: who works on which sites, and what came of it."""

import json
import platform
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pipelines.duplicates import SCHEME
from pipelines.provenance import code_digest
from pipelines.records import ARTICLE_FIELDS, Added, Article, Drop, Failure, Kind, Outcome, State
from pipelines.store.connect import StoreError
from pipelines.store.processes import Process, is_alive
from pipelines.store.rows import array, mapping, moment_of, stamp, stamp_or_none

# A run on another host counts as dead when it has not stored anything for so long.
DEAD_AFTER = timedelta(minutes=10)

COUNTERS = (
    "seen", "stored", "new", "duplicates", "unchanged", "revised", "reprocessed", "dropped",
    "failed",
    "listings", "listings_failed", "links", "extracted",
)  # fmt: skip
# Fields whose fill rate is watched; the others cannot be empty.
FILLED = tuple(field.name for field in ARTICLE_FIELDS if field.optional)

_LAST_END = """
SELECT finish_reason FROM runs
WHERE sites = :sites
    AND (command LIKE 'crawl %' OR command LIKE 'fetch %' AND finish_reason = 'blocked')
    AND finish_reason IN ('finished', 'limit', 'blocked', 'in trouble', 'asked to wait')
ORDER BY id DESC LIMIT 1
"""
_LAST_ENDS = """
SELECT finish_reason, wait_until FROM runs
WHERE sites = :sites AND finished_at IS NOT NULL
    AND (command LIKE 'crawl %'
        OR command LIKE 'fetch %' AND finish_reason IN ('blocked', 'asked to wait'))
    AND finish_reason NOT IN ('interrupted', 'killed', 'failed', 'no network')
ORDER BY id DESC LIMIT 10
"""


class RunBusy(StoreError):
    """Another run that is still alive works on one of the sites."""


def start(
    conn: sqlite3.Connection,
    command: str,
    sites: Iterable[str],
    *,
    process: Process,
    now: datetime,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Return the id of a new run that owns the sites. Raises `RunBusy`. Needs a transaction."""
    wanted = set(sites)
    bury_dead(conn, process.host, now)
    for row in conn.execute("SELECT * FROM runs WHERE finished_at IS NULL ORDER BY id"):
        shared = sorted(wanted & set(json.loads(row["sites"])))
        if shared:
            raise RunBusy(
                f"{', '.join(shared)}: run {row['id']} ({row['command']}, process {row['pid']} on "
                f"{row['host']}) has been working on it since {row['started_at']}: "
                "wait until it is done, or stop it"
            )
    row = conn.execute(
        "INSERT INTO runs (command, sites, started_at, heartbeat_at, host, pid, process, versions)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            command,
            array(sorted(wanted)),
            stamp(now),
            stamp(now),
            process.host,
            process.pid,
            process.started,
            mapping({**_versions(), **(versions or {})}),
        ),
    ).fetchone()
    return int(row["id"])


def bury_dead(conn: sqlite3.Connection, host: str, now: datetime) -> None:
    """Mark the runs whose process is gone as `killed`, at the time of their last sign of life."""
    for row in conn.execute("SELECT * FROM runs WHERE finished_at IS NULL").fetchall():
        if not _alive(row, host, now):
            conn.execute(
                "UPDATE runs SET finished_at = heartbeat_at, finish_reason = 'killed' WHERE id = ?",
                (row["id"],),
            )


def _alive(row: sqlite3.Row, host: str, now: datetime) -> bool:
    if row["host"] == host:
        return is_alive(Process(host=host, pid=row["pid"], started=row["process"]))
    heartbeat = moment_of(row["heartbeat_at"])
    return heartbeat is not None and now - heartbeat < DEAD_AFTER


def finish(
    conn: sqlite3.Connection,
    run_id: int,
    reason: str,
    now: datetime,
    *,
    wait_until: datetime | None = None,
) -> None:
    """Close a run; one that is closed already keeps its reason.

    `wait_until` is the time until which its outlet is left alone.
    """
    conn.execute(
        "UPDATE runs SET finished_at = ?, heartbeat_at = ?, finish_reason = ?, wait_until = ?"
        " WHERE id = ? AND finished_at IS NULL",
        (stamp(now), stamp(now), reason, stamp_or_none(wait_until), run_id),
    )


def interrupt(conn: sqlite3.Connection, process: Process, now: datetime) -> None:
    """Close the open runs of a process as `interrupted`. Needs a transaction."""
    conn.execute(
        "UPDATE runs SET finished_at = :now, heartbeat_at = :now, finish_reason = 'interrupted'"
        " WHERE finished_at IS NULL AND host = :host AND pid = :pid AND process = :process",
        {"now": stamp(now), "host": process.host, "pid": process.pid, "process": process.started},
    )


def last_end(conn: sqlite3.Connection, site: str) -> str:
    """Return how the outlet's last crawl ended, "" without one.

    Crawls that were interrupted or failed on our side do not count.
    """
    row = conn.execute(_LAST_END, {"sites": array([site])}).fetchone()
    return "" if row is None else str(row["finish_reason"])


def last_ends(conn: sqlite3.Connection, site: str) -> list[tuple[str, datetime | None]]:
    """Return how the outlet's last completed crawls ended and until when it is left alone.

    The newest first, ten at most. Crawls that were interrupted, killed or failed on our side do not
    count.
    """
    rows = conn.execute(_LAST_ENDS, {"sites": array([site])})
    return [(str(row["finish_reason"]), moment_of(row["wait_until"])) for row in rows]


def count(
    conn: sqlite3.Connection,
    run_id: int,
    outcomes: Iterable[tuple[Outcome, Added | None]],
    *,
    links: int,
    now: datetime,
) -> None:
    """Add a batch to the counters of a run. Needs the transaction that stores the batch."""
    counts: Counter[str] = Counter(links=links)
    filled: Counter[str] = Counter()
    for outcome, added in outcomes:
        counted = counters(outcome, added)
        counts.update(counted)
        if isinstance(outcome.result, Article) and counted["extracted"]:
            filled.update(name for name in FILLED if getattr(outcome.result, name))
    row = conn.execute("SELECT filled FROM runs WHERE id = ?", (run_id,)).fetchone()
    if row is None:
        raise ValueError(f"there is no run {run_id}")
    filled.update(json.loads(row["filled"]))
    sums = ", ".join(f"{name} = {name} + ?" for name in COUNTERS)
    conn.execute(
        f"UPDATE runs SET {sums}, filled = ?, heartbeat_at = ? WHERE id = ?",
        (*(counts[name] for name in COUNTERS), mapping(filled), stamp(now), run_id),
    )


def counters(outcome: Outcome, added: Added | None) -> Counter[str]:
    """Return what one outcome adds to the counters.

    A page has one outcome in a run, however often it is asked for: one that replaces a failure or a
    drop takes that back, and one after an article adds nothing. Nor does one that has to wait.
    """
    if outcome.state is State.WAITING:
        return Counter()
    names = _counters(outcome, added)
    if outcome.earlier is None or outcome.earlier is State.WAITING:
        return Counter(names)
    counts = Counter(names)
    if outcome.kind is not Kind.ARTICLE:
        if outcome.earlier is State.RETRY:
            counts["listings_failed"] -= 1
        return counts
    is_dropped = outcome.earlier is State.DROPPED
    if outcome.earlier is State.DONE or (is_dropped and "extracted" not in counts):
        return Counter()
    counts.subtract(["seen", "dropped" if is_dropped else "failed"])
    return counts


def _counters(outcome: Outcome, added: Added | None) -> list[str]:
    """Return the counters of one outcome: one of the six besides `seen`, always."""
    failed = isinstance(outcome.result, Failure)
    if outcome.kind is not Kind.ARTICLE:
        return ["listings_failed" if failed else "listings"]
    if added is None:
        if failed:
            return ["seen", "failed"]
        return ["seen", "dropped" if isinstance(outcome.result, Drop) else "unchanged"]
    match added.kind:
        case "new":
            return ["seen", "extracted", "stored", "new"]
        case "duplicate":
            return ["seen", "extracted", "stored", "duplicates"]
    return ["seen", "extracted", added.kind]


def summary(conn: sqlite3.Connection, run_id: int) -> dict[str, Any]:
    """Return one run as a dict: its columns with JSON read, and `fill_rates` per field (0..1)."""
    row = conn.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    if row is None:
        raise ValueError(f"there is no run {run_id}")
    return run_dict(row)


def run_dict(row: sqlite3.Row) -> dict[str, Any]:
    """Return a row of `runs` as a dict ready for JSON, with `fill_rates` per field (0..1)."""
    run = dict(row)
    run["sites"] = json.loads(run["sites"])
    run["versions"] = json.loads(run["versions"])
    filled = json.loads(run.pop("filled"))
    extracted = run["extracted"]
    run["fill_rates"] = {
        name: round(filled.get(name, 0) / extracted, 4) if extracted else 0.0 for name in FILLED
    }
    return run


def _versions() -> dict[str, str]:
    """Return the versions of what makes an article what it is."""
    versions = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "fingerprint": SCHEME,
        "code": code_digest(),
    }
    for package in ("warta", "scrapy", "trafilatura", "selectolax", "langdetect"):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions
