"""The spider, answer by answer; the whole crawl is in test_crawl_loopback.py."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure as TwistedFailure

from crawler.http.robots import Disallowed, Unreachable
from crawler.loader import spider_class
from crawler.site import Site
from crawler.spiders.news import NewsSpider
from pipelines.item_pipelines import Desk, Fetched
from pipelines.records import (
    Article,
    Candidate,
    Drop,
    Failure,
    FrontierRow,
    Kind,
    Outcome,
    Reason,
    Rules,
    State,
)
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASE = "https://koran.example"
URL = f"{BASE}/berita/1"
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(site="koran", article_url=r"/berita/\d+$"),
    feeds=(f"{BASE}/rss",),
    sitemaps=(f"{BASE}/peta.xml",),
)


@pytest.fixture
def spider(tmp_path: Path) -> Iterator[NewsSpider]:
    settings = Settings()
    settings.setmodule("crawler.settings")
    crawler = Crawler(spider_class(SITE), settings)
    downloader = SimpleNamespace(per_slot_settings={}, slots={})
    crawler.engine = SimpleNamespace(downloader=downloader)  # type: ignore[assignment]
    with ArticleStore(tmp_path / "warta.db") as store:
        desk = Desk(store=store, pool=None)  # type: ignore[arg-type]
        made = spider_class(SITE).from_crawler(
            crawler, desk=desk, since="2026-01-01", clock=lambda: NOW
        )
        made._open()
        yield made


def row(url: str = URL, kind: Kind = Kind.ARTICLE, **fields: Any) -> FrontierRow:
    return FrontierRow(url=url, site="koran", kind=kind, **fields)


def parsed(
    spider: NewsSpider, asked: FrontierRow, status: int = 200, body: str = "", **headers: str
) -> list[Fetched | Outcome]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(asked.url)
    response = Response(
        asked.url, status=status, body=body.encode(), headers=named, request=request
    )
    return list(spider.parse(response, asked))


def article(**fields: Any) -> Article:
    return Article(url=URL, site="koran", title="t", text="t", fetched_at=NOW, **fields)


def test_a_request_names_the_validators_of_the_row(spider: NewsSpider) -> None:
    request = spider._request(row(etag='"a"', last_modified="b", state=State.DONE))
    assert request.headers["If-None-Match"] == b'"a"'
    assert request.headers["If-Modified-Since"] == b"b"
    assert request.meta["download_slot"] == "koran"
    assert request.dont_filter


@pytest.mark.parametrize("asked", [row(), row(etag='"a"', state=State.DROPPED)])
def test_a_page_that_is_not_had_is_asked_for_in_full(
    spider: NewsSpider, asked: FrontierRow
) -> None:
    assert not spider._request(asked).headers


def test_an_article_goes_to_the_chain_and_its_outcome_to_the_frontier(spider: NewsSpider) -> None:
    (item,) = parsed(spider, row(), body="<p>x", ETag='"a"', Content_Type="text/html")
    assert isinstance(item, Fetched)
    assert (item.url, item.page.html, item.rules) == (URL, b"<p>x", SITE.rules)
    outcome = item.conclude(article(published_at=NOW))
    assert (outcome.url, outcome.state, outcome.etag) == (URL, State.DONE, '"a"')
    assert outcome.next_try_at == NOW + timedelta(hours=1)
    dropped = item.conclude(Drop(url=URL, reason=Reason.NO_TEXT, step="extract"))
    assert dropped.state is State.DROPPED


def test_an_article_of_another_time_is_dropped_with_the_reason(spider: NewsSpider) -> None:
    (item,) = parsed(spider, row())
    assert isinstance(item, Fetched)
    outcome = item.conclude(article(published_at=datetime(2025, 12, 31, 16, tzinfo=UTC)))
    assert isinstance(outcome.result, Drop)
    assert outcome.result.reason is Reason.OUT_OF_RANGE
    kept = item.conclude(article(published_at=datetime(2025, 12, 31, 17, tzinfo=UTC)))
    assert isinstance(kept.result, Article), "midnight in Jakarta begins the year"
    assert isinstance(item.conclude(article()).result, Article)


def test_not_modified(spider: NewsSpider) -> None:
    (outcome,) = parsed(spider, row(published_at=NOW), status=304)
    assert isinstance(outcome, Outcome)
    assert (outcome.result, outcome.state, outcome.status) == (None, State.DONE, 304)
    assert spider.facts()["not_modified"] == 1


def test_a_listing_gives_its_links(spider: NewsSpider) -> None:
    feed = row(f"{BASE}/rss", Kind.FEED)
    body = f"<rss><item><link>{URL}</link></item><item><link>/foto/1</link></item></rss>"
    (outcome,) = parsed(spider, feed, body=body, ETag='"a"')
    assert isinstance(outcome, Outcome)
    assert outcome.links == (Candidate(url=URL, found_in=feed.url),)
    assert (outcome.state, outcome.next_try_at, outcome.etag) == (State.DONE, None, '"a"')


def test_an_empty_listing_is_a_problem_and_is_read_in_full_again(spider: NewsSpider) -> None:
    (outcome,) = parsed(spider, row(f"{BASE}/rss", Kind.FEED), body="<rss/>", ETag='"a"')
    assert isinstance(outcome, Outcome)
    assert outcome.etag == ""
    assert f"{BASE}/rss" in spider.problems[-1]


def test_sitemaps_are_followed_to_the_depth_limit(spider: NewsSpider) -> None:
    assert spider.desk is not None
    for n in range(1, 9):
        found = Candidate(url=f"{BASE}/{n}.xml", kind=Kind.SITEMAP, found_in=f"{BASE}/{n - 1}.xml")
        spider.desk.store.seed([replace(found, found_in="") if n == 1 else found], "koran")
    limit = spider.settings.getint("DEPTH_LIMIT")
    for n, followed in ((1, True), (limit, True), (limit + 1, False)):
        asked = spider.desk.store.frontier_row(f"{BASE}/{n}.xml")
        assert asked is not None
        body = f"<sitemapindex><sitemap><loc>{BASE}/x.xml</loc></sitemap></sitemapindex>"
        (outcome,) = parsed(spider, asked, body=body)
        assert isinstance(outcome, Outcome)
        assert bool(outcome.links) is followed


def test_a_failure_names_the_outlet_and_the_url_asked_for(spider: NewsSpider) -> None:
    (outcome,) = parsed(spider, row(), status=503, Retry_After="30")
    assert isinstance(outcome, Outcome)
    assert isinstance(outcome.result, Failure)
    assert (outcome.result.site, outcome.result.url, outcome.status) == ("koran", URL, 503)
    assert outcome.state is State.RETRY
    assert outcome.next_try_at == NOW + timedelta(seconds=30)


def failed(spider: NewsSpider, error: Exception, asked: FrontierRow) -> list[Outcome]:
    failure = TwistedFailure(error)
    failure.request = Request(asked.url, cb_kwargs={"row": asked})  # type: ignore[attr-defined]
    return list(spider.failed(failure))


def test_no_answer(spider: NewsSpider) -> None:
    (outcome,) = failed(spider, DownloadTimeoutError("x"), row())
    assert outcome.state is State.RETRY
    assert isinstance(outcome.result, Failure)
    assert "no answer within 30 s" in outcome.result.error


def test_what_robots_txt_disallows_is_a_failure_that_blames_nobody(spider: NewsSpider) -> None:
    for _ in range(50):
        (outcome,) = failed(spider, Disallowed("robots.txt disallows it"), row())
    assert outcome.next_try_at == NOW + timedelta(days=7)
    assert spider.finish_reason("finished") == "finished"


def test_a_host_without_robots_txt_is_left_alone_and_named_once(spider: NewsSpider) -> None:
    error = Unreachable(BASE, "the name cannot be resolved", unresolved=True)
    assert failed(spider, error, row()) == []
    assert failed(spider, error, row(f"{BASE}/berita/2")) == []
    assert len(spider.problems) == 1
    assert spider.facts()["no_network"]
    assert spider.finish_reason("finished") == "no network"


def test_problems_are_bounded(spider: NewsSpider) -> None:
    for n in range(500):
        parsed(spider, row(f"{BASE}/{n}", Kind.FEED))
    assert len(spider.problems) == 50


@pytest.mark.parametrize(
    ("reason", "said"), [("finished", "finished"), ("shutdown", "interrupted")]
)
def test_finish_reason(spider: NewsSpider, reason: str, said: str) -> None:
    assert spider.finish_reason(reason) == said
    spider.fail("database or disk is full")
    assert spider.finish_reason(reason) == "failed"
    assert spider.problems == ["database or disk is full"]
