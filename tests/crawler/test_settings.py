"""What the settings bring about: a crawl is polite, safe, and what its spider and loader say."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.loader import SiteSpiderLoader, spider_class
from crawler.settings import user_agent
from crawler.site import Site
from crawler.sites import UnknownSite, all_sites
from pipelines.records import Rules
from tests.support.articles import NOW
from tests.support.crawling import start
from tests.support.loopback import Asked, Loopback, article, feed, text, zipped
from tests.support.paths import ROOT

SITE = Site(name="koran", title="Koran", hosts=("koran.example",), rules=Rules(), delay=3.0)


@pytest.fixture
def settings() -> Settings:
    loaded = Settings()
    loaded.setmodule("crawler.settings")
    return loaded


def of_spider(settings: Settings, site: Site = SITE) -> Settings:
    return Crawler(spider_class(site), settings).settings


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """A crawl with the settings as they are, but for the delay: what was asked, what came of it."""

    asked: tuple[Asked, ...]
    summary: dict[str, Any]
    listening: frozenset[int]


def listening(pid: int) -> frozenset[int]:
    """Return the TCP ports at which a process listens."""
    files = []
    for name in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since
            files.append(str(name.readlink()))
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == "0A" and f"socket:[{inode}]" in files:
                found.add(int(local.rpartition(":")[2], 16))
    return frozenset(found)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Return a crawl of an outlet that sets cookies, moves by markup and sends a bomb.

    A proxy is set in the environment, as it may be on the machine of an operator.
    """
    seen: list[frozenset[int]] = []
    cookie = {"Set-Cookie": "kenal=saya"}
    published = NOW - timedelta(days=40)
    with Loopback() as site, pytest.MonkeyPatch.context() as patch:
        patch.setenv("http_proxy", "http://127.0.0.1:9")
        paths = [f"/berita/{number}" for number in range(4)]
        rss = feed(site.url, [(path, published) for path in paths])
        refresh = f"<meta http-equiv=refresh content='0;url={site.url}/lain'>"

        def first(asked: Asked) -> web.StreamResponse:
            seen.append(listening(process.pid))
            return text(article(0, published), "text/html", **cookie)(asked)

        site.pages |= {
            "/rss": text(rss, "application/rss+xml", **cookie),
            paths[0]: first,
            paths[1]: text(article(1, published), "text/html"),
            paths[2]: text(f"<html><head>{refresh}</head></html>", "text/html"),
            paths[3]: zipped(" " * 60_000_000),
        }
        process = start([{
            "name": "koran", "hosts": ["127.0.0.1"], "feeds": [f"{site.url}/rss"], "delay": 0,
            "rules": {"article_url": r"/berita/\d+$"},
        }], db=tmp_path_factory.mktemp("settings") / "a.db")  # fmt: skip
        output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    (summary,) = json.loads(output)
    return Crawled(asked=tuple(site.asked), summary=summary, listening=seen[0])


def test_the_outlet_is_asked_directly(crawled: Crawled) -> None:
    """No proxy: it would resolve names itself."""
    assert crawled.summary["stored"] == 2


def test_no_cookie_and_no_referer_is_sent(crawled: Crawled) -> None:
    sent = {name for asked in crawled.asked for name in asked.headers}
    assert "User-Agent" in sent
    assert not sent & {"Cookie", "Referer"}


def test_a_page_that_moves_in_markup_is_not_followed(crawled: Crawled) -> None:
    paths = [asked.path for asked in crawled.asked]
    assert "/berita/2" in paths
    assert "/lain" not in paths


def test_a_bomb_is_a_failure_and_asked_for_once(crawled: Crawled) -> None:
    assert (crawled.summary["failed"], crawled.summary["dropped"]) == (1, 1)
    assert [asked.path for asked in crawled.asked].count("/berita/3") == 1


def test_nothing_listens_on_a_port(crawled: Crawled) -> None:
    assert crawled.listening == frozenset()


def test_every_name_is_scrapy_s_or_ours(settings: Settings) -> None:
    from scrapy.settings import default_settings

    ours = {name for name in settings if settings.getpriority(name) == 20}
    unknown = {n for n in ours if not n.startswith("WARTA_") and not hasattr(default_settings, n)}
    assert not unknown


def test_user_agent_names_the_product_and_the_contact() -> None:
    assert user_agent("mailto:redaksi@koran.example").startswith("warta/")
    assert user_agent("mailto:redaksi@koran.example").endswith("(+mailto:redaksi@koran.example)")
    assert "+" not in user_agent("")


def test_an_outlet_is_one_slot_and_the_delay_is_the_larger_one(settings: Settings) -> None:
    slot = of_spider(settings)["DOWNLOAD_SLOTS"]["koran"]
    assert slot["concurrency"] == 1
    assert slot["delay"] * (1 - slot["jitter"]) == pytest.approx(3.0)
    slot = of_spider(settings, replace(SITE, delay=0.5))["DOWNLOAD_SLOTS"]["koran"]
    assert slot["delay"] * (1 - slot["jitter"]) >= 1, "a second at least, whatever the record says"
    settings.set("DOWNLOAD_DELAY", 10, "cmdline")
    slot = of_spider(settings)["DOWNLOAD_SLOTS"]["koran"]
    assert slot["delay"] * (1 - slot["jitter"]) == pytest.approx(10.0)


def test_a_replay_has_no_delay_and_no_network(settings: Settings) -> None:
    settings.set("WARTA_REPLAY", ["a.warc.gz"], "cmdline")
    spider = of_spider(settings)
    assert spider["DOWNLOAD_SLOTS"]["koran"]["delay"] == 0
    handlers = spider.getwithbase("DOWNLOAD_HANDLERS")
    assert {s: h for s, h in handlers.items() if h} == dict.fromkeys(
        ("http", "https"), "crawler.http.replay.ReplayHandler"
    )


def test_the_loader_makes_a_spider_of_each_record() -> None:
    loader = SiteSpiderLoader()
    assert loader.list() == [site.name for site in all_sites()]
    assert loader.load("republika").name == "republika"
    with pytest.raises(UnknownSite, match="republika"):
        loader.load("republica")
    with pytest.raises(KeyError):
        loader.load("republica")


def test_scrapy_list() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=ROOT,
        env={**os.environ, "WARTA_CONTACT": "x"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.split() == [site.name for site in all_sites()]
