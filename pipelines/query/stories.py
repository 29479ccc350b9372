"""Reading the stories, why articles are in them, and who carried whose text."""

import json
import sqlite3
from collections import Counter, defaultdict
from typing import Any

from pipelines.store.connect import database_path, plain_errors

_MEMBERS = """
SELECT a.id, a.url, a.site, a.title, a.published_at, a.duplicate_of, p.similarity, p.shared
FROM articles AS a LEFT JOIN _story_pairs AS p
    ON p.article_id = max(coalesce(a.duplicate_of, a.id), a.story_id)
    AND p.other_id = min(coalesce(a.duplicate_of, a.id), a.story_id)
WHERE a.story_id = ?
ORDER BY coalesce(a.published_at, a.first_fetched_at), a.url
"""
_KEPT = """
SELECT site, count(*) FROM articles
WHERE duplicate_of IS NULL AND id NOT IN (SELECT article_id FROM syndication) GROUP BY site
"""
_CARRIED = """
SELECT site, nullif(credited, '') AS credited, first_site, count(*) AS articles,
    avg(lag_hours) AS lag_hours
FROM syndication GROUP BY 1, 2, 3
"""


def story(db: sqlite3.Connection, article_id: int) -> dict[str, Any] | None:
    """Return the story that an article is in, None if it is in none.

    `id` is the article that the story starts with. Each of `members` has `shared`: what it has in
    common with that article, by kind (`quote`, `name`, `number`, ...), and `similarity` (0..1);
    both are null for the first article and its copies. A duplicate has those of the article that
    `duplicate_of` names.
    """
    with plain_errors(database_path(db)):
        article = db.execute("SELECT story_id FROM articles WHERE id = ?", (article_id,)).fetchone()
        if article is None or article["story_id"] is None:
            return None
        # By its number: a join would make the view of all stories first.
        row = db.execute("SELECT * FROM stories WHERE id = ?", (article["story_id"],)).fetchone()
        members = [
            {**dict(member), "shared": json.loads(member["shared"]) if member["shared"] else None}
            for member in db.execute(_MEMBERS, (row["id"],))
        ]
        return {**dict(row), "members": members}


def syndication(db: sqlite3.Connection) -> dict[str, Any]:
    """Return who carried whose text, ready for JSON.

    `outlets` has a row per outlet: its `articles`, those with a text of its `own`, those `carried`
    from another outlet or an agency, how many copies of its texts others have (`copied`) and by
    whom (`copied_by`), and the average hours (`lag_hours`) that it came after the outlet it carried
    a text of; `hidden` counts the outlet's further copies of its own articles, which are in none of
    the others. `credited` has a row per agency or outlet that articles name as their source: how
    many `articles`, and by outlet (`carried_by`).
    """
    with plain_errors(database_path(db)):
        totals = dict(
            map(tuple, db.execute("SELECT site, count(*) FROM articles GROUP BY site ORDER BY 1"))
        )
        kept = dict(map(tuple, db.execute(_KEPT)))
        rows = db.execute(_CARRIED).fetchall()
    carried: Counter[str] = Counter()
    copied_by: dict[str, Counter[str]] = defaultdict(Counter)
    credited: dict[str, Counter[str]] = defaultdict(Counter)
    lags: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for row in rows:
        site, count = row["site"], row["articles"]
        carried[site] += count
        if row["first_site"] is not None:
            copied_by[row["first_site"]][site] += count
        if row["credited"] is not None:
            credited[row["credited"]][site] += count
        if row["lag_hours"] is not None:
            lags[site].append((row["lag_hours"], count))
    return {
        "outlets": [
            {
                "site": site,
                "articles": kept.get(site, 0) + carried[site],
                "own": kept.get(site, 0),
                "carried": carried[site],
                "hidden": total - kept.get(site, 0) - carried[site],
                "copied": copied_by[site].total(),
                "copied_by": dict(copied_by[site].most_common()),
                "lag_hours": _average(lags[site]),
            }
            for site, total in totals.items()
        ],
        "credited": [
            {"name": name, "articles": sites.total(), "carried_by": dict(sites.most_common())}
            for name, sites in sorted(credited.items(), key=lambda item: (-item[1].total(), item))
        ],
    }


def _average(weighted: list[tuple[float, int]]) -> float | None:
    total = sum(count for _, count in weighted)
    return round(sum(value * count for value, count in weighted) / total, 2) if total else None
