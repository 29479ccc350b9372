"""What the store makes of articles: new, duplicate, revised, unchanged, and what it keeps."""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records import (
    Article,
    Candidate,
    Drop,
    Failure,
    Kind,
    Outcome,
    Reason,
    Removed,
    State,
)
from pipelines.store import ArticleStore
from pipelines.store.rows import article_of
from tests.support.articles import numbered

NOW = datetime(2026, 11, 21, 22, 57, 3, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))


def words(seed: int, count: int = 120) -> str:
    """Return a text of invented words, another one for every seed."""
    draw = random.Random(seed)
    syllables = ("ka", "ri", "bu", "sen", "to", "mal", "ing", "pe", "dang", "lu", "wa", "ju")
    made = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(count)]
    return "\n".join(" ".join(made[at : at + 30]) for at in range(0, count, 30))


def article(number: int = 1, **fields: Any) -> Article:
    """Return an article with a text of its own."""
    url = f"https://a.example/berita/{number}"
    own = {"url": url, "text": words(number), "fetched_at": NOW, "language": "id"}
    return numbered(number, **{**own, **fields})


FULL = article(
    7,
    deck="Ringkasan berita",
    authors=("Sri Rahayu", "Budi"),
    editors=("Ani",),
    published_at=datetime(2026, 11, 21, 9, 5, tzinfo=WIB),
    modified_at=datetime(2026, 11, 21, 10, 0, tzinfo=WIB),
    dateline="JAKARTA",
    section="Nasional",
    tags=("banjir", 'cuaca "ekstrem"'),
    image_url="https://a.example/a.jpg",
    captions=("Foto: banjir",),
    language_confidence=0.99,
    source_agency="ANTARA",
    removed=(Removed(line="Baca juga: x", rule="related", position=1), Removed(line="a", rule="b")),
    flags=("continues",),
    origin={"title": "json-ld", "text": "rule:2023"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "a.db", clock=lambda: NOW) as opened:
        yield opened
        assert opened.check() == []


def rows(store: ArticleStore, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query, read over a connection of its own."""
    conn = sqlite3.connect(store.path)
    try:
        return conn.execute(sql, values).fetchall()
    finally:
        conn.close()


def stored(store: ArticleStore, url: str) -> Article:
    """Return an article as the database has it."""
    conn = sqlite3.connect(store.path)
    conn.row_factory = sqlite3.Row
    try:
        row = conn.execute("SELECT * FROM articles WHERE url = ?", (url,)).fetchone()
        lines = conn.execute(
            "SELECT * FROM removed WHERE article_id = ? ORDER BY number", (row["id"],)
        )
        removed = [Removed(line=r["line"], rule=r["rule"], position=r["position"]) for r in lines]
        return article_of(row, removed)
    finally:
        conn.close()


def test_every_field_comes_back_as_it_went_in(store: ArticleStore) -> None:
    added = store.add(FULL)
    assert (added.kind, added.duplicate_of, added.article_id) == ("new", None, 1)
    back = stored(store, FULL.url)
    assert back == FULL
    assert back.published_at is not None
    assert back.published_at.isoformat() == "2026-11-21T09:05:00+07:00"
    assert rows(store, "SELECT published_at, published_offset, fetched_at FROM articles") == [
        ("2026-11-21T02:05:00Z", "+07:00", "2026-11-21T22:57:03Z")
    ]
    assert rows(store, "SELECT authors, tags FROM articles") == [
        ('["Sri Rahayu","Budi"]', '["banjir","cuaca \\"ekstrem\\""]')
    ]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("Cafe\u0301", "Café"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("🌋 Semeru", "🌋 Semeru"),
    ],
)
def test_text_is_kept_in_nfc_and_storable(store: ArticleStore, given_: str, kept: str) -> None:
    store.add(article(title=given_, tags=(given_,)))
    back = stored(store, article().url)
    assert (back.title, back.tags) == (kept, (kept,))


@pytest.mark.parametrize("moment", [datetime.max, datetime.min])
def test_times_at_the_edge_of_the_calendar_are_stored(
    store: ArticleStore, moment: datetime
) -> None:
    edge = moment.replace(microsecond=0)
    for zone in (UTC, WIB, timezone(-timedelta(hours=7))):
        store.add(article(hash(zone), published_at=edge.replace(tzinfo=zone)))
    assert all(len(stamp) == 20 for (stamp,) in rows(store, "SELECT published_at FROM articles"))


def test_same_again_is_unchanged_and_writes_nothing(store: ArticleStore) -> None:
    first = store.add(FULL)
    again = store.add(replace(FULL, fetched_at=NOW + timedelta(days=1)))
    assert (again.kind, again.article_id) == ("unchanged", first.article_id)
    assert stored(store, FULL.url) == FULL
    assert rows(store, "SELECT count(*) FROM revisions") == [(0,)]


@pytest.mark.parametrize(
    "noise",
    [
        {"tags": ("lain",)},
        {"deck": ""},
        {"authors": ()},
        {"image_url": "https://a.example/b.jpg"},
        {"text": FULL.text.replace("\n", "\n\n") + " "},
        {"modified_at": NOW},
    ],
)
def test_noise_is_no_revision(store: ArticleStore, noise: dict[str, Any]) -> None:
    store.add(FULL)
    later = replace(FULL, fetched_at=NOW + timedelta(days=1), **noise)
    assert store.add(later).kind == "unchanged"
    assert stored(store, FULL.url) == FULL


def test_an_unchanged_article_fills_what_was_missing(store: ArticleStore) -> None:
    bare = article(7, language="", title="Judul 7")
    store.add(bare)
    assert store.add(FULL).kind == "unchanged"
    back = stored(store, FULL.url)
    assert back == replace(
        FULL, removed=(), flags=(), origin={}, language_confidence=FULL.language_confidence
    )
    assert rows(
        store, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'ringkasan'"
    ) == [(1,)]


@pytest.mark.parametrize(
    "change", [{"text": words(99)}, {"title": "Judul baru"}, {"deck": "Ringkasan baru"}]
)
def test_a_changed_text_is_a_revision(store: ArticleStore, change: dict[str, Any]) -> None:
    first = store.add(FULL)
    later = replace(FULL, fetched_at=NOW + timedelta(hours=1), removed=(), tags=(), **change)
    added = store.add(later)
    assert (added.kind, added.article_id) == ("revised", first.article_id)
    assert stored(store, FULL.url) == replace(later, tags=FULL.tags)
    assert rows(store, "SELECT title, deck, text, fetched_at FROM revisions") == [
        (FULL.title, FULL.deck, FULL.text, "2026-11-21T22:57:03Z")
    ]
    assert rows(store, "SELECT revision, first_fetched_at FROM articles") == [
        (1, "2026-11-21T22:57:03Z")
    ]
    assert rows(store, "SELECT title_before, title_after FROM edits") == [(FULL.title, later.title)]
    assert store.add(later).kind == "unchanged"


def test_an_older_version_joins_the_revisions_once(store: ArticleStore) -> None:
    new = article(text=words(2), fetched_at=NOW)
    old = article(text=words(1), fetched_at=NOW - timedelta(days=3))
    store.add(new)
    assert [store.add(old).kind for _ in range(2)] == ["revised", "unchanged"]
    assert stored(store, new.url).text == new.text
    assert rows(store, "SELECT text FROM revisions") == [(old.text,)]
    assert rows(store, "SELECT first_fetched_at FROM articles") == [("2026-11-18T22:57:03Z",)]


def test_a_text_put_back_is_a_revision_again(store: ArticleStore) -> None:
    texts = [words(1), words(2), words(1)]
    kinds = [
        store.add(article(text=text, fetched_at=NOW + timedelta(hours=hour))).kind
        for hour, text in enumerate(texts)
    ]
    assert kinds == ["new", "revised", "revised"]
    assert stored(store, article().url).text == words(1)


def test_a_copy_is_stored_and_marked(store: ArticleStore) -> None:
    first = store.add(article(1))
    copy = store.add(article(2, site="b", text=words(1)))
    assert (copy.kind, copy.duplicate_of, copy.similarity) == ("duplicate", first.article_id, 1.0)
    assert rows(store, "SELECT id, duplicate_of FROM articles ORDER BY id") == [(1, None), (2, 1)]
    assert rows(store, "SELECT article_id, other_id, kind, similarity FROM duplicates") == [
        (2, 1, "exact", 1.0)
    ]
    again = store.add(article(2, site="b", text=words(1)))
    assert (again.kind, again.duplicate_of, again.similarity) == ("unchanged", 1, 1.0)
    assert rows(store, "SELECT id FROM clean_articles") == [(1,)]


def test_the_earlier_published_copy_takes_over(store: ArticleStore) -> None:
    late, early = NOW, NOW - timedelta(hours=5)
    for number in (1, 2):
        store.add(article(number, text=words(1), published_at=late))
    added = store.add(article(3, text=words(1), published_at=early))
    assert (added.kind, added.duplicate_of) == ("duplicate", 1)
    assert rows(store, "SELECT id, duplicate_of FROM articles ORDER BY id") == [
        (1, 3),
        (2, 3),
        (3, None),
    ]


def test_a_date_that_is_filled_in_later_moves_the_mark(store: ArticleStore) -> None:
    for number in (1, 2):
        store.add(article(number, text=words(1)))
    store.add(article(2, text=words(1), published_at=NOW))
    assert rows(store, "SELECT duplicate_of FROM articles ORDER BY id") == [(2,), (None,)]


def test_a_revised_copy_leaves_its_cluster(store: ArticleStore) -> None:
    for number in (1, 2, 3):
        store.add(article(number, text=words(1)))
    later = article(1, text=words(50), fetched_at=NOW + timedelta(hours=1))
    assert store.add(later).duplicate_of is None
    assert rows(store, "SELECT id, duplicate_of FROM articles ORDER BY id") == [
        (1, None),
        (2, None),
        (3, 2),
    ]
    near = store.add(article(4, text=words(1) + "\n" + words(60, 20)))
    assert (near.kind, near.duplicate_of) == ("duplicate", 2)
    assert store.add(article(5, text=words(50))).duplicate_of == 1


def test_search_index_follows_every_change(store: ArticleStore) -> None:
    match = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    store.add(article(title="Gunung Merapi meletus"))
    later = article(title="Gunung Semeru meletus", fetched_at=NOW + timedelta(1))
    store.add(later)
    assert [rows(store, match, word) for word in ("merapi", "semeru")] == [[(0,)], [(1,)]]


def outcome(number: int, result: Any, **fields: Any) -> Outcome:
    """Return what became of page `number`."""
    values = {"site": "a", "fetched_at": NOW, "status": 200, **fields}
    return Outcome(url=f"https://a.example/berita/{number}", result=result, **values)


def test_one_commit_writes_everything_of_a_batch(store: ArticleStore) -> None:
    run_id = store.start_run("crawl a", ["a"])
    later = NOW + timedelta(days=1)
    store.add(article(4))
    added = store.commit(
        [
            outcome(1, article(1), state=State.DONE, next_try_at=later, etag='"x"'),
            outcome(2, article(2, text=words(1)), state=State.DONE),
            outcome(3, Drop(url="https://a.example/berita/3", reason=Reason.TOO_SHORT,
                            step="quality", detail="9 words"), state=State.DROPPED),
            outcome(4, None, status=304, state=State.DONE),
            outcome(5, Failure(url="https://a.example/berita/5", error="HTTP 503", status=503),
                    state=State.RETRY, next_try_at=later),
            outcome(6, None, kind=Kind.FEED, state=State.DONE, next_try_at=later, links=(
                Candidate(url="https://a.example/berita/7", published_at=NOW, title="Tujuh"),
                Candidate(url="https://a.example/berita/1"),
                Candidate(url="https://a.example/berita/4"),
            )),
        ],
        run_id,
    )  # fmt: skip
    assert [a.kind if a else None for a in added] == ["new", "duplicate", None, None, None, None]
    store.finish_run(run_id, "finished")
    run = store.run(run_id)
    assert run["seen"] == 5
    assert run["seen"] == sum(
        run[name] for name in ("stored", "unchanged", "revised", "dropped", "failed")
    )
    assert [run[name] for name in ("stored", "new", "duplicates", "listings", "links")] == [
        2, 1, 1, 1, 1,
    ]  # fmt: skip
    assert run["fill_rates"]["language"] == 1.0
    assert run["fill_rates"]["deck"] == 0.0
    assert (run["finish_reason"], run["finished_at"]) == ("finished", "2026-11-21T22:57:03Z")
    assert rows(store, "SELECT url, state, tries, error, article_id FROM frontier ORDER BY id") == [
        ("https://a.example/berita/1", "done", 0, "", 2),
        ("https://a.example/berita/2", "done", 0, "", 3),
        ("https://a.example/berita/3", "dropped", 0, "", None),
        ("https://a.example/berita/4", "done", 0, "", None),
        ("https://a.example/berita/5", "retry", 1, "HTTP 503", None),
        ("https://a.example/berita/6", "done", 0, "", None),
        ("https://a.example/berita/7", "pending", 0, "", None),
    ]
    assert rows(store, "SELECT url, step, reason, detail, run_id, times FROM drops") == [
        ("https://a.example/berita/3", "quality", "too_short", "9 words", run_id, 1)
    ]
    assert rows(store, "SELECT run_id FROM articles ORDER BY id") == [(None,), (1,), (1,)]


def test_a_drop_of_a_stored_article_keeps_the_article(store: ArticleStore) -> None:
    store.add(article(1))
    gone = Drop(url=article(1).url, reason=Reason.NOT_ARTICLE, step="extract")
    store.commit([outcome(1, gone), outcome(1, gone)])
    assert stored(store, article(1).url) == article(1)
    assert rows(store, "SELECT reason, times, site FROM drops") == [("not_article", 2, "a")]


def test_an_article_ends_the_drop_of_its_url(store: ArticleStore) -> None:
    store.commit([outcome(1, Drop(url=article(1).url, reason=Reason.TIMEOUT, step="worker"))])
    store.add(article(1))
    assert rows(store, "SELECT count(*) FROM drops") == [(0,)]


def test_a_batch_that_fails_stores_nothing(store: ArticleStore) -> None:
    run_id = store.start_run("crawl a", ["a"])
    naive = replace(article(2), fetched_at=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="zone"):
        store.commit([outcome(1, article(1), state=State.DONE), outcome(2, naive)], run_id)
    assert rows(store, "SELECT count(*) FROM articles UNION ALL SELECT count(*) FROM frontier") == [
        (0,),
        (0,),
    ]
    assert store.run(run_id)["seen"] == 0


def test_validators_outlive_a_failure_and_a_304(store: ArticleStore) -> None:
    url = outcome(1, None).url
    store.commit([outcome(1, article(1), state=State.DONE, etag='"1"', last_modified="Mon")])
    store.commit([outcome(1, None, status=304, state=State.DONE)])
    failure = Failure(url=url, error="timeout")
    store.commit([outcome(1, failure, status=0, state=State.RETRY) for _ in range(2)])
    row = store.frontier_row(url)
    assert row is not None
    assert (row.etag, row.last_modified, row.tries, row.state) == ('"1"', "Mon", 2, State.RETRY)
    store.commit([outcome(1, article(1), state=State.DONE)])
    row = store.frontier_row(url)
    assert row is not None
    assert (row.etag, row.last_modified, row.tries) == ("", "", 0)
    assert store.frontier_row("https://a.example/never") is None


def test_what_is_due_comes_in_order_and_behind_what_was_returned(store: ArticleStore) -> None:
    for hour, number in [(3, 1), (1, 2), (2, 3), (30, 4)]:
        at = NOW + timedelta(hours=hour)
        store.commit([outcome(number, None, state=State.PENDING, next_try_at=at)])
    store.commit([outcome(9, None, kind=Kind.FEED, state=State.DONE, next_try_at=NOW)])
    store.commit([outcome(8, None, state=State.GONE)])
    store.seed([Candidate(url="https://b.example/1")], "b")

    def numbers(limit: int, after: str = "", *kinds: Kind) -> list[str]:
        at = NOW + timedelta(hours=5)
        last = store.frontier_row(f"https://a.example/berita/{after}") if after else None
        due = store.due("a", kinds=kinds or tuple(Kind), now=at, limit=limit, after=last)
        return [row.url[-1] for row in due]

    assert numbers(10) == ["9", "2", "3", "1"]
    assert numbers(2) == ["9", "2"]
    assert numbers(2, "9") == ["2", "3"]
    assert numbers(2, "1") == []
    assert numbers(10, "", Kind.FEED) == ["9"]


def test_rows_due_at_one_time_are_returned_page_by_page(store: ArticleStore) -> None:
    store.seed([Candidate(url=f"https://a.example/{n}") for n in range(10)], "a")
    row, found = None, []
    while rows := store.due(
        "a", kinds=[Kind.ARTICLE], now=NOW + timedelta(hours=1), limit=3, after=row
    ):
        found += [row.url[-1] for row in rows]
        row = rows[-1]
    assert found == [str(n) for n in range(10)]


def test_seeding_again_changes_nothing_but_a_missing_date(store: ArticleStore) -> None:
    url = "https://a.example/berita/1"
    assert store.seed([Candidate(url=url), Candidate(url=url)], "a") == 1
    assert store.seed([Candidate(url=url, published_at=NOW)], "a") == 0
    assert store.seed([Candidate(url=url, published_at=NOW + timedelta(days=1))], "a") == 0
    row = store.frontier_row(url)
    assert row is not None
    assert row.published_at == NOW


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=12
    )
)
def test_any_interleaving_gives_one_row_per_url(
    tmp_path_factory: pytest.TempPathFactory, adds: list[tuple[int, int, int]]
) -> None:
    with ArticleStore(tmp_path_factory.mktemp("store") / "a.db") as store:
        run_id = store.start_run("ingest")
        outcomes = [
            outcome(n, article(n, text=words(text), fetched_at=NOW + timedelta(hours=hour)))
            for n, text, hour in adds
        ]
        half = len(outcomes) // 2
        store.commit(outcomes[:half], run_id)
        store.commit(outcomes[half:], run_id)
        urls = {o.url for o in outcomes}
        assert rows(store, "SELECT count(*), count(DISTINCT url) FROM articles") == [
            (len(urls), len(urls))
        ]
        run = store.run(run_id)
        assert run["seen"] == len(adds) == run["stored"] + run["unchanged"] + run["revised"]
        assert run["stored"] == len(urls)
        chained = "a.duplicate_of = b.id AND b.duplicate_of IS NOT NULL"
        assert rows(store, f"SELECT count(*) FROM articles a, articles b WHERE {chained}") == [(0,)]
        hashes = "SELECT count(*) FROM articles WHERE duplicate_of IS NULL GROUP BY text_hash"
        assert set(rows(store, hashes)) == {(1,)}
        assert store.check() == []
