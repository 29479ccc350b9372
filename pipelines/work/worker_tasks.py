"""What a worker process does with an item: the chain, a fingerprint, and a Drop for a crash."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any, overload

from pipelines.chain import finish, finish_parts, run, run_first, run_later
from pipelines.duplicates import with_fingerprint
from pipelines.provenance import made_by, page_hash
from pipelines.records import (
    Article,
    Drop,
    FirstPage,
    LaterPage,
    Limits,
    Page,
    PageResult,
    Parts,
    Reason,
    Rules,
    TextPage,
)

Whole = Page | TextPage | Article | Parts
Item = Whole | FirstPage | LaterPage
Result = Article | Drop | PageResult
Work = Callable[[Any, Rules, Limits], Result]

STEP = "worker"  # the step that a Drop names when the worker could not say which one it was in


@overload
def run_here(item: Whole, rules: Rules, limits: Limits | None = None) -> Article | Drop: ...
@overload
def run_here(
    item: FirstPage | LaterPage, rules: Rules, limits: Limits | None = None
) -> PageResult | Drop: ...
def run_here(item: Item, rules: Rules, limits: Limits | None = None) -> Result:
    """Return what a worker would, run in this process without a time limit."""
    return attempt(process, item, rules, limits or Limits())


def process(item: Item, rules: Rules, limits: Limits) -> Result:
    """Return what comes of an item: a page, a copied text, or an article not yet finished.

    A finished article has its fingerprint: made here, it costs the one writer nothing.
    """
    match item:
        case FirstPage():
            first = run_first(item.page, rules, limits)
            result = _with_fingerprint(_with_origin(first.result, item.page, rules))
            return replace(first, result=result, part=_with_hash(first.part, item.page))
        case LaterPage():
            later = run_later(item.page, item.first_url, rules, limits)
            return replace(later, part=_with_hash(later.part, item.page))
    return _with_fingerprint(_with_origin(_whole(item, rules, limits), item, rules))


def _whole(item: Whole, rules: Rules, limits: Limits) -> Article | Drop:
    match item:
        case Page():
            return run(item, rules, limits)
        case Parts():
            return finish_parts(item, rules, limits)
        case Article():
            return finish(item, rules, limits)
    from pipelines.inputs.copied_text import parse

    article = parse(item.text, url=item.url, fetched_at=item.fetched_at, rules=rules)
    return article if isinstance(article, Drop) else finish(article, rules, limits)


def _with_origin(result: Article | Drop, item: Whole, rules: Rules) -> Article | Drop:
    """Return an article with the digest of its page and what made it."""
    if isinstance(result, Drop):
        return result
    match item:
        case Page():
            digest = page_hash([item.html])
        case Parts():
            digest = page_hash(part.page_hash.encode() for part in item.articles)
        case TextPage():
            digest = page_hash([item.text.encode("utf-8", "surrogatepass")])
        case Article():
            digest = item.page_hash
    return replace(result, page_hash=digest, made_by=made_by(rules))


def _with_hash(part: Article | None, page: Page) -> Article | None:
    """Return the article of one page of several with the digest of that page."""
    return part and replace(part, page_hash=page_hash([page.html]))


def _with_fingerprint(result: Article | Drop) -> Article | Drop:
    return result if isinstance(result, Drop) else with_fingerprint(result)


def attempt(work: Work, item: Any, rules: Rules, limits: Limits) -> Result:
    """Return what `work` returns, or for an exception a Drop that names it and its step."""
    try:
        return work(item, rules, limits)
    except Exception as error:
        detail = f"{type(error).__name__}: {error}".rstrip(": ")[:500]
        step = _step(error)
        return Drop(url=item.url, site=rules.site, reason=Reason.CRASH, step=step, detail=detail)


def _step(error: BaseException) -> str:
    """Return the name of the step that raised: the first module of this package below the chain."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        package, _, module = frame.f_globals.get("__name__", "").partition(".")
        name = str(module.partition(".")[0])
        if package == "pipelines" and name not in ("chain", "work"):
            return name
    return STEP
