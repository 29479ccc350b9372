"""Questions about topics, tags and authors."""

from pipelines.query.questions.question import (
    MATCHED,
    PERIOD,
    SINCE,
    TOPIC,
    UNTIL,
    Parameter,
    Question,
)

TOPICS = (
    Question(
        name="coverage",
        title="Coverage of a topic over time",
        about="How many articles with these words each outlet published, by day.",
        sql=f"""\
{PERIOD}
SELECT published_on AS day, site, count(*) AS articles
FROM period CROSS JOIN articles_fts CROSS JOIN articles INDEXED BY articles_facts
    ON articles.id = articles_fts.rowid
WHERE articles_fts MATCH {MATCHED}
    AND published_on BETWEEN first_day AND last_day AND duplicate_of IS NULL
GROUP BY day, site ORDER BY day, site""",
        parameters=(TOPIC, SINCE, UNTIL),
        chart="lines",
    ),
    Question(
        name="topic_by_outlet",
        title="Who writes most about a topic",
        about="The articles with these words by outlet, also in percent of all its articles.",
        sql=f"""\
{PERIOD},
found AS (
    SELECT site, count(*) AS articles
    FROM period CROSS JOIN articles_fts CROSS JOIN articles INDEXED BY articles_facts
        ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH {MATCHED}
        AND published_on BETWEEN first_day AND last_day AND duplicate_of IS NULL
    GROUP BY site
)
SELECT site, found.articles,
    round(100.0 * found.articles / sum(daily.articles - daily.duplicates), 1) AS percent
FROM found JOIN daily_counts AS daily USING (site)
    JOIN period ON day BETWEEN first_day AND last_day
GROUP BY site ORDER BY found.articles DESC, site""",
        parameters=(TOPIC, SINCE, UNTIL),
        chart="bars",
    ),
    Question(
        name="topic_first",
        title="Who wrote about a topic first",
        about="The earliest articles with these words in the period.",
        sql=f"""\
{PERIOD},
earliest AS (
    SELECT articles.id
    FROM period CROSS JOIN articles_fts CROSS JOIN articles INDEXED BY articles_facts
        ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH {MATCHED}
        AND published_on BETWEEN first_day AND last_day AND duplicate_of IS NULL
    ORDER BY published_at, articles.id LIMIT 50
)
SELECT published_at, site, title, id FROM articles
WHERE id IN earliest ORDER BY published_at, id""",
        parameters=(TOPIC, SINCE, UNTIL),
    ),
    Question(
        name="tags",
        title="Most used tags",
        about="The tags that most articles have, in whatever case they are written.",
        sql=f"""\
{PERIOD}
SELECT max(tag COLLATE BINARY) AS tag, count(*) AS articles
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
    CROSS JOIN article_tags ON article_id = articles.id
WHERE duplicate_of IS NULL
GROUP BY article_tags.tag ORDER BY articles DESC, tag LIMIT 50""",
        parameters=(SINCE, UNTIL),
        chart="bars",
    ),
    Question(
        name="bylines",
        title="Who writes most",
        about="The authors with most articles, and for which outlets.",
        sql=f"""\
{PERIOD}
SELECT max(name COLLATE BINARY) AS name, count(*) AS articles,
    group_concat(DISTINCT site) AS outlets
FROM period CROSS JOIN articles ON published_on BETWEEN first_day AND last_day
    CROSS JOIN article_people ON article_id = articles.id
WHERE role = 'author' AND duplicate_of IS NULL
GROUP BY article_people.name ORDER BY articles DESC, name LIMIT 50""",
        parameters=(SINCE, UNTIL),
    ),
    Question(
        name="by_author",
        title="The articles of an author",
        about="What a person wrote, the newest first.",
        sql="""\
SELECT published_on, site, title, section, id FROM articles
WHERE id IN (SELECT article_id FROM article_people WHERE name = :author AND role = 'author')
    AND duplicate_of IS NULL
ORDER BY published_at DESC, id LIMIT 100""",
        parameters=(Parameter("author", "the name as printed, in any case", "Galih Nugraha"),),
    ),
    Question(
        name="family",
        title="The forms of a word",
        about="Which forms of a word the texts have.",
        sql="""\
SELECT word FROM word_forms
WHERE lemma = coalesce((SELECT lemma FROM word_forms WHERE word = :word), :word)
ORDER BY word""",
        parameters=(Parameter("word", "a word in lower case", "membangun"),),
    ),
)
