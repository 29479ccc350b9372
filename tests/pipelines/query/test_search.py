"""Search finds what a full ranking of all matches finds, exact forms first, within its filters."""

import importlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.query import Filter, connect_readonly, count_hits, search
from pipelines.query.search import condition
from pipelines.store import ArticleStore
from tests.support.articles import numbered

WIB = timezone(timedelta(hours=7))
WORDS = (
    "harga", "beras", "pasar", "naik", "turun", "banjir", "rob", "demak", "gubernur",
    "mengundang", "diundang", "undangan", "undang", "petani", "pertanian", "tani", "panen",
    "bupati", "sidang", "korupsi", "dikorupsi", "ekonomi", "15.750", "Rp15.750",
)  # fmt: skip
SITES = ("a", "b")
FIFTH = date(2026, 11, 5)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("search") / "a.db"
    draw = random.Random(3)
    with ArticleStore(made) as store:
        for number in range(1, 121):
            day = datetime(2026, 11, 1, 9, tzinfo=WIB) + timedelta(days=draw.randrange(20))
            words = draw.choices(WORDS, k=draw.randrange(12, 60))
            store.add(
                numbered(
                    number,
                    site=draw.choice(SITES),
                    title=" ".join(draw.choices(WORDS, k=4)),
                    text=" ".join(words),
                    published_at=draw.choice([day, None]),
                    section=draw.choice(["Ekonomi", ""]),
                    tags=draw.sample(["Beras", "Pasar", "Hukum"], 1),
                    authors=(draw.choice(["Ani Sari", "Budi Santoso"]),),
                    language=draw.choice(["id", "jv"]),
                )
            )
    return made


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_readonly(path)) as conn:
        yield conn


def ranked(db: sqlite3.Connection, match: str) -> list[int]:
    """Return the ids of all matches that are no duplicates, as FTS5 itself ranks them."""
    rows = db.execute(
        "SELECT articles.id FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid"
        " WHERE articles_fts MATCH ? AND duplicate_of IS NULL"
        " ORDER BY articles_fts.rank, published_at DESC, articles.id",
        (match,),
    )
    return [row[0] for row in rows]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
def test_exact_hits_are_those_of_a_full_ranking(path: Path, words: list[str]) -> None:
    with closing(connect_readonly(path)) as db:
        hits = search(db, " ".join(words), exact=True, limit=200)
        if not any(word[-1].isdigit() for word in words):
            assert [hit.id for hit in hits] == ranked(db, " AND ".join(f'"{w}"' for w in words))
        assert count_hits(db, " ".join(words), exact=True).found == len(hits)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True))
def test_other_forms_come_after_the_exact_ones(path: Path, words: list[str]) -> None:
    with closing(connect_readonly(path)) as db:
        exact = [hit.id for hit in search(db, " ".join(words), exact=True, limit=200)]
        hits = search(db, " ".join(words), limit=200)
        assert [hit.id for hit in hits if hit.matched == "exact"] == exact
        assert [hit.id for hit in hits][: len(exact)] == exact
        counts = count_hits(db, " ".join(words))
        assert (counts.found, counts.related) == (len(hits), len(hits) - len(exact))


def test_forms_of_a_word_find_one_another(db: sqlite3.Connection) -> None:
    found = [
        {hit.id for hit in search(db, word, limit=200)}
        for word in ("mengundang", "diundang", "undangan", "undang")
    ]
    assert found[0] == found[1] == found[2] == found[3]
    assert found[0] == set(ranked(db, "mengundang OR diundang OR undangan OR undang"))
    assert {hit.matched for hit in search(db, '"mengundang"', limit=200)} == {"exact"}


@pytest.mark.parametrize("size", [1, 7, 30])
def test_pages_together_are_the_whole(db: sqlite3.Connection, size: int) -> None:
    whole = [hit.id for hit in search(db, "petani", limit=200)]
    paged = []
    while page := search(db, "petani", limit=size, offset=len(paged)):
        paged += [hit.id for hit in page]
    assert paged == whole


