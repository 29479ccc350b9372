"""The counts of a crawl while it runs, for all its outlets at once."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.query import OutletProgress, connect_readonly, next_due, progress
from pipelines.query.progress import _NEXT_DUE
from pipelines.records import Kind, Outcome, State
from pipelines.store import ArticleStore
from tests.support.progress import THREE, three_outlets

NOW = datetime.now(UTC).replace(microsecond=0)
DUE = NOW + timedelta(days=2)  # of the feed of the first outlet


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return three_outlets(tmp_path / "x.db", NOW)


def rows_of(db: Path, since: datetime, pid: int | None = None) -> list[OutletProgress]:
    return progress(db, THREE, pid=pid or os.getpid(), since=since)


def test_counts_of_each_outlet(db: Path) -> None:
    assert rows_of(db, NOW - timedelta(minutes=1)) == [
        OutletProgress(
            site="republika", found=4, fetched=4, dropped=1, failed=3, next_due=DUE, ended="blocked"
        ),
        OutletProgress(site="idntimes", fetched=1, dropped=1, ended="running"),
        OutletProgress(site="tempo"),
    ]


@pytest.mark.parametrize(
    ("since", "pid"),
    [(NOW + timedelta(hours=1), os.getpid()), (NOW - timedelta(minutes=1), os.getpid() + 1)],
    ids=["an earlier run", "another process"],
)
def test_other_runs_do_not_count(db: Path, since: datetime, pid: int) -> None:
    rows = rows_of(db, since, pid)
    assert [(row.fetched, row.ended) for row in rows] == [(0, "")] * 3
    assert rows[0].next_due == DUE


def test_the_first_of_all_kinds_is_due_next(db: Path) -> None:
    assert next_due(db, THREE) == {"republika": DUE, "idntimes": None, "tempo": None}
    sooner = {Kind.SITEMAP: timedelta(days=1), Kind.ARTICLE: timedelta(hours=3)}
    with ArticleStore(db) as store:
        for kind, wait in sooner.items():
            url = f"https://republika.co.id/{kind}"
            outcome = Outcome(
                url=url, result=None, site="republika", kind=kind, fetched_at=NOW,
                state=State.DONE, next_try_at=NOW + wait,
            )  # fmt: skip
            store.commit([outcome])
            assert next_due(db, ["republika"]) == {"republika": NOW + wait}


def test_what_is_due_is_found_along_the_index(db: Path) -> None:
    conn = connect_readonly(db)
    asked = {"sites": '["republika"]', "kinds": '["article"]'}
    steps = [row["detail"] for row in conn.execute(f"EXPLAIN QUERY PLAN {_NEXT_DUE}", asked)]
    conn.close()
    frontier = [step for step in steps if "frontier" in step]
    assert frontier and all(step.startswith("SEARCH") for step in frontier), steps
    assert "frontier_due (site=? AND kind=?" in frontier[0]


def test_no_database_yet(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    assert rows_of(path, NOW) == [OutletProgress(site=name) for name in THREE]
    assert next_due(path, THREE) == {}
    assert list(tmp_path.iterdir()) == []
    path.touch()  # another process has only just begun to make it
    assert rows_of(path, NOW) == [OutletProgress(site=name) for name in THREE]
