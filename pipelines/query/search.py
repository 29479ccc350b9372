"""Full-text search: the hits of a query, and how many there are.

Articles with the words as they were typed come first, then those with other forms of them. Where
more than `MAX_RANKED` articles match, the newest of them are ranked: ranking costs more than a
microsecond for each, and so does counting. A smaller result is ranked as a whole.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pipelines.query.filters import Filter
from pipelines.query.search_filters import conditions
from pipelines.query.search_syntax import SearchQuery, read_query
from pipelines.query.search_terms import exact as exact_words
from pipelines.query.search_terms import forms_in, related
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import moment_of
from pipelines.text.time_zones import WIB

MAX_RANKED = 10_000
MAX_GROUPED = 1_000  # hits among which stories are brought together
SORTS = ("relevance", "date")
_SNIPPET_WORDS = 32
# The index has what filters ask for; the articles themselves would be read page by page.
_MATCHING = (
    "articles_fts CROSS JOIN articles INDEXED BY articles_facts"
    " ON articles.id = articles_fts.rowid"
    " WHERE articles_fts MATCH :match AND articles_fts.rowid BETWEEN :low AND :high AND {where}"
)
_COUNT = f"""
SELECT count(*), count(duplicate_of) FROM (
    SELECT articles.duplicate_of FROM {_MATCHING}
    ORDER BY articles_fts.rowid DESC LIMIT {MAX_RANKED + 1}
)
"""
# The newest are chosen and ranked in one pass through the index.
_RANKED = f"""
SELECT id, rank, story_id FROM (
    SELECT articles.id, articles_fts.rank AS rank, articles.story_id, articles.published_at
    FROM {_MATCHING} ORDER BY articles_fts.rowid DESC LIMIT {MAX_RANKED}
)
ORDER BY rank, published_at DESC, id LIMIT :limit
"""
_BY_DATE = f"""
SELECT articles.id, NULL AS rank, articles.story_id FROM {_MATCHING}
ORDER BY articles.published_at DESC, articles.id LIMIT :limit
"""
# A common word is soon met on the way down from the newest article.
_BY_DATE_COMMON = """
SELECT articles.id, NULL AS rank, articles.story_id FROM articles INDEXED BY articles_published
WHERE {where} AND EXISTS (
    SELECT 1 FROM articles_fts WHERE articles_fts MATCH :match AND articles_fts.rowid = articles.id
)
ORDER BY articles.published_at DESC, articles.id LIMIT :limit
"""
_NO_WORDS = """
SELECT articles.id, NULL AS rank, articles.story_id FROM articles WHERE {where}
ORDER BY articles.published_at DESC, articles.id LIMIT :limit
"""
_COUNT_NO_WORDS = f"""
SELECT count(*), count(duplicate_of) FROM (
    SELECT duplicate_of FROM articles WHERE {{where}} LIMIT {MAX_RANKED + 1}
)
"""
_SHOWN = """
SELECT articles.*, {marked}
    (SELECT count(*) FROM articles AS copy WHERE copy.duplicate_of = articles.id) AS copies
FROM {source} AND articles.id = :id
"""
_MARKED = (
    "highlight(articles_fts, 0, :open, :close) AS marked_title,"
    f" snippet(articles_fts, 2, :open, :close, '…', {_SNIPPET_WORDS}) AS snippet,"
)
_UNMARKED = (
    "articles.title AS marked_title, coalesce(nullif(deck, ''), substr(text, 1, 200)) AS snippet,"
)


# Articles of some days mostly have neighbouring ids: the index is read between these only.
_BOUNDS = """
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM articles INDEXED BY articles_published_on
WHERE published_on BETWEEN :first_day AND :last_day
"""
_ALL_IDS = (0, 2**62)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found; marks are around the words that matched.

    `copies` counts the duplicates of the article. A higher `score` is a better match; None where
    hits are sorted by date. `matched` is `exact`, or `related` where only other forms of the words
    stand in it. `others` are further hits of the same story, where hits are grouped by story.
    """

    id: int
    url: str
    site: str
    title: str
    snippet: str
    published_on: str | None
    published_at: datetime | None
    language: str
    duplicate_of: int | None
    story_id: int | None
    copies: int
    score: float | None
    matched: str
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles match, and how many more are hidden because they are duplicates.

    `related` of the found ones only have other forms of the words. Where not `is_exact`, there are
    more than `found`.
    """

    found: int
    hidden: int
    related: int = 0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as SQL: what its words match, and the condition.

    `exact` is for the words as typed, `match` for other forms of them too, `related` for articles
    that only have other forms; None where there are no words, or no other forms.
    """

    exact: str | None
    match: str | None
    related: str | None
    where: str
    where_with_copies: str
    values: dict[str, Any]
    duplicates: bool


