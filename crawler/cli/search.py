"""`warta search`: full-text search."""

from contextlib import closing
from typing import Annotated

import typer

from crawler.cli import completion, search_views
from crawler.cli.errors import Problem, opening
from crawler.cli.options import (
    DEFAULT_DB,
    Author,
    Db,
    Duplicates,
    Json,
    Language,
    Outlet,
    Section,
    Since,
    Tag,
    Until,
    known_site,
    period,
)
from crawler.cli.output import complain, console, print_json

Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="relevance|date",
        help="Best match first, or newest first.",
        autocompletion=completion.sorts,
    ),
]


def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help='Words; "two words" is a phrase, korup* a beginning, a OR b, -word without it, '
            "site:kompas since:2026-11-01 lang:id author:... section:... tag:...",
        ),
    ],
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many hits to print.")
    ] = 10,
    offset: Annotated[
        int, typer.Option("--offset", metavar="N", min=0, help="How many hits to skip.")
    ] = 0,
    site: Outlet = None,
    since: Since = None,
    until: Until = None,
    language: Language = None,
    section: Section = None,
    author: Author = None,
    tag: Tag = None,
    duplicates: Duplicates = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, no other forms of them.")
    ] = False,
    sort: Sort = "relevance",
    by_story: Annotated[
        bool, typer.Option("--by-story", help="Print one hit of each story, with how many more.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find articles with all the words, best match first."""
    from pipelines import query as reading

    words = " ".join(query)
    if not words.strip():
        raise Problem('the query is empty: give a word, as in warta search "banjir"')
    if sort not in reading.SORTS:
        raise Problem(f"--sort {sort}: one of {', '.join(reading.SORTS)}")
    first, last = period(since, until)
    which = reading.Filter(
        site=known_site(site), since=first, until=last, language=language, section=section,
        author=author, tag=tag, duplicates=duplicates,
    )  # fmt: skip
    marks = ("[", "]") if as_json else search_views.marks()
    with opening(), closing(reading.connect_readonly(db)) as conn:
        try:
            hits = reading.search(
                conn, words, which, limit=limit, offset=offset, exact=exact, sort=sort,
                by_story=by_story, marks=marks,
            )  # fmt: skip
            counts = reading.count_hits(conn, words, which, exact=exact)
        except reading.EmptyQuery as error:
            complain(str(error))
            hits, counts = [], reading.Counts(found=0, hidden=0)
        except reading.QueryError as error:
            raise Problem(str(error)) from None
    if as_json:
        found = {"found": counts.found, "hidden": counts.hidden, "related": counts.related}
        print_json({"query": words, **found, "is_exact": counts.is_exact, "hits": hits})
    else:
        search_views.show_hits(console(), words, hits, counts, shown_from=offset)
