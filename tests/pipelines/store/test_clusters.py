"""Clusters depend on the articles alone: not on order, batches, processes or revisions."""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered

FILED = "SELECT article_id FROM _bands UNION SELECT article_id FROM _new_bands"


def base(seed: int, count: int = 160) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("aiueobdgklmnprst", k=draw.randint(4, 8))) for _ in range(count)]


def as_it_was(words: list[str]) -> list[str]:
    return words


def cut(words: list[str]) -> list[str]:
    return words[:100]


def edited(words: list[str]) -> list[str]:
    return [word if n % 23 else word[::-1] for n, word in enumerate(words)]


def dressed(words: list[str]) -> list[str]:
    return ["JAKARTA", *words, *base(999, 12)]


VARIANTS = (as_it_was, as_it_was, cut, edited, dressed)


def article(number: int, text: int, variant: int, day: int | None, hour: int = 0) -> Article:
    return numbered(
        number,
        title=f"Judul {text}",
        text=" ".join(VARIANTS[variant](base(text))),
        fetched_at=NOW + timedelta(hours=hour),
        published_at=None if day is None else NOW + timedelta(days=day),
    )


# number, text, variant, day of publication: several articles of a few texts
ARTICLES = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.integers(0, 2),
        st.integers(0, len(VARIANTS) - 1),
        st.one_of(st.none(), st.integers(0, 3)),
    ),
    min_size=2,
    max_size=10,
    unique_by=lambda item: item[0],
)


def clusters(path: Path) -> dict[str, str]:
    """Return for the URL of each article the URL of the one that is kept."""
    conn = sqlite3.connect(path)
    try:
        return dict(
            conn.execute(
                "SELECT one.url, kept.url FROM articles AS one"
                " JOIN articles AS kept ON kept.id = coalesce(one.duplicate_of, one.id)"
            )
        )
    finally:
        conn.close()


def index(path: Path) -> set[int]:
    """Return how many articles each filed text has in a period: one."""
    conn = sqlite3.connect(path)
    try:
        return {
            count
            for (count,) in conn.execute(
                f"SELECT count(DISTINCT article_id) FROM ({FILED}) JOIN _fingerprints"
                " USING (article_id) GROUP BY text_hash, period"
            )
        }
    finally:
        conn.close()


def store_all(path: Path, articles: Sequence[Article], batch: int) -> dict[str, str]:
    for at in range(0, len(articles), batch):
        with ArticleStore(path) as store:
            store.add_many(articles[at : at + batch])
    with ArticleStore(path) as store:
        assert store.check() == []
    assert index(path) <= {1}
    return clusters(path)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(items=ARTICLES, seed=st.integers(0, 99), batch=st.integers(1, 10))
def test_any_order_and_batch_size_gives_the_same_clusters(
    tmp_path_factory: pytest.TempPathFactory,
    items: list[tuple[int, int, int, int | None]],
    seed: int,
    batch: int,
) -> None:
    folder = tmp_path_factory.mktemp("clusters")
    articles = [article(*item) for item in items]
    expected = store_all(folder / "one.db", articles, len(articles))
    assert len(set(expected.values())) == len({text for _, text, _, _ in items})
    random.Random(seed).shuffle(articles)
    assert store_all(folder / "two.db", articles, batch) == expected


@settings(max_examples=15, deadline=None, derandomize=True)
@given(before=ARTICLES, after=ARTICLES, batch=st.integers(1, 10))
def test_revisions_leave_the_clusters_of_the_newest_texts(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[int, int, int, int | None]],
    after: list[tuple[int, int, int, int | None]],
    batch: int,
) -> None:
    folder = tmp_path_factory.mktemp("clusters")
    numbers = {number for number, *_ in before}
    first = [article(n, text, variant, 0) for n, text, variant, _ in before]
    later = [article(n, text, variant, 1, 1) for n, text, variant, _ in after if n in numbers]
    revised = {a.url: a for a in later}
    newest = [revised.get(a.url, a) for a in first]
    # an unchanged text keeps the date it came with
    kept = {a.url: a for a in first}
    newest = [
        kept[a.url] if (a.title, a.text) == (kept[a.url].title, kept[a.url].text) else a
        for a in newest
    ]
    expected = store_all(folder / "newest.db", newest, batch)
    store_all(folder / "revised.db", first, batch)
    assert store_all(folder / "revised.db", later, batch) == expected


def test_a_text_that_many_pages_share_is_filed_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add_many([article(n, 1, 0, None) for n in range(40)])
    conn = sqlite3.connect(path)
    assert conn.execute(f"SELECT count(DISTINCT article_id) FROM ({FILED})").fetchone() == (1,)
    assert conn.execute("SELECT count(*) FROM duplicates").fetchone() == (39,)
    conn.close()
    with ArticleStore(path) as store:  # the one that was filed changes: another takes its place
        assert store.add(article(0, 2, 0, None, hour=1)).kind == "revised"
        near = store.add(article(77, 1, 3, None))
    assert (near.kind, near.duplicate_of) == ("duplicate", 2)
    assert len(set(clusters(path).values())) == 2


def test_one_article_can_join_two_clusters(tmp_path: Path) -> None:
    """The whole text matches its first lines, and an edition with those rewritten."""
    whole = base(5, 300)
    texts = {"whole": whole, "start": whole[:45], "other": base(6, 45) + whole[45:]}
    start, other, both = (
        numbered(number, text=" ".join(texts[name]))
        for number, name in enumerate(("start", "other", "whole"))
    )
    apart = store_all(tmp_path / "apart.db", [start, other], 1)
    assert len(set(apart.values())) == 2
    for number, order in enumerate(
        ([start, other, both], [other, both, start], [both, start, other])
    ):
        together = store_all(tmp_path / f"{number}.db", order, 1)
        assert set(together.values()) == {other.url}  # as long as the whole: the URL decides


def test_a_cluster_is_pointed_at_a_better_article_in_one_transaction(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    late = [article(n, 1, variant, day=9) for n, variant in enumerate((0, 1, 3, 4))]
    before = store_all(path, late, 2)
    better = article(8, 1, 0, day=1)
    reader = sqlite3.connect(path)
    seen = reader.execute("SELECT count(DISTINCT coalesce(duplicate_of, id)) FROM articles")
    assert seen.fetchone() == (1,)
    with ArticleStore(path) as store:
        with pytest.raises(ValueError, match="zone"):  # what stands behind it in the batch is bad
            store.add_many([better, replace(article(9, 2, 0, 1), fetched_at=datetime(2026, 1, 1))])
        assert clusters(path) == before
        reader.execute("BEGIN")
        old = reader.execute("SELECT id, duplicate_of FROM articles").fetchall()
        assert store.add(better).kind == "duplicate"
        assert reader.execute("SELECT id, duplicate_of FROM articles").fetchall() == old
        reader.execute("ROLLBACK")
    reader.close()
    assert set(clusters(path).values()) == {better.url}
