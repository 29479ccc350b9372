"""Storing one article: new, unchanged, revised. Every function needs a transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pipelines.records import Added, Article, Change, Drop
from pipelines.store import clusters, edits
from pipelines.store.rows import (
    ARTICLE_COLUMNS,
    LOCAL_DAY,
    STORED,
    array,
    article_row,
    mapping,
    nfc,
    removed_of,
    stamp,
)
from pipelines.store.versions import READ, Placed, Version, is_part, is_reading_of, place, same

_INSERT = f"""
INSERT INTO articles ({", ".join(ARTICLE_COLUMNS)}, published_on,
    first_fetched_at, seen_at, words, text_hash, run_id)
VALUES ({", ".join(f":{name}" for name in ARTICLE_COLUMNS)},
    {LOCAL_DAY},
    :fetched_at, :fetched_at, :words, :text_hash, :run_id)
"""
_REPLACE = f"""
UPDATE articles SET {", ".join(f"{name} = :{name}" for name in ARTICLE_COLUMNS)},
    published_on = {LOCAL_DAY},
    words = :words, text_hash = :text_hash, run_id = :run_id, revision = :revision,
    seen_at = :seen_at, fetches = :fetches, first_fetched_at = :first_fetched_at
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
# A revision has these in columns of its own, its article's key by `article_id`, the rest as JSON.
_IN_COLUMNS = (
    "url", "site", "title", "deck", "published_at", "modified_at", "fetched_at", "page_hash",
    "made_by", "text",
)  # fmt: skip
_IN_FIELDS = tuple(column for column in ARTICLE_COLUMNS if column not in _IN_COLUMNS)
MAX_FETCHES = 50  # times kept of the fetches that showed one version
_KEPT = ("title", "deck", "fetched_at", "page_hash", "made_by", "words", "run_id", "text")
_OF_REVISION = (*_KEPT, "published_at", "modified_at", "seen_at", "fetches", "fields")
_REVISION = f"""
INSERT INTO revisions (article_id, {", ".join(_OF_REVISION)})
VALUES (:article_id, {", ".join(f":{name}" for name in _OF_REVISION)})
"""
_CHANGE_REVISION = f"""
UPDATE revisions SET {", ".join(f"{name} = :{name}" for name in _OF_REVISION)} WHERE id = :id
"""
_BEFORE = f"""
INSERT INTO reprocessed (article_id, replaced_at, {", ".join(_KEPT)}, fields)
VALUES (:article_id, :replaced_at, {", ".join(f":{name}" for name in _KEPT)}, :fields)
"""
_BY_URL = "SELECT * FROM articles WHERE url = ?"
_READING = """
SELECT 1 FROM revisions
WHERE article_id = :id AND made_by <> :made_by
    AND ((page_hash = :page_hash AND page_hash <> '')
        OR :fetched_at IN (fetched_at, seen_at) OR instr(fetches, :fetched_at))
LIMIT 1
"""
_SEEN = """
UPDATE articles SET seen_at = :seen_at, fetches = :fetches,
    made_by = CASE :made_by WHEN '' THEN made_by ELSE :made_by END,
    page_hash = CASE page_hash WHEN '' THEN :page_hash ELSE page_hash END
WHERE id = :id
"""


def put(
    conn: sqlite3.Connection,
    article: Article,
    run_id: int | None = None,
    now: datetime | None = None,
) -> Added:
    """Store an article that has its fingerprint, and return what became of it.

    A new version is one whose title, deck or text says something else: white space and a deck
    that is missing now are not, and other fields only fill what was empty. Where it belongs among
    the article's versions, and whether a difference is the outlet's or ours, is decided by
    `pipelines.store.versions`. `now` is when a reading of ours replaces an older one.
    """
    row = {**article_row(article), "run_id": run_id, **_derived(article)}
    old = conn.execute(_BY_URL, (row["url"],)).fetchone()
    if old is None:
        return _insert(conn, article, row)
    placed = _placed(conn, old, article, row)
    if placed is None:
        _fill(conn, old, row)
        seen = sorted({*_fetches(old), row["fetched_at"]})
        conn.execute(_SEEN, {**row, **_seen(seen), "id": old["id"]})
        return _standing(conn, old["id"], "unchanged")
    return _write(conn, old, placed, article, stamp(now or article.fetched_at))


def _placed(
    conn: sqlite3.Connection, old: sqlite3.Row, article: Article, row: dict[str, Any]
) -> Placed | None:
    """Return an article's versions with a fetch among them, None for the newest one seen again.

    Most fetches are that; the other versions are not read for them.
    """
    later = row["fetched_at"] >= old["fetched_at"]
    again = later and (same(old, row) or is_part(row, old)) and not is_reading_of(old, row)
    if again and not _read_a_revision(conn, old, row):
        return None
    fetch = Version(row=row, seen=[row["fetched_at"]], removed=article.removed, fresh=True)
    return place(_versions(conn, old), fetch)


def _read_a_revision(conn: sqlite3.Connection, old: sqlite3.Row, row: dict[str, Any]) -> bool:
    """Return whether another warta or other rules read a revision in this page or this fetch."""
    return bool(old["revision"]) and bool(
        conn.execute(_READING, row | {"id": old["id"]}).fetchone()
    )


