"""URLs as a person gives them: what is taken, and what is named as wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cli.errors import Problem
from crawler.cli.url_list import checked, read_urls


def test_arguments_come_before_files_and_lines_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\ufeffhttps://b.example/1\r\n# of May\n\n  https://a.example/2  \n", "utf-8")
    assert read_urls(["http://c.example/3"], [path]) == [
        "http://c.example/3", "https://b.example/1", "https://a.example/2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' is not a URL"),
        ("https://", "'https://' is not a URL"),
        ("https:///berita", "is not a URL"),
        ("https://[::1", "is not a URL"),
        ("https://koran.example:99999/a", "is not a URL"),
        ("koran.example/a", "meant is perhaps https://koran.example/a"),
        ("javascript:alert(1)", "is not a URL"),
        ("https://koran.example/a b", "is not one URL"),
        ("x" * 500, "…"),
    ],
)  # fmt: skip
def test_what_is_no_url_is_named(text: str, said: str) -> None:
    with pytest.raises(Problem, match="is not") as raised:
        checked(text, "list.txt:7: ")
    assert raised.value.code == 2
    assert said in str(raised.value) and str(raised.value).startswith("list.txt:7: ")
    assert len(str(raised.value)) < 400


@given(st.text())
def test_any_text_is_a_url_or_a_problem(text: str) -> None:
    try:
        assert checked(text).lower().startswith(("http://", "https://"))
    except Problem as problem:
        assert "is not" in str(problem)
