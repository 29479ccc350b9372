"""Lists the migrations: append only, and never change a released one.

Each is a module of this package, `m001_first`, `m002_stories`, ..., with its statements in `SQL`,
and where SQL does not do, a function `fill`, which gets the connection after them. They are applied
in the order of their numbers, under the names of their modules.
"""

import pkgutil
import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from sqlite_utils import Database, Migrations

from pipelines.store.schema.m001_first import APPLICATION_ID

__all__ = ["APPLICATION_ID", "MIGRATIONS"]

MIGRATIONS = Migrations("warta")


def _register(name: str) -> None:
    """Add the migration of a module of this package."""
    module = import_module(f"{__package__}.{name}")
    sql: str = module.SQL
    fill: Callable[[sqlite3.Connection], None] | None = getattr(module, "fill", None)

    @MIGRATIONS(name=name)
    def apply(db: Database) -> None:
        db.executescript(sql)
        if fill is not None:
            fill(db.conn)


for _name in sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])):
    if _name[0] == "m" and _name[1:4].isdecimal():
        _register(_name)
