"""Scrapy's side of storing: the item that a spider yields, and the item pipeline that stores it.

The one file of `pipelines` that imports Scrapy.
"""

from typing import Any, Protocol, Self, runtime_checkable

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from pipelines.query.export import exported
from pipelines.records import Article, Drop, Outcome
from pipelines.store import StoreError
from pipelines.work.batch_writer import BatchWriter


class ArticleItem(dict[str, Any]):
    """An article, or a drop with its reason, as Scrapy shows and exports it.

    The keys of an article are those of `warta export`. `outcome` is what is stored of it: the
    article itself with its frontier mark.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        result = outcome.result
        if isinstance(result, Article):
            super().__init__(exported(result))
        elif isinstance(result, Drop):
            super().__init__(
                url=result.url,
                site=result.site,
                dropped=str(result.reason),
                step=result.step,
                detail=result.detail,
            )
        else:
            raise TypeError(f"{outcome.url}: an item is an article or a drop")


@runtime_checkable
class StoringSpider(Protocol):
    """What the item pipeline needs of a spider: the writer of its run, None without a run."""

    @property
    def writer(self) -> BatchWriter | None:
        """The writer, which there is once the run has begun."""


class StorePipeline:
    """Stores each item and hands on the articles that were stored.

    What was dropped, had not changed or could not be stored goes no further, so feed exports have a
    line for each article that the run stored.
    """

    def __init__(self, spider: StoringSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: object = crawler.spider
        if not isinstance(spider, StoringSpider):
            raise NotConfigured
        return cls(spider)

    async def process_item(self, item: Any) -> Any:
        """Return the item once it is committed. Raises `DropItem` for one that goes no further."""
        if not isinstance(item, ArticleItem) or self._spider.writer is None:
            return item
        result = item.outcome.result
        try:
            added = await self._spider.writer.add(item.outcome)
        except StoreError as error:
            raise DropItem(f"{item.outcome.url}: not stored: {error}") from None
        if isinstance(result, Drop):
            raise DropItem(f"{result.reason}: {result.detail}")
        if added is not None and added.kind == "unchanged":
            raise DropItem("unchanged since it was last stored")
        return item
