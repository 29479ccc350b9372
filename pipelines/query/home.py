"""What the pages of the browser show: contents, newest articles, top stories, an outlet.

Each function reads kept counts and indexes; none looks at every article, so that a page of a large
file is as fast as one of a small file.
"""

import sqlite3
from collections import Counter
from datetime import date, timedelta
from typing import Any

from pipelines.store.connect import database_path, plain_errors
from pipelines.store.rows import moment_of

COUNTED_TO = 10_000  # a table with more rows is not counted in a request
_LEAST_DAYS = 14
_RECENT = 2_000  # the newest articles among which the stories of the last days are looked for
_TOTALS = """
SELECT site, language, sum(articles) AS articles, sum(duplicates) AS duplicates,
    sum(words) AS words, min(nullif(day, '')) AS first, max(day) AS last
FROM _day_counts GROUP BY site, language
"""
_DAYS = """
SELECT day, sum(articles) AS articles, sum(duplicates) AS duplicates FROM _day_counts
WHERE day >= :first AND day <= :last AND (:site IS NULL OR site = :site) GROUP BY day
"""
_BOUNDS = """
SELECT min(day), max(day) FROM _day_counts WHERE day <> '' AND (:site IS NULL OR site = :site)
"""
_LISTED = """
SELECT a.id, a.title, a.deck, a.site, a.published_on, a.published_at, a.published_offset,
    a.language, a.words, a.revision, a.gone_at, a.story_id, outlets.title AS outlet
FROM articles AS a LEFT JOIN outlets ON outlets.name = a.site
"""
_TOP_STORIES = """
WITH recent AS (
    SELECT story_id, published_at FROM articles
    WHERE published_at >= :since ORDER BY published_at DESC LIMIT :recent
)
SELECT a.story_id AS id, first.title, count(*) AS articles, count(DISTINCT a.site) AS sites,
    count(a.duplicate_of) AS duplicates,
    min(coalesce(a.published_at, a.first_fetched_at)) AS first_at,
    max(coalesce(a.published_at, a.first_fetched_at)) AS last_at
FROM articles AS a JOIN articles AS first ON first.id = a.story_id
WHERE a.story_id IN (SELECT story_id FROM recent WHERE story_id IS NOT NULL)
GROUP BY a.story_id ORDER BY sites DESC, articles DESC, last_at DESC LIMIT :limit
"""
_STATES = "SELECT state, count(*) FROM frontier WHERE site = ? GROUP BY state"
_LAST_RUN = """
SELECT started_at, finished_at, finish_reason, command, stored, failed, dropped FROM runs
WHERE command LIKE 'crawl %' AND EXISTS (SELECT 1 FROM json_each(sites) WHERE value = ?)
ORDER BY id DESC LIMIT 1
"""


def contents(db: sqlite3.Connection) -> dict[str, Any]:
    """Return what is inside: counts, the first and last day, languages and outlets.

    `articles` are the kept ones, without `duplicates`. `languages` and `outlets` are lists, the
    largest first.
    """
    with plain_errors(database_path(db)):
        rows = db.execute(_TOTALS).fetchall()
        days = db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT day FROM _day_counts WHERE day <> '')"
        ).fetchone()[0]
        titles = dict(map(tuple, db.execute("SELECT name, title FROM outlets")))
    languages: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    last: dict[str, str] = {}
    for row in rows:
        languages[row["language"]] += row["articles"] - row["duplicates"]
        kept[row["site"]] += row["articles"] - row["duplicates"]
        last[row["site"]] = max(last.get(row["site"], ""), row["last"])
    return {
        "articles": kept.total(),
        "duplicates": sum(row["duplicates"] for row in rows),
        "words": sum(row["words"] for row in rows),
        "days": days,
        "first": min((row["first"] for row in rows if row["first"]), default=None),
        "last": max((row["last"] for row in rows), default="") or None,
        "languages": [{"language": name, "articles": n} for name, n in _largest(languages)],
        "outlets": [
            {"site": site, "title": titles.get(site, site), "articles": n, "last": last[site]}
            for site, n in _largest(kept)
        ],
    }


def _largest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def per_day(
    db: sqlite3.Connection, *, days: int = 60, site: str | None = None
) -> list[dict[str, Any]]:
    """Return the kept articles of each of the last days up to the newest, also of empty days.

    They begin with the first day that has an article, but are two weeks at least.
    """
    with plain_errors(database_path(db)):
        first, last = db.execute(_BOUNDS, {"site": site}).fetchone()
        if last is None:
            return []
        end = date.fromisoformat(last)
        known = (end - date.fromisoformat(first)).days + 1
        count = min(max(known, _LEAST_DAYS), days, end.toordinal())
        span = [end - timedelta(days=back) for back in range(count)]
        rows = db.execute(_DAYS, {"first": str(span[-1]), "last": last, "site": site})
        counts = {row["day"]: row["articles"] - row["duplicates"] for row in rows}
    return [{"day": str(day), "articles": counts.get(str(day), 0)} for day in reversed(span)]


