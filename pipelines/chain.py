"""The chain of steps that turns a page into an article, stated once.

A step takes the article of the step before and returns it changed, or a `Drop` with the reason. The
chain keeps no state and reads no clock, so it runs the same in the crawl's worker processes, in a
batch and in one's own process. What a text is compared by (`pipelines.duplicates`) is made of an
article that is to be stored: by the workers, or by the store where they have not.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.clean.cleaning import clean
from pipelines.extract.extraction import Extracted, extract, extract_page, extract_saved
from pipelines.extract.multipage import join, numbered, page_number
from pipelines.language.identification import with_language
from pipelines.quality import check_quality
from pipelines.records import Article, Drop, Limits, Page, PageResult, Parts, Rules
from pipelines.urls import canonical

Step = Callable[[Article, Rules, Limits], Article | Drop]

STEPS: tuple[Step, ...] = (clean, with_language, check_quality)
# Each page of an article is cleaned by itself: notices are at its end.
OF_PAGE, OF_ARTICLE = STEPS[:1], STEPS[1:]


def run(page: Page, rules: Rules | None = None, limits: Limits | None = None) -> Article | Drop:
    """Return the article of the page, or why there is none.

    `rules` are the outlet's (`crawler.sites.rules_for(url)`); without them the generic ones serve.
    """
    rules = rules or Rules()
    limits = limits or Limits()
    result = extract(page, rules, limits)
    return result if isinstance(result, Drop) else finish(result, rules, limits)


def run_first(page: Page, rules: Rules, limits: Limits) -> PageResult:
    """Return the article of a first page with the links to its further pages.

    `result` is that of `run`. What a page links to is looked for in its own tree, once.
    """
    return _first(extract_page(page, rules, limits), rules, limits)


def run_later(page: Page, first_url: str, rules: Rules, limits: Limits) -> PageResult:
    """Return what a further page of an article adds to it: its cleaned text and its links."""
    return _later(extract_page(page, rules, limits, first_url=first_url), rules, limits)


def run_saved(page: Page, rules: Rules, limits: Limits) -> PageResult:
    """Return what `run_first` or `run_later` does, as the page shows which page it is.

    What comes of a later page has the URL of its article's first page, a drop that of the page.
    """
    read = extract_saved(page, rules, limits)
    place = read.place
    if place is None or place.number < 2:
        return replace(_first(read, rules, limits), place=place)
    got = replace(_later(read, rules, limits), place=place)
    if got.part is None:
        return replace(got, result=replace(got.result, url=place.address))
    url = got.part.url  # the canonical link of a later page may have its number
    bare = numbered(url)
    if page_number(url, rules, place.first_url):
        url = canonical(place.first_url, rules)
    elif bare and bare[1] == place.number:
        url = canonical(bare[0], rules)
    return replace(got, part=replace(got.part, url=url))


def _first(read: Extracted, rules: Rules, limits: Limits) -> PageResult:
    if isinstance(read.result, Drop):
        return PageResult(result=read.result)
    cleaned = _through(OF_PAGE, read.result, rules, limits)
    if isinstance(cleaned, Drop):
        return PageResult(result=cleaned)
    return PageResult(
        result=_through(OF_ARTICLE, cleaned, rules, limits),
        further_pages=read.further_pages,
        part=cleaned if read.further_pages else None,
    )


def _later(read: Extracted, rules: Rules, limits: Limits) -> PageResult:
    if isinstance(read.result, Drop):
        return PageResult(result=read.result, further_pages=read.further_pages)
    cleaned = _through(OF_PAGE, read.result, rules, limits)
    part = None if isinstance(cleaned, Drop) else cleaned
    return PageResult(result=cleaned, further_pages=read.further_pages, part=part)


def finish_parts(parts: Parts, rules: Rules, limits: Limits) -> Article | Drop:
    """Return one article of the cleaned pages of an article, with the remaining steps applied."""
    return _through(OF_ARTICLE, join(parts.articles), rules, limits)


def finish(
    article: Article, rules: Rules | None = None, limits: Limits | None = None
) -> Article | Drop:
    """Return an article that needs no extraction (plain text, JSONL) with the steps applied."""
    return _through(STEPS, article, rules or Rules(), limits or Limits())


def _through(
    steps: Sequence[Step], article: Article, rules: Rules, limits: Limits
) -> Article | Drop:
    for step in steps:
        result = step(article, rules, limits)
        if isinstance(result, Drop):
            return result
        article = result
    return article
