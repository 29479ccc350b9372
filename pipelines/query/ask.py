"""Asking one of the questions of `pipelines.query.questions`."""

import sqlite3
from typing import Any

from pipelines.query.questions import QUESTIONS
from pipelines.store.connect import database_path, plain_errors


def ask(db: sqlite3.Connection, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows that answer a question, as dicts by column.

    A parameter that is not given has the value of its example. Raises `KeyError` for a question
    that there is not, `TypeError` for a parameter that it does not have.
    """
    question = {each.name: each for each in QUESTIONS}[name]
    values = {one.name: one.example for one in question.parameters}
    if unknown := parameters.keys() - values.keys():
        raise TypeError(f"{name} has no parameter {', '.join(sorted(unknown))}")
    with plain_errors(database_path(db)):
        return [dict(row) for row in db.execute(question.sql, {**values, **parameters})]
