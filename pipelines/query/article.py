"""One article with all that is known of it: removed lines, revisions, duplicates, story."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from typing import Any

from pipelines.query.stories import story
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import STORED, article_of, removed_of
from pipelines.text.word_diff import word_diff

DIFFED = ("title", "deck", "text")


def show(db: sqlite3.Connection, id_or_url: int | str) -> dict[str, Any] | None:
    """Return all that is known of one article, None if there is none with this id or URL.

    The fields of `Article` under their names, and `id`, `duplicate_of`, `words`, `revision`,
    `outlet` (its title), `removed` (line, rule, position), `revisions` and `edits` (newest first),
    `reprocessed` (what versions were before our reading of their pages changed, newest first),
    `duplicates` (the other articles with this text, with kind and similarity where the pair was
    compared) and `story` (the articles about the same event and why they are, as `story` returns
    it; None if there are none). Each of `edits` and `reprocessed` has `diff`: the parts of title,
    deck and text that are the same, removed and added, for each of the three that changed.
    """
    with plain_errors(database_path(db)):
        article_id = _article_id(db, id_or_url)
        if article_id is None:
            return None
        row = db.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
        revisions = _revisions(db, article_id)
        versions = [{name: row[name] for name in (*DIFFED, "fetched_at")}, *revisions]
        return {
            **article_dict(row),
            "outlet": _outlet(db, row["site"]),
            **{name: row[name] for name in ("id", "duplicate_of", "words", "revision", "run_id")},
            "first_fetched_at": row["first_fetched_at"],
            "removed": [asdict(line) for line in removed_of(db, article_id)],
            **{name: row[name] for name in ("seen_at", "gone_at", "gone_why", "back_at")},
            "revisions": revisions,
            "edits": _edits(db, article_id, versions),
            "reprocessed": _reprocessed(db, article_id, versions),
            "duplicates": _copies(db, row),
            "story": story(db, article_id),
        }


def article_ids(db: sqlite3.Connection, urls: Iterable[str]) -> dict[str, int]:
    """Return the id of the article by its URL, or by the URL in the frontier that gave it."""
    with plain_errors(database_path(db)):
        found = ((url, _article_id(db, url)) for url in urls)
        return {url: number for url, number in found if number is not None}


def article_dict(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Article` of a row but `removed`, ready for JSON.

    Times are ISO 8601, in the offset they were printed with.
    """
    article = article_of(row)
    return {field.name: _plain(getattr(article, field.name)) for field in STORED}


def _plain(value: Any) -> Any:
    """Return the value of a field as JSON has it."""
    match value:
        case tuple():
            return list(value)
        case datetime():
            return value.isoformat()
        case Mapping():
            return dict(value)
    return value


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


def _outlet(db: sqlite3.Connection, site: str) -> str:
    """Return the title of an outlet."""
    row = db.execute("SELECT title FROM outlets WHERE name = ?", (site,)).fetchone()
    return site if row is None else str(row["title"])


def _revisions(db: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    rows = db.execute(
        "SELECT * FROM revisions WHERE article_id = ? ORDER BY fetched_at DESC,"
        " coalesce(modified_at, '') DESC, page_hash DESC, text DESC",
        (article_id,),
    )
    return [{**dict(row), "fields": json.loads(row["fields"])} for row in rows]


def _edits(
    db: sqlite3.Connection, article_id: int, versions: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the edits, the newest first, like the versions that each was between."""
    rows = db.execute(
        "SELECT * FROM edits WHERE article_id = ? ORDER BY seen_before_at DESC,"
        " coalesce(modified_before, '') DESC, seen_after_at DESC",
        (article_id,),
    )
    return [
        {**dict(row), "diff": _diff(before, after)}
        for row, (after, before) in zip(rows, pairwise(versions), strict=False)
    ]


def _reprocessed(
    db: sqlite3.Connection, article_id: int, versions: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what versions of the article were before warta or its rules changed."""
    rows = db.execute(
        "SELECT * FROM reprocessed WHERE article_id = ? ORDER BY id DESC", (article_id,)
    )
    now = {version["fetched_at"]: version for version in reversed(versions)}
    found = []
    for row in rows:
        was = {**dict(row), "fields": json.loads(row["fields"])}
        # A version that was read again and became the same as another is no longer there.
        became = now.get(row["fetched_at"])
        found.append({**was, "diff": {} if became is None else _diff(was, became)})
        now[row["fetched_at"]] = was
    return found


def _diff(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return the parts of title, deck and text, of each that differs."""
    return {
        name: [asdict(part) for part in word_diff(before[name], after[name])]
        for name in DIFFED
        if before[name] != after[name]
    }


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
