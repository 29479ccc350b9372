"""`warta try`: what would come of one page, without storing anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from crawler.cli import views
from crawler.cli.errors import WRONG, Problem
from crawler.cli.options import Json
from crawler.cli.output import complain, console, print_json, show_pairs, show_text, when

if TYPE_CHECKING:
    from pipelines.records import Article, Drop, Failure, Page, Rules, TextPage

    Source = Page | TextPage | Article

FIELDS = (
    "url", "site", "title", "deck", "authors", "editors", "published_at", "modified_at",
    "dateline", "section", "tags", "source_agency", "image_url", "captions", "flags",
)  # fmt: skip


def try_page(
    target: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="A web address or a file.")],
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where the page in the file was found."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show every field of one page and where it was found, what was removed and by which rule.

    Stores nothing. A URL is fetched politely; a file needs no network.
    """
    source, more = _source(target, url)
    rules = _rules(source)
    result = _outcome(source, rules)
    if as_json:
        print_json(_as_data(result))
    else:
        _show(result, console())
    if more:
        complain(f"{target} holds more than one page: this is the first; choose one with --url")


def _source(target: str, url: str | None) -> tuple[Source, bool]:
    """Return what is to be tried, and whether the file holds more."""
    if target.startswith(("http://", "https://")):
        return _fetched(target), False
    path = Path(target)
    if not path.exists():
        raise Problem(
            f"{target}: there is no such file; a web address starts with http:// or https://"
        )
    from pipelines.readers import read
    from pipelines.records import Failure

    found = [item for item in _first(read(path, url=url), url)]
    if isinstance(found[0], Failure):
        raise Problem(f"{found[0].url}: {found[0].error}", WRONG)
    return found[0], len(found) > 1


def _first(items: Iterable[Source | Failure], url: str | None) -> list[Source | Failure]:
    """Return the first one or two of the items, pages before failures; with a URL only its own."""
    from pipelines.records import Failure

    failures: list[Source | Failure] = []
    pages: list[Source | Failure] = []
    for item in items:
        if isinstance(item, Failure):
            failures = failures or [item]
        elif url is None or item.url == url or not pages:
            pages.append(item)
        if len(pages) > 1:
            break
    if not pages and not failures:
        raise Problem("there is no page in that file", WRONG)
    return pages or failures


def _fetched(url: str) -> Page:
    from crawler.fetch import FetchError, fetch

    try:
        return fetch(url)
    except FetchError as error:
        raise Problem(
            f"{error}; a saved page can be tried as a file: warta try page.html --url {url}",
            WRONG,
        ) from error


def _rules(source: Source) -> Rules:
    from crawler.sites import for_text, rules_for
    from pipelines.records import Page

    rules = rules_for(source.url)
    if rules.site or isinstance(source, Page):
        return rules
    return for_text(source.text) or rules


def _outcome(source: Source, rules: Rules) -> Article | Drop:
    from pipelines.records import Limits
    from pipelines.workers import process

    return process(source, rules, Limits())


def _as_data(result: Article | Drop) -> dict[str, Any]:
    from pipelines.records import Drop

    if isinstance(result, Drop):
        return {"outcome": "drop", "drop": asdict(result)}
    data = asdict(result)
    data.pop("fingerprint")
    return {"outcome": "article", "article": {**data, "paragraphs": result.paragraphs}}


def _show(result: Article | Drop, out: Console) -> None:
    from pipelines.records import Drop

    if isinstance(result, Drop):
        out.print(f"[bold red]dropped[/] {escape(result.url)}")
        out.print(f"  step    {result.step}")
        out.print(f"  reason  {result.reason}")
        out.print(f"  detail  {escape(result.detail) or '-'}")
        return
    out.print(f"[bold]{escape(result.title)}[/]\n")
    show_pairs(out, [("field", "found in", "value"), *_fields(result)])
    out.print(
        f"\n[bold]text[/] ({len(result.text.split()):,} words, from {_origin(result, 'text')})"
    )
    show_text(out, result.text)
    views.show_removed(out, [asdict(line) for line in result.removed])


def _fields(article: Article) -> Iterable[tuple[str, str, str]]:
    for name in FIELDS:
        yield name, _origin(article, name), _printed(getattr(article, name))
    said = f"{article.language}, confidence {article.language_confidence:.2f}"
    yield "language", _origin(article, "language"), said


def _origin(article: Article, name: str) -> str:
    return article.origin.get(name, "-")


def _printed(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or "-"
    return when(value) if isinstance(value, datetime) else str(value or "-")