def preview(conn: sqlite3.Connection, article: Article) -> Change:
    """Return what `put` would change, without writing."""
    row = {**article_row(article), "run_id": None, **_derived(article)}
    url, site = row["url"], row["site"]
    old = conn.execute(_BY_URL, (url,)).fetchone()
    if old is None:
        return Change(url=url, site=site, kind="new")
    placed = _placed(conn, old, article, row)
    if placed is None or placed.kind == "unchanged":
        return Change(url=url, site=site, kind="unchanged")
    reread = [(version.was[-1], version.row) for version in placed.versions if version.was]
    now, then = reread[-1] if reread else (old, placed.versions[placed.at].row)
    differing = (name for name in READ if now[name] != then[name])
    fields = tuple((name, str(now[name] or ""), str(then[name] or "")) for name in differing)
    return Change(url=url, site=site, kind=placed.kind, fields=fields)


def is_read(conn: sqlite3.Connection, page_hash: str, made_by: str) -> bool:
    """Return whether a version was read from these bytes by this warta and these rules."""
    values = {"page_hash": page_hash, "made_by": made_by}
    return (
        conn.execute(
            "SELECT 1 FROM articles WHERE page_hash = :page_hash AND made_by = :made_by"
            " UNION ALL SELECT 1 FROM revisions"
            " WHERE page_hash = :page_hash AND made_by = :made_by LIMIT 1",
            values,
        ).fetchone()
        is not None
    )


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


def _versions(conn: sqlite3.Connection, old: sqlite3.Row) -> list[Version]:
    """Return the versions of an article in order, the newest last."""
    rows = conn.execute(
        "SELECT * FROM revisions WHERE article_id = ?"
        " ORDER BY fetched_at, coalesce(modified_at, ''), page_hash, text",
        (old["id"],),
    )
    versions = [
        Version(
            row={**dict.fromkeys(ARTICLE_COLUMNS), **dict(old), **_revision_row(row)},
            seen=_fetches(row),
            revision_id=row["id"],
        )
        for row in rows
    ]
    newest = Version(
        row={name: old[name] for name in (*ARTICLE_COLUMNS, "words", "text_hash", "run_id")},
        seen=_fetches(old),
        removed=removed_of(conn, old["id"]),
    )
    return [*versions, newest]


def _revision_row(row: sqlite3.Row) -> dict[str, Any]:
    """Return the columns of an article that a row of `revisions` holds."""
    columns = {name: row[name] for name in (*_KEPT, "published_at", "modified_at")}
    return {**json.loads(row["fields"]), **columns}


def _fetches(row: sqlite3.Row) -> list[str]:
    """Return the times of the fetches that showed a version, in order."""
    times = {row["fetched_at"], row["seen_at"] or row["fetched_at"], *json.loads(row["fetches"])}
    return sorted(times)


def _seen(times: Sequence[str]) -> dict[str, str]:
    """Return the columns for the fetches that showed a version: the first and the newest ones."""
    return {"seen_at": times[-1], "fetches": array(times[-MAX_FETCHES:])}


def _write(
    conn: sqlite3.Connection, old: sqlite3.Row, placed: Placed, article: Article, now: str
) -> Added:
    """Write the versions of an article; the last one is the article, the others its revisions."""
    article_id = old["id"]
    *earlier, newest = placed.versions
    kept = {version.revision_id for version in earlier}
    for (number,) in conn.execute(
        "SELECT id FROM revisions WHERE article_id = ?", (article_id,)
    ).fetchall():
        if number not in kept:
            conn.execute("DELETE FROM revisions WHERE id = ?", (number,))
    for version in placed.versions:
        for row in version.was:
            conn.execute(
                _BEFORE,
                {**row, "article_id": article_id, "replaced_at": now, "fields": _fields(row)},
            )
    for version in earlier:
        values = {
            **version.row,
            "article_id": article_id,
            "id": version.revision_id,
            **_seen(version.seen),
            "fields": _fields(version.row),
        }
        conn.execute(_REVISION if version.revision_id is None else _CHANGE_REVISION, values)
    first = min(placed.versions[0].row["fetched_at"], old["first_fetched_at"])
    if newest.fresh and not newest.was:
        _keep_filled(old, newest.row)
    conn.execute(
        _REPLACE,
        {
            **newest.row,
            "id": article_id,
            **_seen(newest.seen),
            "first_fetched_at": first,
            "revision": len(earlier),
        },
    )
    edits.compare(conn, article_id)
    if not newest.fresh:
        return _standing(conn, article_id, placed.kind)
    conn.execute("DELETE FROM removed WHERE article_id = ?", (article_id,))
    _write_removed(conn, article_id, article)
    clusters.leave(conn, article_id)
    return clusters.join(conn, article, Added(article_id=article_id, kind=placed.kind))


def _keep_filled(old: sqlite3.Row, row: dict[str, Any]) -> None:
    """Give a new version the optional fields that it lacks and the version before had."""
    for name in _OPTIONAL:
        if _is_empty(row[name]):
            for column in _TOGETHER[name]:
                row[column] = old[column]


def _fields(row: Mapping[str, Any]) -> str:
    """Return the columns of a version that have no column in `revisions`, as JSON."""
    return mapping({name: row[name] for name in _IN_FIELDS})


def _fill(conn: sqlite3.Connection, old: sqlite3.Row, row: dict[str, Any]) -> None:
    """Fill the fields that were empty with what this fetch gave."""
    names = [name for name in _OPTIONAL if _is_empty(old[name]) and not _is_empty(row[name])]
    columns = [column for name in names for column in _TOGETHER[name]]
    if columns:
        assignments = ", ".join(f"{column} = :{column}" for column in columns)
        if "published_at" in columns:
            assignments += f", published_on = {LOCAL_DAY}"
        conn.execute(f"UPDATE articles SET {assignments} WHERE id = :id", {**row, "id": old["id"]})
    if "published_at" in columns:
        clusters.reorder(conn, old["id"])


def _is_empty(value: object) -> bool:
    return value in (None, "", "[]")


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
