"""The chain of steps that turns a page into an article, stated once.

A step takes the article of the step before and returns it changed, or a `Drop` with the reason. The
chain keeps no state and reads no clock, so it runs the same in the crawl's worker processes, in a
batch and in one's own process. What a text is compared by (`pipelines.duplicates`) is made of an
article that is to be stored: by the workers, or by the store where they have not.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.clean.cleaning import clean
from pipelines.extract.extraction import extract
from pipelines.extract.multipage import join
from pipelines.language.identification import with_language
from pipelines.quality import check_quality
from pipelines.records import Article, Drop, Limits, Page, Rules

Step = Callable[[Article, Rules, Limits], Article | Drop]

STEPS: tuple[Step, ...] = (clean, with_language, check_quality)
# Each page of an article is cleaned by itself: its end is where the notices stand.
OF_PAGE, OF_ARTICLE = STEPS[:1], STEPS[1:]


def run(page: Page, rules: Rules | None = None, limits: Limits | None = None) -> Article | Drop:
    """Return the article of the page, or why there is none.

    `rules` are the outlet's (`crawler.sites.rules_for(url)`); without them the generic ones serve.
    """
    rules = rules or Rules()
    limits = limits or Limits()
    result = extract(page, rules, limits)
    return result if isinstance(result, Drop) else finish(result, rules, limits)


def run_pages(
    pages: Sequence[Page], rules: Rules | None = None, limits: Limits | None = None
) -> Article | Drop:
    """Return the article that stands on several pages, or why there is none.

    `pages` are its pages in order, at least one. Without the first there is no article; a later one
    that holds no text adds none.
    """
    rules = rules or Rules()
    limits = limits or Limits()
    first, *later = pages
    parts = []
    for page in (first, *(replace(page, url=first.url) for page in later)):
        result = extract(page, rules, limits)
        if isinstance(result, Article):
            result = _through(OF_PAGE, result, rules, limits)
        if isinstance(result, Article):
            parts.append(result)
        elif page is first:
            return result
    return _through(OF_ARTICLE, join(parts), rules, limits)


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
