"""The views that migration 10 makes anew."""

VIEWS = """
CREATE VIEW clean_articles AS
SELECT id, published_on,
    strftime('%Y-%m-%d %H:%M', published_at, CASE WHEN published_offset IN ('+08:00', '+09:00')
        THEN published_offset ELSE '+07:00' END) AS published_local,
    site, title, deck, authors, section, tags, words, dateline, editors, published_at,
    published_offset, modified_at, url, story_id, revision, source_agency, image_url, captions,
    flags, language_confidence, fetched_at, text
FROM articles
WHERE duplicate_of IS NULL AND language = 'id';

CREATE VIEW headlines AS
SELECT id, published_on, site, title, deck, authors, section, tags, language, words, published_at,
    story_id, url
FROM articles
WHERE duplicate_of IS NULL;

CREATE VIEW daily_counts AS
SELECT nullif(day, '') AS day, site, sum(articles) AS articles, sum(duplicates) AS duplicates,
    sum(CASE language WHEN 'id' THEN articles ELSE 0 END) AS in_indonesian, sum(words) AS words
FROM _day_counts
GROUP BY _day_counts.day, site;

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
SELECT article_id, site, title_before, title_after,
    CASE
        WHEN title_before <> title_after THEN 'headline'
        WHEN figures > 0 THEN 'figures'
        WHEN quotations > 0 THEN 'quotations'
        WHEN paragraphs_added + paragraphs_removed > 0 THEN 'paragraphs'
        WHEN figures IS NOT NULL THEN 'wording'
    END AS kind,
    seen_before_at, seen_after_at, words_before, words_after,
    title_before <> title_after AS headline, figures, quotations, paragraphs_added,
    paragraphs_removed, words_added, words_removed, modified_before, modified_after,
    modified_after IS NULL OR modified_after IS modified_before AS silent, rules_changed, url
FROM pairs;
CREATE VIEW silent_edits AS SELECT * FROM edits WHERE silent;

CREATE VIEW deletions AS
SELECT id AS article_id, published_on, site, title, gone_at, gone_why, back_at,
    back_at IS NULL OR back_at < gone_at AS is_gone, published_at,
    fetched_at AS last_changed_at, coalesce(seen_at, fetched_at) AS last_seen_at, url
FROM articles WHERE gone_at IS NOT NULL;

CREATE VIEW syndication AS
WITH chosen AS (
    SELECT * FROM articles WHERE source_agency <> ''
    UNION ALL SELECT * FROM articles WHERE duplicate_of IS NOT NULL AND source_agency = ''
),
spelled AS (
    SELECT id, url, site, title, published_on, published_at, duplicate_of, source_agency,
        replace(replace(replace(lower(source_agency), ' ', ''), '.', ''), '-', '') AS agency,
        replace(replace(lower(site), '.', ''), '-', '') AS outlet
    FROM chosen
),
named AS (
    SELECT id, url, site, title, published_on, published_at, duplicate_of,
        -- "Bola.com" on bolacom and "detikJabar" on detik are itself, and ANTARA on antaranews;
        -- an agency of two or three letters is no beginning of an outlet's name.
        CASE WHEN substr(agency, 1, length(outlet)) = outlet
            OR length(agency) > 3 AND substr(outlet, 1, length(agency)) = agency
        THEN '' ELSE source_agency END AS credited
    FROM spelled
)
SELECT named.id AS article_id, named.published_on, named.site, named.title, named.credited,
    first.site AS first_site, first.title AS first_title,
    round((julianday(named.published_at) - julianday(first.published_at)) * 24, 2) AS lag_hours,
    first.id AS first_id, named.url
FROM named LEFT JOIN articles AS first ON first.id = named.duplicate_of
WHERE CASE
    WHEN first.id IS NULL THEN named.credited <> ''
    -- Mobile and AMP copies of one article are one: the first of the outlet's copies counts.
    ELSE first.site <> named.site AND NOT EXISTS (
        SELECT 1 FROM articles AS earlier
        WHERE earlier.duplicate_of = named.duplicate_of AND earlier.site = named.site
            AND (coalesce(earlier.published_at, '9'), earlier.url)
                < (coalesce(named.published_at, '9'), named.url)
    )
END;

CREATE VIEW stories AS
SELECT a.story_id AS id, first.title,
    min(coalesce(a.published_at, a.first_fetched_at)) AS first_at,
    max(coalesce(a.published_at, a.first_fetched_at)) AS last_at,
    count(*) AS articles, count(a.duplicate_of) AS duplicates, count(DISTINCT a.site) AS sites
FROM articles AS a JOIN articles AS first ON first.id = a.story_id
WHERE a.story_id IS NOT NULL
GROUP BY a.story_id;

CREATE VIEW story_members AS
SELECT a.story_id, a.id AS article_id, a.published_on, a.published_at, a.site, a.title,
    a.duplicate_of, p.similarity, p.shared, a.url
FROM articles AS a LEFT JOIN _story_pairs AS p
    ON p.article_id = max(coalesce(a.duplicate_of, a.id), a.story_id)
    AND p.other_id = min(coalesce(a.duplicate_of, a.id), a.story_id)
WHERE a.story_id IS NOT NULL;

-- A page that was dropped and failed later has failed.
CREATE VIEW problems AS
SELECT last_at, what, site, reason, detail, url, kind, step, times, next_try_at FROM (
    SELECT 'dropped' AS what, site, url, 'article' AS kind, step, reason, detail, last_at,
        times, NULL AS next_try_at
    FROM drops AS d WHERE NOT EXISTS (
        SELECT 1 FROM frontier AS f
        WHERE f.url = d.url AND f.state IN ('retry', 'waiting', 'gone') AND f.fetched_at > d.last_at
    )
    UNION ALL
    SELECT 'failed', site, url, kind, 'fetch',
        CASE
            WHEN error LIKE '%with a challenge page%' THEN 'challenge'
            WHEN status IN (404, 410) AND article_id IS NOT NULL THEN 'taken_down'
            WHEN status IN (404, 410) THEN 'not_found'
            WHEN status IN (401, 403) THEN 'refused'
            WHEN status = 429 THEN 'too_many_requests'
            WHEN status >= 500 THEN 'server_error'
            WHEN status BETWEEN 300 AND 399 OR error LIKE '%too many redirects%' THEN 'redirected'
            WHEN status >= 400 THEN 'http_error'
            WHEN error LIKE '%robots.txt disallows%' THEN 'robots_txt'
            WHEN error LIKE '%is not a host of this outlet%'
                OR error LIKE '%is not a public address%'
                OR error LIKE '%only http and https%' THEN 'not_allowed'
            WHEN error LIKE '%leads to no public address%' THEN 'no_address'
            WHEN error LIKE '%refuses connections%' OR error LIKE '%connection broke off%'
                THEN 'no_connection'
            WHEN error LIKE '%no answer within%' THEN 'no_answer'
            WHEN error LIKE '%larger than%' THEN 'too_large'
            ELSE 'other'
        END,
        error, fetched_at, max(tries, 1), next_try_at
    FROM frontier WHERE state IN ('retry', 'waiting', 'gone') AND error <> ''
);

CREATE VIEW site_health AS
WITH ran AS (
    SELECT value AS site, started_at AS last_run_at, finish_reason AS last_run_ended, max(runs.id)
    FROM runs, json_each(sites) WHERE command LIKE 'crawl %' GROUP BY value
),
counted AS (
    SELECT site, sum(articles) AS articles, sum(duplicates) AS duplicates,
        sum(CASE day WHEN '' THEN 0 ELSE articles END) AS dated, sum(words) AS words,
        sum(with_authors) AS with_authors, sum(by_fallback) AS by_fallback
    FROM _day_counts GROUP BY site
),
queued AS (
    SELECT site, sum(state = 'pending') AS pending, sum(state = 'retry') AS retrying,
        sum(state = 'waiting') AS waiting, sum(state = 'gone') AS gone,
        max(fetched_at) AS last_fetched_at
    FROM frontier GROUP BY site
),
refused AS (
    SELECT site, count(*) AS dropped, max(last_at) AS last_dropped_at FROM drops GROUP BY site
),
named AS (
    SELECT site FROM counted UNION SELECT site FROM queued UNION SELECT site FROM refused
    UNION SELECT site FROM ran
)
SELECT named.site, coalesce(articles, 0) AS articles, coalesce(duplicates, 0) AS duplicates,
    coalesce(dropped, 0) AS dropped, coalesce(pending, 0) AS pending,
    coalesce(retrying, 0) AS retrying, coalesce(waiting, 0) AS waiting, coalesce(gone, 0) AS gone,
    (SELECT max(published_at) FROM articles WHERE articles.site = named.site)
        AS newest_published_at,
    (SELECT max(fetched_at) FROM articles WHERE articles.site = named.site) AS last_stored_at,
    last_fetched_at, last_dropped_at, last_run_at, last_run_ended,
    CAST(dated AS REAL) / articles AS with_published_at,
    CAST(with_authors AS REAL) / articles AS with_authors,
    CAST(by_fallback AS REAL) / articles AS by_fallback,
    CAST(words AS REAL) / articles AS average_words
FROM named
LEFT JOIN counted USING (site) LEFT JOIN queued USING (site) LEFT JOIN refused USING (site)
LEFT JOIN ran USING (site);
"""
