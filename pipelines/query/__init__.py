"""Reading the database: search, articles, counts, stories, crawls and backfills, export."""

from pipelines.query.article import article_dict, article_ids, show
from pipelines.query.ask import ask
from pipelines.query.backfill import backfill
from pipelines.query.edits import KINDS as EDIT_KINDS
from pipelines.query.edits import EditFilter, deletions, edits
from pipelines.query.filters import Filter, connect_readonly
from pipelines.query.outcomes import failed_listings, found_of, remarks
from pipelines.query.problems import Problem, Problems, problems
from pipelines.query.progress import OutletProgress, next_due, progress
from pipelines.query.questions import QUESTIONS, Parameter, Question
from pipelines.query.records import articles
from pipelines.query.search import SORTS, Counts, Hit, count_hits, search
from pipelines.query.search_syntax import EmptyQuery, QueryError
from pipelines.query.stats import drops, stats
from pipelines.query.stories import story, syndication

__all__ = [
    "EDIT_KINDS", "QUESTIONS", "SORTS", "Counts", "EditFilter", "EmptyQuery", "Filter", "Hit",
    "OutletProgress", "Parameter", "Problem", "Problems", "QueryError", "Question", "article_dict",
    "article_ids", "articles", "ask", "backfill", "connect_readonly", "count_hits", "deletions",
    "drops", "edits", "failed_listings", "found_of", "next_due", "problems", "progress", "remarks",
    "search", "show", "stats", "story", "syndication",
]  # fmt: skip
