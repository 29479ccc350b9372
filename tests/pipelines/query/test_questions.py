"""Every question gives what was counted by hand."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.registry.stored_outlets import open_store
from pipelines.query import connect_readonly
from pipelines.query.questions import QUESTIONS
from pipelines.records import Drop, Outcome, Reason
from tests.support.articles import article

WIB, WIT = timezone(timedelta(hours=7)), timezone(timedelta(hours=9))
COPY = (
    "Kapal nelayan karam diterjang ombak tinggi di lepas pantai, kata kepala pelabuhan Rahmat. "
    "Sebelas awak berenang ke pulau terdekat dan ditolong petugas mercusuar sebelum fajar. "
    "Cuaca buruk diperkirakan berlangsung sampai akhir pekan, semua perahu diminta menunggu."
)
BY_NAME = {question.name: question for question in QUESTIONS}
DAY = "2026-11-02"


def made(number: int, site: str, hour: int, **changes: Any) -> Any:
    """Return an article of 2 November 2026, its hour in WIB, fetched two hours later."""
    at = datetime(2026, 11, 2, hour, 30, tzinfo=WIB)
    stated = {
        "url": f"https://{site}.example/{number}",
        "site": site,
        "title": f"Kabar nomor {number}",
        "text": f"Kabar nomor {number} dari kota. Warga nomor {number} berkumpul di alun-alun.",
        "published_at": at,
        "fetched_at": at + timedelta(hours=2),
        "language": "id",
    }
    return article(**{**stated, **changes})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "a.db"
    first = made(
        1, "balipost", 8, title="Harga beras naik", section="Ekonomi", tags=("Beras", "Pasar"),
        authors=("Ani Sari",), text="Harga beras naik 500 rupiah. Pedagang mengeluh sejak pagi.",
    )  # fmt: skip
    with open_store(path) as store:
        store.add_many(
            [
                first,
                made(2, "kompas", 9, tags=("beras",), authors=("Ani Sari", "Budi"), section="Bola"),
                made(3, "kompas", 1, language="en"),  # the day before in UTC
                made(4, "balipost", 10, text=COPY, source_agency="ANTARA"),
                made(5, "kompas", 13, text=COPY),
            ]
        )
        later = first.fetched_at + timedelta(days=1)
        text = first.text.replace("500", "700")
        edited = article(
            url=first.url, site=first.site, section=first.section, tags=first.tags,
            authors=first.authors, title="Harga beras melonjak", text=text,
            published_at=first.published_at, fetched_at=later, language="id",
        )  # fmt: skip
        store.add(edited)
        drop = Drop(url="https://kompas.example/tag", reason=Reason.NOT_ARTICLE, step="extract")
        store.commit([Outcome(url=drop.url, result=drop, site="kompas")])
    db = Database(path)
    db.execute("UPDATE articles SET story_id = 1 WHERE id IN (1, 2)")
    db.execute(
        "UPDATE articles SET gone_at = '2026-11-05T00:00:00Z', gone_why = '410' WHERE id = 2"
    )
    db.conn.commit()
    db.close()
    return path


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_readonly(path)) as conn:
        conn.row_factory = None
        yield conn


EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "coverage": [(DAY, "balipost", 1)],
    "topic_by_outlet": [("balipost", 1, 50.0)],
    "topic_first": [("2026-11-02T01:30:00Z", "balipost", "Harga beras melonjak", 1)],
    "by_author": [
        (DAY, "kompas", "Kabar nomor 2", "Bola", 2),
        (DAY, "balipost", "Harga beras melonjak", "Ekonomi", 1),
    ],
    "who_was_first": [  # a text that another outlet carried is a story of two outlets too
        (4, "2026-11-02T03:30:00Z", "balipost", "Kabar nomor 4", 2, 3.0),
        (1, "2026-11-02T01:30:00Z", "balipost", "Harga beras melonjak", 2, 1.0),
    ],
    "first_reports": [("balipost", 2)],
    "story_spread": [
        ("2026-11-02T01:30:00Z", "balipost", "Harga beras melonjak", 0.0, 1),
        ("2026-11-02T02:30:00Z", "kompas", "Kabar nomor 2", 1.0, 2),
    ],
    "edits_by_outlet": [("balipost", 1, 1, 1, 1)],
    "silent_edits_by_outlet": [
        (1, "balipost", "headline", "Harga beras naik", "Harga beras melonjak",
         "2026-11-03T03:30:00Z", 2, 2),
    ],
    "headline_edits": [
        ("2026-11-03T03:30:00Z", "balipost", "Harga beras naik", "Harga beras melonjak", 1)
    ],
    "changed_figures": [("2026-11-03T03:30:00Z", "balipost", "Harga beras melonjak", 1, 1, 1)],
    "history": [
        ("2026-11-02T03:30:00Z", "Harga beras naik", 9, None),
        ("2026-11-03T03:30:00Z", "Harga beras melonjak", 9, None),
    ],
    "taken_down": [(2, DAY, "kompas", "Kabar nomor 2", "2026-11-05T00:00:00Z", "410", None)],
    "who_carried": [("balipost", 1)],
    "who_carried_whom": [("balipost", "kompas", 1, 3.0)],
    "duplicates_by_outlet": [("kompas", 3, 1, 33.3), ("balipost", 2, 0, 0.0)],
    "articles_by_day": [(DAY, "balipost", 2), (DAY, "kompas", 2)],
    "articles_by_owner": [("Kompas Gramedia", 1, 2), ("no group known", 1, 2)],
    "articles_by_province": [("Bali", 1, 2)],
    "languages_by_outlet": [("balipost", "id", 2), ("kompas", "en", 1), ("kompas", "id", 1)],
    "tags": [("beras", 2), ("Pasar", 1)],
    "bylines": [("Ani Sari", 2, "balipost,kompas"), ("Budi", 1, "kompas")],
    "sections": [("balipost", "Ekonomi", 1), ("kompas", "Bola", 1)],
    "longest": [
        (4, DAY, "balipost", len(COPY.split()), "Kabar nomor 4"),
        (2, DAY, "kompas", 11, "Kabar nomor 2"),
        (3, DAY, "kompas", 11, "Kabar nomor 3"),
        (1, DAY, "balipost", 9, "Harga beras melonjak"),
    ],
    "hours": [("01", 1), ("08", 1), ("09", 1), ("10", 1)],
    "delay": [("balipost", 2, 2.0), ("kompas", 2, 2.0)],
    "dropped": [],  # its time is that of the test: below
    "complete": [("balipost", 2, 100, 50, 50, 50, 0), ("kompas", 3, 100, 33, 33, 33, 0)],
    "family": [("dagang",)],
    "outlet_health": [
        ("kompas", 3, 1, "2026-11-02T06:30:00Z", None, None, 0.33, 0.0),
        ("balipost", 2, 0, "2026-11-02T03:30:00Z", None, None, 0.5, 0.0),
    ],
}  # fmt: skip
VALUES = {"article": "1", "word": "pedagang", "author": "Ani Sari"}


def asked(db: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    question = BY_NAME[name]
    values = {one.name: VALUES.get(one.name, one.example) for one in question.parameters}
    return db.execute(question.sql, values).fetchall()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_answer_is_what_was_counted_by_hand(db: sqlite3.Connection, name: str) -> None:
    if name == "dropped":
        assert [row[:4] for row in asked(db, name)] == [("kompas", "dropped", "not_article", 1)]
    elif name == "family":
        assert asked(db, name) == [("pedagang",)]
    else:
        assert asked(db, name) == EXPECTED[name]


def test_there_are_twenty_and_more() -> None:
    assert len(BY_NAME) == len(QUESTIONS) >= 20
