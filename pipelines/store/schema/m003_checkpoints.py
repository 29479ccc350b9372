"""Migration 3: checkpoints, how far listings are read."""

SQL = """
CREATE TABLE checkpoints (
    site TEXT NOT NULL,
    day TEXT NOT NULL,
    listing TEXT NOT NULL,
    next_page INTEGER,
    pages INTEGER NOT NULL DEFAULT 0,
    links INTEGER NOT NULL DEFAULT 0,
    reached_at TEXT,
    begun_at TEXT,
    read_at TEXT,
    whole_at TEXT,
    closed_at TEXT,
    PRIMARY KEY (site, day, listing)
) STRICT, WITHOUT ROWID;
"""
