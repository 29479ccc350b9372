"""Versions of an article: the outlet's edits, and what only our reading changed."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records import Article, Removed
from pipelines.store import ArticleStore
from pipelines.store.versions import explained

DAY = datetime(2026, 5, 1, 8, tzinfo=UTC)
URL = "https://kabar.example/pasar"
PROMPT = "Ikuti kami di saluran pesan untuk kabar terbaru."
LINES = ("Pasar dibuka pukul enam pagi.", "Harga cabai naik dua ribu rupiah.", "Warga antre.")


def read(
    page: int, rules: int, *, hour: int = 0, lines: Iterable[str] = LINES, noise: int = 0
) -> Article:
    """Return what the rules of a number read in a page of a number, fetched at an hour.

    Rules 1 leave the prompt in the text, rules 2 remove it. `noise` makes other bytes of the page.
    """
    said = [*lines, f"Panitia mencatat {page} pedagang."]
    removed: tuple[Removed, ...] = ()
    if rules == 1:
        said.append(PROMPT)
    else:
        removed = (Removed(line=PROMPT, rule="follow.prompt", position=len(said)),)
    return Article(
        url=URL,
        site="kabar",
        title="Pasar Pagi Dibuka",
        text="\n".join(said),
        removed=removed,
        fetched_at=DAY + timedelta(hours=hour),
        page_hash=f"{page}-{noise}",
        made_by=f"0.1.0+{rules}",
    )


def state(store: ArticleStore) -> tuple[Any, ...]:
    """Return the article's text and the outlet's edits, with the times of both versions."""
    conn = store._conn
    [article] = conn.execute("SELECT title, text, fetched_at, revision FROM articles").fetchall()
    edits = conn.execute(
        "SELECT seen_before_at, seen_after_at, words_before, words_after, kind, figures FROM edits"
        " ORDER BY seen_before_at"
    ).fetchall()
    texts = conn.execute("SELECT text FROM revisions ORDER BY fetched_at").fetchall()
    return tuple(article), [tuple(row) for row in edits], [row["text"] for row in texts]


def stored(path: Path, articles: Iterable[Article]) -> tuple[Any, ...]:
    with ArticleStore(path) as store:
        for article in articles:
            store.add(article)
        return state(store)


def test_the_same_bytes_read_with_other_rules_are_no_edit(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(read(1, 1))
        assert store.add(read(1, 2)).kind == "reprocessed"
        article, edits, revisions = state(store)
        [before] = store._conn.execute("SELECT * FROM reprocessed").fetchall()
    assert PROMPT not in article[1] and not edits and not revisions
    assert PROMPT in before["text"] and before["made_by"] == "0.1.0+1"


def test_a_page_fetched_again_with_other_bytes_and_rules_is_no_edit(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(read(1, 1))
        assert store.add(read(1, 2, hour=5, noise=1)).kind == "reprocessed"
        assert state(store)[1:] == ([], [])
        assert store.add(read(2, 2, hour=6)).kind == "revised"
        [edit] = state(store)[1]
        assert edit[4:] == ("figures", 1)


def test_an_edit_between_two_rules_is_an_edit(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(read(1, 1))
        assert store.add(read(2, 2, hour=5)).kind == "revised"
        [row] = store._conn.execute("SELECT rules_changed FROM edits").fetchall()
        assert row["rules_changed"] == 1
        # The older page read again takes the prompt out of the revision too.
        assert store.add(read(1, 2)).kind == "reprocessed"
        [row] = store._conn.execute("SELECT rules_changed, words_before FROM edits").fetchall()
        assert (row["rules_changed"], row["words_before"]) == (0, 17)


def test_rules_that_read_two_versions_as_one_take_the_edit_back(tmp_path: Path) -> None:
    plain = read(1, 1)
    other = read(1, 1, hour=3, noise=1, lines=(*LINES, "Iklan hari ini."))
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(plain)
        assert store.add(other).kind == "revised"
        assert store.add(read(1, 2, hour=3, noise=1)).kind == "reprocessed"
        assert store.add(read(1, 2)).kind == "reprocessed"
        assert state(store)[1:] == ([], [])


def test_a_fill_of_fields_by_newer_rules_is_kept_apart_too(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(read(1, 2))
        from dataclasses import replace

        again = replace(read(1, 2), made_by="0.1.0+3", authors=("Sari Wulan",))
        assert store.add(again).kind == "reprocessed"
        assert store.add(again).kind == "unchanged"
        [row] = store._conn.execute("SELECT authors, made_by FROM articles").fetchall()
        assert (row["authors"], row["made_by"]) == ('["Sari Wulan"]', "0.1.0+3")


def test_the_outlet_goes_back_to_an_earlier_text(tmp_path: Path) -> None:
    fetches = [read(1, 2), read(2, 2, hour=1), read(1, 2, hour=2)]
    for number, order in enumerate(itertools.permutations(fetches)):
        article, edits, _ = stored(tmp_path / f"{number}.db", order)
        assert "1 pedagang" in article[1] and article[2].endswith("T10:00:00Z")
        assert len(edits) == 2


def test_a_version_of_several_fetches_that_was_split_is_read_again(tmp_path: Path) -> None:
    def at(hour: int, page: int, rules: int) -> Article:
        return read(page, rules, hour=hour, noise=hour)

    pages = [(1, 1), (2, 1), (3, 3), (4, 3), (0, 3)]
    early = [at(4, 3, 1), at(0, 3, 1)]
    mixed = stored(tmp_path / "a.db", [*early, *(at(hour, page, 2) for hour, page in pages)])
    straight = stored(tmp_path / "b.db", [at(hour, page, 2) for hour, page in sorted(pages)])
    assert mixed[1:] == straight[1:] and mixed[0][:2] == straight[0][:2]


def test_fetches_of_one_second_are_ordered_by_what_the_page_says(tmp_path: Path) -> None:
    one, two = read(1, 2), read(2, 2)
    assert stored(tmp_path / "a.db", [one, two]) == stored(tmp_path / "b.db", [two, one])


@pytest.mark.parametrize(
    ("old", "new", "ours"),
    [
        (("A b.\nIklan lewat.", []), ("A b.", ["Iklan lewat."]), True),
        (("A b. Baca juga: X y", []), ("A b.", ["Baca juga: X y"]), True),
        (("A b.", ["Iklan lewat."]), ("A b.\nIklan lewat.", []), True),
        (("A b.\nC d.", []), ("A b.", []), False),
        (("A b.\nDua orang.", ["tiga"]), ("A b.\nTiga orang.", []), False),
        (("Dua orang.", []), ("Tiga orang.", ["Dua"]), False),
    ],
)
def test_what_is_explained_by_removed_lines(
    old: tuple[str, list[str]], new: tuple[str, list[str]], ours: bool
) -> None:
    def taken(lines: list[str]) -> list[Removed]:
        return [Removed(line=line, rule="x", position=0) for line in lines]

    assert explained((old[0], taken(old[1])), (new[0], taken(new[1]))) is ours


FETCHES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 3), st.integers(0, 1)),
    min_size=1,
    max_size=5,
    unique_by=lambda fetch: fetch[0],
)


@settings(max_examples=40, deadline=None)
@given(fetches=FETCHES, data=st.data())
def test_any_order_of_crawls_archives_and_rules_gives_the_same(
    fetches: list[tuple[int, int, int]], data: st.DataObject, tmp_path_factory: Any
) -> None:
    """Pages are read with old or new rules, in any order and again; at last all with the new."""
    folder = tmp_path_factory.mktemp("versions")
    pages = [(hour, page, noise) for hour, page, noise in fetches]

    def articles(which: Iterable[tuple[int, int, int]], rules: int) -> list[Article]:
        return [
            read(page, rules, hour=hour, noise=10 * hour + noise) for hour, page, noise in which
        ]

    straight = stored(folder / "straight.db", articles(sorted(pages), 2))
    early = data.draw(st.lists(st.sampled_from(pages), max_size=6))
    mixed = [
        article for page in early for article in articles([page], data.draw(st.integers(1, 2)))
    ]
    late = data.draw(st.permutations(pages))
    shuffled = stored(folder / "mixed.db", [*mixed, *articles(late, 2)])
    assert shuffled[0][:2] == straight[0][:2]
    assert [edit[2:] for edit in shuffled[1]] == [edit[2:] for edit in straight[1]]
    assert shuffled[2] == straight[2]
