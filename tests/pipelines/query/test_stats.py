"""Counts by day, week and month, by outlet, of a period."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import Filter, connect_readonly
from pipelines.query.stats import SPANS, span_of, stats
from pipelines.store import ArticleStore
from tests.support.articles import article

TODAY = date(2026, 11, 21)
DAYS = {"a": [1, 1, 18, 20, 20, 20], "b": [20, 19]}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    def one(site: str, n: int, at: datetime | None) -> Any:
        words = " ".join(f"{site}{n}kata{m}" for m in range(30))
        return article(
            url=f"https://{site}.example/{n}", site=site, title=f"Judul {site} {n}", text=words,
            published_at=at, authors=("Ani",) if n % 2 else (), language="id" if n else "ms",
        )  # fmt: skip

    with ArticleStore(tmp_path / "a.db") as store:
        for site, days in DAYS.items():
            for n, day in enumerate(days):
                # 20:00 UTC is the next day in Indonesia
                store.add(one(site, n, datetime(2026, 11, day, 20, tzinfo=UTC) - timedelta(days=1)))
        store.add(one("b", 7, None))
        store.add(one("b", 8, datetime(2031, 1, 1, tzinfo=UTC)))
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        yield conn


def spans(found: dict[str, Any]) -> dict[str, int]:
    return {row[found["by"]]: row["articles"] for row in found["published_per"] if row["articles"]}


def test_the_last_days_are_those_up_to_today(db: sqlite3.Connection) -> None:
    found = stats(db, today=TODAY)
    assert found["articles"] == 10  # the one of the future and the one without a date count
    assert spans(found) == {"2026-11-18": 1, "2026-11-19": 1, "2026-11-20": 4}
    assert len(found["published_per"]) == 14
    by_outlet = {site["site"]: site["published_per"][-4:] for site in found["sites"]}
    assert by_outlet == {"a": [1, 0, 3, 0], "b": [0, 1, 1, 0]}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("week", {"2026-10-26": 2, "2026-11-16": 6}),
        ("month", {"2026-11-01": 8}),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(
    db: sqlite3.Connection, by: str, expected: dict[str, int]
) -> None:
    assert spans(stats(db, by=by, today=TODAY)) == expected


@pytest.mark.parametrize("by", SPANS)
@pytest.mark.parametrize(
    ("period", "articles", "sites"),
    [
        (Filter(site="a"), 6, {"a": 6}),
        (Filter(since=date(2026, 11, 19)), 6, {"a": 3, "b": 3}),
        (Filter(until=date(2026, 11, 19)), 4, {"a": 3, "b": 1}),
        (Filter(site="b", since=date(2026, 11, 19), until=date(2026, 11, 19)), 1, {"b": 1}),
        (Filter(site="c"), 0, {}),
        (Filter(since=date(2040, 1, 1)), 0, {"a": 0, "b": 0}),
        (Filter(since=date.min, until=date.max), 9, {"a": 6, "b": 3}),
        (Filter(since=datetime(2026, 11, 19, 5, tzinfo=UTC)), 6, {"a": 3, "b": 3}),
    ],
)
def test_a_period_holds_for_all_counts_of_articles(
    db: sqlite3.Connection, period: Filter, articles: int, sites: dict[str, int], by: str
) -> None:
    found = stats(db, period, by=by, today=TODAY)
    assert found["articles"] == found["fill_rates_of"] == articles
    assert sum(found["languages"].values()) == articles
    assert {site["site"]: site["articles"] for site in found["sites"]} == sites


def test_fill_rates_are_of_the_articles_counted(db: sqlite3.Connection) -> None:
    assert stats(db, Filter(site="a"), today=TODAY)["fill_rates"]["authors"] == 0.5


def test_no_count_reads_all_articles(db: sqlite3.Connection) -> None:
    """Fill rates alone read rows, and no more than the newest."""
    plans = []
    db.set_trace_callback(plans.append)
    stats(db, Filter(site="a", since=date(2026, 11, 1)), by="week")
    stats(db)
    db.set_trace_callback(None)
    scans = []
    for sql in plans:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"):
                if row[3] in ("SCAN articles", "SCAN a"):
                    scans.append(sql)
    assert [sql for sql in scans if "LIMIT 10000" not in sql] == []
    assert len(scans) <= 1


@pytest.mark.parametrize(
    ("day", "by", "first"),
    [
        ("2026-11-22", "week", "2026-11-16"),
        ("2026-11-23", "week", "2026-11-23"),
        ("2026-02-28", "month", "2026-02-01"),
        ("2026-02-28", "day", "2026-02-28"),
    ],
)
def test_span_of(day: str, by: str, first: str) -> None:
    assert span_of(day, by) == first


def test_what_is_not_counted_by_day_is_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="outlet and day alone"):
        stats(db, Filter(tag="cuaca"))