def test_by_date_the_newest_is_first_and_the_undated_last(db: sqlite3.Connection) -> None:
    hits = search(db, "petani", sort="date", limit=200)
    assert {hit.id for hit in hits} == {hit.id for hit in search(db, "petani", limit=200)}
    days = [hit.published_at.timestamp() if hit.published_at else 0 for hit in hits]
    assert days == sorted(days, reverse=True)
    exact = {hit.id for hit in search(db, "petani", exact=True, limit=200)}
    assert {hit.id for hit in hits if hit.matched == "exact"} == exact


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_of_very_many_matches_the_newest_are_ranked(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    module = importlib.import_module("pipelines.query.search")
    for name in ("_COUNT", "_RANKED"):
        sql = getattr(module, name)
        monkeypatch.setattr(module, name, sql.replace("10001", "6").replace("10000", "5"))
    monkeypatch.setattr(module, "MAX_RANKED", 5)
    hits = search(db, "harga", sort=sort, limit=5)
    newest = sorted(ranked(db, "harga"))[-5:]
    if sort == "relevance":
        assert sorted(hit.id for hit in hits) == newest
    else:
        rows = db.execute("SELECT published_at FROM articles WHERE duplicate_of IS NULL AND id IN"
                          " (SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'harga')"
                          " ORDER BY published_at DESC LIMIT 5")  # fmt: skip
        assert [hit.published_at for hit in hits] == [datetime.fromisoformat(r[0]) for r in rows]
    counts = count_hits(db, "harga")
    assert not counts.is_exact
    assert counts.found + counts.hidden == 5


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("site:b", Filter(site="b")),
        ("since:2026-11-05 until:2026-11-09", Filter(since=FIFTH, until=date(2026, 11, 9))),
        ("lang:JV", Filter(language="jv")),
        ("section:ekonomi", Filter(section="Ekonomi")),
        ('tag:"beras"', Filter(tag="Beras")),
        ('author:"ani sari"', Filter(author="Ani Sari")),
        ("author:santoso", Filter(author="Budi Santoso")),
    ],
)  # fmt: skip
def test_typed_filters_are_those_of_the_options(
    db: sqlite3.Connection, typed: str, which: Filter
) -> None:
    hits = [hit.id for hit in search(db, f"petani {typed}", limit=200)]
    assert hits == [hit.id for hit in search(db, "petani", which, limit=200)]
    where, values = which.where()
    inside = {row[0] for row in db.execute(f"SELECT id FROM articles WHERE {where}", values)}
    everything = {hit.id for hit in search(db, "petani", limit=200)}
    assert set(hits) == everything & inside
    assert 0 < len(hits) < len(everything)
    assert count_hits(db, "petani", which).found == len(hits)
    alone = search(db, typed, limit=200)
    assert {hit.id for hit in alone} == inside


def test_excluded_and_alternative_values(db: sqlite3.Connection) -> None:
    everything = {hit.id for hit in search(db, "harga", limit=200)}
    of_a = {hit.id for hit in search(db, "harga site:a", limit=200)}
    assert {hit.id for hit in search(db, "harga -site:a", limit=200)} == everything - of_a
    assert {hit.id for hit in search(db, "harga site:a site:b", limit=200)} == everything


def test_the_condition_is_what_search_finds(db: sqlite3.Connection) -> None:
    for query in ("petani", "petani -harga site:a", "site:b tag:beras", "15.750 OR undang"):
        where, values = condition(db, query)
        found = {row[0] for row in db.execute(f"SELECT id FROM articles WHERE {where}", values)}
        hits = search(db, query, Filter(duplicates=True), limit=500)
        assert found == {hit.id for hit in hits}


def test_sqlite_utils_finds_the_same_in_the_same_order(path: Path, db: sqlite3.Connection) -> None:
    theirs = [row["id"] for row in Database(path)["articles"].search("harga")]
    ours = search(db, "harga", Filter(duplicates=True), exact=True, limit=200)
    assert set(theirs) == {hit.id for hit in ours}
    scores = {hit.id: hit.score or 0 for hit in ours}
    assert [scores[number] for number in theirs] == sorted(scores.values(), reverse=True)
    first = [hit.id for hit in search(db, "harga", Filter(duplicates=True), limit=200)]
    assert first[: len(ours)] == [hit.id for hit in ours]


def test_one_hit_of_a_story_names_the_others(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        for number in (1, 2, 3):
            store.add(numbered(number, text=f"Kebakaran pasar {number} tadi malam di kota."))
    db = Database(tmp_path / "a.db")
    db.execute("UPDATE articles SET story_id = 1 WHERE id IN (1, 3)")
    db.conn.commit()
    db.close()
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        hits = search(conn, "kebakaran", by_story=True)
        assert {(hit.id, hit.others) for hit in hits} in (
            {(1, (3,)), (2, ())},
            {(3, (1,)), (2, ())},
        )
