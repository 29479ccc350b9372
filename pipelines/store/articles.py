"""Storing one article: new, unchanged, revised. Every function needs a transaction."""

import sqlite3
from datetime import datetime
from typing import Any

from pipelines.records import CONTINUES, Added, Article, Drop
from pipelines.store import clusters
from pipelines.store.rows import (
    ARTICLE_COLUMNS,
    STORED,
    VERSIONED,
    article_row,
    mapping,
    nfc,
    stamp,
)

_INSERT = f"""
INSERT INTO articles ({", ".join(ARTICLE_COLUMNS)}, first_fetched_at, words, text_hash, run_id)
VALUES ({", ".join(f":{name}" for name in ARTICLE_COLUMNS)},
    :fetched_at, :words, :text_hash, :run_id)
"""
_REPLACE = f"""
UPDATE articles SET {", ".join(f"{name} = :{name}" for name in ARTICLE_COLUMNS)},
    words = :words, text_hash = :text_hash, run_id = :run_id, revision = revision + 1
WHERE id = :id
"""
# A field of a later fetch only fills what is empty; a text that stands as it was is no new version.
_OPTIONAL = tuple(field.name for field in STORED if field.optional)
# The columns that are filled with each of these: its own, and those of fields that go with it.
_TOGETHER = {
    name: tuple(
        column
        for field in STORED
        if name in (field.name, field.goes_with)
        for column in field.columns
    )
    for name in _OPTIONAL
}
_REVISION = """
INSERT INTO revisions (article_id, title, deck, published_at, modified_at, fetched_at, words,
    run_id, fields, text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_EARLIER = """
