"""The first article of files, read in one's own process: what `warta try` shows.

Its further pages are looked for in what follows, and joined as ingest joins them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from pipelines.extract.multipage import continuing, page_number
from pipelines.inputs.files import Item
from pipelines.records import (
    Article,
    Drop,
    Failure,
    Page,
    PagePlace,
    PageResult,
    Rules,
    SavedPage,
    TextPage,
)
from pipelines.urls import canonical
from pipelines.work.page_joiner import Joined, PageJoiner
from pipelines.work.worker_tasks import run_here

MAX_LOOKED_AT = 10_000  # pages after the first, among which its further pages are looked for

RulesOf = Callable[[Page | TextPage | Article], Rules]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstArticle:
    """What the first page became, with further pages of its article; whether there are others.

    `result` is None where there is no page at all; `failures` are the inputs that could not be read
    before it.
    """

    result: Article | Drop | None
    has_others: bool = False
    failures: tuple[Failure, ...] = ()


def first_article(
    items: Iterable[Item], rules_of: RulesOf, others: Iterable[Item] = ()
) -> FirstArticle:
    """Return the article of the first page of `items`, joined with further pages of it.

    Further pages are looked for in the rest of `items` and in `others`. Only pages that may belong
    to the article are extracted.
    """
    failures: list[Failure] = []
    rest = iter(items)
    for item in rest:
        if not isinstance(item, Failure):
            break
        failures.append(item)
    else:
        return FirstArticle(result=None, failures=tuple(failures))
    rules = rules_of(item)
    if not isinstance(item, Page):
        result: Article | Drop = run_here(item, rules)
        return FirstArticle(result=result, has_others=_has_page(rest))
    joiner: PageJoiner[None] = PageJoiner()
    got = run_here(SavedPage(page=item), rules)
    if isinstance(got, Drop):
        return FirstArticle(result=got, has_others=_has_page(rest))
    ready, has_others = joiner.add(None, got), False
    if not ready and got.place is not None:
        ready, has_others = _completed(
            joiner, got.place, islice(chain(rest, others), MAX_LOOKED_AT), rules
        )
    joined = next(iter(ready or joiner.rest()))
    return FirstArticle(result=_finished(joined, rules), has_others=has_others or _has_page(rest))


def _completed(
    joiner: PageJoiner[None], place: PagePlace, items: Iterator[Item], rules: Rules
) -> tuple[list[Joined[None]], bool]:
    """Return the joined article once its pages are there, and whether other pages came between."""
    has_others = False
    for item in items:
        if not isinstance(item, Page) or not _may_belong(item, place, rules):
            has_others = has_others or not isinstance(item, Failure)
            continue
        got = run_here(SavedPage(page=item), rules)
        if isinstance(got, PageResult) and (ready := joiner.add(None, got)):
            return ready, has_others
    return [], has_others


def _may_belong(page: Page, place: PagePlace, rules: Rules) -> bool:
    """Return whether a page has an address of the article that a page at `place` is of."""
    if canonical(page.url, rules) == canonical(place.first_url, rules):
        return True
    return bool(page_number(page.url, rules, place.first_url))


def _finished(joined: Joined[None], rules: Rules) -> Article | Drop | None:
    result = joined.result if joined.parts is None else run_here(joined.parts, rules)
    return continuing(result) if result is not None and joined.continues else result


def _has_page(items: Iterator[Item]) -> bool:
    return any(not isinstance(item, Failure) for item in items)
