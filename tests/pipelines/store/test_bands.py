"""The index of near-duplicates on disk: what is compared with what, whoever writes, in any order.

Clusters are checked against an oracle that compares every article with every other.
"""

import csv
import gzip
import itertools
import multiprocessing
import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.sites import rules_for
from pipelines import Article, Page, run
from pipelines.duplicates import (
    Duplicate,
    Member,
    StoredFingerprint,
    bands,
    compare,
    fingerprint,
    fingerprints,
    regroup,
)
from pipelines.store import ArticleStore
from pipelines.store import bands as band_index
from pipelines.store import store as store_module
from pipelines.store.bands import PERIOD_DAYS, UNDATED, WINDOW, period_of
from pipelines.store.rows import stamp_or_none
from tests.support.articles import NOW, numbered

SPAN = PERIOD_DAYS * (WINDOW + 1)  # days: articles so far apart are never compared


def words(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("aiueobdgklmnprst", k=draw.randint(4, 8))) for _ in range(count)]


def text_of(text: int, variant: int) -> str:
    """Return a text, or a copy of it that is cut, edited or has lines of its own."""
    said = words(text, 140)
    return " ".join(
        (
            said,
            said[:90],
            [word if n % 23 else word[::-1] for n, word in enumerate(said)],
            [*said, *words(text + 100, 12)],
        )[variant]
    )


def article(number: int, text: int = 1, variant: int = 0, day: int | None = 0) -> Article:
    published_at = None if day is None else NOW + timedelta(days=day)
    stated = {"title": f"Judul {text}", "text": text_of(text, variant), "fetched_at": NOW}
    return numbered(number, **stated, published_at=published_at)


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


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    conn = sqlite3.connect(path)
    try:
        return conn.execute(query).fetchall()
    finally:
        conn.close()


def store_all(path: Path, articles: Sequence[Article], batch: int) -> dict[str, str]:
    with ArticleStore(path) as store:
        for at in range(0, len(articles), batch):
            store.add_many(articles[at : at + batch])
    return clusters(path)


def within_window(one: Article, two: Article) -> bool:
    periods = [period_of(stamp_or_none(made.published_at)) for made in (one, two)]
    return UNDATED in periods or abs(periods[0] - periods[1]) <= WINDOW


def oracle(articles: Sequence[Article]) -> dict[str, str]:
    """Return the clusters that come of comparing every article with every other."""
    prints = [fingerprint(made) for made in articles]
    pairs = []
    for a, b in itertools.combinations(range(len(articles)), 2):
        match = compare(prints[a], StoredFingerprint(article_id=b, fingerprint=prints[b]))
        found = within_window(articles[a], articles[b]) and {*bands(prints[a])} & {
            *bands(prints[b])
        }
        if match and (found or match.kind is Duplicate.EXACT):
            pairs.append((a, b))
    members = [
        Member(article_id=n, url=made.url, published_at=made.published_at,
               words=len(made.text.split()))
        for n, made in enumerate(articles)
    ]  # fmt: skip
    return {articles[a].url: articles[b].url for a, b in regroup(members, pairs).items()}


