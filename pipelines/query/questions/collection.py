"""Questions about the collection itself: what was fetched, how soon, how complete."""

from pipelines.query.questions.question import PERIOD, SINCE, UNTIL, Parameter, Question

COLLECTION = (
    Question(
        name="delay",
        title="How soon they were fetched",
        about="The hours between publication and first fetch, the median of each outlet.",
        sql=f"""\
{PERIOD},
fetched AS (
    SELECT site, (julianday(first_fetched_at) - julianday(published_at)) * 24 AS hours
    FROM period CROSS JOIN articles INDEXED BY articles_published_on
        ON published_on BETWEEN first_day AND last_day
    WHERE duplicate_of IS NULL
),
ranked AS (
    SELECT site, hours, row_number() OVER (PARTITION BY site ORDER BY hours) AS place,
        count(*) OVER (PARTITION BY site) AS articles
    FROM fetched
)
SELECT site, articles, round(avg(hours), 1) AS median_hours
FROM ranked WHERE place IN ((articles + 1) / 2, (articles + 2) / 2)
GROUP BY site ORDER BY median_hours, site""",
        parameters=(SINCE, UNTIL),
    ),
    Question(
        name="dropped",
        title="Pages that are no articles",
        about="How many pages were dropped or failed, by reason and outlet.",
        sql="""\
SELECT site, what, reason, count(*) AS urls, max(last_at) AS last_at
FROM problems GROUP BY site, what, reason ORDER BY urls DESC, site, reason""",
    ),
    Question(
        name="complete",
        title="How complete the fields are",
        about=(
            "The share of the articles of each outlet that have each field, in percent, "
            "of those fetched last."
        ),
        sql="""\
WITH period AS (
    SELECT coalesce(date(:since), (SELECT date(max(newest), '-29 days') FROM (
        SELECT (SELECT max(fetched_at) FROM articles WHERE site = outlets.name) AS newest
        FROM outlets))) AS first_day
)
SELECT site, count(*) AS articles, round(100 * avg(published_at IS NOT NULL)) AS published_at,
    round(100 * avg(authors <> '[]')) AS authors, round(100 * avg(section <> '')) AS section,
    round(100 * avg(tags <> '[]')) AS tags, round(100 * avg(image_url <> '')) AS image_url
FROM period CROSS JOIN outlets
    CROSS JOIN articles ON site = outlets.name AND fetched_at >= first_day
GROUP BY site ORDER BY site""",
        parameters=(
            Parameter("since", "the first day of fetching; empty for the last 30 days of it", ""),
        ),
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
