"""Stories in the database: nothing but the articles decides who is joined, whoever writes."""

import json
import multiprocessing
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.inputs.copied_text import parse
from pipelines.query import connect_readonly, show, stats
from pipelines.records import Article, Rules
from pipelines.store import ArticleStore
from pipelines.stories.same_event import WINDOW, match_terms, report
from tests.support import articles
from tests.support.articles import NOW
from tests.support.command import warta
from tests.support.reports_of import BRIDGE, BRIDGE_TOO, CHESS, bulletin


def article(number: int, content: tuple[str, str], site: str = "", **fields: Any) -> Article:
    site = site or f"outlet{number}"
    url, (title, text) = f"https://{site}.example/{number}", content
    given: dict[str, Any] = {"fetched_at": NOW, "published_at": NOW, **fields}
    return articles.article(url=url, site=site, title=title, text=text, **given)


def stories(path: Path) -> set[frozenset[str]]:
    """Return the stories, each as the URLs of its articles."""
    conn = sqlite3.connect(path)
    found: dict[int, set[str]] = {}
    for url, story in conn.execute("SELECT url, story_id FROM articles WHERE story_id NOT NULL"):
        found.setdefault(story, set()).add(url)
    conn.close()
    return {frozenset(urls) for urls in found.values()}


def store_all(path: Path, articles: Sequence[Article], batch: int = 100) -> set[frozenset[str]]:
    for at in range(0, len(articles), batch):
        with ArticleStore(path) as store:
            store.add_many(articles[at : at + batch])
    return stories(path)


def together(path: Path, articles: Sequence[Article]) -> list[set[int]]:
    """Return the stories as the numbers of their articles."""
    return sorted(
        ({int(url.rsplit("/", 1)[1]) for url in urls} for urls in store_all(path, articles)),
        key=min,
    )


def test_a_story_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    copy = article(3, BRIDGE, published_at=NOW + timedelta(hours=2))
    later = {"published_at": NOW + timedelta(hours=1)}
    store_all(path, [article(1, BRIDGE), article(2, BRIDGE_TOO, **later), copy, article(4, CHESS)])
    db = connect_readonly(path)
    shown = show(db, 2)
    assert shown is not None
    story = shown["story"]
    assert {k: story[k] for k in ("id", "title", "articles", "duplicates", "sites")} == {
        "id": 1, "title": BRIDGE[0], "articles": 3, "duplicates": 1, "sites": 3,
    }  # fmt: skip
    assert [member["id"] for member in story["members"]] == [1, 2, 3]
    first, second, third = story["members"]
    assert first["shared"] is third["shared"] is None
    assert {"tebu", "sarmidi", "tugino", "rukmini"} <= set(second["shared"]["name"])
    assert second["shared"]["number"] == ["20/11"]
    assert 0.45 <= second["similarity"] <= 1
    assert third["duplicate_of"] == 1
    alone = show(db, 4)
    assert alone is not None and alone["story"] is None
    assert stats(db)["stories"] == 1
    db.close()


def test_the_command_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_all(path, [article(1, BRIDGE, "koran"), article(2, BRIDGE_TOO, "harian")])
    printed = " ".join(warta("show", 2, "--db", path).stdout.split())
    assert "story 2 (2 articles of 2 outlets)" in printed
    assert "(the first report)" in printed
    assert "name: tebu" in printed and "number: 20/11" in printed


def test_a_story_takes_two_outlets(tmp_path: Path) -> None:
    one = [article(1, BRIDGE, "same"), article(2, BRIDGE_TOO, "same")]
    assert together(tmp_path / "a.db", one) == []
    assert together(tmp_path / "b.db", [*one, article(3, BRIDGE_TOO, "other")]) == [{1, 2, 3}]
    assert together(tmp_path / "c.db", [one[0], article(3, BRIDGE, "other")]) == [{1, 3}]


@pytest.mark.parametrize(
    ("apart", "joined"), [(WINDOW, True), (-WINDOW, True), (WINDOW + timedelta(seconds=1), False)]
)
def test_both_ends_of_the_window_count(tmp_path: Path, apart: timedelta, joined: bool) -> None:
    pair = [article(1, BRIDGE), article(2, BRIDGE_TOO, published_at=NOW + apart)]
    assert together(tmp_path / "a.db", pair) == ([{1, 2}] if joined else [])
    undated = [replace(a, fetched_at=a.published_at or NOW, published_at=None) for a in pair]
    assert together(tmp_path / "b.db", undated) == ([{1, 2}] if joined else [])


