"""Writing the table of outlets. Every function needs a transaction where it writes."""

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from pipelines.records import Outlet
from pipelines.store.rows import array, nfc

_COLUMNS = tuple(field.name for field in fields(Outlet))
_PUT = f"""
INSERT INTO outlets ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (name) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "name")}
"""


def differing(conn: sqlite3.Connection, outlets: Iterable[Outlet]) -> list[dict[str, Any]]:
    """Return the rows of those outlets that the table lacks or has otherwise."""
    stored = {row["name"]: dict(row) for row in conn.execute("SELECT * FROM outlets")}
    rows = (_row(outlet) for outlet in outlets)
    return [row for row in rows if stored.get(row["name"]) != row]


def put(conn: sqlite3.Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows of the table, new ones and others."""
    conn.executemany(_PUT, rows)


def _row(outlet: Outlet) -> dict[str, Any]:
    values = {name: getattr(outlet, name) for name in _COLUMNS}
    return {
        name: array(value) if isinstance(value, tuple) else nfc(value)
        for name, value in values.items()
    }
