"""Outcomes are committed together, in time, and what cannot be stored is said."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.records import Article, Candidate, Drop, Failure, Kind, Outcome, Reason, State
from pipelines.store import ArticleStore, StoreError
from pipelines.work.batch_writer import BatchWriter

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "warta.db", clock=lambda: NOW) as opened:
        yield opened


class Owner:
    """Who crawls: what the writer tells it."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.counts: list[Counter[str]] = []
        self.errors: list[str] = []

    def writer(self, store: ArticleStore, size: int = 3, seconds: float = 60.0) -> BatchWriter:
        return BatchWriter(
            store,
            store.start_run("crawl koran", ["koran"]),
            size=size,
            seconds=seconds,
            on_taken=lambda outcome: self.taken.append(outcome.url),
            on_commit=self.counts.append,
            on_error=self.errors.append,
        )


def outcome(number: int, result: Any = None, **fields: Any) -> Outcome:
    url = f"https://koran.example/berita/{number}"
    article = Article(
        url=url, site="koran", title=f"Kabar {number}", text=f"Isi {number}.", fetched_at=NOW
    )
    return Outcome(url=url, site="koran", result=result or article, state=State.DONE, **fields)


def run(work: Callable[[], Any]) -> None:
    asyncio.run(work())


def test_a_batch_is_committed_when_it_is_full(store: ArticleStore) -> None:
    owner = Owner()

    async def work() -> None:
        writer = owner.writer(store)
        first, second = writer.add(outcome(1)), writer.add(outcome(2))
        assert not first.done() and not owner.counts
        third = writer.add(outcome(3))
        kinds = [(await each).kind for each in (first, second, third)]
        assert kinds == ["new", "new", "new"]

    run(work)
    assert owner.taken == [f"https://koran.example/berita/{n}" for n in (1, 2, 3)]
    assert owner.counts == [Counter(seen=3, extracted=3, stored=3, new=3)]


def test_a_batch_is_committed_when_its_first_outcome_has_waited(store: ArticleStore) -> None:
    owner = Owner()

    async def work() -> None:
        added = await asyncio.wait_for(owner.writer(store, seconds=0.01).add(outcome(1)), 10)
        assert added is not None and added.kind == "new"

    run(work)


def test_at_the_end_each_outcome_is_committed_at_once(store: ArticleStore) -> None:
    owner = Owner()

    async def work() -> None:
        writer = owner.writer(store)
        waiting = writer.add(outcome(1))
        writer.commit_at_once()
        assert waiting.done()
        assert writer.add(outcome(2)).done()
        writer.flush()

    run(work)
    assert len(owner.counts) == 2


def test_what_is_no_article_is_counted_for_what_it_is(store: ArticleStore) -> None:
    owner = Owner()
    url = "https://koran.example/rss"
    found = (Candidate(url="https://koran.example/berita/9"),)
    several = [
        outcome(1, Drop(url="https://koran.example/1", reason=Reason.NO_TEXT, step="extract")),
        outcome(2, Failure(url="https://koran.example/2", error="503", status=503)),
        Outcome(url=url, site="koran", result=None, kind=Kind.FEED, links=found, state=State.DONE),
    ]

    async def work() -> None:
        writer = owner.writer(store)
        assert [await each for each in [writer.add(one) for one in several]] == [None] * 3

    run(work)
    assert owner.counts == [Counter(seen=2, dropped=1, failed=1, listings=1)]
    assert store.frontier_row(found[0].url) is not None


def test_what_cannot_be_stored_is_said_once_and_to_each_that_waits(store: ArticleStore) -> None:
    owner = Owner()

    async def work() -> None:
        writer = owner.writer(store, size=2)
        store.close()
        one, two = writer.add(outcome(1)), writer.add(outcome(2))
        for each in (one, two):
            with pytest.raises(StoreError):
                await each

    run(work)
    assert len(owner.errors) == 1
    assert not owner.counts


def test_one_that_no_longer_waits_does_not_disturb_the_others(store: ArticleStore) -> None:
    owner = Owner()

    async def work() -> None:
        writer = owner.writer(store, size=2)
        writer.add(outcome(1)).cancel()
        added = await writer.add(outcome(2))
        assert added is not None and added.kind == "new"

    run(work)
    assert owner.counts[0]["stored"] == 2
