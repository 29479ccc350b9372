"""What people type is read as they mean it, and whatever it is, the search can be made."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.query.search_syntax import FILTERS, FieldFilter, QueryError, read_query
from pipelines.query.search_terms import exact

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("banjir", '"banjir"'),
        ("banjir demak", '("banjir" AND "demak")'),
        ('"banjir demak" subuh', '("banjir demak" AND "subuh")'),
        ('"banjir demak', '"banjir demak"'),
        ("“banjir demak”", '"banjir demak"'),
        ("«banjir demak» rob", '("banjir demak" AND "rob")'),
        ("covid-19", '"covid-19"'),
        ("pemilu: 2019an", '("pemilu:" AND "2019an")'),
        ("catatan:penting", '"catatan:penting"'),
        ("korup*", '"korup*" *'),
        ('"dana de"*', '"dana de" *'),
        ("a & b 🌋", '("a" AND "b")'),
        ("beras OR jagung", '("beras" OR "jagung")'),
        ("panen beras OR jagung", '(("panen" AND "beras") OR "jagung")'),
        ("panen (beras OR jagung)", '("panen" AND ("beras" OR "jagung"))'),
        ("beras -impor", '(("beras") NOT ("impor"))'),
        ("beras NOT impor NOT cabai", '(("beras") NOT ("impor" OR "cabai"))'),
        ('-"impor murah" beras', '(("beras") NOT ("impor murah"))'),
        ("beras -(impor OR cabai)", '(("beras") NOT (("impor" OR "cabai")))'),
        ("or not and", '("or" AND "not" AND "and")'),
        ("((beras", '"beras"'),
        ("beras) jagung", '("beras" AND "jagung")'),
        ("beras OR", '"beras"'),
        ("OR beras", '"beras"'),
        ("a\0b", '"a\ufffdb"'),
    ],
)
def test_words(query: str, expression: str) -> None:
    words = read_query(query, TODAY).words
    assert words is not None
    assert exact(words) == expression


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("15.750", "Rp15.750"),
        ("15.750", "Harga 15.750 rupiah"),
        ("Rp15.750", "Rp 15.750 per kilogram"),
        ("rp15.750", "Rp15.750,-"),
        ("15750", "Rp15.750"),
        ("1,5", "naik 1,5 persen"),
        ("500", "RM500"),
        ("15/11/2026", "Sabtu (15/11/2026)"),
        ("2,5", "US$2,5 miliar"),
    ],
)
def test_a_number_is_found_as_it_is_printed(number: str, printed: str) -> None:
    assert matches(number, printed)


@pytest.mark.parametrize(
    ("number", "printed"), [("15.750", "Rp15.570"), ("15", "Rp15.750.000,50x")]
)
def test_another_number_is_not_found(number: str, printed: str) -> None:
    assert matches(number, printed) == (number == "15")  # 15 begins Rp15.750: one word to the index


def matches(query: str, text: str) -> bool:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='unicode61 remove_diacritics 2')")
    db.execute("INSERT INTO t VALUES (?)", (text,))
    words = read_query(query, TODAY).words
    assert words is not None
    return bool(db.execute("SELECT 1 FROM t WHERE t MATCH ?", (exact(words),)).fetchall())


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("site:kompas", [("site", "kompas", False)]),
        ("-site:kompas beras", [("site", "kompas", True)]),
        ('author:"Ani Sari"', [("author", "Ani Sari", False)]),
        ("author:“Ani Sari”", [("author", "Ani Sari", False)]),
        ("TAG:beras tag:padi", [("tag", "beras", False), ("tag", "padi", False)]),
        ("since:2026-11-20", [("since", "2026-11-20", False)]),
        ("since:2026-11", [("since", "2026-11-01", False)]),
        ("until:2026-11", [("until", "2026-11-30", False)]),
        ("until:2026-12", [("until", "2026-12-31", False)]),
        ("since:2024", [("since", "2024-01-01", False)]),
        ("until:2024", [("until", "2024-12-31", False)]),
        ("since:7d", [("since", "2026-11-24", False)]),
    ],
)  # fmt: skip
def test_filters(query: str, filters: list[tuple[str, str, bool]]) -> None:
    assert [*read_query(query, TODAY).filters] == [FieldFilter(*each) for each in filters]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "no word to search for"),
        ("!!! ---", "no word to search for"),
        ("-beras", "only says what is not wanted"),
        ("NOT beras", "only says what is not wanted"),
        ("since:kemarin", "since:kemarin: not a date; write 2026-11-20"),
        ("since:2026-02-30", "not a date"),
        ("until:2026-13", "not a date"),
        ("-since:2026", "cannot be excluded"),
        ("a " * 501, "1,002 characters long"),
        ("a " * 100, "100 parts"),
    ],
)
def test_what_cannot_be_searched_for_is_said(query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        read_query(query, TODAY)


TYPED = st.text(max_size=60) | st.lists(
    st.sampled_from(['"', "“", "(", ")", "-", "OR", "NOT", "AND", "NEAR(", "*", ":", "a", "Rp1.000",
                     "{title}", "^x", "'", ";", "\0", "🌋", "é",
                     *(f"{name}:" for name in FILTERS)]),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(TYPED, st.booleans())
def test_any_string_can_be_typed(typed: str, joined: bool) -> None:
    try:
        query = read_query(typed.replace(" ", "") if joined else typed, TODAY)
    except QueryError:
        return
    if query.words is not None:
        db = sqlite3.connect(":memory:")
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
        db.execute("SELECT 1 FROM t WHERE t MATCH ?", (exact(query.words),)).fetchall()
