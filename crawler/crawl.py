"""Crawls outlets in this process: what `warta crawl` and `warta demo` call."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crawler.site import Site
from pipelines.scrapy_items import Counts, Desk

NO_NETWORK = (
    "no network: no name could be resolved; "
    "crawl a recording with --replay FILE.warc.gz, or see `make demo`"
)


def crawl(
    sites: Sequence[Site],
    *,
    db: Path,
    since: date | str | None = None,
    until: date | str | None = None,
    limit: int | None = None,
    archive: Path | None = None,
    replay: Sequence[Path] = (),
    workers: int | None = None,
    settings: Mapping[str, Any] | None = None,
    on_progress: Callable[[Counts], None] | None = None,
) -> list[dict[str, Any]]:
    """Crawl the outlets at the same time and return a summary of each, in their order.

    `since` and `until` are days of publication, both included; `limit` is the number of articles to
    keep of each outlet. `replay` names WARC files or folders to read instead of the network.
    `settings` overrides Scrapy settings. `on_progress` gets the counts over all outlets so far.

    A summary holds the counters of the run (`seen`, `stored`, `unchanged`, `revised`, `dropped`,
    `failed`, ...), `site`, `finish_reason` (`finished`, `limit`, `blocked`, `asked to wait`,
    `interrupted`, `failed`), `not_modified`, `requests`, `seconds`, and `problems`: one line for
    each thing an operator should know. Raises `StoreError`, `ReplayError` and OSError for what
    cannot be opened. Ends early and in order on Ctrl-C. Can be called once in a process, because
    Twisted's reactor cannot be started again.
    """
    # Scrapy takes a second to import, which `warta --help` need not wait for.
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.loader import spider_class
    from crawler.replay import load

    damage = load(replay).damage if replay else ()
    desk = Desk.open(db, workers=workers, archive=archive, on_progress=on_progress)
    try:
        process = AsyncCrawlerProcess(_settings(replay, settings or {}))
        for site in sites:
            process.crawl(spider_class(site), desk=desk, since=since, until=until, limit=limit)
        process.start()
    finally:
        desk.close()
    return _in_order(desk.summaries, sites, damage)


def _settings(replay: Sequence[Path], overrides: Mapping[str, Any]) -> Any:
    """Return Scrapy's settings, found by module so that it works from any folder."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.set("LOG_LEVEL", "WARNING", "project")
    settings.set("WARTA_REPLAY", [str(path) for path in replay], "project")
    settings.setdict(dict(overrides), "cmdline")
    return settings


def _in_order(
    summaries: list[dict[str, Any]], sites: Sequence[Site], damage: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the summaries in the order of the outlets, with what concerns all said once."""
    order = {site.name: number for number, site in enumerate(sites)}
    result = sorted(summaries, key=lambda summary: order[summary["site"]])
    if result and all(summary["no_network"] for summary in result):
        for summary in result:
            summary["problems"] = []
        result[0]["problems"] = [NO_NETWORK]
    if result:
        result[0]["problems"] += damage
    return result
