"""The documentation names everything there is, and nothing that is not."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

from crawler.cli.app import LIST, app
from crawler.cli.sites import as_markdown
from crawler.setting_table import OURS, SCRAPY, documented
from crawler.sites import all_sites
from pipelines import Article
from pipelines.store import ArticleStore
from tests.support.paths import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each command under its name; the list of a group is documented under the group's."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} ")
        else:
            yield (above + name).removesuffix(f" {LIST}"), command


COMMANDS = dict(commands(typer.main.get_command(app)))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level or a higher one."""
    level = heading.split()[0]
    start = re.search(rf"^{re.escape(heading)}$", text, re.M)
    assert start, f"there is no heading {heading!r}"
    rest = text[start.end() :]
    end = re.search(rf"^#{{1,{len(level)}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_is_documented(name: str) -> None:
    documented = section(page("commands.md"), f"## warta {name}")
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            for option in parameter.opts:
                assert f"`{option}" in documented, f"{option} of warta {name}"
    assert COMMANDS[name].help, f"warta {name} has no help"


def test_no_command_or_option_is_documented_that_is_not_there() -> None:
    text = page("commands.md")
    assert set(re.findall(r"^## warta (.+)$", text, re.M)) == set(COMMANDS)
    for name, command in COMMANDS.items():
        known = {option for parameter in command.params for option in parameter.opts}
        table = re.findall(r"^\| (.+?) \|", section(text, f"## warta {name}"), re.M)
        named = {option for cell in table for option in re.findall(r"`(--?[a-z][a-z-]*)", cell)}
        assert named <= known, f"warta {name}"


def test_each_setting_is_documented() -> None:
    used = {
        name
        for folder in ("crawler", "pipelines")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\bWARTA_[A-Z_]+\b", file.read_text(encoding="utf-8"))
    }
    assert used <= {setting.name for setting in OURS}
    text = page("settings.md")
    for heading, table in (("warta", OURS), ("Scrapy", SCRAPY)):
        rows = re.findall(r"^\| `.*\n", section(text, f"## Settings of {heading}"), re.M)
        assert "".join(rows) == documented(table)


def test_the_outlets_are_those_of_the_records() -> None:
    assert page("outlets.md") == as_markdown(all_sites()), (
        "run `warta sites --markdown > docs/outlets.md`"
    )


def test_each_field_of_an_article_is_documented() -> None:
    documented = re.findall(r"^\| `(\w+)`", page("article.md"), re.M)
    assert sorted(documented) == sorted(field.name for field in fields(Article))


def test_each_table_and_column_is_documented(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    ArticleStore(path).close()
    text = page("database.md")
    with closing(sqlite3.connect(path)) as db:
        kinds = dict(db.execute("SELECT name, type FROM sqlite_schema"))
        # SQLite's own, FTS5's shadow tables, the record of migrations
        internal = ("sqlite_", "articles_fts_", "_")
        tables = [
            name
            for name, kind in kinds.items()
            if kind in ("table", "view") and not name.startswith(internal)
        ]
        assert "articles" in tables
        for table in tables:
            documented = section(text, f"### {table}")
            for row in db.execute(f"PRAGMA table_info({table})"):
                assert row[1] in documented, f"{table}.{row[1]}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_in_examples_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S))
    for name in re.findall(r"^(?:\$ )?(?:\S*/)?warta ([a-z][a-z-]*)", blocks, re.M):
        assert name in COMMANDS, name
