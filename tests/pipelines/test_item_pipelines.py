"""The item pipeline: what goes on to feed exports is what was stored, and nothing else."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import DropItem

from pipelines.item_pipelines import ArticleItem, StorePipeline
from pipelines.query import connect_readonly
from pipelines.query.export import FIELDS, export
from pipelines.records import Article, Drop, Outcome, Reason, Removed, State
from pipelines.store import ArticleStore
from pipelines.work.batch_writer import BatchWriter

NOW = datetime(2026, 11, 21, 12, 0, 0, 250_000, tzinfo=UTC)
URL = "https://koran.example/berita/1"
ARTICLE = Article(
    url=URL,
    site="koran",
    title="Kafe\u0301 desa dibuka",
    text="Warga membuka kafe di tepi sawah.\nMereka menjual kopi.",
    fetched_at=NOW,
    authors=("Sari Coba",),
    published_at=datetime(2026, 11, 21, 18, tzinfo=timezone(timedelta(hours=7))),
    removed=(Removed(line="Baca Juga", rule="related.link", position=1),),
    origin={"title": "visible"},
)


def item(result: Any = ARTICLE, url: str = URL) -> ArticleItem:
    return ArticleItem(Outcome(url=url, site="koran", result=result, state=State.DONE))


class Spider:
    """A spider with a run."""

    def __init__(self, store: ArticleStore | None = None) -> None:
        self.writer: BatchWriter | None = None
        if store:
            self.writer = BatchWriter(
                store,
                store.start_run("crawl koran", ["koran"]),
                size=1,
                seconds=60.0,
                on_taken=lambda outcome: None,
                on_commit=lambda counts: None,
                on_error=lambda error: None,
            )


# What the database adds to the fields of an article.
ADDED = ("id", "published_on", "words", "duplicate_of", "duplicate_of_url")


def processed(spider: Spider, given: Any) -> Any:
    return asyncio.run(StorePipeline(spider).process_item(given))


def test_an_item_is_what_an_export_has(tmp_path: Path) -> None:
    path = tmp_path / "warta.db"
    with ArticleStore(path) as store:
        stored = processed(Spider(store), item())
    out = tmp_path / "out.jsonl"
    with out.open("w", encoding="utf-8") as file:
        export(connect_readonly(path), "jsonl", file)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert set(written) == {*stored, *ADDED}
    assert json.dumps(stored) == json.dumps({name: written[name] for name in stored})
    assert (written["id"], written["duplicate_of"], written["duplicate_of_url"]) == (1, None, None)
    assert tuple(stored) == FIELDS


def test_what_was_not_stored_goes_no_further(tmp_path: Path) -> None:
    drop = Drop(url=URL, reason=Reason.NO_TEXT, step="extract", detail="no body text")
    revision = replace(ARTICLE, text="Kafe itu ditutup lagi.")
    with ArticleStore(tmp_path / "warta.db") as store:
        spider = Spider(store)
        with pytest.raises(DropItem, match="no_text: no body text"):
            processed(spider, item(drop))
        store.add(ARTICLE)
        with pytest.raises(DropItem, match="unchanged"):
            processed(spider, item())
        assert processed(spider, item(revision))["text"] == "Kafe itu ditutup lagi."
    with pytest.raises(DropItem, match="not stored"):
        processed(spider, item(replace(ARTICLE, text="Sesudah berkas ditutup.")))


def test_other_items_and_a_spider_without_a_run_are_let_through() -> None:
    assert processed(Spider(), {"lain": 1}) == {"lain": 1}
    given = item()
    assert processed(Spider(), given) is given


def test_an_item_is_an_article_or_a_drop() -> None:
    with pytest.raises(TypeError, match="an item is an article or a drop"):
        item(None)
