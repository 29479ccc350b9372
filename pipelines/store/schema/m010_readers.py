"""Migration 10: a file that is pleasant to read.

Columns stand in the order in which people look at them, internal tables begin with an underscore,
the full-text index is recognised by sqlite-utils and Datasette, and counts are kept up to date.
"""

from pipelines.store.schema.views_010 import VIEWS

SQL = (
    """
DROP VIEW clean_articles;
DROP VIEW daily_counts;
DROP VIEW silent_edits;
DROP VIEW edits;
DROP VIEW deletions;
DROP VIEW syndication;
DROP VIEW stories;
DROP VIEW site_health;
DROP TRIGGER articles_fts_insert;
DROP TRIGGER articles_fts_delete;
DROP TRIGGER articles_fts_update;
DROP TABLE articles_fts;

ALTER TABLE fingerprints RENAME TO _fingerprints;
ALTER TABLE bands RENAME TO _bands;
ALTER TABLE new_bands RENAME TO _new_bands;
ALTER TABLE band_index RENAME TO _band_index;
ALTER TABLE story_reports RENAME TO _story_reports;
ALTER TABLE story_keys RENAME TO _story_keys;
ALTER TABLE story_pairs RENAME TO _story_pairs;

CREATE TABLE outlets (
    name TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    media_group TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    province TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'unknown',
    hosts TEXT NOT NULL DEFAULT '[]',
    permission TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
INSERT INTO outlets (name, title) SELECT DISTINCT site, site FROM articles;

CREATE TABLE new_articles (
    id INTEGER PRIMARY KEY,
    published_on TEXT,
    site TEXT NOT NULL REFERENCES outlets (name),
    title TEXT NOT NULL,
    deck TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]',
    section TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    language TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL,
    dateline TEXT NOT NULL DEFAULT '',
    editors TEXT NOT NULL DEFAULT '[]',
    published_at TEXT,
    published_offset TEXT,
    modified_at TEXT,
    modified_offset TEXT,
    url TEXT NOT NULL UNIQUE,
    duplicate_of INTEGER REFERENCES articles (id),
    story_id INTEGER REFERENCES articles (id) ON DELETE SET NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    source_agency TEXT NOT NULL DEFAULT '',
    image_url TEXT NOT NULL DEFAULT '',
    captions TEXT NOT NULL DEFAULT '[]',
    flags TEXT NOT NULL DEFAULT '[]',
    language_confidence REAL NOT NULL DEFAULT 0,
    first_fetched_at TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    seen_at TEXT,
    gone_at TEXT,
    gone_why TEXT NOT NULL DEFAULT '',
    back_at TEXT,
    run_id INTEGER REFERENCES runs (id),
    text_hash TEXT NOT NULL DEFAULT '',
    page_hash TEXT NOT NULL DEFAULT '',
    made_by TEXT NOT NULL DEFAULT '',
    fetches TEXT NOT NULL DEFAULT '[]',
    origin TEXT NOT NULL DEFAULT '{}',
    text TEXT NOT NULL
) STRICT;
-- The day where the outlet is: its printed offset if that is WITA or WIT, else WIB.
INSERT INTO new_articles
SELECT id,
    coalesce(date(published_at, CASE WHEN published_offset IN ('+08:00', '+09:00')
        THEN published_offset ELSE '+07:00' END), substr(published_at, 1, 10)),
    site, title, deck, authors, section, tags, language, words, dateline, editors, published_at,
    published_offset, modified_at, modified_offset, url,
    CASE WHEN duplicate_of IN (SELECT id FROM articles) THEN duplicate_of END,
    CASE WHEN story_id IN (SELECT id FROM articles) THEN story_id END,
    revision, source_agency, image_url, captions, flags, language_confidence, first_fetched_at,
    fetched_at, seen_at, gone_at, gone_why, back_at,
    CASE WHEN run_id IN (SELECT id FROM runs) THEN run_id END,
    text_hash, page_hash, made_by, fetches, origin, text
FROM articles ORDER BY id;
INSERT OR IGNORE INTO story_queue
SELECT id FROM articles WHERE story_id NOT IN (SELECT id FROM articles);
DROP TABLE articles;
ALTER TABLE new_articles RENAME TO articles;
ALTER TABLE story_queue RENAME TO _story_queue;

CREATE INDEX articles_site_published ON articles (site, published_at);
CREATE INDEX articles_site_fetched ON articles (site, fetched_at);
CREATE INDEX articles_published ON articles (published_at);
CREATE INDEX articles_published_on ON articles (published_on, site);
CREATE INDEX articles_section ON articles (section, published_on) WHERE section <> '';
CREATE INDEX articles_duplicate_of ON articles (duplicate_of, site) WHERE duplicate_of IS NOT NULL;
CREATE INDEX articles_story ON articles (
    story_id, published_at, first_fetched_at, site, duplicate_of
) WHERE story_id IS NOT NULL;
CREATE INDEX articles_page_hash ON articles (page_hash) WHERE page_hash <> '';
CREATE INDEX articles_gone ON articles (gone_at) WHERE gone_at IS NOT NULL;
-- Whether an article passes a filter, told without reading its row: a tenth of the pages.
CREATE INDEX articles_facts ON articles (
    id, site, published_on, published_at, language, duplicate_of, section, story_id
);
CREATE INDEX articles_agency ON articles (source_agency) WHERE source_agency <> '';
CREATE INDEX frontier_failed ON frontier (fetched_at) WHERE error <> '';
CREATE INDEX frontier_states ON frontier (site, state, fetched_at);

-- Written so, with double quotes and no blanks, sqlite-utils and Datasette recognise it.
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, deck, text,
    content="articles", content_rowid="id",
    tokenize="unicode61 remove_diacritics 2"
);
-- A word in the title says more of what an article is about than one in its text.
INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', 'bm25(8.0, 4.0, 1.0)');
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, deck, text)
    VALUES (new.id, new.title, new.deck, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, deck, text)
    VALUES ('delete', old.id, old.title, old.deck, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, deck, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, deck, text)
    VALUES ('delete', old.id, old.title, old.deck, old.text);
    INSERT INTO articles_fts (rowid, title, deck, text)
    VALUES (new.id, new.title, new.deck, new.text);
END;

CREATE TRIGGER story_queue_insert AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO _story_queue VALUES (new.id);
END;
CREATE TRIGGER story_queue_delete AFTER DELETE ON articles BEGIN
    INSERT OR IGNORE INTO _story_queue VALUES (old.id);
    INSERT OR IGNORE INTO _story_queue SELECT old.story_id WHERE old.story_id IS NOT NULL;
END;
CREATE TRIGGER story_queue_update
AFTER UPDATE OF url, site, title, text, published_at, first_fetched_at, duplicate_of ON articles
WHEN (old.url, old.site, old.title, old.text, old.published_at, old.first_fetched_at,
        old.duplicate_of)
    IS NOT (new.url, new.site, new.title, new.text, new.published_at, new.first_fetched_at,
        new.duplicate_of)
BEGIN
    INSERT OR IGNORE INTO _story_queue VALUES (new.id);
END;

-- Every outlet of an article has a row, whoever writes the article.
CREATE TRIGGER outlets_insert BEFORE INSERT ON articles BEGIN
    INSERT OR IGNORE INTO outlets (name, title) VALUES (new.site, new.site);
END;
CREATE TRIGGER outlets_update BEFORE UPDATE OF site ON articles BEGIN
    INSERT OR IGNORE INTO outlets (name, title) VALUES (new.site, new.site);
END;

CREATE TABLE article_tags (
    tag TEXT NOT NULL COLLATE NOCASE,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_article ON article_tags (article_id);
INSERT OR IGNORE INTO article_tags SELECT value, articles.id FROM articles, json_each(tags);
CREATE TRIGGER article_tags_insert AFTER INSERT ON articles WHEN new.tags <> '[]' BEGIN
    INSERT OR IGNORE INTO article_tags SELECT value, new.id FROM json_each(new.tags);
END;
CREATE TRIGGER article_tags_update AFTER UPDATE OF tags ON articles WHEN old.tags <> new.tags BEGIN
    DELETE FROM article_tags WHERE article_id = new.id;
    INSERT OR IGNORE INTO article_tags SELECT value, new.id FROM json_each(new.tags);
END;
CREATE TRIGGER article_tags_delete AFTER DELETE ON articles BEGIN
    DELETE FROM article_tags WHERE article_id = old.id;
END;

CREATE TABLE article_people (
    name TEXT NOT NULL COLLATE NOCASE,
    role TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (name, role, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_people_article ON article_people (article_id);
INSERT OR IGNORE INTO article_people
SELECT value, 'author', articles.id FROM articles, json_each(authors)
UNION ALL SELECT value, 'editor', articles.id FROM articles, json_each(editors);
CREATE TRIGGER article_people_insert AFTER INSERT ON articles
WHEN new.authors <> '[]' OR new.editors <> '[]' BEGIN
    INSERT OR IGNORE INTO article_people
    SELECT value, 'author', new.id FROM json_each(new.authors)
    UNION ALL SELECT value, 'editor', new.id FROM json_each(new.editors);
END;
CREATE TRIGGER article_people_update AFTER UPDATE OF authors, editors ON articles
WHEN old.authors <> new.authors OR old.editors <> new.editors BEGIN
    DELETE FROM article_people WHERE article_id = new.id;
    INSERT OR IGNORE INTO article_people
    SELECT value, 'author', new.id FROM json_each(new.authors)
    UNION ALL SELECT value, 'editor', new.id FROM json_each(new.editors);
END;
CREATE TRIGGER article_people_delete AFTER DELETE ON articles BEGIN
    DELETE FROM article_people WHERE article_id = old.id;
END;

CREATE TABLE _day_counts (
    day TEXT NOT NULL,
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    articles INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    words INTEGER NOT NULL,
    with_authors INTEGER NOT NULL,
    by_fallback INTEGER NOT NULL,
    PRIMARY KEY (day, site, language)
) STRICT, WITHOUT ROWID;
INSERT INTO _day_counts
SELECT coalesce(published_on, ''), site, language, count(*), count(duplicate_of), sum(words),
    sum(authors <> '[]'), sum(instr(flags, '"fallback"') > 0)
FROM articles GROUP BY 1, 2, 3;
CREATE TRIGGER day_counts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO _day_counts VALUES (coalesce(new.published_on, ''), new.site, new.language, 1,
        new.duplicate_of IS NOT NULL, new.words, new.authors <> '[]',
        instr(new.flags, '"fallback"') > 0)
    ON CONFLICT (day, site, language) DO UPDATE SET articles = articles + 1,
        duplicates = duplicates + excluded.duplicates, words = words + excluded.words,
        with_authors = with_authors + excluded.with_authors,
        by_fallback = by_fallback + excluded.by_fallback;
END;
CREATE TRIGGER day_counts_delete AFTER DELETE ON articles BEGIN
    UPDATE _day_counts SET articles = articles - 1,
        duplicates = duplicates - (old.duplicate_of IS NOT NULL), words = words - old.words,
        with_authors = with_authors - (old.authors <> '[]'),
        by_fallback = by_fallback - (instr(old.flags, '"fallback"') > 0)
    WHERE day = coalesce(old.published_on, '') AND site = old.site AND language = old.language;
    DELETE FROM _day_counts WHERE day = coalesce(old.published_on, '') AND site = old.site
        AND language = old.language AND articles = 0;
END;
CREATE TRIGGER day_counts_update
AFTER UPDATE OF published_on, site, language, duplicate_of, words, authors, flags ON articles
WHEN (old.published_on, old.site, old.language, old.duplicate_of IS NOT NULL, old.words,
        old.authors, old.flags)
    IS NOT (new.published_on, new.site, new.language, new.duplicate_of IS NOT NULL, new.words,
        new.authors, new.flags)
BEGIN
    UPDATE _day_counts SET articles = articles - 1,
        duplicates = duplicates - (old.duplicate_of IS NOT NULL), words = words - old.words,
        with_authors = with_authors - (old.authors <> '[]'),
        by_fallback = by_fallback - (instr(old.flags, '"fallback"') > 0)
    WHERE day = coalesce(old.published_on, '') AND site = old.site AND language = old.language;
    INSERT INTO _day_counts VALUES (coalesce(new.published_on, ''), new.site, new.language, 1,
        new.duplicate_of IS NOT NULL, new.words, new.authors <> '[]',
        instr(new.flags, '"fallback"') > 0)
    ON CONFLICT (day, site, language) DO UPDATE SET articles = articles + 1,
        duplicates = duplicates + excluded.duplicates, words = words + excluded.words,
        with_authors = with_authors + excluded.with_authors,
        by_fallback = by_fallback + excluded.by_fallback;
    DELETE FROM _day_counts WHERE day = coalesce(old.published_on, '') AND site = old.site
        AND language = old.language AND articles = 0;
END;
"""
    + VIEWS
)
