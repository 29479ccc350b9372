"""The size of the database file, and what takes the space."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

MEASURING_SECONDS = 1.5  # then the rest is not told apart
STEPS = 20_000  # of SQLite's machine between two looks at the clock
# What a table or index belongs to, by the beginning of its name; in the order of the measuring. The
# last is the largest, so it is not measured: it is the rest.
KINDS = (
    ("duplicates", ("_bands", "_new_bands", "_band_index", "_fingerprints", "duplicates")),
    ("stories", ("_story_",)),
    ("crawling", ("frontier", "drops", "checkpoints", "runs", "outlets")),
    ("earlier versions and removed lines", ("revisions", "reprocessed", "removed")),
    ("tags, people and counts", ("article_tags", "article_people", "_day_counts")),
    ("full-text index", ("articles_fts", "word_forms")),
    ("articles", ("articles",)),
)
NAMES = tuple(kind for kind, _ in KINDS)
OTHER = "other"
UNMEASURED = "not told apart"


def file_size(db: sqlite3.Connection, *, seconds: float = MEASURING_SECONDS) -> dict[str, Any]:
    """Return the size of the file in bytes, the number of its articles, and its parts.

    `free` are pages without content; `parts` has the bytes of each kind of content, with its
    indexes. SQLite counts the pages of every table, which takes long in a large file: after so many
    seconds the kinds that are left are one part, under their names. Where SQLite lacks the table
    `dbstat`, all content is one.
    """
    page, pages, free = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    articles = db.execute("SELECT coalesce(sum(articles), 0) FROM _day_counts").fetchone()[0]
    parts = _measured(db, seconds)
    left = [kind for kind in (OTHER, *NAMES) if kind not in parts]
    parts[" and ".join(left[-2:]) if len(left) < 3 else UNMEASURED] = (
        pages - free
    ) * page - parts.total()
    return {
        "bytes": pages * page,
        "articles": articles,
        "free": free * page,
        "parts": dict(parts.most_common()),
    }


def _measured(db: sqlite3.Connection, seconds: float) -> Counter[str]:
    """Return the bytes of each kind of content but the last, as far as they are counted in time."""
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        for kind, names in _tables(db):
            size = 0
            for name in names:
                row = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (name,))
                size += row.fetchone()[0] or 0
            found[kind] = size
    except sqlite3.OperationalError:  # interrupted, or without dbstat
        pass
    finally:
        db.set_progress_handler(None, 0)
    return found


def _tables(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of content but the last with its tables and indexes."""
    rows = db.execute("SELECT name, tbl_name FROM sqlite_schema WHERE rootpage > 0").fetchall()
    named = [("sqlite_schema", OTHER), *((row["name"], _kind(row["tbl_name"])) for row in rows)]
    for kind in (OTHER, *NAMES[:-1]):
        yield kind, [name for name, its in named if its == kind]


def _kind(table: str) -> str:
    for kind, starts in KINDS:
        if table.startswith(starts):
            return kind
    return OTHER
