"""Search takes whatever people type; one article and the statistics come out ready for JSON."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.query import (
    Counts,
    Filter,
    QueryError,
    connect_readonly,
    count_hits,
    drops,
    search,
    show,
    stats,
)
from pipelines.records import Article, Drop, Failure, Outcome, Reason, Removed, State
from pipelines.store import ArticleStore, StoreError
from tests.support.articles import numbered

EVERYTHING = Filter(duplicates=True)

WIB = timezone(timedelta(hours=7))


def article(number: int, title: str, text: str, day: int = 1, **fields: Any) -> Article:
    given = {"published_at": datetime(2026, 11, day, 0, 30, tzinfo=WIB), "language": "id", **fields}
    fetched_at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return numbered(number, title=title, text=text, fetched_at=fetched_at, **given)


def filler(word: str) -> str:
    return " ".join(f"{word}{n}" for n in range(80))


ARTICLES = [
    article(1, "Banjir di Demak", f"Banjir Demak {filler('isi')}", 1),
    article(2, "Vaksin Covid-19 tiba", "Pemilu: 2024. " * 20, 2),
    article(3, "Café dibuka", filler("harga"), 3, authors=("Sri",),
            removed=(Removed(line="Baca juga", rule="related", position=2),)),
    article(4, "Korupsi dana desa", f"Koruptor {filler('k')}", 4, site="b", language="ms"),
    article(5, "Banjir lagi di Demak", f"Banjir Demak {filler('isi')}", 5, site="b"),
    article(6, "Tanpa tanggal", f"Undang-undang {filler('u')}", 6, published_at=None),
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "a.db"
    with ArticleStore(path, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC)) as store:
        run_id = store.start_run("crawl a b", ["a", "b"])
        dropped = Drop(url="https://a.example/x", reason=Reason.NO_TEXT, step="extract", site="a")
        failed = Failure(url="https://a.example/y", error="HTTP 500", status=500)
        results: list[Article | Drop | Failure] = [*ARTICLES, dropped, failed]
        store.commit(
            [Outcome(url=r.url, site="a", result=r, state=State.DONE) for r in results], run_id
        )
        store.finish_run(run_id, "finished")
        store.commit([Outcome(url="https://m.a.example/3", result=ARTICLES[2], state=State.DONE)])
    return path


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    conn = connect_readonly(path)
    yield conn
    conn.close()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("banjir", [1]),
        ("BANJIR demak", [1]),
        ("covid-19", [2]),
        ("pemilu: 2024", [2]),
        ('"pemilu 2024"', [2]),
        ('"2024 covid"', []),
        ('"banjir demak', [1]),
        ("cafe", [3]),
        ("korup*", [4]),
        ('"dana de"*', [4]),
        ("korup", []),
        ("undang-undang", [6]),
        ("banjir 🌋 & demak", [1]),
        ("banjir -", [1]),
        ("harga3 AND", []),
        ("AND", []),
        ("NEAR(banjir demak)", []),
        ("title:banjir", []),
        ("banjir) OR (1", [1]),
        ("banjir) AND (1", []),
        ("banjir tidakada", []),
    ],
)
def test_search(db: sqlite3.Connection, query: str, ids: list[int]) -> None:
    assert [hit.id for hit in search(db, query)] == ids


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "🌋", "*", "-", "?!", "\0"])
def test_a_query_without_a_word_is_refused(db: sqlite3.Connection, query: str) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        search(db, query)


def test_an_endless_query_is_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(QueryError, match="1,000 are enough"):
        search(db, "a " * 501)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    query=st.text(
        st.one_of(st.sampled_from("\"*():^+-{}~ \\'ANDORNT\0\ud800é🌋"), st.characters()),
        max_size=40,
    )
)
def test_no_query_breaks_the_search(path: Path, query: str) -> None:
    conn = connect_readonly(path)
    try:
        hits = search(conn, query)
        assert count_hits(conn, query, EVERYTHING).found >= len(hits)
    except QueryError as error:
        has_word = any(c.isascii() and c.isalnum() for c in query)
        assert not has_word or "only says what is not wanted" in str(error)
    finally:
        conn.close()


@settings(max_examples=50, deadline=None, derandomize=True)
@given(pieces=st.lists(st.sampled_from(["banjir", "DEMAK", "-", ":", "&", "(", "🌋"]), max_size=9))
def test_signs_between_words_change_nothing(path: Path, pieces: list[str]) -> None:
    conn = connect_readonly(path)
    try:
        if {"banjir", "DEMAK"} & set(pieces):
            assert [hit.id for hit in search(conn, " ".join(pieces))] == [1]
    finally:
        conn.close()


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"site": "a"}, {1, 2, 3, 6}),
        ({"site": "b", "duplicates": True}, {4, 5}),
        ({"language": "ms"}, {4}),
        ({"since": date(2026, 11, 3)}, {3, 4}),
        ({"until": date(2026, 11, 2)}, {1, 2}),
        ({"since": date(2026, 11, 2), "until": date(2026, 11, 2)}, {2}),
        ({"since": datetime(2026, 11, 1, 17, 30, tzinfo=UTC), "until": date(2026, 11, 3)}, {2, 3}),
        ({"since": datetime(2026, 11, 4, 0, 31)}, set()),
    ],
)
def test_filters(db: sqlite3.Connection, filters: dict[str, Any], ids: set[int]) -> None:
    # every title has one of these beginnings
    found = set()
    for word in ("banjir*", "vaksin*", "caf*", "korupsi*", "tanpa*"):
        found |= {hit.id for hit in search(db, word, Filter(**filters), limit=9)}
    assert found == ids


def test_pages_follow_one_another(db: sqlite3.Connection) -> None:
    everything = search(db, "di*", EVERYTHING, limit=99)
    assert len(everything) > 1
    assert search(db, "di*", EVERYTHING, limit=1, offset=1) == everything[1:2]


def test_a_hit_shows_where_it_matched(db: sqlite3.Connection) -> None:
    hit = search(db, "banjir", marks=("<b>", "</b>"))[0]
    assert hit.title == "<b>Banjir</b> di Demak"
    assert hit.snippet.startswith("<b>Banjir</b> Demak isi0")
    assert (hit.copies, hit.duplicate_of, hit.site, hit.language) == (1, None, "a", "id")
    assert hit.published_at is not None
    assert hit.published_at.isoformat() == "2026-11-01T00:30:00+07:00"
    assert hit.score > 0


def test_duplicates_are_hidden_counted_and_shown_on_request(db: sqlite3.Connection) -> None:
    assert count_hits(db, "banjir") == Counts(found=1, hidden=1)
    assert count_hits(db, "banjir", EVERYTHING) == Counts(found=2, hidden=0)
    hits = {hit.id: hit.duplicate_of for hit in search(db, "banjir", EVERYTHING)}
    assert hits == {1: None, 5: 1}


def test_the_title_weighs_more(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(article(1, "Kabar", f"gempa kecil {filler('a')}"))
        store.add(article(2, "Gempa", f"kabar lain {filler('b')}"))
    conn = connect_readonly(tmp_path / "a.db")
    assert [hit.id for hit in search(conn, "gempa")] == [2, 1]
    conn.close()


@pytest.mark.parametrize("key", [3, "3", " 3 ", "https://a.example/3", "https://m.a.example/3"])
def test_show(db: sqlite3.Connection, key: int | str) -> None:
    shown = show(db, key)
    assert shown is not None
    assert (shown["id"], shown["title"], shown["authors"]) == (3, "Café dibuka", ["Sri"])
    assert shown["published_at"] == "2026-11-03T00:30:00+07:00"
    assert shown["removed"] == [{"line": "Baca juga", "rule": "related", "position": 2}]
    assert (shown["revisions"], shown["duplicates"]) == ([], [])
    assert json.loads(json.dumps(shown)) == shown


def test_show_names_the_copies(db: sqlite3.Connection) -> None:
    for key, other in ((1, 5), (5, 1)):
        shown = show(db, key)
        assert shown is not None
        [copy] = shown["duplicates"]
        assert (copy["id"], copy["kind"], copy["similarity"]) == (other, "exact", 1.0)


@pytest.mark.parametrize("key", [99, "0", "9" * 30, "https://a.example/none", "", "²"])
def test_show_of_nothing(db: sqlite3.Connection, key: int | str) -> None:
    assert show(db, key) is None


def test_stats(db: sqlite3.Connection) -> None:
    found = stats(db)
    assert (found["articles"], found["duplicates"], found["revisions"]) == (6, 1, 0)
    assert found["languages"] == {"id": 5, "ms": 1}
    assert found["drops"] == {"no_text": 1}
    assert found["published"] == {
        "first": "2026-10-31T17:30:00Z", "last": "2026-11-04T17:30:00Z",
    }  # fmt: skip
    assert [(s["site"], s["articles"], s["dropped"]) for s in found["sites"]] == [
        ("a", 4, 1), ("b", 2, 0),
    ]  # fmt: skip
    assert found["fill_rates"]["published_at"] == round(5 / 6, 4)
    [run] = found["runs"]
    assert (run["seen"], run["stored"], run["dropped"], run["failed"]) == (8, 6, 1, 1)
    assert json.loads(json.dumps(found)) == found


def test_stats_of_an_empty_database(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    conn = connect_readonly(tmp_path / "a.db")
    found = stats(conn)
    assert (found["articles"], found["sites"], found["runs"]) == (0, [], [])
    assert found["published"] == {"first": None, "last": None}
    conn.close()


def test_drops(db: sqlite3.Connection) -> None:
    [drop] = drops(db, site="a")
    assert (drop["url"], drop["reason"], drop["step"]) == (
        "https://a.example/x", "no_text", "extract",
    )  # fmt: skip
    assert drops(db, reason="timeout") == drops(db, offset=1) == []


def test_nothing_here_writes(db: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM articles")


def test_damage_found_while_reading_is_explained(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.db"
    source = sqlite3.connect(path)
    source.execute(f"VACUUM INTO '{copy}'")
    source.close()
    data = bytearray(copy.read_bytes())
    data[3 * 4096 :] = b"\xff" * (len(data) - 3 * 4096)
    copy.write_bytes(data)
    with pytest.raises(StoreError, match=r"a\.db is damaged"):
        stats(connect_readonly(copy))