def search(
    db: sqlite3.Connection,
    query: str,
    which: Filter | None = None,
    *,
    limit: int = 10,
    offset: int = 0,
    exact: bool = False,
    sort: str = "relevance",
    by_story: bool = False,
    marks: tuple[str, str] = ("[", "]"),
    today: date | None = None,
) -> list[Hit]:
    """Return the articles that a query finds, best match first, or by date the newest.

    `pipelines.query.search_syntax` says what can be typed. With `exact`, other forms of a word do
    not count. With `by_story`, hits of one story are one, with the others in `others`. `today` is
    the day from which `since:7d` counts, without it today in WIB. Raises `QueryError`.
    """
    with plain_errors(database_path(db)):
        asked = _asked(db, query, which, exact=exact, today=today)
        if by_story:
            rows = _ids(db, asked, sort, MAX_GROUPED)
            groups = _grouped(rows)[offset : offset + limit]
        else:
            groups = [(row, ()) for row in _ids(db, asked, sort, offset + limit)[offset:]]
        return [_hit(db, asked, row, others, marks) for row, others in groups]


def count_hits(
    db: sqlite3.Connection,
    query: str,
    which: Filter | None = None,
    *,
    exact: bool = False,
    today: date | None = None,
) -> Counts:
    """Return how many articles `search` finds in all, and how many duplicates it hides."""
    with plain_errors(database_path(db)):
        asked = _asked(db, query, which, exact=exact, today=today)
        found, marked = _count(db, asked, asked.exact)
        more, more_marked = 0, 0
        if asked.related and found <= MAX_RANKED:
            more, more_marked = _count(db, asked, asked.related)
    hidden = 0 if asked.duplicates else marked + more_marked
    related_found = more - (0 if asked.duplicates else more_marked)
    return Counts(
        found=min(found, MAX_RANKED) + min(more, MAX_RANKED) - hidden,
        hidden=hidden,
        related=related_found,
        is_exact=max(found, more) <= MAX_RANKED,
    )


def condition(
    db: sqlite3.Connection, query: str, *, exact: bool = False, today: date | None = None
) -> tuple[str, dict[str, Any]]:
    """Return the condition on `articles` that holds for what `search` finds, and its parameters."""
    asked = _asked(db, query, Filter(duplicates=True), exact=exact, today=today)
    if asked.match is None:
        return asked.where, asked.values
    found = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match)"
    return f"{found} AND {asked.where}", {**asked.values, "match": asked.match}


def _asked(
    db: sqlite3.Connection, query: str, which: Filter | None, *, exact: bool, today: date | None
) -> _Asked:
    read: SearchQuery = read_query(query, today or datetime.now(WIB).date())
    which = which or Filter()
    typed, typed_values = conditions(db, read.filters)
    where, values = which.where()
    with_copies, _ = replace(which, duplicates=True).where()
    words = None if read.words is None else exact_words(read.words)
    forms = None
    if read.words is not None and not exact:
        forms = related(read.words, forms_in(db))
    return _Asked(
        exact=words,
        match=forms or words,
        related=None if forms is None else f"({forms}) NOT ({words})",
        where=" AND ".join([where, *typed]),
        where_with_copies=" AND ".join([with_copies, *typed]),
        values={**values, **typed_values, **_bounds(db, which, read)},
        duplicates=which.duplicates,
    )


def _bounds(db: sqlite3.Connection, which: Filter, read: SearchQuery) -> dict[str, int]:
    """Return between which ids the articles of the days asked for are."""
    days = {
        name: [one.value for one in read.filters if one.name == name] for name in ("since", "until")
    }
    for name, found in days.items():
        value = getattr(which, name)
        if value is not None and not isinstance(value, datetime):
            found.append(value.isoformat())
    low, high = _ALL_IDS
    if days["since"] or days["until"]:
        asked = {
            "first_day": max(days["since"], default="0000"),
            "last_day": min(days["until"], default="9999-99"),
        }
        low, high = db.execute(_BOUNDS, asked).fetchone()
    return {"low": low, "high": high}


