"""`warta try`: extract one page and show the result, without storing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from crawler.cli.overrides import Set, overrides
from crawler.cli.stdin import NAME, STDIN, standard_input, without_folder

if TYPE_CHECKING:
    from pipelines.records import Article, Drop, Failure, Page, TextPage

    Source = Page | TextPage | Article

DERIVED = {"site": "url", "language": "text", "flags": "page"}
"""The source of the fields that no layer of extraction gives."""


def try_page(
    target: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="A URL or a file.")],
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="The URL of the page in the file."),
    ] = None,
    pairs: Set = None,
    as_json: Json = False,
) -> None:
    """Show what one page becomes; stores nothing.

    Prints every field with its source and the removed lines with their rules, or why the page is
    dropped. A URL is fetched under robots.txt; a file needs no network.
    """
    source, more = source_of(target, url, overrides(pairs, a_page=True).given)
    result = _outcome(source)
    if as_json:
        print_json(_as_data(result))
    else:
        _show(result, console())
    if more:
        complain(f"{target} holds more than one page: this is the first; select one with --url")


def source_of(target: str, url: str | None, settings: Mapping[str, Any]) -> tuple[Source, bool]:
    """Return the page of a URL or file, and whether the file has more. Raises `Problem`."""
    if target.startswith(("http://", "https://")):
        return _fetched(target, settings), False
    if target == STDIN:
        with standard_input() as path:
            return _of_file(path, url)
    return _of_file(Path(target), url)


def _of_file(path: Path, url: str | None) -> tuple[Source, bool]:
    target = path.name if path.name == NAME else str(path)
    if not path.exists():
        raise Problem(f"{target}: there is no such file; a URL starts with http:// or https://")
    from pipelines.inputs.files import read_path
    from pipelines.records import Failure

    failed: list[Failure] = []
    pages: list[Source] = []
    for item in read_path(path, url=url):
        if isinstance(item, Failure):
            failed.append(item)
        else:
            pages.append(item)
        if len(pages) > 1:
            break
    if not pages:
        why = f"{failed[0].url}: {failed[0].error}" if failed else f"{path}: it has no page"
        why = without_folder(why, path) if path.name == NAME else why
        raise Problem(why, WRONG)
    return pages[0], len(pages) > 1


def _fetched(url: str, settings: Mapping[str, Any]) -> Page:
    from crawler.http.fetch import FetchError, fetch

    try:
        return fetch(url, **settings)
    except FetchError as error:
        raise Problem(
            f"{error}; a saved page can be tried as a file: warta try page.html --url {url}",
            WRONG,
        ) from error


def _outcome(source: Source) -> Article | Drop:
    from crawler.sites import for_text, rules_for
    from pipelines.work.ingest import rules_of
    from pipelines.work.worker_tasks import run_here

    return run_here(source, rules_of(source, rules_for, for_text))


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
        f"\n[bold]text[/] ({len(result.text.split()):,} words, from {shown_origin(result, 'text')})"
    )
    show_text(out, result.text)
    views.show_removed(out, [asdict(line) for line in result.removed])


def _fields(article: Article) -> Iterable[tuple[str, str, str]]:
    for field in views.shown_fields(leave_out="fetched_at"):
        value = _printed(getattr(article, field.name))
        yield field.name, shown_origin(article, field.name), value
    said = f"{article.language}, confidence {article.language_confidence:.2f}"
    yield "language", shown_origin(article, "language"), said


def shown_origin(article: Article, name: str) -> str:
    found = article.origin.get(name) or DERIVED.get(name, "-")
    return found if getattr(article, name) else "-"


def _printed(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or "-"
    return when(value) if isinstance(value, datetime) else str(value or "-")
