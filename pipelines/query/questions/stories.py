"""Questions about stories, agencies and copies."""

from pipelines.query.questions.question import PERIOD, SINCE, UNTIL, Parameter, Question

STORIES = (
    Question(
        name="who_was_first",
        title="Who was first",
        about=(
            "The stories that most outlets had, of those that began in the period: who had them "
            "first, and by how many hours. Articles without a date are never first."
        ),
        sql=f"""\
{PERIOD}
SELECT first.story_id, first.published_at AS first_at, first.site AS first_site, first.title,
    count(DISTINCT other.site) + 1 AS outlets,
    round((julianday(min(other.published_at)) - julianday(first.published_at)) * 24, 1)
        AS hours_ahead
FROM period CROSS JOIN articles AS first ON first.published_on BETWEEN first_day AND last_day
    CROSS JOIN articles AS other ON other.story_id = first.id AND other.site <> first.site
WHERE first.story_id = first.id
GROUP BY first.id ORDER BY outlets DESC, first_at DESC, first.id LIMIT 100""",
        parameters=(SINCE, UNTIL),
    ),
    Question(
        name="first_reports",
        title="Which outlet is first most often",
        about="How often each outlet had the first report of a story that others had too.",
        sql=f"""\
{PERIOD}
SELECT site, count(*) AS first_reports
FROM period CROSS JOIN articles AS first ON published_on BETWEEN first_day AND last_day
WHERE story_id = id AND EXISTS (
    SELECT 1 FROM articles AS other WHERE other.story_id = first.id AND other.site <> first.site)
GROUP BY site ORDER BY first_reports DESC, site""",
        parameters=(SINCE, UNTIL),
        chart="bars",
    ),
    Question(
        name="story_spread",
        title="Who else had this story",
        about="The articles of one story in the order of publication, hours after the first.",
        sql="""\
WITH story AS (SELECT story_id AS id FROM articles WHERE id = :article OR url = :article)
SELECT published_at, site, title,
    round((julianday(published_at) - julianday(min(published_at) OVER ())) * 24, 1) AS hours,
    article_id
FROM story JOIN story_members ON story_id = story.id
ORDER BY published_at IS NULL, published_at, article_id""",
        parameters=(Parameter("article", "the number or the URL of any of its articles", "1"),),
    ),
    Question(
        name="who_carried",
        title="Who carried an agency",
        about="How many articles of each outlet name this agency as their source.",
        sql=f"""\
{PERIOD}
SELECT site, count(*) AS articles FROM syndication
WHERE published_on BETWEEN (SELECT first_day FROM period) AND (SELECT last_day FROM period)
    AND substr(credited, 1, length(:agency)) = :agency COLLATE NOCASE AND credited <> ''
GROUP BY site ORDER BY articles DESC, site""",
        parameters=(
            Parameter("agency", "how its name begins, in any case", "ANTARA"),
            SINCE,
            UNTIL,
        ),
        chart="bars",
    ),
    Question(
        name="who_carried_whom",
        title="Who carried whom",
        about="Pairs of outlets of which one published the text of the other, and how much later.",
        sql=f"""\
{PERIOD}
SELECT first_site AS source, site AS carried_by, count(*) AS articles,
    round(avg(lag_hours), 1) AS hours_later
FROM syndication WHERE first_site IS NOT NULL
    AND published_on BETWEEN (SELECT first_day FROM period) AND (SELECT last_day FROM period)
GROUP BY source, carried_by ORDER BY articles DESC, source, carried_by LIMIT 100""",
        parameters=(SINCE, UNTIL),
    ),
    Question(
        name="duplicates_by_outlet",
        title="Duplicates by outlet",
        about="What share of the articles of each outlet repeats a text published before.",
        sql=f"""\
{PERIOD}
SELECT site, sum(articles) AS articles, sum(duplicates) AS duplicates,
    round(100.0 * sum(duplicates) / sum(articles), 1) AS percent
FROM daily_counts JOIN period ON day BETWEEN first_day AND last_day
GROUP BY site ORDER BY percent DESC, site""",
        parameters=(SINCE, UNTIL),
    ),
)
