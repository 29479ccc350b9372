"""The chain of steps that turns a page into an article, stated once.

A step takes the article of the step before and returns it changed, or a `Drop` with the reason. The
chain keeps no state and reads no clock, so it runs the same in the crawl's worker processes, in a
batch and in one's own process.
"""

from collections.abc import Callable

from pipelines.clean import clean
from pipelines.duplicates import with_fingerprint
from pipelines.extract import extract
from pipelines.language import with_language
from pipelines.quality import check_quality
from pipelines.records import Article, Drop, Limits, Page, Rules

Step = Callable[[Article, Rules, Limits], Article | Drop]

STEPS: tuple[Step, ...] = (clean, with_language, check_quality, with_fingerprint)


def run(page: Page, rules: Rules | None = None, limits: Limits | None = None) -> Article | Drop:
    """Return the article of the page, or why there is none.

    `rules` are the outlet's (`crawler.sites.rules_for(url)`); without them the generic ones serve.
    """
    rules = rules or Rules()
    limits = limits or Limits()
    result = extract(page, rules, limits)
    return result if isinstance(result, Drop) else finish(result, rules, limits)


def finish(
    article: Article, rules: Rules | None = None, limits: Limits | None = None
) -> Article | Drop:
    """Return an article that entered after extraction (plain text, JSONL) with the steps applied."""
    rules = rules or Rules()
    limits = limits or Limits()
    for step in STEPS:
        result = step(article, rules, limits)
        if isinstance(result, Drop):
            return result
        article = result
    return article
