"""Questions about what outlets publish: how much, when, in which sections and languages."""

from pipelines.query.questions.question import PERIOD, SINCE, UNTIL, Question

_PUBLISHED = (SINCE, UNTIL)

OUTLETS = (
    Question(
        name="articles_by_day",
        title="Articles by day and outlet",
        about="How many articles each outlet published, by day, without duplicates.",
        sql=f"""\
{PERIOD}
SELECT day, site, articles - duplicates AS articles
FROM daily_counts JOIN period ON day BETWEEN first_day AND last_day
WHERE articles > duplicates ORDER BY day, site""",
        parameters=_PUBLISHED,
        chart="lines",
    ),
    Question(
        name="articles_by_owner",
        title="Articles by owner",
        about="How many articles the outlets of each media group published, without duplicates.",
        sql=f"""\
{PERIOD}
SELECT coalesce(nullif(media_group, ''), 'no group known') AS owner,
    count(DISTINCT site) AS outlets, sum(articles - duplicates) AS articles
FROM daily_counts JOIN period ON day BETWEEN first_day AND last_day
    JOIN outlets ON outlets.name = site
GROUP BY owner ORDER BY articles DESC, owner""",
        parameters=_PUBLISHED,
        chart="bars",
    ),
    Question(
        name="articles_by_province",
        title="Articles by province",
        about="How many articles the regional outlets of each province published.",
        sql=f"""\
{PERIOD}
SELECT province, count(DISTINCT site) AS outlets, sum(articles - duplicates) AS articles
FROM daily_counts JOIN period ON day BETWEEN first_day AND last_day
    JOIN outlets ON outlets.name = site
WHERE province <> '' GROUP BY province ORDER BY articles DESC, province""",
        parameters=_PUBLISHED,
        chart="bars",
    ),
    Question(
        name="languages_by_outlet",
        title="Languages by outlet",
        about="In which languages each outlet writes.",
        sql=f"""\
{PERIOD}
SELECT site, language, count(*) AS articles
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
WHERE duplicate_of IS NULL
GROUP BY site, language ORDER BY site, articles DESC, language""",
        parameters=_PUBLISHED,
    ),
    Question(
        name="sections",
        title="Sections by outlet",
        about="How many articles each outlet has in each of its sections.",
        sql=f"""\
{PERIOD}
SELECT site, section, count(*) AS articles
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
WHERE duplicate_of IS NULL AND section <> ''
GROUP BY site, section ORDER BY articles DESC, site, section LIMIT 100""",
        parameters=_PUBLISHED,
    ),
    Question(
        name="longest",
        title="The longest articles",
        about="The articles with most words.",
        sql=f"""\
{PERIOD}
SELECT id, published_on, site, words, title
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
WHERE duplicate_of IS NULL ORDER BY words DESC, id LIMIT 50""",
        parameters=_PUBLISHED,
    ),
    Question(
        name="hours",
        title="At what time of the day",
        about=(
            "How many articles are published in each hour, by the clock where the outlet is. "
            "Pages that print a day without a time count at midnight."
        ),
        sql=f"""\
{PERIOD}
SELECT strftime('%H', published_at, CASE WHEN published_offset IN ('+08:00', '+09:00')
        THEN published_offset ELSE '+07:00' END) AS hour, count(*) AS articles
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
WHERE duplicate_of IS NULL
GROUP BY hour ORDER BY hour""",
        parameters=_PUBLISHED,
        chart="bars",
    ),
)
