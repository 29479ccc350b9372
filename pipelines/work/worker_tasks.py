"""What a worker process does with an item: the chain, a fingerprint, and a Drop for a crash."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any, overload

from pipelines.chain import finish, finish_parts, run, run_first, run_later, run_saved
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
    SavedPage,
    TextPage,
)

Whole = Page | TextPage | Article | Parts
OnePage = FirstPage | LaterPage | SavedPage
Item = Whole | OnePage
Result = Article | Drop | PageResult
Work = Callable[[Any, Rules, Limits], Result]

STEP = "worker"  # the step that a Drop names when the worker could not say which one it was in


@overload
def run_here(item: Whole, rules: Rules, limits: Limits | None = None) -> Article | Drop: ...
@overload
def run_here(item: OnePage, rules: Rules, limits: Limits | None = None) -> PageResult | Drop: ...
def run_here(item: Item, rules: Rules, limits: Limits | None = None) -> Result:
    """Return what a worker would, run in this process without a time limit."""
    return attempt(process, item, rules, limits or Limits())


def process(item: Item, rules: Rules, limits: Limits) -> Result:
    """Return what comes of an item: a page, a copied text, or an article not yet finished.

    A finished article has its fingerprint: made here, it costs the one writer nothing.
    """
    match item:
        case FirstPage():
            return _finished(run_first(item.page, rules, limits), item.page, rules)
        case LaterPage():
            return _hashed(run_later(item.page, item.first_url, rules, limits), item.page)
        case SavedPage():
            saved = run_saved(item.page, rules, limits)
            if saved.place is not None and saved.place.number > 1:
                return _hashed(saved, item.page)
            return _finished(saved, item.page, rules)
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


def _finished(got: PageResult, page: Page, rules: Rules) -> PageResult:
    """Return what a first page gives, its article ready to be stored."""
    result = _with_fingerprint(_with_origin(got.result, page, rules))
    return _hashed(replace(got, result=result), page)


def _hashed(got: PageResult, page: Page) -> PageResult:
    """Return what a page gives, with the digest of that page on its part of the article."""
    return replace(got, part=got.part and replace(got.part, page_hash=page_hash([page.html])))


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
