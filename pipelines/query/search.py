"""Reading the database: search, one article, statistics. Nothing here can write.

Days are days in western Indonesia (WIB). Duplicates are left out unless they are asked for.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

from pipelines.query.backfill import backfill
from pipelines.query.search_syntax import QueryError, match_expression
from pipelines.query.stories import story, syndication
from pipelines.store.connect import database_path, open_readonly, plain_errors
from pipelines.store.rows import article_of, moment_of, stamp
from pipelines.store.runs import FILLED, run_dict

__all__ = [
    "Counts", "Hit", "QueryError", "backfill", "connect_readonly", "count_hits", "drops", "search",
    "show", "stats", "story", "syndication",
]  # fmt: skip

WIB = timezone(timedelta(hours=7))
# A word in the title says more of what an article is about than one in its text.
_RANK = "bm25(articles_fts, 8.0, 4.0, 1.0)"
_SNIPPET_WORDS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found; the marks stand around the words that matched.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles: of a site, a language, published from `since` to the end of `until`."""

    site: str | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    language: str | None = None
    duplicates: bool = False

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on `articles` as SQL, and its parameters."""
        conditions = ["1"]
        values: dict[str, Any] = {}
        for column in ("site", "language"):
            if (value := getattr(self, column)) is not None:
                conditions.append(f"articles.{column} = :{column}")
                values[column] = value
        if self.since is not None:
            conditions.append("articles.published_at >= :since")
            values["since"] = stamp(_first_moment(self.since))
        if self.until is not None:
            conditions.append("articles.published_at <= :until")
            values["until"] = stamp(_last_moment(self.until))
        if not self.duplicates:
            conditions.append("articles.duplicate_of IS NULL")
        return " AND ".join(conditions), values


def connect_readonly(path: str | Path) -> sqlite3.Connection:
    """Return a connection that cannot write. Raises `StoreError` for a file that is no database."""
    return open_readonly(path)


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


def show(db: sqlite3.Connection, id_or_url: int | str) -> dict[str, Any] | None:
    """Return all that is known of one article, None if there is none with this id or URL.

    The fields of `Article` under their names, and `id`, `duplicate_of`, `words`, `revision`,
    `removed` (line, rule, position), `revisions` (newest first), `duplicates` (the other articles
    with this text, with kind and similarity where the pair was compared) and `story` (the articles
    about the same event and why they are, as `story` returns it; None if there are none).
    """
    with plain_errors(database_path(db)):
        article_id = _article_id(db, id_or_url)
        if article_id is None:
            return None
        row = db.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
        return {
            **article_dict(row),
            **{name: row[name] for name in ("id", "duplicate_of", "words", "revision", "run_id")},
            "first_fetched_at": row["first_fetched_at"],
            "removed": _removed(db, article_id),
            "revisions": _revisions(db, article_id),
            "duplicates": _copies(db, row),
            "story": story(db, article_id),
        }


def stats(db: sqlite3.Connection, *, runs: int = 10) -> dict[str, Any]:
    """Return what the database holds, ready for JSON; `runs` is how many of the last are listed."""
    with plain_errors(database_path(db)):
        fills = ", ".join(
            f"avg(coalesce({name}, '') NOT IN ('', '[]')) AS {name}" for name in FILLED
        )
        total = db.execute(
            "SELECT count(*) AS articles, count(duplicate_of) AS duplicates,"
            " min(published_at) AS first, max(published_at) AS last,"
            " sum(words) AS words, sum(revision) AS revisions FROM articles"
        ).fetchone()
        rates = db.execute(f"SELECT {fills} FROM articles").fetchone()
        last = db.execute("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (runs,))
        return {
            "articles": total["articles"],
            "duplicates": total["duplicates"],
            "revisions": total["revisions"] or 0,
            "stories": db.execute("SELECT count(*) FROM stories").fetchone()[0],
            "words": total["words"] or 0,
            "published": {"first": total["first"], "last": total["last"]},
            "languages": _tally(db, "SELECT language, count(*) FROM articles GROUP BY 1"),
            "drops": _tally(db, "SELECT reason, count(*) FROM drops GROUP BY 1"),
            "frontier": _tally(db, "SELECT state, count(*) FROM frontier GROUP BY 1"),
            "fill_rates": {name: round(rates[name] or 0.0, 4) for name in FILLED},
            "sites": [dict(row) for row in db.execute("SELECT * FROM site_health ORDER BY site")],
            "runs": [run_dict(row) for row in last],
        }


def drops(
    db: sqlite3.Connection,
    *,
    site: str | None = None,
    reason: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Return the pages that did not become articles, the newest first."""
    with plain_errors(database_path(db)):
        rows = db.execute(
            "SELECT * FROM drops WHERE (:site IS NULL OR site = :site)"
            " AND (:reason IS NULL OR reason = :reason)"
            " ORDER BY last_at DESC, id DESC LIMIT :limit OFFSET :offset",
            {"site": site, "reason": reason, "limit": limit, "offset": offset},
        )
        return [dict(row) for row in rows]


