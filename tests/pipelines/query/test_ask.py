"""A question is asked by its name, with the values that matter."""

from contextlib import closing
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
        with pytest.raises(KeyError):
            ask(db, "no_question")
        with pytest.raises(TypeError, match="family has no parameter kata"):
            ask(db, "family", kata="petani")
