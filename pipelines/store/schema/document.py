"""Generates the database reference from the schema and `descriptions`."""

import sqlite3
from collections.abc import Iterator
from textwrap import dedent

from sqlite_utils import Database

from pipelines.store.schema.described import Described
from pipelines.store.schema.descriptions import TABLES
from pipelines.store.schema.internal_descriptions import INTERNAL
from pipelines.store.schema.migrations import MIGRATIONS
from pipelines.store.schema.view_descriptions import VIEWS

_OPENING = dedent(
    """\
    # The database

    One SQLite file. Times are UTC, `2026-11-21T22:57:03Z`, with the page's printed UTC offset in a
    column of its own. Lists are JSON arrays, text is Unicode NFC, ids are integers.

    The file is in WAL mode: readers and one writer do not block each other. Commits survive a
    killed process; a power cut may lose the last ones but does not damage the file. Copy a database
    in use with SQLite (`sqlite3 warta.db "VACUUM INTO 'copy.db'"`), never with `cp`.

    Tables whose names begin with an underscore are internal: no question needs them, and they may
    change with any version.

    This page is generated: `python -m pipelines.store.schema > docs/database.md`.
    """
)


def document() -> str:
    """Return the documentation of the newest schema as Markdown."""
    db = Database(memory=True)
    MIGRATIONS.apply(db)
    parts = [_OPENING, "## Tables\n"]
    parts += [_section(db, name, TABLES[name]) for name in TABLES if name not in INTERNAL]
    parts.append("## Views\n")
    parts += [_section(db, name, described) for name, described in VIEWS.items()]
    parts.append("## Internal tables\n")
    parts += [_section(db, name, described) for name, described in INTERNAL.items()]
    return "\n".join(parts)


def _section(db: Database, name: str, described: Described) -> str:
    lines = [f"### {name}", "", described.about, ""]
    if described.columns:
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| {column} | {kind} | {described.columns[column]} |"
            for column, kind in _columns(db.conn, name)
        ]
        lines.append("")
    if described.example:
        lines += ["```sql", described.example, "```", ""]
    return "\n".join(lines)


def _columns(conn: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Yield name and type of each column, with `key` or `may be null` in the type."""
    refers = {
        row[3]: f"refers to {row[2]}" for row in conn.execute(f"PRAGMA foreign_key_list({table})")
    }
    for _, name, kind, not_null, _, key in conn.execute(f"PRAGMA table_info({table})"):
        marks = ["key"] if key else [] if not_null or not kind else ["may be null"]
        marks += [refers[name]] if name in refers else []
        yield name, ", ".join([kind.lower(), *marks]).removeprefix(", ")
