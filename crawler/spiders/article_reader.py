"""Reads articles over their pages: each page extracted once, then joined and finished."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from crawler.planning import retry_policy
from crawler.planning.article_pages import ArticlePages
from crawler.planning.scope import Scope
from pipelines.extract.multipage import continuing
from pipelines.item_pipelines import ArticleItem
from pipelines.records import (
    Article,
    Drop,
    FirstPage,
    FrontierRow,
    LaterPage,
    Outcome,
    Page,
    PageResult,
    Parts,
    Rules,
)
from pipelines.work.worker_pool import WorkerPool
from pipelines.work.worker_tasks import run_here

T = TypeVar("T")


class GivenUp(Exception):
    """A page that was with the workers when the crawl was stopped."""


class ArticleReader:
    """Extracts the pages of one outlet's articles, in the workers of `pool` or in this process."""

    def __init__(
        self,
        rules: Rules,
        scope: Scope,
        clock: Callable[[], datetime],
        pool: WorkerPool | None = None,
    ) -> None:
        self._rules = rules
        self._scope = scope
        self._clock = clock
        self._pool = pool
        self._waiting: set[asyncio.Future[Any]] = set()

    async def first_page(
        self, row: FrontierRow, outcome: Outcome, page: Page, *, is_view: bool
    ) -> ArticlePages:
        """Return what the first page of an article gives; `outcome` is that of its response."""
        got = await self._extracted(FirstPage(page=page))
        if isinstance(got.result, Article):
            outcome = replace(outcome, published_at=got.result.published_at)
        return ArticlePages(
            row=row,
            outcome=outcome,
            url=page.url,
            result=self._kept(got.result),
            parts=(got.part,) if got.part else (),
            further_pages=got.further_pages,
            is_view=is_view,
        )

    async def later_page(self, pages: ArticlePages, page: Page) -> ArticlePages:
        """Return what an article is with one more page."""
        return pages.with_page(await self._extracted(LaterPage(page=page, first_url=pages.url)))

    def is_page(self, pages: ArticlePages, page: Page) -> bool:
        """Return whether a page is the one under way, and not another that came in its place."""
        return pages.is_page(page.url, self._rules)

    async def finished(self, pages: ArticlePages, *, continues: bool) -> ArticleItem:
        """Return the item of an article whose pages are read; `continues` where one is missing."""
        result = pages.result
        if pages.is_joined:
            result = self._kept(await self._joined(pages.to_finish()))
        outcome = replace(pages.outcome, result=continuing(result) if continues else result)
        return ArticleItem(retry_policy.after(outcome, pages.row, self._clock()))

    def give_up(self) -> None:
        """Have whatever waits for a worker raise `GivenUp`."""
        for waiting in list(self._waiting):
            waiting.cancel()

    async def _extracted(self, page: FirstPage | LaterPage) -> PageResult:
        if self._pool is not None:
            got = await self._result(self._pool.submit(page, self._rules))
        else:
            got = run_here(page, self._rules)
        return PageResult(result=got) if isinstance(got, Drop) else got

    async def _joined(self, parts: Parts) -> Article | Drop:
        if self._pool is not None:
            return await self._result(self._pool.submit(parts, self._rules))
        return run_here(parts, self._rules)

    async def _result(self, submitted: Future[T]) -> T:
        """Return what a worker makes of an item. Raises `GivenUp`."""
        waiting = asyncio.wrap_future(submitted)
        self._waiting.add(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            raise GivenUp from None
        finally:
            self._waiting.discard(waiting)

    def _kept(self, result: Article | Drop) -> Article | Drop:
        """Return the article, or its drop where it is not of the days and sections asked for."""
        return self._scope.keeps(result) if isinstance(result, Article) else result
