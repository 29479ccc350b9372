"""Which articles are exported, read one by one from one state of the database."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

from pipelines.query.export.columns import COLUMNS, Column, Value, columns
from pipelines.query.filters import Filter
from pipelines.query.search import condition
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import array

ORDERS = ("id", "newest")
# The index holds what filters ask for, in the order of ids: no article is read in vain, and nothing
# is sorted.
_BY_ID = """
SELECT articles.id, articles.duplicate_of FROM articles INDEXED BY articles_facts
WHERE articles.id > :since_id AND {where} ORDER BY articles.id
"""
_NEWEST = """
SELECT articles.id, articles.duplicate_of FROM articles INDEXED BY articles_published
WHERE articles.id > :since_id AND {where} ORDER BY articles.published_at DESC, articles.id DESC
"""
# The last that came or changed of each outlet, along an index; the newest of these.
_LATEST = """
SELECT articles.id, articles.duplicate_of FROM outlets CROSS JOIN articles ON articles.id IN (
    SELECT articles.id FROM articles INDEXED BY articles_site_fetched
    WHERE articles.site = outlets.name AND articles.id > :since_id AND {where}
    ORDER BY articles.fetched_at DESC LIMIT :latest
) ORDER BY articles.fetched_at DESC, articles.id DESC
"""
_SITES = "articles.site IN (SELECT value FROM json_each(:sites))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which articles, and what of them.

    `which` filters, `query` and `exact` are as in search, several `sites` are alternatives. Only
    articles with a higher id than `since_id` are taken, at most `limit`. The order is that of the
    ids, or with `newest` the last published first. `columns` are names (without any the `COLUMNS`),
    and times are in `zone` (without one in the offset that the page printed).
    """

    which: Filter = field(default_factory=Filter)
    sites: tuple[str, ...] = ()
    query: str = ""
    exact: bool = False
    since_id: int = 0
    limit: int | None = None
    order: str = "id"
    columns: tuple[str, ...] = ()
    zone: tzinfo | None = None


class Rows:
    """The chosen articles as dicts of values, and what was passed over.

    `columns` are those to write. A dict has them and what the format needs beside. After the
    iteration `count` articles were handed out, `hidden` duplicates left out, and `last_id` is the
    highest id of both, from which the next export goes on.
    """

    def __init__(
        self, db: sqlite3.Connection, chosen: Chosen, needs: Sequence[str], *, latest: bool = False
    ) -> None:
        self.chosen = chosen
        self.columns: tuple[Column, ...] = columns(chosen.columns or COLUMNS)
        self.count = 0
        self.hidden = 0
        self.last_id = chosen.since_id
        self._db = db
        self._read = columns([*(column.name for column in self.columns), *needs])
        self._names = [column.name for column in self._read]
        readers = ((column.name, column.reader(chosen.zone)) for column in self._read)
        self._readers = [(name, read) for name, read in readers if read is not None]
        self._statement = self._select()
        self._latest = latest

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield the articles, each read when it is its turn."""
        for article_id, duplicate_of in self._ids():
            if self.count == self.chosen.limit:
                return
            self.last_id = max(self.last_id, article_id)
            if duplicate_of is not None and not self.chosen.which.duplicates:
                self.hidden += 1
                continue
            self.count += 1
            yield self.article(article_id)

    def article(self, article_id: int) -> dict[str, Value]:
        """Return one article as the iteration yields it."""
        row = self._db.execute(self._statement, (article_id,)).fetchone()
        values = dict(zip(self._names, row, strict=False))  # after these come offsets of times
        for name, read in self._readers:
            values[name] = read(row)
        return values

    def count_up_to(self, most: int) -> int:
        """Return how many articles there are to hand out; stops counting at `most`."""
        limit = most if self.chosen.limit is None else min(most, self.chosen.limit)
        where, values = self._where(self.chosen.which)
        found = self._db.execute(
            f"SELECT count(*) FROM ({_BY_ID.format(where=where)} LIMIT :most)",
            {**values, "most": limit},
        )
        return int(found.fetchone()[0])

    def outlets(self) -> dict[str, Mapping[str, Any]]:
        """Return the rows of the table `outlets` by their names."""
        return {row["name"]: dict(row) for row in self._db.execute("SELECT * FROM outlets")}

    def _ids(self) -> sqlite3.Cursor:
        if self._latest:
            where, values = self._where(self.chosen.which)
            latest = -1 if self.chosen.limit is None else self.chosen.limit
            return self._db.execute(_LATEST.format(where=where), {**values, "latest": latest})
        statement = _NEWEST if self.chosen.order == "newest" else _BY_ID
        where, values = self._where(replace(self.chosen.which, duplicates=True))
        return self._db.execute(statement.format(where=where), values)

    def _select(self) -> str:
        parts = [f"{column.sql} AS {column.name}" for column in self._read]
        parts += [f"articles.{column.offset}" for column in self._read if column.offset]
        return f"SELECT {', '.join(parts)} FROM articles WHERE articles.id = ?"

    def _where(self, which: Filter) -> tuple[str, dict[str, Any]]:
        where, values = which.where()
        values["since_id"] = self.chosen.since_id
        if self.chosen.sites:
            where += f" AND {_SITES}"
            values["sites"] = array(self.chosen.sites)
        if self.chosen.query:
            found, more = condition(self._db, self.chosen.query, exact=self.chosen.exact)
            where += f" AND {found}"
            values |= more
        return where, values


@contextmanager
def reading(
    db: sqlite3.Connection, chosen: Chosen, needs: Sequence[str] = (), *, latest: bool = False
) -> Iterator[Rows]:
    """Open the chosen articles in one read transaction: what others store meanwhile is not seen.

    With `latest`, those that came or changed last come first. Raises `UnknownColumn`, `QueryError`
    and `StoreError`.
    """
    with plain_errors(database_path(db)):
        rows = Rows(db, chosen, needs, latest=latest)
        db.execute("BEGIN")
        try:
            yield rows
        finally:
            db.execute("ROLLBACK")
