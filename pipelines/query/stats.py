"""What the database holds, counted; the pages that were dropped."""

import sqlite3
from typing import Any

from pipelines.query.edits import counted
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.runs import FILLED, run_dict


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
            **counted(db),
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


def _tally(db: sqlite3.Connection, sql: str) -> dict[str, int]:
    """Return the counts of a grouped query, the largest first."""
    return dict(sorted(map(tuple, db.execute(sql)), key=lambda pair: (-pair[1], pair[0])))
