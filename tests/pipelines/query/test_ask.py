"""A question is asked by its name, with the values that matter."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.query import ask, connect_readonly
from pipelines.store import ArticleStore
from tests.support.articles import numbered


def test_a_question_is_answered_with_the_values_given(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(numbered(1, text="Petani menanam padi. Pertanian maju."))
    with closing(connect_readonly(tmp_path / "a.db")) as db:
        rows = ask(db, "family", word="petani")
        assert [row["word"] for row in rows] == ["pertanian", "petani"]
        assert ask(db, "family") == []
        with pytest.raises(KeyError, match="no question 'no_question'; there are coverage, "):
            ask(db, "no_question")
        with pytest.raises(TypeError, match="family has no parameter kata"):
            ask(db, "family", kata="petani")


def test_a_day_is_a_date_or_its_text(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(numbered(1, published_at=at))
    with closing(connect_readonly(tmp_path / "a.db")) as db:
        for day, count in (("2026-11-20", 1), (at.date(), 1), (date(2026, 11, 21), 0), (None, 1)):
            assert len(ask(db, "articles_by_day", since=day)) == count
