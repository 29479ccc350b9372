"""The filters that people type into a search, as a condition on `articles`."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipelines.query.search_syntax import FieldFilter
from pipelines.store.rows import array

MAX_NAMES = 200  # people whose name contains what was typed
_VALUES = "(SELECT value FROM json_each(:{name}))"
# Each value of a filter is compared without regard to case.
_CONDITIONS: Mapping[str, str] = {
    "site": (
        "articles.site IN (SELECT name FROM outlets, json_each(:{name})"
        " WHERE value = name COLLATE NOCASE OR value = title COLLATE NOCASE)"
    ),
    "lang": "articles.language COLLATE NOCASE IN " + _VALUES,
    "section": "articles.section COLLATE NOCASE IN " + _VALUES,
    "tag": "articles.id IN (SELECT article_id FROM article_tags WHERE tag IN " + _VALUES + ")",
    "author": (
        "articles.id IN (SELECT article_id FROM article_people WHERE name IN " + _VALUES + ")"
    ),
    "since": "articles.published_on >= (SELECT max(value) FROM json_each(:{name}))",
    "until": "articles.published_on <= (SELECT min(value) FROM json_each(:{name}))",
}


def conditions(
    db: sqlite3.Connection, filters: Iterable[FieldFilter]
) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions of filters as SQL, and their parameters.

    Several values of one filter are alternatives, excluded ones are all excluded, and of several
    dates the narrowest counts. `author:sari` finds Ani Sari too, where nobody is called just Sari.
    """
    found: list[str] = []
    parameters: dict[str, Any] = {}
    in_order = sorted(filters, key=lambda one: (one.name, one.negated))
    for (name, negated), group in groupby(in_order, key=lambda one: (one.name, one.negated)):
        values = [one.value for one in group]
        if name == "author":
            values = [person for value in values for person in _people(db, value)]
        key = f"{'no' if negated else 'only'}_{name}"
        condition = _CONDITIONS[name].format(name=key)
        found.append(f"NOT ({condition})" if negated else condition)
        parameters[key] = array(values)
    return found, parameters


def _people(db: sqlite3.Connection, value: str) -> Sequence[str]:
    """Return the people who are called so or, if there is none, whose name contains it."""
    if db.execute("SELECT 1 FROM article_people WHERE name = ? LIMIT 1", (value,)).fetchone():
        return [value]
    rows = db.execute(
        "SELECT DISTINCT name FROM article_people WHERE instr(lower(name), lower(?)) LIMIT ?",
        (value, MAX_NAMES),
    )
    return [row[0] for row in rows] or [value]
