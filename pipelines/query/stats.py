"""What the database holds, counted; the pages that were dropped.

Articles are counted in `_day_counts`, which triggers keep, so that no count reads `articles`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pipelines.query.edits import counted
from pipelines.query.file_size import file_size
from pipelines.query.filters import Filter
from pipelines.store.connect import database_path, plain_errors
from pipelines.store.runs import FILLED, run_dict
from pipelines.text.time_zones import WIB

SPANS = ("day", "week", "month")
LISTED = 14  # spans that are listed where no days are given
MOST_SPANS = 10_000
SAMPLE = 10_000  # newest articles that fill rates are counted of

_OF_PERIOD = """(:site IS NULL OR site = :site)
    AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR day BETWEEN '0' AND :until)"""
_TOTALS = f"""
SELECT coalesce(sum(articles), 0) AS articles, coalesce(sum(duplicates), 0) AS duplicates,
    coalesce(sum(words), 0) AS words, min(nullif(day, '')) AS first, max(day) AS last
FROM _day_counts WHERE {_OF_PERIOD}
"""
_PER_DAY = f"""
SELECT day, site, sum(articles) AS articles, sum(duplicates) AS duplicates, sum(words) AS words
FROM _day_counts WHERE {_OF_PERIOD} AND day >= :first AND day <= :last GROUP BY day, site
"""
_LANGUAGES = f"SELECT language, sum(articles) FROM _day_counts WHERE {_OF_PERIOD} GROUP BY 1"
_PER_OUTLET = f"""
SELECT site, sum(articles) AS articles, sum(duplicates) AS duplicates
FROM _day_counts WHERE {_OF_PERIOD} GROUP BY site ORDER BY site
"""
# The last time a page was dropped, as a day in WIB.
_DROPS = """
SELECT reason, count(*) FROM drops WHERE (:site IS NULL OR site = :site)
    AND (:since IS NULL OR date(last_at, '+7 hours') >= :since)
    AND (:until IS NULL OR date(last_at, '+7 hours') <= :until)
GROUP BY 1
"""
_RUNS = """
SELECT * FROM runs WHERE :site IS NULL OR EXISTS (
    SELECT 1 FROM json_each(sites) WHERE value = :site
) ORDER BY id DESC LIMIT :runs
"""
_REVISIONS = """
SELECT count(*) FROM revisions WHERE :site IS NULL OR article_id IN (
    SELECT id FROM articles WHERE site = :site
)
"""
_GROWTH = """
SELECT date(started_at, '+7 hours', 'weekday 0', '-6 days') AS week, sum(stored) AS stored,
    sum(revised) AS revised
