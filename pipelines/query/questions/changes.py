"""Questions about what was changed or taken down after publication."""

from pipelines.query.questions.question import Parameter, Question

# Between versions that different rules read, a change may be ours: no outlet is blamed for it.
_SURE = "Edits between whose versions warta or its rules changed are left out."

CHANGES = (
    Question(
        name="silent_edits_by_outlet",
        title="Silent edits",
        about=(
            "Changed articles whose page does not state a new time of change, the newest first. "
            + _SURE
        ),
        sql="""\
SELECT article_id, site, kind, title_before, title_after, seen_after_at, words_added,
    words_removed
FROM silent_edits WHERE NOT rules_changed
ORDER BY seen_after_at DESC, article_id LIMIT 100""",
    ),
    Question(
        name="edits_by_outlet",
        title="Which outlets change their articles",
        about=(
            "Edits by outlet: how many, how many of them silent, of the headline, of figures. "
            + _SURE
        ),
        sql="""\
SELECT site, count(*) AS edits, sum(silent) AS silent, sum(headline) AS headlines,
    sum(figures > 0) AS figures
FROM edits WHERE NOT rules_changed
GROUP BY site ORDER BY edits DESC, site""",
    ),
    Question(
        name="headline_edits",
        title="Changed headlines",
        about=("Articles whose headline was changed after publication, the newest first. " + _SURE),
        sql="""\
SELECT seen_after_at, site, title_before, title_after, article_id
FROM edits WHERE headline AND NOT rules_changed
ORDER BY seen_after_at DESC, article_id LIMIT 100""",
    ),
    Question(
        name="changed_figures",
        title="Changed figures",
        about=(
            "Articles in whose text figures were changed after publication, the newest first. "
            + _SURE
        ),
        sql="""\
SELECT seen_after_at, site, title_after AS title, figures, silent, article_id
FROM edits WHERE figures > 0 AND NOT rules_changed
ORDER BY seen_after_at DESC, article_id LIMIT 100""",
    ),
    Question(
        name="history",
        title="The history of an article",
        about="The versions of one article, the oldest first.",
        sql="""\
WITH asked AS (SELECT * FROM articles WHERE id = :article OR url = :article)
SELECT fetched_at, title, words, modified_at FROM revisions
WHERE article_id IN (SELECT id FROM asked)
UNION ALL SELECT fetched_at, title, words, modified_at FROM asked
ORDER BY fetched_at""",
        parameters=(Parameter("article", "the number or the URL of the article", "1"),),
    ),
    Question(
        name="taken_down",
        title="Deletions",
        about="Articles that their outlet took down, without those that came back.",
        sql="""\
SELECT article_id, published_on, site, title, gone_at, gone_why, back_at
FROM deletions WHERE is_gone ORDER BY gone_at DESC, article_id LIMIT 100""",
    ),
)