def article_dict(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Article` of a row but `removed`, ready for JSON.

    Times are ISO 8601 in the offset they were printed with.
    """
    article = article_of(row)
    return {
        "url": article.url,
        "site": article.site,
        "title": article.title,
        "deck": article.deck,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "published_at": _iso(article.published_at),
        "modified_at": _iso(article.modified_at),
        "fetched_at": _iso(article.fetched_at),
        "dateline": article.dateline,
        "section": article.section,
        "tags": list(article.tags),
        "image_url": article.image_url,
        "captions": list(article.captions),
        "language": article.language,
        "language_confidence": article.language_confidence,
        "source_agency": article.source_agency,
        "flags": list(article.flags),
        "origin": dict(article.origin),
        "text": article.text,
    }


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


def _article_id(db: sqlite3.Connection, id_or_url: int | str) -> int | None:
    """Return the id of the article with this id or URL, or that the URL in the frontier gave."""
    text = str(id_or_url).strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        row = db.execute("SELECT id FROM articles WHERE id = ?", (int(text),)).fetchone()
    else:
        row = db.execute(
            "SELECT id FROM articles WHERE url = :url UNION ALL"
            " SELECT article_id FROM frontier WHERE url = :url AND article_id IS NOT NULL",
            {"url": text},
        ).fetchone()
    return None if row is None else int(row["id"])


def _removed(db: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    rows = db.execute(
        "SELECT line, rule, position FROM removed WHERE article_id = ? ORDER BY number",
        (article_id,),
    )
    return [dict(row) for row in rows]


def _revisions(db: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    rows = db.execute(
        "SELECT * FROM revisions WHERE article_id = ? ORDER BY fetched_at DESC, id DESC",
        (article_id,),
    )
    return [{**dict(row), "fields": json.loads(row["fields"])} for row in rows]


def _copies(db: sqlite3.Connection, article: sqlite3.Row) -> list[dict[str, Any]]:
    """Return the other members of the article's cluster, in the order of their ids."""
    rows = db.execute(
        "SELECT articles.id, url, site, title, published_at, articles.duplicate_of,"
        " pair.kind, pair.similarity FROM articles LEFT JOIN duplicates AS pair"
        " ON pair.article_id = max(articles.id, :id) AND pair.other_id = min(articles.id, :id)"
        " WHERE (articles.id = :kept OR articles.duplicate_of = :kept) AND articles.id <> :id"
        " ORDER BY articles.id",
        {"id": article["id"], "kept": article["duplicate_of"] or article["id"]},
    )
    return [dict(row) for row in rows]


def _tally(db: sqlite3.Connection, sql: str) -> dict[str, int]:
    """Return the counts of a grouped query, the largest first."""
    return dict(sorted(map(tuple, db.execute(sql)), key=lambda pair: (-pair[1], pair[0])))


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _first_moment(day: date | datetime) -> datetime:
    return _aware(day) if isinstance(day, datetime) else datetime.combine(day, time.min, WIB)


def _last_moment(day: date | datetime) -> datetime:
    return _aware(day) if isinstance(day, datetime) else datetime.combine(day, time.max, WIB)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)
