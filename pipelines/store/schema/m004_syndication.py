"""Migration 4: replaces the view `syndication`: each outlet and text once."""

SQL = """
DROP VIEW syndication;
CREATE VIEW syndication AS
WITH spelled AS (
    SELECT id, url, site, published_at, duplicate_of, source_agency,
        replace(replace(replace(lower(source_agency), ' ', ''), '.', ''), '-', '') AS agency,
        replace(replace(lower(site), '.', ''), '-', '') AS outlet
    FROM articles
),
named AS (
    SELECT id, url, site, published_at, duplicate_of,
        -- "Bola.com" on bolacom and "detikJabar" on detik are itself, and ANTARA on antaranews;
        -- an agency of two or three letters is no beginning of an outlet's name.
        CASE WHEN substr(agency, 1, length(outlet)) = outlet
            OR length(agency) > 3 AND substr(outlet, 1, length(agency)) = agency
        THEN '' ELSE source_agency END AS credited
    FROM spelled
)
SELECT named.id AS article_id, named.site, named.credited, first.id AS first_id,
    first.site AS first_site,
    round((julianday(named.published_at) - julianday(first.published_at)) * 24, 2) AS lag_hours
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
"""