@pytest.fixture
def few_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new keys move to their place after every third article."""
    monkeypatch.setattr(band_index, "MAX_NEW", 3)


# number, text, variant, day of publication
ARTICLES = st.lists(
    st.builds(
        article,
        st.integers(0, 14),
        st.integers(1, 2),
        st.integers(0, 3),
        st.sampled_from((None, 0, 1, PERIOD_DAYS, 2 * PERIOD_DAYS, SPAN, 2 * SPAN)),
    ),
    min_size=2,
    max_size=12,
    unique_by=lambda made: made.url,
)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(articles=ARTICLES, batch=st.integers(1, 12), waiting=st.integers(1, 13))
def test_clusters_are_those_of_all_pairs_in_any_order_and_batch_size(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article], batch: int, waiting: int
) -> None:
    path = tmp_path_factory.mktemp("index") / "a.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(band_index, "MAX_NEW", waiting)
        assert store_all(path, articles, batch) == oracle(articles)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(before=ARTICLES, after=ARTICLES, batch=st.integers(1, 12))
def test_revisions_leave_the_clusters_of_the_newest_versions(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Article],
    after: list[Article],
    batch: int,
) -> None:
    path = tmp_path_factory.mktemp("index") / "a.db"
    newest = {made.url: made for made in before}
    later = [replace(made, fetched_at=NOW + timedelta(hours=1), title=f"{made.title}, baru")
             for made in after if made.url in newest]  # fmt: skip
    for made in later:  # a date that is missing now stays
        old = newest[made.url].published_at
        newest[made.url] = replace(made, published_at=made.published_at or old)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(band_index, "MAX_NEW", 5)
        store_all(path, before, batch)
        assert store_all(path, later, batch) == oracle([*newest.values()])


def add_in_batches(path: Path, articles: Sequence[Article], batch: int) -> None:
    """What one process of several does."""
    band_index.MAX_NEW = 4
    store_all(path, articles, batch)


@pytest.mark.parametrize("processes", [1, 4])
def test_several_processes_on_one_file_give_the_same_clusters(
    tmp_path: Path, processes: int
) -> None:
    days = (None, 0, 3, SPAN)
    made = [article(n, n % 5 + 1, n % 4, days[n // 5 % 4]) for n in range(48)]
    context = multiprocessing.get_context("spawn")
    path = tmp_path / "a.db"
    started = [
        context.Process(target=add_in_batches, args=(path, made[n::processes], n + 2))
        for n in range(processes)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0] * processes
    assert clusters(path) == oracle(made)
    with ArticleStore(path) as store:
        assert store.check() == []


@pytest.mark.parametrize(
    ("days", "variant", "together"),
    [
        ((0, PERIOD_DAYS * WINDOW), 2, True),
        ((0, SPAN), 2, False),
        ((0, SPAN), 0, True),  # the same text is found whenever it was published
        ((None, -5 * SPAN), 2, True),
        ((None, None), 2, True),
    ],
)
def test_an_edited_copy_is_found_within_the_window(
    tmp_path: Path, days: tuple[int | None, int | None], variant: int, together: bool
) -> None:
    pair = [article(1, day=days[0]), article(2, variant=variant, day=days[1])]
    for name, order in (("forth", pair), ("back", pair[::-1])):
        kept = store_all(tmp_path / f"{name}.db", order, 1)
        assert (len(set(kept.values())) == 1) is together


def test_a_twin_links_copies_of_its_own_time(tmp_path: Path) -> None:
    """The same text years later brings copies of both times into one cluster, and out again."""
    old, new = article(1, day=0), article(2, day=2 * SPAN)
    copies = [article(3, variant=2, day=1), article(4, variant=3, day=2 * SPAN + 1)]
    for number, order in enumerate([*itertools.permutations([old, new, *copies])][::2]):
        path = tmp_path / f"{number}.db"
        assert set(store_all(path, order, 2).values()) == {old.url}
        gone = replace(new, text=text_of(9, 0), fetched_at=NOW + timedelta(hours=1))
        after = store_all(path, [gone], 1)
        assert after[copies[0].url] == old.url
        assert after[copies[1].url] == copies[1].url


@pytest.mark.usefixtures("few_waiting")
def test_a_date_that_is_found_later_moves_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    undated, copy = article(1, day=None), article(2, variant=2, day=0)
    assert len(set(store_all(path, [undated, copy], 1).values())) == 1
    assert len(set(store_all(path, [article(1, day=SPAN)], 1).values())) == 2
    assert rows(path, "SELECT period FROM _fingerprints WHERE article_id = 1") == [
        (period_of(stamp_or_none(NOW + timedelta(days=SPAN))),)
    ]
    near = article(3, variant=1, day=SPAN)
    assert store_all(path, [near], 1)[near.url] == undated.url


@pytest.mark.usefixtures("few_waiting")
def test_new_keys_move_to_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    keys = len(bands(fingerprint(article(1))))
    store_all(path, [article(n, text=n) for n in range(1, 6)], 1)
    assert rows(path, "SELECT count(*), count(DISTINCT article_id) FROM _bands") == [(3 * keys, 3)]
    assert rows(path, "SELECT count(*), count(DISTINCT article_id) FROM _new_bands") == [
        (2 * keys, 2)
    ]
    assert rows(path, "SELECT waiting FROM _band_index") == [(2,)]


def aged(path: Path, day: int) -> int:
    with ArticleStore(path) as store:
        return store.age_out(NOW + timedelta(days=day))


@pytest.mark.usefixtures("few_waiting")
def test_what_is_aged_out_is_found_by_its_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    made = [article(n, text=n // 2, variant=2 * (n % 2), day=n % 2) for n in range(2, 10)]
    before = store_all(path, made, 3)
    assert aged(path, 0) == 0
    assert aged(path, SPAN) == len(made)
    assert aged(path, SPAN) == 0
    assert clusters(path) == before
    assert rows(path, "SELECT 1 FROM _bands UNION ALL SELECT 1 FROM _new_bands") == []
    same, edited = article(20, text=1, day=2), article(21, text=2, variant=3, day=2)
    kept = store_all(path, [same, edited], 1)
    assert kept[same.url] == before[made[0].url]
    assert kept[edited.url] == edited.url
    after = article(22, text=1, variant=3, day=2)  # near to the one that is filed again
    assert store_all(path, [after], 1)[after.url] == before[made[0].url]


def test_an_article_without_a_date_is_aged_by_its_first_fetch(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    late = replace(article(2, day=None), fetched_at=NOW + timedelta(days=SPAN))
    store_all(path, [article(1, day=None), late], 2)
    assert aged(path, 1) == 1
    near = article(3, variant=2)
    assert store_all(path, [near], 1)[near.url] == near.url  # dated, so it is kept; but all are one
    assert len(set(clusters(path).values())) == 1
    assert rows(path, "SELECT DISTINCT article_id FROM _new_bands ORDER BY 1") == [(2,), (3,)]


def test_a_revision_of_an_aged_article_is_filed_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_all(path, [article(1), article(2, variant=2)], 1)
    assert aged(path, SPAN) == 2
    revised = replace(article(1, text=3), fetched_at=NOW + timedelta(hours=1))
    near = article(4, text=3, variant=2)
    assert len(set(store_all(path, [revised, near], 1).values())) == 2


@pytest.fixture
def older_scheme(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Make fingerprints as an older warta would: other keys, other hashes."""
    with monkeypatch.context() as patch:
        patch.setattr(fingerprints, "SCHEME", "older")
        patch.setattr(fingerprints, "ROWS", 2)
        patch.setattr(fingerprints, "words", lambda text: text.split())
        yield patch


