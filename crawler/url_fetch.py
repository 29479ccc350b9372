"""Fetches certain URLs, of known outlets and of others, and says what became of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from crawler.crawl import crawl
from crawler.resources import Summary
from crawler.site import Site
from crawler.sites import for_url
from pipelines.records import Added, Drop, Failure, Outcome, Rules, State
from pipelines.urls import canonical, host_of

UNKNOWN_DELAY = 2.0  # seconds between two requests to a host that no record has
NOT_ASKED = "it was not asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of a URL: `result` is `new`, `unchanged`, `revised`, `dropped` or `failed`.

    `url` is as it was given, `key` its canonical form, `site` the outlet or the host. A new article
    may be the copy of another, `duplicate_of`. `reason` and `detail` are those of a drop; the
    `detail` of a failure is its reason. `is_final` is False for a failure after which the URL is
    asked for again in the same run.
    """

    url: str
    key: str
    site: str
    result: str
    article_id: int | None = None
    duplicate_of: int | None = None
    reason: str = ""
    detail: str = ""
    is_final: bool = True


@dataclass(slots=True, kw_only=True)
class Fetching:
    """The URLs of one call by outlet, and what became of those that are done, by their key.

    `given` has each key with the URL as it was given, `repeated` those that were given before.
    """

    wait: timedelta
    on_result: Callable[[Fetched], None]
    sites: dict[str, Site] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    done: dict[str, Fetched] = field(default_factory=dict)

    def add(self, url: str) -> None:
        """Take a URL."""
        site = site_for(url)
        key = canonical(url, site.rules)
        if key in self.given:
            self.repeated.append(url)
            return
        self.given[key] = url
        self.sites.setdefault(site.name, site)
        self.keys.setdefault(site.name, []).append(key)

    def take(self, outcome: Outcome, added: Added | None) -> None:
        """Take what became of a URL; one that is tried again soon is not done."""
        url = self.given.get(outcome.url)
        if url is None:
            return
        result = _result(outcome, added, url, self.wait)
        self.done[outcome.url] = result
        if result.is_final:
            self.on_result(result)

    def finish(self, summaries: Iterable[Summary]) -> None:
        """Say what is not said yet: what still failed at the end, and what was not asked for."""
        for summary in summaries:
            why = "; ".join(summary["problems"]) or f"{NOT_ASKED}: {summary['finish_reason']}"
            for key in self.keys[summary["site"]]:
                known = self.done.get(key)
                if known is not None and known.is_final:
                    continue
                last = known or Fetched(
                    url=self.given[key], key=key, site=summary["site"], result="failed", detail=why
                )
                self.done[key] = replace(last, is_final=True)
                self.on_result(self.done[key])


def fetch_urls(
    urls: Iterable[str],
    *,
    db: Path,
    on_result: Callable[[Fetched], None],
    settings: Mapping[str, Any],
    wait: float,
    archive: Path | None = None,
    replay: Iterable[Path] = (),
    workers: int | None = None,
) -> tuple[Fetching, list[Summary]]:
    """Return what became of each URL, and the summary of each outlet's run.

    Outlets are asked at the same time, each under the manners of a crawl. `on_result` gets each
    result once it is stored. `wait` is how many seconds a run waits for what is due again. The
    other arguments and what is raised are those of `crawl`.
    """
    fetching = Fetching(wait=timedelta(seconds=wait), on_result=on_result)
    for url in urls:
        fetching.add(url)
    summaries = crawl(
        list(fetching.sites.values()),
        db=db,
        urls=fetching.keys,
        archive=archive,
        replay=list(replay),
        workers=workers,
        # Each is said as soon as it is stored: the delay between requests is longer than a commit.
        settings={"WARTA_BATCH": 1, **settings},
        on_stored=fetching.take,
    )
    fetching.finish(summaries)
    return fetching, summaries


def site_for(url: str) -> Site:
    """Return the outlet of a URL; for an unknown host one of its own, read by the generic way.

    A host with `www.` and without is one outlet, so that one delay holds for both. Its articles are
    stored under the host of each, as those of `warta ingest` are.
    """
    known = for_url(url)
    if known is not None:
        return known
    bare = host_of(url).removeprefix("www.")
    site = Site(
        name=bare, title=bare, hosts=(bare, f"*.{bare}"), rules=Rules(), delay=UNKNOWN_DELAY
    )
    object.__setattr__(site, "rules", Rules())  # the constructor names them after the outlet
    return site


def _result(outcome: Outcome, added: Added | None, url: str, wait: timedelta) -> Fetched:
    """Return what became of the URL of an outcome."""
    said = Fetched(url=url, key=outcome.url, site=outcome.site, result="unchanged")
    match outcome.result:
        case Failure() as failure:
            at, due = outcome.fetched_at, outcome.next_try_at
            again = (
                outcome.state in (State.RETRY, State.WAITING) and at and due and due - at <= wait
            )
            return replace(said, result="failed", detail=failure.error, is_final=not again)
        case Drop() as drop:
            return replace(said, result="dropped", reason=str(drop.reason), detail=drop.detail)
    if added is None:
        return said
    return replace(
        said,
        result="new" if added.kind == "duplicate" else added.kind,
        article_id=added.article_id,
        duplicate_of=added.duplicate_of,
    )
