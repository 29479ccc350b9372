"""Imports go one way: benchmarks to tests to crawler to pipelines; where Scrapy and SQL may be."""

import ast
import re
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
# Where SQL is: no other package imports sqlite3, holds a statement or executes one.
DATABASE = (Path("pipelines/store"), Path("pipelines/query"))
STATEMENT = re.compile(
    r"\bSELECT\b|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bREPLACE\s+INTO\b|\bUPDATE\s+\S+\s+SET\b"
    r"|\bDELETE\s+FROM\b|\b(?:CREATE|ALTER|DROP)\s+(?:\w+\s+)?(?:TABLE|VIEW|INDEX|TRIGGER)\b"
    r"|\bPRAGMA\s+\w+|\bATTACH\s+DATABASE\b|\bVACUUM\b|\bBEGIN\s+IMMEDIATE\b"
)
EXECUTE = ("execute", "executemany", "executescript")
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


def sql_in(source: str) -> Iterator[str]:
    """Return what shows that a module talks to the database: imports, statements, calls.

    A command line that is printed for the user, `sqlite3 FILE "SELECT ..."`, is left out.
    """
    tree = ast.parse(source)
    if {"sqlite3", "sqlite_utils"} & set(imported(source)):
        yield "an import"
    parts: set[int] = set()  # of f-strings, which are looked at as a whole
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            parts.update(map(id, node.values))
            values = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
            text = "".join(map(str, values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if id(node) in parts else node.value
        elif isinstance(node, ast.Attribute) and node.attr in EXECUTE and not is_super(node.value):
            yield f".{node.attr}"
        if STATEMENT.search(text) and not text.startswith("sqlite3 "):
            yield text


def is_super(node: ast.expr) -> bool:
    """Return whether it is `super()`: a method of Datasette that passes on what it was given."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    )


@pytest.mark.parametrize("path", [path for path in FILES if path.parts[0] != "tests"], ids=str)
def test_sql_is_in_the_store_and_the_queries(path: Path) -> None:
    if not any(path.is_relative_to(package) for package in DATABASE):
        assert list(sql_in((ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n import sqlite3", ["an import"]),
        ("from sqlite_utils import Database", ["an import"]),
        ("SQL = 'SELECT 1'", ["SELECT 1"]),
        ("SQL = f'''\nUPDATE {name} SET x = 1'''", ["\nUPDATE {} SET x = 1"]),
        ("SQL = 'WITH x AS (SELECT 1) SELECT * FROM x'", ["WITH x AS (SELECT 1) SELECT * FROM x"]),
        ("SQL = 'CREATE UNIQUE INDEX x ON y (z)'", ["CREATE UNIQUE INDEX x ON y (z)"]),
        ("conn.execute(statement)", [".execute"]),
        ("super().execute(statement)", []),
        ("print(f'sqlite3 {name} \"SELECT title FROM articles\"')", []),
        ("'Select an outlet, update its record or drop it.'", []),
    ],
)
def test_the_rule_sees_sql(source: str, found: list[str]) -> None:
    assert list(sql_in(source)) == found