@pytest.mark.usefixtures("few_waiting")
def test_fingerprints_of_an_older_scheme_are_made_again(
    tmp_path: Path, older_scheme: pytest.MonkeyPatch
) -> None:
    made = [article(n, n % 4 + 1, n % 3, (None, 0, SPAN)[n % 3]) for n in range(16)]
    path = tmp_path / "a.db"
    store_all(path, made[:12], 5)
    assert {*rows(path, "SELECT scheme FROM _fingerprints")} == {("older",)}
    older_scheme.undo()
    with ArticleStore(path) as store:
        kinds = [store.add(article).kind for article in made[12:]]
        assert kinds == ["duplicate"] * 4  # the first call makes them all again
        assert store.refresh() == 0
    scheme = f"SELECT count(*) FROM _fingerprints WHERE scheme = '{fingerprints.SCHEME}'"
    assert rows(path, scheme) == [(16,)]
    assert clusters(path) == oracle(made)
    anew = tmp_path / "anew.db"
    store_all(anew, made, 4)
    filed = "SELECT url, period, key FROM articles JOIN ({}) ON id = article_id ORDER BY 1, 2, 3"
    filed = filed.format(
        "SELECT article_id, period, key FROM _bands UNION"
        " SELECT article_id, period, key FROM _new_bands"
    )
    texts = "SELECT url, text_hash FROM articles ORDER BY url"
    assert rows(path, texts) == rows(anew, texts)
    assert {row[1:] for row in rows(path, filed)} == {row[1:] for row in rows(anew, filed)}


