"""What failed or was dropped: pages that are no article, and URLs that could not be fetched."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from pipelines.records import Reason
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import stamp
from pipelines.text.time_zones import WIB

FAILURES = (
    "not_found", "taken_down", "refused", "challenge", "too_many_requests", "server_error",
    "redirected", "http_error", "robots_txt", "not_allowed", "no_address", "no_connection",
    "no_answer", "too_large", "other",
)  # fmt: skip
REASONS = (*(str(reason) for reason in Reason), *FAILURES)
"""The reasons of dropped pages, then those of failed requests."""

_WANTED = """(:site IS NULL OR site = :site)
    AND (:reason IS NULL OR reason = :reason) AND (:since IS NULL OR last_at >= :since)"""
_LISTED = f"""
SELECT what, site, url, kind, step, reason, detail, last_at, times, next_try_at FROM problems
WHERE {_WANTED} ORDER BY last_at DESC, url LIMIT :limit OFFSET :offset
"""
_GROUPS = f"""
SELECT what, site, kind <> 'article' AS is_listing, step, reason, count(*) AS count,
    max(last_at) AS last_at
FROM problems WHERE {_WANTED}
GROUP BY what, site, is_listing, step, reason ORDER BY count DESC, site, reason
"""
_EMPTY = """
SELECT NOT (EXISTS (SELECT 1 FROM articles) OR EXISTS (SELECT 1 FROM drops)
    OR EXISTS (SELECT 1 FROM frontier WHERE fetched_at IS NOT NULL))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A URL that failed or was dropped (`what`), for the last time at `last_at`.

    `times` is how often it was dropped, or how often it has failed in a row. `next_try_at` is when
    a crawl asks for it again, None where none does.
    """

    what: str
    site: str
    url: str
    kind: str
    step: str
    reason: str
    detail: str
    last_at: str
    times: int
    next_try_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemGroup:
    """How many problems of an outlet have the same step and reason; `is_listing`: no articles."""

    what: str
    site: str
    is_listing: bool
    step: str
    reason: str
    count: int
    last_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """The newest problems, the groups of all of them, and whether the database has no page yet."""

    newest: tuple[Problem, ...]
    groups: tuple[ProblemGroup, ...]
    is_empty: bool

    @property
    def count(self) -> int:
        """The number of all problems."""
        return sum(group.count for group in self.groups)


def problems(
    db: sqlite3.Connection,
    *,
    site: str | None = None,
    reason: str | None = None,
    since: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Problems:
    """Return what failed or was dropped, at the day `since` (in WIB) or later.

    `reason` is one of `REASONS`. At most `limit` are listed, after the newest `offset`; all are
    counted in the groups.
    """
    first = None if since is None else stamp(datetime.combine(since, time.min, WIB))
    wanted: Mapping[str, Any] = {"site": site, "reason": reason, "since": first}
    with plain_errors(database_path(db)):
        newest = db.execute(_LISTED, {**wanted, "limit": limit, "offset": offset})
        return Problems(
            newest=tuple(Problem(**dict(row)) for row in newest),
            groups=tuple(
                ProblemGroup(**{**dict(row), "is_listing": bool(row["is_listing"])})
                for row in db.execute(_GROUPS, wanted)
            ),
            is_empty=bool(db.execute(_EMPTY).fetchone()[0]),
        )
