"""Which articles are exported: filters, queries, order, where the next export goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import Filter, QueryError, connect_readonly
from pipelines.query.export.rows import Chosen, reading
from pipelines.records import Article
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered

WORDS = ("harga beras naik", "banjir rob", "harga cabai turun", "beras dan cabai", "pemilu raya")
SITES = ("republika", "idntimes", "kompas")


def stored_article(number: int) -> Article:
    words = " ".join(f"artikel{number}kata{n}" for n in range(60))
    return numbered(
        number,
        site=SITES[number % 3],
        title=WORDS[number % 5].title(),
        text=f"{WORDS[number % 5]} {words}",
        language="jv" if number == 4 else "id",
        section="Ekonomi" if number % 2 else "",
        authors=("Sri Wulan",) if number in (2, 3) else (),
        editors=("Budi",) if number == 5 else (),
        tags=("Beras",) if number < 3 else (),
        published_at=None if number == 6 else NOW - timedelta(days=number),
        fetched_at=NOW + timedelta(minutes=number),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.db"
    articles = [stored_article(number) for number in range(1, 9)]
    copy = replace(articles[0], url="https://b.example/copy", site="kompas")
    with ArticleStore(path) as store:
        kinds = [added.kind for added in store.add_many([*articles, copy])]
    assert kinds == ["new"] * 8 + ["duplicate"]
    return path


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_readonly(path)) as conn:
        yield conn


def ids(db: sqlite3.Connection, *, latest: bool = False, **chosen: Any) -> list[int]:
    with reading(db, Chosen(**chosen), ("id",), latest=latest) as rows:
        return [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"duplicates": True}, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ({"site": "idntimes"}, [1, 4, 7]),
        ({"site": "kompas", "duplicates": True}, [2, 5, 8, 9]),
        ({"language": "jv"}, [4]),
        ({"section": "ekonomi"}, [1, 3, 5, 7]),
        ({"author": "sri wulan"}, [2, 3]),
        ({"author": "budi"}, [5]),
        ({"tag": "BERAS"}, [1, 2]),
        ({"since": date(2026, 11, 19)}, [1, 2]),
        ({"until": date(2026, 11, 14)}, [7, 8]),
        ({"since": date(2026, 11, 15), "until": date(2026, 11, 17), "site": "idntimes"}, [4]),
        ({"site": "nowhere"}, []),
    ],
)
def test_filters(db: sqlite3.Connection, which: dict[str, Any], found: list[int]) -> None:
    assert ids(db, which=Filter(**which)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harga", [2, 5, 7]),
        ("harga beras", [5]),
        ('"beras dan cabai"', [3, 8]),
        ("pem*", [4]),
        ("artikel7kata3", [7]),
        ("tidak-ada", []),
        ("harga -beras", [2, 7]),
        ("banjir OR pemilu", [1, 4, 6]),
        ("harga site:idntimes", [7]),
        ("tag:beras", [1, 2]),
        ("cabai lang:id since:2026-11-16", [2, 3]),
    ],
)
def test_a_query_finds_what_search_finds(
    db: sqlite3.Connection, query: str, found: list[int]
) -> None:
    assert ids(db, query=query) == found
    assert ids(db, query=query, order="newest") == found
    assert sorted(ids(db, query=query, latest=True)) == found


def test_a_query_without_a_word_is_an_error(db: sqlite3.Connection) -> None:
    with pytest.raises(QueryError):
        ids(db, query="!!")
    assert len(ids(db)) == 8  # the connection is still of use


def test_several_sites_are_alternatives_and_everything_else_holds_too(
    db: sqlite3.Connection,
) -> None:
    assert ids(db, sites=("republika", "kompas")) == [2, 3, 5, 6, 8]
    assert ids(db, sites=("republika", "kompas"), query="harga") == [2, 5]
    assert ids(db, sites=("kompas",), which=Filter(section="Ekonomi"), since_id=4) == [5]


def test_newest_first_with_undated_ones_last(db: sqlite3.Connection) -> None:
    assert ids(db, order="newest") == [1, 2, 3, 4, 5, 7, 8, 6]
    assert ids(db, order="newest", limit=2) == [1, 2]


def test_the_latest_are_those_that_were_fetched_last(db: sqlite3.Connection) -> None:
    assert ids(db, latest=True, limit=8)[:3] == [8, 7, 6]
    assert ids(db, latest=True, limit=2) == [8, 7]
    assert ids(db, latest=True, limit=2, sites=("idntimes",)) == [7, 4]


def test_exports_that_go_on_from_each_other_have_every_article_once(
    db: sqlite3.Connection,
) -> None:
    found: list[int] = []
    hidden = 0
    since = 0
    for _ in range(20):
        with reading(db, Chosen(since_id=since, limit=3), ("id",)) as rows:
            found += [row["id"] for row in rows]
        hidden += rows.hidden
        if rows.last_id == since:
            break
        since = rows.last_id
    assert found == ids(db)
    assert (since, hidden) == (9, 1)


@pytest.mark.parametrize(
    ("chosen", "count", "hidden", "last"),
    [
        ({}, 8, 1, 9),
        ({"limit": 8}, 8, 0, 8),
        ({"which": Filter(duplicates=True)}, 9, 0, 9),
        ({"since_id": 9}, 0, 0, 9),
        ({"which": Filter(site="kompas")}, 3, 1, 9),
        ({"which": Filter(site="idntimes")}, 3, 0, 7),
        ({"which": Filter(language="xx")}, 0, 0, 0),
    ],
)
def test_what_was_passed_over_is_known_afterwards(
    db: sqlite3.Connection, chosen: dict[str, Any], count: int, hidden: int, last: int
) -> None:
    with reading(db, Chosen(**chosen)) as rows:
        assert rows.count_up_to(100) == count
        assert len(list(rows)) == count
    assert (rows.count, rows.hidden, rows.last_id) == (count, hidden, last)


def test_counting_stops_at_what_is_enough(db: sqlite3.Connection) -> None:
    with reading(db, Chosen()) as rows:
        assert rows.count_up_to(3) == 3


def test_a_row_has_the_columns_and_what_the_format_needs(db: sqlite3.Connection) -> None:
    with reading(db, Chosen(columns=("title", "published_on")), ("id", "tags")) as rows:
        row = next(iter(rows))
        assert [column.name for column in rows.columns] == ["title", "published_on"]
    assert row == {
        "title": "Banjir Rob", "published_on": date(2026, 11, 20), "id": 1, "tags": ("Beras",),
    }  # fmt: skip


def test_times_are_in_the_zone_asked_for(db: sqlite3.Connection) -> None:
    with reading(db, Chosen(columns=("published_at",), zone=UTC)) as rows:
        moment = next(iter(rows))["published_at"]
    assert (moment, moment.utcoffset()) == (datetime(2026, 11, 20, 12, tzinfo=UTC), timedelta())


def test_what_is_stored_meanwhile_is_not_seen(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with closing(connect_readonly(copy)) as conn, reading(conn, Chosen(), ("id",)) as rows:
        walk = iter(rows)
        first = next(walk)["id"]
        with ArticleStore(copy) as store:
            store.add(stored_article(44))
        assert [first, *(row["id"] for row in walk)] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("which", [Filter(), Filter(site="kompas"), Filter(section="Ekonomi")])
def test_the_articles_come_in_the_order_of_an_index(db: sqlite3.Connection, which: Filter) -> None:
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    ids(db, which=which)
    db.set_trace_callback(None)
    chosen = next(text for text in statements if "articles_facts" in text)
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {chosen}")]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    assert "COVERING INDEX articles_facts" in plan[0]


def test_each_article_is_read_when_it_is_its_turn(db: sqlite3.Connection) -> None:
    statements: list[str] = []
    with reading(db, Chosen()) as rows:
        db.set_trace_callback(statements.append)
        walk = iter(rows)
        for read in (1, 2, 3):
            next(walk)
            assert len([text for text in statements if "articles.text" in text]) == read
        db.set_trace_callback(None)


def test_columns_that_are_not_asked_for_are_not_read(db: sqlite3.Connection) -> None:
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    with reading(db, Chosen(columns=("title",))) as rows:
        assert len(list(rows)) == 8
    db.set_trace_callback(None)
    assert not [text for text in statements if "articles.text" in text or "removed" in text]
