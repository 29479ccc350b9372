"""The spider without a run, as Scrapy's own commands use it; whole crawls: test_crawl_loopback."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, XmlResponse

from crawler.http import responses
from crawler.loader import spider_class
from crawler.planning.options import crawl_options
from crawler.site import Index, Site
from crawler.spiders.news import NewsSpider
from pipelines.item_pipelines import ArticleItem
from pipelines.records import Rules

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASE = "https://koran.example"
URL = f"{BASE}/berita/1"
TEXT = "Warga bergotong royong memperbaiki jembatan desa yang rusak diterjang banjir. " * 6
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example",),
    rules=Rules(site="koran", article_url=r"/berita/\d+$"),
    feeds=(f"{BASE}/rss",),
    sitemaps=(f"{BASE}/peta.xml",),
    indexes=(Index(url=f"{BASE}/terkini"),),
    sections=("daerah", "olahraga"),
)


class Unrun(spider_class(SITE)):  # type: ignore[misc]
    """The spider as a callback sees it where no engine runs: nothing is told of the outlet."""

    def _answered(self) -> None:
        pass


def spider(**arguments: Any) -> NewsSpider:
    made: NewsSpider = Unrun(clock=lambda: NOW, **arguments)
    return made


def response(url: str, body: str, kind: type[Response] = HtmlResponse) -> Response:
    request = Request(url)
    made = kind(url, body=body.encode(), request=request)
    request.meta["answer"] = responses.read(made, request, NOW)
    return made


def yielded(output: AsyncIterator[Any]) -> list[Any]:
    async def collect() -> list[Any]:
        return [one async for one in output]

    return asyncio.run(collect())


def test_a_page_gives_the_article_with_the_fields_of_an_export() -> None:
    page = f"<h1>Jembatan desa diperbaiki warga</h1><article><p>{TEXT}</p><p>{TEXT}a</p></article>"
    (item,) = yielded(spider().parse(response(URL, page)))
    assert isinstance(item, ArticleItem)
    assert item["title"] == "Jembatan desa diperbaiki warga"
    assert item["fetched_at"] == NOW.isoformat()
    assert item.outcome.url == URL


def test_a_page_that_is_no_article_gives_its_drop() -> None:
    (item,) = yielded(spider().parse(response(URL, "<p>Maaf</p>")))
    assert item["dropped"] in ("no_text", "no_title", "not_article")
    assert item["step"]


def test_a_listing_gives_its_links_as_requests() -> None:
    feed = f"<rss><item><link>{URL}</link></item><item><link>/foto/1</link></item></rss>"
    (request,) = yielded(spider().parse(response(f"{BASE}/rss", feed, XmlResponse)))
    assert request.url == URL


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"sinse": "2d"}, "unknown argument sinse; did you mean since?"),
        ({"warna": "biru"}, "unknown argument warna; known are since, until, sections"),
        ({"since": "kemarin"}, "since kemarin: not a date; write it as 2026-11-20 or 7d"),
        ({"until": "2026-13-01"}, "until 2026-13-01: not a date"),
        ({"since": "2026-11-20", "until": "2026-11-19"}, "is before since"),
        ({"limit": "banyak"}, "limit banyak: not a number from 1 on"),
        ({"limit": "0"}, "limit 0: not a number from 1 on"),
        ({"max_pages": "-1"}, "max_pages -1"),
        ({"oldest_first": "barangkali"}, "oldest_first barangkali: write true or false"),
        ({"sections": "hukum"}, "koran has no section hukum"),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        spider(**arguments)
    assert said in str(error.value)


def test_arguments_are_those_of_the_command() -> None:
    given = {"since": "2d", "until": "2026-11-20", "sections": "daerah", "limit": "3"}
    options = crawl_options(SITE, {**given, "oldest_first": "yes"}, lambda: NOW)
    assert options.scope.since and options.scope.until
    assert options.scope.since.date() == date(2026, 11, 19), "two days before today"
    assert options.scope.until == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert options.scope.sections == ("daerah",)
    assert (options.limit, options.max_pages, options.oldest_first) == (3, None, True)
    assert crawl_options(SITE, {"since": None, "limit": None}, lambda: NOW).scope.is_everything


def test_midnight_is_the_outlet_s() -> None:
    late = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    scope = crawl_options(SITE, {"since": "1d"}, lambda: late).scope
    assert scope.since and scope.since.date() == date(2026, 11, 21), "it is the 22nd in Jakarta"
