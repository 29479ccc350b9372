"""What a question is, and the period that many of them are about.

Their SQL is written to be read and to be fast on a million articles: it is bounded by days, along
an index. `INDEXED BY articles_facts` reads an index that has what is asked for, a fraction of the
articles' size; `CROSS JOIN` keeps SQLite from turning the two tables round.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of a question, `:name` in its SQL, with a value to start with."""

    name: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SQL; `name` is its address in the browser.

    `chart` is how its rows are drawn: `bars` (a label and a number), `lines` (a day, a series and a
    number), or not at all.
    """

    name: str
    title: str
    about: str
    sql: str
    parameters: tuple[Parameter, ...] = ()
    chart: str = ""


SINCE = Parameter("since", "the first day (2026-11-01); empty for the last 30 days", "")
UNTIL = Parameter("until", "the last day; empty for the newest of the file", "")
TOPIC = Parameter("topic", "a word or phrase; `OR` between several", "harga")

# One row: the days that are asked about. A day that is none counts as empty.
PERIOD = """\
WITH period AS (
    SELECT coalesce(date(:since), date(max(published_on), '-29 days')) AS first_day,
        coalesce(date(:until), max(published_on)) AS last_day
    FROM articles WHERE published_on <= coalesce(date(:until), '9999')
)"""

# `covid-19` and `jum'at` are words of people, and have operators of FTS5 unless in quotes.
MATCHED = """'"' || replace(replace(:topic, '"', ' '), ' OR ', '" OR "') || '"'"""
