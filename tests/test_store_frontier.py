"""The frontier's rows in the database: what a mark writes and what a new discovery changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.records import FrontierRow, Kind, Outcome, State
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://koran.example/berita/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=lambda: NOW) as opened:
        yield opened


def row_of(store: ArticleStore, url: str = URL) -> FrontierRow:
    row = store.frontier_row(url)
    assert row is not None
    return row


def done(store: ArticleStore, next_try_at: datetime | None = None, url: str = URL) -> None:
    """Mark a URL as fetched, to be looked at again at that time."""
    outcome = Outcome(
        url=url,
        result=None,
        site="koran",
        fetched_at=NOW,
        state=State.DONE,
        next_try_at=next_try_at,
    )
    store.commit([outcome])


@pytest.mark.parametrize("extra", [timedelta(), timedelta(microseconds=1), timedelta(seconds=0.9)])
def test_a_wait_is_never_cut_short(store: ArticleStore, extra: timedelta) -> None:
    done(store, NOW + extra)
    at = row_of(store).next_try_at
    assert at is not None
    assert extra <= at - NOW <= timedelta(seconds=1)
    assert not store.due("koran", kinds=[Kind.ARTICLE], now=at - timedelta(seconds=1), limit=9)