UPDATE articles SET revision = revision + 1, first_fetched_at = min(first_fetched_at, ?)
WHERE id = ?
"""
# A revision has these in columns of its own, its article's key by `article_id`, the rest as JSON.
_IN_COLUMNS = ("url", "site", "title", "deck", "published_at", "modified_at", "fetched_at", "text")
_IN_FIELDS = tuple(column for column in ARTICLE_COLUMNS if column not in _IN_COLUMNS)


def put(conn: sqlite3.Connection, article: Article, run_id: int | None = None) -> Added:
    """Store an article that has its fingerprint, and return what became of it.

    A new version is one whose title, deck or text says something else: white space and a deck
    that is missing now are not, and other fields only fill what was empty. A version that was
    fetched before the stored one joins the earlier revisions, unless it is one of them. The first
    of several pages alone is no version of an article that is stored whole, and with the others it
    takes the place of the first page stored alone.
    """
    row = {**article_row(article), "run_id": run_id, **_derived(article)}
    old = conn.execute("SELECT * FROM articles WHERE url = ?", (row["url"],)).fetchone()
    if old is None:
        return _insert(conn, article, row)
    if _same_version(old, row) or _is_opening(old, article):
        _fill(conn, old, row)
        return _standing(conn, old["id"], "unchanged")
    if row["fetched_at"] <= old["fetched_at"] and not _completes(old, row):
        if _is_known_revision(conn, old["id"], row):
            return _standing(conn, old["id"], "unchanged")
        _keep_revision(conn, old["id"], row)
        conn.execute(_EARLIER, (row["fetched_at"], old["id"]))
        return _standing(conn, old["id"], "revised")
    return _revise(conn, old, article, row)


def drop(
    conn: sqlite3.Connection, drop: Drop, site: str, now: datetime, run_id: int | None
) -> None:
    """Record a drop; an article that was stored under the URL before stays."""
    conn.execute(
        "INSERT INTO drops (url, site, step, reason, detail, first_at, last_at, run_id)"
        " VALUES (:url, :site, :step, :reason, :detail, :now, :now, :run_id)"
        " ON CONFLICT (url) DO UPDATE SET site = excluded.site, step = excluded.step,"
        " reason = excluded.reason, detail = excluded.detail, last_at = excluded.last_at,"
        " times = times + 1, run_id = excluded.run_id",
        {
            "url": nfc(drop.url),
            "site": nfc(drop.site or site),
            "step": nfc(drop.step),
            "reason": drop.reason,
            "detail": nfc(drop.detail),
            "now": stamp(now),
            "run_id": run_id,
        },
    )


def _insert(conn: sqlite3.Connection, article: Article, row: dict[str, Any]) -> Added:
    article_id = conn.execute(_INSERT, row).lastrowid
    assert article_id is not None  # an INSERT that did not raise
    conn.execute("DELETE FROM drops WHERE url = ?", (row["url"],))
    _write_removed(conn, article_id, article)
    return clusters.join(conn, article, Added(article_id=article_id, kind="new"))


def _revise(
    conn: sqlite3.Connection, old: sqlite3.Row, article: Article, row: dict[str, Any]
) -> Added:
    """Put the new version in place of the old one, which goes to the revisions."""
    _keep_revision(conn, old["id"], old)
    for name in _OPTIONAL:
        if _is_empty(row[name]):
            for column in _TOGETHER[name]:
                row[column] = old[column]
    conn.execute(_REPLACE, {**row, "id": old["id"]})
    conn.execute("DELETE FROM removed WHERE article_id = ?", (old["id"],))
    _write_removed(conn, old["id"], article)
    clusters.leave(conn, old["id"])
    return clusters.join(conn, article, Added(article_id=old["id"], kind="revised"))


def _same_version(old: sqlite3.Row, row: dict[str, Any]) -> bool:
    return all(
        _spaced(old[name]) == _spaced(row[name]) for name in VERSIONED if name != "deck"
    ) and (not row["deck"] or not old["deck"] or _spaced(old["deck"]) == _spaced(row["deck"]))


def _is_opening(old: sqlite3.Row, article: Article) -> bool:
    """Return whether an article that continues holds only what is stored, and less of it."""
    if CONTINUES not in article.flags or CONTINUES in (old["flags"] or ""):
        return False
    return _lines(article.text) < _lines(old["text"])


def _completes(old: sqlite3.Row, row: dict[str, Any]) -> bool:
    """Return whether an article is the stored one with pages that it was stored without.

    Its first page is the same, so it was fetched at the same time.
    """
    return bool(
        row["fetched_at"] == old["fetched_at"] and _lines(old["text"]) < _lines(row["text"])
    )


def _lines(text: str) -> set[str]:
    return {_spaced(line) for line in text.split("\n") if line.strip()}


def _spaced(text: str) -> str:
    """Return the text with each run of white space as one space."""
    return " ".join(text.split())


def _fill(conn: sqlite3.Connection, old: sqlite3.Row, row: dict[str, Any]) -> None:
    """Fill the fields that were empty with what this fetch gave."""
    names = [name for name in _OPTIONAL if _is_empty(old[name]) and not _is_empty(row[name])]
    columns = [column for name in names for column in _TOGETHER[name]]
    if columns:
        assignments = ", ".join(f"{column} = :{column}" for column in columns)
        conn.execute(f"UPDATE articles SET {assignments} WHERE id = :id", {**row, "id": old["id"]})
    if "published_at" in columns:
        clusters.reorder(conn, old["id"])


def _is_empty(value: object) -> bool:
    return value in (None, "", "[]")


def _is_known_revision(conn: sqlite3.Connection, article_id: int, row: dict[str, Any]) -> bool:
    known = conn.execute("SELECT * FROM revisions WHERE article_id = ?", (article_id,))
    return any(_same_version(revision, row) for revision in known)


def _keep_revision(
    conn: sqlite3.Connection, article_id: int, row: sqlite3.Row | dict[str, Any]
) -> None:
    fields = mapping({name: row[name] for name in _IN_FIELDS})
    conn.execute(
        _REVISION,
        (
            article_id,
            row["title"],
            row["deck"],
            row["published_at"],
            row["modified_at"],
            row["fetched_at"],
            row["words"],
            row["run_id"],
            fields,
            row["text"],
        ),
    )


def _write_removed(conn: sqlite3.Connection, article_id: int, article: Article) -> None:
    conn.executemany(
        "INSERT INTO removed (article_id, number, position, rule, line) VALUES (?, ?, ?, ?, ?)",
        (
            (article_id, number, removed.position, nfc(removed.rule), nfc(removed.line))
            for number, removed in enumerate(article.removed, start=1)
        ),
    )


def _standing(conn: sqlite3.Connection, article_id: int, kind: str) -> Added:
    """Return `kind` for an article that stays as it is, with what it duplicates."""
    duplicate_of, similarity = clusters.standing(conn, article_id)
    return Added(article_id=article_id, kind=kind, duplicate_of=duplicate_of, similarity=similarity)


def _derived(article: Article) -> dict[str, Any]:
    own = article.fingerprint
    assert own is not None  # `ArticleStore` makes it where the worker has not
    return {"words": len(article.text.split()), "text_hash": own.text_hash}
