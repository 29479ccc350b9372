"""A filter chooses the articles that it says, and no others."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from sqlite3 import Connection

import pytest

from pipelines.query import Filter, connect_readonly
from pipelines.store import ArticleStore
from tests.support.articles import numbered

WIB = timezone(timedelta(hours=7))
WIT = timezone(timedelta(hours=9))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("filters") / "a.db"
    with ArticleStore(path) as store:
        for made in (
            numbered(1, authors=("Ani Sari",), tags=("Harga Beras", "Pasar"), section="Ekonomi",
                     published_at=datetime(2026, 5, 2, 3, tzinfo=WIB), text="Beras naik lagi."),
            numbered(2, editors=("ani sari",), language="en", text="Rice is dear again."),
            numbered(3, site="b", tags=("harga beras",), section="EKONOMI",
                     published_at=datetime(2026, 5, 2, 1, tzinfo=WIT), text="Panen di Merauke."),
            numbered(4, authors=("Sari",), tags=("beras",), text="Sawah kering di timur."),
        ):  # fmt: skip
            store.add(made)
    with closing(connect_readonly(path)) as conn:
        yield conn


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), [1, 2, 3, 4]),
        (Filter(site="b"), [3]),
        (Filter(language="en"), [2]),
        (Filter(author="ANI SARI"), [1, 2]),
        (Filter(author="ani"), []),
        (Filter(tag="harga beras"), [1, 3]),
        (Filter(section="ekonomi"), [1, 3]),
        (Filter(section="ekonomi", site="a", tag="Pasar"), [1]),
        (Filter(since=date(2026, 5, 2), until=date(2026, 5, 2)), [1, 3]),
        (Filter(until=date(2026, 5, 1)), []),
        (Filter(since=datetime(2026, 5, 2, 0, tzinfo=WIB)), [1]),  # 1 in Merauke is 23 in Jakarta
        (Filter(until=datetime(2026, 5, 2, 0)), [3]),
        (Filter(tag="' OR 1=1 --"), []),
    ],
)
def test_it_chooses(db: Connection, wanted: Filter, ids: list[int]) -> None:
    where, values = wanted.where()
    found = db.execute(f"SELECT id FROM articles WHERE {where} ORDER BY id", values)
    assert [row["id"] for row in found] == ids
