"""`warta try`: extract one page and show the result, without storing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from crawler.cli import show_views
from crawler.cli.errors import WRONG, Problem
from crawler.cli.options import Json
from crawler.cli.output import complain, console, print_json, show_pairs, show_text, when
from crawler.cli.overrides import Set, overrides
from crawler.cli.show_views import DERIVED
from crawler.cli.stdin import NAME, STDIN, standard_input, without_folder

if TYPE_CHECKING:
    from pipelines.inputs.files import Item
    from pipelines.records import Article, Drop, Failure, Page, TextPage

    Source = Page | TextPage | Article


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
    result, more = _tried(target, url, overrides(pairs, a_page=True).given)
    if as_json:
        print_json(_as_data(result))
    else:
        _show(result, console())
    if more:
        complain(f"{target} holds more than one article: this is the first; select one with --url")


def _tried(
    target: str, url: str | None, settings: Mapping[str, Any]
) -> tuple[Article | Drop, bool]:
    """Return what a URL, file or folder becomes, and whether it has more. Raises `Problem`."""
    if target.startswith(("http://", "https://")):
        return _outcome([_fetched(target, settings)])
    if target == STDIN:
        with standard_input() as path:
            return _outcome_of_file(path, url)
    return _outcome_of_file(Path(target), url)


def _outcome_of_file(path: Path, url: str | None) -> tuple[Article | Drop, bool]:
    from pipelines.inputs.files import kind_of, read_path

    _check_exists(path)
    # What a URL selects is one page of several; the others may be further pages of its article.
    others = read_path(path) if url and kind_of(path) == "warc" else ()
    return _outcome(read_path(path, url=url), others, path)


def _outcome(
    items: Iterable[Item], others: Iterable[Item] = (), path: Path | None = None
) -> tuple[Article | Drop, bool]:
    from crawler.sites import for_text, rules_for
    from pipelines.work.first_article import first_article
    from pipelines.work.ingest import rules_of

    first = first_article(items, lambda item: rules_of(item, rules_for, for_text), others)
    if first.result is None:
        raise _no_page(first.failures, path)
    return first.result, first.has_others


def source_of(target: str, url: str | None, settings: Mapping[str, Any]) -> tuple[Source, bool]:
    """Return the page of a URL or file, and whether the file has more. Raises `Problem`."""
    if target.startswith(("http://", "https://")):
        return _fetched(target, settings), False
    if target == STDIN:
        with standard_input() as path:
            return _of_file(path, url)
    return _of_file(Path(target), url)


def _of_file(path: Path, url: str | None) -> tuple[Source, bool]:
    from pipelines.inputs.files import read_path
    from pipelines.records import Failure

    _check_exists(path)
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
        raise _no_page(failed, path)
    return pages[0], len(pages) > 1


def _check_exists(path: Path) -> None:
    if not path.exists():
        target = path.name if path.name == NAME else str(path)
        raise Problem(f"{target}: there is no such file; a URL starts with http:// or https://")


def _no_page(failed: Sequence[Failure], path: Path | None) -> Problem:
    """Return the problem of a file that has no page."""
    why = f"{failed[0].url}: {failed[0].error}" if failed else f"{path}: it has no page"
    return Problem(without_folder(why, path) if path and path.name == NAME else why, WRONG)


def _fetched(url: str, settings: Mapping[str, Any]) -> Page:
    from crawler.http.fetch import FetchError, fetch

    try:
        return fetch(url, **settings)
    except FetchError as error:
        raise Problem(
            f"{error}; a saved page can be tried as a file: warta try page.html --url {url}",
            WRONG,
        ) from error


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
    show_views.show_removed(out, [asdict(line) for line in result.removed])


def _fields(article: Article) -> Iterable[tuple[str, str, str]]:
    for field in show_views.shown_fields(leave_out="fetched_at"):
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