def _count(db: sqlite3.Connection, asked: _Asked, match: str | None) -> tuple[int, int]:
    """Return how many articles match, `MAX_RANKED` + 1 at most, and how many are duplicates."""
    sql = _COUNT_NO_WORDS if match is None else _COUNT
    values = {**asked.values, "match": match}
    found, marked = db.execute(
        sql.format(where=_early(asked.where_with_copies, match)), values
    ).fetchone()
    return found, marked


def _early(where: str, match: str | None) -> str:
    """Return the condition so that ids are looked up before anything of their articles is read.

    The plus keeps SQLite from asking the full-text index once for each of these ids.
    """
    return where if match is None else where.replace("articles.id IN", "+articles_fts.rowid IN")


def _ids(db: sqlite3.Connection, asked: _Asked, sort: str, limit: int) -> list[dict[str, Any]]:
    """Return the first hits in order: their ids, ranks, stories, and what matched."""
    if asked.exact is None:
        sql = _NO_WORDS.format(where=asked.where)
        return _rows(db, sql, {**asked.values, "limit": limit}, "exact")
    if sort == "date":
        return _newest(db, asked, limit)
    rows = _best(db, asked, asked.exact, limit, "exact")
    if asked.related and len(rows) < limit:
        rows += _best(db, asked, asked.related, limit - len(rows), "related")
    return rows


def _best(
    db: sqlite3.Connection, asked: _Asked, match: str, limit: int, matched: str
) -> list[dict[str, Any]]:
    values = {**asked.values, "match": match, "limit": limit}
    return _rows(db, _RANKED.format(where=_early(asked.where, match)), values, matched)


def _newest(db: sqlite3.Connection, asked: _Asked, limit: int) -> list[dict[str, Any]]:
    values = {**asked.values, "match": asked.match, "limit": limit}
    found, _ = _count(db, asked, asked.match)
    sql = _BY_DATE if found <= MAX_RANKED else _BY_DATE_COMMON
    rows = _rows(db, sql.format(where=asked.where), values, "exact")
    if asked.related:
        one = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?"
        for row in rows:
            if not db.execute(one, (asked.exact, row["id"])).fetchone():
                row["matched"] = "related"
    return rows


def _rows(
    db: sqlite3.Connection, sql: str, values: dict[str, Any], matched: str
) -> list[dict[str, Any]]:
    return [{**dict(row), "matched": matched} for row in db.execute(sql, values)]


def _grouped(rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], tuple[int, ...]]]:
    """Return the first hit of each story, with the ids of its further ones."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for row in rows:
        key = ("story", row["story_id"]) if row["story_id"] else row["id"]
        groups.setdefault(key, []).append(row)
    return [(first, tuple(row["id"] for row in rest)) for first, *rest in groups.values()]


def _hit(
    db: sqlite3.Connection,
    asked: _Asked,
    found: dict[str, Any],
    others: tuple[int, ...],
    marks: tuple[str, str],
) -> Hit:
    values: dict[str, Any] = {"id": found["id"], "open": marks[0], "close": marks[1]}
    source, marked = "articles WHERE 1", _UNMARKED
    if asked.match is not None:
        values["match"] = asked.match
        marked = _MARKED
        source = (
            "articles_fts JOIN articles ON articles.id = articles_fts.rowid"
            " WHERE articles_fts MATCH :match AND articles_fts.rowid = :id"
        )
    row = db.execute(_SHOWN.format(marked=marked, source=source), values).fetchone()
    return Hit(
        id=row["id"],
        url=row["url"],
        site=row["site"],
        title=row["marked_title"],
        snippet=" ".join(row["snippet"].split()),
        published_on=row["published_on"],
        published_at=moment_of(row["published_at"], row["published_offset"]),
        language=row["language"],
        duplicate_of=row["duplicate_of"],
        story_id=row["story_id"],
        copies=row["copies"],
        score=None if found["rank"] is None else round(-found["rank"], 4),
        matched=found["matched"],
        others=others,
    )
