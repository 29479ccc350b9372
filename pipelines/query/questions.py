"""Questions that people ask of the database, as SQL with parameters.

The browser offers them as queries, docs/querying.md explains them. Each names what it returns in
its columns; `chart` is how its rows are drawn: `bars` (a label and a number), `lines` (a day, a
series and a number), or not at all.
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
    """A question with its SQL; `name` is its address in the browser."""

    name: str
    title: str
    about: str
    sql: str
    parameters: tuple[Parameter, ...] = ()
    chart: str = ""


_TOPIC = Parameter("topic", "words that the articles contain", "harga")
_SINCE = Parameter("since", "the first day", "2020-01-01")

QUESTIONS: tuple[Question, ...] = (
    Question(
        name="coverage",
        title="Coverage of a topic over time",
        about="How many articles with these words each outlet published, by day.",
        sql="""\
SELECT published_on AS day, site, count(*) AS articles
FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
WHERE articles_fts MATCH :topic AND published_on >= :since AND duplicate_of IS NULL
GROUP BY day, site ORDER BY day, site""",
        parameters=(_TOPIC, _SINCE),
        chart="lines",
    ),
    Question(
        name="who_was_first",
        title="Who was first",
        about="The stories that most outlets had, who had them first and how long others took.",
        sql="""\
SELECT story_id, min(published_at) AS first_at,
    (SELECT site FROM articles AS first WHERE first.id = members.story_id) AS first_site,
    (SELECT title FROM articles AS first WHERE first.id = members.story_id) AS title,
    count(DISTINCT site) AS outlets,
    round((julianday(max(published_at)) - julianday(min(published_at))) * 24, 1) AS hours
FROM articles AS members
WHERE story_id IS NOT NULL AND published_on >= :since
GROUP BY story_id HAVING outlets > 1 ORDER BY outlets DESC, first_at DESC LIMIT 100""",
        parameters=(_SINCE,),
    ),
    Question(
        name="silent_edits_by_outlet",
        title="Silent edits",
        about="Changed articles whose page does not state a new time of change, the newest first.",
        sql="""\
SELECT article_id, site, kind, title_before, title_after, seen_after_at, words_added,
    words_removed
FROM silent_edits ORDER BY seen_after_at DESC LIMIT 100""",
    ),
    Question(
        name="taken_down",
        title="Deletions",
        about="Articles that their outlet took down, the newest first.",
        sql="""\
SELECT article_id, published_on, site, title, gone_at, gone_why, back_at
FROM deletions WHERE is_gone ORDER BY gone_at DESC LIMIT 100""",
    ),
    Question(
        name="who_carried",
        title="Who carried an agency",
        about="How many articles of each outlet name this agency as their source.",
        sql="""\
SELECT site, count(*) AS articles FROM syndication WHERE credited LIKE :agency || '%'
GROUP BY site ORDER BY articles DESC""",
        parameters=(Parameter("agency", "how the name begins", "ANTARA"),),
        chart="bars",
    ),
    Question(
        name="outlet_health",
        title="Health of the outlets",
        about="When each outlet was crawled and stored last, and what share of it is complete.",
        sql="""\
SELECT site, articles, dropped, newest_published_at, last_run_at, last_run_ended,
    round(with_authors, 2) AS with_authors, round(by_fallback, 2) AS by_fallback
FROM site_health WHERE articles > 0 ORDER BY last_run_at IS NULL, last_run_at, articles DESC""",
    ),
)
