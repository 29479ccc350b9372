"""`scrapy crawl NAME`: Scrapy's command with an exit code that says whether the crawl went well."""

import argparse
import sys
from functools import partial
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoaderProtocol

from crawler.crawl import STOPPING
from crawler.setting_table import SettingError, check
from crawler.settings import user_agent
from crawler.spiders.news import NewsSpider
from crawler.stop import Stop, close_runs, run

WRONG = 1


class Command(ScrapyCrawl):
    """Crawls one outlet; what is wrong is named on stderr, a line for each."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, and set the exit code: that of `warta crawl` for the same end."""
        process = self.crawler_process
        assert process is not None
        _check(process.spider_loader, args, opts)
        _check_settings(process.settings)
        assert isinstance(process, AsyncCrawlerProcess | CrawlerProcess)
        crawler = self._create_crawler(args[0])
        process.crawl(crawler, **opts.spargs)
        overdue = partial(close_runs, Path(process.settings["WARTA_DB"]))
        with Stop(STOPPING, overdue=overdue) as stop:
            run(process, stop)
        spider = crawler.spider
        if process.bootstrap_failed or not isinstance(spider, NewsSpider):
            self.exitcode = WRONG
            return
        for problem in (*spider.notes, *spider.problems):
            sys.stderr.write(f"{problem}\n")
        ended = spider.finish_reason(
            str(crawler.stats and crawler.stats.get_value("finish_reason"))
        )
        self.exitcode = stop.code if ended == "interrupted" else WRONG if spider.problems else 0


def _check(loader: SpiderLoaderProtocol, args: list[str], opts: argparse.Namespace) -> None:
    """Raise UsageError for an outlet that there is not and for options that mean nothing."""
    if len(args) != 1:
        raise UsageError("name one outlet; `scrapy list` has them all")
    try:
        loader.load(args[0])(**opts.spargs)
    except KeyError as error:
        raise UsageError(str(error), print_help=False) from None
    except ValueError as error:
        raise UsageError(f"-a: {error}", print_help=False) from None


def _check_settings(settings: Settings) -> None:
    """Raise UsageError for a setting of ours that is unknown or malformed; name the contact."""
    try:
        for name in settings:
            if str(name).startswith("WARTA_") and isinstance(settings[name], str):
                check(str(name), settings[name])
    except SettingError as error:
        raise UsageError(f"-s {error}", print_help=False) from None
    settings.set("USER_AGENT", user_agent(settings["WARTA_CONTACT"]), "project")
