"""Migration 9: until when an outlet is left alone; URLs that wait; listed URLs given up on."""

SQL = """
ALTER TABLE runs ADD COLUMN wait_until TEXT;
-- What a listing that has not changed lists is still listed, given up or not.
CREATE INDEX frontier_gone ON frontier (found_in) WHERE state = 'gone';

DROP VIEW site_health;
CREATE VIEW site_health AS
WITH ran AS (
    SELECT value AS site, started_at AS last_run_at, finish_reason AS last_run_ended, max(runs.id)
    FROM runs, json_each(sites) WHERE command LIKE 'crawl %' GROUP BY value
),
named AS (
    SELECT site FROM articles UNION SELECT site FROM frontier UNION SELECT site FROM drops
    UNION SELECT site FROM ran
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
        sum(state = 'waiting') AS waiting, sum(state = 'gone') AS gone,
        max(fetched_at) AS last_fetched_at
    FROM frontier GROUP BY site
),
refused AS (
    SELECT site, count(*) AS dropped, max(last_at) AS last_dropped_at FROM drops GROUP BY site
)
SELECT named.site, coalesce(articles, 0) AS articles, coalesce(duplicates, 0) AS duplicates,
    coalesce(dropped, 0) AS dropped, coalesce(pending, 0) AS pending,
    coalesce(retrying, 0) AS retrying, coalesce(waiting, 0) AS waiting, coalesce(gone, 0) AS gone,
    newest_published_at, last_stored_at, last_fetched_at, last_dropped_at,
    last_run_at, last_run_ended,
    with_published_at, with_authors, by_fallback, average_words
FROM named
LEFT JOIN stored USING (site) LEFT JOIN queued USING (site) LEFT JOIN refused USING (site)
LEFT JOIN ran USING (site);
"""
