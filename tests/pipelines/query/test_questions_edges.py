"""Questions at their edges: days, missing dates, copies, stories that began before, odd words."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.registry.stored_outlets import open_store
from pipelines.query import QUESTIONS, Question, ask, connect_readonly
from pipelines.records import Article
from tests.support.articles import article

WIB, WIT = timezone(timedelta(hours=7)), timezone(timedelta(hours=9))
FLOOD = (
    "Banjir merendam permukiman di hilir sungai sejak Minggu malam, kata camat Wulan. "
    "Sebanyak 500 keluarga mengungsi ke balai desa dan sekolah. "
    "Vaksinasi Covid-19 ditunda sampai air surut, lalu jalan dibersihkan warga bersama tentara."
)
LAST = "2024-03-31"  # the newest day of the file: its last 30 days begin with 2 March


def written(number: int, site: str, at: datetime | None, title: str, text: str, **more: Any) -> Any:
    """Return an article, fetched `after` hours after its publication, one hour unless stated."""
    after = more.pop("after", 1)
    fetched = datetime(2024, 3, 31, 12, tzinfo=UTC) if at is None else at + timedelta(hours=after)
    stated = {"fetched_at": fetched, "language": "id", "made_by": "1", "page_hash": f"{number}a"}
    return article(url=f"https://{site.removesuffix('.example')}.example/{number}", site=site,
                   title=title, text=text, published_at=at, **{**stated, **more})  # fmt: skip


ARTICLES = (
    written(1, "kompas", datetime(2024, 3, 31, 8, tzinfo=WIB), "Banjir rendam hilir", FLOOD,
            tags=("Banjir",), authors=("Ani Sari",), section="Daerah"),
    written(2, "balipost", datetime(2024, 3, 31, 9, tzinfo=WIB), "Banjir di hilir", FLOOD,
            tags=("banjir", "bencana"), authors=("Ani Sari",)),
    written(3, "balipost", datetime(2024, 3, 2, 0, 10, tzinfo=WIB), "Longsor tutup jalan",
            "Tanah longsor menutup jalan desa. Harga beras naik karena truk tertahan.", after=3),
    written(4, "kompas", datetime(2024, 3, 1, 23, 50, tzinfo=WIB), "Longsor di lereng",
            "Longsor terjadi di lereng bukit. Warga jum'at ini bergotong royong."),
    written(5, "kompas", datetime(2024, 3, 31, 0, 30, tzinfo=WIT), "Gempa di Jayapura",
            "Gempa terasa di Jayapura. Beras ada dan harga sembako stabil.", after=5,
            tags=("BANJIR",), authors=("ANI SARI",), section="Daerah"),
    written(6, "pesisir.example", None, "Banjir rob", "Banjir rob datang lagi di pesisir."),
    written(7, "kompas", datetime(2024, 3, 30, 6, tzinfo=WIB), "Flood hits town",
            "The flood hit the town at night. Rice prices rose.", after=9, language="en"),
    written(8, "balipost", datetime(2024, 3, 31, 12, tzinfo=WIB), "Kapal baru",
            "Kapal baru tiba di pelabuhan. Muatannya 15.750 ton.", source_agency="ANTARA"),
    written(9, "kompas", datetime(2024, 3, 31, 8, 5, tzinfo=WIB), "Banjir rendam hilir", FLOOD),
)  # fmt: skip


def edited(number: int, days: int, **changes: Any) -> Article:
    """Return the article as it was fetched so many days later, from another page."""
    before = ARTICLES[number - 1]
    kept = ("url", "site", "title", "text", "published_at", "language", "made_by", "source_agency")
    same = {name: getattr(before, name) for name in kept}
    fetched = before.fetched_at + timedelta(days=days)
    return article(**{**same, "fetched_at": fetched, "page_hash": f"{number}b", **changes})


EDITS = (
    edited(3, 1, text=ARTICLES[2].text.replace("naik", "turun")),  # silent
    edited(7, 1, text="The flood hit the town at noon.", made_by="2"),  # perhaps our own doing
    edited(8, 1, title="Kapal baru tiba", text=ARTICLES[7].text.replace("15.750", "16.000"),
           modified_at=datetime(2024, 4, 1, 12, tzinfo=WIB)),
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edges") / "a.db"
    with open_store(path) as store:
        store.add_many(list(ARTICLES))
        for each in EDITS:
            assert store.add(each).kind == "revised"
    db = Database(path)
    db.execute("UPDATE articles SET story_id = NULL")
    db.execute("UPDATE articles SET story_id = 1 WHERE id IN (1, 2, 6, 9)")
    db.execute("UPDATE articles SET story_id = 4 WHERE id IN (3, 4)")
    db.execute("UPDATE articles SET gone_at = '2024-04-05T00:00:00Z', gone_why = '404',"
               " back_at = '2024-04-06T00:00:00Z' WHERE id = 4")  # fmt: skip
    db.conn.commit()
    copies = db.execute("SELECT id, duplicate_of FROM articles WHERE duplicate_of > 0 ORDER BY id")
    assert copies.fetchall() == [(2, 1), (9, 1)]
    db.close()
    return path


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_readonly(path)) as conn:
        yield conn


MARCH_1 = {"since": "2024-03-01"}
CASES: list[tuple[str, dict[str, str], list[tuple[Any, ...]]]] = [
    ("coverage", {"topic": "banjir"}, [(LAST, "kompas", 1)]),
    ("coverage", {"topic": "BANJIR"}, [(LAST, "kompas", 1)]),
    ("coverage", {"topic": "covid-19"}, [(LAST, "kompas", 1)]),
    ("coverage", {"topic": "harga beras"}, [("2024-03-02", "balipost", 1)]),
    ("coverage", {"topic": "longsor OR gempa"},
     [("2024-03-02", "balipost", 1), (LAST, "kompas", 1)]),
    ("coverage", {"topic": "jum'at", **MARCH_1}, [("2024-03-01", "kompas", 1)]),
    ("coverage", {"topic": "16.000"}, [(LAST, "balipost", 1)]),
    ("coverage", {"topic": "15.750"}, []),
    ("coverage", {"topic": '"harga beras" OR "di lereng"', **MARCH_1},
     [("2024-03-01", "kompas", 1), ("2024-03-02", "balipost", 1)]),
    ("coverage", {"topic": ""}, []),
    ("coverage", {"topic": '"'}, []),
    ("coverage", {"topic": " , "}, []),
    ("coverage", {"topic": "OR"}, []),
    ("coverage", {"topic": "title:banjir"}, []),
    ("coverage", {"topic": "(banjir"}, [(LAST, "kompas", 1)]),
    ("coverage", {"topic": "longsor", **MARCH_1, "until": "2024-03-01"},
     [("2024-03-01", "kompas", 1)]),
    ("coverage", {"topic": "longsor", "until": "2024-03-01"}, [("2024-03-01", "kompas", 1)]),
    ("coverage", {"topic": "longsor", "since": "kemarin"}, [("2024-03-02", "balipost", 1)]),
    ("topic_by_outlet", {"topic": "banjir"}, [("kompas", 1, 33.3)]),
    ("topic_first", {"topic": "longsor", **MARCH_1},
     [("2024-03-01T16:50:00Z", "kompas", "Longsor di lereng", 4),
      ("2024-03-01T17:10:00Z", "balipost", "Longsor tutup jalan", 3)]),
    ("who_was_first", {},
     [(1, "2024-03-31T01:00:00Z", "kompas", "Banjir rendam hilir", 3, 1.0)]),
    ("who_was_first", MARCH_1,
     [(1, "2024-03-31T01:00:00Z", "kompas", "Banjir rendam hilir", 3, 1.0),
      (4, "2024-03-01T16:50:00Z", "kompas", "Longsor di lereng", 2, 0.3)]),
    ("first_reports", {}, [("kompas", 1)]),
    ("first_reports", MARCH_1, [("kompas", 2)]),
    ("story_spread", {"article": "2"},
     [("2024-03-31T01:00:00Z", "kompas", "Banjir rendam hilir", 0.0, 1),
      ("2024-03-31T01:05:00Z", "kompas", "Banjir rendam hilir", 0.1, 9),
      ("2024-03-31T02:00:00Z", "balipost", "Banjir di hilir", 1.0, 2),
      (None, "pesisir.example", "Banjir rob", None, 6)]),
    ("story_spread", {"article": "8"}, []),
    ("story_spread", {"article": "https://balipost.example/3"},
     [("2024-03-01T16:50:00Z", "kompas", "Longsor di lereng", 0.0, 4),
      ("2024-03-01T17:10:00Z", "balipost", "Longsor tutup jalan", 0.3, 3)]),
    ("history", {"article": "https://balipost.example/8"},
     [("2024-03-31T06:00:00Z", "Kapal baru", 8, None),
      ("2024-04-01T06:00:00Z", "Kapal baru tiba", 8, "2024-04-01T05:00:00Z")]),
    ("history", {"article": "tidak ada"}, []),
    ("silent_edits_by_outlet", {},
     [(3, "balipost", "wording", "Longsor tutup jalan", "Longsor tutup jalan",
       "2024-03-02T20:10:00Z", 1, 1)]),
    ("headline_edits", {},
     [("2024-04-01T06:00:00Z", "balipost", "Kapal baru", "Kapal baru tiba", 8)]),
    ("changed_figures", {}, [("2024-04-01T06:00:00Z", "balipost", "Kapal baru tiba", 1, 0, 8)]),
    ("edits_by_outlet", {}, [("balipost", 2, 1, 1, 1)]),
    ("taken_down", {}, []),
    ("who_carried", {"agency": "antara"}, [("balipost", 1)]),
    ("who_carried", {"agency": "%"}, []),
    ("who_carried_whom", {}, [("kompas", "balipost", 1, 1.0)]),
    ("articles_by_day", {},
     [("2024-03-02", "balipost", 1), ("2024-03-30", "kompas", 1), (LAST, "balipost", 1),
      (LAST, "kompas", 2)]),
    ("articles_by_owner", {}, [("Kompas Gramedia", 1, 3), ("no group known", 1, 2)]),
    ("articles_by_province", {}, [("Bali", 1, 2)]),
    ("duplicates_by_outlet", {}, [("balipost", 3, 1, 33.3), ("kompas", 4, 1, 25.0)]),
    ("languages_by_outlet", {},
     [("balipost", "id", 2), ("kompas", "id", 2), ("kompas", "en", 1)]),
    ("tags", {}, [("Banjir", 2)]),
    ("bylines", {}, [("Ani Sari", 2, "kompas")]),
    ("by_author", {"author": "ani sari"},
     [(LAST, "kompas", "Banjir rendam hilir", "Daerah", 1),
      (LAST, "kompas", "Gempa di Jayapura", "Daerah", 5)]),
    ("sections", {}, [("kompas", "Daerah", 2)]),
    ("hours", {}, [("00", 2), ("06", 1), ("08", 1), ("12", 1)]),
    ("delay", {}, [("balipost", 2, 2.0), ("kompas", 3, 5.0)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "expected"), CASES)
def test_the_answer_is_right_at_the_edge(
    db: sqlite3.Connection, name: str, values: dict[str, str], expected: list[tuple[Any, ...]]
) -> None:
    assert [tuple(row.values()) for row in ask(db, name, **values)] == expected


def test_an_empty_file_has_no_answers(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db"):
        pass
    with closing(connect_readonly(tmp_path / "a.db")) as db:
        assert [question.name for question in QUESTIONS if ask(db, question.name)] == []


# Read as a whole by a question, however many articles there are: counts, versions, problems.
SMALL = re.compile(
    r"SCAN (?:_day_counts|daily_counts|outlets|runs|json_each .*|r USING INDEX revisions_article"
    r"|d|drops .*|frontier .*|articles_fts .*|articles USING INDEX articles_agency"
    r"|period|found|fetched|ranked|story|chosen|pairs|asked|counted|named|queued|ran|refused"
    r"|newest|CONSTANT ROW|\(subquery-\d+\))"
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_question_reads_all_articles(db: sqlite3.Connection, question: Question) -> None:
    values = {one.name: one.example for one in question.parameters}
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {question.sql}", values)]
    assert [step for step in plan if step.startswith("SCAN") and not SMALL.fullmatch(step)] == []