def test_a_large_database_is_brought_up_to_date_bit_by_bit(
    tmp_path: Path, older_scheme: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [article(n, n % 4 + 1, n % 3) for n in range(12)]
    path = tmp_path / "a.db"
    store_all(path, made, 12)
    assert aged(path, SPAN) == 12  # stays so
    store_all(path, [replace(m, url=f"{m.url}/lagi", text=m.text + " x y z") for m in made], 12)
    older_scheme.undo()
    monkeypatch.setattr(store_module, "REFRESH_LIMIT", 10)
    outdated = "SELECT count(*), min(article_id) FROM _fingerprints WHERE scheme = 'older'"
    with ArticleStore(path) as store:
        store.add(article(99, text=9))
        assert rows(path, outdated) == [(14, 1)]  # the newest first
        assert store.refresh() == 14
        assert rows(path, outdated) == [(0, None)]
        assert store.refresh() == 0
        assert store.check() == []
    assert rows(path, "SELECT max(length(shingles)) FROM _fingerprints WHERE article_id <= 12") == [
        (0,)
    ]


def test_a_date_that_is_found_later_makes_an_older_fingerprint_again(
    tmp_path: Path, older_scheme: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [article(n, n, day=None) for n in range(1, 4)]
    path = tmp_path / "a.db"
    store_all(path, made, 3)
    older_scheme.undo()
    monkeypatch.setattr(store_module, "REFRESH_LIMIT", 1)
    with ArticleStore(path) as store:
        store.add(article(1, 1, day=SPAN))
        schemes = "SELECT scheme FROM _fingerprints ORDER BY article_id"
        assert rows(path, schemes) == [(fingerprints.SCHEME,), ("older",), (fingerprints.SCHEME,)]
        store.refresh()
        assert store.check() == []
    assert clusters(path) == oracle([article(1, 1, day=SPAN), *made[1:]])


def test_a_fingerprint_of_another_scheme_is_made_anew_before_it_is_stored(tmp_path: Path) -> None:
    old = replace(fingerprint(article(1)), scheme="older")
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(replace(article(1), fingerprint=old))
        assert store.add(article(2, variant=2)).kind == "duplicate"


def pairs_of(shared: Path) -> list[tuple[Path, Path]]:
    with (shared / "pages" / "near_dup_pairs.tsv").open(encoding="utf-8") as file:
        return [
            (shared / "pages" / row["path_a"], shared / "pages" / row["path_b"])
            for row in csv.DictReader(file, delimiter="\t")
        ]


@pytest.mark.shared
def test_real_amp_mobile_and_desktop_pages_are_one_article(shared: Path, tmp_path: Path) -> None:
    """By their canonical URL and, where each kept the URL of its own, by their text."""
    with (shared / "pages" / "PROVENANCE.tsv").open(encoding="utf-8") as file:
        sources = {row["path"]: row for row in csv.DictReader(file, delimiter="\t")}
    missed = []
    pairs = pairs_of(shared)
    assert len(pairs) == 14
    for number, pair in enumerate(pairs):
        found = []
        for path in pair:
            url = "https://" + sources[str(path.relative_to(shared / "pages"))]["path_in_repo"]
            html = gzip.decompress(path.read_bytes())
            made = run(Page(url=url, html=html, fetched_at=NOW), rules_for(url))
            assert isinstance(made, Article), path.name
            found.append(made)
        with ArticleStore(tmp_path / f"{number}.db") as store:
            one, two = (store.add(made) for made in found)
            if one.article_id != two.article_id and two.duplicate_of != one.article_id:
                missed.append(f"{number}: {found[0].url} {found[1].url}")
        with ArticleStore(tmp_path / f"{number}-apart.db") as store:
            added = [
                store.add(replace(made, url=f"https://a.example/{n}"))
                for n, made in enumerate(found)
            ]
            if added[1].kind != "duplicate":
                missed.append(f"{number} by text")
    assert missed == []
