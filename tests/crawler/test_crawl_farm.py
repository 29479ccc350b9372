"""Many outlets at once, with their real records, against a farm on this machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.site import Site
from pipelines.urls import canonical, is_article
from tests.support.farm.crawling import Crawled, crawl_farm, serving
from tests.support.farm.outlets import address, chosen

OUTLETS = 6
ARTICLES = 5
LATENCY = 0.05


def crawled(db: Path, job: dict[str, Any], **options: Any) -> Crawled:
    with serving(**{"outlets": OUTLETS, "articles": ARTICLES, "latency": LATENCY, **job}) as port:
        return crawl_farm(port, db, **{"outlets": OUTLETS, "workers": 2, **options})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("farm") / "farm.db"


@pytest.fixture(scope="module")
def first(db: Path) -> Crawled:
    return crawled(db, {"kilobytes": 5})


def test_all_articles_of_all_outlets_are_stored(first: Crawled) -> None:
    assert [summary["stored"] for summary in first.summaries] == [ARTICLES] * OUTLETS
    assert [summary["problems"] for summary in first.summaries] == [[]] * OUTLETS
    assert first.asked["articles 200"] == OUTLETS * ARTICLES
    assert {kind.split()[0] for kind in first.asked} == {"robots", "listings", "articles"}


def test_a_second_crawl_at_once_asks_for_no_article_and_lists_answer_not_modified(
    first: Crawled, db: Path
) -> None:
    again = crawled(db, {"kilobytes": 5})
    assert again.asked.keys() == {"robots 200", "listings 304"}
    assert again.total("seen") == 0


def test_an_edit_is_one_revision_and_a_page_in_new_clothes_is_none(
    first: Crawled, db: Path
) -> None:
    """Every page has changed, in what stands around the text; of one per outlet the text has."""
    for expected in (OUTLETS, 0):
        with closing(sqlite3.connect(db)) as connection, connection:
            connection.execute(
                "UPDATE frontier SET next_try_at = '2020-01-01T00:00:00Z', etag = ''"
                " WHERE kind = 'article'"
            )
        again = crawled(db, {"kilobytes": 8, "edited": [2]})
        assert again.asked["articles 200"] == OUTLETS * ARTICLES
        assert again.total("revised") == expected
        assert again.total("unchanged") == OUTLETS * ARTICLES - expected
    with closing(sqlite3.connect(db)) as connection:
        kept = connection.execute("SELECT article_id, count(*) FROM revisions GROUP BY article_id")
        assert [count for _, count in kept] == [1] * OUTLETS


def test_outlets_that_hang_or_answer_errors_take_nothing_from_the_others(tmp_path: Path) -> None:
    names = [site.name for site in chosen(OUTLETS)]
    done = crawled(
        tmp_path / "trouble.db",
        {"kilobytes": 5, "troubles": {names[0]: "hang", names[1]: "errors"}},
        settings={"DOWNLOAD_TIMEOUT": 3, "WARTA_FAILING_AFTER": 2},
    )
    stored = {summary["site"]: summary["stored"] for summary in done.summaries}
    assert stored == dict.fromkeys(names, ARTICLES) | dict.fromkeys(names[:2], 0)


def test_no_outlet_waits_for_another(tmp_path: Path) -> None:
    """The answers of all but one outlet are held until that one has given all of its articles."""
    names = [site.name for site in chosen(OUTLETS)]
    done = crawled(
        tmp_path / "held.db",
        {"kilobytes": 5, "troubles": dict.fromkeys(names[:-1], "held")},
        settings={"DOWNLOAD_TIMEOUT": 30},
    )
    assert [summary["stored"] for summary in done.summaries] == [ARTICLES] * OUTLETS
    assert done.asked["articles 200"] == OUTLETS * ARTICLES


@pytest.mark.parametrize("site", chosen(100), ids=lambda site: str(site.name))
def test_addresses_are_articles_and_each_is_another(site: Site) -> None:
    urls = [address(site, number) for number in (0, 1, 9, 10, 99, 100, 1000, 9999)]
    assert len(set(urls)) == len(urls)
    for url in urls:
        assert canonical(url, site.rules) == url
        assert is_article(url, site.rules)
