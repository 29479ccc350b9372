"""Bars and columns of characters."""

import io

import pytest
from rich.console import Console

from crawler.cli.charts import bar, can_draw, columns


@pytest.mark.parametrize(
    ("value", "largest", "blocks", "drawn"),
    [
        (10, 10, True, "██████████"),
        (5, 10, True, "█████"),
        (0.55, 10, True, "▌"),
        (0.001, 10, True, "▏"),
        (0, 10, True, ""),
        (0, 0, True, ""),
        (20, 10, True, "██████████"),
        (5, 10, False, "#####"),
        (0.001, 10, False, "#"),
    ],
)
def test_bar(value: float, largest: float, blocks: bool, drawn: str) -> None:
    assert bar(value, largest, 10, blocks=blocks) == drawn


@pytest.mark.parametrize(
    ("values", "blocks", "drawn"),
    [
        ([0, 1, 4, 8], True, " ▁▄█"),
        ([0, 1, 1000], True, " ▁█"),
        ([0, 0], True, "  "),
        ([], True, ""),
        ([0, 1, 4, 8], False, " .=@"),
    ],
)
def test_columns(values: list[float], blocks: bool, drawn: str) -> None:
    assert columns(values, blocks=blocks) == drawn


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("ascii", False), ("iso-8859-1", False)]
)
def test_block_characters_need_an_encoding_that_has_them(encoding: str, can: bool) -> None:
    out = Console(file=io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert can_draw(out) is can
