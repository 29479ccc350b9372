"""Migration 2: stories and the view of syndication."""

SQL = """
ALTER TABLE articles ADD COLUMN story_id INTEGER;
CREATE INDEX articles_story ON articles (story_id) WHERE story_id IS NOT NULL;
-- An article's copies by outlet: whether there is one of another outlet is then one look.
DROP INDEX articles_duplicate_of;
CREATE INDEX articles_duplicate_of ON articles (duplicate_of, site) WHERE duplicate_of IS NOT NULL;

CREATE TABLE story_reports (
    article_id INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL,
    at TEXT NOT NULL,
    day INTEGER NOT NULL,
    leader_id INTEGER NOT NULL,
    filed INTEGER NOT NULL,
    terms BLOB NOT NULL,
    weights BLOB NOT NULL,
    quotes BLOB NOT NULL,
    sentences BLOB NOT NULL,
    days TEXT NOT NULL,
    numbers TEXT NOT NULL
) STRICT;
CREATE INDEX story_reports_leader ON story_reports (leader_id);

CREATE TABLE story_keys (
    day INTEGER NOT NULL,
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (day, key, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_pairs (
    article_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    similarity REAL NOT NULL,
    shared TEXT NOT NULL,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pairs_other ON story_pairs (other_id);

CREATE TABLE story_queue (article_id INTEGER PRIMARY KEY) STRICT;
INSERT INTO story_queue SELECT id FROM articles;
CREATE TRIGGER story_queue_insert AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO story_queue VALUES (new.id);
END;
CREATE TRIGGER story_queue_delete AFTER DELETE ON articles BEGIN
    INSERT OR IGNORE INTO story_queue VALUES (old.id);
    INSERT OR IGNORE INTO story_queue SELECT old.story_id WHERE old.story_id IS NOT NULL;
END;
CREATE TRIGGER story_queue_update
AFTER UPDATE OF url, site, title, text, published_at, first_fetched_at, duplicate_of ON articles
WHEN (old.url, old.site, old.title, old.text, old.published_at, old.first_fetched_at,
        old.duplicate_of)
    IS NOT (new.url, new.site, new.title, new.text, new.published_at, new.first_fetched_at,
        new.duplicate_of)
BEGIN
    INSERT OR IGNORE INTO story_queue VALUES (new.id);
END;

CREATE VIEW stories AS
SELECT a.story_id AS id, first.title,
    min(coalesce(a.published_at, a.first_fetched_at)) AS first_at,
    max(coalesce(a.published_at, a.first_fetched_at)) AS last_at,
    count(*) AS articles, count(a.duplicate_of) AS duplicates, count(DISTINCT a.site) AS sites
FROM articles AS a JOIN articles AS first ON first.id = a.story_id
WHERE a.story_id IS NOT NULL
GROUP BY a.story_id;

CREATE VIEW syndication AS
WITH named AS (
    SELECT id, site, published_at, duplicate_of,
        CASE WHEN instr(lower(site), lower(source_agency)) = 0
            AND instr(lower(source_agency), lower(site)) = 0
        THEN source_agency ELSE '' END AS credited
    FROM articles
)
SELECT named.id AS article_id, named.site, named.credited, first.id AS first_id,
    first.site AS first_site,
    round((julianday(named.published_at) - julianday(first.published_at)) * 24, 2) AS lag_hours
FROM named LEFT JOIN articles AS first
    ON first.id = named.duplicate_of AND first.site <> named.site
WHERE named.credited <> '' OR first.id IS NOT NULL;

DROP VIEW clean_articles;
CREATE VIEW clean_articles AS
SELECT id, url, site, title, deck, authors, editors, published_at, published_offset, modified_at,
    fetched_at, dateline, section, tags, image_url, captions, language_confidence, source_agency,
    flags, story_id, words, revision, text
FROM articles
WHERE duplicate_of IS NULL AND language = 'id';
"""
