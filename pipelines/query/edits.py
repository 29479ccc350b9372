"""Edits of the outlets, articles they took down, and what changed by our own reading."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipelines.query.filters import first_moment, last_moment
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import stamp

KINDS = ("headline", "figures", "quotations", "paragraphs", "wording")
_EDITS = """
SELECT * FROM edits
WHERE (:site IS NULL OR site = :site) AND (:kind IS NULL OR kind = :kind)
    AND (:since IS NULL OR seen_after_at >= :since)
    AND (:until IS NULL OR seen_after_at <= :until)
    AND (NOT :silent OR silent)
    AND (headline OR coalesce(words_added, 0) + coalesce(words_removed, 0) >= :min_words)
    AND (NOT :sure OR NOT rules_changed)
ORDER BY seen_after_at DESC, article_id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFilter:
    """Which edits: of a site, a kind (`KINDS`), seen from `since` to the end of `until`.

    `silent` leaves those whose page states a new time of change. An edit with fewer than
    `min_words` words added and removed counts only if it changed the headline. `sure` leaves those
    between whose versions warta or its rules changed.
    """

    site: str | None = None
    kind: str | None = None
    since: date | datetime | None = None
    until: date | datetime | None = None
    silent: bool = False
    min_words: int = 0
    sure: bool = False


def edits(
    db: sqlite3.Connection, which: EditFilter | None = None, *, limit: int = 50
) -> list[dict[str, Any]]:
    """Return the edits of the outlets, the newest first, with the columns of the view `edits`."""
    which = which or EditFilter()
    values = {
        "site": which.site,
        "kind": which.kind,
        "since": None if which.since is None else stamp(first_moment(which.since)),
        "until": None if which.until is None else stamp(last_moment(which.until)),
        "silent": which.silent,
        "min_words": which.min_words,
        "sure": which.sure,
        "limit": limit,
    }
    with plain_errors(database_path(db)):
        return [dict(row) for row in db.execute(_EDITS, values)]


def deletions(
    db: sqlite3.Connection, *, site: str | None = None, limit: int = 50
) -> list[dict[str, Any]]:
    """Return the articles that their outlets took down, the newest first, also those back again."""
    with plain_errors(database_path(db)):
        rows = db.execute(
            "SELECT * FROM deletions WHERE :site IS NULL OR site = :site"
            " ORDER BY gone_at DESC, article_id DESC LIMIT :limit",
            {"site": site, "limit": limit},
        )
        return [dict(row) for row in rows]


def counted(db: sqlite3.Connection, site: str | None = None) -> Mapping[str, Any]:
    """Return how many edits there are by kind, how many silent ones, deletions and readings."""
    kinds: dict[str, int] = {}
    silent = 0
    for kind, count, silents in db.execute(
        "SELECT coalesce(kind, 'not compared'), count(*), sum(silent) FROM edits"
        " WHERE :site IS NULL OR site = :site GROUP BY 1",
        {"site": site},
    ):
        kinds[kind] = count
        silent += silents
    one = db.execute(
        "SELECT coalesce(sum(is_gone), 0) AS gone, coalesce(sum(NOT is_gone), 0) AS back,"
        " (SELECT count(*) FROM reprocessed WHERE :site IS NULL OR article_id IN"
        " (SELECT id FROM articles WHERE site = :site)) AS reprocessed"
        " FROM deletions WHERE :site IS NULL OR site = :site",
        {"site": site},
    ).fetchone()
    return {"edits": kinds, "silent": silent, **dict(one)}