def test_bulletins_of_a_template_stay_apart(tmp_path: Path) -> None:
    daily = [
        article(n, bulletin(10 + n, 1400 + 7 * n, 3 + n), published_at=NOW + timedelta(days=n))
        for n in range(8)
    ]
    assert together(tmp_path / "a.db", daily) == []


def test_stories_do_not_chain(tmp_path: Path) -> None:
    """A report every two days on a matter that goes on: each story starts with one and ends."""
    draw = random.Random(7)
    tellings = []
    for _ in range(8):
        words = [*NAMES[0], *("".join(draw.choices("aiueobdgklmnprst", k=5)) for _ in range(40))]
        draw.shuffle(words)
        tellings.append(("Perkara Itu Berlanjut", " ".join(words)))
    going_on = [
        article(n, telling, published_at=NOW + timedelta(days=2 * n))
        for n, telling in enumerate(tellings)
    ]
    assert len(together(tmp_path / "all.db", [replace(a, published_at=NOW) for a in going_on])) == 1
    found = together(tmp_path / "a.db", going_on)
    assert len(found) == 4
    for story in found:
        assert len(story) == 2


def test_a_revision_leaves_and_joins(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one, two = article(1, BRIDGE), article(2, CHESS)
    assert together(path, [one, two]) == []
    hour = timedelta(hours=1)
    revised = replace(article(2, BRIDGE_TOO), fetched_at=NOW + hour)
    assert together(path, [revised]) == [{1, 2}]
    assert together(path, [replace(two, fetched_at=NOW + 2 * hour)]) == []


def test_a_deleted_article_leaves_its_story(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert together(path, [article(1, BRIDGE), article(2, BRIDGE_TOO)]) == [{1, 2}]
    conn = sqlite3.connect(path)
    conn.execute("DELETE FROM articles WHERE id = 1")
    conn.commit()
    conn.close()
    assert together(path, [article(9, CHESS)]) == []
    conn = sqlite3.connect(path)
    assert conn.execute("SELECT count(*) FROM _story_pairs").fetchone() == (0,)
    conn.close()


def test_the_index_holds_the_kept_articles_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store_all(path, [article(n, BRIDGE) for n in range(1, 6)], batch=2)
    conn = sqlite3.connect(path)
    assert conn.execute("SELECT count(*) FROM _story_reports").fetchone() == (1,)
    assert conn.execute("SELECT count(DISTINCT article_id) FROM _story_keys").fetchone() == (1,)
    assert conn.execute("SELECT count(*) FROM _story_queue").fetchone() == (0,)
    conn.close()


# Generated reports: a few events, each with some of its names and random other words.
NAMES = [
    ["".join(random.Random(seed * 100 + n).choices("bdgklmnprst", k=6)).title() for n in range(14)]
    for seed in range(3)
]


def report_of(event: int, telling: int) -> tuple[str, str]:
    """Return one of five reports of an event, or (5 and 6) the first two of them cut short."""
    if telling >= 5:
        title, text = report_of(event, telling - 5)
        return title, " ".join(text.split()[:50])
    draw = random.Random(event * 10 + telling)
    chosen = draw.sample(NAMES[event], 10)
    filler = ["".join(draw.choices("aiueobdgklmnprst", k=5)) for _ in range(60)]
    words = [*chosen, *filler]
    draw.shuffle(words)
    return f"{chosen[0]} dan {chosen[1]}", " ".join(words)


ARTICLES = st.lists(
    st.tuples(
        st.integers(1, 14),
        st.integers(0, len(NAMES) - 1),
        st.integers(0, 6),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
    min_size=2,
    max_size=12,
    unique_by=lambda item: item[0],
)


def made(
    number: int, event: int, telling: int, site: int, day: int | None, hour: int = 0
) -> Article:
    at = None if day is None else NOW + timedelta(days=day)
    return article(
        number, report_of(event, telling), f"site{site}", published_at=at,
        fetched_at=NOW + timedelta(hours=hour),
    )  # fmt: skip


def from_scratch(path: Path) -> set[frozenset[str]]:
    """Return the stories that the rules give for what is stored, by comparing all with all."""
    conn = sqlite3.connect(path)
    rows = conn.execute(
        "SELECT coalesce(published_at, first_fetched_at) AS at, url, title, text, id, site"
        " FROM articles WHERE duplicate_of IS NULL ORDER BY at, url"
    ).fetchall()
    kept = [(datetime.fromisoformat(at), i, report(title, text).terms)
            for at, _, title, text, i, _ in rows]  # fmt: skip
    leaders: dict[int, list[int]] = {}
    terms = {i: (at, t) for at, i, t in kept}
    for at, i, own in kept:
        matches = []
        for place, leader in enumerate(leaders):
            match = match_terms(own, terms[leader][1])
            if match and at - terms[leader][0] <= WINDOW:
                matches.append((-match.similarity, place, leader))
        leaders.setdefault(min(matches)[2] if matches else i, []).append(i)
    found = set()
    for members in leaders.values():
        marks = ", ".join("?" * len(members))
        articles = conn.execute(
            f"SELECT url, site FROM articles WHERE id IN ({marks}) OR duplicate_of IN ({marks})",
            [*members, *members],
        ).fetchall()
        if len({site for _, site in articles}) > 1:
            found.add(frozenset(url for url, _ in articles))
    conn.close()
    return found


Items = list[tuple[int, int, int, int, int | None]]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(items=ARTICLES, seed=st.integers(0, 99), batch=st.integers(1, 12))
def test_any_order_and_batch_size_gives_the_same_stories(
    tmp_path_factory: pytest.TempPathFactory, items: Items, seed: int, batch: int
) -> None:
    folder = tmp_path_factory.mktemp("stories")
    articles = [made(*item) for item in items]
    expected = store_all(folder / "one.db", articles)
    assert expected == from_scratch(folder / "one.db")
    random.Random(seed).shuffle(articles)
    assert store_all(folder / "two.db", articles, batch) == expected


def add_in_batches(path: Path, articles: Sequence[Article], batch: int) -> None:
    """What one process of several does."""
    store_all(path, articles, batch)


def test_several_processes_on_one_file_give_the_same_stories(tmp_path: Path) -> None:
    articles = [made(n, n % 3, n % 7, n % 4, n // 7 % 6) for n in range(60)]
    expected = store_all(tmp_path / "one.db", articles)
    assert len(expected) > 3
    path = tmp_path / "four.db"
    context = multiprocessing.get_context("spawn")
    started = [
        context.Process(target=add_in_batches, args=(path, articles[n::4], n + 2)) for n in range(4)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0] * 4
    assert stories(path) == expected == from_scratch(path)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(before=ARTICLES, after=ARTICLES, batch=st.integers(1, 12))
def test_revisions_leave_the_stories_of_the_newest_texts(
    tmp_path_factory: pytest.TempPathFactory, before: Items, after: Items, batch: int
) -> None:
    path = tmp_path_factory.mktemp("stories") / "a.db"
    numbers = {(number, site) for number, _, _, site, _ in before}
    later = [made(*item, hour=1) for item in after if (item[0], item[3]) in numbers]
    store_all(path, [made(*item) for item in before], batch)
    assert store_all(path, later, batch) == from_scratch(path)


def test_the_two_seeds_are_one_story_and_no_duplicates(shared: Path, tmp_path: Path) -> None:
    articles = []
    for name in ("republika", "idntimes"):
        text = (shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
        parsed = parse(
            text, url=f"https://{name}.example/1", fetched_at=NOW, rules=Rules(site=name)
        )
        assert isinstance(parsed, Article)
        articles.append(parsed)
    with ArticleStore(tmp_path / "a.db") as store:
        assert [added.kind for added in store.add_many(articles)] == ["new", "new"]
    assert len(stories(tmp_path / "a.db")) == 1
    db = connect_readonly(tmp_path / "a.db")
    reasons = db.execute("SELECT shared FROM _story_pairs").fetchone()["shared"]
    assert {"musk", "putin", "clubhouse"} <= set(json.loads(reasons)["name"])
    db.close()
