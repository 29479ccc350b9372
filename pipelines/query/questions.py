"""Questions that people ask of the database, as SQL with parameters.

The browser offers them as queries, docs/querying.md explains them. `INDEXED BY articles_facts`
reads an index that has what is asked for, a fraction of the articles' size. Each names what it
returns in its columns; `chart` is how its rows are drawn: `bars` (a label and a number), `lines` (a
day, a series and a number), or not at all.
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
FROM articles_fts CROSS JOIN articles INDEXED BY articles_facts
    ON articles.id = articles_fts.rowid
WHERE articles_fts MATCH :topic AND published_on >= :since AND duplicate_of IS NULL
GROUP BY day, site ORDER BY day, site""",
        parameters=(
            _TOPIC,
            _SINCE,
        ),
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
        name="first_reports",
        title="Which outlet is first most often",
        about="In stories of several outlets, how often each outlet had the first report.",
        sql="""\
SELECT first.site, count(*) AS first_reports
FROM stories JOIN articles AS first ON first.id = stories.id
WHERE stories.sites > 1
GROUP BY first.site ORDER BY first_reports DESC, first.site""",
        chart="bars",
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
        name="headline_edits",
        title="Changed headlines",
        about="Articles whose headline was changed after publication, the newest first.",
        sql="""\
SELECT seen_after_at, site, title_before, title_after, article_id
FROM edits WHERE kind = 'headline' ORDER BY seen_after_at DESC LIMIT 100""",
    ),
    Question(
        name="changed_figures",
        title="Changed figures",
        about="Articles in whose text a figure was changed after publication.",
        sql="""\
SELECT seen_after_at, site, title_after AS title, figures, silent, article_id
FROM edits WHERE figures > 0 ORDER BY seen_after_at DESC LIMIT 100""",
    ),
    Question(
        name="history",
        title="The history of an article",
        about="The versions of one article, the oldest first.",
        sql="""\
SELECT fetched_at, title, words, modified_at FROM revisions WHERE article_id = :article
UNION ALL SELECT fetched_at, title, words, modified_at FROM articles WHERE id = :article
ORDER BY fetched_at""",
        parameters=(Parameter("article", "the number of the article", "1"),),
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
GROUP BY site ORDER BY articles DESC, site""",
        parameters=(Parameter("agency", "how the name begins", "ANTARA"),),
        chart="bars",
    ),
    Question(
        name="who_carried_whom",
        title="Who carried whom",
        about="Pairs of outlets of which one published the text of the other, and how much later.",
        sql="""\
SELECT first_site AS source, site AS carried_by, count(*) AS articles,
    round(avg(lag_hours), 1) AS hours_later
FROM syndication WHERE first_site IS NOT NULL
GROUP BY source, carried_by ORDER BY articles DESC, source, carried_by LIMIT 100""",
    ),
    Question(
        name="duplicates_by_outlet",
        title="Duplicates by outlet",
        about="What share of the articles of each outlet repeats a text published before.",
        sql="""\
SELECT site, sum(articles) AS articles, sum(duplicates) AS duplicates,
    round(100.0 * sum(duplicates) / sum(articles), 1) AS percent
FROM daily_counts GROUP BY site ORDER BY percent DESC, site""",
    ),
    Question(
        name="articles_by_day",
        title="Articles by day and outlet",
        about="How many articles each outlet published, by day.",
        sql="""\
SELECT day, site, articles FROM daily_counts
WHERE day >= :since ORDER BY day, site""",
        parameters=(_SINCE,),
        chart="lines",
    ),
    Question(
        name="articles_by_owner",
        title="Articles by owner",
        about="How many articles the outlets of each media group published.",
        sql="""\
SELECT coalesce(nullif(media_group, ''), 'no group known') AS owner,
    count(DISTINCT site) AS outlets, sum(articles) AS articles
FROM daily_counts JOIN outlets ON outlets.name = daily_counts.site
GROUP BY owner ORDER BY articles DESC, owner""",
        chart="bars",
    ),
    Question(
        name="articles_by_province",
        title="Articles by province",
        about="How many articles the regional outlets of each province published.",
        sql="""\
SELECT province, count(DISTINCT site) AS outlets, sum(articles) AS articles
FROM daily_counts JOIN outlets ON outlets.name = daily_counts.site
WHERE province <> '' GROUP BY province ORDER BY articles DESC, province""",
        chart="bars",
    ),
    Question(
        name="languages_by_outlet",
        title="Languages by outlet",
        about="In which languages each outlet writes.",
        sql="""\
SELECT site, language, count(*) AS articles FROM articles INDEXED BY articles_facts
WHERE duplicate_of IS NULL AND published_on >= :since
GROUP BY site, language ORDER BY site, articles DESC, language""",
        parameters=(_SINCE,),
    ),
    Question(
        name="tags",
        title="Most used tags",
        about="The tags that most articles have.",
        sql="""\
SELECT tag, count(*) AS articles
FROM articles INDEXED BY articles_facts CROSS JOIN article_tags ON article_id = articles.id
WHERE duplicate_of IS NULL AND published_on >= :since
GROUP BY tag ORDER BY articles DESC, tag LIMIT 50""",
        parameters=(_SINCE,),
        chart="bars",
    ),
    Question(
        name="bylines",
        title="Who writes most",
        about="The authors with most articles, and for which outlets.",
        sql="""\
SELECT name, count(*) AS articles, group_concat(DISTINCT site) AS outlets
FROM articles INDEXED BY articles_facts CROSS JOIN article_people ON article_id = articles.id
WHERE role = 'author' AND duplicate_of IS NULL AND published_on >= :since
GROUP BY name ORDER BY articles DESC, name LIMIT 50""",
        parameters=(_SINCE,),
    ),
    Question(
        name="sections",
        title="Sections by outlet",
        about="How many articles each outlet has in each of its sections.",
        sql="""\
SELECT site, section, count(*) AS articles FROM articles INDEXED BY articles_facts
WHERE duplicate_of IS NULL AND section <> '' AND published_on >= :since
GROUP BY site, section ORDER BY articles DESC, site, section LIMIT 100""",
        parameters=(_SINCE,),
    ),
    Question(
        name="longest",
        title="The longest articles",
        about="The articles with most words.",
        sql="""\
SELECT id, published_on, site, words, title FROM articles
WHERE duplicate_of IS NULL AND published_on >= :since ORDER BY words DESC, id LIMIT 50""",
        parameters=(_SINCE,),
    ),
    Question(
        name="hours",
        title="At what time of the day",
        about="How many articles are published in each hour, by the clock where the outlet is.",
        sql="""\
SELECT substr(published_local, 12, 2) AS hour, count(*) AS articles
FROM clean_articles WHERE published_on >= :since
GROUP BY hour ORDER BY hour""",
        parameters=(_SINCE,),
        chart="bars",
    ),
    Question(
        name="delay",
        title="How soon they were fetched",
        about="The hours between publication and first fetch, by outlet.",
        sql="""\
SELECT site, count(*) AS articles,
    round(avg((julianday(first_fetched_at) - julianday(published_at)) * 24), 1) AS hours
FROM articles WHERE published_on >= :since GROUP BY site ORDER BY hours, site""",
        parameters=(_SINCE,),
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
        about="The share of the articles of each outlet that have each field, in percent.",
        sql="""\
SELECT site, count(*) AS articles, round(100 * avg(published_at IS NOT NULL)) AS published_at,
    round(100 * avg(authors <> '[]')) AS authors, round(100 * avg(section <> '')) AS section,
    round(100 * avg(tags <> '[]')) AS tags, round(100 * avg(image_url <> '')) AS image_url
FROM articles WHERE fetched_at >= :since GROUP BY site ORDER BY site""",
        parameters=(_SINCE,),
    ),
    Question(
        name="family",
        title="The forms of a word",
        about="Which forms of a word the texts have.",
        sql="""\
SELECT word FROM word_forms
WHERE lemma = coalesce((SELECT lemma FROM word_forms WHERE word = :word), :word)
ORDER BY word""",
        parameters=(Parameter("word", "a word in lower case", "undangan"),),
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
