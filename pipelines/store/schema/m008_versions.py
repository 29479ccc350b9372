"""Migration 8: page and rules of a version, when it was seen last, what edits changed."""

SQL = """
ALTER TABLE articles ADD COLUMN page_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN seen_at TEXT;
ALTER TABLE articles ADD COLUMN fetches TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN gone_at TEXT;
ALTER TABLE articles ADD COLUMN gone_why TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN back_at TEXT;
CREATE INDEX articles_page_hash ON articles (page_hash) WHERE page_hash <> '';
CREATE INDEX articles_gone ON articles (gone_at) WHERE gone_at IS NOT NULL;

ALTER TABLE revisions ADD COLUMN page_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN seen_at TEXT;
ALTER TABLE revisions ADD COLUMN fetches TEXT NOT NULL DEFAULT '[]';
-- What the next version changed; null until compared.
ALTER TABLE revisions ADD COLUMN figures INTEGER;
ALTER TABLE revisions ADD COLUMN quotations INTEGER;
ALTER TABLE revisions ADD COLUMN paragraphs_added INTEGER;
ALTER TABLE revisions ADD COLUMN paragraphs_removed INTEGER;
ALTER TABLE revisions ADD COLUMN words_added INTEGER;
ALTER TABLE revisions ADD COLUMN words_removed INTEGER;
CREATE INDEX revisions_compared ON revisions (article_id) WHERE figures IS NULL;
CREATE INDEX revisions_page_hash ON revisions (page_hash) WHERE page_hash <> '';

ALTER TABLE runs ADD COLUMN reprocessed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE reprocessed (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    fetched_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    page_hash TEXT NOT NULL,
    made_by TEXT NOT NULL,
    title TEXT NOT NULL,
    deck TEXT NOT NULL,
    words INTEGER NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    fields TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX reprocessed_article ON reprocessed (article_id);

DROP VIEW edits;
CREATE VIEW edits AS
WITH pairs AS (
    SELECT r.id, r.article_id, a.url, a.site,
        r.fetched_at AS seen_before_at,
        coalesce(lead(r.fetched_at) OVER later, a.fetched_at) AS seen_after_at,
        r.title AS title_before, coalesce(lead(r.title) OVER later, a.title) AS title_after,
        r.words AS words_before, coalesce(lead(r.words) OVER later, a.words) AS words_after,
        r.figures, r.quotations, r.paragraphs_added, r.paragraphs_removed,
        r.words_added, r.words_removed,
        r.modified_at AS modified_before,
        CASE WHEN lead(r.id) OVER later IS NULL THEN a.modified_at
            ELSE lead(r.modified_at) OVER later END AS modified_after,
        r.made_by <> coalesce(lead(r.made_by) OVER later, a.made_by) AS rules_changed
    FROM revisions AS r JOIN articles AS a ON a.id = r.article_id
    WINDOW later AS (PARTITION BY r.article_id ORDER BY r.fetched_at, coalesce(r.modified_at, ''),
        r.page_hash, r.text)
)
SELECT article_id, url, site, seen_before_at, seen_after_at, title_before, title_after,
    words_before, words_after,
    CASE
        WHEN title_before <> title_after THEN 'headline'
        WHEN figures > 0 THEN 'figures'
        WHEN quotations > 0 THEN 'quotations'
        WHEN paragraphs_added + paragraphs_removed > 0 THEN 'paragraphs'
        WHEN figures IS NOT NULL THEN 'wording'
    END AS kind,
    title_before <> title_after AS headline, figures, quotations, paragraphs_added,
    paragraphs_removed, words_added, words_removed, modified_before, modified_after,
    modified_after IS NULL OR modified_after IS modified_before AS silent, rules_changed
FROM pairs;
CREATE VIEW silent_edits AS SELECT * FROM edits WHERE silent;
CREATE VIEW deletions AS
SELECT id AS article_id, url, site, title, published_at, fetched_at AS last_changed_at,
    coalesce(seen_at, fetched_at) AS last_seen_at, gone_at, gone_why, back_at,
    back_at IS NULL OR back_at < gone_at AS is_gone
FROM articles WHERE gone_at IS NOT NULL;
"""