def newest(
    db: sqlite3.Connection, *, limit: int = 10, site: str | None = None
) -> list[dict[str, Any]]:
    """Return the kept articles that were published last; those without a date are left out."""
    with plain_errors(database_path(db)):
        rows = db.execute(
            f"{_LISTED} WHERE a.duplicate_of IS NULL AND a.published_at IS NOT NULL"
            f"{'' if site is None else ' AND a.site = :site'}"
            " ORDER BY a.published_at DESC LIMIT :limit",
            {"site": site, "limit": limit},
        )
        return [listed(row) for row in rows]


def listed(row: sqlite3.Row) -> dict[str, Any]:
    """Return a row of a list of articles; `published` is the time in the offset it was printed."""
    moment = moment_of(row["published_at"], row["published_offset"])
    return {**dict(row), "published": moment}


def top_stories(db: sqlite3.Connection, *, days: int = 7, limit: int = 6) -> list[dict[str, Any]]:
    """Return the stories of the last days that most outlets have, counted from the newest article.

    They are looked for among the newest two thousand articles.
    """
    with plain_errors(database_path(db)):
        newest_at = db.execute("SELECT max(published_at) FROM articles").fetchone()[0]
        moment = moment_of(newest_at)
        if moment is None:
            return []
        since = date.fromordinal(max(moment.date().toordinal() - days, 1)).isoformat()
        values = {"since": since, "recent": _RECENT, "limit": limit}
        return [dict(row) for row in db.execute(_TOP_STORIES, values)]


def outlet(db: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """Return what is known of an outlet: its row, its counts, and how its crawls went.

    None if there is no outlet of this name.
    """
    with plain_errors(database_path(db)):
        row = db.execute("SELECT * FROM outlets WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        counts = db.execute(
            "SELECT language, sum(articles) AS articles, sum(duplicates) AS duplicates,"
            " sum(words) AS words, min(nullif(day, '')) AS first, max(nullif(day, '')) AS last"
            " FROM _day_counts WHERE site = ? GROUP BY language ORDER BY articles DESC",
            (name,),
        ).fetchall()
        dropped = db.execute(
            "SELECT reason, count(*) AS pages FROM drops WHERE site = ? GROUP BY reason"
            " ORDER BY pages DESC, reason",
            (name,),
        ).fetchall()
        run = db.execute(_LAST_RUN, (name,)).fetchone()
        return {
            **dict(row),
            "articles": sum(count["articles"] - count["duplicates"] for count in counts),
            "duplicates": sum(count["duplicates"] for count in counts),
            "words": sum(count["words"] for count in counts),
            "first": min((count["first"] for count in counts if count["first"]), default=None),
            "last": max((count["last"] for count in counts if count["last"]), default=None),
            "languages": [dict(count) for count in counts],
            "frontier": dict(map(tuple, db.execute(_STATES, (name,)))),
            "dropped": [dict(reason) for reason in dropped],
            "last_run": None if run is None else dict(run),
        }


def outlets(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the outlets that have articles, the largest first, with group and province."""
    counted = {row["site"]: row for row in contents(db)["outlets"]}
    with plain_errors(database_path(db)):
        known = {row["name"]: dict(row) for row in db.execute("SELECT * FROM outlets")}
    return [
        {"name": site, "title": site, "media_group": "", "province": "", "status": "unknown",
         **known.get(site, {}), "articles": row["articles"], "last": row["last"]}
        for site, row in counted.items()
    ]  # fmt: skip


def outlet_titles(db: sqlite3.Connection) -> dict[str, str]:
    """Return the titles of the outlets with articles by their names, in the order of titles."""
    with plain_errors(database_path(db)):
        rows = db.execute(
            "SELECT name, title FROM outlets"
            " WHERE EXISTS (SELECT 1 FROM articles WHERE site = name) ORDER BY title COLLATE NOCASE"
        )
        return dict(map(tuple, rows))


def table_counts(db: sqlite3.Connection) -> dict[str, int | None]:
    """Return the number of rows by table, None for a table with more than `COUNTED_TO` rows.

    Articles are counted from the kept counts, every other table up to that number only.
    """
    with plain_errors(database_path(db)):
        names = [
            row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {name: count_rows(db, name) for name in names}


def count_rows(db: sqlite3.Connection, table: str) -> int | None:
    """Return the number of rows of a table, None for more than `COUNTED_TO`."""
    with plain_errors(database_path(db)):
        if table in ("articles", "articles_fts"):
            return int(db.execute("SELECT total(articles) FROM _day_counts").fetchone()[0])
        quoted = '"' + table.replace('"', '""') + '"'
        number = db.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {quoted} LIMIT {COUNTED_TO + 1})"
        ).fetchone()[0]
        return None if number > COUNTED_TO else int(number)