FROM runs GROUP BY week ORDER BY week DESC LIMIT 8
"""


def stats(
    db: sqlite3.Connection,
    which: Filter | None = None,
    *,
    by: str = "day",
    runs: int = 10,
    today: date | None = None,
) -> dict[str, Any]:
    """Return what the database holds, ready for JSON.

    `which` names an outlet and days; duplicates are always counted. `by` is one of `SPANS`:
    `published_per` has the articles of each, in order, of all the days of the period; without
    days, of the last `LISTED` that are not after today. `runs` is how many of the last runs are
    listed. `frontier`, `edits`, `growth` and `size` know no days; `growth` and `size` are of the
    whole file.
    """
    period = which or Filter()
    values = _values(period)
    with plain_errors(database_path(db)):
        total = db.execute(_TOTALS, values).fetchone()
        articles = total["articles"]
        spans = _spans(values, total, by, today or datetime.now(WIB).date())
        per_day = db.execute(
            _PER_DAY, {**values, "first": spans[0], "last": _last_day(spans[-1], by)}
        ).fetchall()
        return {
            "articles": articles,
            "duplicates": total["duplicates"],
            "revisions": db.execute(_REVISIONS, values).fetchone()[0],
            **counted(db, period.site),
            "stories": _stories(db, period.site),
            "words": total["words"],
            "published": _published(db, period.site, total),
            "by": by,
            "published_per": _per_span(per_day, spans, by),
            "languages": _tally(db, _LANGUAGES, values),
            "drops": _tally(db, _DROPS, values),
            "frontier": _tally(
                db,
                "SELECT state, count(*) FROM frontier WHERE :site IS NULL OR site = :site"
                " GROUP BY 1",
                values,
            ),
            **_fill_rates(db, period),
            "sites": _sites(db, period, per_day, spans, by),
            "growth": [dict(row) for row in db.execute(_GROWTH)][::-1],
            "size": file_size(db),
            "runs": [run_dict(row) for row in db.execute(_RUNS, {**values, "runs": runs})],
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


def span_of(day: str, by: str) -> str:
    """Return the first day of the span that a day is in: of itself, its week or its month."""
    if by == "month":
        return f"{day[:7]}-01"
    if by == "week":
        found = date.fromisoformat(day)
        return (found - timedelta(days=found.weekday())).isoformat()
    return day


def _values(period: Filter) -> dict[str, str | None]:
    """Return the parameters of the statements. Raises `ValueError` for what is not counted."""
    if period.language or period.section or period.author or period.tag:
        raise ValueError("statistics are counted by outlet and day alone")
    since, until = (day.isoformat()[:10] if day else None for day in (period.since, period.until))
    return {"site": period.site, "since": since, "until": until}


def _spans(values: Mapping[str, str | None], total: sqlite3.Row, by: str, today: date) -> list[str]:
    """Return the spans to list, by their first days, in order; there is at least one."""
    newest = total["last"] or today.isoformat()
    # Dates of the future are mistakes of pages: they are listed only if they are asked for.
    end = min(values["until"] or today.isoformat(), max(newest, today.isoformat()))
    if not values["until"]:
        end = min(end, newest)
    start = max(values["since"] or "", total["first"] or "") or end
    last, first = span_of(end, by), span_of(min(start, end), by)
    found = [last]
    most = MOST_SPANS if values["since"] else LISTED
    while found[-1] > first and len(found) < most:
        before = date.fromisoformat(found[-1]) - timedelta(days=1)
        found.append(span_of(before.isoformat(), by))
    return found[::-1]


def _last_day(span: str, by: str) -> str:
    """Return the last day of the span that begins on this day; a month may have fewer."""
    if by == "month":
        return f"{span[:7]}-31"
    try:
        days = 6 if by == "week" else 0
        return (date.fromisoformat(span) + timedelta(days=days)).isoformat()
    except OverflowError:  # the last week of the calendar
        return date.max.isoformat()


def _per_span(rows: Iterable[sqlite3.Row], spans: list[str], by: str) -> list[dict[str, Any]]:
    """Return the counts of each span, also of those without articles."""
    sums: dict[str, Counter[str]] = {span: Counter() for span in spans}
    for row in rows:
        for name in ("articles", "duplicates", "words"):
            sums[span_of(row["day"], by)][name] += row[name]
    return [
        {by: span, **{name: found[name] for name in ("articles", "duplicates", "words")}}
        for span, found in sums.items()
    ]


def _sites(
    db: sqlite3.Connection, period: Filter, rows: Iterable[sqlite3.Row], spans: list[str], by: str
) -> list[dict[str, Any]]:
    """Return the outlets with their state, their counts in the period, and those of each span."""
    series: dict[str, Counter[str]] = {}
    for row in rows:
        series.setdefault(row["site"], Counter())[span_of(row["day"], by)] += row["articles"]
    within = {row["site"]: dict(row) for row in db.execute(_PER_OUTLET, _values(period))}
    none = {"articles": 0, "duplicates": 0}
    return [
        {
            **dict(row),
            **within.get(row["site"], none),
            "published_per": [series.get(row["site"], Counter())[span] for span in spans],
        }
        for row in db.execute(
            "SELECT * FROM site_health WHERE :site IS NULL OR site = :site ORDER BY site",
            _values(period),
        )
    ]


def _published(db: sqlite3.Connection, site: str | None, total: sqlite3.Row) -> dict[str, Any]:
    """Return the first and the last time of publication within the counted days."""
    found = {}
    for name, which in (("first", "min"), ("last", "max")):
        row = db.execute(
            f"SELECT {which}(published_at) FROM articles WHERE published_on = :day"
            " AND (:site IS NULL OR site = :site)",
            {"day": total[name], "site": site},
        ).fetchone()
        found[name] = row[0]
    return found


def _stories(db: sqlite3.Connection, site: str | None) -> int:
    """Return how many stories there are, or how many have an article of the outlet."""
    row = db.execute(
        "SELECT count(DISTINCT story_id) FROM articles WHERE story_id IS NOT NULL"
        " AND (:site IS NULL OR site = :site)",
        {"site": site},
    ).fetchone()
    return int(row[0])


def _fill_rates(db: sqlite3.Connection, period: Filter) -> dict[str, Any]:
    """Return how many of the newest articles have each field, and how many were counted."""
    conditions, order = ["1"], "id"
    if period.site is not None:
        conditions.append("site = :site")
        order = "published_at"
    if period.since is not None or period.until is not None:
        conditions.append("published_on BETWEEN coalesce(:since, '0') AND coalesce(:until, '9')")
        order = "published_on"
    filled = ", ".join(f"sum(coalesce({name}, '') NOT IN ('', '[]')) AS {name}" for name in FILLED)
    row = db.execute(
        f"SELECT count(*) AS counted, {filled} FROM (SELECT {', '.join(FILLED)} FROM articles"
        f" WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT {SAMPLE})",
        _values(period),
    ).fetchone()
    count = row["counted"]
    rates = {name: round(row[name] / count, 4) if count else 0.0 for name in FILLED}
    return {"fill_rates": rates, "fill_rates_of": count}


def _tally(db: sqlite3.Connection, sql: str, values: Mapping[str, str | None]) -> dict[str, int]:
    """Return the counts of a grouped query, the largest first."""
    return dict(sorted(map(tuple, db.execute(sql, values)), key=lambda pair: (-pair[1], pair[0])))
