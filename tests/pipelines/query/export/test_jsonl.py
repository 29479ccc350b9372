"""JSON lines: what programs read, and what comes back equal through ingest."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.inputs.jsonl import YEARS, article_of_line
from pipelines.query import Filter, connect_readonly
from pipelines.query.export import COLUMNS, Chosen, export
from pipelines.records import Article, Removed
from pipelines.store import ArticleStore
from pipelines.text.invisible import without_invisible
from pipelines.urls import canonical
from tests.support.articles import article
from tests.support.hard_articles import HARD, WITA

NEVER = datetime(1990, 1, 1, tzinfo=UTC)
# Ingest refuses these days, takes signs that print nothing from texts, and makes addresses
# canonical; pages are read in the same way.
CHANGED_BY_INGEST = {
    "year-one", "year-9999", "before-excel", "noncharacter", "right-to-left", "odd-address",
}  # fmt: skip


def lines_of(db: sqlite3.Connection, **chosen: Any) -> list[str]:
    out = io.StringIO()
    export(db, "jsonl", out, Chosen(which=Filter(duplicates=True), **chosen))
    return out.getvalue().split("\n")[:-1]


def through_ingest(path: Path, lines: list[str]) -> list[str]:
    """Return the lines of a database that was made of lines."""
    with ArticleStore(path) as store:
        store.add_many(article_of_line(line.encode(), NEVER) for line in lines)
    with closing(connect_readonly(path)) as conn:
        return lines_of(conn)


def without_number(line: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(line).items() if name != "id"}


def test_a_line_per_article_with_every_column(hard_db: sqlite3.Connection) -> None:
    lines = lines_of(hard_db)
    assert len(lines) == len(HARD)
    for line in lines:
        assert tuple(json.loads(line)) == COLUMNS
        assert "\x1b" not in line and "\x00" not in line


def test_hard_articles_come_back_equal(hard_db: sqlite3.Connection, tmp_path: Path) -> None:
    lines = dict(zip(HARD, lines_of(hard_db), strict=True))
    wanted = [line for name, line in lines.items() if name not in CHANGED_BY_INGEST]
    back = through_ingest(tmp_path / "b.db", wanted)
    assert [*map(without_number, back)] == [*map(without_number, wanted)]


def test_chosen_columns_are_the_keys_in_their_order(hard_db: sqlite3.Connection) -> None:
    [line] = lines_of(hard_db, columns=("gone_at", "title", "fetches", "words"), limit=1)
    assert list(json.loads(line).items()) == [
        ("gone_at", None), ("title", "=1+1"), ("fetches", []), ("words", 80),
    ]  # fmt: skip


def test_a_day_is_that_where_the_outlet_is_in_every_zone(hard_db: sqlite3.Connection) -> None:
    number = list(HARD).index("in-bali")
    for zone, printed in ((None, "+08:00"), (ZoneInfo("UTC"), "+00:00")):
        found = json.loads(lines_of(hard_db, zone=zone)[number])
        assert found["published_at"].endswith(printed)
        assert found["published_on"] == "2026-11-21"


def test_a_time_at_the_end_of_the_calendar_stays_as_it_is(hard_db: sqlite3.Connection) -> None:
    number = list(HARD).index("year-9999")
    found = json.loads(lines_of(hard_db, zone=ZoneInfo("Asia/Jakarta"))[number])
    assert found["published_at"] == "9999-12-31T23:59:59+00:00"


TEXTS = st.text(max_size=30).map(without_invisible)
MOMENTS = st.datetimes(
    datetime(YEARS[0], 1, 2), datetime(YEARS[-1], 12, 30), timezones=st.sampled_from([UTC, WITA])
).map(lambda moment: moment.replace(microsecond=0))
ARTICLES = st.builds(
    article,
    url=st.integers(1, 10**9).map(lambda n: canonical(f"https://koran.example/{n}")),
    site=st.sampled_from(["koran", "warta.example"]),
    title=TEXTS.filter(str.strip),
    text=TEXTS.filter(str.strip),
    fetched_at=MOMENTS,
    deck=TEXTS,
    authors=st.lists(TEXTS, max_size=3).map(tuple),
    editors=st.lists(TEXTS, max_size=2).map(tuple),
    published_at=st.none() | MOMENTS,
    modified_at=st.none() | MOMENTS,
    dateline=TEXTS,
    section=TEXTS,
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    captions=st.lists(TEXTS, max_size=2).map(tuple),
    language=st.sampled_from(["", "id", "und"]),
    language_confidence=st.floats(0, 1),
    source_agency=TEXTS,
    flags=st.lists(st.sampled_from(["noindex", "paywall"]), unique=True).map(tuple),
    origin=st.dictionaries(TEXTS, TEXTS, max_size=3),
    removed=st.lists(
        st.builds(Removed, line=TEXTS, rule=st.just("related"), position=st.integers(0, 9)),
        max_size=3,
    ).map(tuple),
)


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a database without articles: to copy it is quicker than to make one."""
    path = tmp_path_factory.mktemp("new") / "new.db"
    ArticleStore(path).close()
    return path.read_bytes()


@settings(max_examples=40, deadline=None)
@given(articles=st.lists(ARTICLES, min_size=1, max_size=4, unique_by=lambda a: a.url))
def test_whatever_is_stored_comes_back_equal(new_database: bytes, articles: list[Article]) -> None:
    with TemporaryDirectory() as folder:
        for name in ("a.db", "b.db"):
            (Path(folder) / name).write_bytes(new_database)
        with ArticleStore(Path(folder) / "a.db") as store:
            store.add_many(articles)
        with closing(connect_readonly(Path(folder) / "a.db")) as conn:
            lines = lines_of(conn)
        assert through_ingest(Path(folder) / "b.db", lines) == lines
