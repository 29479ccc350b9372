"""Migration 1: articles, runs, drops, the frontier, the search index, the views."""

# "wrta", the PRAGMA application_id of warta databases.
APPLICATION_ID = 0x77727461

SQL = (
    f"PRAGMA application_id = {APPLICATION_ID};"
    + """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    sites TEXT NOT NULL DEFAULT '[]',
    started_at TEXT NOT NULL,
    heartbeat_at TEXT NOT NULL,
    finished_at TEXT,
    finish_reason TEXT,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    process TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    stored INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    dropped INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    listings INTEGER NOT NULL DEFAULT 0,
    listings_failed INTEGER NOT NULL DEFAULT 0,
    links INTEGER NOT NULL DEFAULT 0,
    extracted INTEGER NOT NULL DEFAULT 0,
    filled TEXT NOT NULL DEFAULT '{}',
    versions TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX runs_unfinished ON runs (id) WHERE finished_at IS NULL;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    deck TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]',
    editors TEXT NOT NULL DEFAULT '[]',
    published_at TEXT,
    published_offset TEXT,
    modified_at TEXT,
    modified_offset TEXT,
    fetched_at TEXT NOT NULL,
    first_fetched_at TEXT NOT NULL,
    dateline TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    image_url TEXT NOT NULL DEFAULT '',
    captions TEXT NOT NULL DEFAULT '[]',
    language TEXT NOT NULL DEFAULT '',
    language_confidence REAL NOT NULL DEFAULT 0,
    source_agency TEXT NOT NULL DEFAULT '',
    flags TEXT NOT NULL DEFAULT '[]',
    duplicate_of INTEGER REFERENCES articles (id),
    text_hash TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    run_id INTEGER REFERENCES runs (id),
    origin TEXT NOT NULL DEFAULT '{}',
    text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_site_published ON articles (site, published_at);
CREATE INDEX articles_published ON articles (published_at);
CREATE INDEX articles_duplicate_of ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, deck, text,
    content = 'articles', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
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

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    deck TEXT NOT NULL,
    published_at TEXT,
    modified_at TEXT,
    fetched_at TEXT NOT NULL,
    words INTEGER NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    fields TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX revisions_article ON revisions (article_id, fetched_at);

CREATE TABLE removed (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicates (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    similarity REAL NOT NULL,
    numbers_shared REAL,
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicates_other ON duplicates (other_id);

CREATE TABLE fingerprints (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL,
    period INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    numbers TEXT NOT NULL,
    shingles BLOB NOT NULL
) STRICT;
CREATE INDEX fingerprints_text_hash ON fingerprints (text_hash, period) WHERE text_hash <> '';

CREATE TABLE bands (
    period INTEGER NOT NULL,
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (period, key, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_bands (
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    period INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE band_index (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    scheme TEXT NOT NULL DEFAULT '',
    waiting INTEGER NOT NULL DEFAULT 0,
    outdated_to INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO band_index (id) VALUES (1);

CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT,
    found_at TEXT NOT NULL,
    found_in TEXT NOT NULL DEFAULT '',
    published_at TEXT,
    title TEXT NOT NULL DEFAULT '',
    fetched_at TEXT,
    status INTEGER,
    error TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    article_id INTEGER REFERENCES articles (id)
) STRICT;
CREATE INDEX frontier_due ON frontier (site, kind, next_try_at) WHERE next_try_at IS NOT NULL;

CREATE TABLE drops (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    step TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    run_id INTEGER REFERENCES runs (id)
) STRICT;
CREATE INDEX drops_site_reason ON drops (site, reason);

CREATE VIEW clean_articles AS
SELECT id, url, site, title, deck, authors, editors, published_at, published_offset, modified_at,
    fetched_at, dateline, section, tags, image_url, captions, language_confidence, source_agency,
    flags, words, revision, text
FROM articles
WHERE duplicate_of IS NULL AND language = 'id';

CREATE VIEW daily_counts AS
SELECT date(published_at, '+7 hours') AS day, site, count(*) AS articles,
    count(duplicate_of) AS duplicates, sum(language = 'id') AS in_indonesian, sum(words) AS words
FROM articles
GROUP BY day, site;

CREATE VIEW edits AS
SELECT r.article_id, a.url, a.site,
    r.fetched_at AS seen_before_at,
    coalesce(lead(r.fetched_at) OVER later, a.fetched_at) AS seen_after_at,
    r.title AS title_before,
    coalesce(lead(r.title) OVER later, a.title) AS title_after,
    r.words AS words_before,
    coalesce(lead(r.words) OVER later, a.words) AS words_after
FROM revisions AS r JOIN articles AS a ON a.id = r.article_id
WINDOW later AS (PARTITION BY r.article_id ORDER BY r.fetched_at, r.id);

CREATE VIEW site_health AS
WITH named AS (
    SELECT site FROM articles UNION SELECT site FROM frontier UNION SELECT site FROM drops
),
stored AS (
    SELECT site, count(*) AS articles, count(duplicate_of) AS duplicates,
        max(published_at) AS newest_published_at, max(fetched_at) AS last_stored_at,
        avg(published_at IS NOT NULL) AS with_published_at, avg(authors <> '[]') AS with_authors,
        avg(words) AS average_words, avg(flags LIKE '%"fallback"%') AS by_fallback
    FROM articles GROUP BY site
),
queued AS (
    SELECT site, sum(state = 'pending') AS pending, sum(state = 'retry') AS retrying,
        sum(state = 'gone') AS gone, max(fetched_at) AS last_fetched_at
    FROM frontier GROUP BY site
),
refused AS (
    SELECT site, count(*) AS dropped, max(last_at) AS last_dropped_at FROM drops GROUP BY site
)
SELECT named.site, coalesce(articles, 0) AS articles, coalesce(duplicates, 0) AS duplicates,
    coalesce(dropped, 0) AS dropped, coalesce(pending, 0) AS pending,
    coalesce(retrying, 0) AS retrying, coalesce(gone, 0) AS gone,
    newest_published_at, last_stored_at, last_fetched_at, last_dropped_at,
    with_published_at, with_authors, by_fallback, average_words
FROM named
LEFT JOIN stored USING (site) LEFT JOIN queued USING (site) LEFT JOIN refused USING (site);
"""
)
