"""What Datasette is told of the database: descriptions, what is shown and hidden, the questions."""

import re
from typing import Any

from crawler.browser.database import NAME
from pipelines.query.questions import QUESTIONS, Question
from pipelines.store.schema.described import Described
from pipelines.store.schema.descriptions import TABLES
from pipelines.store.schema.view_descriptions import VIEWS

FACETS = ("site", "section", "language", "tags", "published_on")
# Read as JSON arrays: a facet counts their members.
ARRAYS = frozenset({"tags", "authors", "editors", "captions", "flags"})
FEW = 20_000  # articles: with more, a facet is counted when it is asked for
_PAGE = 50
# What a page of a table shows of it; `_col` and `_nocol` in its address choose otherwise.
_SHOWN = {
    "articles": (
        "published_on", "site", "title", "deck", "authors", "section", "tags", "language", "words",
        "published_at", "duplicate_of", "story_id", "revision", "url",
    ),
    "clean_articles": (
        "id", "published_local", "site", "title", "deck", "authors", "section", "tags", "words",
        "url",
    ),
    "revisions": (
        "id", "article_id", "fetched_at", "title", "words", "words_added", "words_removed",
    ),
    "reprocessed": ("id", "article_id", "replaced_at", "title", "words", "made_by"),
    "runs": (
        "id", "command", "sites", "started_at", "finished_at", "finish_reason", "seen", "stored",
        "new", "revised", "dropped", "failed",
    ),
}  # fmt: skip
_SORTED = {
    "articles": "published_at",  # along an index for one outlet too, which the day is not
    "clean_articles": "published_at",
    "revisions": "id",
    "runs": "id",
    "drops": "last_at",
    "deletions": "gone_at",
}
_FACETS_OF = {
    "articles": FACETS,
    "clean_articles": ("site", "section", "tags"),
    "headlines": ("site", "section", "language", "tags", "published_on"),
    "edits": ("site", "kind"),
    "silent_edits": ("site", "kind"),
    "deletions": ("site",),
    "syndication": ("site", "credited"),
    "problems": ("what", "site", "reason"),
    "drops": ("site", "reason"),
    "frontier": ("site", "kind", "state"),
    "outlets": ("media_group", "status", "province", "language"),
    "removed": ("rule",),
    "article_people": ("role",),
    "duplicates": ("kind",),
    "runs": ("finish_reason",),
}
_LABELS = {"articles": "title", "outlets": "title"}
_SEARCHED = ("clean_articles", "headlines")  # views whose `id` is that of an indexed article


def metadata(*, name: str = NAME, articles: int = 0) -> dict[str, Any]:
    """Return the metadata of a file with so many articles, as Datasette reads it."""
    described = {**TABLES, **VIEWS}
    return {
        "title": "warta",
        "description": "Indonesian news in one SQLite file",
        "databases": {
            name: {
                "description": "Articles, the versions they had, and how they were collected.",
                "tables": {
                    table: _table(table, about, facets=articles <= FEW)
                    for table, about in described.items()
                },
                "queries": {question.name: _query(question) for question in QUESTIONS},
            }
        },
    }


def _table(name: str, described: Described, *, facets: bool) -> dict[str, Any]:
    if name.startswith("_") or name == "articles_fts":
        return {"hidden": True, "description": plain(described.about)}
    found: dict[str, Any] = {
        "description": plain(described.about),
        "columns": {column: plain(text) for column, text in described.columns.items()},
        "size": _PAGE,
        "offered_facets": list(_FACETS_OF.get(name, ())),
    }
    if facets and name == "articles":
        found["facets"] = [{"array": c} if c in ARRAYS else c for c in FACETS]
    if name in _SORTED:
        found["sort_desc"] = _SORTED[name]
    if name in _SHOWN:
        found["shown"] = list(_SHOWN[name])
    if name in _LABELS:
        found["label_column"] = _LABELS[name]
    if name in _SEARCHED:
        found |= {"fts_table": "articles_fts", "fts_pk": "id"}
    return found


def _query(question: Question) -> dict[str, Any]:
    return {
        "sql": question.sql,
        "title": question.title,
        "description": plain(question.about),
        "params": [parameter.name for parameter in question.parameters],
        "parameters": {p.name: {"about": plain(p.about), "example": p.example}
                       for p in question.parameters},
        "chart": question.chart,
        "hide_sql": True,
    }  # fmt: skip


def plain(text: str) -> str:
    """Return a description without the code marks of Markdown."""
    return re.sub(r"`([^`]*)`", r"\1", text)
