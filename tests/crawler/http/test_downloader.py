"""A stop takes back what is under way, whatever it waits for."""

from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from crawler.http.downloader import StoppableDownloader, Stopped

REQUEST = Request("https://koran.example/")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> "list[Deferred[Any]]":
    """Replace the network; return what was asked of it."""
    asked: list[Deferred[Any]] = []

    def fetch(self: Downloader, request: Request) -> "Deferred[Any]":
        asked.append(Deferred())
        return asked[-1]

    monkeypatch.setattr(Downloader, "fetch", fetch)
    return asked


def results(given: "Deferred[Any]") -> list[Any]:
    got: list[Any] = []
    given.addBoth(got.append)
    return got


def downloader() -> StoppableDownloader:
    return StoppableDownloader(get_crawler())


def test_a_response_and_a_failure_are_handed_on(fetched: "list[Deferred[Any]]") -> None:
    loader = downloader()
    good, bad = results(loader.fetch(REQUEST)), results(loader.fetch(REQUEST))
    assert (good, bad) == ([], [])
    fetched[0].callback("response")
    fetched[1].errback(Failure(OSError("gone")))
    assert good == ["response"]
    assert isinstance(bad[0].value, OSError)


def test_what_is_under_way_fails_at_once_and_what_comes_later_too(
    fetched: "list[Deferred[Any]]",
) -> None:
    loader = downloader()
    done, waiting = results(loader.fetch(REQUEST)), results(loader.fetch(REQUEST))
    fetched[0].callback("response")
    loader.give_up()
    later = results(loader.fetch(REQUEST))
    assert done == ["response"]
    assert isinstance(waiting[0].value, Stopped)
    assert isinstance(later[0].value, Stopped)
    assert len(fetched) == 2, "nothing is asked after a stop"
