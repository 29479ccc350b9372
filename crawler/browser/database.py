"""The database as Datasette sees it: never written to, never counted in full."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import sqlite_timelimit

from pipelines.query import connect_readonly
from pipelines.query.home import count_rows, table_counts
from pipelines.store import StoreError

NAME = "warta"  # of the database in addresses, whatever its file is called
COUNT_MS = 60  # what counting the rows of a filter may take
PAGE_MS = 5_000  # what the queries of one of our pages may take
_COLUMN = re.compile(r"\b(?:published_on|published_at|last_at|gone_at)\b")
_BY_ID = re.compile(
    r"\(id (?P<sign>[<>]) :(?P<last>p\d+)(?: or id is null)?"
    r" or \(id = :(?P=last) and id > :p\d+\)\)"
)
_FURTHER = re.compile(
    rf"\(({_COLUMN.pattern}) (?:< :p\d+ or \1 is null|> :p\d+) or \(\1 = :p\d+ and "
)
_FIRST = re.compile(
    r"select .+? from (?P<table>\w+|\[[^\]]+\]) (?:where .+ )?"
    r"(?P<order>order by (?P<column>\w+|\[[^\]]+\])(?: desc)?) limit \d+$",
    re.S,
)
_COUNT = "select count(*) from "
_COUNTS = ("select (select count(*) from ", _COUNT)


class ReadOnlyDatabase(Database):  # type: ignore[misc]
    """A file that is opened as the commands open it: read-only, also in a read-only folder."""

    def __init__(self, ds: Any, path: Path) -> None:
        super().__init__(ds, path=str(path), is_mutable=True)

    def connect(self, write: bool = False) -> Any:
        """Return a connection that cannot write. Raises `StoreError`."""
        if write:
            raise PermissionError("the browser does not write to the database")
        connection = connect_readonly(self.path)
        self._all_file_connections.append(connection)
        return connection

    def interrupt(self) -> None:
        """End the queries that are running."""
        for connection in self._all_file_connections:
            connection.interrupt()

    async def table_counts(self, limit: int = 10) -> Any:
        """Return the number of rows by table, None for large ones: from kept counts."""
        return await self.execute_fn(table_counts)

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        """Run a query as Datasette does; one that counts rows gets little time or a kept count."""
        options["log_sql_errors"] = False  # the page says it
        query = sql = sql.strip()
        if query.startswith(_COUNT) and " " not in (table := query.removeprefix(_COUNT)):
            try:
                number = await self.read(count_rows, table.strip("[]"), within=COUNT_MS)
            except StoreError:
                number = None
            if number is None:
                raise QueryInterrupted("interrupted", sql, params)
            return Results([(number,)], False, [("count(*)",)])
        if query.startswith(_COUNTS):
            options["custom_time_limit"] = COUNT_MS
        if first := _FIRST.match(query):
            sql = await self._settled(sql, first)
        return await super().execute(_in_order(sql), params, **options)

    async def _settled(self, sql: str, first: re.Match[str]) -> str:
        """Return the query of the first page of a sorted table, equal rows in the order of the key.

        Datasette orders them so on every page but the first, and rows are lost between the two.
        """
        keys = await self.primary_keys(first["table"].strip("[]"))
        if not keys or first["column"].strip("[]") in keys:
            return sql
        start, end = first.span("order")
        return f"{sql[:start]}{first['order']}, {', '.join(keys)}{sql[end:]}"

    async def read(self, function: Callable[..., Any], *args: Any, within: int = PAGE_MS) -> Any:
        """Return what a function of `pipelines.query` returns. Raises `StoreError`, also for time.

        The function takes the connection first; `within` are milliseconds.
        """

        def work(connection: Any) -> Any:
            with sqlite_timelimit(connection, within):
                return function(connection, *args)

        return await self.execute_fn(work)


def _in_order(sql: str) -> str:
    """Return the query of a further page of a table so that it walks along the sorted index.

    For its `(x < :p or x is null or ...)` SQLite would collect and sort all the rows that remain. A
    plus sign before a column keeps its index out of that; the ones of text compare the same so. A
    table sorted by its `id` needs one comparison.
    """
    sql = _BY_ID.sub(lambda match: f"id {match['sign']} :{match['last']}", sql)
    return _FURTHER.sub(lambda match: _COLUMN.sub(r"+\g<0>", match[0]), sql)
