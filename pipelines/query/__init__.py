"""Reading the database: search, one article, statistics, stories, backfills, export."""

from pipelines.query.backfill import backfill
from pipelines.query.search import (
    Counts,
    Hit,
    connect_readonly,
    count_hits,
    drops,
    search,
    show,
    stats,
)
from pipelines.query.search_syntax import QueryError
from pipelines.query.stories import story, syndication

__all__ = [
    "Counts", "Hit", "QueryError", "backfill", "connect_readonly", "count_hits", "drops", "search",
    "show", "stats", "story", "syndication",
]  # fmt: skip
