"""Reading the database: search, one article, statistics, stories, backfills, export."""

from pipelines.query.article import article_dict, show
from pipelines.query.backfill import backfill
from pipelines.query.filters import Filter, connect_readonly
from pipelines.query.search import Counts, Hit, count_hits, search
from pipelines.query.search_syntax import QueryError
from pipelines.query.stats import drops, stats
from pipelines.query.stories import story, syndication

__all__ = [
    "Counts", "Filter", "Hit", "QueryError", "article_dict", "backfill", "connect_readonly",
    "count_hits", "drops", "search", "show", "stats", "story", "syndication",
]  # fmt: skip
