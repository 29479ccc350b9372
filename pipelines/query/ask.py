"""Asking one of the questions of `pipelines.query.questions`."""

import sqlite3
from datetime import date
from typing import Any

from pipelines.query.questions import QUESTIONS
from pipelines.store.connect import database_path, plain_errors


def ask(db: sqlite3.Connection, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows that answer a question, as dicts by column.

    A parameter that is not given has the value of its example; a day is a `date` or its text.
    Raises `KeyError` for a question that there is not, `TypeError` for a parameter that it does not
    have.
    """
    questions = {each.name: each for each in QUESTIONS}
    if name not in questions:
        raise KeyError(f"no question {name!r}; there are {', '.join(questions)}")
    question = questions[name]
    values: dict[str, Any] = {one.name: one.example for one in question.parameters}
    if unknown := parameters.keys() - values.keys():
        raise TypeError(f"{name} has no parameter {', '.join(sorted(unknown))}")
    for key, value in parameters.items():
        values[key] = value.isoformat() if isinstance(value, date) else value
    with plain_errors(database_path(db)):
        return [dict(row) for row in db.execute(question.sql, values)]
