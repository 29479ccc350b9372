"""How tables, pairs and hits are laid out, whatever stands in them."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from crawler.cli import output, search_views
from pipelines.query import Counts, Hit
from pipelines.records import Reason, Removed


def console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, soft_wrap=True, highlight=False, emoji=False)


def printed(out: Console) -> list[str]:
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_a_table_aligns_and_leaves_no_space_at_the_end() -> None:
    out = console(80)
    output.show_table(
        out, ["name", ("count", "right"), "end"], [("a", 12345, "x"), ("long", 7, "")]
    )
    assert printed(out) == ["name   count  end", "a     12,345  x", "long       7"]


def test_a_table_cuts_only_what_may_be_cut() -> None:
    out = console(40)
    rows = [("dropped", "x" * 30, "https://example.id/a/very/long/address")]
    output.show_table(out, ["what", "why", ("page", "clip")], rows)
    assert printed(out)[1] == f"dropped  {'x' * 30}  https://e…"


def test_an_empty_table_is_its_heads() -> None:
    out = console(40)
    output.show_table(out, ["a", ("b", "clip")], [])
    assert printed(out) == ["a  b"]


def test_pairs_wrap_and_keep_addresses_whole() -> None:
    out = console(30)
    address = "https://example.id/satu/dua/tiga/empat"
    output.show_pairs(out, [("url", address), ("section", "satu dua tiga empat lima enam")])
    assert printed(out) == [
        f"url      {address}",
        "section  satu dua tiga empat",
        "         lima enam",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), (True, "yes"), (False, "no"), (1234567, "1,234,567"), (0.5, "0.50"), ("a", "a")],
)
def test_cell(value: object, text: str) -> None:
    assert output.cell(value) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (None, "-"),
        ("", "-"),
        ("2026-11-20T17:30:00Z", "2026-11-21 00:30 WIB"),
        (datetime(2026, 11, 20, 1, 12, tzinfo=UTC), "2026-11-20 08:12 WIB"),
    ],
)
def test_when(moment: datetime | str | None, text: str) -> None:
    assert output.when(moment) == text


def test_json_takes_what_records_hold(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json(
        {
            "removed": Removed(line="Baca Juga", rule="related"),
            "at": datetime(2026, 11, 20, tzinfo=UTC),
            "reason": Reason.EMPTY,
            "path": Path("a/b"),
            "set": {2, 1},
        }
    )
    assert json.loads(capsys.readouterr().out) == {
        "removed": {"line": "Baca Juga", "rule": "related", "position": 0},
        "at": "2026-11-20T00:00:00+00:00",
        "reason": "empty",
        "path": "a/b",
        "set": [1, 2],
    }


def hit(title: str, snippet: str) -> Hit:
    return Hit(
        id=1,
        url="https://example.id/a",
        site="example",
        title=title,
        snippet=snippet,
        published_on=None,
        published_at=None,
        language="id",
        duplicate_of=None,
        story_id=None,
        copies=0,
        score=1.0,
        matched="exact",
    )


def test_marks_that_span_lines_stay() -> None:
    lines = search_views.highlighted(["a \x02b", "c\x03 d"])
    assert [line.plain for line in lines] == ["a b", "c d"]
    assert [[(s.start, s.end) for s in line.spans if s.style] for line in lines] == [
        [(2, 3)],
        [(0, 1)],
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("ab [/]\\\x02\x03{}:*\"'é…"), max_size=40))
def test_nothing_in_a_title_is_taken_for_markup(text: str) -> None:
    out = console(80)
    search_views.show_hits(out, text, [hit(text, text)], Counts(found=1, hidden=0))
    output.show_table(out, ["title"], [(text,)])
    output.show_pairs(out, [("title", text)])
    assert printed(out)
