"""Full-text search: the hits of a query, and how many there are."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.query.filters import Filter
from pipelines.query.search_syntax import match_expression
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import moment_of

# A word in the title says more of what an article is about than one in its text.
_RANK = "bm25(articles_fts, 8.0, 4.0, 1.0)"
_SNIPPET_WORDS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found; marks are around the words that matched.

    `copies` counts the duplicates of the article. A higher `score` is a better match.
    """

    id: int
    url: str
    site: str
    title: str
    snippet: str
    published_at: datetime | None
    language: str
    duplicate_of: int | None
    copies: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles match, and how many more are hidden because they are duplicates."""

    found: int
    hidden: int


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    site: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    language: str | None = None,
    duplicates: bool = False,
    marks: tuple[str, str] = ("[", "]"),
) -> list[Hit]:
    """Return the articles that contain all the words, the best match first.

    `"two words"` finds a phrase, `korup*` every word that starts so; everything else is taken as
    words, whatever signs it holds. Raises `QueryError` for a query without any word.
    """
    where, values = Filter(
        site=site, since=since, until=until, language=language, duplicates=duplicates
    ).where()
    values |= {"match": match_expression(query), "limit": limit, "offset": offset}
    with plain_errors(database_path(db)):
        # Snippets are made for the rows shown only: they cost far more than ranking.
        ranked = db.execute(
            f"SELECT articles.id, {_RANK} AS rank FROM articles_fts"
            " JOIN articles ON articles.id = articles_fts.rowid"
            f" WHERE articles_fts MATCH :match AND {where}"
            " ORDER BY rank, articles.published_at DESC, articles.id LIMIT :limit OFFSET :offset",
            values,
        ).fetchall()
        return [_hit(db, row["id"], row["rank"], values["match"], marks) for row in ranked]


def count_hits(
    db: sqlite3.Connection,
    query: str,
    *,
    site: str | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    language: str | None = None,
    duplicates: bool = False,
) -> Counts:
    """Return how many articles `search` finds in all, and how many duplicates it hides."""
    where, values = Filter(
        site=site, since=since, until=until, language=language, duplicates=True
    ).where()
    with plain_errors(database_path(db)):
        total, marked = db.execute(
            "SELECT count(*), count(articles.duplicate_of) FROM articles_fts"
            " JOIN articles ON articles.id = articles_fts.rowid"
            f" WHERE articles_fts MATCH :match AND {where}",
            {**values, "match": match_expression(query)},
        ).fetchone()
    return (
        Counts(found=total, hidden=0) if duplicates else Counts(found=total - marked, hidden=marked)
    )


def _hit(
    db: sqlite3.Connection, article_id: int, rank: float, match: str, marks: tuple[str, str]
) -> Hit:
    row = db.execute(
        "SELECT articles.*, highlight(articles_fts, 0, :open, :close) AS marked_title,"
        " snippet(articles_fts, 2, :open, :close, '…', :words) AS snippet,"
        " (SELECT count(*) FROM articles AS copy WHERE copy.duplicate_of = articles.id) AS copies"
        " FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid"
        " WHERE articles_fts MATCH :match AND articles_fts.rowid = :id",
        {"open": marks[0], "close": marks[1], "words": _SNIPPET_WORDS, "match": match,
         "id": article_id},
    ).fetchone()  # fmt: skip
    return Hit(
        id=article_id,
        url=row["url"],
        site=row["site"],
        title=row["marked_title"],
        snippet=" ".join(row["snippet"].split()),
        published_at=moment_of(row["published_at"], row["published_offset"]),
        language=row["language"],
        duplicate_of=row["duplicate_of"],
        copies=row["copies"],
        score=round(-rank, 4),
    )
