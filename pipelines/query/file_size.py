"""The size of the database file, and what takes the space."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

MEASURING_SECONDS = 1.5  # then the rest is not told apart
STEPS = 20_000  # of SQLite's machine between two looks at the clock
# What a table or index belongs to, by the beginning of its name; in the order of the measuring.
KINDS = (
    ("duplicates", ("_bands", "_new_bands", "_band_index", "_fingerprints", "duplicates")),
    ("stories", ("_story_",)),
    ("crawling", ("frontier", "drops", "checkpoints", "runs", "outlets")),
    ("earlier versions and removed lines", ("revisions", "reprocessed", "removed")),
    ("tags, people and counts", ("article_tags", "article_people", "_day_counts")),
    ("full-text index", ("articles_fts", "_word_forms")),
    ("articles", ("articles",)),
)
OTHER = "other"
UNMEASURED = "not measured"


def file_size(db: sqlite3.Connection, *, seconds: float = MEASURING_SECONDS) -> dict[str, Any]:
    """Return the size of the file in bytes, the number of its articles, and its parts.

    `free` are pages without content; `parts` has the bytes of each kind of content, with its
    indexes. SQLite counts the pages of every table, which takes long in a large file: after so many
    seconds the rest counts as `not measured`. So does all where SQLite lacks the table `dbstat`.
    """
    page, pages, free = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    parts = _measured(db, seconds)
    rest = (pages - free) * page - parts.total()
    if rest > page:  # the map of free pages has pages of its own
        parts[UNMEASURED] = rest
    articles = db.execute("SELECT coalesce(sum(articles), 0) FROM _day_counts").fetchone()[0]
    return {
        "bytes": pages * page,
        "articles": articles,
        "free": free * page,
        "parts": dict(parts.most_common()),
    }


def _measured(db: sqlite3.Connection, seconds: float) -> Counter[str]:
    """Return the bytes of each kind of content, as far as they are counted in time."""
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        for name, kind in _tables(db):
            size = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (name,)).fetchone()[
                0
            ]
            found[kind] += size or 0
    except sqlite3.OperationalError:  # interrupted, or without dbstat
        pass
    finally:
        db.set_progress_handler(None, 0)
    return found


def _tables(db: sqlite3.Connection) -> Iterable[tuple[str, str]]:
    """Return the tables and indexes with the kind of what they hold, the small kinds first."""
    rows = db.execute("SELECT name, tbl_name FROM sqlite_schema WHERE rootpage > 0").fetchall()
    order = [OTHER, *(kind for kind, _ in KINDS)]
    named = [("sqlite_schema", OTHER), *((row["name"], _kind(row["tbl_name"])) for row in rows)]
    return sorted(named, key=lambda pair: order.index(pair[1]))


def _kind(table: str) -> str:
    for kind, starts in KINDS:
        if table.startswith(starts):
            return kind
    return OTHER
