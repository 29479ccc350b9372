"""Articles come out of the database as they went in."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pipelines.query import Filter, articles, connect_readonly
from pipelines.records import Removed
from pipelines.store import ArticleStore
from tests.support.articles import numbered


def test_articles_come_back_as_they_were_stored(tmp_path: Path) -> None:
    stored = [
        numbered(1, tags=("Pasar",), removed=(Removed(line="Baca juga: x", rule="related"),)),
        numbered(2, site="b", authors=("Ani",), text="Hujan turun deras di lereng gunung."),
        numbered(3, text="Panen garam tahun ini datang lebih awal."),
    ]
    with ArticleStore(tmp_path / "a.db") as store:
        store.add_many(stored)
    with closing(connect_readonly(tmp_path / "a.db")) as db:
        assert [replace(each, made_by="") for each in articles(db)] == stored
        assert [each.url for each in articles(db, Filter(site="b"))] == [stored[1].url]
        assert [each.url for each in articles(db, since_id=2)] == [stored[2].url]
        assert [each.url for each in articles(db, limit=2)] == [each.url for each in stored[:2]]
        assert [each.url for each in articles(db, since_id=1, limit=1)] == [stored[1].url]
        assert [each.url for each in articles(db, limit=9)] == [each.url for each in stored]
        assert list(articles(db, limit=0)) == []
        reading = articles(db)
        assert next(reading) == stored[0]
        reading.close()
