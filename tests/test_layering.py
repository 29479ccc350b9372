"""Imports go one way: benchmarks to tests to crawler to pipelines, where one file knows Scrapy."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

SCRAPY = {"scrapy", "twisted"}
GLUE = Path("pipelines/item_pipelines.py")
NEVER = {  # what the modules of each folder must not import
    "pipelines": {"crawler", "tests", "benchmarks"},
    "crawler": {"tests", "benchmarks"},
    "tests": {"benchmarks"},
}
FILES = [
    path.relative_to(ROOT) for folder in NEVER for path in sorted((ROOT / folder).rglob("*.py"))
]


def imported(source: str) -> Iterator[str]:
    """Return the top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports(path: Path) -> None:
    names = set(imported((ROOT / path).read_text(encoding="utf-8")))
    assert not names & NEVER[path.parts[0]]
    if path.parts[0] == "pipelines" and path != GLUE:
        assert not names & SCRAPY


def test_the_rule_sees_imports_in_functions() -> None:
    assert set(imported("def f():\n import scrapy.http\n from crawler import x")) == {
        "scrapy",
        "crawler",
    }
