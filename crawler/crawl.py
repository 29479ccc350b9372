"""Crawls outlets in this process: what `warta crawl` and `warta demo` call."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.http.replay import load
from crawler.loader import spider_class
from crawler.planning.options import crawl_options
from crawler.planning.scope import check_sections
from crawler.resources import SHOWN, Counts, Resources, Summary
from crawler.setting_table import from_environment
from crawler.site import Site
from crawler.stop import Stop, close_runs, run
from pipelines.store.store import utc_now
from pipelines.work.batch_writer import OnStored

NO_NETWORK = (
    "no network: no name could be resolved; "
    "crawl a recording with --replay FILE.warc.gz, or see `make demo`"
)
STOPPING = (
    "the crawl is ending; what was fetched is being stored, the next crawl does the rest "
    "(once more to end at once)"
)


def crawl(
    sites: Sequence[Site],
    *,
    db: Path,
    since: date | str | None = None,
    until: date | str | None = None,
    sections: Sequence[str] = (),
    limit: int | None = None,
    max_pages: int | None = None,
    oldest_first: bool = False,
    retry_failed: bool = False,
    urls: Mapping[str, Sequence[str]] | None = None,
    archive: Path | None = None,
    replay: Sequence[Path] = (),
    workers: int | None = None,
    settings: Mapping[str, Any] | None = None,
    on_progress: Callable[[Counts], None] | None = None,
    on_stored: OnStored | None = None,
) -> list[Summary]:
    """Crawl the outlets at the same time and return a summary of each, in their order.

    `since` and `until` are days of publication, both included, `sections` some of those that the
    outlets' records name. `limit` is the number of articles to keep of each outlet, `max_pages` of
    index pages to read for one day; `oldest_first` begins with the first day. `retry_failed` asks
    only for what failed before, `urls` only for these, by the name of the outlet. `replay` names
    WARC files or folders to read instead of the network. `settings` overrides Scrapy settings.
    `on_progress` gets the counts over all outlets so far, `on_stored` each outcome and what the
    store made of it.

    A summary holds the counters of the run (`seen`, `stored`, `unchanged`, `revised`, `dropped`,
    `failed`, ...), `site`, `finish_reason` (`finished`, `limit`, `blocked`, `in trouble`, `asked to
    wait`, `interrupted`, `no network`, `failed`), `not_modified`, `requests`, `seconds`, and
    `problems`: one line for each thing an operator should know. Raises `StoreError`, `ReplayError`
    and OSError for what cannot be opened, ValueError for a date that is none and for sections that
    no outlet has. Ends early and in order on Ctrl-C and SIGTERM (`crawler.stop`); `signal` of a
    summary is then the one that came. Can be called once in a process: Twisted's reactor cannot be
    started again.
    """
    options = {
        "since": since,
        "until": until,
        "sections": sections,
        "limit": limit,
        "max_pages": max_pages,
        "oldest_first": oldest_first,
        "retry_failed": retry_failed,
    }
    asked = {site.name: {**options, "urls": (urls or {}).get(site.name, ())} for site in sites}
    check_sections(sites, sections)
    for site in sites:
        crawl_options(site, asked[site.name], utc_now)
    if not sites:
        return []
    damage = load(replay).damage if replay else ()
    known = [site.rules for site in sites]
    with Stop(STOPPING, overdue=partial(close_runs, db)) as stop:
        resources = Resources.open(
            db,
            workers=workers,
            archive=archive,
            known=known,
            on_progress=on_progress,
            on_stored=on_stored,
        )
        try:
            process = AsyncCrawlerProcess(_settings(replay, settings or {}))
            tasks = {
                site.name: process.crawl(
                    spider_class(site), resources=resources, **asked[site.name]
                )
                for site in sites
            }
            run(process, stop)
            broken = _broken(tasks)
        finally:
            resources.close()
    of_site = {**broken, **{summary["site"]: summary for summary in resources.summaries}}
    summaries = [{**of_site[site.name], "signal": stop.signal} for site in sites]
    return _with_common_problems(summaries, damage)


def _settings(replay: Sequence[Path], overrides: Mapping[str, Any]) -> Settings:
    """Return Scrapy's settings, found by module so that it works from any folder."""
    from_environment(os.environ)  # raises; the module could only exit
    settings = Settings()
    settings.setmodule("crawler.settings")
    # What Scrapy warns of page by page is in the frontier and the drops.
    settings.set("LOG_LEVEL", "ERROR", "project")
    settings.set("WARTA_REPLAY", [str(path) for path in replay], "project")
    settings.setdict(dict(overrides), "cmdline")
    return settings


def _broken(tasks: Mapping[str, asyncio.Task[None]]) -> dict[str, Summary]:
    """Return a summary for each crawl that did not come to its own end.

    One without an error was stopped before it had opened anything: Ctrl-C came early.
    """
    broken: dict[str, Summary] = {}
    for name, task in tasks.items():
        error = None if task.cancelled() or not task.done() else task.exception()
        broken[name] = {
            **dict.fromkeys(SHOWN, 0),
            "site": name,
            "finish_reason": "failed" if error else "interrupted",
            "problems": [f"{name}: the crawl broke off ({error!r})"] if error else [],
        }
    return broken


def _with_common_problems(summaries: list[Summary], damage: Sequence[str]) -> list[Summary]:
    """Return the summaries with what concerns all outlets said once, on the first."""
    if all(summary.get("no_network") for summary in summaries):
        for summary in summaries:
            summary["problems"] = []
        summaries[0]["problems"] = [NO_NETWORK]
    summaries[0]["problems"] += damage
    return summaries
